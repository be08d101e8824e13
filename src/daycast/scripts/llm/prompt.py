"""What a model is asked. The rules are a template that a show may reword; the sheet is data, and stays data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from daycast.errors import DaycastError
from daycast.scripts.llm.memory import Message
from daycast.scripts.llm.sheet import Sheet
from daycast.scripts.model import Evidence

TEMPLATE = "writer.md.j2"

_TASK = (
    "Write this part in about as many words as `words` says. What `begins` says is said before your first line; go on "
    "from there. Where facts `differ`, say on one line which outlet says what, and cite them all."
)

_OPINION = (
    "Say in one or two lines what you think about what is `asked`. The facts were told to the listener just before."
)


def rules(own: tuple[Path, ...], *, template: str = TEMPLATE, **values: object) -> Message:
    """The system message: the template in the folders `own` of a show, else ours. `values` are what it may say."""
    try:
        return {"role": "system", "content": _environment(own).get_template(template).render(values).strip()}
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None)
        raise DaycastError(
            f"{template}{f':{line}' if line else ''}: {error}",
            hint="Mend the template, or delete it to use the built-in one.",
        ) from error


def ask(sheet: Sheet) -> Message:
    """The sheet, as the user's message."""
    facts = [
        {
            "fact": number,
            **({"due": True} if number <= sheet.due else {}),
            "outlet": fact.outlet,
            "date": fact.published.isoformat(),
            "sentence": fact.quote,
        }
        for number, fact in enumerate(sheet.facts, 1)
    ]
    about = {"about": sheet.heading, "words": sheet.words, **({"begins": sheet.begins} if sheet.begins else {})}
    differ = [{"differ": line.tells} for line in sheet.lines if line.differ]
    block = "\n".join(data(row) for row in (about, *facts, *differ))
    return user(f"{_TASK}\n<sheet>\n{block}\n</sheet>")


def ask_opinion(asked: str, facts: Sequence[Evidence], about: int) -> Message:
    """What a person would be asked for an opinion, and the facts that were told, as the user's message; the first
    `about` of them are what is asked about."""
    rows = [
        {
            "fact": number,
            **({"about": True} if number <= about else {}),
            "outlet": fact.outlet,
            "date": fact.published.isoformat(),
            "sentence": fact.quote,
        }
        for number, fact in enumerate(facts, 1)
    ]
    block = "\n".join(data(row) for row in ({"asked": asked}, *rows))
    return user(f"{_OPINION}\n<sheet>\n{block}\n</sheet>")


def mend_answer(why: str) -> Message:
    """Asks again after an answer that could not be read."""
    return user(
        f"That cannot be read: {why}. Answer the sheet again, with JSON alone in the shape that you were given."
    )


def mend_lines(flawed: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """Asks for lines that failed, each a text and what is wrong with it, to be written anew."""
    block = "\n".join(
        data({"line": number, "text": text, "wrong": list(reasons)}) for number, (text, reasons) in enumerate(flawed, 1)
    )
    return user(
        f"These of your lines cannot be aired:\n<lines>\n{block}\n</lines>\nWrite each of them again so that nothing "
        f"is wrong with it. Answer in the same shape, one line for each, in the same order, and no others."
    )


def user(content: str) -> Message:
    """What is said to a model."""
    return {"role": "user", "content": content}


def data(value: Any) -> str:
    """JSON on one line that cannot close the block it stands in, nor hold the marks that chat templates are made of."""
    text = json.dumps(value, ensure_ascii=False)
    inner = {"<": "\\u003c", ">": "\\u003e"}
    return "".join(inner.get(letter, letter) for letter in text)


@cache
def _environment(own: tuple[Path, ...]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(own), jinja2.PackageLoader("daycast.scripts.llm")]),
        undefined=jinja2.StrictUndefined,
    )
