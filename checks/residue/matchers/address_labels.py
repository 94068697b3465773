"""Sheets of labels for letters: postal code, address and name of each recipient below each other, several recipients in a row."""

from __future__ import annotations

import re

from checks.residue.matchers import name_cells
from checks.residue.matchers.model import SURE, Hit
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, LEAST, LINES = 2_000, 2, 4
"""Rows looked at; labels that make a sheet of them; lines below a postal code."""
_POSTAL = re.compile("〒[ \u3000]?([0-9]{3}-?[0-9]{4})")
_PLACE = re.compile("[\u4e00-\u9fff].*[0-9〇一二三四五六七八九十]")
_HONOURED = re.compile("(.+?)(?:[ \u3000]*(?:様方?|さま|殿)|[ \u3000]+行)$")  # 銀行 honours nobody
_OFFICE = re.compile("御中$|会社|法人|課$|係$|協会|組合")


def find(rows: list[Row], where: str) -> tuple[list[Row], list[Record]]:
    """The rows without such labels, and a record for each of them; labels of offices are left where they are."""
    if len(rows) > ROWS:
        return rows, []
    at = [(number, column) for number, row in enumerate(rows) for column, cell in enumerate(row) if cell[:1] == "〒" and _POSTAL.fullmatch(cell)]  # fmt: skip
    if len(at) < LEAST:
        return rows, []
    left = [list(row) for row in rows]
    records: list[Record] = []
    for number, column in at:
        below = _below(rows, number, column)
        hits = _recipient(rows[number][column], below)
        if hits:
            records.append(Record(hits, where, listed=True))
            for line in range(number, number + 1 + len(below)):
                left[line][column] = ""
    return (left, records) if len(records) >= LEAST else (rows, [])


def _below(rows: list[Row], number: int, column: int) -> list[str]:
    """The lines of a label below its postal code, down to an empty one or the next label."""
    lines: list[str] = []
    for row in rows[number + 1 : number + 1 + LINES]:
        cell = row[column] if column < len(row) else ""
        if not cell or cell[:1] == "〒":
            break
        lines.append(cell)
    return lines


def _recipient(postal: str, lines: list[str]) -> list[Hit]:
    """Who a label is for; nothing where it is none, or an office's."""
    if len(lines) < LEAST or not _PLACE.search(lines[0]) or any(map(_OFFICE.search, lines)):
        return []
    honoured = [(line, match[1].strip()) for line in lines[1:] if (match := _HONOURED.fullmatch(line))]
    names = [name for _, name in honoured if name_cells.name_like(name)]
    if not names:
        return []
    written = _POSTAL.fullmatch(postal)
    place = " ".join(line for line in lines if line not in {whole for whole, _ in honoured})
    hits = [Hit("postal_code", written[1], strength=SURE)] if written is not None else []
    return [*hits, Hit("address", place, strength=SURE), *(Hit("name", name, strength=SURE) for name in names)]
