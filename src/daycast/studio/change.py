"""What an edit on the page does to the script's text."""

from __future__ import annotations

from dataclasses import replace

from daycast.scripts import edits
from daycast.studio import asks


def changed(text: str, ask: asks.Edit) -> str:
    """The script's text once `ask` is done. Raises `edits.Moved` where what it is about is not there any more."""
    match ask:
        case asks.Add():
            try:
                return edits.inserted(text, _behind(ask.after), ask.text)
            except edits.Moved as moved:  # a new line clashes with nothing: it goes behind what stands there now
                return edits.inserted(text, moved.place, ask.text)
        case asks.Move():
            return edits.moved(text, ask.at.place, _behind(ask.after))
        case _:
            return edits.replaced(text, ask.at.place, meant(ask))


def meant(ask: asks.Edit) -> str:
    """What is to stand where the block stood that `ask` is about, or is to be added."""
    match ask:
        case asks.Reword():
            return replace(edits.turn(ask.at.text), speaker=ask.speaker, words=_one_line(ask.words)).text
        case asks.Mark():
            return edits.turn(ask.at.text).marked(ask.take).text
        case asks.Uncite():
            turn = edits.turn(ask.at.text)
            return turn.without(f"[^{ask.label}]").text
        case asks.Split():
            first = _one_line(ask.first)
            turn = replace(edits.turn(ask.at.text), speaker=ask.speaker, words=f"{first} {_one_line(ask.second)}")
            return "\n\n".join(half.text for half in turn.split(len(first)))
        case asks.Rewrite() | asks.Add():
            return ask.text
        case asks.Move():
            return ask.at.text


def _behind(after: asks.At | None) -> edits.Place | None:
    return after.place if after else None


def _one_line(words: str) -> str:
    return " ".join(words.split())
