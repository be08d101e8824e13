"""`daycast listeners` as a person types it."""

import json
import re
import subprocess

import pytest

from daycast.feed.admission import Listeners
from daycast.show import Show, open_show
from test_cli import run

ADDRESS = re.compile(r"^  (http\S+/)t/([0-9a-z]{26})/feed\.xml$", re.MULTILINE)


@pytest.fixture
def private(show: Show) -> Show:
    settings = show.root / "show.yaml"
    settings.write_text(settings.read_text() + "access: token\nbase_url: https://news.example.org/show\n")
    return open_show(show.root)


def test_an_address_is_printed_once_with_a_code_to_scan(private: Show) -> None:
    told = run(private, "listeners", "add", "ada").stdout
    ((base, token),) = ADDRESS.findall(told)
    assert base == "https://news.example.org/show/"
    assert Listeners(private).who(token) == "ada"
    assert "▀" in told
    assert "cannot be shown again" in told
    assert "Everybody can listen" not in told
    assert token not in run(private, "listeners", "list").stdout


def test_a_show_at_home_prints_the_address_for_this_machine_too(show: Show) -> None:
    told = run(show, "listeners", "add", "ada").stdout
    assert ADDRESS.findall(told)[0][0] == "http://localhost:8642/"
    assert len({token for _, token in ADDRESS.findall(told)}) == 1
    assert "as long as show.yaml does not say: access: token" in told


def test_listeners_are_listed_with_the_time_of_their_address(private: Show) -> None:
    assert "no listener yet" in run(private, "listeners", "list").stdout
    run(private, "listeners", "add", "ada")
    assert re.search(r"ada +20\d\d-\d\d-\d\d \d\d:\d\d", run(private, "listeners", "list").stdout)
    ((ada),) = json.loads(run(private, "listeners", "list", "--json").stdout)
    assert ada["name"] == "ada"
    (private.root / "listeners" / "ada.yaml").write_text("role: editor\n")
    told = run(private, "listeners", "list").stdout
    assert re.search(r"ada +none", told)
    assert "it has no listener yet" in told


def test_a_file_with_a_mistake_is_told_beside_those_that_are_right(private: Show) -> None:
    run(private, "listeners", "add", "ada")
    (private.root / "listeners" / "ben.yaml").write_text("topics: [open\n")
    told = run(private, "listeners", "list")
    assert told.exit_code == 1
    assert re.search(r"ada +20\d\d-", told.stdout)
    assert "listeners/ben.yaml" in told.stderr


def test_renew_and_revoke_end_an_address(private: Show) -> None:
    ((_, old),) = ADDRESS.findall(run(private, "listeners", "add", "ada").stdout)
    again = run(private, "listeners", "add", "ada")
    assert again.exit_code == 1
    assert "daycast listeners renew ada" in again.stderr
    ((_, new),) = ADDRESS.findall(run(private, "listeners", "renew", "ada").stdout)
    asked = Listeners(private)
    assert (asked.who(old), asked.who(new)) == (None, "ada")
    assert "ada cannot listen any more" in run(private, "listeners", "revoke", "ada").stdout
    assert asked.who(new) is None


def test_a_new_show_keeps_its_listeners_out_of_git(private: Show) -> None:
    from daycast.start import IGNORED

    run(private, "listeners", "add", "ada")
    (private.root / ".gitignore").write_text(IGNORED)
    subprocess.run(["git", "init", "-q", private.root], check=True)
    told = subprocess.run(
        ["git", "-C", private.root, "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    ).stdout
    assert "listeners/" not in told
    assert "show.yaml" in told
