"""The keys of a store, by Amazon's conventions: the environment first, then the profile in `~/.aws/credentials`.

Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html.
"""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Mapping

# obstore asks these by itself: a role of the machine, the container or the workflow.
_ROLES = ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")
_KEYS = {
    "aws_access_key_id": "access_key_id",
    "aws_secret_access_key": "secret_access_key",
    "aws_session_token": "session_token",
}


def found(environ: Mapping[str, str], region: str | None, *, has_endpoint: bool) -> dict[str, str]:
    """What obstore does not find by itself: a profile's keys, and the region.

    Raises `DaycastError` where there are no keys and nobody to ask for some; only at Amazon itself the machine may
    have a role.
    """
    region = region or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    settings = {"region": region or ("auto" if has_endpoint else "us-east-1")}
    if environ.get("AWS_ACCESS_KEY_ID") or any(environ.get(role) for role in _ROLES):
        return settings
    keys = _profile(environ)
    if not keys and has_endpoint:
        raise DaycastError(
            "there are no keys for the store",
            hint="Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or put them into ~/.aws/credentials.",
        )
    return {**settings, **keys}


def _profile(environ: Mapping[str, str]) -> dict[str, str]:
    """The keys of the profile that AWS_PROFILE names, else of the default one."""
    path = Path(environ.get("AWS_SHARED_CREDENTIALS_FILE") or Path("~/.aws/credentials")).expanduser()
    name = environ.get("AWS_PROFILE") or "default"
    reader = configparser.ConfigParser(interpolation=None)
    try:
        reader.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        raise DaycastError(
            f"{path}: cannot be understood", hint="Compare it with what `aws configure` writes."
        ) from error
    section = reader[name] if reader.has_section(name) else {}
    return {ours: section[theirs] for theirs, ours in _KEYS.items() if section.get(theirs)}
