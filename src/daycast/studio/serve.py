"""`daycast edit`: opens the studio on this machine, for whoever has the address that is announced."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING, Any

import uvicorn

from daycast.feed.serve import listen
from daycast.studio.app import app
from daycast.studio.guard import Door
from daycast.voice.cast import voices_ahead
from daycast.voice.workers import crew_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from types import FrameType

    from daycast.show import Show

HOST = "127.0.0.1"
_GRACE = 1  # seconds that open pages are waited for after Ctrl-C


def serve(show: Show, day: date, port: int, announce: Callable[[str], object]) -> None:
    """Serves the studio until Ctrl-C; port 0 takes any.

    `announce` hears the address that opens it, which works once, and after it was used the next one. Raises
    `DaycastError` if the port cannot be had.
    """
    with listen(HOST, port, "edit") as listener, crew_of(show.farm, voices_ahead(show.voice)) as crew:
        port = listener.getsockname()[1]

        def address(token: str) -> str:
            return f"http://{HOST}:{port}/?token={token}"

        door = Door(lambda token: announce(address(token)))
        config = uvicorn.Config(
            app(show.root, day, crew, door, port, edition=show.name),
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
        # uvicorn raises a signal anew once it has stopped; as an interrupt it lets the crew go home as well
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            announce(address(door.token))
            _Server(config).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Lets the open pages go first, which it would wait for."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        made: Any = self.config.app
        made.state.end()
        super().handle_exit(sig, frame)
