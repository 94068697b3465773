"""dBase tables: field names as headings, records as rows, deleted records too."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.matchers.labels import kind_of, tables
from checks.residue.pieces import Part, Table
from checks.residue.readers.source import Source

ROWS = 20_000
LONGEST_NAME = 10  # bytes


def _whole(name: str) -> str:
    """A heading that was cut off at the ten bytes a field name has, by the labels known here: 受給者証番 is 受給者証番号."""
    if len(name.encode("cp932", "replace")) < LONGEST_NAME - 1 or kind_of(name):
        return name
    return min((label for label in tables()[0] if label.startswith(name)), key=len, default=name)


def read(source: Source) -> Iterator[Part]:
    """The records of a DBF file; a record marked as deleted (`*`) is still there and is read."""
    data = source.all()
    count, start, length = struct.unpack_from("<IHH", data, 4)
    if not 33 <= start <= len(data) or length < 2:
        raise Stop("corrupt")
    fields = []
    for offset in range(32, start - 1, 32):
        if data[offset] == 0x0D:
            break
        fields.append((data[offset : offset + 11].split(b"\0")[0].decode("cp932", "replace"), data[offset + 16]))
    head = [_whole(name) for name, _ in fields]
    rows = [head]
    for number in range(min(count, (len(data) - start) // length)):
        at, row = start + number * length + 1, []
        for _, width in fields:
            cell = data[at : at + width]
            row.append(charset.decode(cell, charset.detect(cell) or "cp932").strip())
            at += width
        rows.append(row)
        if len(rows) > ROWS:
            yield Table(rows)
            rows = [head]
    yield Table(rows)
