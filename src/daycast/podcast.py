"""The key `podcast:` of show.yaml: what the feed tells beyond the show itself. Every key may be left out.

Sources: Apple's podcaster's guide to RSS; the Podcasting 2.0 namespace,
https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags, which gives the lengths.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from daycast.address import is_plain_address
from daycast.settings import Settings

_RULE = re.compile(r"FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY)(;[A-Z]+=[A-Za-z0-9+,:.-]+)*")  # RFC 5545, 3.3.10
_EXAMPLE = "write a web address in ASCII, such as https://example.org/feed.xml"


def _address(url: str) -> str:
    if not is_plain_address(url):
        raise ValueError(_EXAMPLE)
    return url


def _uuid(text: object) -> object:
    try:
        return str(UUID(str(text)))
    except ValueError:
        raise ValueError("write a UUID, such as 917393e3-1b1e-5cef-ace4-edaa54e1f810") from None


Address = Annotated[str, AfterValidator(_address)]
Guid = Annotated[str, BeforeValidator(_uuid)]
Short = Annotated[str, Field(min_length=1, max_length=128)]
Medium = Literal["podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course",
                 "podcastL", "musicL", "videoL", "filmL", "audiobookL", "newsletterL", "blogL", "publisherL",
                 "courseL", "mixed"]  # fmt: skip


class Funding(Settings):
    """Where listeners can give money, and the words for it."""

    url: Address
    text: Short


class License(Settings):
    """Under which terms the episodes may be used: an SPDX name such as `cc-by-4.0`, or a name with an address."""

    name: Short
    url: Address | None = None

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class Location(Settings):
    """A place that the show is about (`subject`), or where it is made (`creator`)."""

    name: Short
    rel: Literal["subject", "creator"] = "subject"
    geo: Annotated[str, Field(pattern=r"^geo:-?\d+(\.\d+)?,-?\d+(\.\d+)?(,-?\d+(\.\d+)?)?(;.*)?$")] | None = None
    osm: Annotated[str, Field(pattern=r"^[NWR]\d+(#\d+)?$")] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")] | None = None


class Person(Settings):
    """Somebody who works on the show, by a role and group of the Podcast Taxonomy. The hosts need no entry here."""

    name: Short
    role: Short = "host"
    group: Short = "cast"
    url: Address | None = None
    image: Address | None = None


class Txt(Settings):
    """Words for a machine, such as a directory's proof that the feed is yours."""

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    purpose: Short | None = None


class UpdateFrequency(Settings):
    """How often an episode comes: in words, and as a recurrence rule of RFC 5545."""

    text: Short
    rule: str | None = None
    start: date | None = None

    @field_validator("rule")
    @classmethod
    def _recurs(cls, rule: str | None) -> str | None:
        if rule is not None and not _RULE.fullmatch(rule):
            raise ValueError("write a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
        return rule

    @model_validator(mode="after")
    def _counted_from(self) -> Self:
        if self.rule and "COUNT=" in self.rule and not self.start:
            raise ValueError("a rule with COUNT needs a `start`")
        return self


class RemoteItem(Settings):
    """Another show, or an episode of it, by the guids that their feeds give."""

    guid: Guid
    feed: Address | None = None
    item: Annotated[str, Field(min_length=1)] | None = None
    medium: Medium | None = None
    title: Annotated[str, Field(min_length=1)] | None = None


class Podcast(Settings):
    """What the feed tells directories and apps. Every key is described in docs/show.md."""

    guid: Guid | None = None
    type: Literal["episodic", "serial"] = "episodic"
    medium: Medium = "podcast"
    locked: bool = True
    copyright: Annotated[str, Field(min_length=1)] | None = None
    license: License | None = None
    funding: tuple[Funding, ...] = ()
    locations: tuple[Location, ...] = ()
    people: tuple[Person, ...] = ()
    txt: tuple[Txt, ...] = ()
    update_frequency: UpdateFrequency | None = None
    podroll: tuple[RemoteItem, ...] = ()
    remote_items: tuple[RemoteItem, ...] = ()
    seasons: dict[Annotated[int, Field(ge=1)], Short] = Field(default_factory=dict)
    ttl: Annotated[int, Field(ge=1)] = 60
    episodes: Annotated[int, Field(ge=1)] = 300
    new_feed_url: Address | None = None
    block: bool = False
    complete: bool = False
