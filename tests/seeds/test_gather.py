"""Files of other kinds brought into the show's seeds."""

import json
from pathlib import Path

from gather_site import DAY, NOW

from daycast.seeds.article import read_day
from daycast.seeds.gather import Gathered, gather
from daycast.show import Show

MARKDOWN = "---\ntitle: One\noutlet: Wire\nurl: https://example.org/1\n---\n\nThe first article.\n"
HTML = """<html><head><title>Lake full</title><meta property="og:site_name" content="Harbour Review"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Lake full</h1>
<p>Lake Corran reached its old shore on Monday after a week of heavy rain in the hills around it.</p>
<p>Boats will return to the lake in July, the harbour master of Corran said on Monday evening.</p></article>
<script>alert(1)</script></body></html>"""


def brought(show: Show, *files: Path) -> Gathered:
    return gather(show, DAY, files, now=NOW)


def read(show: Show) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    articles, problems = read_day(show.seeds(DAY), DAY, show.zone)
    assert problems == ()
    return {a.id.partition("/")[2]: (a.title, a.outlet, a.paragraphs) for a in articles}


def test_markdown_text_html_and_jsonl_become_articles(show: Show, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "one.md").write_text(MARKDOWN)
    (inbox / "two.txt").write_text("The second\n\nThe second article.\n")
    (inbox / "three.html").write_text(HTML)
    rows = [
        {"id": "f/4", "title": "Four", "text": "The fourth.\nGoes on.", "outlet": "Ledger", "published": "2026-06-23"}
    ]
    (inbox / "more.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    got = brought(show, inbox)
    assert got.problems == ()
    found = read(show)
    assert found["one"] == ("One", "Wire", ("The first article.",))
    assert found["two"] == ("The second", "inbox", ("The second article.",))
    assert found["three"][1] == "Harbour Review"
    assert any("Boats will return" in paragraph for paragraph in found["three"][2])
    assert not any("alert" in paragraph for paragraph in found["three"][2])
    assert found["f-4"] == ("Four", "Ledger", ("The fourth.", "Goes on."))


def test_an_article_that_a_person_edited_is_left_as_it_is(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text(MARKDOWN)
    brought(show, path)
    mine = show.seeds(DAY) / "one.md"
    mine.write_text(MARKDOWN.replace("first", "best"))
    renamed = tmp_path / "other-name.md"
    renamed.write_text(MARKDOWN)
    got = brought(show, path, renamed)
    assert (got.added, got.known) == ((), (mine, mine))
    assert "best" in mine.read_text()


def test_articles_that_would_share_a_file_name_are_all_kept(show: Show, tmp_path: Path) -> None:
    rows = [
        {"title": title, "text": f"{title}。", "outlet": "Ledger", "url": url}
        for title, url in [("湖が満ちた", "https://example.org/1"), ("列車が戻る", ""), ("橋が開く", "")]
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    got = brought(show, path)
    assert [file.name for file in got.added] == ["article.md", "article-2.md", "article-3.md"]
    assert {title for title, _, _ in read(show).values()} == {row["title"] for row in rows}
    again = brought(show, path)
    assert (again.added, again.known) == ((), got.added)


def test_two_files_of_one_name_are_two_articles(show: Show, tmp_path: Path) -> None:
    for folder, title in (("one", "The lake"), ("two", "The train")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text(f"{title}\n\nSomething about {title.lower()}.\n")
    got = brought(show, tmp_path / "one", tmp_path / "two")
    assert [file.name for file in got.added] == ["index.md", "index-2.md"]


def test_every_bad_file_is_told_and_the_good_ones_come(show: Show, tmp_path: Path) -> None:
    files = {
        "good.md": MARKDOWN,
        "broken.md": "no front matter",
        "empty.txt": "Only a title",
        "what.pdf": "%PDF",
        "rows.jsonl": '{"title": "T"}\nnot json\n{"title": "", "text": "x", "outlet": "o"}\n[1]\n',
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    got = brought(show, *(tmp_path / name for name in [*files, "missing.md"]))
    assert [path.name for path in got.added] == ["good.md"]
    told = [(problem.path.name, problem.line) for problem in got.problems]
    assert told == [
        ("broken.md", 1),
        ("empty.txt", 0),
        ("what.pdf", 0),
        ("rows.jsonl", 1),
        ("rows.jsonl", 2),
        ("rows.jsonl", 3),
        ("rows.jsonl", 4),
        ("missing.md", 0),
    ]
