"""A briefing published for each listener, as a person types it."""

from pathlib import Path

import pytest

from daycast.show import Show, open_show
from test_cli import run
from test_cli_briefing import DAY, briefed  # noqa: F401 - a fixture

BRIEFING = ("--edition", "briefing")
EPISODE = Path("2026-06-23", "2026-06-23.mp3")

pytestmark = pytest.mark.slow


@pytest.fixture
def published(briefed: Show) -> Show:  # noqa: F811
    """The briefing of two stories, published for two listeners: one follows something, and one has a minute."""
    assert run(briefed, "listeners", "add", "ben").exit_code == 0
    assert run(briefed, "render", *DAY, *BRIEFING).exit_code == 0
    told = run(briefed, "publish", *BRIEFING)
    assert told.exit_code == 0
    assert "publish   feed/briefing/ 2 listeners, 2 episodes made, 1 day published" in told.stdout
    return briefed


def test_a_publish_without_news_makes_nothing_again(published: Show) -> None:
    told = run(published, "publish", *BRIEFING)
    assert "2 listeners, 0 episodes made, 1 day published" in told.stdout


def test_each_listener_gets_a_folder_of_files_with_an_episode_of_their_own(published: Show, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run(published, "listeners", "materialise", str(out), "--base-url", "https://static.example.org/b")
    assert told.exit_code == 0
    assert "2 listeners" in told.stdout
    assert "https://static.example.org/b/ben/2026-06-23/2026-06-23.mp3" in (out / "ben" / "feed.xml").read_text()
    assert (out / "ada" / EPISODE).read_bytes()[:3] == b"ID3"
    page = (out / "ada" / "2026-06-23" / "index.html").read_text()
    assert "names Olga Rand, whom you follow" in page
    assert "Olga Rand, whom you follow" not in (out / "ben" / "2026-06-23" / "index.html").read_text()
    again = run(published, "listeners", "materialise", str(tmp_path / "one"), "--only", "ben")
    assert "1 listener," in again.stdout
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["ben"]


def test_a_profile_with_a_mistake_is_told_and_keeps_nobody_else_from_theirs(published: Show) -> None:
    run(published, "listeners", "add", "cleo")
    run(published, "listeners", "add", "dan")
    path = published.root / "listeners" / "cleo.yaml"
    path.write_text(path.read_text() + "topic: [ferries]\n")
    told = run(published, "publish", *BRIEFING)
    assert told.exit_code == 1
    assert "did you mean `topics`?" in told.stderr + told.stdout
    assert "3 listeners, 1 episode made" in told.stdout


def test_a_day_is_taken_out_of_all_feeds_and_brought_back(published: Show, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def heard() -> tuple[int, bool]:
        run(published, "listeners", "materialise", str(out))
        return (out / "ada" / "feed.xml").read_text().count("<item>"), (out / "ada" / EPISODE).exists()

    assert heard() == (1, True)
    assert run(published, "unpublish", "2026-06-23", *BRIEFING).exit_code == 0
    assert heard() == (0, False)
    assert run(published, "publish", *DAY, *BRIEFING).exit_code == 0
    assert heard() == (1, True)


def test_the_folder_of_a_listener_who_was_revoked_goes_and_nobody_elses(published: Show, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "other").mkdir(parents=True)
    run(published, "listeners", "materialise", str(out))
    run(published, "listeners", "revoke", "ben")
    assert "1 folder removed" in run(published, "listeners", "materialise", str(out)).stdout
    assert (out / "ada" / EPISODE).is_file()
    assert (out / "other").is_dir()
    assert not (out / "ben").exists()


def test_a_show_without_a_briefing_has_nothing_to_write_out(show: Show, tmp_path: Path) -> None:
    told = run(show, "listeners", "materialise", str(tmp_path / "out"))
    assert told.exit_code == 1
    assert "no briefing among its editions" in told.stderr


def test_what_was_never_published_cannot_be_written_out(briefed: Show, tmp_path: Path) -> None:  # noqa: F811
    told = run(briefed, "listeners", "materialise", str(tmp_path / "out"))
    assert told.exit_code == 1
    assert "nothing is published yet" in told.stderr
    assert "daycast publish --edition briefing" in told.stderr
    assert open_show(briefed.root, "briefing").access == "token"


def test_who_has_an_episode_keeps_it_after_a_redraft_and_publish_tells_how_to_give_them_the_new_one(
    published: Show,
) -> None:
    script = published.root / "scripts" / "2026-06-23.briefing.md"
    script.write_text(script.read_text().replace("your briefing", "the briefing", 1))
    assert run(published, "render", *DAY, *BRIEFING).exit_code == 0
    told = run(published, "publish", *BRIEFING)
    assert told.exit_code == 0
    assert "0 episodes made" in told.stdout
    assert "who has an episode of it keeps it as it is" in told.stdout + told.stderr
    assert "daycast publish --date 2026-06-23 --edition briefing --force" in told.stdout + told.stderr
    assert "2 episodes made" in run(published, "publish", *DAY, *BRIEFING, "--force").stdout
    again = run(published, "publish", *BRIEFING)
    assert "keeps it as it is" not in again.stdout + again.stderr


def test_a_name_without_an_address_cannot_be_written_out(published: Show, tmp_path: Path) -> None:
    told = run(published, "listeners", "materialise", str(tmp_path / "out"), "--only", "bem")
    assert told.exit_code == 1
    assert "there is no listener 'bem' with an address" in told.stderr
    assert not (tmp_path / "out").exists()


def test_a_days_file_that_is_broken_and_deleted_is_made_again_as_the_message_says(published: Show) -> None:
    path = published.root / "feed" / "briefing" / ".personal" / "2026-06-23.jsonl"
    before = path.read_bytes()
    path.write_bytes(b"")
    told = run(published, "publish", *BRIEFING)
    assert told.exit_code == 1
    assert "delete it and publish" in told.stderr
    path.unlink()
    assert "2 episodes made" in run(published, "publish", *BRIEFING).stdout
    assert path.read_bytes().count(b'"guid"') == before.count(b'"guid"') == 2
