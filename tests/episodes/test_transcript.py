"""The transcript in its forms, and the times of its words."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.timing import Timed, timed
from daycast.episodes.transcript import ROWS, WIDTH, Caption, captions, cuts, srt, transcript_json, webvtt
from daycast.voice.engine import WordMark

SIGNS = st.characters(blacklist_categories=("Cc", "Cs"))
TEXTS = st.text(SIGNS, max_size=300).map(lambda text: " ".join(text.split())).filter(bool)
LINES = st.lists(
    st.builds(lambda text: Timed("Ada", text, ((0, 1.0), (len(text), 9.0))), TEXTS.filter(bool)), max_size=4
)


def marks(*words: str, each: float = 0.5) -> tuple[WordMark, ...]:
    return tuple(WordMark(number * each, (number + 1) * each, word) for number, word in enumerate(words))


def plain(text: str, start: float = 0.0, end: float = 4.0) -> Timed:
    return timed("Ada", text, start, end, ())


def cut(lines: list[Timed]) -> tuple[Caption, ...]:
    return captions(lines, [cuts(line) for line in lines])


def test_vtt_names_speakers_and_escapes_marks() -> None:
    line = plain("R&D <3 --> all", 3661.5, 3662.016)
    assert webvtt(cut([line])) == "WEBVTT\n\n1\n01:01:01.500 --> 01:01:02.016\n<v Ada>R&amp;D &lt;3 --&gt; all</v>\n"


def test_vtt_has_the_times_of_words_where_the_engine_told_them() -> None:
    line = timed("Ada", "Lake Corran is full.", 10, 13, marks("Lake", "Corran", "is", "full"))
    assert "<v Ada>Lake <00:00:10.500>Corran <00:00:11.000>is <00:00:11.500>full.</v>" in webvtt(cut([line]))


def test_written_words_that_are_spoken_otherwise_share_the_time_of_what_is_said_for_them() -> None:
    spoken = marks("It", "cost", "five", "point", "two", "billion", "dollars", "in", "May")
    line = timed("Ada", "It cost $5.2B in May", 0, 5, spoken)
    assert line.knots == ((0, 0), (3, 0.5), (8, 1.0), (14, 3.5), (17, 4.0), (20, 5))


def test_words_that_the_engine_left_out_get_no_time_and_none_is_lost() -> None:
    line = timed("Ada", "Well, it is – as we said – full.", 0, 4, marks("well", "it", "is", "full"))
    cue = webvtt(cut([line])).partition("<v Ada>")[2].partition("</v>")[0]
    assert re.sub(r"<[\d:.]+>", "", cue) == line.text
    assert len(re.findall(r"<[\d:.]+>", cue)) >= 3


@given(TEXTS, st.lists(st.tuples(st.floats(0, 5), st.text("abcde ", max_size=5)), max_size=12))
def test_times_rise_and_stay_within_the_cue_whatever_is_told(text: str, told: list[tuple[float, str]]) -> None:
    line = timed("Ada", text, 2, 4, [WordMark(at, at, word) for at, word in told])
    times = [time for _, time in line.knots]
    assert times[0] == 2 and times[-1] == 4
    assert all(2 < time < 4 for time in times[1:-1])
    assert times == sorted(set(times)) or times == [2, 4]


@given(LINES)
def test_captions_are_short_follow_each_other_and_lose_no_word(lines: list[Timed]) -> None:
    parts = cut(lines)
    assert all(len(part.rows) <= ROWS for part in parts)
    assert all(len(row) <= WIDTH for part in parts for row in part.rows)
    assert all(len(part.name + part.rows[0]) <= WIDTH for part in parts if part.rows[0])
    assert all(part.start <= part.end for part in parts)
    assert "".join("".join(part.body for part in parts).split()) == "".join(
        "".join(each.text for each in lines).split()
    )


@pytest.mark.parametrize(
    ("text", "seconds", "parts"),
    [
        (
            "Following the coverage of GLM 5.2, here is what is new. Programmers have downloaded small builds of it.",
            8,
            [
                "Following the coverage of GLM 5.2, here is what is new.",
                "Programmers have downloaded small builds of it.",
            ],
        ),
        (
            "Independent speed and price comparisons for Fugu and its rivals are not available to anyone yet.",
            6,
            ["Independent speed and price comparisons for Fugu", "and its rivals are not available to anyone yet."],
        ),
        (
            "Two hundred and forty jobs in Python, two hundred and four of them done.",
            9,
            ["Two hundred and forty jobs in Python,", "two hundred and four of them done."],
        ),
        ("Good.", 0.4, ["Good."]),
    ],
)
def test_captions_end_with_clauses_and_none_is_too_short_or_too_long_to_read(
    text: str, seconds: float, parts: list[str]
) -> None:
    assert [part.body for part in cut([plain(text, 0, seconds)])] == parts


def test_every_form_has_the_same_captions() -> None:
    parts = cut([plain("A word of a long line, " * 12, 0, 30), plain("Good.", 30, 31)])
    times = re.findall(r"^([\d:.]+) --> ([\d:.]+)$", webvtt(parts), re.MULTILINE)
    assert times == re.findall(r"^([\d:.]+) --> ([\d:.]+)$", srt(parts).replace(",", "."), re.MULTILINE)
    assert len(times) == len(json.loads(transcript_json(parts))["segments"]) >= 5
    assert webvtt(parts).count("<v Ada>") == len(times)


def test_srt_names_the_speaker_where_a_line_begins_and_counts_on() -> None:
    words = "Lake Corran reached its old shore after a week of rain, and boats return in July, the harbour master says."
    assert srt(cut([plain(words, 0, 8), plain("Good.", 8, 9)])) == (
        "1\n00:00:00,000 --> 00:00:04,226\n"
        "Ada: Lake Corran reached its old shore\nafter a week of rain,\n\n"
        "2\n00:00:04,226 --> 00:00:08,000\nand boats return in July, the harbour\nmaster says.\n\n"
        "3\n00:00:08,000 --> 00:00:09,000\nAda: Good.\n"
    )


def test_the_json_transcript_has_what_podcasting_2_0_asks_for() -> None:
    made = json.loads(transcript_json(cut([plain("Lake Corran is full.", 1, 3)])))
    segment = {"speaker": "Ada", "startTime": 1, "endTime": 3, "body": "Lake Corran is full."}
    assert made == {"version": "1.0.0", "segments": [segment]}
