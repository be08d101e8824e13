"""The tags of the Podcasting 2.0 namespace: where each stands, how often, and what it must say.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags, as of May 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags"


@dataclass(frozen=True, slots=True)
class Tag:
    """`parents` it may stand in; `once` in each; attributes that it `must` have, and those that are `urls`.

    `longest` is how many characters its text may have (0: it holds none of its own), `filled` whether it must have any.
    """

    parents: tuple[str, ...]
    once: bool = False
    must: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    longest: int | None = None
    filled: bool = False
    holds: tuple[str, ...] = ()


_C, _I, _L = "channel", "item", "podcast:liveItem"

TAGS: Mapping[str, Tag] = {
    f"podcast:{name}": tag
    for name, tag in {
        "alternateEnclosure": Tag((_I, _L), must=("type",), holds=("podcast:source",)),
        "block": Tag((_C,), filled=True),
        "chapters": Tag((_I,), once=True, must=("url", "type"), urls=("url",), longest=0),
        "chat": Tag((_C, _I, _L), once=True, must=("server", "protocol")),
        "contentLink": Tag((_I, _L), must=("href",), urls=("href",)),
        "episode": Tag((_I, _L), once=True, filled=True),
        "funding": Tag((_C, _I, _L), must=("url",), urls=("url",), longest=128),
        "guid": Tag((_C,), once=True, filled=True),
        "image": Tag((_C, _I, _L), must=("href",), urls=("href",), longest=0),
        "images": Tag((_C, _I, _L), must=("srcset",)),
        "integrity": Tag(("podcast:alternateEnclosure",), once=True, must=("type", "value")),
        "license": Tag((_C, _I, _L), once=True, urls=("url",), longest=128, filled=True),
        "liveItem": Tag((_C,), must=("status", "start")),
        "location": Tag((_C, _I, _L), longest=128, filled=True),
        "locked": Tag((_C,), once=True, filled=True),
        "medium": Tag((_C,), once=True, filled=True),
        "person": Tag((_C, _I, _L), urls=("href", "img"), longest=128, filled=True),
        "podping": Tag((_C,), once=True),
        "podroll": Tag((_C,), once=True, holds=("podcast:remoteItem",)),
        "publisher": Tag((_C,), once=True, holds=("podcast:remoteItem",)),
        "remoteItem": Tag(
            (_C, "podcast:podroll", "podcast:valueTimeSplit", "podcast:publisher"),
            must=("feedGuid",),
            urls=("feedUrl",),
            longest=0,
        ),
        "season": Tag((_I, _L), once=True, filled=True),
        "socialInteract": Tag((_C, _I, _L), must=("protocol",)),
        "soundbite": Tag((_I,), must=("startTime", "duration"), longest=128),
        "source": Tag(("podcast:alternateEnclosure",), must=("uri",)),
        "trailer": Tag((_C,), must=("url", "pubdate"), urls=("url",), longest=128, filled=True),
        "transcript": Tag((_I, _L), must=("url", "type"), urls=("url",), longest=0),
        "txt": Tag((_C, _I, _L), longest=4000, filled=True),
        "updateFrequency": Tag((_C,), once=True, longest=128, filled=True),
        "value": Tag((_C, _I, _L), must=("type", "method"), holds=("podcast:valueRecipient",)),
        "valueRecipient": Tag(("podcast:value", "podcast:valueTimeSplit"), must=("type", "address", "split")),
        "valueTimeSplit": Tag(("podcast:value",), must=("startTime", "duration")),
    }.items()
}

MEDIUMS = frozenset("podcast music video film audiobook newsletter blog publisher course mixed".split())
"""What a feed may be; each but the last may end with an L where the feed is a list of such."""

TRANSCRIPTS = ("text/vtt", "application/x-subrip", "application/srt", "text/srt", "application/json", "text/html",
               "text/plain")  # fmt: skip
LONGEST = {("podcast:episode", "display"): 32, ("podcast:season", "name"): 128, ("podcast:txt", "purpose"): 128}
"""How many characters an attribute may have."""

_TAXONOMY = """\
Creative Direction: Director, Assistant Director, Executive Producer, Senior Producer, Producer, Associate Producer, \
Development Producer, Creative Director
Cast: Host, Co-Host, Guest Host, Guest, Voice Actor, Narrator, Announcer, Reporter
Writing: Author, Editorial Director, Co-Writer, Writer, Songwriter, Guest Writer, Story Editor, Managing Editor, \
Script Editor, Script Coordinator, Researcher, Editor, Fact Checker, Translator, Transcriber, Logger
Audio Production: Studio Coordinator, Technical Director, Technical Manager, Audio Engineer, \
Remote Recording Engineer, Post Production Engineer
Audio Post-Production: Audio Editor, Sound Designer, Foley Artist, Composer, Theme Music, Music Production, \
Music Contributor
Administration: Production Coordinator, Booking Coordinator, Production Assistant, Content Manager, \
Marketing Manager, Sales Representative, Sales Manager
Visuals: Graphic Designer, Cover Art Designer
Community: Social Media Manager
Misc.: Consultant, Intern
Video Production: Camera Operator, Lighting Designer, Camera Grip, Assistant Camera
Video Post-Production: Editor, Assistant Editor
"""
ROLES = frozenset(role.strip().lower() for line in _TAXONOMY.splitlines() for role in line.split(":")[1].split(","))
GROUPS = frozenset(line.partition(":")[0].lower() for line in _TAXONOMY.splitlines())
"""Roles and groups of people, without regard to case. Source: taxonomy.json of the namespace's repository."""
