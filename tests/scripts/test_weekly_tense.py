"""Before which sentences "on Tuesday" can be said."""

import pytest

from daycast.scripts.weekly.write import is_event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The port of Halden opened a second quay.", True),
        ("Rosa Corran won the chess title.", True),
        ("Lawyers were divided over whether anyone may stop it.", True),
        ("Qwable-v1, an open model on Hugging Face, imitates the tool use of Claude.", False),
        ("Corporate buyers are reviewing contracts after it passed 10,000 downloads.", False),
        ("The laureate will leave the laboratory after nine years.", False),
        ("The ministry has released its figures.", False),
    ],
)
def test_a_day_is_the_time_of_a_sentence_in_the_past_tense(text: str, event: bool) -> None:
    assert is_event(text) is event
