"""A server that follows the settings, and shows for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from feed_studio import Studio
from starlette.testclient import TestClient

from daycast.feed.publish import publish
from daycast.feed.site.lasting import Lasting
from daycast.feed.site.shows import Shows
from daycast.feed.site.sites import Doors, Sites

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.show import Show


@dataclass
class Server:
    """A server of `place`, which looks at the settings when it is told to."""

    place: Path

    def __post_init__(self) -> None:
        shows, doors = Shows(self.place), Doors()

        def anew() -> Sites | None:
            found = shows.look()
            return None if found is None else Sites(found, many=shows.many, doors=doors)

        self.lasting = Lasting(Sites(shows.read(), many=shows.many, doors=doors), anew)
        self.client = TestClient(self.lasting, base_url="http://localhost:8642", follow_redirects=False)

    def look(self, times: int = 2) -> Self:
        for _ in range(times):
            asyncio.run(self.lasting.look())
        return self

    def status(self, path: str) -> int:
        return self.client.get(path).status_code


def made(folder: Path, **settings: str) -> Show:
    studio = Studio(folder)
    show = studio.show(**settings)
    studio.render(show)
    publish(show)
    return show
