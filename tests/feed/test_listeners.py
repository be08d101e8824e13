"""Private feeds: who is let in, and what is kept of it."""

from __future__ import annotations

import os
import re
import stat
import string
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.feed.admission import Listeners
from daycast.feed.listeners import Listener, add, address, digest, lacking, listed, renew, revoke

if TYPE_CHECKING:
    from feed_studio import Studio

    from daycast.show import Show

NOON = datetime(2026, 6, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def show(studio: Studio) -> Show:
    return studio.show(access="token")


def test_a_token_names_its_listener_and_no_other(show: Show) -> None:
    tokens = {name: add(show, name, NOON) for name in ("ada", "ben", "zoe-2")}
    asked = Listeners(show)
    assert {name: asked.who(token) for name, token in tokens.items()} == {name: name for name in tokens}


def test_a_token_is_128_bits_of_chance_in_letters_that_no_address_needs_to_escape(show: Show) -> None:
    tokens = [add(show, f"one{number}", NOON) for number in range(40)]
    assert len(set(tokens)) == 40
    alphabet = set("".join(tokens))
    assert len(alphabet) == 32
    assert alphabet <= set(string.ascii_lowercase + string.digits) - set("ilou")
    assert min(len(token) * 5 for token in tokens) >= 128


def test_only_the_digest_is_kept_in_a_file_that_only_its_owner_reads(show: Show) -> None:
    token = add(show, "ada", NOON)
    path = show.root / "listeners" / "ada.yaml"
    assert path.read_text() == f"token: {digest(token)}\nmade: 2026-06-23T12:00:00Z\n"
    assert token not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "token",
    ["", "a", "A" * 26, "é" * 26, "\ud800" * 26, "\0" * 26, "0" * 1_000_000, "../ada", "sha256:" + "0" * 64, "ada"],
)
def test_an_odd_token_is_nobodys(show: Show, token: str) -> None:
    add(show, "ada", NOON)
    assert Listeners(show).who(token) is None


@given(st.text(max_size=40))
def test_no_text_is_let_in_by_chance(token: str) -> None:
    from pathlib import Path
    from types import SimpleNamespace

    assert Listeners(SimpleNamespace(root=Path(__file__).parent)).who(token) is None  # type: ignore[arg-type]


def test_the_digest_itself_opens_nothing(show: Show) -> None:
    kept = digest(add(show, "ada", NOON)).removeprefix("sha256:")
    assert Listeners(show).who(kept[:26]) is None


def test_who_is_added_and_revoked_counts_at_the_next_question(show: Show) -> None:
    asked = Listeners(show, clock=lambda: 0.0)  # no second ever passes
    ada = add(show, "ada", NOON)
    for round_ in range(20):
        ben = add(show, "ben", NOON)
        assert (asked.who(ada), asked.who(ben)) == ("ada", "ben"), round_
        revoke(show, "ben")
        assert (asked.who(ada), asked.who(ben)) == ("ada", None), round_
    new = renew(show, "ada", NOON)
    assert (asked.who(ada), asked.who(new)) == (None, "ada")


def test_a_file_edited_in_place_is_noticed_within_a_second(show: Show) -> None:
    now = [0.0]
    asked = Listeners(show, clock=lambda: now[0])
    token = add(show, "ada", NOON)
    folder = show.root / "listeners"
    os.utime(folder, ns=(0, 0))  # long ago
    assert asked.who(token) == "ada"
    (folder / "ada.yaml").write_text("role: editor\n")
    now[0] = 1.0
    assert asked.who(token) is None


