"""The pictures of articles: files of the show's that their front matter names as `image`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text
from daycast.settings import parse
from daycast.show import is_web_address

FORMATS = (".jpg", ".jpeg", ".png")


class _Front(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    url: str = ""
    image: str = ""


def pictures(folders: Iterable[Path], root: Path) -> dict[str, Path]:
    """The pictures of the articles in `folders`, by the address of the article.

    A picture on the web is left alone; one that is no JPEG or PNG in the show's folder `root` is told.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for article in sorted(path for folder in folders for path in folder.glob("*.md")):
        front = _front(article)
        if not front.image or not front.url or is_web_address(front.image):
            continue
        picture = (article.parent / front.image).resolve()
        if picture.suffix.lower() in FORMATS and picture.is_file() and picture.is_relative_to(root.resolve()):
            found.setdefault(front.url, picture)
        else:
            hint = "name a JPEG or PNG file in the show's folder, as seen from the article, or leave `image` out"
            problems.append(Problem(article, 0, f"there is no picture {front.image!r}", hint))
    if problems:
        raise ProblemsError(problems)
    return found


def _front(article: Path) -> _Front:
    """What an article's front matter says of its picture; one that cannot be read is told where articles are read."""
    try:
        with article.open("rb") as file:
            if b"\nimage:" not in file.read(4096):  # most have none, and parsing takes a hundred times as long
                return _Front()
        from daycast.seeds.article import split

        matter, _, _ = split(read_text(article), article)
        return parse(matter, article, _Front, above=1)
    except (OSError, DaycastError):
        return _Front()
