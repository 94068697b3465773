"""Cells written with a blank between all their signs, as forms set short words to one width: 山 田 花 子."""

from __future__ import annotations

import re

from checks.residue.pieces import Row

_SIGN = "[\u4e00-\u9fff々ヶ\u3041-\u3096\u30a1-\u30fa\u30fc\U00020000-\U0003ffff\uf900-\ufaff]"
_SPACED = re.compile(f"(?:{_SIGN}[ \u3000]{{1,2}}){{2,7}}{_SIGN}")


def joined(rows: list[Row]) -> list[Row]:
    """The table with such cells as words; the same table where there are none."""
    blanks = [" " in whole or "\u3000" in whole for whole in map("".join, rows)]
    if not any(_apart(cell) for row, blank in zip(rows, blanks, strict=True) if blank for cell in row):
        return rows
    return [[_word(cell) if _apart(cell) else cell for cell in row] for row in rows]


def _apart(cell: str) -> bool:
    return len(cell) > 4 and cell[1] in " \u3000" and _SPACED.fullmatch(cell) is not None


def _word(cell: str) -> str:
    return "".join(cell.split())
