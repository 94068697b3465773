"""The only writer to stderr: narration, progress and errors, and the exit code they end in."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

from selfaudit.errors import ExitCode, InternalError, SelfAuditError, Stopped
from selfaudit.text.messages import t


def say(line: str) -> None:
    """Tell the person at the terminal what is going on."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def report(error: SelfAuditError) -> int:
    """Show an error with its detail and next step, and return its exit code."""
    say(t("cli.error.title", title=error.title))
    if error.detail:
        say(f"  {error.detail}")
    if error.next_step:
        say(t("cli.error.next", step=error.next_step))
    return int(error.exit_code)


def internal(error: BaseException, log: Path) -> int:
    """Turn an unexpected exception into a message; the log gets where it happened, never any value."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    written = _append(log, [time.strftime("%Y-%m-%dT%H:%M:%S%z"), type(error).__name__, *lines])
    detail = t("cli.error.internal_detail", kind=type(error).__name__, where=lines[-1] if lines else "-")
    step = t("cli.error.internal_next", log=log) if written else t("cli.error.internal_next_nolog")
    return report(InternalError(t("cli.error.internal"), detail, step))


def stopped() -> int:
    """Say that the user stopped the work and that nothing saved is lost."""
    return report(Stopped(t("cli.error.stopped"), t("cli.error.stopped_detail"), ""))


def _append(log: Path, lines: list[str]) -> bool:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write("\n  ".join(lines) + "\n")
    except OSError:
        return False
    return True


class Meter:
    """One line of progress: redrawn on a terminal, written now and then elsewhere."""

    def __init__(self, label: str, *, every: float = 2.0) -> None:
        self._label = label
        self._terminal = sys.stderr.isatty()
        self._every = 0.1 if self._terminal else every
        self._last = time.monotonic()
        self._drawn = False

    def show(self, detail: str) -> None:
        """Show how far the work is; calls that come too fast are dropped."""
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        self._drawn = True
        sys.stderr.write(f"\r\x1b[K{self._label} {detail}" if self._terminal else f"{self._label} {detail}\n")
        sys.stderr.flush()

    def done(self) -> None:
        """Leave the line."""
        if self._drawn and self._terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def exit_code(found: bool, undecided: bool) -> int:
    """Exit code of a look: 1 when something was found, else 2 when something could not be told, else 0."""
    if found:
        return int(ExitCode.FOUND)
    return int(ExitCode.UNDECIDED) if undecided else int(ExitCode.OK)
