"""A language model's answer out of the passages that were found: sentences that each cite, and rest on, a passage.

What a sentence says beyond the passages that it cites is found by `scripts.supports`; such a sentence is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daycast.scripts import supports
from daycast.scripts.evidence.wording import words
from daycast.scripts.llm import prompt
from daycast.scripts.llm.answer import Line, schema
from daycast.scripts.llm.memory import Answer, Memory, Message, Question
from daycast.scripts.llm.server import Server
from daycast.scripts.llm.talk import Ask, exchange
from daycast.seeds.sentences import sentences

if TYPE_CHECKING:
    from daycast.episodes.archive.find import Found
    from daycast.episodes.archive.passages import Passage
    from daycast.show import Show
    from daycast.writers import LlmWriter

_TEMPLATE = "ask.md.j2"
_SPEAKER = "archive"
_TOKENS = 512  # that an answer may take at first
_NOT_COVERED = ("not covered", "nicht behandelt", "no cubierto")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer; `cites` are the ranks, from 1, of the passages that it rests on."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a model answered: the sentences that hold, and how many did not. `open` where it says that the passages do
    not answer the question."""

    model: str
    sentences: tuple[Sentence, ...]
    dropped: int = 0
    open: bool = False


def answered(show: Show, writer: LlmWriter, found: Found, today: date) -> Told:
    """The answer of the show's model; one that was given before is remembered. Raises `UnansweredError`."""
    rules = prompt.rules(
        show.template_folders,
        template=_TEMPLATE,
        title=show.title,
        language=show.language,
        today=today,
        speaker=_SPEAKER,
    )
    messages = (rules, _put(found))
    question = Question(writer.model, messages, schema((_SPEAKER,), len(found.hits)), _TOKENS)
    with Server(writer) as server:
        lines, _ = exchange(question, _remembering(Memory(show), server))
    return judged(writer.model, lines, [hit.passage for hit in found.hits], show.title, show.tongue)


def judged(model: str, lines: Sequence[Line], passages: Sequence[Passage], title: str, tongue: str = "en") -> Told:
    """The sentences of a model's answer that rest on the passages that they cite."""
    if not any(line.cites for line in lines) and lines[0].text.casefold().startswith(_NOT_COVERED):
        return Told(model, (), open=True)
    kept = [line for line in lines if _rests(line, passages, title, tongue)]
    told = tuple(Sentence(line.text, line.cites) for line in kept)
    return Told(model, told, len(lines) - len(kept))


def _rests(line: Line, passages: Sequence[Passage], title: str, tongue: str) -> bool:
    if not line.cites or not all(1 <= rank <= len(passages) for rank in line.cites):
        return False
    cited = [passages[rank - 1] for rank in line.cites]
    said = [text for passage in cited for spoken in passage.lines for text in sentences(spoken.text)]
    headings = [text for passage in cited for text in (passage.heading, passage.section) if text]
    known = [title, *(source.outlet for passage in cited for source in passage.sources)]
    known += [form for passage in cited for form in _dates(passage.day)]
    if not supports(line.text, [*said, *headings], known=known, tongue=tongue).supported:
        return False
    return tongue != "en" or not _begins_with_news(line.text, [*said, *headings, *known])


def _begins_with_news(text: str, passages: Sequence[str]) -> bool:
    """Whether the sentence begins with a word that is not theirs: there a capital does not tell a name from another
    word, so that `supports` cannot tell that the name is wrong."""
    said = {word.key for passage in passages for word in words(passage)}
    return any(word.capital == 1 and word.weight and word.key not in said for word in words(text))


def _dates(day: date) -> Iterator[str]:
    """The day on which a passage aired, as a sentence may name it."""
    for year in (f" {day.year}", f", {day.year}", ""):
        yield f"{day.day} {day:%B}{year}"
        yield f"{day:%B} {day.day}{year}"
    yield day.isoformat()
    yield f"{day:%A}"


def _put(found: Found) -> Message:
    """The question and its passages, as data."""
    rows = [
        {
            "passage": rank,
            "aired": hit.passage.day.isoformat(),
            "heading": hit.passage.where,
            "lines": [line.text for line in hit.passage.lines],
        }
        for rank, hit in enumerate(found.hits, 1)
    ]
    block = "\n".join(prompt.data(row) for row in ({"question": found.question.text}, *rows))
    return prompt.user(f"<archive>\n{block}\n</archive>")


def _remembering(memory: Memory, server: Server) -> Ask:
    def ask(question: Question) -> Answer:
        if known := memory.get(question):
            return known
        answer = server.ask(question, lambda text: None)
        memory.put(question, answer)
        return answer

    return ask
