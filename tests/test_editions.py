"""What an edition has from its show, and what is its own."""

from datetime import date

import pytest

from daycast.errors import DaycastError, ProblemsError
from daycast.files import write_text
from daycast.show import Show, open_show

TUESDAY = date(2026, 6, 23)
SATURDAY = date(2026, 6, 27)
EDITIONS = """
editions:
  weekly: {minutes: 20, hosts: [Ben]}
  take: {feed: our-take, title: The Take}
  noon: {schedule: [monday, tuesday], access: token}
"""


@pytest.fixture
def editions(show: Show) -> Show:
    path = show.root / "show.yaml"
    write_text(path, path.read_text() + EDITIONS)
    return open_show(show.root)


def test_an_edition_has_its_own_settings_and_otherwise_the_shows(editions: Show) -> None:
    weekly = editions.edition("weekly")
    assert (weekly.minutes, weekly.hosts, weekly.language) == (20, ("Ben",), editions.language)
    assert (weekly.kind, weekly.name, weekly.main) == ("weekly", "weekly", editions)
    assert weekly.title == f"{editions.title}: The week"
    assert editions.edition("noon").kind == "daily"


def test_two_editions_of_a_kind_do_not_go_by_one_title(show: Show) -> None:
    path = show.root / "show.yaml"
    write_text(
        path, f"{path.read_text()}\neditions: {{briefing: {{}}, quick: {{kind: briefing}}, week: {{kind: weekly}}}}\n"
    )
    titles = [one.title.removeprefix(show.title) for one in open_show(show.root).every()]
    assert titles == ["", ": Your briefing", ": Quick", ": The week"]


def test_the_show_itself_goes_by_daily(editions: Show) -> None:
    assert editions.edition("daily") is editions.edition("") is editions
    assert editions.edition("weekly").edition("daily") is editions
    assert [one.name for one in editions.every()] == ["", "weekly", "take", "noon"]


def test_an_edition_has_places_of_its_own_and_shares_articles_and_voices(editions: Show) -> None:
    root, take = editions.root, editions.edition("take")
    assert take.script(TUESDAY) == root / "scripts" / "2026-06-23.take.md"
    assert take.episode(TUESDAY) == root / "episodes" / "2026-06-23.take"
    assert take.feed == root / "feed" / "our-take"
    assert take.base_url == f"{editions.base_url}our-take/"
    assert (take.voice, take.seeds(TUESDAY)) == (editions.voice, editions.seeds(TUESDAY))


def test_an_editions_days_are_those_of_its_own_files(editions: Show) -> None:
    for name in ("2026-06-22.md", "2026-06-23.weekly.md", "2026-06-23.weekly.new.md", "2026-06-24.take.md"):
        write_text(editions.root / "scripts" / name, "")
    assert editions.days("scripts") == [date(2026, 6, 22)]
    assert editions.edition("weekly").days("scripts") == [TUESDAY]


@pytest.mark.parametrize(
    ("day", "due"), [(TUESDAY, ["", "noon"]), (SATURDAY, ["", "weekly"]), (date(2026, 6, 24), [""])]
)
def test_an_edition_is_due_on_the_days_of_its_schedule(editions: Show, day: date, due: list[str]) -> None:
    assert [one.name for one in editions.every() if one.is_due(day)] == due


def test_an_edition_that_there_is_not_is_told_with_the_nearest(editions: Show) -> None:
    with pytest.raises(DaycastError, match="no edition 'weekli'") as told:
        editions.edition("weekli")
    assert told.value.hint == "Did you mean weekly?"


WRONG = [
    ("daily: {}", "`daily` is the show itself"),
    ("Weekly: {}", "use small letters"),
    ("archive: {}", "has a meaning of its own"),
    ("weekly: {schedule: sunnyday}", "`editions.weekly.schedule`: write daily, weekdays, by hand, a day's name"),
    ("weekly: {schedule: no}", "`editions.weekly.schedule`: write daily, weekdays, by hand, a day's name"),
    ("weekly: {schedule: [monday, 7]}", "`editions.weekly.schedule`: write daily, weekdays, by hand, a day's name"),
    (
        "weekly: {sections: [{kind: moved}, {kind: facts}]}",
        "`editions.weekly.sections.1.kind`: an edition of the kind weekly has no",
    ),
    ("noon: {sections: [{kind: moved}]}", "an edition of the kind daily has no section `moved`; it has: headlines"),
    ("take: {sections: [{kind: headlines}]}", "has no section `headlines`; it has: facts, related, open_question"),
    ("weekly: saturday", "`editions.weekly`: this is to be keys, each with a value"),
    ("weekly: {hosts: Ben}", "`editions.weekly.hosts`: this is to be a list, such as [one, two]"),
    ("weekly: {minuts: 3}", "did you mean `minutes`"),
    ("weekly: {feed: one}\n  noon: {feed: one}", "two of them have the feed 'one'"),
]


@pytest.mark.parametrize(
    "text", ["weekly:", "weekly: {}", "weekly: {schedule: Saturday}", "weekly: {schedule: [saturday]}"]
)
def test_an_edition_may_say_nothing_or_what_is_usual(show: Show, text: str) -> None:
    path = show.root / "show.yaml"
    write_text(path, f"{path.read_text()}\neditions:\n  {text}\n")
    assert open_show(show.root).edition("weekly").schedule == ("saturday",)


def test_editions_may_be_left_empty(show: Show) -> None:
    path = show.root / "show.yaml"
    write_text(path, f"{path.read_text()}\neditions:\n")
    assert open_show(show.root).every() == (open_show(show.root),)


def test_the_show_itself_has_no_section_of_another_kind(show: Show) -> None:
    path = show.root / "show.yaml"
    write_text(path, f"{path.read_text()}\nsections:\n  - kind: deep_dive\n  - kind: moved\n")
    with pytest.raises(ProblemsError) as told:
        open_show(show.root)
    (problem,) = told.value.problems
    assert "`sections.1.kind`: an edition of the kind daily has no section `moved`" in str(problem)
    assert problem.line == len(path.read_text().splitlines())


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong_with_an_edition_is_told_with_its_line(show: Show, text: str, expected: str) -> None:
    path = show.root / "show.yaml"
    before = path.read_text()
    write_text(path, f"{before}\neditions:\n  {text}\n")
    with pytest.raises(ProblemsError) as told:
        open_show(show.root)
    (problem,) = told.value.problems
    assert expected in str(problem)
    assert problem.line >= len(before.splitlines())


def test_a_template_of_the_edition_comes_before_the_shows(editions: Show) -> None:
    for folder in ("templates", "templates/weekly"):
        (editions.root / folder).mkdir()
    weekly = editions.edition("weekly")
    assert weekly.template_folders == (editions.templates / "weekly", editions.templates)
    assert editions.edition("take").template_folders == (editions.templates,)


def test_guids_of_editions_differ_even_where_titles_do_not(editions: Show) -> None:
    from daycast.episodes.render import guid

    weekly = editions.edition("weekly").model_copy(update={"title": editions.title})
    assert guid(weekly, TUESDAY) != guid(editions, TUESDAY)
