"""What a terminal can do, asked before anything is drawn on it (notes/anchors.md §2.3).

Some consoles (the old Windows console with MS Gothic, terminals set to "ambiguous = wide") draw characters such as
``─ ○ ※ ①`` two cells wide; Unicode calls them ambiguous (UAX #11). Drawn as one cell they shift every line. The
terminal itself is asked: a line character is written and the cursor's place is read back.

Settings for terminals that cannot be asked: ``SELFAUDIT_AMBIGUOUS=1`` or ``2``.
"""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass

TIMEOUT = 0.3
"""Seconds to wait for the terminal's answer."""
SMALLEST = (66, 18)
"""Columns and lines below which the app asks for a larger window."""

_QUESTION = "\r─\x1b[6n"
_CLEAR = "\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")


@dataclass(frozen=True)
class Terminal:
    """What was found out about the terminal."""

    ambiguous: int = 1
    """Cells taken by a character of ambiguous width: 1 or 2."""

    @property
    def plain(self) -> bool:
        """Whether borders and bars have to be ASCII."""
        return self.ambiguous == 2


def probe() -> Terminal:
    """Ask the terminal; answers with the usual values where it cannot be asked or does not answer in time."""
    forced = os.environ.get("SELFAUDIT_AMBIGUOUS", "")
    if forced in ("1", "2"):
        return Terminal(int(forced))
    try:
        return Terminal(_ambiguous_width())
    except (OSError, ValueError, ImportError):
        return Terminal()


def _ambiguous_width() -> int:
    """Write a line character, see how far the cursor went; 1 unless the terminal clearly says 2."""
    column = _column_windows() if sys.platform == "win32" else _column_posix()
    return 2 if column == 2 else 1


def _column_posix() -> int:
    """The cursor's column (from 0) after one line character, as the terminal reports it; -1 if it stays silent."""
    if sys.platform == "win32":
        return -1
    else:  # noqa: RET505 -- the type checker reads the branches by platform
        import termios
        import tty

        keyboard = sys.__stdin__.fileno() if sys.__stdin__ else -1
        try:
            before = termios.tcgetattr(keyboard)
        except termios.error:
            return -1
        try:
            tty.setcbreak(keyboard)
            _write(_QUESTION)
            column = _read_column(keyboard)
            _write(_CLEAR)
        finally:
            termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
        return column


def _column_windows() -> int:
    """The same from the Windows console itself, which knows where its cursor stands (GetConsoleScreenBufferInfo)."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    screen = kernel.GetStdHandle(-12)  # STD_ERROR_HANDLE: the app draws on stderr
    info = (ctypes.c_short * 11)()  # CONSOLE_SCREEN_BUFFER_INFO; [2] is dwCursorPosition.X
    _write("\r─")
    known = kernel.GetConsoleScreenBufferInfo(screen, ctypes.byref(info))
    _write("\r  \r")
    return int(info[2]) if known else -1


def _write(text: str) -> None:
    if sys.__stderr__:
        sys.__stderr__.write(text)
        sys.__stderr__.flush()


def _read_column(keyboard: int) -> int:
    import select

    deadline = time.monotonic() + TIMEOUT
    seen = b""
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([keyboard], [], [], left)
        if not ready:
            break
        seen += os.read(keyboard, 64)
        if found := _ANSWER.search(seen):
            return int(found[2]) - 1
    return -1
