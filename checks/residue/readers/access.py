"""Access databases (.mdb, .accdb): every row of every table, deleted ones too, memos, attachments, and what pages still hold.

The layout of the pages as the mdbtools project has written it down. A database password of Jet locks the program, not the
pages; pages scrambled with the key of the head are unscrambled; encryption by password (ACE) is named as locked.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import access_cells as kept
from checks.residue.readers import raw
from checks.residue.readers.access_cells import Column
from checks.residue.readers.access_pages import DATA, DEFINITION, ELSEWHERE, LONG_VALUES, Layout, Pages
from checks.residue.readers.source import Source

ROWS = 5_000
WRITTEN = 30  # letters of a memo that is no remark but a record
_SYSTEM = 0x53
_OWN = "MSys"


def read(source: Source) -> Iterator[Part]:
    """Its tables, then what lies in the room of its pages that is free. Raises Stop: locked, corrupt, over_budget."""
    base = _Base(Pages(source))
    owned, loose = base.data_pages()
    names = base.names(owned)
    for number, pages in owned.items():
        table = base.table(number)
        if table is None:
            loose += pages
        elif table.system or names.get(number, "").startswith(_OWN):
            base.pass_by(table, pages)
        else:
            yield from base.rows(table, pages, names.get(number, ""))
    for held in base.pages.unclaimed(set(loose)):
        yield from raw.strings(Source(held, source.name, source.meter, source.depth))
    if base.pages.broken:
        yield Unread("corrupt")


class _Definition:
    """A table's definition: its columns, how many have varying length, whether it is the program's own."""

    def __init__(self, columns: list[Column], varying: int, system: bool) -> None:
        self.columns, self.varying, self.system = columns, varying, system


class _Base:
    """The tables of a database."""

    def __init__(self, pages: Pages) -> None:
        self.pages, self.layout, self.meter = pages, pages.layout, pages.meter

    def data_pages(self) -> tuple[dict[int, list[int]], list[int]]:
        """The pages of rows by the number of their table's definition, and the others whose rows belong to none."""
        owned: dict[int, list[int]] = defaultdict(list)
        loose: list[int] = []
        for number in range(1, self.pages.count):
            page = self.pages.page(number)
            if page[0] != DATA:
                continue
            if page[4:8] == LONG_VALUES:
                loose.append(number)
            else:
                owned[int.from_bytes(page[4:8], "little")].append(number)
        return owned, loose

    def names(self, owned: dict[int, list[int]]) -> dict[int, str]:
        """The names of tables by the number of their definition, from the database's own list (page 2)."""
        told = {}
        table = self.table(2)
        if table is None:
            return {}
        for row in self._rows(table, owned.get(2, [])):
            fields = dict(zip((column.name for column in table.columns), row, strict=True))
            if fields.get("Name") and fields.get("Id", "").isdigit():
                told[int(fields["Id"]) & 0xFFFFFF] = fields["Name"]
        return told

    def table(self, number: int) -> _Definition | None:
        """The definition that begins on a page; None where there is none."""
        body = self.pages.page(number)
        if body[:1] != bytes([DEFINITION]):
            return None
        following, seen = int.from_bytes(body[4:8], "little"), {number}
        while following and following not in seen and len(seen) < 100:
            seen.add(following)
            page = self.pages.page(following)
            body += page[8:]
            following = int.from_bytes(page[4:8], "little")
        try:
            return _defined(body, self.layout)
        except (struct.error, IndexError):
            self.pages.broken = True
            return None

    def pass_by(self, table: _Definition, pages: list[int]) -> None:
        """Note what the program keeps for itself in memos and objects: scripts, looks of windows."""
        for _ in self._rows(table, pages, []):
            pass

    def rows(self, table: _Definition, pages: list[int], name: str) -> Iterator[Part]:
        """The rows of a table under the names of its columns, and the objects in them."""
        head = [column.name for column in table.columns]
        rows: list[list[str]] = []
        objects: list[bytes] = []
        for row in self._rows(table, pages, objects):
            yield from (Member(name or "object", kept.attached(objects.pop(0))) for _ in range(len(objects)))
            if any(row):
                rows.append(row)
            if len(rows) >= ROWS:
                yield from _shown(head, rows, table, name)
                rows = []
        if rows:
            yield from _shown(head, rows, table, name)

    def _rows(self, table: _Definition, pages: list[int], objects: list[bytes] | None = None) -> Iterator[list[str]]:
        seen: set[int] = set()
        for number in pages:
            self.meter.clock()
            page = self.pages.page(number)
            for flags, begin, end in self.pages.slots(number):
                row = page[begin:end]
                if flags & ELSEWHERE or hash(row) in seen:
                    continue
                seen.add(hash(row))
                values = kept.cells(row, table.columns, self.layout, table.varying)
                if values is None:
                    continue
                if objects is not None:
                    objects += self._objects(values, table.columns)
                yield [
                    kept.told(value, column, self.layout, self.pages.long_value)
                    for value, column in zip(values, table.columns, strict=True)
                ]

    def _objects(self, values: list[bytes | bool | None], columns: list[Column]) -> list[bytes]:
        """The contents of the fields of objects of one row."""
        fields = (v for v, column in zip(values, columns, strict=True) if column.kind == kept.OLE)
        found = [self.pages.long_value(value) for value in fields if isinstance(value, bytes)]
        for _ in found:
            self.meter.member()
        return [value for value in found if len(value) >= 32]


def _shown(head: list[str], rows: list[list[str]], table: _Definition, name: str) -> Iterator[Part]:
    """Rows as a table, and what is written at length in their memos as running text too: it speaks of more than its row."""
    yield Table([head, *rows], name)
    memos = [index for index, column in enumerate(table.columns) if column.kind == kept.MEMO]
    written = [row[index] for row in rows for index in memos if len(row[index]) >= WRITTEN]
    if written:
        yield Text("\n".join(written), f"{name} memo")


def _defined(body: bytes, layout: Layout) -> _Definition:
    """The columns of a table from its definition, all its pages joined."""
    kind, varying, count, indexes = (
        (body[40], *struct.unpack_from("<HH", body, 43), *struct.unpack_from("<L", body, 51))
        if layout.wide
        else (body[20], *struct.unpack_from("<HH", body, 23), *struct.unpack_from("<L", body, 31))
    )
    at = 63 + 12 * indexes if layout.wide else 43 + 8 * indexes
    size = 25 if layout.wide else 18
    told = []
    for index in range(count):
        one = body[at + size * index : at + size * (index + 1)]
        if layout.wide:
            number, order = struct.unpack_from("<HH", one, 5)
            flags, (place, length) = one[15], struct.unpack_from("<HH", one, 21)
        else:
            number, order = struct.unpack_from("<HH", one, 1)
            flags, (place, length) = one[13], struct.unpack_from("<HH", one, 14)
        told.append(Column("", one[0], number, bool(flags & 1), place, length, order))
    at += size * count
    columns = []
    for column in told:
        length = int.from_bytes(body[at : at + layout.counts], "little")
        at += layout.counts
        columns.append(
            column._replace(name=body[at : at + length].decode("utf-16-le" if layout.wide else "cp932", "replace"))
        )
        at += length
    return _Definition(columns, varying, kind == _SYSTEM)
