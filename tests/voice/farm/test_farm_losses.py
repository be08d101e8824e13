"""A farm loses workers and its scheduler in the middle of it; what was spoken is never lost."""

import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
from farm_site import Holding, Site, wait_for

from daycast.errors import DaycastError
from daycast.voice.engine import Voice
from daycast.voice.farm.hands import FarmHands
from daycast.voice.speak import Spoken, Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew, crew_of

pytestmark = pytest.mark.slow


def lines(engine: str, *texts: str) -> list[Wanted]:
    return [Wanted(Voice(engine=engine), text) for text in texts]


def numbered(word: str, count: int) -> list[str]:
    return [f"{word} {number}." for number in range(count)]


def spoken_aside(wanted: list[Wanted], store: TakeStore, crew: Crew) -> "Future[Spoken]":
    """The lines spoken in a thread of its own."""
    future: Future[Spoken] = Future()

    def run() -> None:
        try:
            future.set_result(speak(wanted, store, crew=crew))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def kept(folder: Path) -> int:
    return len(list(folder.rglob("*.take")))


def test_a_worker_killed_in_the_middle_of_a_line_costs_no_line(tmp_path: Path, site: Site, held: Holding) -> None:
    site.scheduler()
    first, _ = site.workers(2)
    wanted = lines(held.name, *numbered("Hold", 2), *numbered("Line", 20))
    with crew_of(site.farm) as crew:
        speaking = spoken_aside(wanted, TakeStore(tmp_path), crew)
        wait_for(lambda: len(held.begun) == 2, "both workers to be at a line")
        site.kill(first)
        held.let_go()
        spoken = speaking.result(timeout=120)
    assert (spoken.spoken, spoken.failures) == (22, ())
    assert kept(tmp_path) == 22
    assert len(held.begun) == 3, "the line of the killed worker was begun again by the other"


def test_after_its_scheduler_was_killed_a_run_goes_on_from_the_store(tmp_path: Path, site: Site, held: Holding) -> None:
    scheduler = site.scheduler()
    site.workers(2)
    wanted = lines(held.name, *numbered("The line that is spoken is", 6), "Hold.")
    with crew_of(site.farm) as crew:
        speaking = spoken_aside(wanted, TakeStore(tmp_path), crew)
        wait_for(lambda: held.begun and kept(tmp_path) == 6, "all lines but one")
        site.kill(scheduler)
        with pytest.raises(DaycastError, match=r"(?s)went away in the middle.*dask scheduler.*run the command again"):
            speaking.result(timeout=60)
        held.let_go()
        site.scheduler()
        site.until(2)  # who come back by themselves
        spoken = speak(wanted, TakeStore(tmp_path), crew=crew)
    assert (spoken.spoken, spoken.cached, spoken.failures) == (1, 6, ())


def test_a_line_that_kills_every_worker_it_comes_to_fails_alone_and_the_workers_come_back(
    tmp_path: Path, site: Site, slayer: str
) -> None:
    site.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    site.workers(2)
    wanted = lines(slayer, "Slay whoever says it.", *numbered("Line", 6))
    with crew_of(site.farm) as crew:
        spoken = speak(wanted, TakeStore(tmp_path), crew=crew)
    assert [failure.wanted.text for failure in spoken.failures] == ["Slay whoever says it."]
    assert spoken.failures[0].reason == "2 workers that were given it went away, one after the other"
    assert kept(tmp_path) == 6
    site.until(2)


def test_with_no_worker_left_a_run_ends_and_tells_how_to_go_on(tmp_path: Path, site: Site, held: Holding) -> None:
    site.scheduler()
    (worker,) = site.workers(1)
    with Crew(hands=FarmHands(site.farm, alone=1)) as crew:
        speaking = spoken_aside(
            lines(held.name, "This one is first, as it is longer.", "Hold."), TakeStore(tmp_path), crew
        )
        wait_for(lambda: held.begun and kept(tmp_path) == 1, "one line of two")
        site.kill(worker)
        with pytest.raises(DaycastError, match="has no worker left"):
            speaking.result(timeout=60)
    assert kept(tmp_path) == 1


def test_a_crew_that_is_closed_in_the_middle_takes_back_what_is_not_begun(
    tmp_path: Path, site: Site, held: Holding
) -> None:
    site.scheduler()
    site.workers(1)
    with crew_of(site.farm) as crew:
        speaking = spoken_aside(lines(held.name, *numbered("Hold", 5)), TakeStore(tmp_path / "1"), crew)
        wait_for(lambda: held.begun, "a first line")
    with pytest.raises(DaycastError, match="gone home"):
        speaking.result(timeout=60)
    held.let_go()
    with crew_of(site.farm) as crew:
        assert speak(lines(held.name, "Another."), TakeStore(tmp_path / "2"), crew=crew).spoken == 1
    assert len(held.begun) <= 2, "the line that was begun, and one that its worker held ready"
