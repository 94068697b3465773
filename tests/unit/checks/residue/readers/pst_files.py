"""Small Outlook stores written by hand after [MS-PST]: pages of 512 bytes with 32 or 64 bits, and of 4 KiB."""

from __future__ import annotations

import struct
import zlib

from checks.residue.readers.pst_nodes import _R  # the table the description itself prints

ANSI, UNICODE, LARGE = 14, 23, 36


class Store:
    """A store in the making. `coding` 0 leaves blocks as they are, 1 permutes their bytes."""

    def __init__(self, version: int = UNICODE, coding: int = 1) -> None:
        self.version, self.coding = version, coding
        self.wide, self.large = version != ANSI, version == LARGE
        self.sign = "Q" if self.wide else "L"
        self.out = bytearray(0x4000)
        self.blocks: list[tuple[int, int, int, int]] = []
        self.nodes: list[tuple[int, int, int]] = []
        self.next = 4

    def _put(self, data: bytes, internal: bool) -> int:
        number = self.next | (2 if internal else 0)
        self.next += 4
        stored = data if internal or not self.coding else data.translate(_R)
        if self.large and not internal:
            stored = zlib.compress(stored)
        self.blocks.append((number, len(self.out), len(stored), len(data)))
        self.out += stored + bytes(-len(stored) % 64)
        return number

    def data(self, pieces: list[bytes]) -> int:
        """Data in one block or, as a tree, in several; gives its number."""
        numbers = [self._put(piece, False) for piece in pieces]
        if len(numbers) == 1:
            return numbers[0]
        head = struct.pack("<BBHL", 1, 1, len(numbers), sum(map(len, pieces)))
        return self._put(head + b"".join(struct.pack(f"<{self.sign}", number) for number in numbers), True)

    def below(self, nodes: dict[int, tuple[int, int]]) -> int:
        """The list of nodes below another one; gives its number."""
        if not nodes:
            return 0
        head = struct.pack("<BBH", 2, 0, len(nodes)) + (bytes(4) if self.wide else b"")
        return self._put(head + b"".join(struct.pack(f"<3{self.sign}", key, *at) for key, at in nodes.items()), True)

    def heap(self, pieces: list[bytes], root: int) -> bytes:
        """A heap of `pieces`; `root` is the index of the first one to look at."""
        shift = 5
        body, places = b"", [12]
        for piece in pieces:
            body += piece
            places.append(12 + len(body))
        head = struct.pack("<HBBLL", 12 + len(body), 0xEC, 0xBC, root << shift, 0)
        return head + body + struct.pack("<HH", len(pieces), 0) + b"".join(struct.pack("<H", at) for at in places)

    def item(
        self,
        told: dict[int, tuple[int, bytes]],
        nodes: dict[int, tuple[int, int]] | None = None,
        far: tuple[int, ...] = (),
    ) -> tuple[int, int]:
        """An item of properties, those in `far` on nodes of their own; gives its data and its list of nodes."""
        pieces: list[bytes] = [b"", b""]
        entries = b""
        nodes = dict(nodes or {})
        for ident, (kind, value) in sorted(told.items()):
            if ident in far:
                place = 0x1F + (len(nodes) + 1 << 5)
                nodes[place] = self.data([value[at : at + 3000] for at in range(0, len(value), 3000)]), 0
            else:
                pieces.append(value)
                place = len(pieces) << 5
            entries += struct.pack("<HHL", ident, kind, place)
        pieces[0] = struct.pack("<BBBBL", 0xB5, 2, 6, 0, 2 << 5)
        pieces[1] = entries
        return self.data([self.heap(pieces, 1)]), self.below(nodes)

    def add(self, kind: int, item: tuple[int, int]) -> None:
        """Put an item at the top of the store."""
        self.nodes.append((kind + (len(self.nodes) + 100 << 5), *item))

    def _leaf(self, entries: list[bytes], size: int, level: int = 0) -> int:
        """A page of a tree with its checksum: CRC-32 from zero, not turned over at its end."""
        body = b"".join(entry.ljust(size, b"\0") for entry in entries)
        place = len(self.out)
        if self.large:
            page = (body.ljust(4056, b"\0") + struct.pack("<HHBB", len(entries), 169, size, level)).ljust(4072, b"\0")
        else:
            page = body.ljust(488 if self.wide else 496, b"\0") + bytes([len(entries), 15, size, level])
            page = page.ljust(496 if self.wide else 500, b"\0")
        checked = struct.pack("<L", zlib.crc32(page, 0xFFFFFFFF) ^ 0xFFFFFFFF)
        self.out += (
            page + bytes(4 if self.wide else 8) + checked + bytes(8 if self.wide else 0) + bytes(8 if self.large else 0)
        )
        return place

    def bytes(self) -> bytes:
        """The file. One leaf holds all nodes, a root above leaves all blocks."""
        nodes = self._leaf([struct.pack(f"<4{self.sign}", *node, 0) for node in self.nodes], 32 if self.wide else 16)
        shape, size = (("<QQHHHH", 24), ("<LLHH", 12))[not self.wide]
        leaves = []
        for at in range(0, len(self.blocks), 15):
            some = self.blocks[at : at + 15]
            packed = [
                struct.pack(shape, *(block if self.large else (*block[:3], 2)), *([0, 0] if self.wide else []))
                for block in some
            ]
            leaves.append((some[0][0], self._leaf(packed, size)))
        blocks = leaves[0][1]
        if len(leaves) > 1:
            entries = [struct.pack(f"<3{self.sign}", key, 0, place) for key, place in leaves]
            blocks = self._leaf(entries, size, 1)
        self.out[:12] = b"!BDN\0\0\0\0SM" + struct.pack("<H", self.version)
        if self.wide:
            struct.pack_into("<4Q", self.out, 0xD8, 0, nodes, 0, blocks)
            self.out[0x201] = self.coding
        else:
            struct.pack_into("<4L", self.out, 0xB8, 0, nodes, 0, blocks)
            self.out[0x1CD] = self.coding
        return bytes(self.out)


def wide(text: str) -> tuple[int, bytes]:
    """A text property."""
    return 0x1F, text.encode("utf-16-le")


def letter(body: str, version: int = UNICODE, coding: int = 1) -> bytes:
    """A store with one message."""
    store = Store(version, coding)
    store.add(4, store.item({0x0037: wide("\x01\x05RE: 連絡"), 0x1000: wide(body)}))
    return store.bytes()
