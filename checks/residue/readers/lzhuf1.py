"""LZSS with adaptive Huffman codes, `-lh1-` of LHarc: the tree is renewed after each code (LZHUF, Okumura and Yoshizaki 1989)."""

from __future__ import annotations

from collections.abc import Callable

from checks.residue.readers.lzhuf import Bits

WINDOW, LONGEST, SHORTEST = 4096, 60, 3
CODES = 256 + LONGEST - SHORTEST + 1
NODES = 2 * CODES - 1
ROOT = NODES - 1
FULL = 0x8000
CHECK_EVERY = 4096
# of the upper six bits of a distance: how many codes there are of each length
_LENGTHS = [3] + [4] * 3 + [5] * 8 + [6] * 12 + [7] * 24 + [8] * 16
_DISTANCES = [(code, length) for code, length in enumerate(_LENGTHS) for _ in range(1 << (8 - length))]


class _Tree:
    """Nodes ordered by how often they came; a leaf is a son of NODES and more."""

    def __init__(self) -> None:
        self.often = [1] * CODES + [0] * (NODES - CODES) + [0xFFFF]
        self.son = [code + NODES for code in range(CODES)] + [0] * (NODES - CODES)
        self.parent = [0] * (NODES + CODES)
        for code in range(CODES):
            self.parent[code + NODES] = code
        self._join()

    def _join(self) -> None:
        """The inner nodes over the leaves at the front, each put where its count belongs."""
        low = 0
        for new in range(CODES, NODES):
            count = self.often[low] + self.often[low + 1]
            at = new
            while count < self.often[at - 1]:
                at -= 1
            self.often[at + 1 : new + 1] = self.often[at:new]
            self.son[at + 1 : new + 1] = self.son[at:new]
            self.often[at], self.son[at] = count, low
            low += 2
        for node, son in enumerate(self.son):
            self.parent[son] = node
            if son < NODES:
                self.parent[son + 1] = node
        self.parent[ROOT] = 0

    def _halve(self) -> None:
        leaves = [(count, son) for count, son in zip(self.often, self.son, strict=False) if son >= NODES]
        for place, (count, son) in enumerate(leaves):
            self.often[place], self.son[place] = (count + 1) // 2, son
        self._join()

    def code(self, bits: Bits) -> int:
        """The next code, counted."""
        node = self.son[ROOT]
        while node < NODES:
            node = self.son[node + bits.take(1)]
        code = node - NODES
        self._count(code)
        return code

    def _count(self, code: int) -> None:
        if self.often[ROOT] == FULL:
            self._halve()
        node = self.parent[code + NODES]
        while True:
            self.often[node] += 1
            count = self.often[node]
            if count > self.often[node + 1]:
                node = self._move(node, count)
            node = self.parent[node]
            if not node:
                return

    def _move(self, node: int, count: int) -> int:
        """The node changes places with the last one of a lower count."""
        last = node + 1
        while count > self.often[last + 1]:
            last += 1
        self.often[node], self.often[last] = self.often[last], count
        self.son[node], self.son[last] = self.son[last], self.son[node]
        for place in (node, last):
            son = self.son[place]
            self.parent[son] = place
            if son < NODES:
                self.parent[son + 1] = place
        return last


def decode(data: bytes, size: int, clock: Callable[[], None]) -> bytes:
    """`size` bytes unpacked from `data`. Raises ValueError when the data ends too early, Stop by the clock."""
    bits, tree = Bits(data), _Tree()
    out = bytearray(b" " * WINDOW)
    steps = 0
    while len(out) - WINDOW < size:
        steps += 1
        if steps % CHECK_EVERY == 0:
            clock()
        code = tree.code(bits)
        if code < 256:
            out.append(code)
            continue
        upper = bits.take(8)
        high, length = _DISTANCES[upper]
        low = upper << (length - 2) | bits.take(length - 2)
        start = len(out) - (high << 6 | low & 0x3F) - 1
        for at in range(start, start + code - 256 + SHORTEST):
            out.append(out[at])
    return bytes(out[WINDOW : WINDOW + size])
