"""Questions to a site: what is answered, to whom, and what is never found."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from feed_studio import EPISODE, Studio
from starlette.testclient import TestClient

from daycast.episodes.model import Chapter, Line
from daycast.feed.admission import Listeners
from daycast.feed.asking import reader
from daycast.feed.asking.desk import Desk
from daycast.feed.listeners import add
from daycast.feed.publish import publish, unpublish
from daycast.feed.seal import around, read_by
from daycast.feed.site import Site
from daycast.feed.site.log import Log
from daycast.show import open_show

if TYPE_CHECKING:
    import httpx

    from daycast.episodes.model import Episode
    from daycast.show import Show

NOW = datetime(2026, 6, 24, 12, tzinfo=UTC).timestamp()
Open = Callable[..., TestClient]


def told(text: str, days: int = 0, **changes: Any) -> Episode:
    """An episode that says `text`, so many days after the first."""
    day = EPISODE.date + timedelta(days)
    return replace(
        EPISODE,
        date=day,
        number=2 + days,
        guid=f"guid-{day}",
        published=EPISODE.published + timedelta(days),
        chapters=(Chapter(0.0, "Headlines", 1), Chapter(3.5, "The move", 2)),
        lines=(Line(0.5, 3.0, "Ada", "Good morning.", (), False), Line(3.5, 9.0, "Ada", text, ("1",), False)),
        **changes,
    )


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens a site with a desk: `opened(show)`."""
    with ExitStack() as closing:

        def open_site(show: Show, **more: Any) -> TestClient:
            desk = Desk(show)
            closing.callback(desk.close)
            desk._thread.submit(lambda: None).result()  # it has begun
            site = Site(show, desk=desk, clock=lambda: NOW, **more)
            return TestClient(site, base_url="http://localhost:8642", follow_redirects=False)

        yield open_site


@pytest.fixture
def show(studio: Studio) -> Show:
    show = studio.show()
    studio.render(show, told("A walrus <b>slept</b> on the quay."))
    publish(show)
    return show


def found(answer: httpx.Response) -> list[str]:
    """The lines that a page shows, without marks."""
    assert answer.status_code == 200
    lines = re.findall(r'<p class="said.*?</span> (.*?)</p>', answer.text)
    return [re.sub(r"</?mark>", "", line) for line in lines]


@pytest.mark.parametrize("place", [".", "..", "link"])
def test_what_was_published_is_found_from_wherever_the_show_is_served(
    opened: Open, show: Show, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (show.root / "link").symlink_to(show.root)
    monkeypatch.chdir(show.root)
    elsewhere = open_show(Path("..", show.root.name) if place == ".." else Path(place))
    assert "walrus" in opened(elsewhere).get("/ask?q=walrus").text
    assert read_by(elsewhere) == read_by(show)
    assert around(elsewhere, ()) == around(show, ())
    assert publish(elsewhere).changed == ()


def test_a_question_is_answered_with_the_passage_its_time_and_its_source(show: Show, opened: Open) -> None:
    page = opened(show).get("/ask?q=What+did+the+walrus+do+on+the+quay%3F").text
    assert '<a href="2026-06-23/#t=3.5">The move</a>' in page
    assert "A <mark>walrus</mark> &lt;b&gt;slept&lt;/b&gt; on the <mark>quay</mark>." in page
    assert '<a href="https://wire.example.org/a" rel="noopener">Example Wire</a>' in page
    assert 'value="What did the walrus do on the quay?"' in page
    assert "What was said, the best match first:" in page


def test_what_no_episode_covers_is_told_so(show: Show, opened: Open) -> None:
    site = opened(show)
    assert "No episode covers this." in site.get("/ask?q=steel+tariffs").text
    assert "No episode covers this." in site.get("/ask?q=walrus+in+May").text
    assert found(site.get("/ask?q=walrus+yesterday")) == ["A walrus &lt;b&gt;slept&lt;/b&gt; on the quay."]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("", 200, 'name="q"'),
        ("?q=", 200, 'name="q"'),
        ("?other=1", 200, 'name="q"'),
        ("?q=%3F%21", 200, "There is no word to look for in this."),
        ("?q=" + "a" * 301, 400, "This is too long. Characters at most: 300"),
        ("?q=%22%29%20OR%20*", 200, "<main"),
        ("?q=%00%ff%ed%a0%80", 200, "<main"),
        ("?q=<script>alert(1)</script>", 200, "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("?" + "&".join(f"a{number}=1" for number in range(20)), 400, "Bad Request"),
    ],
)
def test_any_query_gets_an_answer(show: Show, opened: Open, query: str, status: int, says: str) -> None:
    site = opened(show)
    got, head = site.get(f"/ask{query}"), site.head(f"/ask{query}")
    assert (got.status_code, says in got.text) == (status, True)
    assert "<script>" not in got.text
    assert (head.status_code, head.headers, head.content) == (status, got.headers, b"")


