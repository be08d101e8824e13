"""What a weekly edition is made from, read from `seeds/` and the daily show's `scripts/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from daycast.errors import Problem
from daycast.scripts.aired import Aired
from daycast.scripts.ledger import open_ledger
from daycast.scripts.own import own_episode
from daycast.scripts.weekly.model import DAYS, Week
from daycast.scripts.weekly.quiet import is_quiet
from daycast.scripts.weekly.threads import echoes, followed, strands
from daycast.sections import Quiet
from daycast.seeds.article import read_day
from daycast.seeds.model import Article, Earlier
from daycast.show import Show


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
    silence = next((section.days for section in show.sections if isinstance(section, Quiet)), None)
    with open_ledger(show, day + timedelta(1)) as ledger:
        past = ledger.past()
        told = [strand for strand in strands(past) if _matters(strand, first, day, silence)]
        for before in sorted({story.day for strand in told for story in strand if story.day < first}):
            articles |= {article.id: article for article in ledger.articles(before)}
        aired, addresses = ledger.aired(), ledger.addresses()
    pairs = zip(told, echoes(told, past), strict=True)
    threads = tuple(thread for strand, like in pairs if (thread := followed(strand, articles, like)))
    return Week(day, threads, aired, addresses, tuple(reported)), _episodes(show, aired), tuple(problems)


def _matters(strand: Sequence[Earlier], first: date, day: date, silence: int | None) -> bool:
    """Whether a story has news since `first`, or may have gone quiet, if so many days of silence count."""
    days = {story.day for story in strand}
    ago = (day - max(days)).days
    return max(days) >= first or (silence is not None and is_quiet(len(days), ago, silence))


def _episodes(show: Show, aired: Sequence[Aired]) -> dict[date, Article]:
    words: dict[date, list[str]] = {}
    for part in aired:
        words.setdefault(part.day, []).extend((part.heading, *part.lines))
    return {day: own_episode(show.main, day, said) for day, said in words.items()}
