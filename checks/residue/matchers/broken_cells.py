"""Cells whose one value was broken into lines, by hand or for want of room: the lines put together where they are a value only so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.matchers.headings import kinds_in
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import names
from checks.residue.pieces import Row

HEADS, LINES, LONGEST = 4, 4, 90
"""Rows that may hold headings, lines of such a cell and its signs at most."""
_BY_LOOKS = ("phone", "email", "birth_date")
"""Kinds whose values are told without a heading."""
_LATIN = re.compile("[A-Za-z0-9]$")
_READING = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+(?: [\u3041-\u3096\u30a1-\u30fa\u30fc]+)?")


def joined(rows: list[Row]) -> list[Row]:
    """The table with such cells on one line; the same table where there are none."""
    if not any("\n" in whole for whole in map("".join, rows)):
        return rows
    heads = _headings(rows)
    return [
        [_whole(cell, _kinds(row, at, heads)) if "\n" in cell else cell for at, cell in enumerate(row)] for row in rows
    ]


def _headings(rows: Sequence[Row]) -> list[dict[int, str]]:
    """What the columns are called in the upper rows that head two of them: one row, or two over records of two rows."""
    told = (kinds_in([cell.replace("\n", "") for cell in row]) for row in rows[:HEADS])
    return [kinds for kinds in told if sum(kind != "?" for kind in kinds.values()) >= 2][:2]


def _kinds(row: Row, at: int, heads: list[dict[int, str]]) -> list[str]:
    """What a cell may be: by the label before it, or by its headings."""
    label = kind_of(row[at - 1].replace("\n", "")) if at and len(row[at - 1]) <= LONGEST else None
    return [label] if label else [kinds[at] for kinds in heads if kinds.get(at, "?") != "?"]


def _whole(cell: str, kinds: list[str]) -> str:
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if not 2 <= len(lines) <= LINES or len(cell) > LONGEST:
        return cell
    return next((told for kind in kinds or _BY_LOOKS if (told := _of_kind(lines, kind))), cell)


def _of_kind(lines: list[str], kind: str) -> str:
    if kind == "name":
        return _name(lines)
    if kind == "kana":
        parted = any(" " in line for line in lines)
        whole = ("" if parted else " ").join(lines)
        return whole if len(lines) == 2 and _READING.fullmatch(whole) else ""
    return _one(lines, kind)


def _name(lines: list[str]) -> str:
    """Surname over given name, or a name cut anywhere; empty where the lines may be several persons, or a name and its reading."""
    if len(lines) != 2:
        return ""
    surname, given = lines
    if " " in surname or (surname not in names().surnames and name_cells.is_name(surname + given)):
        return _cut(surname, given)
    whole = f"{surname} {given}"
    if name_cells.is_name(surname) or surname not in names().surnames:
        return ""
    if given in names().surnames:  # Takeshi and Hayato are surnames of a few as well
        return whole if names().given.get(given, 0) >= names().surnames[given] else ""
    return whole if name_cells.is_given(given) or name_cells.apart(whole) else ""


def _cut(begin: str, end: str) -> str:
    """A name cut within its given name; empty where the end may be the surname of another person."""
    whole = begin + end
    if end in names().surnames:
        return whole if name_cells.is_given(whole.partition(" ")[2]) else ""
    return whole if name_cells.is_name(whole) or name_cells.apart(whole) else ""


def _one(lines: list[str], kind: str) -> str:
    """The lines as one value of a kind; empty where one of them is a value by itself, or they are none together."""
    if kind not in (*_BY_LOOKS, "postal_code", "address", "my_number", "insured_number", "licence", "bank_account"):
        return ""
    whole = lines[0]
    for line in lines[1:]:
        apart = kind == "address" and _LATIN.search(whole) and line[0].isalnum() and not line[0].isdigit()
        whole += f" {line}" if apart else line
    if kind == "address":
        return whole if typed(kind, whole) and not any(typed("phone", line) for line in lines) else ""
    if any(typed(kind, line) for line in lines):
        return ""
    hits = typed(kind, whole)
    return whole if len(hits) == 1 and len(hits[0].value) >= len(whole) - 1 else ""
