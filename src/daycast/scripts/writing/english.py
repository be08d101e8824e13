"""Sentences in English: what makes one sayable, and which need the one before them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from daycast.calendar_names import WEEKDAY
from daycast.scripts.writing.introduce import Introduction, introductions
from daycast.scripts.writing.kinds import any_of, kinds
from daycast.scripts.writing.names import may_be_person, names, said_outlet
from daycast.scripts.writing.trim import MOST_WORDS, longest, sayable, without_weekday
from daycast.sections import Kind
from daycast.seeds.model import Article

_LEAST_WORDS = 5
_SHOUTED = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{3,}){3}")
_SHORT_QUOTE = 4  # words; the ear cannot hear where two such quotations begin and end
# A sentence that leans on the one before it makes sense right behind it only.
_LEANS = re.compile(
    r"^[“\"‘']?"
    + any_of(
        """he she it they this that these those his her its their such but and or so yet however meanwhile still
        then there also too instead both here moreover furthermore similarly by_contrast others? another one_other
        some many most several all none neither the_(?:former|latter|same|other|others|second|third|pair|two|three)
        in_(?:other_words|another|addition|response|contrast|turn|return) for_example for_instance as_a_result
        at_the_time by_then \\w+_(?:\\w+_)?(?:earlier|later) more_than_half because_of_(?:this|that) even
        only_\\w+_of_(?:them|those) if_(?:not|so) additionally besides likewise as_such
        for_(?:his|her|its|their)_part"""
    )
    + r"|: [“\"](?:and|but|or|so|yet|instead|however|then|also|he|she|they|these|those|such)\b"
    + r"|, (?:it|they) (?:said|added)\.$"
    + r"|, again\b|\bagain,|\b(?:therefore|also (?!known)|such (?!as)|similar (?!to))\b"
    + r"|\b(?:either|too|as well|instead|also)\.$"
    + r"|\b(?:both|these|those) (?!of\b|who\b)[a-z]+"
    + r"|\bthis (?!week|month|year|spring|summer|autumn|fall|winter|morning)[a-z]+"
    + r"|^[“\"]?(?:In|At|On|For|With|From|Under|After|Before|Amid|Despite|Since)"
    + r" (?:this|that|these|those|it|such)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(
    r"\bthe (?:company|firm|group|agency|lab|laboratory|start-?up|organi[sz]ation|bill|measure|deal|agreement|law|rule"
    r"|move|decision|ruling|report|study|letter|incident|attack|crash|suspect|victim|man|woman|pair|couple|officer"
    r"|gap|result|numbers|figures|findings|remark|plan|proposal|effort|case|document|video|post|statement|project|team"
    r"|phase|stage|role|hire|probe|investigation|inquiry|announcement|comment|discussion|talk|meeting|vote|request"
    r"|lawsuit|hearing|speech|interview|update|pledge|petitioner|newspaper|killing|legislation|truce)s?\b",
    re.IGNORECASE,
)
_OPENING_NOUN = re.compile(r"^[“\"]?The (?:[a-z-]+ ){0,2}?(?P<noun>[a-z-]{3,})\b")
_NO_AIR = re.compile(
    r"https?:|www\.|[@#]\w|\b(?:click|subscribe|newsletter|sign up|read more|photo|getty|copyright"
    r"|reporting reviewed|(?:news|multiple|several|other) outlets|framed (?:it|the)|news coverage|time of writing"
    r"|this writing)\b"
    rf"|\.\.|…|— \d+ [ap]\.m\.$|^{WEEKDAY} (?:and|at|in|with|after|when|as)\b"
    r"|\b[Tt]his (?:article|story|post)\b|\w\.\w+/",
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
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
_AHEAD = re.compile(r"\b(?:will|would|plans?|expected|due|set|scheduled|next|until|before|by|from|could|may|wants?)\b")
_TODAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.I)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


class English:
    """Reads English sentences by all the rules that there are."""

    def outlet(self, name: str) -> str:
        """An outlet's name as it is said."""
        return said_outlet(name)

    def said(self, source: str, published: date, day: date) -> str:
        """The sentence in the words in which it is said on `day`; empty where it may not be said, or is out of time."""
        text = sayable(source)
        if published == day:
            text = without_weekday(text, f"{day:%A}")
        return text if may_be_said(text) and not _is_out_of_time(text, published, day) else ""

    def may_be_said(self, text: str) -> bool:
        """See `may_be_said`."""
        return may_be_said(text)

    def kinds(self, text: str, place: int) -> tuple[Kind, ...]:
        """The parts of a deep dive that a sentence may stand in."""
        return kinds(text, place)

    def leans(self, text: str, before: str, surnames: Collection[str]) -> bool:
        """See `leans`."""
        return leans(text, before, surnames)

    def names(self, text: str) -> tuple[str, ...]:
        """The names in a sentence."""
        return names(text)

    def introductions(self, article: Article, written: Sequence[str]) -> Mapping[str, Introduction]:
        """How an article says what its names are."""
        return introductions(article, written)


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
    if unquoted == "“”":
        return True  # whose words are these?
    person = _PERSON.search(unquoted)
    if person and not any(may_be_person(name, surnames) for name in names(unquoted[: person.start()])):
        return True
    thing = _THING.search(unquoted)
    if thing and not names(unquoted[: thing.start()]) and not unquoted[thing.end() :].startswith((" of ", " that ")):
        return True
    noun = _OPENING_NOUN.match(unquoted)
    return bool(noun and re.search(rf"\b{re.escape(noun['noun'].removesuffix('s'))}s?\b", before, re.IGNORECASE))
