"""What a person decided about the day's stories comes before their ranking."""

from datetime import UTC, date, datetime
from pathlib import Path

from daycast.scripts.board import Board, board_path, load_board, save_board
from daycast.seeds.model import Article, Story
from daycast.show import Show

DAY = date(2026, 6, 23)


def story(name: str, rank: int) -> Story:
    articles = tuple(
        Article(f"2026-06-23/{name}{n}", name, "Wire", "", datetime(2026, 6, 23, tzinfo=UTC), ()) for n in (1, 2)
    )
    return Story(articles[0].id, name, articles, rank, 0.0, ())


STORIES = (story("lake", 1), story("train", 2), story("vote", 3))


def names(stories: tuple[Story, ...]) -> list[tuple[int, str]]:
    return [(one.rank, one.headline) for one in stories]


def test_without_decisions_the_ranking_stands() -> None:
    assert Board().arrange(STORIES) == STORIES
    assert Board().deep(STORIES) is None


def test_a_story_is_found_by_any_of_its_articles() -> None:
    board = Board(order=("2026-06-23/vote2",), drop=("2026-06-23/lake2",), deep_dive="2026-06-23/train2")
    assert names(board.arrange(STORIES)) == [(1, "vote"), (2, "train")]
    assert board.deep(STORIES) == STORIES[1]


def test_a_promoted_story_is_told_again_and_one_left_out_is_no_longer_promoted() -> None:
    vote = STORIES[2]
    board = Board(drop=("2026-06-23/vote1",)).promote(vote)
    assert (board.deep_dive, board.drop) == ("2026-06-23/vote1", ())
    board = board.leave_out(vote)
    assert (board.deep_dive, board.drop) == (None, ("2026-06-23/vote1",))
    assert not board.take_in(vote).decided


def test_a_decision_holds_for_a_story_by_whichever_article_it_was_named() -> None:
    vote, other = STORIES[2], "2026-06-23/vote2"
    assert Board(drop=(other,)).take_in(vote) == Board()
    assert Board(drop=(other,)).promote(vote).drop == ()
    board = Board(deep_dive=other, order=(other, "2026-06-23/lake1"), drop=(other,)).leave_out(vote)
    assert board == Board(order=("2026-06-23/lake1",), drop=("2026-06-23/vote1",))


def test_a_name_that_no_story_has_is_told() -> None:
    board = Board(drop=("2026-06-23/trian1", "2026-06-23/vote1"))
    (problem,) = board.unknown(STORIES, Path("b.yaml"), "drop:\n- vote1\n- trian1\n")
    assert "trian1" in problem.message
    assert problem.hint == "did you mean “2026-06-23/train1”?"
    assert (problem.line, problem.warning) == (3, True)


def test_an_id_may_stand_without_its_date(show: Show) -> None:
    board_path(show, DAY).parent.mkdir(exist_ok=True)
    board_path(show, DAY).write_text("deep_dive: train2\norder: [vote1]\ndrop: [lake1]\n")
    board = load_board(show, DAY)
    assert board.deep(STORIES) == STORIES[1]
    assert names(board.arrange(STORIES)) == [(1, "vote"), (2, "train")]


def test_a_persons_comments_on_a_board_stay(show: Show) -> None:
    path = board_path(show, DAY)
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Jo wants the vote first\norder: [vote1]\n# but not the lake\n")
    save_board(show, DAY, load_board(show, DAY).leave_out(STORIES[0]))
    save_board(show, DAY, load_board(show, DAY).leave_out(STORIES[1]))
    notes = [row for row in path.read_text().split("\n") if row.startswith("#")]
    assert notes[1:] == ["# Jo wants the vote first", "# but not the lake"]
    save_board(show, DAY, Board())
    assert "# but not the lake" in path.read_text()
    assert not load_board(show, DAY).decided


def test_a_board_is_kept_and_one_without_decisions_has_no_file(show: Show) -> None:
    board = Board(deep_dive="2026-06-23/vote1", order=("2026-06-23/train1",))
    save_board(show, DAY, board)
    assert load_board(show, DAY) == board
    save_board(show, DAY, Board())
    assert not board_path(show, DAY).exists()
    assert load_board(show, DAY) == Board()
