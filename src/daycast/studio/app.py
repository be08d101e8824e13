"""The studio as an application: each request of the browser handed to the day's desk, in a thread."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from daycast.errors import DaycastError
from daycast.scripts.edits import Moved
from daycast.show import open_show
from daycast.studio import asks, view
from daycast.studio.change import meant
from daycast.studio.desk import Desk
from daycast.studio.guard import Door, Guard
from daycast.studio.news import News
from daycast.voice.cast import load_cast
from daycast.voice.export import mp3_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from daycast.voice.workers import Crew

_STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def app(root: Path, today: date, crew: Crew, door: Door, port: int, *, edition: str = "") -> Starlette:
    """The studio of the show at `root`, or of an edition of it, as it is served at `port`; without a day it
    opens at `today`.

    `app.state.end()` lets go of the pages that listen to its news, which the server would wait for.
    """
    studio = _Studio(root, today, crew, edition)
    routes = [
        Route("/", studio.home),
        Route("/events", studio.events),
        Route("/static/{name}", studio.static),
        Route("/{day}/", studio.page),
        Route("/{day}/rows", studio.rows),
        Route("/{day}/board", studio.board),
        Route("/{day}/takes/{key}", studio.take),
        Route("/{day}/do", studio.do, methods=["POST"]),
    ]
    made = Starlette(
        routes=routes,
        lifespan=studio.lifespan,
        middleware=[Middleware(Guard, door=door, port=port)],
        exception_handlers={DaycastError: _told, HTTPException: _refused},
    )
    made.state.end = studio.news.end
    return made


class _Studio:
    def __init__(self, root: Path, today: date, crew: Crew, edition: str) -> None:
        self._root, self._today, self._crew, self._edition = root, today, crew, edition
        self._desks: dict[date, tuple[Desk, view.Rows]] = {}
        self.news = News()

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """While it is open, pages hear of every change on disk, whoever made it."""
        (self._root / "scripts").mkdir(exist_ok=True)  # so that a first script is noticed
        self.news.begin()
        self._stop = asyncio.Event()
        watching = asyncio.create_task(self._watch())
        yield
        self._stop.set()
        await watching

    async def _watch(self) -> None:
        # Folders, as a file would be lost sight of when an editor saves by renaming.
        places = [self._root / name for name in ("", "scripts", "voice", "voice/sounds")]
        places += (self._root / "seeds").glob("*")
        saves = watchfiles.awatch(
            *(place for place in places if place.is_dir()),
            watch_filter=_is_seen,
            recursive=False,
            debounce=200,
            stop_event=self._stop,
        )
        async for changes in saves:
            if any(Path(path).parent.name != "scripts" for _, path in changes):
                for desk, _ in tuple(self._desks.values()):
                    desk.forget()
            self.news.tell("changed")

    def _desk(self, request: Request) -> tuple[Desk, view.Rows]:
        try:
            day = date.fromisoformat(request.path_params["day"])
        except ValueError:
            raise HTTPException(404) from None
        if day not in self._desks:
            tell = partial(self.news.tell, day=day.isoformat())
            self._desks[day] = Desk(self._root, day, self._crew, tell, edition=self._edition), view.Rows()
        return self._desks[day]

    async def home(self, request: Request) -> Response:
        return RedirectResponse(f"/{self._today.isoformat()}/", 303)

    async def static(self, request: Request) -> Response:
        file = _STATIC / request.path_params["name"]
        if file.parent != _STATIC or not file.is_file():
            raise HTTPException(404)
        return Response(file.read_bytes(), media_type=_TYPES[file.suffix])

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self.news.stream(), media_type="text/event-stream")

    def page(self, request: Request) -> Response:
        desk, _ = self._desk(request)
        title, language, days = self._root.resolve().name, "", {self._today, desk.day}
        speakers: tuple[str, ...] = ()
        with suppress(DaycastError):  # what is wrong with the settings stands on the page, with the rows
            show = open_show(self._root, self._edition)
            title, language = show.title, show.language
            days |= {*show.days("seeds"), *show.days("scripts")}
            speakers = load_cast(show.voice).speakers
        return HTMLResponse(view.page(title, language, desk.day, sorted(days, reverse=True), speakers))

    def rows(self, request: Request) -> Response:
        desk, known = self._desk(request)
        have = request.query_params.get("have", "")
        # Once a page is there, the crew comes in, so that the first line which is changed waits for nobody.
        ahead = None if have else BackgroundTask(self._crew.warm)
        return JSONResponse(known.news(desk.sight(), have), background=ahead)

    def board(self, request: Request) -> Response:
        desk, _ = self._desk(request)
        ranked, board = desk.stories()
        sight = desk.sight()
        headings = [row.title for _, row in sight.rows if row.level == 1]
        return HTMLResponse(view.stories(ranked, board, headings, sight.show.kind))

    def take(self, request: Request) -> Response:
        desk, _ = self._desk(request)
        take = desk.take(request.path_params["key"])
        if take is None:
            raise HTTPException(404, "No line of the script sounds like this any more.")
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        if take.form == "pcm":
            return Response(take.data, media_type="audio/flac", headers=headers)
        return Response(mp3_file(take), media_type="audio/mpeg", headers=headers)

    async def do(self, request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(self._do, request, body)

    def _do(self, request: Request, body: bytes) -> Response:
        desk, known = self._desk(request)
        try:
            ask = asks.read.validate_json(body)
        except ValidationError as error:
            raise HTTPException(400, f"This cannot be asked: {error.errors()[0]['msg']}.") from error
        try:
            line = desk.do(ask)
        except Moved as moved:
            assert not isinstance(ask, asks.Pronounce | asks.Decide | asks.Approve | asks.Plain)
            return JSONResponse({"message": str(moved), "now": moved.now, "mine": meant(ask)}, 409)
        try:
            seen = known.news(desk.sight(), request.query_params.get("have", ""))
        except DaycastError as error:  # it is done all the same
            seen = {"message": str(error)}
        return JSONResponse({"line": line} | seen)


def _is_seen(change: watchfiles.Change, path: str) -> bool:
    """Whether a file may matter to the page: hidden ones are half written, or daycast's own."""
    return not Path(path).name.startswith(".")


async def _told(request: Request, error: Exception) -> Response:
    return JSONResponse({"message": str(error)}, 422)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"message": error.detail}, error.status_code)
