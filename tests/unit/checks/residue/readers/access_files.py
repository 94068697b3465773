"""Access databases written by hand, page by page, after the description of the format by the mdbtools project."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from tests.unit.checks.residue.helpers import ADDRESS, KANA, NAME, PHONE

TEXT, MEMO, LONG, DATE, BOOL, OLE = 10, 12, 4, 8, 1, 11
FIXED = {LONG: 4, DATE: 8}
HEAD_KEY = b"\xc7\xda\x39\x6b"


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4."""
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def squeezed(text: str) -> bytes:
    """Text as Jet 4 keeps it, letters of ASCII in one byte each."""
    out, wide = b"\xff\xfe", False
    for ch in text:
        if ch.isascii() == wide:
            out, wide = out + b"\0", not wide
        out += ch.encode("utf-16-le") if wide else ch.encode("ascii")
    return out


@dataclass
class Base:
    """A database in the making. `version` 0 is Jet 3, 1 is Jet 4, 2 and later are ACE."""

    version: int = 1
    key: int = 0
    squeeze: bool = False
    pages: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wide = self.version > 0
        self.size = 4096 if self.wide else 2048
        self.pages = [b"", bytes(self.size), b"", b""]
        self.catalogue: list[tuple[int, str]] = []

    def text(self, told: str) -> bytes:
        """A text value."""
        if not self.wide:
            return told.encode("cp932")
        return squeezed(told) if self.squeeze else told.encode("utf-16-le")

    def definition(self, columns: list[tuple[str, int]], kind: int = 0x4E) -> bytes:
        """The page that defines a table of `columns`."""
        count = len(columns)
        varying = sum(kind not in FIXED and kind != BOOL for _, kind in columns)
        body, names, place, order = b"", b"", 0, 0
        for number, (name, column) in enumerate(columns):
            fixed = column in FIXED or column == BOOL
            if self.wide:
                body += struct.pack(
                    "<BLHHHHHBBLHH",
                    column,
                    0,
                    number,
                    order,
                    number,
                    0,
                    0,
                    2 | fixed,
                    0,
                    0,
                    place,
                    FIXED.get(column, 0),
                )
                names += struct.pack("<H", 2 * len(name)) + name.encode("utf-16-le")
            else:
                body += struct.pack(
                    "<BHHHHHHBHH", column, number, order, number, 0, 932, 0, 2 | fixed, place, FIXED.get(column, 0)
                )
                names += bytes([len(name.encode("cp932"))]) + name.encode("cp932")
            place += FIXED.get(column, 0)
            order += not fixed
        if self.wide:
            head = struct.pack("<LLLLB3xL8xBHHHLLLL", 0, 0, 0, 0, 1, 0, kind, count, varying, count, 0, 0, 0, 0)
        else:
            head = struct.pack("<LLLBHHHLLLL", 0, 0, 0, kind, count, varying, count, 0, 0, 0, 0)
        return (b"\x02\x01VC\0\0\0\0" + head + body + names).ljust(self.size, b"\0")

    def row(self, columns: list[tuple[str, int]], values: list[object]) -> bytes:
        """A row."""
        fixed, parts, mask = b"", [], 0
        for number, ((_, kind), value) in enumerate(zip(columns, values, strict=True)):
            mask |= (value is not None and value is not False) << number
            if kind == LONG:
                fixed += struct.pack("<l", value or 0)
            elif kind == DATE:
                fixed += struct.pack("<d", value or 0)
            elif kind != BOOL:
                parts.append(value if isinstance(value, bytes) else self.text(value) if isinstance(value, str) else b"")
        count = len(columns)
        tail = mask.to_bytes((count + 7) // 8, "little")
        out = struct.pack("<H" if self.wide else "<B", count) + fixed
        places = []
        for part in parts:
            places.append(len(out))
            out += part
        if not parts:
            return out + tail
        places.append(len(out))
        if self.wide:
            return (
                out
                + b"".join(struct.pack("<H", place) for place in reversed(places))
                + struct.pack("<H", len(parts))
                + tail
            )
        jumps = []
        for number, place in enumerate(places):
            jumps += [number] * (place // 256 - len(jumps))
        size = len(out) + len(places) + len(jumps) + 1 + len(tail)
        jumps += [0xFF] * ((size - 1) // 256 - len(jumps))
        return (
            out + bytes(place % 256 for place in reversed(places)) + bytes(reversed(jumps)) + bytes([len(parts)]) + tail
        )

    def page(
        self, owner: int | bytes, rows: list[bytes], flags: dict[int, int] | None = None, free: bytes = b""
    ) -> int:
        """Add a page of `rows`; gives its number."""
        end, places, body = self.size, [], b""
        for index, row in enumerate(rows):
            end -= len(row)
            places.append(end | (flags or {}).get(index, 0))
            body = row + body
        told = owner if isinstance(owner, bytes) else struct.pack("<L", owner)
        head = b"\x01\x01\0\0" + told + (b"\0\0\0\0" if self.wide else b"") + struct.pack("<H", len(rows))
        head += b"".join(struct.pack("<H", place) for place in places)
        middle = self.size - len(head) - len(body)
        assert middle >= len(free)
        self.pages.append(head + bytes(middle - len(free)) + free + body)
        return len(self.pages) - 1

    def table(self, name: str, columns: list[tuple[str, int]]) -> int:
        """Define a table; gives the number of its definition."""
        self.pages.append(self.definition(columns))
        self.catalogue.append((len(self.pages) - 1, name))
        return len(self.pages) - 1

    def long_value(self, value: bytes, how: int, piece: int = 1000) -> bytes:
        """The head of a memo or object kept behind it (0x80), in a row of its own (0x40), or in a chain of them (0)."""
        if how == 0x80:
            return struct.pack("<LLL", len(value) | how << 24, 0, 0) + value
        if how == 0x40:
            number = self.page(b"LVAL", [b"x", value])
            return struct.pack("<LLL", len(value) | how << 24, number << 8 | 1, 0)
        following = 0
        for at in reversed(range(0, len(value), piece)):
            following = self.page(b"LVAL", [struct.pack("<L", following) + value[at : at + piece]]) << 8
        return struct.pack("<LLL", len(value), following, 0)

    def bytes(self) -> bytes:
        """The file."""
        catalogue = [("Id", LONG), ("Name", TEXT), ("Type", LONG)]
        self.pages[2] = self.definition(catalogue, kind=0x53)
        self.page(2, [self.row(catalogue, [number, name, 1]) for number, name in self.catalogue])
        hidden = bytearray(rc4(HEAD_KEY, bytes(128 if self.wide else 126)))
        scrambled = bytearray(128 if self.wide else 126)
        scrambled[0x3E - 0x18 : 0x42 - 0x18] = self.key.to_bytes(4, "little")
        hidden = bytearray(rc4(HEAD_KEY, bytes(scrambled)))
        name = b"Standard ACE DB\0" if self.version > 1 else b"Standard Jet DB\0"
        self.pages[0] = (b"\0\1\0\0" + name + bytes([self.version, 0, 0, 0]) + hidden).ljust(self.size, b"\0")
        self.pages[3] = self.pages[3] or bytes(self.size)
        pages = self.pages
        if self.key:
            pages = [pages[0], *(rc4((self.key ^ n).to_bytes(4, "little"), page) for n, page in enumerate(pages) if n)]
        return b"".join(pages)


COLUMNS = [
    ("番号", LONG),
    ("氏名", TEXT),
    ("フリガナ", TEXT),
    ("生年月日", DATE),
    ("住所", TEXT),
    ("電話番号", TEXT),
    ("備考", MEMO),
]
BIRTH_DAYS = 28356.0  # 1977-08-19 in days since 1899-12-30
PERSON: list[object] = [7, NAME, KANA, BIRTH_DAYS, ADDRESS, PHONE, None]


def base(version: int, key: int = 0, squeeze: bool = False, deleted: bool = False) -> bytes:
    """A database with one person in it."""
    made = Base(version, key=key, squeeze=squeeze)
    number = made.table("利用者名簿", COLUMNS)
    made.page(number, [made.row(COLUMNS, PERSON)], {0: 0x8000} if deleted else None)
    return made.bytes()
