"""Categories are Apple's, written as Apple writes them."""

from __future__ import annotations

import pytest

from daycast.categories import CATEGORIES, category
from daycast.errors import ProblemsError
from daycast.show import Show, open_show


def test_apples_list_has_19_categories_and_91_below_them() -> None:
    assert (len(CATEGORIES), sum(map(len, CATEGORIES.values()))) == (19, 91)


@pytest.mark.parametrize(
    ("text", "known"),
    [("News", "News"), ("News > Tech News", "News > Tech News"), ("News>Tech News", "News > Tech News")],
)
def test_a_category_is_taken_however_it_is_spaced(text: str, known: str) -> None:
    assert category(text) == known


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("news", "did you mean 'News'?"),
        ("News > tech news", "did you mean 'News > Tech News'?"),
        ("Tech News", "did you mean 'News > Tech News'?"),
        ("Technology > Tech News", "did you mean 'News > Tech News'?"),
        ("Newz", "did you mean 'News'?"),
        ("Science > Astronmy", "did you mean 'Science > Astronomy'?"),
        ("Society and Culture", "did you mean 'Society & Culture'?"),
        ("Quux", "it has Arts, Business, "),
    ],
)
def test_what_is_not_in_apples_list_is_told_with_the_nearest_that_is(text: str, near: str) -> None:
    with pytest.raises(ValueError, match="not in Apple's list") as caught:
        category(text)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("category: Tech News", "show.yaml:6: error: `category`: 'Tech News' is not in Apple's list of categories"),
        ("podcast: {lockd: true}", "unknown key `podcast.lockd` (did you mean `locked`?)"),
        ("podcast: {guid: mine}", "show.yaml:6: error: `podcast.guid`: write a UUID"),
        ("podcast: {funding: [{url: example.org, text: Give}]}", "`podcast.funding.0.url`: write a web address"),
        (
            "podcast: {new_feed_url: 'https://exämple.org'}",
            "`podcast.new_feed_url`: write a web address in ASCII",
        ),
        ("podcast: {update_frequency: {text: Daily, rule: daily}}", "write a recurrence rule"),
        (
            "podcast: {update_frequency: {text: Daily, rule: FREQ=DAILY;COUNT=3}}",
            "`podcast.update_frequency`: a rule with COUNT needs a `start`",
        ),
        ("podcast: {locations: [{name: Berlin, geo: Berlin}]}", "`podcast.locations.0.geo`"),
        ("podcast: {medium: radio}", "`podcast.medium`"),
        ("access: token\npublish: {hubs: [https://hub.example.org/]}", "leave out `hubs` and `podping`"),
        ("base_url: https://news.example.org;evil/", "`base_url`: write a host name"),
        ("base_url: https://news.example.org/my show/", "`base_url`: write a host name"),
        ("base_url: http://localhost:99999/", "`base_url`: write the address"),
    ],
)
def test_a_mistake_in_what_the_feed_tells_names_its_key_and_what_is_right(show: Show, line: str, message: str) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(ProblemsError) as caught:
        open_show(show.root)
    assert message in str(caught.value)


def test_a_licence_may_be_its_name_alone(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "podcast: {license: cc-by-4.0}\n")
    found = open_show(show.root).podcast.license
    assert found and (found.name, found.url) == ("cc-by-4.0", None)
