"""The weekly edition's script: what is planned, in the words of its templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

from daycast.calendar_names import WEEKDAY
from daycast.errors import DaycastError
from daycast.inline import escape
from daycast.scripts.model import Evidence, Script
from daycast.scripts.weekly.known import known
from daycast.scripts.weekly.model import Week, WeekPlan
from daycast.scripts.weekly.plan import plan
from daycast.scripts.writing.model import WORDS_A_MINUTE, Turn
from daycast.scripts.writing.write import Draft, evidence_of, rendered, spoken_date
from daycast.seeds.model import Article
from daycast.show import Show

TEMPLATE = "weekly.md.j2"
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
_VERB = re.compile(  # the first of these words in a sentence, as far as words alone tell
    r"\b(?:(?P<now>is|are|has|have|will|would|can|could|may|might|must|should)|was|were|had|did|began|bought|broke"
    r"|brought|built|came|chose|cut|drew|fell|fought|found|gave|got|grew|held|hit|kept|knew|laid|led|left|lost|made|met"
    r"|paid|put|quit|ran|rose|said|sank|saw|sent|set|shot|shut|sold|spent|split|spoke|stood|struck|sued|swept|threw|told"
    r"|took|went|won|wrote|[a-z]{2,}ed)\b"
)
_STATE = re.compile(r"^(?:\S+ ){1,8}?(?:has|have|had|is|are|was|were)\b")
_ENOUGH_DAYS = 5  # of articles in a week; with fewer the edition says so


def draft(show: Show, day: date, week: Week, episodes: Mapping[date, Article]) -> Draft:
    """The script of the week up to `day`. `episodes` are the show's own, as `own_episode` makes them."""
    interests = {name: points * show.rank.interests for name, points in show.interests.items()}
    chosen = plan(show.sections, show.minutes, known(week, show.tongue, episodes), show.tongue, interests)
    if not chosen.moved and chosen.dive is None:
        raise DaycastError(
            f"nothing in the seven days up to {day.isoformat()} can be told on air",
            hint="Put articles into seeds/, or bring them in: daycast gather FILE… --date DATE",
        )
    kinds = [section.kind for section in show.sections]
    missing = tuple(kind for kind in kinds if not chosen.has(kind) and is_looked_for(kind, show.tongue))
    sections, evidence, _ = rendered(
        show,
        TEMPLATE,
        day,
        chosen.articles,
        {
            "plan": chosen,
            "held": [kind for kind in kinds if chosen.has(kind)],
            "missing": missing,
            "on": lambda past: on(past, day),
            "spoken": spoken_date,
            "names_of": lambda days: [f"{one:%A}" for one in days],
            "on_its_day": on_its_day,
            "is_state": lambda text: bool(_STATE.search(text)),
            "is_event": is_event,
        },
    )
    script = Script(day, chosen.title, chosen.summary, sections, evidence)
    return Draft(script, _spare(chosen, script), short(chosen, show.minutes, missing))


def is_event(text: str) -> bool:
    """Whether "on Tuesday" can stand before a sentence as its time: it tells in the past tense what was done."""
    found = _VERB.search(text)
    return found is not None and found["now"] is None


def on_its_day(turn: Turn, day: date) -> bool:
    """Whether "on Tuesday" can be said before a turn: it names no weekday itself, nor do its sources another one."""
    fact = turn.facts[0]
    cited = " ".join((fact.source, *(sentence for _, sentence in fact.also)))
    return not _WEEKDAY.search(turn.text) and not {found[0] for found in _WEEKDAY.finditer(cited)} - {f"{day:%A}"}


def is_looked_for(kind: str, tongue: str) -> bool:
    """Whether the writer knows how to find what a section tells, in a language."""
    return tongue == "en" or kind not in ("changed", "ahead")


def on(past: date, day: date) -> str:
    """When something was, as it is said: "today", "on Tuesday" of the last seven days, else "on June 3rd"."""
    if past == day:
        return "today"
    return f"on {past:%A}" if (day - past).days < 7 else f"on {spoken_date(past).split(', ')[1]}"


def short(chosen: WeekPlan, minutes: float, missing: Sequence[str]) -> str | None:
    """Why the edition is more than a minute shorter than meant; `None` where it is not."""
    about = chosen.words / WORDS_A_MINUTE
    if about > minutes - 1:
        return None
    why = []
    if len(chosen.reported) < _ENOUGH_DAYS:
        verb = "has" if len(chosen.reported) == 1 else "have"
        why.append(f"only {len(chosen.reported)} of its 7 days {verb} articles")
    if missing:
        why.append(f"nothing to tell in {', '.join(missing)}")
    why.append("the rest was aired in these words, repeats what is told, or makes no sense on its own")
    return f"about {max(about, 0.5):.2g} of {minutes:g} minutes: {'; '.join(why)}"


def _spare(chosen: WeekPlan, script: Script) -> dict[int, tuple[Evidence, ...]]:
    """The spare facts of the dive's parts as evidence, for the sections that tell them."""
    facts = {escape(part.heading): part.spare for part in (chosen.dive.parts if chosen.dive else ())}
    label = count(len(script.evidence) + 1)
    return {
        index: tuple(evidence_of(fact.article, fact.source, str(next(label))) for fact in facts.get(section.title, ()))
        for index, section in enumerate(script.sections)
    }
