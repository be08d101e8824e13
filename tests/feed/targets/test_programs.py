"""Publishing by rsync, sftp and git, and to a folder: the real programs, on this machine alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from stores import FIRST, THEN, Copy, named

from daycast.errors import DaycastError
from daycast.feed.targets import folder, github_pages, rsync, sftp
from daycast.feed.targets.record import RECORD
from daycast.show import Show, open_show
from daycast.targets import GitHubPages, Rsync, Sftp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from daycast.feed.targets.plan import Outcome

NOW = datetime(2026, 6, 23, 6, 0, tzinfo=UTC)
SFTP_SERVER = next((path for path in ("/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server", "/usr/lib/ssh/sftp-server") if Path(path).is_file()), "")  # fmt: skip  # noqa: E501

needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
needs_sftp = pytest.mark.skipif(not (shutil.which("sftp") and SFTP_SERVER), reason="OpenSSH's sftp-server is not here")


def files(place: Path) -> dict[str, bytes]:
    """What is served below a folder, by name; what begins with "." is not."""
    found = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if "/." not in f"/{name}"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A web server's folder with a space, a quote and brackets in its name."""
    place = tmp_path / "it's the [site] folder"
    place.mkdir()
    return place


@pytest.fixture(params=["folder", pytest.param("rsync", marks=needs_rsync), pytest.param("sftp", marks=needs_sftp)])
def send(request: pytest.FixtureRequest, site: Path) -> Callable[..., Outcome]:
    """Sends a copy of the show to `site` in one of the ways."""

    def by_folder(copy: Copy, me: str = "a", gone: Collection[str] = (), **held: bytes) -> Outcome:
        return folder.send(site, copy.holds(**held), me, withdrawn=gone)

    def by_rsync(copy: Copy, me: str = "a", gone: Collection[str] = (), **held: bytes) -> Outcome:
        target = Rsync(kind="rsync", to=str(site))
        return rsync.send(target, copy.root / "feed", copy.holds(**held), me, withdrawn=gone)

    def by_sftp(copy: Copy, me: str = "a", gone: Collection[str] = (), **held: bytes) -> Outcome:
        target = Sftp(kind="sftp", to=f"sftp://me@localhost{site}")
        return sftp.send(target, copy.holds(**held), me, withdrawn=gone, connect=["-D", SFTP_SERVER])

    ways: dict[str, Callable[..., Outcome]] = {"folder": by_folder, "rsync": by_rsync, "sftp": by_sftp}
    return ways[request.param]


@needs_sftp
@pytest.mark.slow
def test_sftp_makes_the_last_folder_of_its_path_as_an_edition_needs_it(site: Path, copy: Callable[[str], Copy]) -> None:
    target = Sftp(kind="sftp", to=f"sftp://me@localhost{site}/weekly")
    sftp.send(target, copy("a").holds(**FIRST), "a", connect=["-D", SFTP_SERVER])
    assert files(site / "weekly").keys() >= {"feed.xml", "d01/d01.mp3"}
    deeper = Sftp(kind="sftp", to=f"sftp://me@localhost{site}/not/there")
    with pytest.raises(DaycastError, match="sftp failed"):
        sftp.send(deeper, copy("a").holds(**FIRST), "a", connect=["-D", SFTP_SERVER])


@pytest.mark.slow
def test_a_folder_gets_all_then_only_what_is_new_and_loses_what_was_taken_back(
    send: Callable[..., Outcome], site: Path, copy: Callable[[str], Copy]
) -> None:
    (site / "of-the-user.txt").write_text("stays")
    first = send(copy("a"), **FIRST)
    assert (len(first.sent), first.feed_changed) == (9, True)
    again = send(copy("a"), **FIRST)
    assert (again.sent, again.there, again.removed, again.feed_changed) == ((), 9, (), False)
    then = send(copy("a"), **THEN)
    assert sorted(then.sent) == [
        "d01/d01.mp3", "d03/chapters.json", "d03/d03.mp3", "d03/index.html", "feed.xml", "index.html"
    ]  # fmt: skip
    assert sorted(then.removed) == ["d02/chapters.json", "d02/d02.mp3", "d02/index.html"]
    there = files(site)
    assert there.pop("of-the-user.txt") == b"stays"
    assert there == files(copy("a").root / "feed")


@pytest.mark.slow
def test_a_copy_that_lacks_episodes_takes_none_away_but_those_that_were_taken_back(
    send: Callable[..., Outcome], site: Path, copy: Callable[[str], Copy]
) -> None:
    send(copy("a"), **FIRST)
    before = files(site)
    with pytest.raises(DaycastError, match="from another copy"):
        send(copy("b"), me="b", d02=FIRST["d02"])
    assert files(site) == before
    done = send(copy("b"), me="b", gone={"d01"}, d02=FIRST["d02"])
    assert sorted(done.removed) == ["d01/chapters.json", "d01/d01.mp3", "d01/index.html"]
    assert files(site) == files(copy("b").root / "feed")


