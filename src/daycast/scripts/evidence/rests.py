"""Whether a script rests on what was reported: its footnotes stand in the articles, its lines in the footnotes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from daycast.calendar_names import WEEKDAY
from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.evidence.supports import same_words, supports
from daycast.scripts.evidence.wording import words
from daycast.scripts.model import Evidence, Say, Script
from daycast.scripts.own import FOLDER
from daycast.scripts.writing.names import said_outlet
from daycast.seeds.model import Article
from daycast.seeds.sentences import sentences_of

_LIKE = 0.6  # likeness from which on another sentence may be the one that was meant
_SAME = 0.4  # share of the shorter sentence's meaningful words at which two outlets tell the same
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")


def rests(
    script: Script,
    path: Path,
    articles: Sequence[Article],
    names: Collection[str],
    tongue: str = "en",
    aired: Sequence[Article] = (),
) -> Iterator[Problem]:
    """Where the script says more than its sources. Warnings all: a rule of thumb must not keep a person off the air.

    `articles` are those of the days that the footnotes name; of a day without any, nothing is told. `names` may be
    said without evidence; `aired` are the show's own episodes, as `own_episode` makes them.
    """
    articles, reported = (*articles, *aired), articles
    sources = {evidence.label: source(evidence, articles) for evidence in script.evidence}
    kept = {article.published.date() for article in reported} | {date.fromisoformat(a.id[:10]) for a in reported}
    for evidence in script.evidence:
        if evidence.published in kept:
            yield from _stands(evidence, sources[evidence.label], path)
    known = {evidence.label: evidence for evidence in script.evidence}
    texts = {article.id: sentences_of([article]) for article in articles}
    outlets: dict[str, list[Article]] = {}
    for article in articles:
        outlets.setdefault(said_outlet(article.outlet), []).append(article)
    for say in script.lines:
        cited = [known[label] for label in say.citations if label in known]
        if cited and not say.take and len(cited) == len(say.citations):
            context = [text for label in say.citations if (told := sources[label]) for text in texts[told.id]]
            others = outlets.keys() - {said_outlet(evidence.outlet) for evidence in cited}
            agree = {
                outlet
                for outlet in others
                if outlet in say.text and any(_agrees(texts[article.id], say, cited) for article in outlets[outlet])
            }
            yield from _line(say, path, cited, context, script.date, {*names, *agree}, tongue)


def source(evidence: Evidence, articles: Sequence[Article]) -> Article | None:
    """The article that a footnote names: by its address, or without one by its outlet, its day and its words."""
    if evidence.url:
        found = next((article for article in articles if article.url == evidence.url), None)
        if found:
            return found
    same = [a for a in articles if a.outlet == evidence.outlet and a.published.date() == evidence.published]
    return next(
        (article for article in same if says(article, evidence.quote)), None if evidence.url else next(iter(same), None)
    )


def says(article: Article, quote: str) -> bool:
    """Whether a sentence stands in an article, but for white space and the form of quotation marks."""
    return same_words(quote) in same_words(" ".join((article.title, *article.paragraphs)))


def _stands(evidence: Evidence, article: Article | None, path: Path) -> Iterator[Problem]:
    where = f"{evidence.outlet}, {evidence.published.isoformat()}"
    if article is None:
        message = f"footnote [^{evidence.label}]: seeds/ has no article of {where}, at this address"
        yield Problem(
            path, evidence.line, message, "mend outlet, date or address, or put the article there", warning=True
        )
    elif not says(article, evidence.quote):
        near = _nearest(evidence.quote, article)
        hint = f"it says: “{near}”" if near else "cite a sentence of it, word for word"
        where = article.id if article.id.startswith(FOLDER) else f"seeds/{article.id}"
        message = f"footnote [^{evidence.label}]: this sentence does not stand in {where}.md"
        yield Problem(path, evidence.line, message, hint, warning=True)


def _nearest(quote: str, article: Article) -> str | None:
    return next(iter(difflib.get_close_matches(quote, sentences_of([article]), n=1, cutoff=_LIKE)), None)


def _agrees(texts: Sequence[str], say: Say, cited: Sequence[Evidence]) -> bool:
    """Whether an article, in these sentences, tells what others are cited for: "the Wire and the Post put it at 9"."""
    figures = {word.figure for word in words(plain(say.text)) if word.figure}
    quotes = [_meaning(evidence.quote) for evidence in cited]
    return any(
        bool(figures & {word.figure for word in words(text)}) == bool(figures)
        and any(len(_meaning(text) & quote) >= _SAME * min(len(_meaning(text)), len(quote)) for quote in quotes)
        for text in texts
    )


def _meaning(text: str) -> set[str]:
    return {word.key for word in words(text) if word.weight}


def _line(
    say: Say,
    path: Path,
    cited: Sequence[Evidence],
    context: Sequence[str],
    today: date,
    names: Collection[str],
    tongue: str,
) -> Iterator[Problem]:
    quotes = [evidence.quote for evidence in cited]
    known = {*names, *(form for e in cited for form in (e.outlet, said_outlet(e.outlet)))}
    if not any(_WEEKDAY.search(quote) for quote in quotes):
        known |= {form for day in (today, *(e.published for e in cited)) for form in spoken(day)}
    verdict = supports(plain(say.text), quotes, known=known, context=context, tongue=tongue)
    if not verdict.supported:
        hint = "cite the sentence that says it, reword the line, or mark it as opinion with {.take}"
        yield Problem(path, say.line, "; ".join(verdict.reasons), hint, warning=True)


def spoken(day: date) -> Iterator[str]:
    """How a programme names a day that a source calls "today"."""
    yield f"{day:%A}"
    yield from (f"{day:%B} {day.day}{suffix}" for suffix in ("", "st", "nd", "rd", "th"))
