"""Property contexts of Outlook stores: heaps on nodes, and the trees of properties in them (MS-PST 2.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from checks.residue.readers.pst_nodes import Node, Store

STRING8, UNICODE, BINARY, TIME, OBJECT = 0x1E, 0x1F, 0x102, 0x40, 0x0D
MANY = 0x1000
_SHORT = {0x01, 0x02, 0x03, 0x04, 0x0A, 0x0B}
_HEAP, _TREE = 0xEC, 0xB5
_DEEP = 6
Properties = dict[int, tuple[int, bytes]]


class Heap:
    """A heap on a node: pieces of bytes by their number."""

    def __init__(self, blocks: list[bytes], large: bool) -> None:
        self.blocks, self.large = blocks, large
        self.sound = bool(blocks) and len(blocks[0]) >= 12 and blocks[0][2] == _HEAP
        self.root = struct.unpack_from("<L", blocks[0], 4)[0] if self.sound else 0

    def piece(self, number: int) -> bytes:
        """The piece of a number (HID); nothing where there is none."""
        block, index = (number >> 19, number >> 5 & 0x3FFF) if self.large else (number >> 16, number >> 5 & 0x7FF)
        if block >= len(self.blocks) or not index:
            return b""
        data = self.blocks[block]
        (at,) = struct.unpack_from("<H", data)
        (count,) = struct.unpack_from("<H", data, at)
        if index > count:
            return b""
        begin, end = struct.unpack_from("<HH", data, at + 4 + 2 * (index - 1))
        return data[begin:end]

    def pieces(self) -> Iterator[bytes]:
        """All pieces, in their order."""
        for data in self.blocks:
            (at,) = struct.unpack_from("<H", data)
            (count,) = struct.unpack_from("<H", data, at)
            places = struct.unpack_from(f"<{count + 1}H", data, at + 4)
            yield from (data[begin:end] for begin, end in pairwise(places))


def read(store: Store, node: Node) -> tuple[Properties, dict[int, Node]]:
    """The properties of a node by their identifier, each with its type, and the nodes below it."""
    heap, below = Heap(store.data(node.data), store.large), store.below(node.below)
    told: Properties = {}
    if not heap.sound:
        return told, below
    for ident, kind, value in _entries(heap):
        if kind in _SHORT:
            told[ident] = kind, value.to_bytes(4, "little")
        elif not value & 0x1F:
            told[ident] = kind, heap.piece(value)
        elif value in below:
            told[ident] = kind, b"".join(store.data(below[value].data))
    return told, below


def _entries(heap: Heap) -> Iterator[tuple[int, int, int]]:
    head = heap.piece(heap.root)
    if len(head) < 8 or head[0] != _TREE or head[1] != 2 or head[2] != 6:
        return
    (root,) = struct.unpack_from("<L", head, 4)
    yield from _leaves(heap, root, min(head[3], _DEEP))


def _leaves(heap: Heap, number: int, level: int) -> Iterator[tuple[int, int, int]]:
    records = heap.piece(number)
    if level:
        for at in range(0, len(records) - 5, 6):
            yield from _leaves(heap, struct.unpack_from("<L", records, at + 2)[0], level - 1)
    else:
        yield from struct.iter_unpack("<HHL", records[: len(records) // 8 * 8])
