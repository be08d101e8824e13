"""Sentences of a story that can be said on air, each with what it serves, what it needs, and how much it weighs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daycast.scripts.writing.introduce import Introduction, introductions, wanting
from daycast.scripts.writing.kinds import HAPPENED, any_of, kinds
from daycast.scripts.writing.names import full_names, known_names, may_be_person, names, said_outlet
from daycast.scripts.writing.plainly import Plain
from daycast.scripts.writing.sense import sense
from daycast.scripts.writing.titles import best_title, is_bait, is_opinion, speakable
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.scripts.writing.trim import MOST_WORDS, longest, sayable, without_insertions, without_weekday
from daycast.seeds.grouping.bags import bags, middle
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import counted, words
from daycast.show import Kind

_LEAST_WORDS = 5
_SHOUTED = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{3,}){3}")
_SHORT_QUOTE = 4  # words; the ear cannot hear where two such quotations begin and end
_ARTICLES = 12  # the most central ones of a story; the others say the same again


# A sentence that leans on the one before it makes sense right behind it only.
_LEANS = re.compile(
    r"^[“\"‘']?"
    + any_of(
        """he she it they this that these those his her its their such but and or so yet however meanwhile still
        then there also too instead both here moreover furthermore similarly by_contrast others? another one_other
        some many most several all none neither the_(?:former|latter|same|other|others|second|third|pair|two|three)
        in_(?:addition|response|contrast|turn|return) for_example for_instance as_a_result at_the_time by_then
        \\w+_(?:\\w+_)?(?:earlier|later) more_than_half because_of_(?:this|that) even only_\\w+_of_(?:them|those)"""
    )
    + r"|, again\b|\bagain,|\b(?:therefore|also (?!known)|such (?!as)|similar (?!to))\b"
    + r"|\b(?:either|too|as well|instead|also)\.$"
    + r"|\b(?:both|these|those) (?!of\b|who\b)[a-z]+"
    + r"|\bthis (?!week|month|year|spring|summer|autumn|fall|winter|morning)[a-z]+"
    + r"|^[“\"]?(?:In|At|On|For|With|From|Under|After|Before) (?:this|that|these|those|it|such)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(
    r"\bthe (?:company|firm|group|agency|lab|laboratory|start-?up|organi[sz]ation|bill|measure|deal|agreement|law|rule"
    r"|move|decision|ruling|report|study|letter|incident|attack|crash|suspect|victim|man|woman|pair|couple|officer"
    r"|gap|result|numbers|figures|findings|remark|plan|proposal|effort|case|document|video|post|statement|project|team"
    r"|phase|stage|role|hire|probe|investigation|inquiry|announcement|comment|discussion|talk|meeting|vote|request"
    r"|lawsuit|hearing|speech|interview)s?\b",
    re.IGNORECASE,
)
_OPENING_NOUN = re.compile(r"^[“\"]?The (?:[a-z-]+ ){0,2}?(?P<noun>[a-z-]{3,})\b")
_NO_AIR = re.compile(
    r"https?:|www\.|[@#]\w|\b(?:click|subscribe|newsletter|sign up|read more|photo|getty|copyright"
    r"|reporting reviewed|(?:news|multiple|several|other) outlets|framed (?:it|the)|news coverage|time of writing"
    r"|this writing)\b"
    r"|\.\.\.|…|\b[Tt]his (?:article|story|post)\b|\w\.\w+/",
    re.IGNORECASE,
)
_OURSELVES = re.compile(r"\b(?:I|I’m|I'm|we|We|our|Our|us|you|You|your|Your|my|My)\b")
# Judgement and promotion: reporting says who thinks so.
_PRAISE = re.compile(
    any_of(
        """represents?_a signal(?:s|ing|led)_(?:a|an|the|its) underscor\\w+ highlights?_the uniquely seminal bedrock
        testament_to inflection_point game-chang\\w+ cutting-edge strategic_(?:move|pivot|shift) landscape paradigm
        synthesis evolves multifaceted pushes_the_boundaries critical_gaps extends?_beyond
        noteworthy growing_trend a_rare ever-\\w+ is_(?:right|wrong)_to it’s_worth it_is_worth showcas\\w+"""
    ),
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(r"\b(?:said|says|told|according to|wrote|argued|warned|estimates?)\b|[“\"]")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_AHEAD = re.compile(r"\b(?:will|would|plans?|expected|due|set|scheduled|next|until|before|by|from|could|may|wants?)\b")
_TODAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.I)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of an article of a story: `text` as it is said, `source` as it was written.

    `place` counts the article's sentences from 0. `leans` tells that it makes sense only behind the fact of the
    place before. `weight` is 0 to about 2. `introduces` are names that it explains, `needs` introductions of names that
    it takes for granted. `core` are the terms without those of its insertions.
    `also` are further sentences that its words rest on, with their articles. `outlet` is the outlet as it is said.
    """

    text: str
    source: str
    story: str
    article: Article
    outlet: str
    place: int
    kinds: tuple[Kind, ...]
    weight: float
    terms: frozenset[str]
    names: frozenset[str]
    leans: bool
    introduces: frozenset[str] = frozenset()
    needs: tuple[Introduction, ...] = ()
    core: frozenset[str] = frozenset()
    also: tuple[tuple[Article, str], ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence of which article it is, however it is said."""
        return self.article.id, self.place


class _English:
    """Reads English sentences by all the rules that there are."""

    def outlet(self, name: str) -> str:
        return said_outlet(name)

    def said(self, source: str, published: date, day: date) -> str:
        text = sayable(source)
        if published == day:
            text = without_weekday(text, f"{day:%A}")
        return text if may_be_said(text) and not _is_out_of_time(text, published, day) else ""

    def may_be_said(self, text: str) -> bool:
        return may_be_said(text)

    def kinds(self, text: str, place: int) -> tuple[Kind, ...]:
        return kinds(text, place)

    def leans(self, text: str, before: str, surnames: Collection[str]) -> bool:
        return leans(text, before, surnames)

    def names(self, text: str) -> tuple[str, ...]:
        return names(text)

    def introductions(self, article: Article, written: Sequence[str]) -> Mapping[str, Introduction]:
        return introductions(article, written)


def _reading(tongue: str) -> _English | Plain:
    """How sentences of a language, without its region, are read."""
    return _English() if tongue == "en" else Plain(tongue_of(tongue))


def facts(story: Story, day: date, tongue: str = "en") -> tuple[Fact, ...]:
    """The sentences of a story, reported in `tongue`, that may be said on `day`, in the order of its articles.

    Weight: nearness to what the story's articles share, naming what its headline names, and standing early.
    """
    central, reading = story.articles[:_ARTICLES], _reading(tongue)
    common = middle(bags(counted(article.title, " ".join(article.paragraphs)) for article in central))
    named = frozenset(words(story.headline))
    reported = [article for article in central if not is_opinion(article)] or central
    written = [[text for paragraph in article.paragraphs for text in sentences(paragraph)] for article in reported]
    known = [reading.introductions(article, texts) for article, texts in zip(reported, written, strict=True)]
    shared = {name: who for found in reversed(known) for name, who in found.items()}
    return tuple(
        fact
        for article, texts, own in zip(reported, written, known, strict=True)
        for fact in _of(story.id, article, texts, {**shared, **own}, common, named, day, reading)
    )


def title_fact(story: Story, tongue: str = "en") -> Fact | None:
    """The story's headline as a sentence, for where no sentence of its articles can open it; `None` where it cannot
    be said either."""
    title, reading = best_title(story.articles, tongue), _reading(tongue)
    text = f"{title}."
    if is_bait(title) or ":" in title or not reading.may_be_said(text):
        return None
    article = next(article for article in story.articles if speakable(article, story.articles, tongue) == title)
    terms = sense(text)
    mine = frozenset(reading.names(text))
    outlet = reading.outlet(article.outlet)
    return Fact(text, article.title, story.id, article, outlet, -1, (HAPPENED,), 1.0, terms, mine, False, core=terms)


def _of(
    story: str,
    article: Article,
    written: Sequence[str],
    known: Mapping[str, Introduction],
    common: Mapping[str, float],
    named: frozenset[str],
    day: date,
    reading: _English | Plain,
) -> list[Fact]:
    surnames = full_names(known_names(written))
    found = []
    for place, source in enumerate(written):
        text = reading.said(source, article.published.date(), day)
        if not text:
            continue
        terms = sense(text)
        told = frozenset(words(text))
        near = sum(common.get(term, 0.0) for term in told) / max(len(told), 4) ** 0.5
        weight = near + 0.5 * len(told & named) / max(len(named), 1) + 0.5 / (1 + place)
        mine = reading.names(text)
        found.append(
            Fact(
                text,
                source,
                story,
                article,
                reading.outlet(article.outlet),
                place,
                reading.kinds(text, place),
                round(weight, 9),
                terms,
                frozenset(mine),
                reading.leans(text, " ".join(written[max(0, place - 3) : place]), surnames),
                frozenset(name for name in mine if name in known and known[name].sentence == source),
                wanting(article, place, text, known),
                sense(without_insertions(text, lambda insertion: True)),
            )
        )
    return found


def may_be_said(text: str) -> bool:
    """Whether a sentence is whole, plain, not too long for the ear, and speaks of others than its outlet or reader."""
    count = len(text.split())
    unquoted = _QUOTED.sub("", text)
    return (
        count >= _LEAST_WORDS
        and longest(text) <= MOST_WORDS + 3
        and text[-1] in '.!”"’)'
        and not text.endswith(("?", "?”", '?"', ",."))
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and not re.search(r"[\[\]()]|</?[a-zA-Z!]|-->", text)
        and not _NO_AIR.search(text)
        and not _OURSELVES.search(unquoted)
        and not (_PRAISE.search(unquoted) and not _WHO_SAYS.search(text))
        and not text.startswith("Saying ")
        and sum(len(quote[0].split()) < _SHORT_QUOTE for quote in _QUOTED.finditer(text)) < 2
        and not _SHOUTED.search(text)
        and (text[0].isalnum() or text[0] in "“\"‘'$€£")
    )


def _is_out_of_time(text: str, published: date, day: date) -> bool:
    """Whether a sentence names its time by words that are wrong on `day`: "yesterday" in yesterday's article, or, of
    something that is over, a weekday that is still to come."""
    if published != day and _TODAY.search(text):
        return True
    tomorrow = f"{day + timedelta(1):%A}"
    return tomorrow in {match[0] for match in _WEEKDAY.finditer(text)} and not _AHEAD.search(text)


def leans(text: str, before: str, surnames: Collection[str] = ()) -> bool:
    """Whether a sentence needs `before`, the sentences in front of it, to be understood. `surnames` are those of
    people that the story names."""
    if _LEANS.search(text):
        return True
    unquoted = _QUOTED.sub("“”", text)
    person = _PERSON.search(unquoted)
    if person and not any(may_be_person(name, surnames) for name in names(unquoted[: person.start()])):
        return True
    thing = _THING.search(unquoted)
    if thing and not names(unquoted[: thing.start()]) and not unquoted[thing.end() :].startswith((" of ", " that ")):
        return True
    noun = _OPENING_NOUN.match(unquoted)
    return bool(noun and re.search(rf"\b{re.escape(noun['noun'].removesuffix('s'))}s?\b", before, re.IGNORECASE))
