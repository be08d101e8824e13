"""Every rule asked of what was seen, and how the answers are told: a table for people, JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from daycast.feed.examine.rule import Miss, NotAsked, Rule, Whose
from daycast.feed.examine.rules import RULES
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import short
from daycast.feed.examine.xmlnode import Document, Node

_MOST = 3  # findings of one rule in the table; the rest are counted


class Outcome(StrEnum):
    """How a feed does by one rule: `BETTER` breaks a rule that is only recommended."""

    PASSES = "passes"
    FAILS = "fails"
    BETTER = "better"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken. `line` is 0 where it is no line's; `item` is the episode's title, or ""."""

    line: int
    item: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a feed does by `rule`; `why` says why it was not asked."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    why: str = ""


def judge(seen: Seen, rules: Sequence[Rule] = RULES) -> tuple[Result, ...]:
    """Asks every rule. Where the feed is no RSS, only those that say so are asked."""
    is_feed = isinstance(seen.document, Document) and seen.document.channel is not None
    items = {id(node): item for item in seen.items for node in item.walk()}
    return tuple(_asked(rule, seen, items, is_feed) for rule in rules)


def _asked(rule: Rule, seen: Seen, items: dict[int, Node], is_feed: bool) -> Result:
    if rule.needs_feed and not is_feed:
        return Result(rule, Outcome.NOT_ASKED, why="this is no RSS feed")
    try:
        found = tuple(_finding(miss, items) for miss in rule.check(seen))
    except NotAsked as reason:
        return Result(rule, Outcome.NOT_ASKED, why=str(reason))
    broken = Outcome.FAILS if rule.required else Outcome.BETTER
    return Result(rule, broken if found else Outcome.PASSES, found)


def _finding(miss: Miss, items: dict[int, Node]) -> Finding:
    item = items.get(id(miss.at)) if miss.at else None
    title = short(" ".join(item.said("title").split())) or "an item without a title" if item else ""
    return Finding(miss.at.line if miss.at else 0, title, miss.what, miss.do)


def fails(results: Iterable[Result]) -> bool:
    """Whether something required is not as it must be."""
    return any(result.outcome is Outcome.FAILS for result in results)


def summary(results: Sequence[Result]) -> list[tuple[str, str, str, str, str]]:
    """A row for each maker of rules: whose, and how many pass, fail, could be better, and were not asked."""
    return [(whose.value, *_counts(own)) for whose in Whose if (own := _of(results, whose))]


def _counts(results: Sequence[Result]) -> tuple[str, str, str, str]:
    passes, fail, better, rest = (str(sum(result.outcome is one for result in results)) for one in Outcome)
    return passes, fail, better, rest


def rows(results: Sequence[Result], whose: Whose) -> list[tuple[str, str, str, str]]:
    """What one maker's rules find: outcome, place, what there is and what to do, the rule's name; failures first."""
    told = []
    for outcome in (Outcome.FAILS, Outcome.BETTER):
        for result in _of(results, whose):
            if result.outcome is outcome:
                told += _rows(result)
    return told


def _rows(result: Result) -> list[tuple[str, str, str, str]]:
    shown = [
        (result.outcome.value, _place(finding), f"{finding.what}\n{finding.do}", result.rule.name)
        for finding in result.findings[:_MOST]
    ]
    if more := len(result.findings) - len(shown):
        shown.append(("", "", f"and {more:,} more like it", ""))
    return shown


def _place(finding: Finding) -> str:
    line = f"line {finding.line}" if finding.line else "the feed"
    return f"{line}, “{finding.item}”" if finding.item else line


def unasked(results: Sequence[Result]) -> list[tuple[str, str]]:
    """Why rules were not asked, and which."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        if result.outcome is Outcome.NOT_ASKED:
            reasons.setdefault(result.why, []).append(result.rule.name)
    return [(why, ", ".join(names)) for why, names in reasons.items()]


def as_json(seen: Seen, results: Sequence[Result]) -> dict[str, object]:
    """Everything, as plain values."""
    return {
        "feed": seen.address,
        "episodes": len(seen.items),
        "episodes_looked_at": len(seen.looked_at),
        "ok": not fails(results),
        "rules": [
            {
                "rule": result.rule.name,
                "whose": result.rule.whose.value,
                "says": result.rule.says,
                "source": result.rule.source,
                "required": result.rule.required,
                "outcome": result.outcome.value,
                **({"why": result.why} if result.why else {}),
                "findings": [
                    {"line": found.line, "item": found.item, "what": found.what, "do": found.do}
                    for found in result.findings
                ],
            }
            for result in results
        ],
    }


def _of(results: Sequence[Result], whose: Whose) -> list[Result]:
    return [result for result in results if result.rule.whose is whose]
