"""Columns kept apart by blanks: where they begin, and the cells of lines that two blanks or more part."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from checks.residue.clues import announces
from checks.residue.readers import fixed_records

GAP = re.compile("[ \u3000]{2,}")
MARK = "  "
FEWEST = 2
"""Gaps of a line that may be one of a table, and headings that tell one."""
MOST_CROSSING, ROWS_EACH = 3, 6
"""Lines that may cross the columns at most, and lines for each of which one may."""


# the pattern begins with what is looked for, so that indented lines are passed over fast
_INNER = re.compile(r"  (?<=\S  )(?=\s*+\S)")
MOST_SEEN = 2_000
"""Gaps of a text that are looked at."""


def several(text: str) -> bool:
    """Whether some lines of a text have several gaps within: rows have; blanks before a line, and those before a remark, are none."""
    if MARK not in text or text.isascii():
        return False
    places = (found.start() for found in islice(_INNER.finditer(text), MOST_SEEN))
    beside = (text.find("\n", one, other) < 0 for one, other in pairwise(places))
    return sum(islice(filter(None, beside), FEWEST)) == FEWEST


def edges(lines: list[str]) -> list[int]:
    """Half-width places at which columns begin: nearly all lines with gaps have two blanks before them. Empty where nothing lines up.

    Titles and notes between the rows have no gaps, or cross the columns.
    """
    spread = [fixed_records.spread(line) for line in lines if GAP.search(line.strip())]
    if len(spread) < FEWEST:
        return []
    width = max(map(len, spread))
    filled = [[place < len(line) and line[place] not in " \u3000" for place in range(width)] for line in spread]
    crossing = min(MOST_CROSSING, len(spread) // ROWS_EACH)
    used = [sum(column) > crossing for column in zip(*filled, strict=True)]
    found = [place for place in range(2, width) if used[place] and not used[place - 1] and not used[place - 2]]
    return [0, *found] if len(found) >= FEWEST else []


def cut(line: str, places: list[int]) -> list[str]:
    """The cells of a line whose columns begin at `places`; a line without gaps, or across columns, is a cell by itself."""
    spread = fixed_records.spread(line) if GAP.search(line.strip()) else ""
    if not spread or any(place < len(spread) and spread[place - 1] not in " \u3000" for place in places[1:]):
        parts = GAP.split(line.strip())
        return parts if len(parts) == len(places) else [line.strip(), *[""] * (len(places) - 1)]
    return [spread[a:b].replace("\0", "").strip() for a, b in zip(places, [*places[1:], None], strict=True)]


def rows(lines: list[str]) -> list[list[str]]:
    """The cells of neighbouring lines parted by gaps: by two blanks each, by as many gaps in all, or at the same places; else none.

    Between two blanks each an empty cell is told by four, and a line under headings may end before its last cells.
    """
    if all(line.isascii() for line in lines):
        return []
    counts = [line.rstrip("\r").count(MARK) for line in lines]
    headed = sum(announces(cell.strip()) for cell in lines[0].split(MARK)) >= FEWEST
    if len(set(counts)) == 1 or (headed and counts[0] == max(counts)):
        return [[cell.strip() for cell in line.split(MARK)] for line in lines]
    parted = [GAP.split(line.strip()) for line in lines]
    if len(set(map(len, parted))) == 1:
        return parted
    filled = [line.rstrip() for line in lines]
    places = edges(filled[:60])
    return [cut(line, places) for line in filled] if places else []