def test_an_answer_is_kept_by_nobody_and_listed_nowhere(show: Show, opened: Open) -> None:
    headers = opened(show).get("/ask?q=walrus").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_the_archives_search_leads_there_and_without_a_desk_to_itself(show: Show, opened: Open) -> None:
    site, plain = opened(show), TestClient(Site(show), base_url="http://localhost:8642", follow_redirects=False)
    moved = site.get("/archive/?q=walrus+quay")
    assert (moved.status_code, moved.headers["location"]) == (302, "../ask?q=walrus+quay")
    assert (site.get("/archive/").status_code, plain.get("/archive/?q=walrus").status_code) == (200, 200)
    assert plain.get("/ask?q=walrus").status_code == 404
    assert plain.options("/ask").status_code == 404
    assert site.options("/ask").status_code == 204


def test_only_what_is_published_is_found(studio: Studio, show: Show, opened: Open) -> None:
    site = opened(show)
    studio.render(show, told("A badger dug.", 1))
    studio.render(show, told("A walrus woke."))
    assert found(site.get("/ask?q=walrus")) == ["A walrus &lt;b&gt;slept&lt;/b&gt; on the quay."]
    assert "No episode covers this." in site.get("/ask?q=badger").text
    publish(show)
    assert found(site.get("/ask?q=walrus")) == ["A walrus woke."]
    assert found(site.get("/ask?q=badger")) == ["A badger dug."]
    unpublish(show, EPISODE.date)
    assert "No episode covers this." in site.get("/ask?q=walrus").text


def test_a_text_that_moved_on_before_the_index_was_made_is_not_found_until_it_is_published(
    studio: Studio, show: Show, opened: Open
) -> None:
    studio.render(show, told("A badger dug.", 1))
    publish(show)
    studio.render(show, told("A walrus woke."))
    site = opened(show)
    assert found(site.get("/ask?q=badger")) == ["A badger dug."]
    assert "woke" not in site.get("/ask?q=walrus").text
    publish(show)
    assert found(site.get("/ask?q=walrus")) == ["A walrus woke."]


def test_an_episode_that_waits_for_approval_is_not_found(studio: Studio, opened: Open) -> None:
    show = studio.show(review="required")
    approved = studio.root / "scripts" / ".approved" / "2026-06-23"
    approved.parent.mkdir(parents=True)
    approved.write_text("a" * 64 + "\n")
    studio.render(show, told("A walrus slept.", script="a" * 64))
    studio.render(show, told("A badger dug.", 1, script="b" * 64))
    publish(show)
    site = opened(show)
    assert found(site.get("/ask?q=walrus")) == ["A walrus slept."]
    assert "No episode covers this." in site.get("/ask?q=badger").text


def test_a_show_whose_records_are_not_here_has_no_page_for_questions(show: Show, opened: Open) -> None:
    (show.root / "episodes").rename(show.root / "elsewhere")
    site = opened(show)
    assert site.get("/ask?q=walrus").status_code == 404
    assert site.get("/archive/?q=walrus").status_code == 200


def test_a_private_show_answers_its_listeners_alone(studio: Studio, opened: Open) -> None:
    show = studio.show(access="token", base_url="https://news.example.org/show/")
    studio.render(show, told("A walrus slept."))
    publish(show)
    token = add(show, "ada", datetime(2026, 6, 23, tzinfo=UTC))
    site = opened(show, who=Listeners(show).who)
    assert site.get("/ask?q=walrus").status_code == 404
    assert site.get(f"/t/{'0' * 26}/ask?q=walrus").status_code == 404
    for prefix in (f"/t/{token}", f"/show/t/{token}"):
        answer = site.get(f"{prefix}/ask?q=walrus")
        assert found(answer) == ["A walrus slept."]
        assert f"https://news.example.org/show/t/{token}/ask" in answer.text
        assert site.get(f"{prefix}/archive/?q=walrus").headers["location"] == "../ask?q=walrus"


