"""The offline script writer: stories -> plan (what is told) -> template (how it is said) -> script.

Every factual line is made of sentences of a source, shortened by leaving words out, perhaps with its outlet or a
person's full name in it; the words around the facts are the template's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple, Protocol

import jinja2

from daycast.errors import DaycastError, ProblemsError
from daycast.headings import LANGUAGES
from daycast.inline import escape
from daycast.scripts.aired import Aired
from daycast.scripts.comments import Comment, comments
from daycast.scripts.model import Evidence, Script, Section
from daycast.scripts.parse import parse
from daycast.scripts.writing.model import Plan
from daycast.scripts.writing.plan import plan
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences
from daycast.show import Show

TEMPLATE = "episode.md.j2"
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()

_OWN_SOURCE = re.compile(
    r"“|\b(?:[Aa]ccording to|sa(?:id|ys)|told|found|estimates?|report(?:s|ed)|advised|values|counts|showed)\b"
)


class Cited(Protocol):
    """What a line can rest on: a sentence of an article, and further ones."""

    @property
    def article(self) -> Article: ...
    @property
    def source(self) -> str: ...
    @property
    def also(self) -> tuple[tuple[Article, str], ...]: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A script as drafted; `spare` are by the index of a section further sentences that it could rest on, and `short`
    says why it is shorter than the show is meant to be, if it is. `comments` stand among its cues, unspoken."""

    script: Script
    spare: Mapping[int, tuple[Evidence, ...]]
    short: str | None
    comments: tuple[Comment, ...] = ()


def draft(
    show: Show,
    day: date,
    stories: Sequence[Story],
    archive: Sequence[Aired],
    urls: Mapping[str, str],
    promoted: Story | None = None,
) -> Draft:
    """The script of `day`. `archive` is what aired before, `urls` the address of each known article by id, `promoted`
    the story that is to go deep, if a person chose one."""
    chosen = plan(show, day, stories, archive, urls, promoted)
    if not chosen.headlines and chosen.dive is None:
        raise DaycastError(
            f"{show.seeds(day)}: no sentence here can be said on air",
            hint="Articles need sentences of 5 to 30 words that stand alone; add one, or write the script by hand.",
        )
    made = rendered(show, TEMPLATE, chosen.day, chosen.articles, {"plan": chosen})
    script = Script(day, chosen.title, chosen.summary, made.sections, made.evidence)
    return Draft(script, spare(chosen, script), chosen.short(show.minutes))


def spare(chosen: Plan, script: Script) -> dict[int, tuple[Evidence, ...]]:
    """The plan's spare facts as evidence, for the sections that tell their story or part."""
    facts = {escape(item.headline): item.spare for item in chosen.headlines}
    facts |= {escape(part.heading): part.spare for part in (chosen.dive.parts if chosen.dive else ())}
    label = count(len(script.evidence) + 1)
    return {
        index: tuple(evidence_of(fact.article, fact.source, str(next(label))) for fact in facts.get(section.title, ()))
        for index, section in enumerate(script.sections)
    }


class Rendered(NamedTuple):
    """What a template makes: the sections of a script, the evidence that they cite, and the comments among them."""

    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    comments: tuple[Comment, ...]


