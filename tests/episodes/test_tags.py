"""What stands in the audio file's tag, read by mutagen; and the files beside it."""

import io
import json
from datetime import date

import pytest
from mutagen.id3 import ID3

from daycast.episodes.id3 import ChapterTag, tag
from daycast.episodes.model import Chapter
from daycast.episodes.pictures import picture_part
from daycast.episodes.reading import chunks
from daycast.episodes.reel import Reel
from daycast.episodes.sidecars import chapters_json

TITLE = "Lake — “full” 日本 🙂 " + "long " * 60
JPEG = b"\xff\xd8\xff" + b"x" * 300_000
PICTURE = picture_part(JPEG)


def made(**changes: object) -> ID3:
    values: dict[str, object] = {
        "title": TITLE,
        "album": "Show",
        "artist": "Desk",
        "day": date(2026, 6, 3),
        "number": 7,
        "summary": "Sum",
        "cover": PICTURE,
        "chapters": [ChapterTag(0, 1500, TITLE), ChapterTag(1500, 90_000, "End")],
    }
    pieces = tag(**{**values, **changes})  # type: ignore[arg-type]
    return ID3(io.BytesIO(b"".join(chunks(Reel.of(pieces), {PICTURE: JPEG}.__getitem__))), translate=False)


def test_title_show_date_number_and_cover_are_read_back() -> None:
    found = made()
    assert found.version == (2, 3, 0)
    assert found["TIT2"].text == [TITLE]
    assert found["TALB"].text == ["Show"]
    assert (found["TYER"].text, found["TDAT"].text, found["TRCK"].text) == (["2026"], ["0306"], ["7"])
    assert found.getall("APIC")[0].data == JPEG
    assert found.getall("COMM")[0].text == ["Sum"]


def test_chapters_are_read_back_in_their_order() -> None:
    found = made()
    order = found.getall("CTOC")[0].child_element_ids
    chapters = {chapter.element_id: chapter for chapter in found.getall("CHAP")}
    read = [(chapters[n].start_time, chapters[n].end_time, chapters[n].sub_frames["TIT2"].text[0]) for n in order]
    assert read == [(0, 1500, TITLE), (1500, 90_000, "End")]


def test_a_tag_without_cover_or_chapters_is_whole() -> None:
    found = made(cover=None, chapters=[])
    assert not found.getall("APIC") + found.getall("CTOC") + found.getall("CHAP")


def test_more_chapters_than_a_tag_can_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="255"):
        made(chapters=[ChapterTag(0, 1, "x")] * 256)


def test_chapters_have_their_link_and_their_picture() -> None:
    url = "https://wire.example.org/ü?a=1&b=%20#c"
    linked, bare = made(chapters=[ChapterTag(0, 9, "A", url, PICTURE), ChapterTag(9, 20, "B")]).getall("CHAP")
    assert linked.sub_frames["WXXX:chapter url"].url == "https://wire.example.org/%C3%BC?a=1&b=%20#c"
    assert linked.sub_frames.getall("APIC")[0].data == JPEG
    assert set(bare.sub_frames) == {"TIT2"}


def test_json_chapters_give_seconds_titles_links_and_pictures() -> None:
    chapters = [Chapter(0.0, "A", 1), Chapter(61.224, "B", 2, "https://wire.example.org/b", "picture-1.jpg")]
    made = json.loads(chapters_json(chapters, "https://news.example.org/2026-06-23/"))
    picture = "https://news.example.org/2026-06-23/picture-1.jpg"
    assert made == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0.0, "title": "A"},
            {"startTime": 61.224, "title": "B", "url": "https://wire.example.org/b", "img": picture},
        ],
    }
