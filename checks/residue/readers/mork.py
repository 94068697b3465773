"""Address books of Thunderbird before version 78, kept as Mork: values by number, rows that name columns and values by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Table
from checks.residue.readers.source import Source

BEGINNING = "<mdb:mork:z"
_VALUE = re.compile(r"\(([0-9A-F]+)=((?:[^()\\]|\\.)*)\)", re.DOTALL)
_ROW = re.compile(r"\[([^\[\]]*)\]")
_CELL = re.compile(r"\(\^([0-9A-F]+)(?:\^([0-9A-F]+)|=((?:[^()\\]|\\.)*))\)", re.DOTALL)
_COLUMNS = re.compile(r"<\s*<\(a=c\)>(?:[^()<>]|\((?:[^()\\]|\\.)*\))*>", re.DOTALL)
_BYTE, _ESCAPED = re.compile(rb"\$([0-9A-Fa-f]{2})"), re.compile(r"\\(?:\r\n|\n|(.))", re.DOTALL)
_HEADS = {
    "DisplayName": "fullname", "HomePhone": "phone", "WorkPhone": "phone", "CellularNumber": "phone", "PrimaryEmail": "email",
    "SecondEmail": "email", "HomeAddress": "address", "WorkAddress": "address", "HomeZipCode": "zip", "Notes": "note",
}  # fmt: skip


def read(text: str, source: Source) -> Iterator[Part]:
    """The cards as a table."""
    source.meter.clock()
    found = _COLUMNS.search(text)
    columns = dict(_VALUE.findall(found[0])) if found else {}
    rest = text[found.end() :] if found else text
    values = {number: _told(value) for number, value in _VALUE.findall(rest)}
    records = []
    for row in _ROW.findall(rest):
        cells = {columns.get(key, key): values.get(number, _told(inline)) for key, number, inline in _CELL.findall(row)}
        if any(cells.values()):
            records.append(cells)
    heads = list(dict.fromkeys(key for record in records for key in record))
    if heads:
        yield Table(
            [[_HEADS.get(key, key) for key in heads], *([one.get(key, "") for key in heads] for one in records)]
        )


def _told(value: str) -> str:
    """A value with its escapes undone: bytes of UTF-8 behind dollar signs, other signs behind backslashes."""
    raw = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), _ESCAPED.sub(r"\1", value).encode("utf-8"))
    return charset.decode(raw, charset.detect(raw) or "utf-8").strip()
