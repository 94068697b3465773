"""From tables and labelled text to the persons in them: which kind of value stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from checks.residue.fingerprint.canonical import canonical, table
from checks.residue.fingerprint.forms import CODE, WEAK
from checks.residue.fold import fold
from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Piece, Row, Table, Text

Person = dict[str, str]
_HEAD_ROWS = 12
_LONGEST_VALUE = 120
# A label, a colon and a value on one line, after `fold`.
_LABELLED = re.compile(
    r"(?:^|(?<=[\s\u3000,;(|]))([^\s:=|()\[\]<>]{1,12})[)\]]?[ \t\u3000]*[:=][ \t\u3000]*([^\n]{1,80})", re.MULTILINE
)
_PARTS = ("_surname", "_given")


@cache
def _id_headings() -> frozenset[str]:
    return frozenset(canonical(heading) for heading in table()["columns"]["id"])


def kind_of_heading(heading: str, column_map: Mapping[str, str]) -> str | None:
    """The kind of value under `heading`: from the operator's map where it has one, else from the words of the heading."""
    heading = heading.strip()
    if heading in column_map:
        chosen = column_map[heading]
        return chosen if chosen in CODE or chosen in _PARTS else None
    if canonical(heading) in _id_headings():
        return "id"
    kind = kind_of(fold(heading))
    return kind if kind in CODE or kind in _PARTS else None


def persons(piece: Piece, column_map: Mapping[str, str]) -> Iterator[Person]:
    """Every person `piece` lists with at least one value that can tell him or her from others."""
    if isinstance(piece, Table):
        found = _from_rows(piece.rows, column_map)
    elif isinstance(piece, Text) and not piece.raw:
        found = _from_labels(piece.text)
    else:
        return
    for person in found:
        if any(kind not in WEAK for kind in person):
            yield person


def columns_of(number: int, row: Row, column_map: Mapping[str, str], *, known: bool) -> dict[int, str]:
    """The kinds of values below row `number` where it holds headings, by column; `known` once there were some above."""
    if number >= _HEAD_ROWS and known:
        return {}
    kinds = {index: kind for index, cell in enumerate(row) if (kind := kind_of_heading(cell, column_map))}
    return kinds if len(kinds) >= 2 or (kinds and column_map and not known) else {}


def _from_rows(rows: list[Row], column_map: Mapping[str, str]) -> Iterator[Person]:
    columns: dict[int, str] = {}
    for number, row in enumerate(rows):
        kinds = columns_of(number, row, column_map, known=bool(columns))
        if kinds:
            columns = kinds
            continue
        if columns:
            person = _person(row, columns)
            if person:
                yield person


def _person(row: Row, columns: Mapping[int, str]) -> Person:
    person: Person = {}
    for index, kind in columns.items():
        value = row[index].strip() if index < len(row) else ""
        if value and kind not in person and len(value) <= _LONGEST_VALUE:
            person[kind] = value
    parts = [person.pop(part) for part in _PARTS if part in person]
    if len(parts) == 2 and "name" not in person:
        person["name"] = str(table()["columns"]["joiner"]).join(parts)
    return {kind: value for kind, value in person.items() if _plausible(kind, value)}


def _from_labels(text: str) -> Iterator[Person]:
    person: Person = {}
    for match in _LABELLED.finditer(fold(text)):
        kind = kind_of_heading(match.group(1), {})
        if kind is None or kind in _PARTS:
            continue
        if kind in person:
            yield person
            person = {}
        value = re.split(r"\s{2,}|\t", match.group(2).strip())[0]
        if _plausible(kind, value):
            person[kind] = value
    if person:
        yield person


def _plausible(kind: str, value: str) -> bool:
    """Whether a cell can be a value of its column: blanks, marks and notes are not."""
    digits = sum(sign.isdigit() for sign in fold(value))
    if kind == "name":
        return 2 <= len(value) <= 24 and not digits
    if kind == "kana":
        return 4 <= len(value) <= 40 and not digits
    if kind == "email":
        return "@" in value
    if kind == "address":
        return len(value) >= 5
    if kind == "birth_date":
        return digits >= 3
    least = {"phone": 9, "my_number": 12, "licence": 10, "identity_document": 7, "insured_number": 6, "bank_account": 6}
    return digits >= least.get(kind, 4)
