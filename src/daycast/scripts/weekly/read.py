"""What a weekly edition is made from, read from `seeds/` and the daily show's `scripts/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from daycast.errors import Problem
from daycast.scripts.aired import Aired
from daycast.scripts.ledger import open_ledger
from daycast.scripts.own import own_episode
from daycast.scripts.weekly.model import DAYS, Week
from daycast.scripts.weekly.quiet import FOLLOWED
from daycast.scripts.weekly.threads import echoes, followed, strands
from daycast.seeds.article import read_day
from daycast.seeds.model import Article, Earlier
from daycast.show import Show

_REACH = 67  # days: the longest silence that a show can ask for, and a week


def read_week(show: Show, day: date) -> tuple[Week, Mapping[date, Article], tuple[Problem, ...]]:
    """The week up to `day`, the episodes that its scripts made as sources, and what is wrong with the articles of the
    days before."""
    first = day - timedelta(DAYS - 1)
    articles: dict[str, Article] = {}
    reported: list[date] = []
    problems: list[Problem] = []
    for one in (first + timedelta(late) for late in range(DAYS)):
        found, wrong = read_day(show.seeds(one), one, show.zone)
        articles |= {article.id: article for article in found}
        reported += [one] if found else []
        problems += wrong if one < day else ()
    with open_ledger(show, day + timedelta(1)) as ledger:
        past = ledger.past()
        within_reach = [strand for strand in strands(past) if _matters(strand, first, day)]
        likenesses = echoes(within_reach, past)
        for before in sorted({story.day for strand in within_reach for story in strand if story.day < first}):
            articles |= {article.id: article for article in ledger.articles(before)}
        aired, addresses = ledger.aired(), ledger.addresses()
    pairs = zip(within_reach, likenesses, strict=True)
    threads = tuple(thread for strand, like in pairs if (thread := followed(strand, articles, like)))
    return Week(day, threads, aired, addresses, tuple(reported)), _episodes(show, aired), tuple(problems)


def _matters(strand: Sequence[Earlier], first: date, day: date) -> bool:
    """Whether a story has news since `first`, or was followed before."""
    days = {story.day for story in strand}
    return max(days) >= first or (len(days) >= FOLLOWED and max(days) > day - timedelta(_REACH))


def _episodes(show: Show, aired: Sequence[Aired]) -> dict[date, Article]:
    words: dict[date, list[str]] = {}
    for part in aired:
        words.setdefault(part.day, []).extend((part.heading, *part.lines))
    return {day: own_episode(show.main, day, said) for day, said in words.items()}