def rendered(
    show: Show, template: str, day: date, articles: Sequence[Article], values: Mapping[str, object]
) -> Rendered:
    """What a template makes of `values` for `day`.

    `articles` show which words are names. A template that does not make a script is the user's to mend.
    """
    footnotes: dict[tuple[Article, str], str] = {}

    def cite(fact: Cited) -> str:
        rests_on = [(fact.article, fact.source), *fact.also]
        return " ".join(f"[^{footnotes.setdefault(key, str(len(footnotes) + 1))}]" for key in rests_on)

    def pick(phrasings: Sequence[str]) -> str:
        """One of the phrasings, by date and by how often one was picked before: fixed, but not always the same, and
        not the one that was picked last where it could be another."""
        picked.append("")
        free = [words for words in phrasings if words not in picked[-4:]] or phrasings
        picked[-1] = free[zlib.crc32(f"{day.isoformat()} {len(picked)}".encode()) % len(free)]
        return picked[-1]

    def inner(text: str) -> str | None:
        first, _, rest = text.partition(" ")
        if first.lower().strip(",") in small and not rest[:1].isupper() and (len(first) == 1 or not first.isupper()):
            return text[0].lower() + text[1:]
        return text if first.strip(",") in names else None

    # A sentence's first word loses its capital only where the articles show that it is no name, or that it is one.
    inside = [
        word.strip(",.;:”’)")
        for article in articles
        for paragraph in article.paragraphs
        for sentence in sentences(paragraph)
        for word in sentence.split()[1:]
    ]
    small = frozenset(word for word in inside if word.islower())
    names = frozenset(word for word in inside if word[:1].isupper()) - {word.capitalize() for word in small}
    picked: list[str] = []
    environment = _environment(show.template_folders, show.tongue)
    own_source = _OWN_SOURCE if show.tongue == "en" else tongue_of(show.tongue).says
    try:
        text = environment.get_template(template).render(
            values,
            title=show.title,
            hosts=show.hosts,
            sections=show.titled_sections,
            spoken_date=spoken_date(day),
            weekday=f"{day:%A}",
            since=lambda past: since(past, day),
            when=lambda past: when(past, day),
            dated=lambda past, pattern: dated(past, pattern, show.tongue),
            age=lambda past: (day - past).days,
            inner=inner,
            names_source=lambda text: bool(own_source.search(text)),
            cite=cite,
            pick=pick,
        )
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{getattr(error, 'filename', None) or template}" + (f":{line}" if line else "")
        raise DaycastError(
            f"{where}: {error}", hint="Mend the template, or delete it to use the built-in one."
        ) from error
    whole = f"---\ndate: {day.isoformat()}\n---\n{text}"
    script, problems = parse(whole, Path(template))
    if problems:
        raise ProblemsError(problems)
    evidence = tuple(evidence_of(article, quote, label) for (article, quote), label in footnotes.items())
    return Rendered(script.sections, evidence, comments(whole))


@cache
def _environment(own: tuple[Path, ...], tongue: str) -> jinja2.Environment:
    """The show's own templates first, then ours in its language, then the English ones. What they make is Markdown,
    which `words` escapes for."""
    folders = [f"templates/{tongue}", "templates"] if tongue in LANGUAGES[1:] else ["templates"]
    ours = [jinja2.PackageLoader("daycast.scripts", folder) for folder in folders]
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(own), *ours]),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["words"] = escape
    environment.filters["listed"] = listed
    environment.filters["counted"] = counted
    return environment


def evidence_of(article: Article, quote: str, label: str) -> Evidence:
    """A sentence of an article as a footnote."""
    return Evidence(label, article.outlet, article.published.date(), article.url, quote)


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as they are said one after the other: "a, b and c"."""
    return f" {last} ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def counted(number: int) -> str:
    """A small number as a word."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def spoken_date(day: date) -> str:
    """A date as it is said: "Tuesday, June 23rd"."""
    suffix = "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day:%A, %B} {day.day}{suffix}"


def dated(day: date, pattern: str, tongue: str) -> str:
    """A date in a language by a pattern of CLDR's; in English where CLDR does not know the language."""
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    try:
        return str(format_date(day, pattern, locale=tongue))
    except UnknownLocaleError:
        return str(format_date(day, pattern, locale="en"))


def when(past: date, today: date) -> str:
    """When an earlier programme was, in front of "story": "yesterday’s", "Friday’s", "the June 5th"."""
    days = (today - past).days
    if days == 1:
        return "yesterday’s"
    return f"{past:%A}’s" if days < 7 else f"the {spoken_date(past).split(', ')[1]}"


def since(past: date, today: date) -> str | None:
    """For how long a story has been followed, in weeks or months; `None` below ten days, where a day says more."""
    days = (today - past).days
    if days < 10:
        return None
    number, unit = (round(days / 7), "week") if days < 45 else (round(days / 30.4), "month")
    return f"{counted(number)} {unit}{'' if number == 1 else 's'}"
