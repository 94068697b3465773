"""Marks of ward checklists: a circle, or one of many dashes."""

from __future__ import annotations

from selfaudit.domain.profile import Mark

DASHES = "-－ー―−‐‑–—ｰ"
CIRCLES = "○〇◯"


def fold_mark(text: str) -> Mark | None:
    """Return the mark a cell shows, None for anything but a single circle or dash."""
    folded = text.strip()
    if len(folded) != 1:
        return None
    if folded in CIRCLES:
        return Mark.NEEDED
    return Mark.NOT_NEEDED if folded in DASHES else None
