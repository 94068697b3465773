"""Tables of Apple's Numbers (and of Pages and Keynote): cells in their rows, from the objects kept in Index/*.iwa.

The files are undocumented; what is used here is the tables' model (6001), its tiles of rows (6002) and its lists of texts
(6005, 6201), in protocol buffers. What is no table gives its texts in their own order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from checks.residue.pieces import Part, Table
from checks.residue.readers.snappy import number

MODEL = 6001
_EPOCH = date(2001, 1, 1)
_TILE_ROWS = 256
_NO_CELL = 0xFFFF
_DECIMAL, _DOUBLE, _SECONDS, _TEXT, _RICH = 1, 2, 4, 8, 16
_BIAS = 0x1820
_WIDEST = 1_000


class Item(NamedTuple):
    """One object of a document: its number, its type, and what it holds."""

    ident: int
    kind: int
    payload: bytes


def items(stream: bytes) -> Iterator[Item]:
    """The objects of an inflated .iwa. Raises IndexError or ValueError where it is damaged."""
    at = 0
    while at < len(stream):
        size, at = number(stream, at)
        head = Message(stream[at : at + size])
        at += size
        for told in head.all(2):
            info = Message(told)
            length = info.number(3)
            yield Item(head.number(1), info.number(1), stream[at : at + length])
            at += length


class Message:
    """Fields of a protocol buffer by number; numbers as they are, all else as bytes."""

    def __init__(self, data: bytes) -> None:
        self.fields: dict[int, list[int | bytes]] = {}
        at = 0
        while at < len(data):
            key, at = number(data, at)
            value: int | bytes
            if key & 7 == 0:
                value, at = number(data, at)
            else:
                size = {1: 8, 5: 4}.get(key & 7)
                if key & 7 == 2:
                    size, at = number(data, at)
                if size is None or at + size > len(data):
                    raise ValueError
                value, at = data[at : at + size], at + size
            self.fields.setdefault(key >> 3, []).append(value)

    def all(self, field: int) -> list[bytes]:
        """The values of a field that are bytes."""
        return [value for value in self.fields.get(field, ()) if isinstance(value, bytes)]

    def inner(self, field: int) -> Message:
        """A field that is a message; empty where it is missing."""
        return Message(b"".join(self.all(field)[:1]))

    def number(self, field: int) -> int:
        """A field that is a number; 0 where it is missing."""
        value = self.fields.get(field, [0])[0]
        return value if isinstance(value, int) else 0

    def text(self, field: int) -> str:
        """A field that is a text, or several of it joined."""
        return b"".join(self.all(field)).decode("utf-8", "replace")


def tables(found: dict[int, Item], taken: set[int]) -> Iterator[Part]:
    """Every table whose objects are among `found`, by number; those that are read are put into `taken`.

    A table that is damaged is left to be read as texts.
    """
    for item in found.values():
        if item.kind == MODEL:
            try:
                model = Message(item.payload)
                reading = _Reading(found, model.inner(4))
            except (IndexError, ValueError, struct.error, OverflowError):
                continue
            rows = [row for _, row in sorted(reading.rows.items()) if row]
            if rows:
                taken |= reading.taken
                width = max(map(len, rows))
                yield Table([row + [""] * (width - len(row)) for row in rows], model.text(8))


class _Reading:
    """The rows of one table."""

    def __init__(self, found: dict[int, Item], store: Message) -> None:
        self.found = found
        self.taken: set[int] = set()
        self.texts = {key: entry.text(3) for key, entry in self._entries(store.inner(4).number(1))}
        self.rich = dict(self._entries(store.inner(17).number(1)))
        self.rows: dict[int, list[str]] = {}
        tiles = store.inner(3)
        size = tiles.number(2) or _TILE_ROWS
        for told in tiles.all(1):
            tile = Message(told)
            self._tile(tile.inner(2).number(1), tile.number(1) * size)

    def _message(self, ident: int) -> Message:
        item = self.found.get(ident)
        self.taken.add(ident)
        return Message(item.payload if item is not None else b"")

    def _entries(self, ident: int) -> Iterator[tuple[int, Message]]:
        for told in self._message(ident).all(3):
            entry = Message(told)
            yield entry.number(1), entry

    def _tile(self, ident: int, first: int) -> None:
        for told in self._message(ident).all(5):
            row = Message(told)
            cells = b"".join(row.all(6)) or b"".join(row.all(3))
            offsets = b"".join(row.all(7)) or b"".join(row.all(4))
            self.rows[first + row.number(1)] = self._row(cells, offsets, 4 if row.number(8) else 1)

    def _row(self, cells: bytes, offsets: bytes, unit: int) -> list[str]:
        told: list[str] = []
        for (offset,) in struct.iter_unpack("<H", offsets[: 2 * _WIDEST]):
            told.append("" if offset == _NO_CELL else self._cell(cells, offset * unit))
        while told and not told[-1]:
            told.pop()
        return told

    def _cell(self, data: bytes, at: int) -> str:
        if at + 12 > len(data) or data[at] != 5:
            return ""
        (flags,) = struct.unpack_from("<I", data, at + 8)
        at += 12
        value = ""
        if flags & _DECIMAL:
            value, at = _decimal(data[at : at + 16]), at + 16
        if flags & _DOUBLE:
            value, at = value or f"{struct.unpack_from('<d', data, at)[0]:.15g}", at + 8
        if flags & _SECONDS:
            (seconds,) = struct.unpack_from("<d", data, at)
            value, at = str(_EPOCH + timedelta(days=seconds // 86_400)), at + 8
        if flags & _TEXT:
            value, at = self.texts.get(struct.unpack_from("<I", data, at)[0], ""), at + 4
        if flags & _RICH:
            value = self._rich(struct.unpack_from("<I", data, at)[0])
        return value

    def _rich(self, key: int) -> str:
        """A cell with more than one style: its text is a storage of its own."""
        entry = self.rich.get(key)
        payload = self._message(entry.inner(9).number(1)) if entry is not None else Message(b"")
        return self._message(payload.inner(1).number(1)).text(3)


def _decimal(raw: bytes) -> str:
    """A decimal of 128 bits as it is written."""
    power = ((raw[15] & 0x7F) << 7 | raw[14] >> 1) - _BIAS
    whole = int.from_bytes(raw[:14], "little") | (raw[14] & 1) << 112
    if not -40 <= power <= 40:
        return ""
    sign = "-" if raw[15] & 0x80 else ""
    return f"{sign}{whole * 10**power}" if power >= 0 else f"{sign}{whole / 10**-power:.15g}"
