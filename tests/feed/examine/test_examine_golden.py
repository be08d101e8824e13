"""What people read is what stands in told.txt."""

from dataclasses import replace
from pathlib import Path

import pytest
from right_feed import BASE, NOW, RIGHT, right_file, seen_of

from daycast.cli_doctor import tell
from daycast.feed.examine import report
from daycast.feed.examine.seen import Picture

TOLD = Path(__file__).with_name("told.txt")
MISTAKES = (
    ("Mon, 22 Jun 2026 06:00:00 +0200</pubDate>", "22/06/2026</pubDate>"),
    ('text="Tech News"', 'text="Tech"'),
    ("<itunes:duration>600<", "<itunes:duration>10:00<"),
    ("<podcast:locked", "<podcast:loked"),
    ("</podcast:locked", "</podcast:loked"),
    ("<ttl>60</ttl>", 5 * "<ttl>an hour</ttl>"),
)


def test_the_doctor_tells_people_what_they_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = RIGHT
    for right, wrong in MISTAKES:
        assert right in text
        text = text.replace(right, wrong)
    seen = seen_of(text)
    cover = replace(right_file(f"{BASE}cover.jpg"), picture=Picture("PNG", "RGBA", 1200, 1200))
    seen = replace(seen, before=None, now=NOW, files={**seen.files, cover.url: cover})
    tell(seen, report.judge(seen))
    lines = capsys.readouterr().out.splitlines()
    assert [line.rstrip() for line in lines] == TOLD.read_text().splitlines()
