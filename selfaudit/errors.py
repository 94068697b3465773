"""The errors a user can meet, each with what happened, where, what to do next and an exit code.

    SelfAuditError            base: title, detail, next step, exit code
    ├── UsageError      64    the command was called wrongly
    ├── InputError      65    a file or a value given by the user cannot be used
    │   └── DataError   65    the data folder itself cannot be used (newer version, damaged, locked, full)
    ├── InternalError   70    our fault
    └── Stopped        130    the user stopped the work

Exit codes follow sysexits.h (64, 65, 70) and the shell's convention for SIGINT (130).
Texts are already in the user's language when an error is raised: raise sites take them from `selfaudit.text`.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Process exit codes, a contract with scripts."""

    OK = 0
    """Done, PASS, VALID."""
    FOUND = 1
    """Something was found: FAIL, INVALID, a residue."""
    UNDECIDED = 2
    """Could not tell: UNKNOWN, INDETERMINATE."""
    USAGE = 64
    """Wrong use of the command line (EX_USAGE)."""
    INPUT = 65
    """Bad input data (EX_DATAERR)."""
    INTERNAL = 70
    """A defect of this program (EX_SOFTWARE)."""
    STOPPED = 130
    """Stopped by the user (128 + SIGINT)."""


class SelfAuditError(Exception):
    """What went wrong, in words for the user.

    `title` is one line, `detail` says what and where, `next_step` says what to do. None of them may hold personal data.
    """

    exit_code: ExitCode = ExitCode.INTERNAL

    def __init__(self, title: str, detail: str = "", next_step: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.next_step = next_step

    def __str__(self) -> str:
        return "\n".join(part for part in (self.title, self.detail, self.next_step) if part)


class UsageError(SelfAuditError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = ExitCode.USAGE


class InputError(SelfAuditError):
    """A file or value given by the user cannot be used."""

    exit_code = ExitCode.INPUT


class DataError(InputError):
    """The data folder cannot be used: made by a newer version, damaged, full, or in use by another program."""


class InternalError(SelfAuditError):
    """A defect of this program."""

    exit_code = ExitCode.INTERNAL


class Stopped(SelfAuditError):
    """The user stopped the work; nothing that was saved is lost."""

    exit_code = ExitCode.STOPPED
