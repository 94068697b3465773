"""Trouble becomes a message: what happened, where, what to do next. Never a traceback on the person's screen.

A trouble nobody foresaw is also written to a log file in the data folder: the kind of the error and the places in the
program, never its text or any value, because those can hold personal data.
"""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.errors import SelfAuditError
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.tui.app import SelfAuditApp

LOG_NAME = "trouble.log"
_LOG_LIMIT = 256 * 1024
"""Bytes after which the log begins anew."""


def show(app: SelfAuditApp, error: BaseException) -> None:
    """Open a window that tells about the error; unforeseen errors are logged as well."""
    from selfaudit.tui.screens.message import MessageScreen

    told = explain(error, app.log_directory)
    app.push_screen(MessageScreen(told.title, told.detail, told.next_step))


def explain(error: BaseException, directory: Path | None) -> SelfAuditError:
    """Return the error in words; one that has none of its own is logged and becomes the general message."""
    if isinstance(error, SelfAuditError):
        return error
    if isinstance(error, MemoryError):
        return SelfAuditError(t("tui.trouble.memory"), "", t("tui.trouble.memory_next"))
    log = write_log(error, directory)
    where = t("tui.trouble.log", path=log) if log else t("tui.trouble.no_log")
    return SelfAuditError(t("tui.trouble.title"), f"{t('tui.trouble.saved')}\n{where}", t("tui.trouble.next"))


def write_log(error: BaseException, directory: Path | None) -> Path | None:
    """Append kind and places of the error to the log; return its path, None where it could not be written."""
    if directory is None:
        return None
    path = directory / LOG_NAME
    try:
        mode = "w" if path.is_file() and path.stat().st_size > _LOG_LIMIT else "a"
        with path.open(mode, encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {describe(error)}\n")
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """Return kind and places of an error and its causes on one line, without any text or value from it."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {places}" + (f" | from {describe(cause)}" if cause else "")
