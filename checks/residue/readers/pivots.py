"""Caches of pivot tables: rows of a list that was summed up, as numbers of the values each column had (ECMA-376 18.10)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest

from checks.residue.pieces import Part, Row, Table
from checks.residue.readers import tags

_FIELD = re.compile(r"<cacheField\b[^<>]*?\bname=\"([^\"]*)\"[^<>]*>(.*?)</cacheField>", re.DOTALL)
_RECORD = re.compile(r"<r>(.*?)</r>", re.DOTALL)
_VALUE = re.compile(r"<(?:s|d|n|b|e)\b[^>]*?\bv=\"([^\"]*)\"|<(m)\b")
_ITEM = re.compile(r"<([sdnbemx])\b(?:[^>]*?\bv=\"([^\"]*)\")?")


class Pivots:
    """The caches of one workbook: the fields of each definition, for the records that follow it."""

    def __init__(self) -> None:
        self._fields: dict[str, list[Row]] = {}

    def read(self, text: str, where: str) -> Iterator[Part]:
        """Values of a definition, by field; or the rows of records."""
        fields = [
            [html.unescape(told) for told in (match[1], *(value for value, _ in _VALUE.findall(match[2])))]
            for match in tags.closed(_FIELD, text, "</cacheField>")
        ]
        if fields:
            self._fields[_number(where)] = fields
            yield Table([list(row) for row in zip_longest(*fields, fillvalue="")], where)
        known = self._fields.get(_number(where), [])
        rows = [_row(_ITEM.findall(body[1]), known) for body in tags.closed(_RECORD, text, "</r>")]
        if any(any(row) for row in rows):
            yield Table([[field[0] for field in known], *rows] if known else rows, where)


def _number(where: str) -> str:
    """What a definition and its records have in common: pivotCacheDefinition1.xml, pivotCacheRecords1.xml."""
    return "".join(filter(str.isdecimal, where))


def _row(items: list[tuple[str, str]], fields: list[Row]) -> Row:
    """The values of a record; `x` gives the number of one that the definition lists."""
    return [
        _told(kind, value, fields[column] if column < len(fields) else []) for column, (kind, value) in enumerate(items)
    ]


def _told(kind: str, value: str, field: Row) -> str:
    if kind != "x":
        return html.unescape(value)
    place = int(value) + 1 if value.isdecimal() and len(value) < 9 else 0  # the name of the field comes first
    return field[place] if 0 < place < len(field) else ""
