"""The pages of Access databases: Jet 3 and 4, ACE (their layout as the mdbtools project has written it down)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from checks.residue.budget import Stop
from checks.residue.readers.large import Content
from checks.residue.readers.source import Source

MOST_PAGES, MOST_HELD = 1 << 20, 4_000
BLOCK = 4 << 20
DATA, DEFINITION = 1, 2
LONG_VALUES = b"LVAL"
ELSEWHERE = 0x4000
_PLACE = 0x1FFF
_HEAD_KEY = b"\xc7\xda\x39\x6b"
_INLINE, _ONE_ROW = 0x80, 0x40


class Layout(NamedTuple):
    """How wide things are in a version: pages, counts, the heads of pages."""

    page: int
    counts: int
    rows_at: int
    wide: bool


JET3, JET4 = Layout(2048, 1, 8, False), Layout(4096, 2, 12, True)


class Pages:
    """The pages of a database, unscrambled, and what lies on them. Raises Stop: locked, corrupt, over_budget."""

    def __init__(self, source: Source) -> None:
        self.data, self.meter = source.data, source.meter
        if len(self.data) < 2 * JET3.page:
            raise Stop("corrupt")
        self.layout: Layout = JET3 if self.data[0x14] == 0 else JET4
        self.count = len(self.data) // self.layout.page
        self.broken = len(self.data) % self.layout.page != 0
        self.key = _key(self.data, self.layout)
        self._opened: dict[int, bytes] = {}
        self._slots: dict[int, list[tuple[int, int, int]]] = {}
        self.taken: set[tuple[int, int]] = set()
        if self.count > MOST_PAGES:
            raise Stop("over_budget")
        if self.page(2)[:1] != b"\x02":
            raise Stop("locked" if self.layout is JET4 and _sealed(self.data) else "corrupt")

    def page(self, number: int) -> bytes:
        """A page, unscrambled; nothing where there is none."""
        start = number * self.layout.page
        page = bytes(self.data[start : start + self.layout.page])
        if not self.key or not number:
            return page
        if number not in self._opened:
            self.meter.clock()
            if len(self._opened) >= MOST_HELD:
                self._opened.clear()
            self._opened[number] = _rc4((self.key ^ number).to_bytes(4, "little"), page)
        return self._opened[number]

    def slots(self, number: int) -> list[tuple[int, int, int]]:
        """(flags, begin, end) of the rows of a page; the first stands last."""
        if number not in self._slots:
            self._slots[number] = self._slots_of(number)
        return self._slots[number]

    def _slots_of(self, number: int) -> list[tuple[int, int, int]]:
        page, at = self.page(number), self.layout.rows_at
        if len(page) < at + 2:
            return []
        (count,) = struct.unpack_from("<H", page, at)
        if at + 2 + 2 * count > len(page):
            self.broken = True
            return []
        found, end = [], len(page)
        for place in struct.unpack_from(f"<{count}H", page, at + 2):
            begin = place & _PLACE
            if begin > end or begin < at + 2 + 2 * count:
                found.append((ELSEWHERE, 0, 0))  # nothing is left of it, or it is damaged
                continue
            found.append((place & ~_PLACE, begin, end))
            end = begin
        return found

    def long_value(self, head: bytes) -> bytes:
        """A memo or object by its head of twelve bytes: behind it, in one row of another page, or in a chain of them."""
        if len(head) < 12:
            return b""
        told, pointer = struct.unpack_from("<LL", head)
        length, how = told & 0x3FFFFFFF, told >> 24
        if how & _INLINE:
            return head[12 : 12 + length]
        if how & _ONE_ROW:
            return self._row_at(pointer)[:length]
        out, seen = b"", set[int]()
        while pointer and pointer not in seen and len(out) < length:
            seen.add(pointer)
            row = self._row_at(pointer)
            pointer = int.from_bytes(row[:4], "little")
            out += row[4:]
            if len(out) > self.meter.budget.member_bytes:
                raise Stop("over_budget")
        return out[:length]

    def _row_at(self, pointer: int) -> bytes:
        number, index = pointer >> 8, pointer & 0xFF
        self.taken.add((number, index))
        slots = self.slots(number)
        if index >= len(slots):
            return b""
        _, begin, end = slots[index]
        return self.page(number)[begin:end]

    def unclaimed(self, loose: set[int]) -> Iterator[bytes]:
        """The free room of pages, rows of pages of no table, and long values that no row points to; in blocks."""
        held: list[bytes] = []
        size = 0
        for number in range(1, self.count):
            page = self.page(number)
            if page[0] != DATA or int.from_bytes(page[4:8], "little") < 2:  # the maps of the pages
                continue
            self.meter.clock()
            slots = self.slots(number)
            free = self.layout.rows_at + 2 + 2 * len(slots)
            parts = [page[free : min((at for _, at, end in slots if end), default=len(page))]]
            if number in loose:
                parts += [page[at:end] for row, (_, at, end) in enumerate(slots) if (number, row) not in self.taken]
            held += [part for part in parts if part.strip(b"\0")]
            size += sum(map(len, parts))
            if size > BLOCK:
                yield b"\0".join(held)
                held, size = [], 0
        if held:
            yield b"\0".join(held)


def _key(data: Content, layout: Layout) -> int:
    """The key its pages are scrambled with; 0 where they are not. It stands in the head, which is always scrambled."""
    length = 128 if layout.wide else 126
    head = _rc4(_HEAD_KEY, bytes(data[0x18 : 0x18 + length]))
    return int.from_bytes(head[0x3E - 0x18 : 0x42 - 0x18], "little")


def _sealed(data: Content) -> bool:
    """Whether an ACE database says in its head how it is encrypted, or its pages look it."""
    page = data[2 * JET4.page : 3 * JET4.page]
    return bool(int.from_bytes(data[0x299:0x29B], "little")) or len(set(page)) > 200


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    swap = 0
    for at in range(256):
        swap = (swap + state[at] + key[at % len(key)]) & 255
        state[at], state[swap] = state[swap], state[at]
    out = bytearray(data)
    first = second = 0
    for at in range(len(out)):
        first = (first + 1) & 255
        held = state[first]
        second = (second + held) & 255
        state[first], state[second] = state[second], held
        out[at] ^= state[(state[first] + held) & 255]
    return bytes(out)