@pytest.mark.slow
@pytest.mark.parametrize("way", [pytest.param("rsync", marks=needs_rsync), pytest.param("sftp", marks=needs_sftp)])
def test_a_publisher_whose_program_dies_at_any_call_leaves_a_whole_feed_and_goes_on_from_there(
    way: str, tmp_path: Path, copy: Callable[[str], Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in of the program's name runs the real one some times, and then dies half way."""
    real = shutil.which(way)
    stand_in = tmp_path / "bin" / way
    stand_in.parent.mkdir()
    stand_in.write_text(
        f'#!/bin/sh\necho >> "$COUNT"\n[ $(wc -l < "$COUNT") -gt "$LIMIT" ] && exit 12\nexec {real} "$@"\n'
    )
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sftp, "_MOST_FILES", 1)

    def send(site: Path, limit: int, **held: bytes) -> None:
        count = tmp_path / "count"
        count.write_text("")
        monkeypatch.setenv("COUNT", str(count))
        monkeypatch.setenv("LIMIT", str(limit))
        items = copy("a").holds(**held)
        if way == "rsync":
            rsync.send(Rsync(kind="rsync", to=str(site)), copy("a").root / "feed", items, "a")
        else:
            target = Sftp(kind="sftp", to=f"sftp://me@localhost{site}")
            sftp.send(target, items, "a", connect=["-D", SFTP_SERVER])

    for limit in range(100):
        site = tmp_path / f"site {limit}"
        site.mkdir()
        send(site, 99, **FIRST)
        try:
            send(site, limit, **THEN)
        except DaycastError as error:
            assert "goes on where it stopped" in error.hint
            promised = named((site / "feed.xml").read_bytes())
            assert [name for name in promised if not (site / name).is_file()] == []
            send(site, 99, **THEN)
            assert files(site) == files(copy("a").root / "feed")
        else:
            break
    assert 5 < limit < 99


@needs_rsync
@pytest.mark.slow
def test_rsync_sends_to_a_daemon(tmp_path: Path, site: Path, copy: Callable[[str], Copy]) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "rsyncd.conf"
    owner = f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""
    config.write_text(f"use chroot = no\n{owner}[show]\npath = {site}\nread only = no\n")
    words = ["rsync", "--daemon", "--no-detach", f"--config={config}", f"--port={port}", "--address=127.0.0.1"]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL) as daemon:
        try:
            _listening(port)
            target = Rsync(kind="rsync", to=f"rsync://127.0.0.1:{port}/show")
            for held in (FIRST, THEN):
                rsync.send(target, copy("a").root / "feed", copy("a").holds(**held), "a")
                assert files(site) == files(copy("a").root / "feed")
        finally:
            daemon.terminate()


