"""Dask's package `distributed`, which the extra `farm` installs, and how a connection of it is made safe."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Literal

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from daycast.farm import Farm


def quiet() -> Any:
    """The package, which tells nothing of its own: what matters to a person we tell."""
    try:
        import distributed
    except ImportError as error:
        raise DaycastError(
            "a farm needs the package distributed",
            hint="Run `uv sync --extra farm` in a clone, or `pip install 'daycast[farm]'`.",
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def security(farm: Farm, role: Literal["client", "worker"]) -> Any:
    """The certificates of `farm`, as those who connect in this role show them; without any, nothing is encrypted."""
    tls = farm.tls
    if tls is None:
        return quiet().Security()
    mine = {f"tls_{role}_cert": str(tls.cert), f"tls_{role}_key": str(tls.key)}
    return quiet().Security(tls_ca_file=str(tls.ca), require_encryption=True, **mine)


def client(farm: Farm, patience: float) -> Any:
    """A connection to the scheduler of `farm`; no answer within `patience` seconds is a `DaycastError`."""
    distributed = quiet()
    try:
        return distributed.Client(
            farm.scheduler, timeout=patience, security=security(farm, "client"), set_as_default=False
        )
    except (OSError, ValueError) as error:  # no such machine, nobody there, no such file, not our certificate
        raise DaycastError(
            f"no scheduler answers at {farm.scheduler}: {error}",
            hint="Start it there (dask scheduler), or take `farm` out of show.yaml to render on this machine.",
        ) from error
