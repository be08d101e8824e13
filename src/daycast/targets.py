"""`publish:` of show.yaml: where the feed goes and who is told. No key, token or password stands here."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from daycast.settings import Settings, Text
from daycast.store_settings import InBucket, WebAddress

_HOST = r"(?:[A-Za-z0-9_][\w.-]*@)?(?:[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:.]+\])"  # nothing here can begin with "-"
_OVER_SSH = re.compile(rf"{_HOST}:[^-\s][^\0\n\r]*")
_DAEMON = re.compile(rf"rsync://{_HOST}(?::\d{{1,5}})?/[A-Za-z0-9_][^\0\n\r]*")
_SFTP = re.compile(rf"sftp://({_HOST})(?::(\d{{1,5}}))?(/[^\0\n\r]+)")
_LOCAL = re.compile(r"/[^\0\n\r]+")
_BRANCH = r"^[A-Za-z0-9_][A-Za-z0-9_./-]*$"


def _rsync(to: str) -> str:
    if not (_DAEMON.fullmatch(to) or _LOCAL.fullmatch(to) or _OVER_SSH.fullmatch(to)):
        raise ValueError("write USER@HOST:FOLDER, rsync://HOST/MODULE/FOLDER or a folder that begins with /")
    return to.rstrip("/") + "/"


def _sftp(to: str) -> str:
    if not _SFTP.fullmatch(to):
        raise ValueError("write sftp://USER@HOST/FOLDER; a port goes behind the host as :2222")
    return to.rstrip("/") + "/"


class Publish(Settings):
    """What every target has: who is told once a new feed is live.

    `hubs` are WebSub hubs, `podping` is a Podping endpoint, `after` a command with its arguments that no shell reads.
    """

    hubs: tuple[WebAddress, ...] = ()
    podping: WebAddress | None = None
    after: tuple[Text, ...] = ()


class Folder(Publish):
    """A folder on this machine; without a path that is `feed/` itself. A relative path counts from the show."""

    kind: Literal["folder"] = "folder"
    path: Text | None = None


class S3(InBucket, Publish):
    """A bucket, with what every target has."""

    kind: Literal["s3"]


class Rsync(Publish):
    """A folder that the program rsync reaches: over ssh, at its daemon, or on this machine."""

    kind: Literal["rsync"]
    to: Annotated[str, AfterValidator(_rsync)]


class Sftp(Publish):
    """A folder that the program sftp reaches."""

    kind: Literal["sftp"]
    to: Annotated[str, AfterValidator(_sftp)]

    @property
    def parts(self) -> tuple[str, str | None, str]:
        """User and host, port, and folder with a final `/`."""
        match = _SFTP.fullmatch(self.to)
        assert match
        return match[1], match[2], match[3]


class GitHubPages(Publish):
    """A branch of the show's own repository, from which GitHub Pages serves."""

    kind: Literal["github_pages"]
    branch: Annotated[str, Field(pattern=_BRANCH)] = "gh-pages"
    remote: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][\w./-]*$")] = "origin"


def below(target: Publish, name: str) -> Publish:
    """The folder `name` of a target, where the feed of an edition goes; rsync and git make it themselves."""
    match target:
        case Folder(path=str(path)):
            return target.model_copy(update={"path": f"{path.rstrip('/')}/{name}"})
        case S3(prefix=prefix):
            return target.model_copy(update={"prefix": f"{prefix}/{name}".lstrip("/")})
        case Sftp(to=to):
            return target.model_copy(update={"to": f"{to}{name}/"})
    return target


def _a_folder_unless_told(value: Any) -> Any:
    return {"kind": "folder", **value} if isinstance(value, dict) else value


Target = Annotated[
    Annotated[Folder | S3 | Rsync | Sftp | GitHubPages, Field(discriminator="kind")],
    BeforeValidator(_a_folder_unless_told),
]
