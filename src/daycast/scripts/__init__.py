"""What will be said: a Markdown file that the machine drafts and a person edits.

Takes ranked stories and what aired before; `plan` chooses facts, `write` phrases them, `keep` merges the draft into a
person's words (`merging`), and `history` is the door through which every script is written. `parse` and `print_script`
are each other's inverse, `check` tells what is wrong. Hands on `Script`, and `supports`: whether a claim stands in the
sentences that it cites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daycast.scripts.evidence.supports import Verdict, supports

__all__ = ["Verdict", "supports"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from daycast.scripts.evidence import supports as module

        return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
