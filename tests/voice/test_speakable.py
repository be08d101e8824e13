"""What is written, and what an engine is given to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.voice.lexicon import Lexicon
from daycast.voice.speakable import speakable

NO_WORDS = Lexicon()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        # money
        ("It raised $5.2B in May.", "It raised 5.2 billion dollars in May."),
        ("$5.2 billion and €5m", "5.2 billion dollars and 5 million euros"),
        ("£3.2 million, ¥500", "3.2 million pounds, 500 yen"),
        ("$1,200 a year", "1,200 dollars a year"),
        ("$1, $3.50, $1.05, $0.99", "1 dollar, 3 dollars and 50 cents, 1 dollar and 5 cents, 99 cents"),
        ("£1.50", "1 pound and 50 pence"),
        ("a $5 billion deal", "a 5 billion dollar deal"),
        ("US$40bn, USD 5 million, EUR 20", "40 billion US dollars, 5 million US dollars, 20 euros"),
        ("$5-10 million, $5M-$10M", "5 to 10 million dollars, 5 million to 10 million dollars"),
        ("($5) is $6.", "(5 dollars) is 6 dollars."),
        # dates
        ("On 2026-06-23 it began.", "On June 23rd, 2026 it began."),
        ("2026-06-01, 2026-06-12 and 2026-06-30", "June 1st, 2026, June 12th, 2026 and June 30th, 2026"),
        ("Part 2026-13-40", "Part 2026-13-40"),
        ("Jan. 5", "January 5"),
        ("on 7 July, by 30 September 2026", "on July 7th, by September 30th, 2026"),
        ("In May 12 people left, 40 May", "In May 12 people left, 40 May"),
        ("the 1990s, the 2020s, the '80s", "the nineteen nineties, the twenty twenties, the eighties"),
        ("the 1900s and the 2000s", "the nineteen hundreds and the two thousands"),
        # addresses
        ("See https://www.example.org/a?b=1.", "See example dot org."),
        ("(https://example.org/x)", "(example dot org)"),
        ("techcrunch.com says", "techcrunch dot com says"),
        ("Z.ai's GLM 5.2", "Z dot AI's GLM 5.2"),
        ("jane.doe@example.org", "jane dot doe at example dot org"),
        ("He left.In May", "He left.In May"),
        # numbers, units and versions
        ("80 % of GPT-5, G7, Qwable-v1, Fable-5's", "80 % of GPT-5, G7, Qwable-v1, Fable-5's"),
        ("10-20 people, 2019–2021, 5–7 percent", "10 to 20 people, 2019 to 2021, 5 to 7 percent"),
        ("a 10-year-old, COVID-19, 555-12-34", "a 10-year-old, COVID-19, 555-12-34"),
        ("48 GB, 1 GB, a 48-GB card", "48 gigabytes, 1 gigabyte, a 48 gigabyte card"),
        ("30°C, 80 km/h", "30 degrees Celsius, 80 kilometres an hour"),
        ("#1 in No. 5", "number 1 in number 5"),
        # signs and abbreviations
        ("R&D at AT&T", "R and D at A.T. and T."),
        ("Quill & Marsh® 24/7 and/or TCP/IP", "Quill and Marsh 24 7 and or TCP IP"),
        ("Dr. Roe vs. Mr. Poe, e.g. now", "Doctor Roe versus Mister Poe, for example now"),
        ("LLMs, GPUs and APIs", "LLMs, GPUs and APIs"),
        ("“He said—yes,” she’d – perhaps - agree", '"He said — yes," she\'d — perhaps — agree'),
        ("so 🎉 it\u200b goes\u0007 on", "so it goes on"),
        # Markdown
        ("**bold**, _it_, `code`, [link](https://x.org)", "bold, it, code, link"),
        ("**$5** billion", "5 billion dollars"),
        ('[Joseph]{say="Jo-seph"}\'s $5', "Jo-seph's 5 dollars"),
    ],
)
def test_english_is_said_as_a_person_would_say_it(written: str, spoken: str) -> None:
    assert speakable(written, NO_WORDS) == spoken


@pytest.mark.parametrize("nothing", ["", "   ", "…", "🎉 🎉", "— !", "**"])
def test_a_line_without_letters_or_digits_has_nothing_to_say(nothing: str) -> None:
    assert speakable(nothing, NO_WORDS) == ""


def test_a_lexicon_respells_words_with_their_plural_and_possessive() -> None:
    lexicon = Lexicon({"qwable": "Kwable", "OpenAI": "Open A.I.", "Z.ai": "Zee A.I."})
    assert speakable("QWABLE-v1, Qwables, Qwable's", lexicon) == "Kwable-v1, Kwables, Kwable's"
    assert speakable("Z.ai's and Qwably", lexicon) == "Zee A.I.'s and Qwably"


def test_a_lexicon_word_with_capitals_inside_is_meant_just_so() -> None:
    lexicon = Lexicon({"OpenAI": "Open A.I."})
    assert speakable("OpenAI, openai", lexicon) == "Open A.I., openai"


def test_a_say_in_the_script_wins_over_the_lexicon() -> None:
    lexicon = Lexicon({"Joseph": "Yosef"})
    assert speakable('[Joseph]{say="Jo-seph"} and Joseph', lexicon) == "Jo-seph and Yosef"


def test_a_respelling_is_not_read_by_the_rules() -> None:
    assert speakable("cash", Lexicon({"cash": "$5"})) == "$5"


@given(st.text(max_size=200))
def test_whatever_is_written_comes_out_on_one_clean_line(text: str) -> None:
    spoken = speakable(text, NO_WORDS)
    assert spoken == " ".join(spoken.split())
    assert all(character.isprintable() for character in spoken)
