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
