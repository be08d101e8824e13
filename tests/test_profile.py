"""What a listener's file says of them."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError, ProblemsError
from daycast.profile import Profile, as_yaml, load_profile, open_profile
from daycast.show import Show
from test_cli import run

WORDS = st.text(min_size=1, max_size=40).map(str.strip).filter(str.isprintable).filter(bool)


def written(folder: Path, text: str) -> Path:
    path = folder / "ada.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("role: x\ntopic: [chips]\n", 2, "did you mean `topics`?"),
        ("token: 1\npeoples: [Ada]\n", 2, "did you mean `people`?"),
        ("role: x\ntopics: [chips, 5]\n", 2, "topics.1"),
        ("length: 0\n", 1, "greater than or equal to 1"),
        ("role: x\nindustry: [a, b]\n", 2, "industry"),
        ("role: [\n", 2, "not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ProblemsError) as told:
        load_profile(written(tmp_path, text))
    assert [problem.line for problem in told.value.problems] == [line]
    assert says in str(told.value)


def test_what_is_followed_twice_in_another_case_counts_once(tmp_path: Path) -> None:
    profile = load_profile(
        written(tmp_path, "topics: [Chips, export controls, chips, Exports]\npeople: [Ada Ro, ada ro]\n")
    )
    assert profile.topics == ("chips", "export controls", "Exports")
    assert profile.people == ("ada ro",)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as told:
        load_profile(written(tmp_path, "length: 0\nrole: x\nperson: y\ntopic: z\n"))
    assert [problem.line for problem in told.value.problems] == [1, 3, 4]


def test_keys_that_are_nobodys_slip_are_left_to_their_owner(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, "token: sha256:0\nmade: now\nphone: 7\ntopics: chips\n"))
    assert profile == Profile(topics=("chips",))


@given(st.builds(Profile, role=WORDS | st.just(""), topics=st.lists(WORDS, max_size=3), length=st.none() | st.just(6)))
def test_what_is_written_is_read_again_below_other_keys(profile: Profile) -> None:
    text = f"made: 2026-06-23\n{as_yaml(profile)}phone: 7\n"
    assert Profile.model_validate(yaml.safe_load(text)) == profile


def test_a_topic_that_is_no_word_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"`topics`: this is to be a list, such as \[one, two\]"):
        load_profile(written(tmp_path, "topics: 7\n"))


@pytest.mark.parametrize("name", ["nobody", "../ada", "a/b"])
def test_nobody_has_no_profile(tmp_path: Path, name: str) -> None:
    (tmp_path / "listeners").mkdir()
    written(tmp_path, "role: x\n")
    with pytest.raises(DaycastError, match="no listener"):
        open_profile(tmp_path, name)


def test_a_listener_is_added_with_a_profile(show: Show) -> None:
    run(
        show, "listeners", "add", "ada", "--role", "export lawyer", "--industry", "semiconductors",
        "--topic", "export controls", "--topic", "chips", "--person", "Ilse Varga", "--minutes", "6",
    )  # fmt: skip
    assert open_profile(show.root, "ada") == Profile(
        role="export lawyer",
        industry="semiconductors",
        topics=("export controls", "chips"),
        people=("Ilse Varga",),
        length=6,
    )
    run(show, "listeners", "renew", "ada")
    run(show, "listeners", "revoke", "ada")
    assert open_profile(show.root, "ada").topics == ("export controls", "chips")


def test_a_profile_that_is_written_already_is_not_written_over(show: Show) -> None:
    path = show.root / "listeners" / "ada.yaml"
    path.parent.mkdir()
    path.write_text("# mine\nrole: pilot\n")
    refused = run(show, "listeners", "add", "ada", "--role", "nurse")
    assert "it says already: role" in refused.stderr
    assert path.read_text() == "# mine\nrole: pilot\n"
    run(show, "listeners", "add", "ada")
    assert path.read_text().endswith("# mine\nrole: pilot\n")
    assert "edit the file" in run(show, "listeners", "add", "ada").stderr


def test_a_topic_without_words_is_refused(show: Show) -> None:
    assert "topics.0" in run(show, "listeners", "add", "ada", "--topic", " ").stderr
    assert not (show.root / "listeners" / "ada.yaml").exists()
