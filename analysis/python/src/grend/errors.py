"""What can go wrong, told as the program tells it: what is wrong, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `line` and `column` count from 1, 0 means unknown."""

    message: str
    fix: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return (f"{place}: " if self.file else "") + self.message + (f"\n  {self.fix}" if self.fix else "")


class GrendError(Exception):
    """Base of all errors of this package; `problems` holds every one that was found."""

    def __init__(self, message: str, fix: str = "", problems: Sequence[Problem] = ()) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems) or (Problem(message, fix),)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def message(self) -> str:
        """What is wrong (the first, if there are several)."""
        return self.problems[0].message

    @property
    def fix(self) -> str:
        """What mends it; may be empty."""
        return self.problems[0].fix


class ResultFileError(GrendError):
    """A file cannot be read as a result of Grend, or lacks what was asked for."""


class ProgramError(GrendError):
    """The program `grend` refused or failed. `exit_code` is its own: 64 usage, 65 bad data, 66 missing
    input, 73 the output exists or cannot be made, 74 reading or writing failed, 75 stopped, 78 bad
    scenario; 127 if there is no program, negative if a signal ended it."""

    def __init__(self, exit_code: int, problems: Sequence[Problem]) -> None:
        self.exit_code = exit_code
        super().__init__("", problems=problems)


class GrendWarning(UserWarning):
    """What the program warned of while it ran."""
