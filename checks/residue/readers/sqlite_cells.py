"""Records on SQLite pages, found by the page's own bytes (SQLite file format, sections 1.6 and 2.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import dropwhile, pairwise

from checks.residue.budget import Stop
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import one_column, raw
from checks.residue.readers.source import Source
from checks.residue.readers.sqlite_schema import heads_in

_LEAF, _BEGIN = 0x0D, 8
UTF8 = "utf-8"
_CODECS = {2: "utf-16-le", 3: "utf-16-be"}
_LEAST = 4
"""Bytes of payload of a cell that holds anything worth reading."""
_NEXT = re.compile(rb"[\x04-\xff]")
_JAPANESE = re.compile("[\u3041-\u30fe\u4e00-\u9fff]{2,}|@|0[0-9]{1,4}-[0-9]")
_RUN = re.compile(rb"(?:[\x09\x20-\x7e]|[\xe2-\xe9\xef][\x80-\xbf]{2}|\xf0[\xa0-\xaf][\x80-\xbf]{2}){6,}")


def varint(data: bytes, at: int) -> tuple[int, int]:
    """(value, next offset) of a variable-length integer."""
    value = data[at]
    if value < 0x80:  # nearly all of them
        return value, at + 1
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + index + 1
    return value, at + 9


def codec_of(head: bytes) -> str:
    """How a database that begins with `head` writes its texts (section 1.3.13)."""
    return _CODECS.get(int.from_bytes(head[56:60], "big"), UTF8)


def record(data: bytes, at: int, end: int, codec: str) -> list[str]:
    """The text columns of a record at `at`; empty when it does not read as one."""
    try:
        size, body = varint(data, at)
        if not 2 <= size <= 200:
            return []
        types, position = [], body
        while position < at + size:
            kind, position = varint(data, position)
            types.append(kind)
        return _columns(data, types, at + size, end, codec)
    except IndexError:
        return []


_WIDTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


def _columns(data: bytes, types: list[int], position: int, end: int, codec: str) -> list[str]:
    row = []
    for kind in types:
        if kind in (10, 11):
            return []
        width = _WIDTHS[kind] if kind < 10 else (kind - 12) // 2
        if position + width > end:
            return []
        cell = data[position : position + width]
        if kind >= 13 and kind % 2:
            row.append(cell.decode(codec, "replace"))
        elif 1 <= kind <= 6:
            row.append(str(int.from_bytes(cell, "big", signed=True)))
        else:
            row.append("")
        position += width
    return row if any("\ufffd" not in cell and len(cell) > 1 for cell in row) else []


def page_rows(page: bytes, head: int, codec: str = UTF8) -> Iterator[list[str]]:
    """Rows of a table leaf page; `head` is 100 on the first page, else 0."""
    if len(page) < head + 8 or page[head] != _LEAF:
        return
    (count,) = struct.unpack_from(">H", page, head + 3)
    for index in range(min(count, (len(page) - head - 8) // 2)):
        (at,) = struct.unpack_from(">H", page, head + 8 + 2 * index)
        try:
            _, at = varint(page, at)
            number, at = varint(page, at)
        except IndexError:
            continue
        row = record(page, at, len(page), codec)
        if row:
            yield _numbered(row, number)


class Numbered(list[str]):
    """A row with its number in the table (section 2.3), which stands outside of the record."""

    number = 0


def _numbered(row: list[str], number: int) -> Numbered:
    """A row with its number, also as first cell where that is the key of the table."""
    told = Numbered([str(number), *row[1:]] if len(row) > 1 and not row[0] else row)
    told.number = number
    return told


def by_number(rows: Iterable[list[str]]) -> list[list[str]]:
    """Rows of one page as they follow each other in the table: pages are filled from their ends, and freed anywhere."""
    return sorted(rows, key=lambda row: row.number if isinstance(row, Numbered) else 0)


def carved_rows(page: bytes, begin: int, end: int, codec: str = UTF8) -> Iterator[list[str]]:
    """Rows whose cells still stand between `begin` and `end` though no pointer leads there any more.

    A cell is believed when its payload length is exactly what its record header adds up to.
    """
    at = begin
    while at < end - 4:
        if page[at] < _LEAST:  # most free room is zeros
            stop = _NEXT.search(page, at, end - 4)
            if stop is None:
                return
            at = stop.start()
        found = _cell(page, at, end, codec)
        if found is None:
            at += 1
        else:
            row, at = found
            if sum(1 for cell in row if cell) >= 2:
                yield row


def _one_text(row: list[str]) -> bool:
    """Whether all that a row tells is a text: behind the number of the row that is its key and stands elsewhere."""
    told = next((cell for cell in row if cell), "")
    return not told.isascii() and "\ufffd" not in told and not any(sign < " " and sign not in "\t\r\n" for sign in told)


def _cell(page: bytes, at: int, end: int, codec: str) -> tuple[list[str], int] | None:
    try:
        payload, start = varint(page, at)
        rowid, start = varint(page, start)
        if not _LEAST <= payload <= end - start or rowid >= 1 << 40:
            return None
        size, position = varint(page, start)
        total = size
        while position < start + size:
            kind, position = varint(page, position)
            if kind in (10, 11):
                return None
            total += _WIDTHS[kind] if kind < 10 else (kind - 12) // 2
    except IndexError:
        return None
    if total != payload or position != start + size or size < 3:
        return None
    row = record(page, start, end, codec)
    told = sum(1 for cell in row if cell) >= 2 or _one_text(row)
    return (_numbered(row, rowid) if told else row, start + payload) if row else None


def gone_rows(page: bytes, head: int, codec: str) -> Iterator[list[str]]:
    """Rows in the gap and the free blocks of a table leaf page, to which no pointer leads any more."""
    if len(page) < head + 8 or page[head] != _LEAF:
        return
    _, count, content = struct.unpack_from(">HHH", page, head + 1)
    places = [(head + 8 + 2 * count, content or len(page)), *((at, at + size) for at, size in _blocks(page, head))]
    for begin, end in places:
        yield from _freed_rows(page, begin, end, codec)


def _freed_rows(page: bytes, begin: int, end: int, codec: str) -> Iterator[list[str]]:
    """Rows of free room: those of former free blocks, whose first bytes are gone, and those still whole."""
    freed, bounds = _merged(page, begin, end, codec)
    for at, following in pairwise([*([begin] if begin > 100 else []), *bounds]):
        if (at in freed or at == begin) and (row := _beheaded(page, at, following - at, codec)):
            yield row
    yield from carved_rows(page, begin, end, codec)


def _merged(page: bytes, begin: int, end: int, codec: str) -> tuple[set[int], list[int]]:
    """Where free blocks stood that are part of free room by now, and where they and what is behind them begin, up to the `end`.

    Each still tells the size it had: up to another one, a cell that is whole, or the end.
    """
    filled = _NEXT.search(page, begin + 1, end)
    freed: set[int] = set()
    bounds = {end}
    for at in range(end - 2 * _LEAST, max(begin, filled.start() - _LEAST) if filled else end, -1):
        behind = at + (page[at + 2] << 8 | page[at + 3])
        if not at + 2 * _LEAST <= behind <= end:
            continue
        following = page[at] << 8 | page[at + 1]
        chained = not following or behind < following < len(page)
        if chained and (behind in bounds or _cell(page, behind, end, codec)):
            freed.add(at)
            bounds |= {at, behind}
    return freed, sorted(bounds)


def _beheaded(page: bytes, at: int, size: int, codec: str) -> list[str]:
    """The row of a free block at `at`: the block's own head has overwritten payload, rowid, header size and first type.

    The types left over are believed when the columns they announce, with the rest as first column, all read as text.
    """
    types: list[int] = []
    best: list[str] = []
    position, end = at + 4, at + size
    while position < end and len(types) < 60:
        kind, position = varint(page, position)
        types.append(kind)
        widths = sum(_WIDTHS[one] if one < 10 else (one - 12) // 2 for one in types)
        first = end - position - widths
        if kind in (10, 11) or first < 0:
            break
        row = _columns(page, [13 + 2 * first, *types], position, end, codec)
        if row and _all_text(row):
            best = row
    return best


def _all_text(row: list[str]) -> bool:
    """Whether every cell decodes cleanly: a wrong split cuts letters of several bytes."""
    return sum(1 for cell in row if cell) >= 2 and not any(
        ch == "\ufffd" or ord(ch) < 32 for cell in row for ch in cell
    )


def leftovers(data: bytes, source: Source, heads: dict[int, list[str]]) -> Iterator[Part]:
    """What free pages and gaps between cells hold and no live table shows; `heads` gives column names by their number."""
    (size,) = struct.unpack_from(">H", data, 16)
    size = 65536 if size == 1 else size
    if not 512 <= size <= 65536:
        return
    rows: list[list[str]] = []
    heads = heads_in(data) | heads
    stopped: Stop | None = None
    try:
        for row in _gone(data, size, source):
            rows.append(row)
    except Stop as stop:  # what was found so far is worth telling
        stopped = stop
    for width in {len(row) for row in rows}:
        fitting = once([row for row in rows if len(row) == width])
        yield from one_column.parts(heads.get(width, []), fitting, "free pages")
    if stopped:
        raise stopped
    known = _begins(rows)
    gaps = [_bare(run) for run in _gaps(data, size) if not _holds(run, known)]
    if any(map(_JAPANESE.search, gaps)):
        for part in raw.of_one_encoding(gaps):
            if isinstance(part, (Text, Table)):
                yield replace(part, where="free space")


def once(rows: list[list[str]]) -> list[list[str]]:
    """Each of `rows` once, as pages are copied when a table grows; by their numbers where these are those of one table."""
    told = list({"\x1f".join(row): row for row in rows}.values())
    numbers = {row.number for row in told if isinstance(row, Numbered)}
    return by_number(told) if len(numbers) == len(told) else told


def _gone(data: bytes, size: int, source: Source) -> Iterator[list[str]]:
    """The rows on free pages and in the gaps of others. Raises Stop when the time is up."""
    codec = codec_of(data)
    for begin, page, end in _unused(data, size):
        source.meter.clock()
        whole = page_rows(page, 0, codec) if begin == _BEGIN else ()
        yield from by_number([*whole, *_freed_rows(page, begin, end, codec)])


# the last byte of a record's head before its text, and the first one of the next record behind it, where they look like letters
_HEADED = re.compile(r"^[\x20-\x7e](?=[\u3041-\u9fff\uff01-\uff5e])|(?<=[\u3001\u3002\u3041-\u9fff])[\x20-\x7e]$")


def _bare(run: str) -> str:
    """A text cut from a page of records, without the byte before and behind it."""
    return _HEADED.sub("", run)


def _free_pages(data: bytes, size: int) -> list[int]:
    """Numbers of trunk and leaf pages of the free list (SQLite file format, section 1.5)."""
    trunk, _ = struct.unpack_from(">II", data, 32)
    numbers: list[int] = []
    while trunk and trunk not in numbers and trunk * size <= len(data) and len(numbers) < 1_000_000:
        numbers.append(trunk)
        start = (trunk - 1) * size
        following, count = struct.unpack_from(">II", data, start)
        count = min(count, size // 4 - 2)
        numbers += struct.unpack_from(f">{count}I", data, start + 8)
        trunk = following
    return numbers


def _unused(data: bytes, size: int) -> Iterator[tuple[int, bytes, int]]:
    """(begin, page, end) of the unallocated part of each table leaf page, and of whole free pages."""
    free = set(_free_pages(data, size))
    for number in range(1, len(data) // size + 1):
        page = data[(number - 1) * size : number * size]
        head = 100 if number == 1 else 0
        if number in free:
            yield _BEGIN, page, size
        elif page[head] == _LEAF:
            _, count, content = struct.unpack_from(">HHH", page, head + 1)
            yield head + 8 + 2 * count, page, content or size
            for at, length in _blocks(page, head):
                yield at, page, at + length


def _blocks(page: bytes, head: int) -> Iterator[tuple[int, int]]:
    """(offset, length) of the free blocks of a page."""
    (at,) = struct.unpack_from(">H", page, head + 1)
    for _ in range(1000):
        if not at or at + 4 > len(page):
            return
        following, length = struct.unpack_from(">HH", page, at)
        yield at, min(length, len(page) - at)
        if following <= at:
            return
        at = following


def _gaps(data: bytes, size: int) -> Iterator[str]:
    """Strings in the unused parts of pages: before the first cell, in free blocks, and on free pages."""
    free, codec = set(_free_pages(data, size)), codec_of(data)
    for number in range(1, len(data) // size + 1):
        page = data[(number - 1) * size : number * size]
        head = 100 if number == 1 else 0
        if number in free or page[head] not in (2, 5, 10, 13):
            yield from _runs(page, codec)
            continue
        _, count, content = struct.unpack_from(">HHH", page, head + 1)
        begin = head + (8 if page[head] in (10, 13) else 12) + 2 * count
        yield from _runs(page[begin : content or 65536], codec)
        for at, length in _blocks(page, head):
            yield from _runs(page[at + 4 : at + length], codec)


def _runs(data: bytes, codec: str) -> list[str]:
    """The texts in a stretch of a page."""
    if codec == UTF8:
        return [run.decode(codec, "replace") for run in _RUN.findall(data)]
    if not data.strip(b"\0"):
        return []
    if codec == "utf-16-le":
        return raw.runs(data)[1]
    return list(dict.fromkeys(text for shift in (0, 1) for text in raw.runs(_swapped(data[shift:]))[1]))


def _swapped(data: bytes) -> bytes:
    """Pairs of bytes in the other order."""
    even = len(data) // 2 * 2
    out = bytearray(even)
    out[::2], out[1::2] = data[1:even:2], data[:even:2]
    return bytes(out)


def strings(data: bytes, rows: list[list[str]]) -> str:
    """Text runs of `data` that are none of `rows`."""
    known = _begins(rows)
    texts = (run.decode("utf-8", "replace") for run in _RUN.findall(data))
    return "\n".join(text for text in texts if not _holds(text, known))


LEAST_ROW, MOST_HEAD = 8, 8
"""Letters by which a row is known again, and bytes of a record's head that may look like letters before it."""


def _begins(rows: list[list[str]]) -> dict[str, list[str]]:
    """The texts of rows as they stand on a page, one cell behind the other, by their first letters; numbers are no letters there."""
    found: dict[str, list[str]] = {}
    for row in rows:
        text = "".join(dropwhile(lambda cell: not cell or cell.isdigit(), row))
        if len(text) >= LEAST_ROW:
            found.setdefault(text[:LEAST_ROW], []).append(text)
    return found


def _holds(run: str, begins: dict[str, list[str]]) -> bool:
    """Whether a run is a row, behind the bytes of its head and before those of the next one."""
    places = range(min(MOST_HEAD, len(run) - LEAST_ROW + 1))
    return any(run.startswith(text, at) for at in places for text in begins.get(run[at : at + LEAST_ROW], ()))
