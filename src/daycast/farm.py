"""`farm:` of show.yaml: the Dask scheduler whose workers render."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator

from daycast.settings import Settings

_ADDRESS = re.compile(r"(tcp|tls)://(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})")


def address(text: str) -> str:
    """The address of a Dask scheduler; what is none is a `ValueError`."""
    found = _ADDRESS.fullmatch(text)
    if not found or not 0 < int(found[2]) < 65536:
        raise ValueError("write the scheduler's address, such as tcp://render.example.org:8786")
    return text


class Tls(Settings):
    """Files (PEM) with which both ends of a connection prove who they are, counted from the show's folder."""

    ca: Path
    cert: Path
    key: Path

    @field_validator("ca", "cert", "key")
    @classmethod
    def _from_the_shows_folder(cls, path: Path, parsed: ValidationInfo) -> Path:
        return (Path(parsed.context["folder"]) / path.expanduser()).absolute() if parsed.context else path


class Farm(Settings):
    """A Dask scheduler, and the certificates where it takes encrypted connections alone."""

    scheduler: Annotated[str, AfterValidator(address)]
    tls: Tls | None = None

    @model_validator(mode="before")
    @classmethod
    def _by_address(cls, value: Any) -> Any:
        return {"scheduler": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _proven(self) -> Self:
        if self.scheduler.startswith("tls:") != bool(self.tls):
            raise ValueError("a tls:// address takes `tls`, with `ca`, `cert` and `key`; no other does")
        return self
