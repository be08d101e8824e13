"""What was reported: articles gathered, read, cleaned, grouped into stories, ranked.

Takes a show's sources and `seeds/<date>/*.md`; hands on `Story` values, weightiest first, to the script writer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daycast.seeds.model import Article


def extract(html: str, url: str | None) -> Article:
    """The article of a web page: title, outlet, date, and its words in their order.

    Headings, points of lists and rows of tables stand among the paragraphs, because they are the article's too; in
    the files of `seeds/` they are marked as such and are not spoken. A page without an article gives an `Article`
    without paragraphs; what else is not known is "", and no date is the year 1 (UTC).
    """
    from daycast.seeds.web.page import article, read_page

    return article(read_page(html, url))
