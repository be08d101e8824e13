"""An MP3 as what it is put together of: any part of it is that part of the whole."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as some

from daycast.episodes.reading import LostError, Reader, chunks
from daycast.episodes.reel import Part, Piece, Reel, Silence
from daycast.voice import mp3

DATA = {f"{number}": hashlib.sha256(b"%d" % number).digest() * (number + 1) for number in range(6)}
PARTS = [Part(key, len(data)) for key, data in DATA.items()]

silences = some.builds(Silence, some.integers(0, 4), some.sampled_from([*mp3.LAYOUTS.values()]))
reels = some.lists(some.one_of(some.binary(max_size=40), some.sampled_from(PARTS), silences), max_size=12)


def fetched(part: Part) -> bytes:
    return DATA[part.key]


def plain(pieces: list[Piece]) -> bytes:
    """The bytes put together without a reel."""
    found = b""
    for piece in pieces:
        match piece:
            case bytes():
                found += piece
            case Part():
                found += DATA[piece.key]
            case Silence():
                found += mp3.silent_frames(piece.frames, piece.layout)
    return found


@given(reels)
def test_all_of_a_reel_is_its_pieces_one_after_the_other(pieces: list[Piece]) -> None:
    reel = Reel.of(pieces)
    assert b"".join(chunks(reel, fetched)) == plain(pieces)
    assert reel.length == len(plain(pieces))


@given(reels, some.integers(0, 1500), some.integers(0, 1500))
def test_any_range_is_that_slice_of_the_whole(pieces: list[Piece], first: int, length: int) -> None:
    reader = Reader(fetched, lambda part: True)
    assert reader.read(Reel.of(pieces), first, length) == plain(pieces)[first : first + length]


@given(reels)
def test_the_slices_of_a_range_lie_end_to_end_and_none_is_empty(pieces: list[Piece]) -> None:
    reel = Reel.of(pieces)
    found = [*reel.cover(3, 200)]
    assert all(0 <= one.first < one.end for one in found)
    assert sum(one.end - one.first for one in found) == max(0, min(203, reel.length) - 3)


@given(reels, reels)
def test_two_reels_have_one_tag_only_if_they_are_made_of_the_same(one: list[Piece], other: list[Piece]) -> None:
    first, second = Reel.of(one), Reel.of(other)
    assert (first.etag() == second.etag()) == (first.pieces == second.pieces)


def test_parts_that_find_no_room_are_fetched_again_and_the_others_once() -> None:
    asked = []

    def fetch(part: Part) -> bytes:
        asked.append(part.key)
        return DATA[part.key]

    reel = Reel.of([PARTS[0], PARTS[1], PARTS[5], PARTS[0], PARTS[0]])
    reader = Reader(fetch, lambda part: True, room=64)  # for the first two, not for the long one
    assert reader.read(reel, 0, reel.length) == plain([*reel.pieces])
    assert asked == ["0", "1", "5", "0"]


@pytest.mark.parametrize("kept", [b"", b"short"])
def test_a_part_that_is_not_as_long_as_it_was_is_lost(kept: bytes) -> None:
    reader = Reader(lambda part: kept, lambda part: True)
    with pytest.raises(LostError, match="in place of 32"):
        reader.read(Reel.of([PARTS[0]]), 0, 5)


def test_what_has_gone_is_told_before_it_is_promised() -> None:
    def fetch(part: Part) -> bytes:
        raise LostError(f"{part.key} has gone")

    reel = Reel.of([b"head", PARTS[0], PARTS[1]])
    reader = Reader(fetch, lambda part: part.key != "1")
    reader.check(reel, 0, 30)
    with pytest.raises(LostError, match="1 has gone"):
        reader.check(reel, 0, reel.length)


def test_many_threads_read_the_same_bytes() -> None:
    reel = Reel.of([PARTS[number % 6] for number in range(60)])
    whole = plain([*reel.pieces])
    reader = Reader(fetched, lambda part: True, room=200)
    ranges = [(first, 37 * (first % 9)) for first in range(0, reel.length, 5)]
    with ThreadPoolExecutor(8) as pool:
        read = [*pool.map(lambda asked: reader.read(reel, *asked), ranges)]
    assert read == [whole[first : first + length] for first, length in ranges]
