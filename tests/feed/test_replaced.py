"""An application that takes another's place while that has requests in hand."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import Any

import pytest

from daycast.feed.site.lasting import Lasting


class Slow:
    """An application whose answers wait for `go`."""

    def __init__(self) -> None:
        self.go, self.closed, self.asked = asyncio.Event(), 0, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.go.wait()

    downloads = ()

    def close(self) -> None:
        self.closed += 1


def test_what_is_replaced_is_closed_at_once_and_again_when_its_last_request_is_answered() -> None:
    async def run() -> None:
        first, second = Slow(), Slow()
        coming: list[Slow | None] = [second, None]
        with closing(Lasting(first, lambda: coming.pop(0))) as lasting:
            async with asyncio.TaskGroup() as group:
                old = [group.create_task(lasting({}, None, None)) for _ in range(2)]  # type: ignore[arg-type]
                while first.asked < 2:
                    await asyncio.sleep(0)
                await lasting.look()
                await lasting.look()
                assert first.closed == 1
                group.create_task(lasting({}, None, None))  # type: ignore[arg-type]
                while not second.asked:
                    await asyncio.sleep(0)
                first.go.set()
                await asyncio.gather(*old)
                assert (first.closed, second.closed) == (2, 0)
                second.go.set()
        assert (first.closed, second.closed) == (2, 1)

    asyncio.run(run())


def test_whatever_goes_wrong_at_a_look_is_told_once_and_the_next_looks_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = Slow(), Slow()
    coming: list[Slow | Exception] = [ValueError("odd"), ValueError("odd"), second]

    def anew() -> Slow:
        match coming.pop(0):
            case Exception() as error:
                raise error
            case made:
                return made

    lasting = Lasting(first, anew)
    for _ in range(3):
        asyncio.run(lasting.look())
    assert capsys.readouterr().err.count("odd") == 1
    assert first.closed
