"""What counts as supported by evidence, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.scripts import supports

MONTH = (
    "Ines Calloway has completed a first month at Northwind, where the well-known researcher works on the "
    "pre-training team under Tobias Renner."
)
LEAVES = (
    "Marek Dolan, who shared the 2024 Halden Prize for Foldwise, said on Monday that he is leaving Brightwater Labs "
    "for Northwind after nine years."
)
TOY = "“Renting made sense while open models were toys, and Kite 5.2 is not a toy,” said Petra Lindgaard of Ardmoor."
OPEN = "Calloway has not said when Lumen School might release another course, or whether it will go on."
SHARE = "In the Fenmark study, 57 percent of security chiefs demanded a red team report before signing a contract."
COST = "He plans to return to teaching, and the company expects to spend $5.2 billion on chips by 2027."
BOUGHT = "Zeller was acquired by Calder Careers in March for 10,000 shares."
DENIED = "The ministry denied that any data had left the country."
PAIR = "The trade union met the Harbour Board, and Renner thanked Dolan for a new contract."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ines Calloway completed a first month at Northwind.", MONTH),
        ("Meanwhile, Calloway completes a first month at Northwind, on the pre-training team.", MONTH),
        ("Following yesterday’s story, Ines Calloway has completed a first month under Tobias Renner.", MONTH),
        ("An update to Friday’s story, “Odile wins 40 prizes”. Calloway works at Northwind.", MONTH),
        ("As we reported on Tuesday, Calloway works on the pre-training team at Northwind.", MONTH),
        ("On Tuesday, as we told you, Calloway works on the pre-training team at Northwind.", MONTH),
        ("As we told you on June 10th: Calloway works on the pre-training team at Northwind.", MONTH),
        ("At Northwind, Ines Calloway has completed a first month.", MONTH),
        ("Example Wire reports that Ines Calloway has completed a first month at Northwind.", MONTH),
        ("Marek Dolan says he is leaving Brightwater Labs for Northwind after 9 years.", LEAVES),
        ("After nine years at Brightwater Labs, Halden Prize winner Marek Dolan is leaving for Northwind.", LEAVES),
        ("Two outlets report that Marek Dolan is leaving Brightwater Labs.", LEAVES),
        ("Petra Lindgaard says: “Kite 5.2 is not a toy.”", TOY),
        ("Calloway hasn’t said when Lumen School might release another course.", OPEN),
        ("Lumen School might release another course, but Calloway has not said when.", OPEN),
        ("57% of security chiefs demand a red team report before they sign a contract.", SHARE),
        ("The company expects to spend 5.2 billion dollars on chips.", COST),
        ("It will spend $5.2B on chips by 2027.", COST),
        ("Calder Careers acquired Zeller in March, for 10000 shares.", BOUGHT),
        ("The ministry says no data had left the country.", DENIED),
        ("The Harbour Board met the trade union.", PAIR),
    ],
)
def test_an_honest_rewording_is_supported(claim: str, evidence: str) -> None:
    assert supports(claim, [evidence], known=["Example Wire"]).reasons == ()


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Ines Calloway has completed 40 months at Northwind.", MONTH, "the figure 40 stands in none"),
        ("Marek Dolan is leaving Brightwater Labs after eight years.", LEAVES, "(there: 2024, nine)"),
        ("57 security chiefs demanded a red team report.", SHARE, "the figure 57 is a share"),
        ("The company expects to spend $5.2 million on chips.", COST, "the figure $5.2 million stands in none"),
        ("Ines Calloway has completed a first month at Brightwater.", MONTH, "the name Brightwater is not"),
        ("Odile Renner has completed a first month at Northwind.", MONTH, "the name"),
        ("Marek Dolan is leaving Northwind for Brightwater Labs.", LEAVES, "have changed places"),
        ("Tobias Renner works on the pre-training team under Ines Calloway.", MONTH, "the name Ines stands where"),
        ("Calder Careers was acquired by Zeller in March.", BOUGHT, "have changed places"),
        ("Zeller acquired Calder Careers in March.", BOUGHT, "mind the “by”"),
        ("Ines Calloway has not completed a first month at Northwind.", MONTH, "“not” is in the line"),
        ("Marek Dolan never said that he is leaving Brightwater Labs.", LEAVES, "“never” is in the line"),
        ("Calloway has said when Lumen School might release another course.", OPEN, "says “not”, the line does not"),
        ("Kite 5.2 is a toy, said Petra Lindgaard of Ardmoor.", TOY, "says “not”, the line does not"),
        ("The ministry said that data had left the country.", DENIED, "says “denied”, the line does not"),
        ("Marek Dolan said: “I am leaving Brightwater Labs.”", LEAVES, "the quotation “I am leaving"),
        ("Investors cheered as the regulator opened an inquiry.", MONTH, "they lack “Investors”, “cheered”"),
    ],
)  # fmt: skip
def test_what_the_evidence_does_not_say_is_told(claim: str, evidence: str, reason: str) -> None:
    verdict = supports(claim, [evidence])
    assert not verdict.supported
    assert reason in "; ".join(verdict.reasons)


def test_two_sentences_may_be_joined() -> None:
    joined = MONTH.removesuffix(".") + ", and Marek Dolan is leaving Brightwater Labs for Northwind."
    assert supports(joined, [MONTH, LEAVES]).supported


def test_the_article_lends_a_surname_its_first_name_and_a_pronoun_its_name() -> None:
    context = ["Ines Calloway founded Lumen School."]
    assert supports("Ines Calloway has not said whether it will go on.", [OPEN], context=context).supported
    assert supports("In time, Calloway plans to return to teaching.", [COST], context=context).supported
    assert not supports("Odile Calloway has not said whether it will go on.", [OPEN], context=context).supported


def test_a_reworded_line_scores_less_than_one_word_for_word() -> None:
    assert supports(LEAVES, [LEAVES]).score == 1.0
    assert 0.6 < supports("Prize winner Marek Dolan quits Brightwater Labs for Northwind.", [LEAVES]).score < 1.0


_TEXT = st.lists(
    st.sampled_from([*MONTH.split(), *LEAVES.split(), *TOY.split(), *SHARE.split(), *COST.split()]),
    min_size=1,
    max_size=30,
).map(" ".join)


@given(_TEXT)
def test_a_sentence_supports_itself(sentence: str) -> None:
    assert supports(sentence, [sentence]).supported


@given(_TEXT, st.integers(3000, 9000))
def test_a_figure_that_the_evidence_lacks_is_never_supported(sentence: str, figure: int) -> None:
    assert not supports(f"{sentence} in {figure} days.", [sentence]).supported


def test_a_weekday_may_be_left_out_and_not_changed() -> None:
    sentence = "The Supreme Court on Monday agreed to hear the case of Port Elsin."
    assert supports("The Supreme Court agreed to hear the case of Port Elsin.", [sentence]).supported
    assert not supports("The Supreme Court on Tuesday agreed to hear the case of Port Elsin.", [sentence]).supported


def test_an_article_said_twice_over_is_judged_like_any_line() -> None:
    assert supports("The The board of Marl is raising the fees.", ["(Wire) - The board of Marl is raising the fees."])
