"""`daycast stories`: what a day, or a file of articles, tells, and why it is told in this order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daycast import console
from daycast.cli_options import Day, Edition, Json, ShowDir, opened

if TYPE_CHECKING:
    from daycast.seeds.grouping.why import Why
    from daycast.seeds.model import Story
    from daycast.show import Show


def stories(
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    why: Annotated[
        str | None, typer.Option(metavar="ID", help="Explain one story, by its id or that of an article of it.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Group the articles of a JSONL file instead, without any show."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the day's stories in the order of their weight, and why."""
    if file:
        if why or day or show_dir or edition:
            raise typer.BadParameter("takes none of --why, --date, --show and --edition", param_hint="--from")
        _of_file(file, as_json)
    else:
        _of_day(*opened(show_dir, day, edition), why, as_json)


def _of_file(file: Path, as_json: bool) -> None:
    from daycast.seeds.grouping.batch import stories
    from daycast.seeds.grouping.meaning import meaning

    found, problems = stories(file, meaning())
    console.tell(problems)
    if as_json:
        fields = ("id", "articles", "headline", "follows")
        console.print_json([{field: getattr(story, field) for field in fields} for story in found])
        return
    rows = [(story.id, story.headline, str(len(story.articles)), story.follows or "") for story in found]
    console.print_table(("id", "story", "articles", "follows"), rows)


def _of_day(show: Show, when: date, name: str | None, as_json: bool) -> None:
    from daycast import newsroom

    known = newsroom.reported(show, when)
    console.tell(known.problems)
    if name:
        explained = newsroom.why(show, when, known, name)
        if as_json:
            console.print_json(_explained(explained))
        else:
            typer.echo("\n".join(_lines(explained)))
        return
    ranked = newsroom.stories(show, when, known)
    if as_json:
        console.print_json([_story(story) for story in ranked])
        return
    rows = [(str(s.rank), s.headline, ", ".join(s.outlets), f"{s.score:.1f}", _reasons(s), s.id) for s in ranked]
    console.print_table(("", "story", "outlets", "score", "why here", "id"), rows)
    _tell_board(show, when, ranked)


def _tell_board(show: Show, day: date, ranked: Sequence[Story]) -> None:
    """What a person decided otherwise."""
    from daycast.scripts.board import load_board, misnamed

    board = load_board(show, day)
    console.tell(misnamed(show, day, board, ranked))
    deep, told = board.deep(ranked), board.arrange(ranked)
    if deep:
        typer.echo(f"deep dive, as you decided: {deep.headline}")
    if board.order:
        typer.echo(f"told in your order: {'; '.join(story.headline for story in told[: len(board.order)])}")
    for story in ranked:
        if story.id not in {other.id for other in told}:
            typer.echo(f"left out, as you decided: {story.headline}")


def _reasons(story: Story) -> str:
    return "; ".join(map(str, story.reasons))


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": [article.id for article in story.articles],
        "rank": story.rank,
        "score": story.score,
        "reasons": [{"words": reason.words, "points": round(reason.points, 3)} for reason in story.reasons],
        "follows": story.follows.id if story.follows else None,
    }


def _explained(why: Why) -> dict[str, Any]:
    before, near = why.before, why.nearest
    return _story(why.story) | {
        "words": list(why.words),
        "before": before and {"id": before.earlier.id, "alike": round(before.alike, 3), "on_air": before.on_air},
        "nearest": near and {"id": near.id, "alike": round(near.alike, 3), "joined": near.joined},
    }


def _lines(why: Why) -> list[str]:
    """What a person is told about one story."""
    story, before, near = why.story, why.before, why.nearest
    told = [f"{story.rank}. {story.headline}", f"score {story.score:.1f}:"]
    told += [f"  {reason.points:+.1f}  {reason.words}" for reason in story.reasons]
    told += ["articles, the most central first:"]
    told += [f"  {article.id}  {article.outlet}: {article.title}" for article in story.articles]
    told += [f"{'held together by' if len(story.articles) > 1 else 'stands out by'}: {', '.join(why.words)}"]
    if before:
        says = "and follows it" if story.follows else f"too little to say so on air (from {before.on_air:.2f})"
        told += [f"most like, of what was reported before ({before.alike:.2f}, {says}):"]
        told += [f"  {before.earlier.id}  {before.earlier.headline}"]
    if near:
        told += [f"most like, of this day's other stories ({near.alike:.2f}; from {near.joined:.2f} they may be one):"]
        told += [f"  {near.id}  {near.headline}"]
    return told
