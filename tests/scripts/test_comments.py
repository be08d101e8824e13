"""Where a script's comments stand, and cues in their place."""

from pathlib import Path

import pytest

from daycast.scripts.comments import Comment, answered, comments
from daycast.scripts.model import Say
from daycast.scripts.parse import parse
from daycast.scripts.printer import print_script

PATH = Path("2026-06-23.md")
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Ada: Hello.", ()),
        ("Ada: Hello. <!-- within -->", ()),
        ("<!-- a -->\n\nAda: Hello.\n\n<!-- b -->", ((0, 0, "<!-- a -->"), (0, 1, "<!-- b -->"))),
        (
            "# One\n\nAda: Hi.\n\n<!-- a -->\n\n[sound: x]\n\n# Two\n\n<!-- b -->",
            ((0, 1, "<!-- a -->"), (1, 0, "<!-- b -->")),
        ),
        ("[sound: x]\n\n# One\n\n<!-- a -->\n\n<!-- b -->", ((1, 0, "<!-- a -->"), (1, 0, "<!-- b -->"))),
    ],
)
def test_a_comment_is_known_by_its_section_and_the_cue_behind_it(body: str, found: tuple[object, ...]) -> None:
    text = f"{FRONT}\n{body}\n"
    assert comments(text) == tuple(Comment(*one) for one in found)
    script, _ = parse(text, PATH)
    assert print_script(script, comments(text)).split("---\n", 2)[2] == text.split("---\n", 2)[2]


def test_cues_take_the_place_of_the_comments_that_they_answer() -> None:
    text = f"{FRONT}\n# One\n\nAda: Hi.\n\n<!-- a -->\n\n<!-- b -->\n\n[sound: x]\n\n<!-- c -->\n"
    script, _ = parse(text, PATH)
    a, b, c = comments(text)
    filled, left = answered(
        script, (a, b, c), {b: (Say("Ben", "Mine.", take=True), Say("Ada", "And mine.", take=True))}
    )
    assert print_script(filled, left).split("# One")[1] == (
        "\n\nAda: Hi.\n\n<!-- a -->\n\nBen: Mine. {.take}\n\nAda: And mine. {.take}\n\n[sound: x]\n\n<!-- c -->\n"
    )
