"""What one run of the command line knows: the options of the whole program, the app, the data folder."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfaudit.cli.globals import Options
from selfaudit.errors import InputError
from selfaudit.text.messages import t

# Imported by what needs it: a command that opens no data folder begins without it.
if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

PASSPHRASE_VARIABLE = "SELFAUDIT_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret
_MAX_PASSPHRASE_BYTES = 4096


@dataclass
class _Session:
    options: Options
    open_app: Callable[[Path | None, str], int] | None


_current = _Session(Options(), None)


def begin(options: Options, open_app: Callable[[Path | None, str], int] | None) -> None:
    """Remember the options of this run."""
    _current.options = options
    _current.open_app = open_app


def language() -> str:
    """The language of this run, ``ja`` or ``en``."""
    return _current.options.language


def app() -> Callable[[], int] | None:
    """A function that opens the app on this run's data, or None where there is no terminal."""
    opener = _current.open_app
    return None if opener is None else lambda: opener(_current.options.data, _current.options.language)


def workspace(program: str) -> Workspace:
    """Open this run's data folder."""
    from selfaudit.services.workspace import Workspace

    return Workspace.open(_current.options.data, program=program)


@contextmanager
def workspace_if_there(program: str) -> Iterator[Workspace | None]:
    """This run's data folder, or None where nothing has been kept there yet (another person's PC)."""
    from selfaudit.services.hand_over_book import kept_in

    if not kept_in(directory()):
        yield None
        return
    with workspace(program) as opened:
        yield opened


def directory() -> Path:
    """This run's data folder, whether or not it exists yet."""
    from selfaudit.services.workspace import directory_of

    return directory_of(_current.options.data)


def log_file() -> Path:
    """Where unexpected trouble is noted."""
    return directory() / "log" / "selfaudit.log"


def need_passphrase(file: Path | None, prompt: str, *, new: bool = False) -> str:
    """The passphrase from file, environment or keyboard; a new one is typed twice.

    InputError when there is none, no terminal to ask on, or the two entries differ.
    """
    return passphrase(file) or typed(prompt, new=new)


def secret(file: Path | None, prompt: str, *, new: bool = False) -> str:
    """Another secret than the passphrase of the key in use, from file or keyboard; errors as for `need_passphrase`."""
    return (passphrase(file) if file else None) or typed(prompt, new=new)


def typed(prompt: str, *, new: bool = False) -> str:
    """A secret typed at the terminal, a new one twice; InputError where nobody can type or the entries differ."""
    if not sys.stdin.isatty():
        raise InputError(t("cli.passphrase.needed"), "", t("cli.passphrase.needed_next"))
    first = getpass.getpass(prompt)
    if new and getpass.getpass(t("cli.passphrase.again")) != first:
        raise InputError(t("cli.passphrase.differ"), "", t("cli.passphrase.differ_next"))
    return first


def steps(step: Any) -> str:
    """A step of a long search in a few words: items, megabytes, what is left."""
    left = step.seconds_left
    said = f"{step.items_done}/{step.items_total} {step.bytes_done / 1e6:.1f} MB"
    return said if left is None else f"{said} {t('cli.search.left', seconds=round(left))}"


def passphrase(file: Path | None) -> str | None:
    """The passphrase from `file` (first line) or the environment; None when neither is given.

    Raises InputError when the file cannot be read or its first line is empty.
    """
    if file is None:
        return os.environ.get(PASSPHRASE_VARIABLE) or None
    try:
        with file.open("rb") as source:
            line = source.readline(_MAX_PASSPHRASE_BYTES).decode("utf-8").strip("\r\n\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(t("cli.passphrase.unreadable"), str(file), t("cli.passphrase.unreadable_next")) from error
    if not line:
        raise InputError(t("cli.passphrase.empty"), str(file), t("cli.passphrase.unreadable_next"))
    return line
