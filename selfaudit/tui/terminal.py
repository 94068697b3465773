"""What this terminal can do, asked before the app draws its first screen (notes/anchors.md §2.3).

Some consoles (the old Windows console with MS Gothic, terminals set to "ambiguous = wide") draw characters such as
``─ ○ ※ ①`` two cells wide; Unicode calls them ambiguous (UAX #11). Drawn as one cell they shift every line. The
terminal itself is asked: a line character is written and the cursor's place is read back. Where it is two cells wide,
the width tables are told so and the borders become ASCII.

``TEXTUAL_DISABLE_KITTY_KEY=1`` is set in `selfaudit.__main__` before Textual is imported: with the kitty keyboard
protocol on, what a Japanese input method commits in one go (five characters and more) arrives as garbage.

Settings for terminals that cannot be asked: ``SELFAUDIT_AMBIGUOUS=1`` or ``2``.
"""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.cells import CellTable

TIMEOUT = 0.3
"""Seconds to wait for the terminal's answer."""
SMALLEST = (66, 18)
"""Columns and lines below which the app asks for a larger window."""

_QUESTION = "\r─\x1b[6n"
_CLEAR = "\r\x1b[K"
_PLANE = 0x10000
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


def widen_ambiguous() -> None:
    """Make the screen library count ambiguous characters as two cells, as this terminal draws them.

    Its width table is the one place every measurement goes through; the smooth ends of its scroll bars are ambiguous too.
    """
    from rich import cells
    from rich._unicode_data import load as load_cell_table
    from textual.scrollbar import ScrollBarRender

    table = _widened(load_cell_table("auto"))
    vars(cells)["load_cell_table"] = lambda _version="auto": table
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
    singles = frozenset(character for character in cells._SINGLE_CELLS if cells.get_character_cell_size(character) == 1)  # noqa: SLF001
    cells._is_single_cell_widths = singles.issuperset  # noqa: SLF001
    ScrollBarRender.VERTICAL_BARS = [" "] * 8
    ScrollBarRender.HORIZONTAL_BARS = [" "] * 8


def _widened(table: CellTable) -> CellTable:
    """The table with every ambiguous character of the basic plane two cells wide."""
    from itertools import groupby

    from wcwidth import wcwidth

    widths = [1] * _PLANE
    for start, end, width in table.widths:
        for code in range(start, min(end + 1, _PLANE)):
            widths[code] = width
    for code in range(0xA1, _PLANE):
        if widths[code] == 1 and wcwidth(chr(code), ambiguous_width=2) == 2:
            widths[code] = 2
    spans = []
    for width, codes in groupby(range(_PLANE), key=widths.__getitem__):
        run = list(codes)
        spans.append((run[0], run[-1], width))
    return table._replace(widths=(*spans, *(span for span in table.widths if span[0] >= _PLANE)))
