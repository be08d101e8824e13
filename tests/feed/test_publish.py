from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feed_studio import EPISODE

from daycast.episodes.model import Alternate
from daycast.errors import DaycastError
from daycast.feed.packed import SUFFIXES
from daycast.feed.publish import STAMP, publish
from daycast.scripts.approve import digest
from daycast.show import Show, open_show

if TYPE_CHECKING:
    from collections.abc import Callable

    from feed_studio import Studio

NEXT = replace(EPISODE, date=date(2026, 6, 24), guid="next", number=3, published=EPISODE.published + timedelta(days=1))
FILES = [
    "2026-06-23/2026-06-23.mp3",
    "2026-06-23/chapters.json",
    "2026-06-23/index.html",
    "2026-06-23/transcript.vtt",
    "archive/2026-06/index.html",
    "archive/index.html",
    "copy.js",
    "cover.jpg",
    "feed.css",
    "feed.xml",
    "feed.xsl",
    "index.html",
    "player.js",
    "search.js",
    "search/2026-06.json",
    "search/2026.json",
    "style.css",
    "topics/index.html",
]


def test_publishing_puts_media_pages_and_the_feed_in_place_with_the_feed_last(
    studio: Studio, snapshot: Callable[..., Any]
) -> None:
    show = studio.show()
    episode = studio.render(show)
    published = publish(show)
    assert (published.episodes, published.problems) == (1, ())
    assert sorted(published.changed) == FILES
    assert published.changed[-1] == "feed.xml"
    assert sorted(n for n in snapshot(show.feed) if not n.startswith(".") and not n.endswith(SUFFIXES)) == FILES
    parsed = feedparser.parse((show.feed / "feed.xml").read_bytes())
    assert parsed.bozo == 0
    (enclosure,) = parsed.entries[0].enclosures
    copied = show.feed / "2026-06-23" / "2026-06-23.mp3"
    assert int(enclosure.length) == copied.stat().st_size == episode.audio.bytes
    assert copied.read_bytes() == (show.episode(episode.date) / episode.audio.file).read_bytes()


def test_publishing_twice_changes_no_byte_and_no_time(studio: Studio, snapshot: Callable[..., Any]) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    before = snapshot(show.feed)
    assert publish(show).changed == ()
    assert snapshot(show.feed) == before


def test_without_the_stamp_everything_is_looked_at_again_and_still_nothing_changes(
    studio: Studio, snapshot: Callable[..., Any]
) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    before = snapshot(show.feed)
    for stamp in (b"", b"{}", None):
        (show.feed / STAMP).unlink() if stamp is None else (show.feed / STAMP).write_bytes(stamp)
        assert publish(show).changed == ()
    before = {name: told for name, told in before.items() if not name.startswith(".")}
    assert before.items() <= snapshot(show.feed).items()


