"""Takes in a bucket that several machines share, against a real S3 server over HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from daycast.bucket import Bucket
from daycast.store_settings import TakesBucket
from daycast.voice.shared_takes import SharedTakes
from daycast.voice.takes import Take, TakeStore
from object_store import DeathError, WatchedBucket


def take(number: int, sound: bytes = b"") -> Take:
    key = hashlib.sha256(str(number).encode()).hexdigest()
    return Take(key, "mp3", 2, (-1900, -1800), -1.5, sound or f"sound\n{number}".encode() * 50)


THREE = [take(number) for number in range(3)]
KEYS = [one.key for one in THREE]


class Machine:
    """A machine's folder of takes with the bucket behind it, and all that it has told."""

    def __init__(self, folder: Path, place: TakesBucket, bucket: Bucket | None = None, workers: int = 1) -> None:
        self.told: list[str] = []
        self.damaged: list[Path] = []
        self.bucket = bucket or WatchedBucket(place)
        self.store = SharedTakes(
            folder,
            "s3://takes",
            lambda: self.bucket,
            on_damaged=self.damaged.append,
            on_trouble=self.told.append,
            workers=workers,
        )

    @property
    def asked(self) -> list[str]:
        assert isinstance(self.bucket, WatchedBucket)
        return [what.split("/")[0] for what in self.bucket.asked]

    def speaks(self, *takes: Take) -> int:
        for one in takes:
            self.store.put(one)
        self.store.share(one.key for one in takes)
        return self.store.settle()


@pytest.fixture
def place(server: str, bucket: str) -> TakesBucket:
    return TakesBucket(kind="s3", bucket=bucket, prefix="takes", endpoint=server)


@pytest.fixture
def machine(tmp_path: Path, place: TakesBucket) -> Callable[..., Machine]:
    """Machines by name, which keep their folder: `machine("a")`."""
    return lambda name, bucket=None, at=place, workers=1: Machine(tmp_path / name, at, bucket, workers)


def test_what_one_machine_spoke_another_has_without_speaking(machine: Callable[..., Machine]) -> None:
    assert machine("a").speaks(*THREE) == 0
    other = machine("b").store
    assert other.heads(KEYS).keys() == {*KEYS}
    assert [other.get(key) for key in KEYS] == THREE
    assert TakeStore(other.folder).get(KEYS[0]) == THREE[0]  # a worker sees the folder alone


def test_each_take_costs_one_request_and_none_once_it_is_there(machine: Callable[..., Machine]) -> None:
    spoke = machine("a")
    spoke.speaks(*THREE)
    assert [what.split()[0] for what in spoke.asked] == ["put"] * 3
    heard = machine("b")
    heard.store.heads([*KEYS, take(7).key])
    assert [what.split()[0] for what in heard.asked] == ["get"] * 4
    for name in ("a", "b"):
        again = machine(name)
        again.store.heads(KEYS)
        assert again.speaks(*THREE) == 0
        assert again.asked == []


def test_the_first_to_put_a_take_is_the_one_whose_take_stays(machine: Callable[..., Machine]) -> None:
    first, second = take(1, b"spoken here"), take(1, b"spoken there")
    assert machine("a").speaks(first) == 0
    assert machine("b").speaks(second) == 0
    assert machine("c").store.get(first.key) == first


def test_a_damaged_object_is_told_and_counts_as_absent_until_a_sound_one_takes_its_place(
    machine: Callable[..., Machine], place: TakesBucket
) -> None:
    machine("a").speaks(*THREE)
    name = f"{KEYS[1][:2]}/{KEYS[1]}.take"
    found = Bucket(place).get(name)
    assert found
    Bucket(place).put_if(name, found.data[:-1], found.etag, "", {})
    finder = machine("b")
    assert finder.store.heads(KEYS).keys() == {KEYS[0], KEYS[2]}
    assert [path.name for path in finder.damaged] == [f"{KEYS[1]}.take"]
    assert finder.speaks(*THREE) == 0
    after = machine("c")
    assert after.store.heads(KEYS).keys() == {*KEYS}
    assert after.damaged == []


def test_a_damaged_object_that_was_mended_meanwhile_is_left_alone(
    machine: Callable[..., Machine], place: TakesBucket
) -> None:
    name = f"{KEYS[0][:2]}/{KEYS[0]}.take"
    mended = take(0, b"by another machine")

    def mend(number: int, what: str, done: bool) -> None:
        if what.startswith("put") and "if None" not in what and not done:
            (bad,) = [Bucket(place).get(name)]
            assert bad
            other = Machine(Path(machine("z").store.folder), place)
            other.store.put(mended)
            Bucket(place).put_if(name, other.store.path(mended.key).read_bytes(), bad.etag, "", {})

    Bucket(place).put_if(name, b"damaged", None, "", {})
    late = machine("b", WatchedBucket(place, mend))
    late.speaks(THREE[0])
    assert machine("c").store.get(KEYS[0]) == mended


