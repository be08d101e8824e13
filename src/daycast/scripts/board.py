"""`scripts/<date>.board.yaml`: what a person decided about the stories: what goes deep, their order, what is left out.

A story is named by the id of any of its articles, so that a decision holds when another article joins the story.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field

from daycast.errors import Problem
from daycast.files import read_text, write_text
from daycast.settings import Settings, load

if TYPE_CHECKING:
    from daycast.seeds.model import Story
    from daycast.show import Show

Name = Annotated[str, Field(min_length=1)]

_HEAD = "# What you decided about the day's stories. `daycast write` follows it; without it, the ranking decides.\n"


class Board(Settings):
    """The story that goes deep, the first stories in their order, and those that are not told, by article ids."""

    deep_dive: Name | None = None
    order: tuple[Name, ...] = ()
    drop: tuple[Name, ...] = ()

    @property
    def decided(self) -> bool:
        return self != Board()

    def promote(self, story: Story) -> Board:
        """The same with this story as the deep dive; told again if it was left out."""
        return self.take_in(story).model_copy(update={"deep_dive": story.id})

    def rank(self, names: Sequence[str]) -> Board:
        """The same with the stories in this order."""
        return self.model_copy(update={"order": tuple(names)})

    def leave_out(self, story: Story) -> Board:
        """The same without this story, by whichever of its articles it was named."""
        board = self.take_in(story)
        deep = None if self.deep_dive and _tells(story, self.deep_dive) else self.deep_dive
        order = tuple(name for name in self.order if not _tells(story, name))
        return board.model_copy(update={"deep_dive": deep, "order": order, "drop": (*board.drop, story.id)})

    def take_in(self, story: Story) -> Board:
        """The same with this story told again."""
        return self.model_copy(update={"drop": tuple(name for name in self.drop if not _tells(story, name))})

    def arrange(self, stories: Sequence[Story]) -> tuple[Story, ...]:
        """Those of the ranked `stories` that are told, in the order decided, then in their own; ranks count anew."""
        told = [story for story in stories if not any(_tells(story, name) for name in self.drop)]
        first = [story for name in self.order for story in told if _tells(story, name)]
        ordered = dict.fromkeys((*first, *told))
        return tuple(replace(story, rank=rank) for rank, story in enumerate(ordered, 1))

    def deep(self, stories: Sequence[Story]) -> Story | None:
        """The one of `stories` that is to go deep, if that was decided."""
        return next((s for s in stories if self.deep_dive and _tells(s, self.deep_dive)), None)

    def unknown(self, stories: Sequence[Story], path: Path, text: str = "") -> tuple[Problem, ...]:
        """A warning for each name that none of `stories` has, at its row of the file's `text`."""
        names = dict.fromkeys((*filter(None, [self.deep_dive]), *self.order, *self.drop))
        ids = [article.id for story in stories for article in story.articles]
        return tuple(
            Problem(
                path, _row(name, text), f"no story of this day has the article “{name}”", _hint(name, ids), warning=True
            )
            for name in names
            if name not in ids
        )


def board_path(show: Show, day: date) -> Path:
    """Where the decisions about `day` stand."""
    return show.root / "scripts" / f"{show.stem(day)}.board.yaml"


def load_board(show: Show, day: date) -> Board:
    """The decisions about `day`; none where there is no file. Mistakes come with file and line.

    An id may stand in the file without the folder of its day.
    """
    path = board_path(show, day)
    board = load(path, Board) if path.exists() else Board()
    return board.model_copy(
        update={
            "deep_dive": board.deep_dive and _whole(board.deep_dive, day),
            "order": tuple(_whole(name, day) for name in board.order),
            "drop": tuple(_whole(name, day) for name in board.drop),
        }
    )


def misnamed(show: Show, day: date, board: Board, stories: Sequence[Story]) -> tuple[Problem, ...]:
    """A warning for each name in the file of `day` that none of its `stories` has."""
    path = board_path(show, day)
    return board.unknown(stories, path, read_text(path) if path.exists() else "")


def save_board(show: Show, day: date, board: Board) -> None:
    """Keeps the decisions, below a person's comments; a board with neither has no file."""
    path = board_path(show, day)
    old = read_text(path).splitlines(keepends=True) if path.exists() else []
    comments = "".join(f"{row.rstrip()}\n" for row in old if row.startswith("#") and row != _HEAD)
    if not board.decided and not comments:
        path.unlink(missing_ok=True)
        return
    data = board.model_dump(mode="json", exclude_defaults=True)
    write_text(path, _HEAD + comments + (yaml.safe_dump(data, sort_keys=False, allow_unicode=True) if data else ""))


def _whole(name: str, day: date) -> str:
    return name if "/" in name else f"{day.isoformat()}/{name}"


def _row(name: str, text: str) -> int:
    """The row of a board's text that has the name, from 1; 0 where none has."""
    short = name.rpartition("/")[2]
    rows = enumerate(text.split("\n"), 1)
    return next((number for number, row in rows if short in row and not row.startswith("#")), 0)


def _hint(name: str, ids: Collection[str]) -> str:
    near = get_close_matches(name, ids, n=1)
    return f"did you mean “{near[0]}”?" if near else "see: daycast stories"


def _tells(story: Story, name: str) -> bool:
    return any(article.id == name for article in story.articles)
