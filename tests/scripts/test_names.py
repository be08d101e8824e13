"""Names in reported English."""

import pytest

from daycast.scripts.writing.names import (
    as_said,
    full_names,
    known_names,
    names,
    person,
    said_outlet,
    topics,
    untitled,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor of Port Elsin met Ines Varga on Tuesday.", ("Port Elsin", "Ines Varga")),
        ("Z.ai’s model GLM 5.2 runs on two GPUs.", ("Z.ai", "GLM 5.2", "GPUs")),
        ("In London, Google’s DeepMind hired no one.", ("London", "Google", "DeepMind")),
        ("The Bank of Marl and the University of Elsin agreed.", ("Bank of Marl", "University of Elsin")),
        ("U.S. officials met in June 2026.", ("U.S.",)),
        ("Nothing here is called anything.", ()),
    ],
)
def test_capitalised_runs_are_names_and_days_are_not(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == found or set(names(text)) == {*found, *({"Nothing"} if not found else set())}


def test_a_lone_word_that_only_begins_sentences_is_no_name() -> None:
    known = known_names(["Dredging starts in May.", "Dredging costs Port Elsin nine million."])
    assert set(known) == {"Port Elsin"}


@pytest.mark.parametrize(
    ("known", "whole"),
    [
        ({"Ines Varga": 1, "Varga": 3}, {"Varga": "Ines Varga"}),
        ({"Ines Varga": 1, "Mayor Ines Varga": 1, "Varga": 3}, {"Varga": "Ines Varga"}),
        ({"Ines Varga": 1, "Tomas Varga": 1, "Varga": 3}, {}),
        ({"White House": 2, "House": 5}, {}),
        ({"Marl Water": 2, "Water": 1}, {}),
        ({"The Varga": 1, "Varga": 3}, {}),
    ],
)
def test_a_surname_stands_for_a_person_where_only_one_can_be_meant(
    known: dict[str, int], whole: dict[str, str]
) -> None:
    assert full_names(known) == whole


def test_a_story_is_about_the_names_of_its_headline_the_most_told_first() -> None:
    known = {"Port Elsin": 2, "Ines Varga": 1, "Varga": 4, "Marl Island": 1}
    assert topics("Varga wins ferry vote in Port Elsin, AI to steer", known) == ("Ines Varga", "Port Elsin")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Vice President Ines Varga", "Ines Varga"),
        ("Rep. Ines Varga", "Ines Varga"),
        ("Ines Varga", "Ines Varga"),
        ("President Varga", "President Varga"),
        ("Prime Minister Tomas de Bell", "Tomas de Bell"),
    ],
)
def test_a_person_is_somebody_without_the_office_too(name: str, plain: str) -> None:
    assert untitled(name) == plain


def test_a_plain_word_that_begins_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    known = known_names(["Vaccinated Elsinians will travel.", "The island of vaccinated Elsinians is open."])
    assert set(known) == {"Elsinians"}


def test_a_name_is_said_with_the_article_that_it_mostly_has() -> None:
    texts = ["Bell asked the Harbour Board.", "The Harbour Board met Tomas Bell."]
    assert [as_said("Harbour Board", texts), as_said("Tomas Bell", texts)] == ["the Harbour Board", "Tomas Bell"]


@pytest.mark.parametrize(
    ("outlet", "said"),
    [
        ("NPR (Online News)", "NPR"),
        ("Elsin Post", "The Elsin Post"),
        ("The Elsin Post", "The Elsin Post"),
        ("www.elsin.example.org", "elsin.example.org"),
        ("Harbour Review", "Harbour Review"),
    ],
)
def test_an_outlet_is_said_as_people_say_it(outlet: str, said: str) -> None:
    assert said_outlet(outlet) == said


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Varga", "Ines Varga"),
        ("Mrs Varga", "Ines Varga"),
        ("Elsin Mayor Tomas Bell", "Tomas Bell"),
        ("Mr. Toll", "Ida Toll"),
        ("Sen", ""),
        ("Mr Whitehall", ""),
        ("Democratic", ""),
        ("Harbour News", ""),
    ],
)
def test_a_person_has_a_first_name_and_no_office(name: str, whole: str) -> None:
    assert person(name, {"Varga": "Ines Varga", "Toll": "Elsin Mayor Ida Toll"}) == whole
