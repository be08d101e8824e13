"""Web pages to their articles."""

import pytest
from gather_site import page, story

from daycast.seeds import extract
from daycast.seeds.web.charset import decode
from daycast.seeds.web.page import read_page

HEAD = (
    '<meta property="og:site_name" content="Harbour Review">'
    '<meta property="article:published_time" content="2026-06-22T05:00:00Z">'
)
BODY = f"""{story("the lake", 6)}<h2>What comes next</h2>
<ul><li>Boats return to the lake in July.</li><li>Crews follow.</li></ul>{story("the shore", 4)}<p>Share this story</p>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2026</td><td>40</td></tr></table>"""


def test_an_article_comes_with_title_outlet_date_and_words_but_without_the_furniture() -> None:
    article = extract(page("Lake full", BODY, HEAD), "https://www.harbour.example.org/lake")
    assert (article.title, article.outlet, article.url) == (
        "Lake full",
        "Harbour Review",
        "https://www.harbour.example.org/lake",
    )
    assert article.published.date().isoformat() == "2026-06-22"
    assert {"What comes next", "Crews follow.", "2026 | 40 |"} <= set(article.paragraphs)
    assert not {"Home", "Lake full", "Share this story"} & set(article.paragraphs)


def test_headings_points_and_tables_stay_such_in_the_file() -> None:
    markdown = read_page(page("Lake full", BODY), None).markdown
    assert "\n\n## What comes next\n\n- Boats return to the lake in July.\n- Crews follow.\n\n" in markdown
    assert "| Year | Boats |\n| 2026 | 40 |" in markdown


@pytest.mark.parametrize("html", ["", " ", "\x00", "<html></html>", "<p>", "{}", "<script>" * 999, "<ul><li>" * 5000])
def test_a_page_without_an_article_gives_one_without_paragraphs(html: str) -> None:
    assert extract(html, None).paragraphs == ()


def test_an_unknown_outlet_is_the_host() -> None:
    assert extract(page("Lake", BODY), "https://www.harbour.example.org/lake").outlet == "harbour.example.org"


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        ("Größe".encode(), "text/html; charset=iso-8859-1", "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=utf-8", "Größe"),
        ("Озеро".encode("cp1251"), "text/html; charset=windows-1251", "Озеро"),
        ("<meta charset=koi8-r>Озеро".encode("koi8-r"), "", "<meta charset=koi8-r>Озеро"),
        ("Größe".encode("utf-16"), "", "Größe"),
        (b"\xef\xbb\xbfLake", "", "Lake"),
        (b"\x93Lake\x94", "text/html; charset=nonsense", "“Lake”"),
        (b"\x81\xff", "", "\ufffdÿ"),
    ],
)
def test_bytes_become_text_whatever_they_are_said_to_be(data: bytes, content_type: str, expected: str) -> None:
    assert decode(data, content_type) == expected
