"""Publishing on GitHub Pages: a branch of the show's own repository that holds the site, pushed with git.

The branch is one commit without a past, so that yesterday's audio does not pile up in the repository, and it is pushed
only if nobody else has pushed meanwhile (`--force-with-lease`). All of it goes live at once. The person's branch, index
and files are not touched. git is GPL and stays a process of its own.

Limits: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daycast.errors import DaycastError
from daycast.feed.targets.plan import Outcome, Plan, after, before, outcome, planned, stands
from daycast.feed.targets.programs import run, tried
from daycast.feed.targets.record import NOTHING, RECORD, Promised, Record, parse, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from daycast.feed.targets.items import Item
    from daycast.show import Show
    from daycast.targets import GitHubPages

LARGEST_FILE = 100_000_000  # bytes that GitHub takes
LARGEST_SITE = 1_000_000_000  # bytes that Pages serves
_NONE = "0" * 40
_ALONE = {"GIT_TERMINAL_PROMPT": "0"}
_HINT = "git must be able to push by itself: an ssh key, a credential helper, or a workflow's token."


@dataclass(frozen=True, slots=True)
class _Branch:
    """The branch as it is at the remote: its commit, what was sent, and the blob of each file."""

    commit: str
    record: Record
    blobs: dict[str, str]


def send(
    target: GitHubPages, show: Show, items: Sequence[Item], me: str, now: datetime, state: Path,
    *, withdrawn: Collection[str] = (), promised: Promised = NOTHING,
    on_sent: Callable[[Item], object] = lambda item: None,
) -> Outcome:  # fmt: skip
    """Makes the branch hold `items` and pushes it. Raises `DaycastError` where git fails or somebody was faster.

    Files in the branch that are not ours stay. `state` is a folder for git's notes.
    """
    repository = _Repository(show.root, target, state / "index", f"{show.feed_name}/" if show.name else "")
    large = [item for item in items if item.bytes > LARGEST_FILE]
    if large:
        raise DaycastError(f"{large[0].path}: GitHub takes no file of more than 100 MB", hint="Publish to a store.")
    branch = repository.fetched()
    record, blobs = branch.record, branch.blobs
    right = {
        item.name: known
        for item in items
        if (known := record.files.get(item.name)) and known.digest == item.digest and known.tag == blobs.get(item.name)
    }
    plan = planned(items, record, right, me, repository.where, withdrawn, promised)
    sent = dict(zip((item.name for item in plan.items), repository.kept(plan.items), strict=True))
    left = after(before(record, plan, right, me, promised), plan, sent)
    if stands(record, left):
        left = record
    repository.push(branch, left, plan, sent, extras(show.main.base_url), _author(show, now))
    for item in plan.items:
        on_sent(item)
    size = sum(item.bytes for item in items)
    too_large = f"the site has {size / 1e6:,.0f} MB; GitHub Pages serves sites of up to 1,000 MB"
    return replace(outcome(items, plan), warnings=(too_large,) if size > LARGEST_SITE else ())


def extras(base_url: str) -> dict[str, bytes]:
    """What makes a branch a site of GitHub Pages: no Jekyll, and the host's name if it is one's own."""
    host = urlsplit(base_url).hostname or ""
    own = {} if host == "github.io" or host.endswith(".github.io") else {"CNAME": f"{host}\n".encode()}
    return {".nojekyll": b"", **own}


class _Repository:
    """The show's repository, by git's plumbing."""

    def __init__(self, root: Path, target: GitHubPages, index: Path, below: str) -> None:
        """`below` is the folder of the branch that is meant, with a final "/"; "" is all of it."""
        self._below = below
        self._root, self._target, self._index = root, target, index.resolve()
        self._ref, self._ours = f"refs/heads/{target.branch}", f"refs/daycast/{target.branch}"
        self.where = f"{target.remote}/{target.branch}"
        if tried(["git", "rev-parse", "--git-dir"], folder=root)[0]:
            raise DaycastError(f"{root}: not in a git repository", hint="Run: git init, and add the remote at GitHub.")

    def git(self, *words: str, given: bytes = b"", env: Mapping[str, str] = _ALONE) -> bytes:
        env = {"GIT_INDEX_FILE": str(self._index), **_ALONE, **env}
        return run(["git", *words], given, where=self.where, hint=_HINT, folder=self._root, env=env)

    def fetched(self) -> _Branch:
        found = self.git("ls-remote", "--", self._target.remote, self._ref).decode().split()
        if not found:
            return _Branch("", Record(), {})
        self.git("fetch", "--quiet", "--no-tags", "--", self._target.remote, f"+{self._ref}:{self._ours}")
        commit = self.git("rev-parse", self._ours).decode().strip()
        lines = self.git("ls-tree", "-r", "-z", commit).decode().split("\0")
        named = ((line.partition("\t")[2], line.split()[2]) for line in lines if line)
        blobs = {name.removeprefix(self._below): blob for name, blob in named if name.startswith(self._below)}
        data = self.git("cat-file", "blob", blobs[RECORD]) if RECORD in blobs else None
        return _Branch(commit, parse(data, f"{self.where}:{RECORD}"), blobs)

    def kept(self, items: Sequence[Item]) -> list[str]:
        """Puts files into git's store as they are; returns their blobs."""
        paths = "".join(f"{item.path.resolve()}\n" for item in items).encode()
        return self.git("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths).decode().split()

    def push(
        self, branch: _Branch, record: Record, plan: Plan, blobs: dict[str, str], extra: dict[str, bytes],
        author: dict[str, str],
    ) -> None:  # fmt: skip
        """Makes the commit and pushes it, unless the branch is that already."""
        blobs = {f"{self._below}{name}": blob for name, blob in blobs.items()}
        for name, data in {**extra, f"{self._below}{RECORD}": printed(record)}.items():
            blobs[name] = self.git("hash-object", "-w", "--no-filters", "--stdin", given=data).decode().strip()
        self._index.unlink(missing_ok=True)
        self.git("read-tree", *([branch.commit] if branch.commit else ["--empty"]))
        gone = [f"0 {_NONE}\t{self._below}{name}\0" for name in plan.gone]
        lines = gone + [f"100644 {blob}\t{name}\0" for name, blob in blobs.items()]
        self.git("update-index", "-z", "--index-info", given="".join(lines).encode())
        tree = self.git("write-tree").decode().strip()
        if branch.commit and tree == self.git("rev-parse", f"{branch.commit}^{{tree}}").decode().strip():
            return
        commit = self.git("commit-tree", tree, "-m", "Published by daycast", env=author).decode().strip()
        lease = f"--force-with-lease={self._ref}:{branch.commit}"
        words = ["git", "push", "--quiet", "--no-verify", lease, "--", self._target.remote, f"{commit}:{self._ref}"]
        code, _, complaint = tried(words, folder=self._root, env=_ALONE)
        if code and ("stale info" in complaint or "rejected" in complaint):
            raise DaycastError(
                f"{self.where}: somebody else has published there meanwhile; theirs stays", hint="Publish again."
            )
        if code:
            raise DaycastError(f"{self.where}: git push failed ({code}): {complaint}", hint=_HINT)
        self.git("update-ref", self._ours, commit)


def _author(show: Show, now: datetime) -> dict[str, str]:
    names = ("GIT_AUTHOR", "GIT_COMMITTER")
    when = f"{int(now.timestamp())} +0000"
    told = {"NAME": show.author, "EMAIL": show.email, "DATE": when}
    return {f"{name}_{key}": value for name in names for key, value in told.items()}
