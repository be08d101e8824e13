"""The script as a file: `parse(print_script(s)) == s`. One line a turn, so that diffs and merges are by turn."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from daycast.inline import escape
from daycast.scripts.comments import Comment
from daycast.scripts.model import Cue, Evidence, Pause, Say, Script
from daycast.scripts.wishes import printed


def print_script(script: Script, comments: Sequence[Comment] = ()) -> str:
    """The Markdown of a script, blank line between blocks, evidence last. `comments` are those that it is to have."""
    front = {"date": script.date, "title": script.title, "summary": script.summary, **printed(script.wishes)}
    blocks = ["---\n" + yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=10**6) + "---"]
    for index, section in enumerate(script.sections):
        if section.level:
            blocks.append(f"{'#' * section.level} {section.title}")
        mine = [comment for comment in comments if comment.section == index]
        for place, cue in enumerate(section.cues):
            blocks += [*(comment.text for comment in mine if comment.place == place), _cue(cue)]
        blocks += [comment.text for comment in mine if comment.place >= len(section.cues)]
    if script.evidence:
        blocks.append("\n".join(_evidence(evidence) for evidence in script.evidence))
    return "\n\n".join(blocks) + "\n"


def _cue(cue: Cue) -> str:
    match cue:
        case Say():
            marks = [f"[^{label}]" for label in cue.citations] + (["{.take}"] if cue.take else [])
            return " ".join([f"{cue.speaker}: {cue.text}".rstrip(), *marks])
        case Pause():
            return f"[pause: {round(cue.seconds * 1000)}ms]"
        case _:
            return f"[sound: {cue.name}{' under' if cue.under else ''}]"


def _evidence(evidence: Evidence) -> str:
    where = f"{escape(evidence.outlet)}, {evidence.published.isoformat()}, <{evidence.url}>"
    return f'[^{evidence.label}]: {where}. "{escape(evidence.quote)}"'
