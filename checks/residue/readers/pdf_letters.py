"""The letters of a PDF page put together: pieces in the order they were set, and vertical text set letter by letter."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from pypdfium2 import raw

from checks.residue.readers import unruled
from checks.residue.readers.ruled import Box, lines_of

# setters put a thin space between ideographs and digits; inside dates and house numbers it is no word space
UNIT_GAP = re.compile("(?<=[年月日和成正治目番地]) (?=[0-9])|(?<=[0-9]) (?=[年月日丁番号歳階])")
MOST_LETTERS = 30_000
WORD_GAP = 2.5  # letter heights between two words of one cell


class _Piece:
    """A piece that still grows, letter by letter. Its letters have the room their font gives them: those of one run touch exactly."""

    __slots__ = ("bottom", "drawn", "left", "right", "told", "top")

    def __init__(self, box: tuple[float, float, float, float], drawn: int | None, letter: str) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.drawn, self.told = drawn, letter

    def takes(self, left: float, bottom: float, top: float) -> bool:
        """Whether a letter stands on the line of this piece and behind it, a blank or two apart at most."""
        height = max(self.top - self.bottom, top - bottom)
        level = self.bottom - 0.3 * height <= (top + bottom) / 2 <= self.top + 0.3 * height
        return level and -0.5 * height < left - self.right < WORD_GAP * height

    def goes_on(self, after: _Piece) -> bool:
        """Whether another piece touches the end of this one, or is a narrow blank away."""
        height = max(self.top - self.bottom, after.top - after.bottom)
        level = self.bottom - 0.3 * height <= (after.top + after.bottom) / 2 <= self.top + 0.3 * height
        return level and -0.3 * height < after.left - self.right < BLANK * height

    def take(self, after: _Piece) -> None:
        """Put what goes on behind this piece to it."""
        self.told += (" " if after.left - self.right > TOUCH * (self.top - self.bottom) else "") + after.told
        self.bottom, self.top = min(self.bottom, after.bottom), max(self.top, after.top)
        self.right = max(self.right, after.right)

    def box(self) -> Box:
        """The piece as it stands."""
        return Box(self.left, self.bottom, self.right, self.top, UNIT_GAP.sub("", self.told))


def pieces_of(text_page: Any) -> list[Box]:
    """Pieces of text in the order they were set: letters of one text object that stand behind one another.

    Cells of a table may overlap by a letter, so what was set is followed, not what lies in a rectangle.
    """
    count = text_page.count_chars()
    if count > MOST_LETTERS:
        return []
    page, room = text_page.raw, raw.FS_RECTF()
    where, object_of, box_of = ctypes.byref(room), _object_of(), raw.FPDFText_GetLooseCharBox
    pieces: list[_Piece] = []
    blank = ""
    for index, letter in enumerate(_letters(page, count)):
        if letter in _UNSEEN or letter.isspace():
            blank = letter if letter not in _NO_BLANK else blank
            continue
        if not box_of(page, index, where):
            continue
        left, right = room.left, room.right
        bottom, top = (room.bottom, room.top) if room.bottom < room.top else (room.top, room.bottom)
        drawn = object_of(page, index)
        last = pieces[-1] if pieces else None
        if last is not None and drawn == last.drawn and last.takes(left, bottom, top):
            last.told += blank + letter
            last.bottom, last.top = min(last.bottom, bottom), max(last.top, top)
            last.right = max(last.right, right)
        else:
            pieces.append(_Piece((left, bottom, right, top), drawn, letter))
        blank = ""
    if sum(len(piece.told) == 1 for piece in pieces) >= LETTERS * len(pieces):
        pieces = _knit(pieces)
    return [piece.box() for piece in pieces]


LETTERS, BLANK, TOUCH = 0.6, 0.35, 0.1
"""Share of pieces of one letter on a page whose writer sets each letter by itself; letter heights of a blank on such a page, and of letters that touch."""


def _widen(pieces: list[_Piece]) -> None:
    """Give letters of full width their whole room where a font tells no more than what is drawn of them."""
    wide = [piece for piece in pieces if len(piece.told) == 1 and piece.told > "\u2fff"]
    usual = Counter(round(piece.right - piece.left, 1) for piece in wide).most_common(1)
    whole = usual[0][0] if usual else 0.0
    for piece in wide:
        narrow = whole - (piece.right - piece.left)
        if 0 < narrow < 0.7 * whole and piece.top - piece.bottom <= 1.02 * whole:
            piece.left, piece.right = piece.left - narrow / 2, piece.right + narrow / 2


def _knit(pieces: list[_Piece]) -> list[_Piece]:
    """Letters that were set one by one, put together where they touch."""
    _widen(pieces)
    boxes = [piece.box() for piece in pieces]
    edges = unruled.gutters(boxes, lines_of(boxes))
    knit: list[_Piece] = []
    for piece in pieces:
        if knit and knit[-1].goes_on(piece) and not any(knit[-1].right <= edge <= piece.left for edge in edges):
            knit[-1].take(piece)
        else:
            knit.append(piece)
    return knit


_UNSEEN = "\ufffe\x02\0"
_NO_BLANK = f"\r\n{_UNSEEN}"


@cache
def _object_of() -> Callable[[Any, int], int | None]:
    """The FPDFText_GetTextObject of pdfium that gives the address of the object alone: objects for pointers cost more than the call."""
    address = ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)


def _letters(page: Any, count: int) -> list[str]:
    """The letter at each place; one beyond U+FFFF stands whole in the first of its two places."""
    code_of = raw.FPDFText_GetUnicode
    codes = [code_of(page, index) for index in range(count)]
    if max(codes, default=0) < 0xD800:
        return list(map(chr, codes))
    letters = []
    for code, following in zip(codes, [*codes[1:], 0], strict=True):
        if 0xD800 <= code < 0xDC00 <= following < 0xE000:
            letters.append(chr(0x10000 + ((code - 0xD800) << 10) + following - 0xDC00))
        else:
            letters.append("\0" if 0xD800 <= code < 0xE000 else chr(code))
    return letters


def set_down(text_page: Any) -> str:
    """Vertical text whose letters are set one by one: each column as a line; empty where letters stand side by side."""
    count, page, room = text_page.count_chars(), text_page.raw, raw.FS_RECTF()
    if count > MOST_LETTERS:
        return ""
    lines: list[str] = []
    down = across = 0
    before: tuple[float, float] | None = None
    for index, letter in enumerate(_letters(page, count)):
        if letter in _UNSEEN or letter.isspace() or not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(room)):
            continue
        x, y, size = (room.left + room.right) / 2, (room.top + room.bottom) / 2, abs(room.top - room.bottom)
        below = before is not None and abs(x - before[0]) < 0.8 * size and 0 < before[1] - y < 2 * size
        down += below
        across += before is not None and abs(y - before[1]) < size / 2
        lines[-1:] = [lines[-1] + letter] if below else [*lines[-1:], letter]
        before = x, y
    return "\n".join(lines) if down > 2 * across and down > LEAST_DOWN else ""


LEAST_DOWN = 8
