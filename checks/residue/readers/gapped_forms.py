"""Forms typed with blanks between label and value: they are no lists, however many gaps their lines have."""

from __future__ import annotations

from checks.residue.clues import announces
from checks.residue.readers import gaps

SEVERAL, SHARE = 2, 0.5
"""Lines that begin with a label and its value, and their share of all lines."""


def rows(lines: list[str]) -> list[list[str]] | None:
    """The labels and values of each line; None where the lines are those of a list."""
    parted = [gaps.GAP.split(line.strip()) for line in lines]
    labels = {cells[0] for cells in parted if len(cells) > 1 and announces(cells[0]) and not announces(cells[1])}
    headed = any(len(cells) > 1 and announces(cells[0]) and announces(cells[1]) for cells in parted)
    return parted if not headed and len(labels) >= max(SEVERAL, SHARE * len(lines)) else None
