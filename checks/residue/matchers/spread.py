"""Lists written into one column of another table, a line in each cell: pasted into a chat message by message, kept in a field of a log."""

from __future__ import annotations

from collections import Counter

from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row

ROWS, PARTS, LEAST = 2_000, 3, 3
"""Rows of a table that is looked at, parts of a line at least, lines of a list at least."""
SHARE, LABELS, FIRST = 0.7, 2, 12
"""Share of the cells with as many parts as the first line, labels in it, rows among which it stands."""
_SEPARATORS = (" / ", "\t", "\u3000", "|", "│", "、", ",", ";")


def joined(rows: list[Row]) -> list[Row]:
    """The table with the lines of such a list as columns; the same table where none is in it."""
    if not LEAST < len(rows) <= ROWS:
        return rows
    for number, row in enumerate(rows[:FIRST]):
        for column, cell in enumerate(row):
            separator = _separator(cell) if cell and not cell.isalnum() else ""
            if separator and _goes_on(rows[number + 1 :], column, separator, cell.count(separator)):
                return _unfolded(rows, number, column, separator)
    return rows


def _unfolded(rows: list[Row], head: int, column: int, separator: str) -> list[Row]:
    """The list first; what stood above it goes behind it, without the names of the fields around: they head no column of the list."""
    labels = [part.strip() for part in rows[head][column].split(separator)]
    above = [row for row in rows[:head] if not "".join(row).isascii()]
    return [labels, *(_parts(row, column, separator) for row in rows[head + 1 :]), *above]


def _separator(cell: str) -> str:
    """What stands between the headings in a cell; empty where it holds none."""
    for separator in _SEPARATORS:
        if cell.count(separator) < PARTS - 1:
            continue
        parts = [part.strip() for part in cell.split(separator)]
        if sum(1 for part in parts if part and kind_of(part)) >= LABELS:
            return separator
    return ""


def _goes_on(rows: list[Row], column: int, separator: str, signs: int) -> bool:
    """Whether most cells below have as many parts as the headings."""
    below = [row[column] for row in rows if column < len(row) and row[column]]
    counts = Counter(cell.count(separator) for cell in below)
    return counts[signs] >= max(LEAST, SHARE * len(below))


def _parts(row: Row, column: int, separator: str) -> Row:
    """The parts of a line, and behind them what else stands in its row."""
    if column >= len(row):
        return row
    return [*(part.strip() for part in row[column].split(separator)), *row[:column], *row[column + 1 :]]
