"""What was reported for a day: its articles, grouped into stories and put in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from datetime import date

    from daycast.errors import Problem
    from daycast.scripts.aired import Aired
    from daycast.seeds.grouping.why import Why
    from daycast.seeds.model import Article, Past, Story
    from daycast.seeds.rank import Survey
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Reported:
    """The articles of a day, the stories before it and what aired of them, and what is wrong with the day's files.

    `addresses` are those of the articles before it, by their id.
    """

    articles: tuple[Article, ...]
    past: tuple[Past, ...]
    addresses: Mapping[str, str]
    aired: tuple[Aired, ...]
    problems: tuple[Problem, ...]


def reported(show: Show, day: date) -> Reported:
    """What stands in `seeds/` for `day`, and what was reported and aired before it, as far back as matters."""
    from daycast.scripts.ledger import open_ledger
    from daycast.seeds.article import read_day

    articles, problems = read_day(show.seeds(day), day, show.zone)
    with open_ledger(show, day) as ledger:
        return Reported(articles, ledger.past(), ledger.addresses(), ledger.aired(), problems)


def stories(show: Show, day: date, known: Reported) -> tuple[Story, ...]:
    """The stories of `day`, weightiest first. A day without any is the user's to mend."""
    from daycast.seeds.rank import ranked

    return ranked(survey(show, day, known), show.interests, show.rank)


def why(show: Show, day: date, known: Reported, name: str) -> Why:
    """Everything that speaks for and against one story of `day`, named by its id or that of one of its articles."""
    from daycast.seeds.grouping.why import why as explain
    from daycast.seeds.rank import ranked

    found = survey(show, day, known)
    return explain(found, ranked(found, show.interests, show.rank), name)


def survey(show: Show, day: date, known: Reported) -> Survey:
    """The articles of `day` grouped, and what each group is most like before; a day without any is told."""
    from daycast.seeds.grouping.meaning import meaning
    from daycast.seeds.rank import survey as look

    if not known.articles:
        raise DaycastError(
            "\n".join([f"{show.seeds(day)}: no articles for {day.isoformat()}", *map(str, known.problems)]),
            hint=f"Put Markdown files there, or bring articles in: daycast gather FILE… --date {day.isoformat()}",
        )
    return look(day, known.articles, known.past, meaning())
