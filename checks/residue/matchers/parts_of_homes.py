"""Columns without a heading of their own to the right of an address: its town, number and building, under one heading that spans them."""

from __future__ import annotations

import re

from checks.residue.matchers import addresses
from checks.residue.matchers.name_columns import LEAST, most
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


_LOCAL = re.compile(
    "[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc々]{2,12}[0-9]{1,4}(?:丁目|番地?|-)[0-9].{0,30}|大字[^ \u3000]{2,12}[0-9]+番地.{0,30}"
)
# a block and its house within a section, or a section, block and house within a ward or town
_BLOCKS = re.compile(
    "[^0-9]{2,12}[0-9]{1,2}丁目[0-9]{1,3}番(?:地|[0-9])|[^0-9第]{1,5}[区市町村][^0-9]{2,10}[0-9]{1,2}-[0-9]{1,3}-[0-9]{1,3}(?![0-9-])"
)
_CERTAIN = 0.2
"""Share of a column of local addresses that are ones beyond doubt."""


def within_town(rows: list[Row], kinds: dict[int, str], columns: list[int]) -> dict[int, str]:
    """Columns beside names that hold addresses as they are told within a town: 葛原4-33-17."""
    if not {"name", "kana", "_surname"} & set(kinds.values()) or "address" in kinds.values():
        return {}
    for column in columns:
        cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
        if len(cells) < LEAST or not most(cells, lambda cell: _LOCAL.fullmatch(cell) is not None, 0.8 * len(cells)):
            continue
        if sum(1 for cell in cells if addresses.is_home(cell) or _BLOCKS.match(cell)) >= _CERTAIN * len(cells):
            return {column: "address"}
    return {}
