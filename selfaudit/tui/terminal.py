"""The screen library's side of what a terminal can do (`selfaudit.text.console` asks the terminal).

Where ambiguous characters are two cells wide, the width tables are told so and the borders become ASCII.

``TEXTUAL_DISABLE_KITTY_KEY=1`` is set in `selfaudit.__main__` before Textual is imported: with the kitty keyboard
protocol on, what a Japanese input method commits in one go (five characters and more) arrives as garbage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfaudit.text.console import SMALLEST, Terminal, probe

if TYPE_CHECKING:
    from rich.cells import CellTable

__all__ = ["SMALLEST", "Terminal", "probe", "widen_ambiguous"]

_PLANE = 0x10000


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
