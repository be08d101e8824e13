"""With `review: required`, only a text that a person approved is spoken, down to its last byte."""

from datetime import UTC, date, datetime

import pytest

from daycast import day as stages
from daycast.errors import DaycastError
from daycast.scripts.approve import approve, digest, is_approved, must_be_approved
from daycast.scripts.model import Script
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
TEXT = "---\ndate: 2026-06-23\ntitle: Lake\nsummary: About it.\n---\n\nAda: Good morning.\n"


@pytest.fixture
def strict(show: Show) -> Show:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "review: required\n")
    return open_show(show.root)


def script(show: Show, text: str) -> Script:
    show.script(DAY).parent.mkdir(exist_ok=True)
    show.script(DAY).write_text(text)
    return stages.check(show, DAY, stages.booth(show))[0]


def test_a_script_knows_the_digest_of_the_file_that_it_was_read_from(strict: Show) -> None:
    assert script(strict, TEXT).sha256 == digest(TEXT.encode())


def test_an_approved_text_stays_approved_and_any_other_is_not(strict: Show) -> None:
    first = script(strict, TEXT)
    with pytest.raises(DaycastError, match=r"not approved.*\n.*daycast approve --date 2026-06-23"):
        must_be_approved(strict, first)
    assert approve(strict, first, NOON)
    assert not approve(strict, first, NOON)
    must_be_approved(strict, first)
    second = script(strict, TEXT + "\n<!-- a note -->\n")
    with pytest.raises(DaycastError, match="not approved"):
        must_be_approved(strict, second)
    approve(strict, second, NOON)
    must_be_approved(strict, script(strict, TEXT))
    assert (strict.root / "scripts" / ".approved" / "2026-06-23").read_text() == (
        f"{first.sha256} 2026-06-23T12:00:00+00:00\n{second.sha256} 2026-06-23T12:00:00+00:00\n"
    )


def test_a_record_without_a_digest_is_approved_by_nothing(strict: Show) -> None:
    approve(strict, script(strict, TEXT), NOON)
    assert not is_approved(strict, DAY, "")


def test_a_show_that_wants_no_review_renders_any_text(show: Show) -> None:
    must_be_approved(show, script(show, TEXT))