@pytest.mark.slow
def test_a_second_publish_loads_no_template_or_feed_library(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    code = (
        "import sys; from pathlib import Path; from daycast.show import open_show;"
        "from daycast.feed.publish import publish; publish(open_show(Path(sys.argv[1])));"
        "print(*sorted({'feedgen', 'lxml', 'jinja2', 'starlette', 'uvicorn'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code, show.root], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"


def test_a_new_episode_touches_only_its_own_files_its_neighbours_page_the_lists_and_the_feed(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    studio.render(show, NEXT)
    assert set(publish(show).changed) == {
        "2026-06-23/index.html",
        "2026-06-24/2026-06-24.mp3",
        "2026-06-24/chapters.json",
        "2026-06-24/index.html",
        "2026-06-24/transcript.vtt",
        "archive/2026-06/index.html",
        "archive/index.html",
        "feed.xml",
        "index.html",
        "search/2026-06.json",
    }


def test_what_lies_beside_the_audio_is_published_with_it(studio: Studio) -> None:
    show = studio.show()
    alternate = Alternate("2026-06-23.opus", "audio/ogg", 4, hashlib.sha256(b"here").hexdigest(), 35)
    chapters = (replace(EPISODE.chapters[0], image="picture-1.jpg"), *EPISODE.chapters[1:])
    studio.render(show, replace(EPISODE, audio=replace(EPISODE.audio, alternates=(alternate,)), chapters=chapters))
    others = ("2026-06-23.opus", "picture-1.jpg", "transcript.srt", "transcript.json", "waveform.json", "waveform.svg")
    for name in others:
        (show.episode(EPISODE.date) / name).write_bytes(b"here")
    assert {f"2026-06-23/{name}" for name in others} <= set(publish(show).changed)
    (show.episode(EPISODE.date) / "2026-06-23.opus").unlink()
    (told,) = publish(show).problems
    assert "2026-06-23.opus: warning: the file is missing; what was published before stays" in str(told)
    (show.feed / "2026-06-23" / "2026-06-23.opus").unlink()
    with pytest.raises(DaycastError, match=r"2026-06-23\.opus: error: the file is missing"):
        publish(show)


def test_a_new_render_of_the_same_length_is_published_and_the_feed_tells_its_digest(studio: Studio) -> None:
    show = studio.show()
    studio.render(show, audio=b"a" * 5000)
    publish(show)
    studio.render(show, audio=b"b" * 5000)
    assert publish(show).changed == ("2026-06-23/2026-06-23.mp3", "feed.xml")
    assert (show.feed / "2026-06-23" / "2026-06-23.mp3").read_bytes() == b"b" * 5000


def test_a_changed_setting_changes_the_feed(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    assert "feed.xml" in publish(studio.show(title="Another title")).changed


def test_a_new_template_changes_its_page(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    show.templates.mkdir()
    (show.templates / "index.html.j2").write_text("mine", "utf-8")
    assert publish(show).changed == ("index.html",)


def test_a_damaged_or_lost_file_is_put_right(studio: Studio, snapshot: Callable[..., Any]) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    before = snapshot(show.feed)
    (show.feed / "feed.xml").write_bytes(b"oops")
    (show.feed / "index.html").unlink()
    (show.feed / "2026-06-23" / "2026-06-23.mp3").write_bytes(b"short")
    assert set(publish(show).changed) == {"feed.xml", "index.html", "2026-06-23/2026-06-23.mp3"}
    assert {name: data for name, (data, _) in snapshot(show.feed).items() if name[0] != "."} == {
        name: data for name, (data, _) in before.items() if name[0] != "."
    }


def test_the_shows_own_cover_goes_before_the_drawn_one(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    (show.root / "cover.png").write_bytes(b"\x89PNG mine")
    publish(show)
    assert (show.feed / "cover.png").read_bytes() == b"\x89PNG mine"
    assert b"/cover.png" in (show.feed / "feed.xml").read_bytes()
    assert b"cover.jpg" not in (show.feed / "index.html").read_bytes()


def test_an_episode_without_its_audio_stays_out_and_is_named_each_time(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    missing = studio.render(show, NEXT)
    (show.episode(NEXT.date) / missing.audio.file).unlink()
    for _ in range(2):
        published = publish(show)
        assert published.episodes == 1
        (problem,) = published.problems
        assert problem.path == show.episode(NEXT.date) / "2026-06-24.mp3"
        assert problem.hint == "run: daycast render --date 2026-06-24"
    assert not (show.feed / "2026-06-24").exists()


@pytest.mark.parametrize("damage", [lambda data: data[:4], lambda data: bytes(10) + data[10:]])
def test_audio_that_is_not_what_its_record_says_is_not_published(
    studio: Studio, damage: Callable[[bytes], bytes]
) -> None:
    show = studio.show()
    episode = studio.render(show)
    audio = show.episode(episode.date) / episode.audio.file
    audio.write_bytes(damage(audio.read_bytes()))
    with pytest.raises(DaycastError, match=r"no rendered episode\n.*the file is not what its record says"):
        publish(show)
    assert list(show.feed.glob("[!.]*")) == []


def test_an_episode_that_was_published_whole_stays_so_while_its_audio_is_half_made_anew(studio: Studio) -> None:
    show = studio.show()
    episode = studio.render(show)
    publish(show)
    before = {path: path.read_bytes() for path in show.feed.rglob("*") if path.is_file() and path.name[0] != "."}
    (show.episode(episode.date) / episode.audio.file).write_bytes(b"another, whose record is yet to come")
    (told,) = publish(show).problems
    assert "what was published before stays" in told.message
    assert {path: path.read_bytes() for path in before} == before


def test_an_episode_whose_date_means_another_moment_on_each_machine_stays_out(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    studio.render(show, replace(NEXT, published=NEXT.published.replace(tzinfo=None)))
    published = publish(show)
    assert published.episodes == 1
    assert "`published` has no time zone" in published.problems[0].message


def test_with_nothing_rendered_the_error_says_what_to_run(studio: Studio) -> None:
    with pytest.raises(DaycastError) as caught:
        publish(studio.show())
    assert str(caught.value) == "there is no rendered episode\n  Run: daycast render"


def test_what_there_is_to_run_is_told_of_the_edition(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "editions: {weekly: {}}\n")
    with pytest.raises(DaycastError) as caught:
        publish(open_show(show.root, "weekly"))
    assert caught.value.hint == "Run: daycast render --edition weekly"


def test_an_earlier_address_and_the_readme_outlive_every_publish(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    studio.render(show, NEXT)
    show.feed.mkdir()
    (show.feed / "README.md").write_text("mine", "utf-8")
    publish(show)
    (show.episode(EPISODE.date) / "episode.yaml").unlink()
    publish(show, force=True)
    publish(show)
    assert (show.feed / "README.md").read_text("utf-8") == "mine"
    assert (show.feed / "2026-06-23" / "2026-06-23.mp3").is_file()
    assert b"2026-06-23" not in (show.feed / "feed.xml").read_bytes()


def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    show.feed.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(DaycastError, match=r"feed.*cannot be written"):
        publish(show)


def approved(studio: Studio, *digests: str) -> None:
    path = studio.root / "scripts" / ".approved" / "2026-06-23"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{sha256} 2026-06-23T12:00:00+00:00\n" for sha256 in digests))


def test_with_review_an_episode_of_another_text_than_the_approved_one_stays_out(studio: Studio) -> None:
    show = studio.show(review="required")
    studio.render(show, NEXT)
    studio.render(show, replace(EPISODE, script="b" * 64))
    approved(studio, "a" * 64)
    with pytest.raises(DaycastError, match=r"not approved, so it is not published \(run: daycast approve"):
        publish(show)
    approved(studio, "b" * 64)
    published = publish(show)
    assert published.episodes == 1
    assert [problem.path.name for problem in published.problems] == ["2026-06-24.md"]


def test_review_never_takes_away_an_episode_that_is_published(studio: Studio) -> None:
    audio = b"\xff\xfb" + bytes(5000)
    digest = hashlib.sha256(audio).hexdigest()
    episode = replace(EPISODE, audio=replace(EPISODE.audio, sha256=digest))
    studio.render(studio.show(), episode, audio)
    assert publish(studio.show()).episodes == 1
    strict = studio.show(review="required")
    assert publish(strict).problems == ()
    other = b"\xff\xfb" + bytes(5001)
    studio.render(
        strict, replace(episode, audio=replace(episode.audio, sha256=hashlib.sha256(other).hexdigest())), other
    )
    with pytest.raises(DaycastError, match="not approved"):
        publish(strict)


def test_with_review_a_script_that_has_moved_on_since_its_episode_was_approved_is_told_each_time(
    studio: Studio,
) -> None:
    show = studio.show(review="required")
    old, new = b"Ada: Good morning.\n", b"Ada: Good evening.\n"
    studio.render(show, replace(EPISODE, script=digest(old)))
    approved(studio, digest(old))
    script = show.script(EPISODE.date)
    script.write_bytes(old)
    assert publish(show).problems == ()
    script.write_bytes(new)
    for _ in range(2):
        published = publish(show)
        (problem,) = published.problems
        assert (published.episodes, problem.path, problem.warning) == (1, script, True)
        assert "has changed since the episode" in problem.message
        assert problem.hint == "run: daycast approve --date 2026-06-23, then: daycast render --date 2026-06-23"
    approved(studio, digest(old), digest(new))
    assert [problem.hint for problem in publish(show).problems] == ["run: daycast render --date 2026-06-23"]
    studio.render(show, replace(EPISODE, script=digest(new)))
    assert publish(show).problems == ()


def test_without_review_a_script_may_move_on(studio: Studio) -> None:
    show = studio.show()
    studio.render(show, replace(EPISODE, script="a" * 64))
    show.script(EPISODE.date).parent.mkdir()
    show.script(EPISODE.date).write_text("Ada: Good evening.\n")
    assert publish(show).problems == ()
