"""Columns of values whose heading says little or something else, told by what their cells are and by the columns beside them.

Seven figures right before an address are its postal code; a column called contact holds telephones where its cells are such;
whoever is fetched from 葛原4-33-17 lives there, though the heading speaks of a stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from checks.residue.matchers import addresses, contacts, latin
from checks.residue.matchers.cells import phone_cell
from checks.residue.matchers.name_columns import LEAST, most
from checks.residue.matchers.situation_words import words_of
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.8
"""Rows looked at, and the share of cells that have to fit."""
_NAMES = frozenset(("name", "kana", "_surname"))
_POSTAL = re.compile("〒?[0-9]{3}-?[0-9]{4}")
_FETCHED = re.compile(
    "[乗降](?:車|り)?降?場所?|(?:お?迎え|送り|送迎|集合|待ち?合わせ|収集|集荷|訪問|配達)(?:場所|先|地点?)?"
)
_LOCAL = re.compile(
    "[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc々]{2,14}[0-9]{1,5}(?:(?:丁目|番地?|-)の?[0-9].{0,30}|番地?(?:[ \u3000].{1,20})?)"
)
# what stands over columns that nobody gave a heading: F1, col_2, Column3, 列4
_NO_HEADING = re.compile("(?i:(?:f|c|v|x|col|column|field|列|項目|フィールド|データ)?[_ -]?[0-9]{0,3}|[a-z])")
_LANDLINE = re.compile("0[1-9][0-9]{8,9}")
_OF_PROOF = re.compile("手帳|証")
_NUMBER = re.compile("[0-9-]{6,14}")
_CERTAIN = 0.2
"""Share of addresses within a town that are ones beyond doubt."""


def told(rows: list[Row], kinds: dict[int, str], width: int, heading: Callable[[int], str]) -> dict[int, str]:
    """Kinds of further columns, and of those whose heading misleads; `heading` gives the words over a column."""
    found: dict[int, str] = {}
    named = not _NAMES.isdisjoint(kinds.values())
    for column, kind in kinds.items():
        if kind in ("_staff", "name"):  # 父 stands over his number as over his name
            cells = _cells(rows, column)
            if (reached := _reached(cells, 1 if kind == "name" else LEAST)) is not None:
                found[column] = reached
        elif kind == "sensitive" and _OF_PROOF.search(heading(column)):  # 手帳/受給者証 stands over their numbers, too
            found |= {column: "insured_number"} if _numbers(_cells(rows, column)) else {}
        elif kind == "phone" or (kind == "_not" and named and _FETCHED.fullmatch(heading(column))):
            found |= {column: "address"} if _homes(_cells(rows, column)) else {}  # 自宅 stands over either
    if named:
        untold = [column for column in range(width) if column not in kinds]
        found |= {column: "name" for column in untold if _foreigners(_cells(rows, column))}
    if "postal_code" not in kinds.values():
        bare = [column for column in range(width - 1) if column not in kinds and _NO_HEADING.fullmatch(heading(column))]
        places = {column for column, kind in (kinds | found).items() if kind == "address"}
        code = next((column for column in bare if column + 1 in places and _codes(_cells(rows, column))), None)
        found |= {} if code is None else {code: "postal_code"}
    if named and "address" in kinds.values() and "phone" not in kinds.values():
        bare = [column for column in range(width) if column not in kinds and _NO_HEADING.fullmatch(heading(column))]
        found |= {column: "phone" for column in bare if _landlines(_cells(rows, column))}
    return found


def _cells(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]


def _reached(cells: list[str], least: int) -> str | None:
    """The kind of a column of telephones or mailboxes, `least` of them."""
    if len(cells) < least:
        return None
    if most(cells, lambda cell: len(cell) > 9 and bool(phone_cell(cell)), _SHARE * len(cells)):
        return "phone"
    if most(cells, lambda cell: "@" in cell and any(contacts.emails(cell)), _SHARE * len(cells)):
        return "email"
    return None


def _numbers(cells: list[str]) -> bool:
    return len(cells) >= LEAST and most(cells, lambda cell: _NUMBER.fullmatch(cell) is not None, _SHARE * len(cells))


def _landlines(cells: list[str]) -> bool:
    """Whether a column beside persons and their homes holds telephones of houses, figures alone: hardly any twice."""
    several = len(cells) >= LEAST and 2 * len(set(cells)) > len(cells)
    return several and most(
        cells, lambda cell: _LANDLINE.fullmatch(cell) is not None and contacts.valid_phone(cell), 0.95 * len(cells)
    )


def _foreigners(cells: list[str]) -> bool:
    """Whether a column beside persons holds names in Latin letters: several words each, none of them known as anything else."""
    words = words_of("latin_words")
    fits = len(cells) >= LEAST and 2 * len(set(cells)) > len(cells) and all(map(str.isascii, cells))
    return fits and most(cells, lambda cell: latin.standing(cell, words) == {cell}, _SHARE * len(cells))


def _homes(cells: list[str]) -> bool:
    """Whether a column holds addresses, whole ones or those told within a town."""
    if len(cells) < LEAST or not addresses.has_house(cells[0]):
        return False
    if most(cells, addresses.is_home, _SHARE * len(cells)):
        return True
    local = most(cells, lambda cell: _LOCAL.fullmatch(cell) is not None, _SHARE * len(cells))
    return local and sum(map(addresses.has_house, cells)) >= _CERTAIN * len(cells)


def _codes(cells: list[str]) -> bool:
    """Whether a column holds postal codes: hardly any twice, and no serial, which would only rise."""
    if len(cells) < LEAST or not most(cells, lambda cell: _POSTAL.fullmatch(cell) is not None, 0.95 * len(cells)):
        return False
    rising = all(one < other for one, other in pairwise(cells)) and len(cells) > LEAST
    return any("-" in cell for cell in cells) or (not rising and len(set(cells)) > len(cells) // 2)
