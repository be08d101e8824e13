"""Values in memory, and what gives way to them."""

from daycast.episodes.recent import Recent


def test_what_was_used_longest_ago_gives_way() -> None:
    kept: Recent[str, str] = Recent(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 4)
    assert kept.get("a") == "A"
    kept.put("c", "C", 4)
    assert [key in kept for key in "abc"] == [True, False, True]
    assert kept.get("b") is None


def test_a_value_that_comes_again_takes_its_room_once() -> None:
    kept: Recent[str, str] = Recent(10)
    for _ in range(5):
        kept.put("a", "A", 4)
    kept.put("b", "B", 6)
    assert (kept.get("a"), kept.get("b")) == ("A", "B")


def test_the_last_value_stays_however_large_it_is() -> None:
    kept: Recent[str, str] = Recent(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 40)
    assert (kept.get("a"), kept.get("b")) == (None, "B")
