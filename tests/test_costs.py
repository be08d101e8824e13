"""The tables of docs/hosting.md are what tools/costs.py works out."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COSTS = runpy.run_path(str(ROOT / "tools" / "costs.py"))


def test_hosting_md_has_the_tables_that_the_script_works_out() -> None:
    text = (ROOT / "docs" / "hosting.md").read_text().splitlines()
    assert [row for row in COSTS["tables"]() if row not in text] == []


@pytest.mark.parametrize("listeners", [100, 10_000, 1_000_000])
def test_a_month_is_each_days_episode_for_each_listener_and_the_feed_for_three_in_ten(listeners: int) -> None:
    asked = COSTS["month"](listeners)
    assert asked.audio == pytest.approx(listeners * 30 * 3_817_759 / 1e9)
    assert asked.requests == pytest.approx((listeners * 30 + listeners * 0.3 * 30 * 12) / 1e6)
    a_day = asked.audio + asked.feed
    assert asked.peak == pytest.approx(a_day / 30 / 2 / 7200 * 8e3)


def test_traffic_costs_nothing_where_it_is_free_and_by_the_gigabyte_elsewhere() -> None:
    small, large = (COSTS["costs"](listeners) for listeners in (10_000, 1_000_000))
    assert large["cdn"] / small["cdn"] == pytest.approx(100, rel=0.01)
    assert small["own"] == 5.0 < large["own"]
    assert large["free"] < large["own"] < large["cdn"] < large["cloud"]
