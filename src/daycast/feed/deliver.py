"""What comes after `feed/` is right: it is brought to where show.yaml says, and those who wait for it are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from daycast.errors import DaycastError, Problem
from daycast.feed import ledger
from daycast.feed.announce import announce
from daycast.feed.loopback import is_local
from daycast.feed.paging import MAIN
from daycast.feed.targets import here, news
from daycast.feed.targets.items import Item, items
from daycast.feed.targets.plan import Outcome
from daycast.feed.targets.record import FOLDER as STATE
from daycast.feed.targets.record import BehindError, Promised
from daycast.files import sha256, write_text
from daycast.find import FILE, OWN
from daycast.report import several
from daycast.targets import S3, Folder, GitHubPages, Publish, Rsync, Sftp, below

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from daycast.show import Show

T = TypeVar("T")

_OWN = (*OWN, STATE)
_MOST_NEWS = 4  # copies that publish in the same minutes
_TOLD = "told"  # the digest of the feed that was announced last


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where the feed went (empty: it stays in `feed/`), what that took, who was told of it, and what failed."""

    where: str
    outcome: Outcome
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def _now() -> datetime:
    return datetime.now(UTC)


def deliver(
    show: Show,
    changed: Collection[str],
    *,
    clock: Callable[[], datetime] = _now,
    on_sent: Callable[[int, int], object] = lambda done, total: None,
) -> Delivered:
    """Sends `feed/` to the show's target and announces it, if it is new. `changed` is what the publish changed in it.

    `on_sent` hears how many files have gone, and how many there are. Raises `BehindError` where another copy of the
    show has published there what this one has not heard of, and `DaycastError` where the target cannot be brought up to
    date; what is live there is whole all the same, and the next try goes on from it.
    """
    target = below(show.publish, show.feed_name) if show.name else show.publish
    if isinstance(target, Folder) and target.path is None:
        if not (target.hubs or target.podping or target.after):
            return Delivered("", Outcome())
        with here.one_at_a_time(show.root):
            return _announced(show, here.own(show), Delivered("", Outcome(feed_changed=MAIN in changed)))
    if show.access == "token":
        raise DaycastError(
            "this show has `access: token`, and a target of `publish` would hand it out to everybody",
            hint="Take `kind` and its keys out of `publish` in show.yaml; daycast serve checks who asks.",
        )
    if not isinstance(target, Folder) and is_local(show.base_url):
        raise DaycastError(
            f"base_url is {show.base_url}: listeners could not reach what that feed names",
            hint="Set base_url in show.yaml to the public address of the target, then publish again.",
        )
    with here.one_at_a_time(show.root) as shared:
        me, state = here.me(shared), here.own(show)
        packed = not isinstance(target, S3 | GitHubPages)  # these compress by themselves
        taken_back = withdrawn(show.feed)
        apart = [] if show.name else [one.feed_name for one in show.every() if one.name]
        found = tuple(
            item
            for item in items(show.feed, state / "digests.json", packed=packed, apart=apart)
            if item.name.split("/")[0] not in taken_back
        )
        gone = 0

        def count(item: Item) -> None:
            nonlocal gone
            gone += 1
            on_sent(gone, len(found))

        promised = news.promised(show)
        where, outcome = _sent(show, target, found, me, promised, taken_back, state, clock, count)
        news.kept(show, promised)
        warnings = tuple(Problem(show.root / FILE, 0, text, warning=True) for text in outcome.warnings)
        return _announced(show, state, Delivered(where, outcome, (), warnings))


def until_known(show: Show, act: Callable[[], T], on_news: Callable[[str], object]) -> T:
    """What `act` gives, which publishes and delivers: done again each time that it finds another copy's promises.

    Those are written down, and the next publish takes them over. `on_news` hears what there is to tell of it.
    """
    for _ in range(_MOST_NEWS):
        try:
            return act()
        except BehindError as error:
            news.hear(show, error.ledger, error.where)
            on_news(error.message)
    return act()


def says(done: Delivered) -> str:
    """What came of it, in a line."""
    outcome = done.outcome
    size = f" ({outcome.bytes / 1e6:.1f} MB)" if outcome.sent else ""
    gone = f", {len(outcome.removed)} removed" if outcome.removed else ""
    return f"send      {done.where} {several(len(outcome.sent), 'file')}{size}, {outcome.there} there already{gone}"


def _sent(
    show: Show,
    target: Publish,
    found: tuple[Item, ...],
    me: str,
    promised: Promised,
    taken_back: Collection[str],
    state: Path,
    clock: Callable[[], datetime],
    count: Callable[[Item], None],
) -> tuple[str, Outcome]:
    """Has the target's module send it. They are imported here: most shows need one, many none."""
    match target:
        case S3():
            from daycast.bucket import Bucket
            from daycast.feed.targets.s3 import send as to_bucket

            bucket = Bucket(target)
            return bucket.where, to_bucket(
                bucket, found, me, clock, withdrawn=taken_back, promised=promised, on_sent=count
            )
        case Rsync():
            from daycast.feed.targets.rsync import send as by_rsync

            if target.to.startswith(("/", ".")):
                must_be_apart(show, Path(target.to))

            under = show.feed_name if show.name else ""
            outcome = by_rsync(
                target, show.feed, found, me, withdrawn=taken_back, promised=promised, below=under, on_sent=count
            )
            return target.to + under, outcome
        case Sftp():
            from daycast.feed.targets.sftp import send as by_sftp

            return target.to, by_sftp(target, found, me, withdrawn=taken_back, promised=promised, on_sent=count)
        case GitHubPages():
            from daycast.feed.targets.github_pages import send as to_pages

            when = clock()
            outcome = to_pages(
                target, show, found, me, when, state, withdrawn=taken_back, promised=promised, on_sent=count
            )
            return f"{target.remote}/{target.branch}", outcome
        case _:
            from daycast.feed.targets.folder import send as to_folder

            assert isinstance(target, Folder)
            folder = show.root / (target.path or "")
            must_be_apart(show, folder)
            return str(folder), to_folder(folder, found, me, withdrawn=taken_back, promised=promised, on_sent=count)


def must_be_apart(show: Show, folder: Path) -> None:
    """A target loses what is unpublished: it is none of the show's own folders, and holds none of them.

    Raises `DaycastError` where it is, or does.
    """
    there, root = folder.resolve(), show.root.resolve()
    if root.is_relative_to(there) or any(there.is_relative_to(root / name) for name in _OWN):
        raise DaycastError(
            f"{folder}: the show's own files stand there", hint="Name a folder outside of the show's own."
        )


def withdrawn(feed: Path) -> frozenset[str]:
    """The folders of the episodes that were taken back."""
    known = ledger.load(feed)
    return frozenset(str(entry.date) for entry in known.entries.values() if entry.gone) if known else frozenset()


def _announced(show: Show, state: Path, done: Delivered) -> Delivered:
    """Tells those who wait, if the feed is new: also if a publish before was stopped between sending and telling."""
    digest, last = sha256(show.feed / MAIN) or "", state / _TOLD
    known = last.read_text("ascii").strip() if last.is_file() else None
    if not done.outcome.feed_changed and known in (None, digest):
        return done
    told, problems = announce(show, show.base_url + MAIN)
    write_text(last, digest + "\n")
    return Delivered(done.where, done.outcome, told, (*done.problems, *problems))
