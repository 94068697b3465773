"""How wide text is on a terminal, and how to break it the way Japanese is broken (kinsoku shori).

Widths are counted in terminal cells, never in characters: a kanji takes two. Break rules are data
(``data/kinsoku.toml``, after JIS X 4051 and JLREQ).
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wcwidth import iter_graphemes, wcswidth, wcwidth

ELLIPSIS = "…"
_SPACES = " \t\u3000"
#: What stays on one line: Latin words and numbers, half or full width, with the marks inside them.
_WORD = re.compile(r"[\uff10-\uff19][\uff10-\uff19\uff0e\uff0c]*|[0-9A-Za-z\u00c0-\u024f][^\s\u2010-\U0010ffff]*")
_JOINER = "\u200d"


def cell_width(text: str) -> int:
    """The number of terminal cells the text takes; control characters count as none."""
    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(character)) for character in text)


def truncate(text: str, cells: int, ellipsis: str = ELLIPSIS) -> str:
    """The text cut to at most so many cells, the ellipsis included, no character cut in half."""
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(ellipsis)
    if room < 0:
        return ""
    return _head(text, room) + ellipsis


def pad(text: str, cells: int) -> str:
    """The text cut or filled with spaces to exactly so many cells."""
    cut = truncate(text, cells)
    return cut + " " * (cells - cell_width(cut))


def wrap(text: str, cells: int) -> list[str]:
    """The lines of the text, none wider than ``cells`` (at least 2).

    No line starts with a closing mark or small kana or ends with an opening bracket: what would, takes its neighbour
    along to the next line (oidashi). Latin words and numbers stay whole where they fit. White space at a break is
    dropped; line breaks of the text are kept; everything else appears unchanged and in order.
    """
    if cells < 2:
        raise ValueError(cells)
    return [line for paragraph in text.splitlines() or [""] for line in _wrap_paragraph(paragraph, cells)]


def _wrap_paragraph(paragraph: str, cells: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(paragraph):
        for part, width in _fitting(piece, cells):
            if used + width > cells:
                if part.strip(_SPACES):
                    yield line.rstrip(_SPACES)
                    line, used = part, width
                continue
            line, used = line + part, used + width
    yield line.rstrip(_SPACES)


def _fitting(piece: str, cells: int) -> Iterator[tuple[str, int]]:
    """The piece with its width, or its characters one by one where it is wider than a whole line."""
    width = cell_width(piece)
    if width <= cells:
        yield piece, width
        return
    for cluster in iter_graphemes(piece):
        yield cluster, cell_width(cluster)


def _pieces(text: str) -> Iterator[str]:
    """The shortest runs that must not be parted by a line break."""
    not_at_start, not_at_end, never_parted = _kinsoku()
    piece = ""
    for atom in _atoms(text):
        first, last = atom[0], piece[-1:]
        glued = first in not_at_start or last in not_at_end or (last == first and first in never_parted)
        if piece and not (glued and last not in _SPACES):
            yield piece
            piece = ""
        piece += atom
    if piece:
        yield piece


def _atoms(text: str) -> Iterator[str]:
    """Words, numbers and otherwise single characters."""
    position = 0
    while position < len(text):
        word = _WORD.match(text, position)
        if word:
            yield word[0]
            position = word.end()
            continue
        end = position + 1
        while end < len(text) and (wcwidth(text[end]) == 0 or text[end - 1] == _JOINER):
            end += 1
        yield text[position:end]
        position = end


def _head(text: str, cells: int) -> str:
    head, used = "", 0
    for cluster in iter_graphemes(text):
        used += cell_width(cluster)
        if used > cells:
            break
        head += cluster
    return head


@cache
def _kinsoku() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    rules = tomllib.loads((Path(__file__).parent / "data" / "kinsoku.toml").read_text(encoding="utf-8"))
    return frozenset(rules["not_at_start"]), frozenset(rules["not_at_end"]), frozenset(rules["never_parted"])
