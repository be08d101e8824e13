"""What a person is told when something is wrong.

`DaycastError` means "show this to the user": the command line prints it without a traceback and
exits with 1. Anything else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file of the user's: where it is, what is wrong, what to do.

    `line` and `column` (in characters) count from 1; line 0 means the file as a whole, column 0 that only the line is
    known. `at` is the excerpt of the file that the problem is about, as far as it is one. A warning stops nothing, and
    a warning that is a note only tells.
    """

    path: Path
    line: int
    message: str
    hint: str = ""
    warning: bool = False
    column: int = 0
    at: str = ""
    note: bool = False

    @property
    def level(self) -> str:
        return "note" if self.note else "warning" if self.warning else "error"

    def __str__(self) -> str:
        """`path:line:column: level: message (hint)`, the form of GCC, which editors and terminals follow."""
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{where}: {self.level}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class DaycastError(Exception):
    """Something the user can mend. `hint` says how, in one sentence."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class ProblemsError(DaycastError):
    """All the mistakes of one file or command at once, a line each."""

    def __init__(self, problems: Iterable[Problem], *, hint: str = "") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems), hint=hint)
