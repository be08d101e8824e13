"""Lines out of what models answer."""

import pytest

from daycast.scripts.llm.answer import Line, UnreadableError, read, schema

LINE = '{"speaker": "Ada", "text": "Well.", "cites": [1]}'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"lines": [{LINE}]}}',
        f"[{LINE}]",
        f'```json\n{{"lines": [{LINE}]}}\n```',
        f'<think>Maybe {{"lines": []}}?</think>\nHere you are: {{"lines": [{LINE}]}} Anything else?',
        LINE.replace("Well.", "  We\\u0007ll.\\n \\ud800").join(('{"lines": [', "]}")),
        LINE.replace("[1]", "[1, 1]").join(('{"mood": "good", "lines": [', "]}")),
    ],
)
def test_lines_are_found_however_they_are_wrapped(text: str) -> None:
    assert read(text) == (Line("Ada", "Well.", (1,)),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no JSON"),
        ("I would rather not.", "no JSON"),
        ('{"lines": [', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('{"lines": []}', "empty"),
        ('{"lines": [{"speaker": "Ada", "text": "Well."}]}', "lines.0.cites"),
        ('{"answer": 42}', "lines"),
        ('[{"speaker": "Ada", "text": 7, "cites": []}]', "lines.0.text"),
    ],
)
def test_an_answer_without_lines_tells_why(text: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(text)


def test_the_schema_is_what_strict_mode_takes() -> None:
    made = schema(("Ada", "Ben"), 2)
    line = made["properties"]["lines"]["items"]
    assert made["type"] == "object"
    for part in (made, line):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    assert line["properties"]["cites"]["items"]["enum"] == [1, 2]
