"""`daycast ask`: what the show has reported, in passages with their time and sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daycast import console
from daycast.cli_options import Edition, Json, ShowDir, opened
from daycast.errors import DaycastError

if TYPE_CHECKING:
    from daycast.episodes.archive.answer import Told
    from daycast.episodes.archive.find import Found, Hit
    from daycast.episodes.archive.index import Archive
    from daycast.episodes.archive.passages import Passage
    from daycast.episodes.archive.when import Days
    from daycast.show import Show


def ask(
    question: Annotated[list[str], typer.Argument(help="In plain words; days count too: “in June”, “since Monday”.")],
    show_dir: ShowDir = None,
    edition: Edition = "",
    passages: Annotated[
        bool, typer.Option("--passages", help="Passages alone, where a language model would answer.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask what the show has reported: passages of its episodes, with date, time and sources."""
    show, today = opened(show_dir, None, edition)
    found = _found(show, " ".join(question), today, quiet=as_json)
    told = None if passages or not found.covered else _told(show, found, today)
    if as_json:
        console.print_json(_as_data(show, found, told))
    else:
        _print(show, found, told)


def _found(show: Show, text: str, today: date, *, quiet: bool) -> Found:
    import sqlite3

    from daycast.episodes.archive import rendered
    from daycast.episodes.archive.find import find
    from daycast.episodes.archive.near import Meanings, read_all
    from daycast.episodes.archive.question import LONGEST, read
    from daycast.seeds.grouping.meaning import meaning

    question = read(text, today, show.tongue, show.title)
    if len(text) > LONGEST:
        raise DaycastError(f"the question has {len(text)} characters", hint=f"Ask it in at most {LONGEST}.")
    if not question.terms and not question.dated:
        raise DaycastError("there is no word to look for", hint='Ask, for example: daycast ask "export controls"')

    def look(archive: Archive) -> Found:
        with console.progress("reading episodes", quiet) as on_progress:
            wrong = rendered.bring(archive, show, on_progress)
        for error in wrong:
            console.stop(error)
        if not archive.count():
            raise DaycastError("there is no rendered episode to ask about", hint=f"Run: daycast render{show.option}")
        meanings = Meanings(mean) if show.tongue == "en" and (mean := meaning()) else None  # its language
        if meanings:
            with console.progress("reading what passages mean", quiet) as on_progress:
                read_all(archive, meanings.mean, on_progress)
        return find(archive, question, meanings)

    try:
        with rendered.archive_of(show) as archive:
            return archive.steadily(look)
    except sqlite3.OperationalError as error:
        raise DaycastError(
            f"{rendered.path(show)}: cannot be read: {error}",
            hint="Try again; where that does not help, delete it: it is made anew.",
        ) from error


def _told(show: Show, found: Found, today: date) -> Told | None:
    """The language model's answer, where the show has one that answers."""
    if show.writer.kind != "llm" or not found.question.terms:
        return None
    from daycast.episodes.archive.answer import answered
    from daycast.scripts.llm.trouble import UnansweredError

    try:
        return answered(show, show.writer, found, today)
    except UnansweredError as error:
        typer.secho(f"writer: {error}: passages only ({error.hint})", err=True, fg=typer.colors.YELLOW)
        return None


def _print(show: Show, found: Found, told: Told | None) -> None:
    from rich.console import Console
    from rich.text import Text

    terminal = Console(highlight=False, markup=False, emoji=False)
    first, last = _named(found.question.days)
    if found.question.dated:
        span = (
            f"On {first}" if first == last else f"{f'From {first}' if first else ''}{f' until {last}' if last else ''}"
        )
        terminal.print(Text(f"{span.strip().capitalize()}:", "dim"))
    if not found.covered or (told and told.open):
        near = " The nearest that was said:" if found.hits else ""
        terminal.print(Text(f"Not covered.{near}", "bold"))
    elif told and told.sentences:
        for sentence in told.sentences:
            terminal.print(Text(f"{sentence.text} {''.join(f'[{rank}]' for rank in sentence.cites)}"), soft_wrap=True)
    elif told:
        terminal.print(Text(f"{told.model} said nothing that these passages say.", "dim"))
    told_before = found.question.dated or not found.covered or told
    for rank, hit in enumerate(found.hits, 1):
        if rank > 1 or told_before:
            terminal.print()
        for line in _shown(show, rank, hit):
            terminal.print(line, soft_wrap=True)


def _named(days: Days) -> tuple[str, str]:
    """The first and the last day that were asked about, "" where the question sets none."""
    return (
        days.first.isoformat() if days.first > date.min else "",
        days.last.isoformat() if days.last < date.max else "",
    )


def _shown(show: Show, rank: int, hit: Hit) -> list[Any]:
    """A passage for the terminal: where it stands, its lines with the found words in bold, its sources."""
    from rich.text import Text

    from daycast.episodes.archive.index import CLOSE, OPEN
    from daycast.feed.text import clock

    one = hit.passage
    rows = [Text(f"[{rank}] {one.day.isoformat()} {clock(one.start)}  {one.where or one.title}", "bold")]
    for line, marked in zip(one.lines, hit.lines, strict=True):
        row = Text(f"    {line.speaker}{' (opinion)' if line.take else ''}: ")
        for piece in marked.split(OPEN):
            word, closed, rest = piece.partition(CLOSE)
            row.append(word, "bold yellow" if closed else "")
            row.append(rest)
        rows.append(row)
    for source in {(source.outlet, source.url): source for source in one.sources}.values():
        rows.append(Text(f"    {source.outlet}, {source.published.isoformat()} {source.url}".rstrip(), "dim"))
    link = _link(show, one)
    return [*rows, Text(f"    {link}", "dim")] if link else rows


def _link(show: Show, passage: Passage) -> str | None:
    """Where the episode's page plays the passage; None for a briefing: each listener has a page of their own."""
    from daycast.feed.text import moment

    if show.kind == "briefing":
        return None
    return f"{show.base_url}{passage.day.isoformat()}/#t={moment(passage.start)}"


def _as_data(show: Show, found: Found, told: Told | None) -> dict[str, Any]:
    first, last = _named(found.question.days)
    return {
        "question": found.question.text,
        "from": first or None,
        "to": last or None,
        "covered": found.covered and not (told and told.open),
        "answer": told
        and {
            "model": told.model,
            "sentences": [{"text": one.text, "cites": list(one.cites)} for one in told.sentences],
            "dropped": told.dropped,
        },
        "passages": [_passage(show, hit) for hit in found.hits],
    }


def _passage(show: Show, hit: Hit) -> dict[str, Any]:
    one = hit.passage
    return {
        "date": one.day.isoformat(),
        "title": one.title,
        "section": one.section,
        "heading": one.heading,
        "start": one.start,
        "end": one.end,
        "url": _link(show, one),
        "lines": [
            {"start": line.start, "speaker": line.speaker, "text": line.text, "opinion": line.take}
            for line in one.lines
        ],
        "sources": [
            {"outlet": source.outlet, "date": source.published.isoformat(), "url": source.url, "quote": source.quote}
            for source in one.sources
        ],
    }