@needs_rsync
@pytest.mark.slow
def test_rsync_goes_over_the_shell_that_the_environment_names_and_no_shell_reads_the_folder(
    tmp_path: Path, site: Path, copy: Callable[[str], Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    ssh = tmp_path / "ssh"
    ssh.write_text('#!/bin/sh\nwhile [ "$1" != host ]; do shift; done\nshift\nexec sh -c "$*"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(ssh))
    target = Rsync(kind="rsync", to=f"host:{site}/$(touch {tmp_path}/run)")
    place = Path(f"{site}/$(touch {tmp_path}/run)")
    place.mkdir(parents=True)
    rsync.send(target, copy("a").root / "feed", copy("a").holds(**FIRST), "a")
    assert files(place) == files(copy("a").root / "feed")
    assert not (tmp_path / "run").exists()


def test_a_program_that_is_missing_is_named(copy: Callable[[str], Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DaycastError, match="the program sftp is not installed"):
        sftp.send(Sftp(kind="sftp", to="sftp://me@host/www"), copy("a").holds(**FIRST), "a")


def git(*words: str, at: Path) -> str:
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], cwd=at, env=quiet, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repositories(show: Show, tmp_path: Path) -> Callable[[str], Show]:
    """Clones of a show's repository, by name; all push to one bare repository."""
    origin = tmp_path / "origin.git"
    git("init", "-q", "--bare", str(origin), at=tmp_path)

    def clone(name: str) -> Show:
        root = tmp_path / name
        if not root.exists():
            git("clone", "-q", str(origin), str(root), at=tmp_path)
            shutil.copy(show.root / "show.yaml", root)
            shutil.copytree(show.root / "voice", root / "voice")
            with (root / "show.yaml").open("a") as settings:
                settings.write("base_url: https://pod.example.org/\npublish: {kind: github_pages}\n")
        return open_show(root)

    return clone


def push(show: Show, **held: bytes) -> Outcome:
    state = show.root / ".state"
    state.mkdir(exist_ok=True)
    assert isinstance(show.publish, GitHubPages)
    items = Copy(show.root).holds(**held)
    return github_pages.send(show.publish, show, items, show.root.name, NOW, state)


def branch(root: Path) -> dict[str, str]:
    names = git("ls-tree", "-r", "--name-only", "gh-pages", at=root).split()
    return {name: git("show", f"gh-pages:{name}", at=root) for name in names if not name.endswith((".mp3", ".jpg"))}


@pytest.mark.slow
def test_github_pages_gets_a_branch_of_one_commit_with_its_two_files(
    repositories: Callable[[str], Show], tmp_path: Path
) -> None:
    show, origin = repositories("one"), tmp_path / "origin.git"
    assert push(show, **FIRST).feed_changed
    site = branch(origin)
    assert (site[".nojekyll"], site["CNAME"]) == ("", "pod.example.org\n")
    assert site["feed.xml"] == (show.root / "feed" / "feed.xml").read_text()
    commit = git("rev-parse", "gh-pages", at=origin)
    assert push(show, **FIRST).sent == ()
    assert git("rev-parse", "gh-pages", at=origin) == commit
    done = push(show, **THEN)
    assert sorted(done.removed) == ["d02/chapters.json", "d02/d02.mp3", "d02/index.html"]
    assert "d02/index.html" not in branch(origin)
    assert git("rev-list", "--count", "gh-pages", at=origin).strip() == "1"
    assert git("log", "-1", "--format=%an %ae %cI", "gh-pages", at=origin).strip() == (
        "The desk desk@example.org 2026-06-23T06:00:00+00:00"
    )
    assert git("status", "--porcelain", "--untracked-files=no", at=show.root) == ""


@pytest.mark.slow
def test_of_two_that_push_at_once_one_wins_and_the_other_is_told(
    repositories: Callable[[str], Show], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = repositories("one"), repositories("two")
    push(one, **FIRST)
    kept = github_pages._Repository.kept

    def slowly(repository: Any, items: Any) -> list[str]:
        monkeypatch.setattr(github_pages._Repository, "kept", kept)
        push(two, **FIRST, d04=b"the other's")
        return kept(repository, items)

    monkeypatch.setattr(github_pages._Repository, "kept", slowly)
    with pytest.raises(DaycastError, match="somebody else has published there meanwhile"):
        push(one, **FIRST, d03=b"mine")
    assert "d04/d04.mp3" in named(branch(tmp_path / "origin.git")["feed.xml"].encode())
    with pytest.raises(DaycastError, match=r"d04/d04\.mp3.*another copy"):
        push(one, **FIRST, d03=b"mine")


@pytest.mark.slow
def test_files_in_the_branch_that_are_not_ours_stay(repositories: Callable[[str], Show], tmp_path: Path) -> None:
    show, origin = repositories("one"), tmp_path / "origin.git"
    git("-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-q", "--allow-empty", "-m", "x", at=show.root)
    (show.root / "about.html").write_text("about us")
    git("checkout", "-q", "-b", "gh-pages", at=show.root)
    git("add", "about.html", at=show.root)
    git("-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-q", "-m", "y", at=show.root)
    git("push", "-q", "origin", "gh-pages", at=show.root)
    push(show, **FIRST)
    push(show, **THEN)
    assert branch(origin)["about.html"] == "about us"


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://pod.example.org/show/", {".nojekyll": b"", "CNAME": b"pod.example.org\n"}),
        ("https://somebody.github.io/show/", {".nojekyll": b""}),
    ],
)
def test_a_host_of_ones_own_is_named_to_github(base_url: str, expected: dict[str, bytes]) -> None:
    assert github_pages.extras(base_url) == expected


def test_outside_of_a_repository_github_pages_say_what_to_do(show: Show, tmp_path: Path) -> None:
    with pytest.raises(DaycastError, match="not in a git repository"):
        github_pages.send(GitHubPages(kind="github_pages"), show, Copy(show.root).holds(**FIRST), "a", NOW, tmp_path)


def test_where_the_record_cannot_be_understood_nothing_is_touched(site: Path, copy: Callable[[str], Copy]) -> None:
    (site / ".daycast").mkdir()
    for text in ('{"by": "a", "files": {"../../etc/passwd": {"digest": "", "by": "a"}}}', "[]", '{"files": {"a\\n!ls": {"digest": "", "by": ""}}}'):  # fmt: skip  # noqa: E501
        (site / RECORD).write_text(text)
        with pytest.raises(DaycastError, match="not a record of what was sent"):
            folder.send(site, copy("a").holds(**FIRST), "a")
    assert files(site) == {}


def _listening(port: int) -> None:
    for _ in range(200):
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    sys.exit("the daemon does not listen")
