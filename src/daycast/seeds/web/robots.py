"""robots.txt (RFC 9309), asked once a gather for each host that pages are fetched from."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from daycast.seeds.web.fetch import AGENT, FetchError, Web, is_passing
from daycast.seeds.web.reach import Home

_SIZE = 512_000  # bytes that a crawler must read (2.5); the rest is left


class Robots:
    """What hosts allow. Feeds are made for programs and are not asked about; pages are."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._known: dict[str, asyncio.Task[RobotFileParser]] = {}

    async def allows(self, url: str, home: Home) -> bool:
        """Whether the page at `url` may be fetched. Raises `DaycastError` where the host does not say.

        No robots.txt allows everything; one that cannot be reached allows nothing (2.3.1.3, 2.3.1.4).
        """
        place = urljoin(url, "/robots.txt")
        if place not in self._known:
            self._known[place] = asyncio.create_task(self._read(place, home))
        return (await self._known[place]).can_fetch(AGENT, url)

    async def _read(self, place: str, home: Home) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            body = (await self._web.get(place, home)).body or b""
        except FetchError as error:
            if not 400 <= error.status < 500 or is_passing(error):
                raise FetchError(f"robots.txt, which has to be asked first: {error}", status=error.status) from error
            body = b""
        rules.parse(body[:_SIZE].decode("utf-8", "replace").splitlines())
        return rules
