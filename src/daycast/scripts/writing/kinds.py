"""What a sentence of reported English is good for: the parts of a deep dive that it serves, by the words in it."""

from __future__ import annotations

import re

from daycast.calendar_names import MONTH, MONTHS
from daycast.sections import Kind

HAPPENED: Kind = "what happened"
QUOTE: Kind = "in their words"
UNKNOWN: Kind = "what is not known"
WATCH: Kind = "what to watch"
WORKS: Kind = "how it works"
DIFFER: Kind = "where accounts differ"
TOP = 3  # the place in an article down to which a sentence tells what happened


def any_of(patterns: str) -> str:
    """A pattern of whole words out of patterns that stand apart by white space; `_` is a space in them."""
    return rf"\b(?:{'|'.join(patterns.split())})\b".replace("_", " ")


_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d\b")
_DUE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})\b|\b(?P<before>{MONTH}) (?P<after>\d{{1,2}})\b"
)
_QUOTED = re.compile(r"[“\"][^”\"]{20,}[”\"]")
_TABLE: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            UNKNOWN,
            any_of(
                """ha(?:s|ve|d)_not_(?:yet_)?(?:said|commented|announced|published|confirmed|released|ruled|disclosed)
                ha(?:s|ve)_not_been_\\w+ not_(?:yet_)?(?:known|clear|confirmed|public) not_formally unclear unknown
                unconfirmed ha(?:s|ve)_yet_to remains?_(?:open|to_be_seen) declined_to_(?:comment|say)
                (?:did|does)_not_(?:immediately_)?(?:respond|say|comment|specify) not_available_yet
                (?:neither|no)_(?:\\w+_){1,6}ha(?:s|ve|d)_(?:yet_)?(?:said|ruled|decided|confirmed|published)"""
            ),
        ),
        (
            WATCH,
            any_of(
                """will plans?_to expects?_to (?:is|are)_expected_to (?:is|are)_due intends?_to (?:is|are)_set_to
                scheduled may_come next_(?:week|month|year) (?:is|are)_likely_to should_(?!have)"""
            ),
        ),
        (
            "the money",
            r"[$€£]\s?\d|(?<!-)"
            + any_of(
                """pric(?:e|es|ed|ing) costs? contracts? revenue profits? pa(?:ys|id) spend\\w* budgets? invest\\w*
                funding salar(?:y|ies) fees? bills?_of million billion trillion tax(?:es)? wages? debt"""
            ),
        ),
        (
            "how it works",
            any_of(
                """train(?:s|ed|ing) traces? learn(?:s|ed|ing) methods? techniques? weights? runs?_on algorithms?
                works?_(?:by|because|like) designed_to relies_on combines? copying distillation in_which mechanisms?
                stores? converts?"""
            ),
        ),
        (
            "the market",
            any_of(
                """rivals? compet(?:e|es|ing|ition|itors?) markets? customers? buyers? demand suppliers? industry
                investors? analysts? shares? sales companies businesses consumers? exports? imports?"""
            ),
        ),
        (
            "people and society",
            any_of(
                """people families parents children students teachers workers patients residents voters
                communities schools rights privacy safety lives society culture protest(?:s|ers?)? women men
                refugees migrants citizens"""
            ),
        ),
        ("the numbers", r"(?<![\w.-])\d|" + any_of("percent half third quarter twice double[sd]?")),
    )
)  # fmt: skip

MATTERS = re.compile(
    any_of(
        """matters significan\\w+ means_that because so_that first_time first_\\w+_(?:to|in) raises? could threat\\w*
        blow_to boost\\w* record would_(?:bring|make|give|be|mean|allow|cost) comes_(?:as|after) amid marks? as_a_result
        turning_point largest biggest unprecedented landmark depends? affects? makes? gives? change[sd]?"""
    ),
    re.IGNORECASE,
)

# What is judged or foreseen is somebody's view.
JUDGES = re.compile(any_of("could should might suggests? clearly must too only_while best worst too do_not_fit"))

# An account from before the event, which sounds wrong beside one from after it.
NOT_YET = re.compile(
    any_of(
        """on_the_(?:verge|brink)_of poised_to (?:is|are)_largely_settled in_the_next_few_(?:hours|days) approaches
        nears (?:is|are)_preparing_to (?:is|are)_about_to (?:is|are)_expected_to (?:is|are)_set_to"""
    ),
    re.IGNORECASE,
)

UNSURE = re.compile(
    any_of(
        """unbestätigt\\w* nicht_bestätigt sin_confirmar no_confirmad[oa]s?
        unconfirmed not_(?:yet_)?been_(?:independently_)?confirmed not_confirmed could_not_(?:be_)?independently
        (?:be_)?verif\\w+ rumou?rs? purported\\w*"""
    ),
    re.IGNORECASE,
)


def kinds(text: str, place: int) -> tuple[Kind, ...]:
    """The parts that a sentence may stand in, fittest first. What happened stands at the top of an article;
    a quotation stands among quotations."""
    if _QUOTED.search(text):
        return (QUOTE,)
    undated = _DATE.sub("", text)  # a date is no number to keep in mind
    found = [name for name, pattern in _TABLE if pattern.search(undated)]
    if UNKNOWN in found and WATCH in found:
        found.remove(WATCH)  # what nobody has said whether it will be
    if place == 0 or (place <= TOP and UNKNOWN not in found and WATCH not in found):
        found.insert(0 if place == 0 else len(found), HAPPENED)
    return tuple(found)


def when_due(text: str) -> int:
    """Where the first day of a month that a sentence names stands in its year; 0 where it names none."""
    found = _DUE.search(text)
    if not found:
        return 0
    return MONTHS.index(found["month"] or found["before"]) * 31 + int(found["day"] or found["after"])
