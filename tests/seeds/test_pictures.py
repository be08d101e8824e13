"""The pictures that articles bring along."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from daycast.errors import ProblemsError
from daycast.seeds.pictures import pictures
from daycast.show import Show

Report = Callable[..., Path]
DAY = date(2026, 6, 23)


def with_image(article: Path, image: str) -> None:
    article.write_text(article.read_text().replace("---\n", f"---\nimage: {image}\n", 1))


def test_a_picture_is_found_by_the_address_of_its_article(show: Show, report: Report) -> None:
    report("2026-06-23/plain", "Plain", "No picture.")
    with_image(article := report("2026-06-23/lake", "Lake", "A picture."), "lake.jpg")
    (article.parent / "lake.jpg").write_bytes(b"a picture")
    found = pictures([show.seeds(DAY)], show.root)
    assert found == {"https://wire.example.org/2026-06-23/lake": article.parent / "lake.jpg"}


def test_a_picture_on_the_web_and_an_article_that_cannot_be_read_are_left_alone(show: Show, report: Report) -> None:
    with_image(report("2026-06-23/lake", "Lake", "A picture."), "https://wire.example.org/lake.jpg")
    report("2026-06-23/broken", "Lake: [", "A picture.").write_text("---\nimage: [\n---\n")
    assert pictures([show.seeds(DAY)], show.root) == {}


@pytest.mark.parametrize("image", ["lake.png", "lake.txt", "../../../secret.jpg"])
def test_a_picture_that_is_not_in_the_show_is_told_with_its_article(show: Show, report: Report, image: str) -> None:
    with_image(article := report("2026-06-23/lake", "Lake", "A picture."), image)
    (article.parent / "lake.txt").touch()
    (show.root.parent / "secret.jpg").touch()
    with pytest.raises(ProblemsError, match=f"lake.md: error: there is no picture '{image}'"):
        pictures([show.seeds(DAY)], show.root)
