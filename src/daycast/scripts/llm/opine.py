"""Opinion lines in a model's words: each prompt of a take is put to it, and what tells a fact of its own stays out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from daycast.inline import escape, plain
from daycast.scripts.blocks import CITATION
from daycast.scripts.commentary.unanswered import prompted
from daycast.scripts.comments import Comment, answered
from daycast.scripts.evidence.asserts import asserted
from daycast.scripts.llm import prompt
from daycast.scripts.llm.answer import Line, schema
from daycast.scripts.llm.memory import Message, Question
from daycast.scripts.llm.review import House, alike, form
from daycast.scripts.llm.rewrite import TOKENS, Tally
from daycast.scripts.llm.talk import Ask, exchange
from daycast.scripts.llm.trouble import UnansweredError
from daycast.scripts.model import Evidence, Say, Script

TEMPLATE = "commentator.md.j2"
_MOST = 2  # lines for a prompt


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt as it is put to a model: its question, and the facts of the script, those that it is about in front."""

    comment: Comment
    words: str
    facts: tuple[Evidence, ...]
    about: int

    def question(self, model: str, house: House, rules: Message) -> Question:
        """What the model is asked first. It depends on the draft alone."""
        message = prompt.ask_opinion(self.words, self.facts, self.about)
        return Question(model, (rules, message), schema(house.hosts, len(self.facts)), TOKENS)


def asked(draft: Script, comments: Sequence[Comment], settled: Collection[str] = ()) -> tuple[Asked, ...]:
    """The prompts among the comments of a draft, but for those about what is `settled`: a person saw to them."""
    about = ((comment, prompted(comment.text)) for comment in comments)
    return tuple(_asked(draft, comment) for comment, name in about if name and name not in settled)


def opine(
    script: Script,
    comments: Sequence[Comment],
    draft: Script,
    model: str,
    house: House,
    rules: Message,
    ask: Ask,
    on_prompt: Callable[[int, int, str], object],
    settled: Collection[str] = (),
) -> tuple[Script, tuple[Comment, ...], Tally]:
    """The script with the model's opinion in the place of prompts; those without a line that may air stay.

    `script` is the `draft`, perhaps told again; facts and questions are the draft's. What is `settled` is not asked.
    """
    work = asked(draft, comments, settled)
    said = [plain(say.text) for say in script.lines]
    answers: dict[Comment, tuple[Say, ...]] = {}
    unanswered: Counter[tuple[str, str]] = Counter()
    rewritten = 0
    for done, one in enumerate(work):
        on_prompt(done, len(work), prompted(one.comment.text))
        try:
            good, again = _lines(one, one.question(model, house, rules), house, ask, said)
        except UnansweredError as error:
            unanswered[str(error), error.hint] += 1
            continue
        rewritten += again
        answers[one.comment] = tuple(_say(line, one.facts) for line in good)
    filled, left = answered(script, comments, answers)
    used = {label for line in filled.lines for label in line.citations}
    used |= {found["name"] for comment in left for found in CITATION.finditer(comment.text)}
    known = dict.fromkeys((*draft.evidence, *script.evidence))
    filled = replace(filled, evidence=tuple(evidence for evidence in known if evidence.label in used))
    return filled, left, Tally(sum(map(len, answers.values())), rewritten, 0, len(work), unanswered)


def flaws(line: Line, facts: Sequence[Evidence], house: House, said: Sequence[str]) -> tuple[str, ...]:
    """Everything that keeps a line of opinion off the air, in sentences that tell how to write it better."""
    return tuple(_flaws(line, facts, house, said))


def _flaws(line: Line, facts: Sequence[Evidence], house: House, said: Sequence[str]) -> Iterator[str]:
    yield from form(line, house)
    yield from (f"there is no fact {number}" for number in line.cites if not 1 <= number <= len(facts))
    known = {house.title, *house.hosts, *(fact.outlet for fact in facts)}
    for claim in asserted(line.text, [fact.quote for fact in facts], known, house.tongue):
        yield f"“{claim.excerpt}” tells a fact that the sheet does not have ({claim.lacks}); say what you think of it"
    if any(alike(line.text, fact.quote) for fact in facts):
        yield "it only tells a fact again; say what you think of it"
    elif any(alike(line.text, other) for other in said):
        yield "it repeats what has been said"


def _asked(draft: Script, comment: Comment) -> Asked:
    labels = {found["name"] for found in CITATION.finditer(comment.text)}
    about = [evidence for evidence in draft.evidence if evidence.label in labels]
    others = [evidence for evidence in draft.evidence if evidence.label not in labels]
    words = comment.text.removeprefix("<!--").strip()
    words = words[: words.rfind("?") + 1] or words.removesuffix("-->")  # behind its question it says how to answer
    return Asked(comment, CITATION.sub("", words).strip(), (*about, *others), len(about))


def _lines(one: Asked, question: Question, house: House, ask: Ask, said: list[str]) -> tuple[list[Line], int]:
    """The lines that may air, those that failed asked for once more; and how many of them were written twice."""
    lines, talk = exchange(question, ask)
    good: dict[int, Line] = {}
    wrong: dict[int, tuple[str, ...]] = {}
    for place, line in enumerate(lines[:_MOST]):
        if reasons := flaws(line, one.facts, house, said):
            wrong[place] = reasons
        else:
            good[place] = line
            said.append(line.text)
    first = len(good)
    if wrong:
        mend = prompt.mend_lines([(lines[place].text, reasons) for place, reasons in wrong.items()])
        try:
            better, _ = exchange(replace(question, messages=(*talk, mend)), ask)
        except UnansweredError:
            if not good:
                raise
            better = ()
        for place, line in zip(wrong, better, strict=False):
            if not flaws(line, one.facts, house, said):
                good[place] = line
                said.append(line.text)
    return [good[place] for place in sorted(good)], len(good) - first


def _say(line: Line, facts: Sequence[Evidence]) -> Say:
    return Say(line.speaker, escape(line.text), tuple(facts[number - 1].label for number in line.cites), take=True)
