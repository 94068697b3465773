"""Columns without a heading of their own to the right of an address: its town, number and building, under one heading that spans them."""

from __future__ import annotations

import re

from checks.residue.matchers.name_columns import most
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.6
"""Rows looked at; share of cells that have to be such parts."""
_PLACE = re.compile("[^0-9@]{1,12}[都道府県市区町村郡]")
_NUMBER = re.compile("[^0-9@:]{0,16}[0-9]{1,5}(?:(?:丁目|番地?|号|の|-)[0-9]{0,4}){0,4}(?:号室?|室|番地?|棟|階)?")
_NOT_PLACE = re.compile("[0-9]+|[0-9]{3,}-.*|.*[年月日円人]$")


def told(rows: list[Row], kinds: dict[int, str], heading: Row) -> dict[int, str]:
    """The kinds of columns to the right of addresses whose heading spans them."""
    found: dict[int, str] = {}
    for column, kind in sorted(kinds.items()):
        at = column + 1
        while kind == "address" and at < len(heading) and not heading[at] and heading[column] and at not in found:
            cells = [row[at] for row in rows[:_SAMPLE] if at < len(row) and row[at]]
            if kinds.get(at, "address") != "address" or not cells or not most(cells, _is_part, _SHARE * len(cells)):
                break
            found[at] = "address"
            at += 1
    return found


def _is_part(cell: str) -> bool:
    if _NOT_PLACE.fullmatch(cell):
        return False
    return _PLACE.fullmatch(cell) is not None or _NUMBER.fullmatch(cell) is not None
