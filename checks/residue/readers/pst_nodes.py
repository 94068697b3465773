"""Nodes and blocks of Outlook stores: the lowest layer of PST and OST files (MS-PST 2.2), in its three page sizes."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from checks.residue.budget import Stop
from checks.residue.readers.source import Source

_ANSI, _UNICODE, _LARGE = (14, 15), 23, 36  # wVer; 4 KiB pages from 36 on
_DEEP = 8
_INTERNAL = 2
_TREE, _SUBNODES = 1, 2
# MS-PST 5.1: two fixed permutations of the 256 bytes; decoding is the inverse of the first one
_R = base64.b64decode(
    "QTYTYqghbrv0FswEf2ToXR7yyyp0xV410pVHnpYtmohMfYQ/26wxtkhf9sTYOYvnIzs4jsjB3yWxIKVGYE6c+6rTVlFFfFUAB8kr"
    "nYWbCaCPrbMPY6uJS9enFVpxZkK/JkprmPrqd1OycAUs/Vk6hn7OBuuCeFfHjUOvtBzUW83i6SdPwwhygM+w7/Uobb4wTTSS1Q48"
    "IjLl5PmfwtEKgRLh7pGDduOX5mGKF3mkt9yQelyMAqbKad5QGhGTuVKHWPztHTdJG2rgKTOZvWzZlPNAVG/wxnO41j5lGEQf3WcQ"
    "8QwZ7K4DoRR7qQv/+KPAogH3LrwkaHUN/rovtdDaPQ=="
)
_S = base64.b64decode(
    "FFMPVrPIepzrZUgXFhWfAsxUfIMADQwLomKodtvZ7cfFpNyshXTW0KebrpqWcWbDY5m43XOSjoR9pV7RXZOxV1FQgIlSlE9OCmu8"
    "jX9uR0ZBQEQBEcsDP/f04amPPDr5+/AZMIIJLsmdoIZJ7m9NbcQtgTQlhxuIqvwGoRI4/UxCcmQTNyRqdXdD/+a0SzZc5Ng1PUW5"
    "LOy3MSspB2ijDml7GJ4hOb4oGlt49SPKKrCvPv4EjOflmDKV0/ZK6Kbq6fPVL3Ag8h8FZ61VEM7N4yc72rrXwibUkR3SHCIz+Prx"
    "Wu/PkLaLtb3AvwiXHmziYeDGwVmru1jeX99geX6yig=="
)
_I = bytes(_R.index(byte) for byte in range(256))


class Node(NamedTuple):
    """A node: its number, where its data and its nodes of a lower level stand."""

    number: int
    data: int
    below: int


class Store:
    """The nodes of a store. Raises Stop: corrupt, over_budget."""

    def __init__(self, source: Source) -> None:
        self.bytes, self.meter = source.data, source.meter
        head = source.head(0x240)
        if len(head) < 0x240:
            raise Stop("corrupt")
        (version,) = struct.unpack_from("<H", head, 10)
        self.wide, self.large = version not in _ANSI, version >= _LARGE
        self.coding = head[0x201 if self.wide else 0x1CD]
        roots = struct.unpack_from("<4Q", head, 0xD8) if self.wide else struct.unpack_from("<4L", head, 0xB8)
        self._nodes, self._blocks = roots[1], roots[3]
        self.broken = False
        self._page = 4096 if self.large else 512
        self._pages: dict[int, tuple[int, list[tuple[int, ...]]]] = {}

    def nodes(self) -> Iterator[Node]:
        """All nodes of the store."""
        yield from (Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2]) for entry in self._leaves(self._nodes, True, 0))

    def _leaves(self, place: int, nodes: bool, depth: int) -> Iterator[tuple[int, ...]]:
        self.meter.clock()
        level, entries = self._entries(place, nodes)
        if not level:
            yield from entries
        elif depth < _DEEP:
            for entry in entries:
                yield from self._leaves(entry[2], nodes, depth + 1)

    def _entries(self, place: int, nodes: bool) -> tuple[int, list[tuple[int, ...]]]:
        """(level, entries) of a page of a tree: of a leaf what its kind holds, otherwise (key, block, place)."""
        if place in self._pages:
            return self._pages[place]
        page = bytes(self.bytes[place : place + self._page])
        if len(page) < self._page:
            raise Stop("corrupt")
        self.broken = self.broken or not _sound(page, self.wide)
        if self.large:
            count, _, size, level = struct.unpack_from("<HHBB", page, 4056)
        else:
            count, _, size, level = struct.unpack_from("<4B", page, 488 if self.wide else 496)
        shape = ("<3Q" if self.wide else "<3L") if level or nodes else ("<2Q2H" if self.wide else "<2L2H")
        if size < struct.calcsize(shape) or count * size > 4056:
            raise Stop("corrupt")
        found = level, [struct.unpack_from(shape, page, at) for at in range(0, count * size, size)]
        if len(self._pages) > 5_000:
            self._pages.clear()
        self._pages[place] = found
        return found

    def _block(self, number: int) -> bytes:
        """A block, decoded; nothing where there is none of that number."""
        key = number & ~1
        place = self._blocks
        for _ in range(_DEEP):
            level, entries = self._entries(place, False)
            if not level:
                break
            place = next((entry[2] for entry in reversed(entries) if entry[0] & ~1 <= key), 0)
            if not place:
                self.broken = True
                return b""
        entry = next((entry for entry in entries if entry[0] & ~1 == key), None)
        data = bytes(self.bytes[entry[1] : entry[1] + entry[2]]) if entry else b""
        if entry is None or len(data) < entry[2]:
            self.broken = True
            return b""
        _, _, size, full = entry
        if self.large and full != size and data[:1] == b"\x78":
            data = zlib.decompressobj().decompress(data, 1 << 20)
        self.meter.add(len(data))
        return data if number & _INTERNAL else self._decoded(data, number)

    def _decoded(self, data: bytes, number: int) -> bytes:
        if self.coding == 1:
            return data.translate(_I)
        return _cyclic(data, number & 0xFFFFFFFF) if self.coding == 2 else data

    def data(self, number: int, depth: int = 0) -> list[bytes]:
        """The blocks of the data that begins at block `number`."""
        block = self._block(number) if number else b""
        if not number & _INTERNAL or block[:1] != bytes([_TREE]) or depth > 2:
            return [block] if block else []
        (count,) = struct.unpack_from("<H", block, 2)
        below = struct.unpack_from(f"<{count}{'Q' if self.wide else 'L'}", block, 8)
        found: list[bytes] = []
        total = 0
        for one in below:
            blocks = self.data(one, depth + 1)
            found += blocks
            total += sum(map(len, blocks))
            if total > self.meter.budget.member_bytes:
                raise Stop("over_budget")
        return found

    def below(self, number: int, depth: int = 0) -> dict[int, Node]:
        """The nodes of a lower level that block `number` lists."""
        block = self._block(number) if number else b""
        if block[:1] != bytes([_SUBNODES]) or depth > 2:
            return {}
        level, (count,) = block[1], struct.unpack_from("<H", block, 2)
        width, sign, start = (8, "Q", 8) if self.wide else (4, "L", 4)
        if level:
            places = struct.unpack_from("<" + f"{2 * count}{sign}", block, start)
            return {key: node for place in places[1::2] for key, node in self.below(place, depth + 1).items()}
        found = {}
        for at in range(start, start + 3 * width * count, 3 * width):
            key, data, lower = struct.unpack_from(f"<3{sign}", block, at)
            found[key & 0xFFFFFFFF] = Node(key & 0xFFFFFFFF, data, lower)
        return found


def _sound(page: bytes, wide: bool) -> bool:
    """Whether a page agrees with the checksum behind it (MS-PST 2.2.2.7.1, 5.3)."""
    covered = len(page) - (24 if len(page) > 512 else 16 if wide else 12)
    (told,) = struct.unpack_from("<L", page, covered + (4 if wide else 8))
    return bool(told == zlib.crc32(page[:covered], 0xFFFFFFFF) ^ 0xFFFFFFFF)


def _cyclic(data: bytes, key: int) -> bytes:
    """The other coding (MS-PST 5.2): a key counted up with each byte."""
    key = (key ^ key >> 16) & 0xFFFF
    out = bytearray(data)
    for at, byte in enumerate(out):
        low, high = key & 255, key >> 8
        out[at] = (_I[(_S[(_R[(byte + low) & 255] + high) & 255] - high) & 255] - low) & 255
        key = (key + 1) & 0xFFFF
    return bytes(out)
