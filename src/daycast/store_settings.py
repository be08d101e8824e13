"""`takes:` of show.yaml, and how a bucket is named there. No key, token or password stands here."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from daycast.address import has_login, is_plain_address
from daycast.find import OWN
from daycast.settings import Settings, Text

_BUCKET = r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"


def _web(url: str) -> str:
    if not is_plain_address(url):
        raise ValueError("write a web address, such as https://store.example.net")
    if has_login(url):
        raise ValueError("no key and no password here; they come from the environment")
    return url


def _prefix(prefix: str) -> str:
    parts = prefix.strip("/").split("/") if prefix.strip("/") else []
    if any(part in ("", ".", "..") or part.startswith(".") for part in parts):
        raise ValueError("write folders, such as shows/brief")
    return "/".join(parts)


def _apart(path: str) -> str:
    parts = [part for part in PurePath(path).parts if part != "."]
    if not parts or parts[0] in OWN:
        raise ValueError("the show's own files stand there; name a folder apart from them, such as /mnt/share/takes")
    return path


WebAddress = Annotated[str, AfterValidator(_web)]


class InBucket(Settings):
    """A place in an S3-compatible store; without an endpoint Amazon's own."""

    bucket: Annotated[str, Field(pattern=_BUCKET)]
    prefix: Annotated[str, AfterValidator(_prefix)] = ""
    endpoint: WebAddress | None = None
    region: Text | None = None


class TakesFolder(Settings):
    """Takes in a folder that other machines may have mounted too. A relative path counts from the show."""

    kind: Literal["folder"] = "folder"
    path: Annotated[Text, AfterValidator(_apart)]


class TakesBucket(InBucket):
    """Takes in a bucket; `voice/.takes` stands before it."""

    kind: Literal["s3"]


def _a_folder_unless_told(value: Any) -> Any:
    return {"kind": "folder", **value} if isinstance(value, dict) else value


Takes = Annotated[
    Annotated[TakesFolder | TakesBucket, Field(discriminator="kind")],
    BeforeValidator(_a_folder_unless_told),
]
