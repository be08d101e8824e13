"""The door of this room: a show's draft rewritten by the model that its `writer` names, and what that takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.errors import Problem
from daycast.find import FILE
from daycast.scripts.llm import prompt
from daycast.scripts.llm.memory import Answer, Memory, Question
from daycast.scripts.llm.review import LONGEST, House
from daycast.scripts.llm.rewrite import Desk, Tally
from daycast.scripts.llm.rewrite import rewrite as rewrite_draft
from daycast.scripts.llm.server import Server
from daycast.scripts.llm.sheet import sheets
from daycast.scripts.llm.trouble import UnansweredError
from daycast.scripts.llm.usage import Usage, tokens
from daycast.scripts.model import Evidence, Script
from daycast.show import LlmWriter, Show

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
    problems = tuple(
        Problem(
            show.root / FILE,
            0,
            f"writer: {message}: the built-in writer stepped in for {count} of {tally.sections} parts",
            hint,
            warning=True,
        )
        for (message, hint), count in tally.unanswered.items()
    )
    report = Report(
        writer.model, tally, post.asked, post.remembered, post.usage, post.usage.cost(writer.prices), problems
    )
    return script, report


def estimate(
    show: Show, writer: LlmWriter, draft: Script, *, more: Mapping[int, Sequence[Evidence]] | None = None
) -> Estimate:
    """What `rewrite` would ask for, without asking. Lines that must be written twice come on top."""
    desk, memory = _desk(show, writer, draft.date), Memory(show)
    work = sheets(draft, more or {})
    unknown = [sheet for sheet in work if memory.get(desk.question(sheet)) is None]
    usage = Usage(estimated=True)
    for sheet in unknown:
        sent = sum(tokens(message["content"]) for message in desk.question(sheet).messages)
        received = sum(tokens(line.say.text) + _TOKENS_A_LINE for line in sheet.lines)
        usage += Usage(sent, received)
    return Estimate(writer.model, len(work), len(work) - len(unknown), usage, usage.cost(writer.prices))


def _desk(show: Show, writer: LlmWriter, day: date) -> Desk:
    rules = prompt.rules(
        show.template_folders,
        title=show.title,
        hosts=show.hosts,
        language=show.language,
        date=day,
        longest=LONGEST,
        kind=show.kind,
    )
    return Desk(writer.model, House(show.title, show.hosts, show.tongue), rules)


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
