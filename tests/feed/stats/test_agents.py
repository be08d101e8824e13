"""Who asks: apps, programs, browsers, robots."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.feed.stats.agents import KINDS, Agent, agents, is_watch, namer

if TYPE_CHECKING:
    from feed_studio import Studio

    from daycast.show import Show

MOZILLA = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.fixture
def show(studio: Studio) -> Show:
    return studio.show()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("AntennaPod/3.4.0", "AntennaPod"),
        ("Podcasts/1630.1 CFNetwork/1494.0.7 Darwin/23.4.0", "Apple Podcasts"),
        ("Balados/1575.1.2 CFNetwork/1240.0.4 Darwin/20.5.0", "Apple Podcasts"),
        ("Podcasts/4025.400.1 model/iPhone14,5 hwp/t8110 build/21E236 (6; dt:253) AMS/1", "Apple Podcasts"),
        ("Overcast/3.0 (+http://overcast.fm/; iOS podcast app)", "Overcast"),
        ("Spotify/8.9.18 Android/33 (Pixel 6)", "Spotify"),
        ("Pocket Casts", "Pocket Casts"),
        ("gPodder/3.11.4 (http://gpodder.org/) Linux", "gPodder"),
        ("newsboat/2.30 (Linux x86_64)", "newsboat"),
        ("VLC/3.0.20 LibVLC/3.0.20", "VLC"),
        ("AppleCoreMedia/1.0.0.21E219 (iPhone; U; CPU OS 17_4 like Mac OS X)", "AppleCoreMedia (Apple's player)"),
        ("Wget/1.21.3", "Wget"),
        (f"{MOZILLA} Chrome/124.0.0.0 Safari/537.36", "Chrome"),
        (f"{MOZILLA} Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0", "Edge"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox"),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36", "Chrome"),
        ("Mein%20Radio/12 CFNetwork/1490.0.4 Darwin/23.2.0", "Mein Radio"),
        ("My App/v2.1 (Linux;Android 14) ExoPlayerLib/2.18.7", "My App"),
        ("whatever", "unknown"),
        ("%00%07/1", "unknown"),
        ("(); DROP/1", "unknown"),
    ],
)  # fmt: skip
def test_people_are_counted_by_the_app_that_they_use(show: Show, agent: str, name: str) -> None:
    assert namer(agents(show))(agent) == Agent(name)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Spotify/1.0",
        "iTMS",
        "Amazon Music Podcast",
        "Deezer Podcasters/1.0",
        "PodcastIndex.org/1.0 (Aggrivator)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "UptimeRobot/2.0",
        "GPTBot/1.2 (+https://openai.com/gptbot)",
        "Bytespider",
        f"{MOZILLA} HeadlessChrome/124.0.0.0 Safari/537.36",
        "curl/8.5.0",
        "com.apple.Notes.SharingExtension/2811 CFNetwork/1494 Darwin/23.4.0",
        "Mozilla/5.0",
    ],
)
def test_robots_are_known(show: Show, agent: str) -> None:
    assert namer(agents(show))(agent).robot


@pytest.mark.parametrize(
    ("agent", "watch"),
    [
        ("atc/1.0 watchOS/6.2 model/Watch3,3 hwp/t8004 build/17T529 (6; dt:155)", True),
        ("(null)/(null) watchOS/5.0.1 model/Watch3,3 hwp/t8004", True),
        ("atc/1.0", False),
        ("Podcasts/1.0 watchOS/10.0 model/Watch6,1", False),
    ],
)
def test_a_watch_is_known_by_the_two_forms_that_the_guidelines_name(agent: str, watch: bool) -> None:
    assert is_watch(agent) == watch


def test_a_show_is_counted_by_the_lists_in_its_own_folder(show: Show) -> None:
    folder = show.root / "user-agents"
    folder.mkdir()
    for kind in KINDS:
        entry = {"name": f"ours ({kind})", "pattern": f"^{kind}", "examples": ["x"], "urls": []}
        (folder / f"{kind}.json").write_text(json.dumps({"$schema": "x", "entries": [entry]}))
    who = namer(agents(show))
    assert [who(kind) for kind in KINDS] == [Agent(f"ours ({kind})", kind == "bots") for kind in KINDS]
    assert who("Googlebot/2.1") == Agent("Googlebot")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"entries": [{"name": "x"}]}', '{"entries": [{"name": "x", "pattern": "("}]}']
)
def test_a_list_that_is_none_is_named(show: Show, text: str) -> None:
    folder = show.root / "user-agents"
    folder.mkdir()
    (folder / "bots.json").write_text(text)
    with pytest.raises(DaycastError, match=r"bots\.json: not a list of user agents"):
        agents(show)


@given(st.text(max_size=600))
def test_any_user_agent_has_a_name_that_can_be_printed(agent: str) -> None:
    from pathlib import Path
    from types import SimpleNamespace

    name = namer(agents(SimpleNamespace(root=Path("nowhere"))))(agent).name  # type: ignore[arg-type]
    assert name
    assert name.isprintable()


@pytest.mark.parametrize("agent", ["a" * 512, "pod " * 128, "podcast-" * 64, "curl/7" * 85, "Pocket Casts(" * 39])
def test_a_long_user_agent_is_answered_too(show: Show, agent: str) -> None:
    assert namer(agents(show))(agent).name  # where patterns backtrack, that takes minutes