def test_the_log_has_no_question(show: Show, opened: Open) -> None:
    log = Log(show.feed / ".access.log")
    site = opened(show, log=log)
    site.get("/ask?q=walrus")
    site.get("/archive/?q=walrus")
    site.get("/archive?q=walrus")
    site.get("/feed.xml?q=kept")
    log.flush()
    logged = (show.feed / ".access.log").read_text()
    assert re.findall(r'"(.*?) HTTP', logged) == ["GET /ask", "GET /archive/", "GET /archive", "GET /feed.xml?q=kept"]
    assert "walrus" not in logged


def test_the_page_speaks_the_shows_language(studio: Studio, opened: Open) -> None:
    show = studio.show(language="de-DE")
    studio.render(show, told("Ein Walross schlief am Hafen."))
    publish(show)
    page = opened(show).get("/ask?q=Was+wurde+gestern+über+das+Walross+gesagt%3F").text
    assert "<h1>Das Archiv fragen</h1>" in page
    assert "<mark>Walross</mark> schlief" in page
    assert "23. Juni 2026" in page


def test_a_template_that_is_broken_is_told_and_breaks_nothing_else(
    show: Show, opened: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    (show.root / "templates").mkdir()
    (show.root / "templates" / "ask.html.j2").write_text("{{ nothing }}")
    site = opened(show)
    assert site.get("/ask?q=walrus").status_code == 500
    assert "ask.html.j2:1" in capsys.readouterr().err
    assert site.get("/feed.xml").status_code == 200


def test_a_question_is_answered_once_while_nothing_is_published(
    show: Show, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    page = reader.Reader.page
    monkeypatch.setattr(reader.Reader, "page", lambda self, text, day: (made.append(text), page(self, text, day))[1])
    site = opened(show)
    for query in ("walrus", "walrus", "+walrus+", "quay"):
        site.get(f"/ask?q={query}")
    assert made == ["walrus", "quay"]


def test_more_questions_than_fit_are_asked_to_come_again_and_files_go_out_meanwhile(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    monkeypatch.setattr(reader.Reader, "page", lambda self, text, day: held.wait(10) and text.encode())

    async def all_at_once() -> list[int]:
        desk = Desk(show)
        tasks = [asyncio.create_task(desk.answer(f"q=w{number}", show.base_url, NOW)) for number in range(20)]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        early = [task.result() for task in done]
        assert {answer.status for answer in early} == {503}
        assert all((b"retry-after", b"2") in answer.headers for answer in early)
        held.set()
        answers = await asyncio.gather(*tasks)
        desk.close()
        return [answer.status for answer in answers]

    assert sorted(asyncio.run(all_at_once())) == [200] * 16 + [503] * 4


def test_a_desk_that_closes_answers_what_it_was_asked_and_waits_for_nothing(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, page = threading.Event(), reader.Reader.page
    monkeypatch.setattr(reader.Reader, "page", lambda self, text, day: held.wait(10) and page(self, text, day))

    async def closed_meanwhile() -> int:
        desk = Desk(show)
        asking = asyncio.create_task(desk.answer("q=walrus", show.base_url, NOW))
        await asyncio.sleep(0)
        desk.close()
        assert not held.is_set()
        held.set()
        answer = await asking
        desk.close()
        return answer.status

    assert asyncio.run(closed_meanwhile()) == 200


def test_an_index_that_is_damaged_or_deleted_while_it_is_served_is_made_anew(show: Show, opened: Open) -> None:
    site = opened(show)
    assert len(found(site.get("/ask?q=walrus"))) == 1
    path = show.feed / ".archive.sqlite"
    path.write_bytes(b"\xff" * path.stat().st_size)
    assert len(found(site.get("/ask?q=walrus+quay"))) == 1
    assert date.fromisoformat("2026-06-23") == EPISODE.date


def test_the_index_is_neither_served_nor_published(show: Show, opened: Open) -> None:
    site = opened(show)
    site.get("/ask?q=walrus")
    assert (show.feed / ".archive.sqlite").is_file()
    assert site.get("/.archive.sqlite").status_code == 404
    assert publish(show).changed == ()
