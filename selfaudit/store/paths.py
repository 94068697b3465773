"""Where the data lies, and how a path is shown without naming a person."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATABASE = "selfaudit.db"
LOCK = "selfaudit.lock"
EXHIBITS = "exhibits"
VARIABLE = "SELFAUDIT_DATA"


def data_directory(override: Path | None = None) -> Path:
    """The data folder: `override` (--data), else the variable SELFAUDIT_DATA, else the user's data folder.

    The folder is not made here. A leading ``~`` stands for the home folder.
    """
    chosen = override or os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("selfaudit", appauthor=False))


def shown(path: Path) -> str:
    """The path for a message: below the home folder it begins with ``~``, since that folder is named after a person."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
