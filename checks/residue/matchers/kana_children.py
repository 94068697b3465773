"""Whole names in hiragana, as small children and players are listed: #7 まつい りゅうせい(3年), つぼい さな (年長)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.model import SURE, Hit
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS = 300
"""Rows of a table looked at."""
LEAST, SHARE, KNOWN = 3, 0.6, 0.5
"""Names of a list, share of its lines or cells, share of the given names that are listed."""
_NAME = "([\u3041-\u3096]{2,6}[ \u3000][\u3041-\u3096]{2,6})[ \u3000]*(?=[(、,:/]|$|[ \u3000]{2})"
_LINE = re.compile(f"[ \u3000]*(?:[#№・●○◎☆★-]|No\\.?)?[0-9]{{0,3}}[.)、]?[ \u3000]*{_NAME}")
_CELL = re.compile(_NAME)


def of_lines(lines: Sequence[str]) -> list[str]:
    """Those at the head of folded lines, with a number or mark before or something behind; lines of nothing else are readings."""
    found = [match for line in lines if (match := _LINE.match(line))]
    return _named([match[1] for match in found]) if any(match[1] != match.string.strip() for match in found) else []


def find(rows: list[Row], where: str) -> list[Record]:
    """A record for each in a column that holds hardly anything else, where no names in ideographs say that they are readings."""
    if not LEAST <= len(rows) <= ROWS:
        return []
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(max(map(len, rows)))]
    told: list[str] = []
    for cells in columns:
        found = [match for cell in cells if "\u3041" <= cell[0] <= "\u3096" and (match := _CELL.match(cell))]
        more = any(match[1] != match.string for match in found)
        if more and len(found) >= max(LEAST, SHARE * (len(cells) - 1)):
            told += _named([match[1] for match in found])
    if told and any(2 * sum(map(name_cells.is_name, cells)) > len(cells) for cells in columns):
        return []
    return [Record([Hit("name", name, strength=SURE)], where, listed=True) for name in told]


def _named(told: list[str]) -> list[str]:
    """Those that begin with the reading of a surname, if they are most and many end with that of a given name."""
    pairs = {name: name_cells.katakana(name).split() for name in told}
    named = [name for name, pair in pairs.items() if pair[0] in names().surname_readings]
    known = sum(pairs[name][1] in names().given_readings for name in named)
    return named if len(named) >= max(LEAST, SHARE * len(told)) and known >= KNOWN * len(named) else []
