"""A take's facts put into a script, with prompts where a person is to say what to make of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from daycast.errors import DaycastError
from daycast.scripts.aired import Aired
from daycast.scripts.commentary.plan import lay_out, weightiest
from daycast.scripts.commentary.prompts import prompts
from daycast.scripts.commentary.related import Piece, related
from daycast.scripts.commentary.unanswered import PREFIX
from daycast.scripts.model import Script
from daycast.scripts.writing.write import Draft, rendered, spare
from daycast.sections import Related
from daycast.seeds.model import Story
from daycast.show import Show

TEMPLATE = "take.md.j2"
_QUOTED_WORDS = 26  # of a fact that a prompt quotes


def draft(
    show: Show, day: date, stories: Sequence[Story], archive: Sequence[Aired], promoted: Story | None = None
) -> tuple[Draft, Story, tuple[Piece, ...]]:
    """The take of `day` on the story that is `promoted`, else on the weightiest of `stories` (ranked) that carries one,
    and the earlier pieces that it refers to. `archive` is what the show aired before."""
    if not stories:
        raise DaycastError(
            f"{show.seeds(day)}: every story of the day is left out",
            hint=f"Take one in again: `drop` in scripts/{show.stem(day)}.board.yaml",
        )
    story = promoted or weightiest(stories, day, show.tongue)
    wanted = next((section for section in show.sections if isinstance(section, Related)), None)
    pieces = related(story, archive, show.main.base_url, wanted.pieces) if wanted else ()
    laid = lay_out(show, day, story)
    values = {
        "plan": laid.plan,
        "laid": laid,
        "pieces": pieces,
        "prompts": prompts(laid),
        "marker": PREFIX,
        "short": _short,
    }
    made = rendered(show, TEMPLATE, day, laid.plan.articles, values)
    script = Script(day, laid.plan.title, laid.plan.summary, made.sections, made.evidence)
    return Draft(script, spare(laid.plan, script), None, made.comments), story, pieces


def _short(text: str) -> str:
    """A fact as a prompt quotes it: on one line, no longer than can be taken in at a glance."""
    said = text.replace("-->", "").split()
    return " ".join(said) if len(said) <= _QUOTED_WORDS else " ".join(said[:_QUOTED_WORDS]).rstrip(",;:") + " …"