def test_a_take_that_is_damaged_here_is_not_given_to_others(machine: Callable[..., Machine]) -> None:
    spoke = machine("a")
    spoke.store.put(THREE[0])
    path = spoke.store.path(KEYS[0])
    path.write_bytes(path.read_bytes()[:-1])
    spoke.store.share([KEYS[0]])
    assert spoke.store.settle() == 0
    assert machine("b").store.get(KEYS[0]) is None


def test_a_store_that_ignores_conditions_does_no_harm(
    machine: Callable[..., Machine], place: TakesBucket, between: Callable[..., str]
) -> None:
    careless = place.model_copy(update={"endpoint": between(place.endpoint, drops="If-None-Match")})
    for name in ("a", "b"):
        assert machine(name, at=careless).speaks(*THREE) == 0
    assert [machine("c").store.get(key) for key in KEYS] == THREE


def test_without_the_bucket_a_machine_goes_on_with_what_it_has_and_tells_once(
    machine: Callable[..., Machine], place: TakesBucket
) -> None:
    gone = place.model_copy(update={"endpoint": "http://127.0.0.1:9"})
    alone = machine("a", Bucket(gone, retries=0, key="takes"), workers=8)
    alone.store.put(THREE[0])
    assert alone.store.heads(KEYS).keys() == {KEYS[0]}
    assert alone.speaks(*THREE) == 3
    assert len(alone.told) == 2
    assert "went on with the takes of this machine" in alone.told[0]
    assert alone.told[1] == "s3://takes: 3 takes did not go up; the next render sends them"
    assert "a secret" not in "".join(alone.told)
    assert machine("a").speaks(*THREE) == 0
    assert [machine("b").store.get(key) for key in KEYS] == THREE


@pytest.mark.parametrize("arrives", [False, True], ids=["request lost", "answer lost"])
def test_whatever_request_a_machine_dies_at_nothing_is_lost_and_the_next_run_sends_the_rest(
    machine: Callable[..., Machine], place: TakesBucket, arrives: bool
) -> None:
    deaths = 0
    while True:

        def die(number: int, what: str, done: bool, at: int = deaths) -> None:
            if number == at and done == arrives:
                raise DeathError

        takes = [take(10 * deaths + number) for number in range(3)]
        name = f"a{deaths}"
        try:
            dying = machine(name, WatchedBucket(place, die))
            dying.store.bring(one.key for one in takes)
            dying.speaks(*takes)
        except DeathError:
            again = machine(name)
            assert again.speaks(*takes) == 0
            assert [machine(f"b{deaths}").store.get(one.key) for one in takes] == takes
            deaths += 1
        else:
            break
    assert deaths == 6


@pytest.mark.slow
@pytest.mark.parametrize("trouble", ["busy", "lost"])
def test_requests_that_fail_are_asked_again(
    machine: Callable[..., Machine], place: TakesBucket, between: Callable[..., str], trouble: str
) -> None:
    shaky = place.model_copy(update={"endpoint": between(place.endpoint, **{trouble: True})})
    sender = machine("a", Bucket(shaky, retries=3), workers=4)
    assert (sender.speaks(*THREE), sender.told) == (0, [])
    reader = machine("b", Bucket(shaky, retries=3), workers=4)
    assert reader.store.heads(KEYS).keys() == {*KEYS}
    assert reader.told == []


def test_many_takes_go_side_by_side(machine: Callable[..., Machine]) -> None:
    many = [take(number) for number in range(100)]
    assert machine("a", workers=16).speaks(*many) == 0
    reader = machine("b", workers=16)
    assert len(reader.store.heads(one.key for one in many)) == 100
    assert len(reader.asked) == 100


def test_takes_that_went_up_are_remembered_and_a_spoilt_memory_costs_questions_alone(
    machine: Callable[..., Machine],
) -> None:
    machine("a").speaks(*THREE)
    (memory,) = (machine("a").store.folder).glob("sent-*.sqlite")
    memory.write_bytes(b"not a database" * 100)
    again = machine("a")
    assert again.speaks(*THREE) == 0
    assert [what.split()[0] for what in again.asked] == ["put", "get"] * 3
    assert machine("a").speaks(*THREE) == 0
