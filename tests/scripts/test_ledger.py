"""What the ledger tells of earlier days, and what may happen to the file that it is kept in."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daycast.scripts.aired import Aired, coverage
from daycast.scripts.ledger import FILE, open_ledger
from daycast.seeds.article import read_day
from daycast.seeds.model import Earlier, Past
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
_CLOCK = count(1_700_000_000)
SCRIPT = """\
---
date: {date}
title: T
---

# Headlines

## {heading}

Ada: “It rests on nothing,” said Mei-Lin Castor of Ardmoor. It fell by {figure} percent. [^1]

Ben: And that is all.

[^1]: {outlet}, 2026-06-22, <{url}>. "It fell by {figure} percent."
"""
WIRE = "https://wire.example.org/2026-06-22/sales"


def air(show: Show, day: str, heading: str = "Sales fall", figure: int = 12, url: str = WIRE) -> None:
    path = show.script(date.fromisoformat(day))
    path.parent.mkdir(exist_ok=True)
    path.write_text(SCRIPT.format(date=day, heading=heading, figure=figure, url=url, outlet="Example Wire"))


def age(path: Path) -> None:
    """Lets a file have lain there for a while."""
    os.utime(path, (0, next(_CLOCK)))


def ledger(show: Show, day: date = DAY) -> tuple[tuple[Aired, ...], tuple[Past, ...], dict[str, str]]:
    with open_ledger(show, day) as book:
        return book.aired(), book.past(), book.addresses()


def headline(show: Show) -> str:
    return ledger(show)[1][0].earlier.headline


@pytest.fixture
def past(show: Show, report: Callable[..., Path]) -> Show:
    """A show with a day behind it."""
    air(show, "2026-06-22")
    age(report("2026-06-22/sales", "Sales fall", "It fell by 12 percent. It was a bad year."))
    return show


def test_a_part_tells_what_was_said_on_which_evidence_and_who_was_quoted(past: Show) -> None:
    ((part,), _, _) = ledger(past)
    assert (part.day, part.heading, part.urls) == (date(2026, 6, 22), "Sales fall", {WIRE})
    assert part.lines[1] == "And that is all."
    assert [evidence.quote for evidence in part.evidence] == ["It fell by 12 percent."]
    assert part.figures == {"12%"}
    assert part.quoted == ("Mei-Lin Castor",)


def test_deleting_the_index_changes_nothing(past: Show) -> None:
    before = ledger(past)
    (past.root / "scripts" / FILE).unlink()
    assert ledger(past) == ledger(past) == before


def test_an_edit_of_a_script_is_seen(past: Show) -> None:
    ledger(past)
    air(past, "2026-06-22", heading="Sales sink")
    assert ledger(past)[0][0].heading == "Sales sink"


def test_an_edit_of_an_article_is_seen(past: Show, report: Callable[..., Path]) -> None:
    ledger(past)
    age(report("2026-06-22/sales", "Sales dropped", "It fell by 12 percent. It was a bad year."))
    assert headline(past) == "Sales dropped"


def test_an_article_that_was_just_written_is_not_relied_on(past: Show, report: Callable[..., Path]) -> None:
    path = report("2026-06-22/sales", "Sales drop", "It fell by 12 percent.")
    stamp = path.stat().st_mtime_ns
    ledger(past)
    os.utime(report("2026-06-22/sales", "Sales sink", "It fell by 12 percent."), ns=(stamp, stamp))
    assert headline(past) == "Sales sink"


def test_only_the_days_looked_back_on_are_told(past: Show) -> None:
    air(past, "2026-03-01")
    air(past, "2026-06-23")
    assert [part.day for part in ledger(past)[0]] == [date(2026, 6, 22)]


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_index_is_made_anew(past: Show, damage: bytes) -> None:
    before = ledger(past)
    (past.root / "scripts" / FILE).write_bytes(damage)
    assert ledger(past) == before
    assert (past.root / "scripts" / FILE).read_bytes().startswith(b"SQLite format 3\0\x10")


def test_an_index_with_a_torn_page_is_made_anew(past: Show) -> None:
    before = ledger(past)
    path = past.root / "scripts" / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert ledger(past) == before


def test_an_index_of_another_version_is_made_anew(past: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ledger(past)
    monkeypatch.setattr("daycast.scripts.ledger.__version__", "0")
    assert ledger(past) == before


def test_where_no_index_can_be_kept_the_answers_are_the_same(past: Show) -> None:
    before = ledger(past)
    (past.root / "scripts" / FILE).unlink()
    (past.root / "scripts" / FILE).mkdir()
    assert ledger(past) == before


def test_a_day_tells_its_stories_and_where_its_articles_are(past: Show) -> None:
    _, (story,), addresses = ledger(past)
    assert story.earlier == Earlier("2026-06-22/sales", date(2026, 6, 22), "Sales fall", ("2026-06-22/sales",))
    assert addresses == {"2026-06-22/sales": WIRE}


def test_a_day_is_read_once_until_its_articles_change(
    past: Show, report: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger(past)
    read: list[date] = []
    monkeypatch.setattr("daycast.scripts.ledger.read_day", lambda *found: read.append(found[1]) or read_day(*found))
    ledger(past)
    assert read == []
    age(report("2026-06-22/more", "Sales rise", "It rose by 12 percent."))
    ledger(past)
    assert read == [date(2026, 6, 22)]


def test_a_story_whose_article_has_no_address_is_followed_by_its_words(show: Show, report: Callable[..., Path]) -> None:
    for name, text in (("sales", "It fell by 12 percent."), ("other", "It rose.")):
        path = report(f"2026-06-22/{name}", "Sales", text, published="2026-06-22T06:00:00+00:00")
        path.write_text("\n".join(row for row in path.read_text().split("\n") if not row.startswith("url:")))
    air(show, "2026-06-22", url="")
    archive, _, addresses = ledger(show)
    for name, aired in (("sales", True), ("other", False)):
        earlier = Earlier(f"2026-06-22/{name}", date(2026, 6, 22), "Sales", (f"2026-06-22/{name}",))
        assert bool(coverage(earlier, archive, addresses)) is aired


_EDITS = st.lists(
    st.tuples(st.sampled_from(["air", "report", "unair", "unreport"]), st.integers(1, 4), st.integers(1, 3)), max_size=8
)


@pytest.mark.slow
@given(_EDITS)
@settings(max_examples=8)
def test_the_kept_answers_are_those_of_a_fresh_reading(edits: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "show.yaml").write_text("title: T\ndescription: D\nauthor: A\nemail: a@example.org\nhosts: [Ada]\n")
        (root / "scripts").mkdir()
        show = open_show(root)
        for kind, day, version in edits:
            article = root / "seeds" / f"2026-06-0{day}" / "a.md"
            article.parent.mkdir(parents=True, exist_ok=True)
            if kind == "air":
                air(show, f"2026-06-0{day}", figure=version, url="")
            elif kind == "report":
                article.write_text(
                    f"---\ntitle: T\noutlet: Example Wire\npublished: 2026-06-22\n---\n\nBy {version}.\n"
                )
                age(article)
            else:
                (show.script(date(2026, 6, day)) if kind == "unair" else article).unlink(missing_ok=True)
            kept = ledger(show)
            (root / "scripts" / FILE).rename(root / "aside")
            assert ledger(show) == kept
            (root / "aside").replace(root / "scripts" / FILE)


@pytest.mark.slow
def test_several_processes_may_keep_at_the_same_time(past: Show) -> None:
    code = f"""
from datetime import date
from daycast.show import open_show
from daycast.scripts.ledger import open_ledger
from pathlib import Path
for _ in range(20):
    with open_ledger(open_show(Path({str(past.root)!r})), date(2026, 6, 23)) as book:
        assert len(book.aired()) == len(book.past()) == 1
    (Path({str(past.root)!r}) / "scripts" / {FILE!r}).unlink(missing_ok=True)
"""
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    assert [(process.communicate()[1].decode(), process.returncode) for process in running] == [("", 0)] * 3