def test_a_folder_that_rests_is_not_read_again(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    token = add(show, "ada", NOON)
    os.utime(show.root / "listeners", ns=(0, 0))
    asked = Listeners(show)
    assert asked.who(token) == "ada"
    monkeypatch.setattr("daycast.feed.listeners.load", lambda *_: pytest.fail("read again"))
    assert [asked.who(token), asked.who("0" * 26)] == ["ada", None]


def test_one_digest_is_compared_whoever_asks_and_however_many_listeners_there_are(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hmac

    tokens = [add(show, name, NOON) for name in ("ada", "ben", "cyd")]
    compared = []
    monkeypatch.setattr(
        "daycast.feed.admission.hmac.compare_digest",
        lambda a, b, real=hmac.compare_digest: compared.append((a, b)) or real(a, b),
    )
    asked = Listeners(show)
    assert [asked.who(token) for token in (*tokens, "0" * 26)] == ["ada", "ben", "cyd", None]
    assert [a for a, _ in compared] == [digest(token) for token in (*tokens, "0" * 26)]
    assert {len(a) for pair in compared for a in pair} == {len(digest(""))}


def test_the_mark_that_a_token_is_looked_up_by_is_another_each_time(show: Show) -> None:
    token = add(show, "ada", NOON)
    marks = {Listeners(show)._mark(digest(token)) for _ in range(3)}
    assert len(marks) == 3


def test_of_many_files_only_those_that_changed_are_read_again(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    from daycast.feed import listeners

    tokens = {name: add(show, name, NOON) for name in ("ada", "ben", "cyd")}
    folder = show.root / "listeners"
    os.utime(folder, ns=(0, 0))
    asked = Listeners(show)
    assert asked.who(tokens["ada"]) == "ada"
    read, load = [], listeners.load
    monkeypatch.setattr(listeners, "load", lambda path, kind: read.append(path.stem) or load(path, kind))
    (folder / "ben.yaml").unlink()
    (folder / "cyd.yaml").write_text("role: editor\n")
    os.utime(folder, ns=(0, 1))
    assert [asked.who(tokens[name]) for name in tokens] == ["ada", None, None]
    assert read == ["cyd"]


def test_many_threads_ask_while_listeners_come_and_go(show: Show) -> None:
    ada = add(show, "ada", NOON)
    asked, answers, failures = Listeners(show), set[str | None](), list[Exception]()
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                answers.add(asked.who(ada))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(30):
        add(show, "ben", NOON)
        revoke(show, "ben")
    done.set()
    for thread in threads:
        thread.join()
    assert (failures, answers) == ([], {"ada"})


def test_a_broken_file_keeps_out_its_own_listener_alone(show: Show) -> None:
    ada, ben = add(show, "ada", NOON), add(show, "ben", NOON)
    (show.root / "listeners" / "ben.yaml").write_text("token: [\n")
    (show.root / "listeners" / "cyd.yaml").write_text("token: secret\n")
    (show.root / "listeners" / ".ada.yaml.part").write_text("half")
    assert [Listeners(show).who(token) for token in (ada, ben)] == ["ada", None]
    found, problems = listed(show)
    assert [one.name for one in found] == ["ada"]
    assert re.search(r"ben\.yaml:2.*not valid YAML(.|\n)*cyd\.yaml:1.*`token`", "\n".join(map(str, problems)))


_TENFOLD = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
HOSTILE = {
    "names itself": "a: &a [*a]\n",
    "merges itself": "a: &a\n  <<: *a\n",
    "a thousand million": f"a0: &a0 [x]\n{_TENFOLD}",
    "very deep": f"a: {'[' * 300_000}",
    "deep": f"a: {'[' * 5_000}{']' * 5_000}",
    "a number of many digits": f"made: {'1' * 6_000}\n",
    "far too large": f"a: {'x' * 2_000_000}\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_keeps_out_nobody_else_and_costs_nothing(show: Show, text: str) -> None:
    token = add(show, "ada", NOON)
    (show.root / "listeners" / "ben.yaml").write_text(text)
    assert Listeners(show).who(token) == "ada"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_keeps_out_nobody_and_is_told(show: Show) -> None:
    token = add(show, "ada", NOON)
    os.mkfifo(show.root / "listeners" / "ben.yaml")
    (show.root / "listeners" / "cyd.yaml").symlink_to("/dev/zero")
    (show.root / "listeners" / "dan.yaml").mkdir()
    assert Listeners(show).who(token) == "ada"
    found, problems = listed(show)
    assert [one.name for one in found] == ["ada"]
    assert [problem.path.name for problem in problems] == ["ben.yaml", "cyd.yaml", "dan.yaml"]


def test_a_second_address_is_refused_with_the_two_ways_on(show: Show) -> None:
    token = add(show, "ada", NOON)
    with pytest.raises(DaycastError, match="has an address already") as refused:
        add(show, "ada", NOON)
    assert "daycast listeners renew ada" in refused.value.hint
    assert "daycast listeners revoke ada" in refused.value.hint
    assert Listeners(show).who(token) == "ada"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Anna Maria", "anna-maria"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b", "a-b"),
        ("ann.", "ann"),
        ("-rf", "rf"),
        ("a" * 65, "a" * 64),
        ("con", ""),
        ("", ""),
        ("Zoë", "zo"),
        ("ann\n", "ann"),
    ],
)
def test_a_name_that_is_no_safe_file_name_is_refused_with_the_nearest(show: Show, name: str, near: str) -> None:
    for act in (lambda: add(show, name, NOON), lambda: renew(show, name, NOON), lambda: revoke(show, name)):
        with pytest.raises(DaycastError, match="cannot be a listener's name") as refused:
            act()
        assert refused.value.hint.endswith(f"such as: {near}" if near else "at most 64")
    assert not (show.root / "listeners").exists()


PROFILE = (
    "# Ada's briefing\nrole: editor  # since May\ntopics:\n  - open models\n  - 'token: none'\nnotes: |\n  made: up\n"
)


def test_what_others_write_into_the_file_stays_to_the_byte(show: Show) -> None:
    path = show.root / "listeners" / "ada.yaml"
    path.parent.mkdir()
    path.write_text(PROFILE)
    token = add(show, "ada", NOON)
    head = f"token: {digest(token)}\nmade: 2026-06-23T12:00:00Z\n"
    assert path.read_text() == head + PROFILE
    renew(show, "ada", NOON)
    assert path.read_text().endswith("Z\n" + PROFILE)
    revoke(show, "ada")
    assert path.read_text() == PROFILE
    assert listed(show) == ((Listener("ada", None),), ())


@pytest.mark.parametrize("text", ["{role: editor}\n", "---\nrole: editor\n", "- a list\n"])
def test_a_file_that_lines_cannot_be_added_to_is_left_alone(show: Show, text: str) -> None:
    path = show.root / "listeners" / "ada.yaml"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(DaycastError, match=r"ada\.yaml"):
        add(show, "ada", NOON)
    assert path.read_text() == text


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.none() | st.integers() | st.text(), st.lists)))
def test_any_profile_survives_an_address_given_and_taken(profile: dict[str, object]) -> None:
    import tempfile
    from pathlib import Path
    from types import SimpleNamespace

    with tempfile.TemporaryDirectory() as name:
        show = SimpleNamespace(root=Path(name))
        path = Path(name, "listeners", "ada.yaml")
        path.parent.mkdir()
        text = yaml.safe_dump(profile, allow_unicode=True) if profile else ""
        path.write_text(text)
        token = add(show, "ada", NOON)  # type: ignore[arg-type]
        assert Listeners(show).who(token) == "ada"  # type: ignore[arg-type]
        revoke(show, "ada")  # type: ignore[arg-type]
        assert (path.read_text() if path.exists() else "") == text


def test_it_is_told_when_nobody_can_subscribe_yet(show: Show, studio: Studio) -> None:
    assert "daycast listeners add NAME" in (lacking(show) or "")
    add(show, "ada", NOON)
    assert lacking(show) is None
    revoke(show, "ada")
    assert lacking(show) is not None
    assert lacking(studio.show()) is None  # open


def test_the_address_lies_below_the_shows(show: Show) -> None:
    assert address("https://news.example.org/show/", "abc") == "https://news.example.org/show/t/abc/feed.xml"


def test_there_is_no_listener_to_renew_or_revoke_who_was_never_added(show: Show) -> None:
    for act in (lambda: renew(show, "ada", NOON), lambda: revoke(show, "ada")):
        with pytest.raises(DaycastError, match="no listener 'ada'"):
            act()
