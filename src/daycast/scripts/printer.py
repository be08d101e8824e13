"""The script as a file: `parse(print_script(s)) == s`. One line a turn, so that diffs and merges are by turn."""

from __future__ import annotations

import yaml

from daycast.inline import escape
from daycast.scripts.model import Cue, Evidence, Pause, Say, Script
from daycast.scripts.wishes import printed


def print_script(script: Script) -> str:
    """The Markdown of a script, blank line between blocks, evidence last."""
    front = {"date": script.date, "title": script.title, "summary": script.summary, **printed(script.wishes)}
    blocks = ["---\n" + yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=10**6) + "---"]
    for section in script.sections:
        if section.level:
            blocks.append(f"{'#' * section.level} {section.title}")
        blocks += [_cue(cue) for cue in section.cues]
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
