"""The pictures of articles: files of the show's that their front matter names as `image`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from daycast.address import is_web_address
from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text

FORMATS = (".jpg", ".jpeg", ".png")


def pictures(folders: Iterable[Path], root: Path) -> dict[str, Path]:
    """The pictures of the articles in `folders`, by the address of the article.

    A picture on the web is left alone; one that is no JPEG or PNG in the show's folder `root` is told.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for article in sorted(path for folder in folders for path in folder.glob("*.md")):
        url, image = _front(article)
        if not image or not url or is_web_address(image):
            continue
        picture = (article.parent / image).resolve()
        if picture.suffix.lower() in FORMATS and picture.is_file() and picture.is_relative_to(root.resolve()):
            found.setdefault(url, picture)
        else:
            hint = "name a JPEG or PNG file in the show's folder, as seen from the article, or leave `image` out"
            problems.append(Problem(article, 0, f"there is no picture {image!r}", hint))
    if problems:
        raise ProblemsError(problems)
    return found


def _front(article: Path) -> tuple[str, str]:
    """The address of an article and its picture, as far as its front matter tells them.

    One that cannot be read is told where articles are read.
    """
    try:
        with article.open("rb") as file:
            if b"\nimage:" not in file.read(4096):  # most have none, and parsing takes a hundred times as long
                return "", ""
        from daycast.seeds.article import Illustrated, split
        from daycast.settings import parse

        matter, _, _ = split(read_text(article), article)
        front = parse(matter, article, Illustrated, above=1)
        return front.url, front.image
    except (OSError, DaycastError):
        return "", ""
