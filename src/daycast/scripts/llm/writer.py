"""The door of this room: a show's draft rewritten by the model that its `writer` names, and what that takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.errors import Problem
from daycast.find import FILE
from daycast.scripts.comments import Comment
from daycast.scripts.llm import prompt
from daycast.scripts.llm.memory import Answer, Memory, Message, Question
from daycast.scripts.llm.opine import TEMPLATE as TAKE
from daycast.scripts.llm.opine import asked, opine
from daycast.scripts.llm.review import LONGEST, House
from daycast.scripts.llm.rewrite import Desk, Tally
from daycast.scripts.llm.rewrite import rewrite as rewrite_draft
from daycast.scripts.llm.server import Server
from daycast.scripts.llm.sheet import sheets
from daycast.scripts.llm.trouble import UnansweredError
from daycast.scripts.llm.usage import Usage, tokens
from daycast.scripts.model import Evidence, Script
from daycast.show import Show
from daycast.writers import LlmWriter

_PATIENCE = 2  # questions in a row without an answer, after which no more are asked
_TOKENS_A_LINE = 25  # that JSON puts around a line's words


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a rewriting is: sections done, of how many, the heading of the one at work, and its tokens so far."""

    done: int
    total: int
    heading: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a model wrote and what it took.

    `tally` tells whose lines the script has; `asked` and `remembered` how many answers came from the server and from
    memory; `usage` and `cost` (in the currency of the writer's prices) are of those from the server.
    """

    model: str
    tally: Tally
    asked: int
    remembered: int
    usage: Usage
    cost: float | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What rewriting a draft would take: how many sections, how many of them known, tokens and cost of the others."""

    model: str
    sections: int
    remembered: int
    usage: Usage
    cost: float | None


OnProgress = Callable[[Progress], object]


def rewrite(
    show: Show,
    writer: LlmWriter,
    draft: Script,
    *,
    more: Mapping[int, Sequence[Evidence]] | None = None,
    on_progress: OnProgress = lambda progress: None,
) -> tuple[Script, Report]:
    """`draft` as the model tells it. Whatever goes wrong with the server leaves the draft's lines and is reported.

    `more` has further evidence of a section's story that no section tells, by the index of the section.
    """
    with Server(writer) as server:
        post = _Post(Memory(show), server, on_progress)
        script, tally = rewrite_draft(
            draft, _desk(show, writer, draft.date), post.ask, more=more or {}, on_section=post.begin
        )
    return script, _report(show, writer, post, tally, "the built-in writer stepped in for {} of {} parts")


def comment(
    show: Show,
    writer: LlmWriter,
    script: Script,
    comments: Sequence[Comment],
    draft: Script,
    *,
    settled: Collection[str] = (),
    on_progress: OnProgress = lambda progress: None,
) -> tuple[Script, tuple[Comment, ...], Report]:
    """`script`, a `draft` as it is told now, with the model's opinion where `comments` asked for one, and those
    comments that stay. Whatever goes wrong with the server leaves them all; what is `settled`, nobody asks."""
    with Server(writer) as server:
        post = _Post(Memory(show), server, on_progress)
        house, rules = _house(show), _rules(show, draft.date, TAKE)
        script, left, tally = opine(script, comments, draft, writer.model, house, rules, post.ask, post.begin, settled)
    return script, left, _report(show, writer, post, tally, "{} of {} prompts stay as they are")


def _report(show: Show, writer: LlmWriter, post: _Post, tally: Tally, instead: str) -> Report:
    """What came of it; `instead` tells what stands where there was no answer, how often, of how many."""
    problems = tuple(
        Problem(show.root / FILE, 0, f"writer: {message}: {instead.format(count, tally.sections)}", hint, warning=True)
        for (message, hint), count in tally.unanswered.items()
    )
    cost = post.usage.cost(writer.prices)
    return Report(writer.model, tally, post.asked, post.remembered, post.usage, cost, problems)


def estimate(
    show: Show,
    writer: LlmWriter,
    draft: Script,
    *,
    more: Mapping[int, Sequence[Evidence]] | None = None,
    comments: Sequence[Comment] = (),
    settled: Collection[str] = (),
) -> Estimate:
    """What `rewrite` would ask for, and `comment`, without asking. Lines that must be written twice come on top."""
    desk, memory = _desk(show, writer, draft.date), Memory(show)
    work = [(desk.question(sheet), [line.say.text for line in sheet.lines]) for sheet in sheets(draft, more or {})]
    if prompts := asked(draft, comments, settled):
        rules = _rules(show, draft.date, TAKE)
        work += [(one.question(writer.model, desk.house, rules), [one.words]) for one in prompts]
    unknown = [(question, lines) for question, lines in work if memory.get(question) is None]
    usage = Usage(estimated=True)
    for question, lines in unknown:
        sent = sum(tokens(message["content"]) for message in question.messages)
        usage += Usage(sent, sum(tokens(text) + _TOKENS_A_LINE for text in lines))
    return Estimate(writer.model, len(work), len(work) - len(unknown), usage, usage.cost(writer.prices))


def _desk(show: Show, writer: LlmWriter, day: date) -> Desk:
    return Desk(writer.model, _house(show), _rules(show, day, prompt.TEMPLATE))


def _house(show: Show) -> House:
    return House(show.title, show.hosts, show.tongue)


def _rules(show: Show, day: date, template: str) -> Message:
    told = {"title": show.title, "hosts": show.hosts, "language": show.language, "date": day, "longest": LONGEST}
    return prompt.rules(show.template_folders, template=template, kind=show.kind, **told)


class _Post:
    """Carries questions to memory, and to the server while that answers; keeps the books."""

    def __init__(self, memory: Memory, server: Server, on_progress: OnProgress) -> None:
        self.asked = self.remembered = 0
        self.usage = Usage()
        self._memory, self._server, self._on_progress = memory, server, on_progress
        self._progress = Progress(0, 0, "", 0)
        self._failed = 0
        self._given_up: UnansweredError | None = None

    def begin(self, done: int, total: int, heading: str) -> None:
        self._progress = Progress(done, total, heading, 0)
        self._on_progress(self._progress)

    def ask(self, question: Question) -> Answer:
        if known := self._memory.get(question):
            self.remembered += 1
            return known
        if self._given_up:
            raise self._given_up
        try:
            answer = self._server.ask(question, self._hear)
        except UnansweredError as error:
            self._failed += 1
            if error.final or self._failed == _PATIENCE:
                self._given_up = error
            raise
        self._failed = 0
        self.asked += 1
        self.usage += answer.usage
        self._memory.put(question, answer)
        return answer

    def _hear(self, text: str) -> None:
        before = self._progress
        self._progress = Progress(before.done, before.total, before.heading, before.tokens + tokens(text))
        self._on_progress(self._progress)
