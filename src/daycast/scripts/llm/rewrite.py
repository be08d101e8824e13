"""The draft, told again: a model is asked for each section, its lines are judged, and what may air is put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from daycast.inline import plain
from daycast.scripts.llm import prompt
from daycast.scripts.llm.answer import schema
from daycast.scripts.llm.assemble import Judged, Made, assemble, untouched
from daycast.scripts.llm.memory import Message, Question
from daycast.scripts.llm.review import House, flaws
from daycast.scripts.llm.sheet import Sheet, sheets
from daycast.scripts.llm.talk import Ask, exchange
from daycast.scripts.llm.trouble import UnansweredError
from daycast.scripts.model import Evidence, Say, Script

TOKENS = 2048  # that an answer may take at first


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks: the model's name, the house that it writes for, the rules that it is told."""

    model: str
    house: House
    rules: Message

    def question(self, sheet: Sheet) -> Question:
        """What the model is asked first about a sheet. It does not depend on what it says about others."""
        facts = len(sheet.facts)
        return Question(self.model, (self.rules, prompt.ask(sheet)), schema(self.house.hosts, facts), TOKENS)


@dataclass(frozen=True, slots=True)
class Tally:
    """Whose lines the told sections have, and how many sections got no answer, by message and hint."""

    by_model: int = 0
    rewritten: int = 0
    replaced: int = 0
    sections: int = 0
    unanswered: Mapping[tuple[str, str], int] = field(default_factory=dict)


def rewrite(
    draft: Script,
    desk: Desk,
    ask: Ask,
    *,
    more: Mapping[int, Sequence[Evidence]],
    on_section: Callable[[int, int, str], object],
) -> tuple[Script, Tally]:
    """The script with the model's lines where they hold, and the draft's elsewhere.

    `more` has further evidence for a section by its index; `on_section` hears how many are done, of how many, and
    which comes. Sections that have no answer are as drafted.
    """
    work = {sheet.section: sheet for sheet in sheets(draft, more)}
    made: dict[int, Made] = {}
    unanswered: Counter[tuple[str, str]] = Counter()
    sections, said = list(draft.sections), list[str]()
    for index, section in enumerate(draft.sections):
        if sheet := work.get(index):
            on_section(len(made), len(work), sheet.heading)
            judged, trouble = _written(sheet, desk, ask, said)
            made[index] = assemble(section, sheet, judged) if judged else untouched(section, sheet)
            unanswered.update([(str(trouble), trouble.hint)] if trouble else [])
            sections[index] = made[index].section
        if section.level:
            said += [plain(cue.text) for cue in sections[index].cues if isinstance(cue, Say)]
    script = replace(draft, sections=tuple(sections), evidence=())
    tally = Tally(
        sum(one.by_model for one in made.values()),
        sum(one.rewritten for one in made.values()),
        sum(one.replaced for one in made.values()),
        len(work),
        unanswered,
    )
    return replace(script, evidence=tuple(_cited(script, draft, work.values()))), tally


def _written(
    sheet: Sheet, desk: Desk, ask: Ask, before: Sequence[str]
) -> tuple[tuple[Judged, ...], UnansweredError | None]:
    """A section's lines as judged, those that failed a second time too; none, and why, where there is no answer."""
    said = [*before, *(plain(line.text) for line in sheet.stays)]
    question = desk.question(sheet)
    try:
        lines, talk = exchange(question, ask)
    except UnansweredError as error:
        return (), error
    wrong: dict[int, tuple[str, ...]] = {}
    for place, line in enumerate(lines):
        if reasons := flaws(line, sheet, desk.house, said):
            wrong[place] = reasons
        else:
            said.append(line.text)
    if not wrong:
        return tuple(Judged(line, True) for line in lines), None
    try:
        asked = prompt.mend_lines([(lines[place].text, reasons) for place, reasons in wrong.items()])
        better, _ = exchange(replace(question, messages=(*talk, asked)), ask)
        trouble = None
    except UnansweredError as error:
        better, trouble = (), error
    judged = {place: Judged(line, place not in wrong) for place, line in enumerate(lines)}
    for place, line in zip(wrong, better, strict=False):
        if not flaws(line, sheet, desk.house, said):
            judged[place] = Judged(line, good=True, again=True)
            said.append(line.text)
    return tuple(judged.values()), trouble


def _cited(script: Script, draft: Script, work: Iterable[Sheet]) -> Iterator[Evidence]:
    """The footnotes that lines of `script` cite, the draft's first."""
    used = {label for line in script.lines for label in line.citations}
    known = dict.fromkeys((*draft.evidence, *(fact for sheet in work for fact in sheet.facts)))
    return (evidence for evidence in known if evidence.label in used)
