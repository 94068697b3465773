"""Pages of SQLite databases kept outside of them: write-ahead logs and rollback journals (SQLite file format, sections 3 and 4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import one_column, raw, sqlite_cells
from checks.residue.readers.source import Source
from checks.residue.readers.sqlite_schema import heads_in

_FIRST = b"SQLite format 3\0"
_SIZES = (4096, 1024, 512, 2048, 8192, 16384, 32768, 65536)
_SECTOR, _NUMBER, _CHECK = 512, 4, 4


def read_wal(source: Source) -> Iterator[Part]:
    """A write-ahead log by itself: the records on its page images, deleted ones as well."""
    data = source.all()
    (size,) = struct.unpack_from(">I", data, 8)
    size = 65536 if size == 1 else size
    if size not in _SIZES:
        yield Unread("corrupt")
        return
    yield from _pages(data, range(32 + 24, len(data), size + 24), size, source, "wal")


def read_journal(source: Source) -> Iterator[Part]:
    """A rollback journal: the pages as they were before the last change, also where its head was blanked when that ended."""
    data = source.all()
    sector, size = struct.unpack_from(">II", data, 20)
    sector, size = (sector, size) if size in _SIZES and _SECTOR <= sector <= 1 << 16 else blanked(data)
    if not size:
        yield Unread("corrupt")
        return
    yield from _pages(data, range(sector + _NUMBER, len(data), _NUMBER + size + _CHECK), size, source, "journal")


def blanked(data: bytes) -> tuple[int, int]:
    """(where pages begin, size of one) in a journal whose head holds zeros; zeros where it is none."""
    for sector in (_SECTOR, 4096):
        if len(data) <= sector + _NUMBER or data[:28].strip(b"\0"):
            continue
        for size in _SIZES:
            step = _NUMBER + size + _CHECK
            heads = [data[at : at + 1 + 100] for at in range(sector + _NUMBER, len(data), step)][:20]
            whole = (len(data) - sector) // step
            kinds = sum(head.startswith(_FIRST) or head[:1] in (b"\2", b"\5", b"\x0a", b"\x0d") for head in heads)
            if whole and kinds == len(heads) and any(head[:1] == b"\x0d" or head.startswith(_FIRST) for head in heads):
                return sector, size
    return 0, 0


def _pages(data: bytes, starts: range, size: int, source: Source, where: str) -> Iterator[Part]:
    """The records on pages, each once, then what else stands on them."""
    first = next((at for at in starts if data[at : at + len(_FIRST)] == _FIRST), None)
    codec = sqlite_cells.codec_of(data[first : first + 100]) if first is not None else _guessed(data)
    rows: dict[str, list[str]] = {}
    for start in starts:
        source.meter.clock()
        page = data[start : start + size]
        head = 100 if page.startswith(_FIRST) else 0
        found = (*sqlite_cells.page_rows(page, head, codec), *sqlite_cells.gone_rows(page, head, codec))
        for row in sqlite_cells.by_number(found):
            rows.setdefault("\x1f".join(row), row)
    told = list(rows.values())
    heads = heads_in(data)
    for width in dict.fromkeys(map(len, told)):
        fitting = sqlite_cells.once([row for row in told if len(row) == width])
        yield from one_column.parts(heads.get(width, []), fitting, where)
    if codec != sqlite_cells.UTF8:
        yield from raw.of_one_encoding(raw.runs(data)[1])
    elif strings := sqlite_cells.strings(data, told):
        yield Text(strings, where, raw=True)


def _guessed(data: bytes) -> str:
    """The encoding of pages among which the first one is missing: Latin letters of UTF-16 have a zero on one side."""
    if data.count(b"C\0R\0E\0A\0T\0E"):
        return "utf-16-le"
    return "utf-16-be" if data.count(b"\0C\0R\0E\0A\0T\0E") else sqlite_cells.UTF8
