"""An S3-compatible bucket as obstore speaks to it: a few verbs, and errors that a person understands."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from daycast import credentials
from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from daycast.store_settings import InBucket

_PATIENCE = 180.0  # seconds, for all attempts of one request
_DIGEST = "daycast-digest"  # a name of our own among an object's metadata
_TRIAL, _TRIED = ".daycast/trial", b"daycast was here\n"  # the same whoever writes it
_HINTS = {
    "NoSuchBucket": "Make the bucket, or correct `{key}.bucket` in show.yaml.",
    "AccessDenied": "The key must be allowed to list the bucket, and to get, put and delete in it.",
    "InvalidAccessKeyId": "Check AWS_ACCESS_KEY_ID, and `{key}.endpoint` in show.yaml.",
    "SignatureDoesNotMatch": "Check AWS_SECRET_ACCESS_KEY, and `{key}.region` in show.yaml.",
    "": "Run it again: it goes on where it stopped.",
}


class Object(NamedTuple):
    """An object's bytes and the store's mark of them."""

    data: bytes
    etag: str


class Bucket:
    """The objects below the prefix of a bucket. Every method raises `DaycastError` when the store cannot be used."""

    def __init__(self, place: InBucket, *, retries: int = 8, patience: float = _PATIENCE, key: str = "publish") -> None:
        """Opens nothing yet. `retries` is how often obstore asks again, waiting longer each time, but not for longer
        than `patience` seconds; `key` is that of show.yaml which names the place."""
        try:
            from obstore.store import S3Store
        except ModuleNotFoundError as error:
            raise DaycastError(
                "what is kept in a bucket needs an extra part", hint="Install it: pip install 'daycast[s3]'"
            ) from error
        self.where = where(place)
        self._key = key
        endpoint = place.endpoint.rstrip("/") if place.endpoint else None
        self._store = S3Store(
            place.bucket,
            prefix=place.prefix or None,
            retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=patience)},
            client_options={"allow_http": bool(endpoint and endpoint.startswith("http://"))},
            **({"endpoint": endpoint} if endpoint else {}),  # type: ignore[arg-type]
            **credentials.found(os.environ, place.region, has_endpoint=endpoint is not None),  # type: ignore[arg-type]
        )

    def list(self) -> dict[str, str]:
        """The ETag of every object, by name."""
        import obstore

        found = self._ask(lambda: [one for page in obstore.list(self._store) for one in page], "list")
        return {one["path"]: one["e_tag"] or "" for one in found}

    def get(self, name: str) -> Object | None:
        """An object, or None where there is none."""
        import obstore

        def ask() -> Object | None:
            try:
                answer = obstore.get(self._store, name)
                return Object(bytes(answer.bytes()), answer.meta["e_tag"] or "")
            except FileNotFoundError:
                return None

        found: Object | None = self._ask(ask, f"get {name}")
        return found

    def described(self, name: str) -> tuple[str, dict[str, str]] | None:
        """The digest that was sent along with an object, and its headers; None where it is not one that we sent."""
        import obstore

        def ask() -> Any:
            try:
                return dict(obstore.get(self._store, name, options={"head": True}).attributes)
            except FileNotFoundError:
                return None

        told = self._ask(ask, f"head {name}")
        return (told.pop(_DIGEST), told) if told and _DIGEST in told else None

    def put(self, name: str, path: Path, digest: str, headers: dict[str, str]) -> str:
        """Sends a file, in parts if it is large; returns the store's ETag."""
        import obstore

        attributes: Any = {**headers, _DIGEST: digest}
        answer = self._ask(lambda: obstore.put(self._store, name, path, attributes=attributes), f"put {name}")
        return str(answer["e_tag"] or "")

    def put_if(self, name: str, data: bytes, etag: str | None, digest: str, headers: dict[str, str]) -> str | None:
        """Sends bytes only if the object still has that ETag, or with None, only if there is none.

        Returns the new ETag, or None where the condition was not met (RFC 9110, section 13.1). That may also
        be because an earlier attempt had arrived and only its answer was lost: whoever needs to know looks.
        """
        import obstore
        from obstore.exceptions import AlreadyExistsError, NotFoundError, PreconditionError

        attributes: Any = {**headers, _DIGEST: digest}
        mode: Any = "create" if etag is None else {"e_tag": etag}

        def ask() -> Any:
            try:
                return obstore.put(self._store, name, data, attributes=attributes, mode=mode, use_multipart=False)
            except (AlreadyExistsError, PreconditionError, NotFoundError):
                return None

        answer = self._ask(ask, f"put {name} if {etag}")
        return str(answer["e_tag"] or "") if answer else None

    def try_out(self) -> None:
        """Writes a small object of our own and reads it back; raises where that cannot be done."""
        import obstore

        self._ask(lambda: obstore.put(self._store, _TRIAL, _TRIED, use_multipart=False), f"put {_TRIAL}")
        found = self.get(_TRIAL)
        if found is None or found.data != _TRIED:
            raise DaycastError(f"{self.where}: what is written there cannot be read back", hint=_HINTS["AccessDenied"])

    def delete(self, name: str) -> None:
        """Removes an object; none there is as good."""
        import obstore

        def ask() -> None:
            with suppress(FileNotFoundError):
                obstore.delete(self._store, name)

        self._ask(ask, f"delete {name}")

    def _ask(self, ask: Callable[[], Any], what: str) -> Any:
        """Every request goes this way."""
        from obstore.exceptions import BaseError

        try:
            return ask()
        except (BaseError, OSError) as error:
            code, said = told(str(error))
            hint = _HINTS.get(code, _HINTS[""]).format(key=self._key)
            raise DaycastError(f"{self.where}: {what.split(' if ')[0]}: {said}", hint=hint) from None


def where(place: InBucket) -> str:
    """A place in a bucket, as people name it."""
    return f"s3://{place.bucket}/{place.prefix}".rstrip("/")


def told(error: str) -> tuple[str, str]:
    """The store's code and its words out of an error of obstore's, which shows requests and structures as well."""
    code, message = (re.search(rf"<{tag}>(.*?)</{tag}>", error, re.DOTALL) for tag in ("Code", "Message"))
    if code:
        return code[1], f"{code[1]}: {message[1].strip()}" if message else code[1]
    said = error.split("\n\nDebug source")[0].strip()
    return "", re.sub(r"\s+", " ", said)
