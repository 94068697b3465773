"""Passes over text of the compiled kernel: where gates stand open, which listed words stand in it, how even bytes are."""

from __future__ import annotations

import ctypes
import sys
import threading
from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Pairs
from typing import Any, NamedTuple

REACH = 9
"""Signs before and after its anchor that a gate may ask, as in text.c."""
_ROOM = 1 << 12
_KEEP = 1 << 20
_SEEN = 2 * REACH
"""Signs between a place and the farthest one that tells whether a gate stands open there."""
_GROUPS = 8


class Gate(NamedTuple):
    """Sets of classes (bits of an integer) by their place around an anchor; `start`: from the anchor to the match."""

    anchor: int
    around: dict[int, int]
    start: int
    list: int


class _Gates(ctypes.Structure):
    _fields_ = [
        *(
            (name, ctypes.c_void_p)
            for name in ("class_of", "masks", "behind", "ahead", "anchors", "far", "lists", "shift")
        ),
        *((name, ctypes.c_int64) for name in ("classes", "words", "edge", "beyond")),
    ]


class _Trie(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_void_p) for name in ("roots", "keys", "nodes", "ends", "before", "after", "lone")),
        *((name, ctypes.c_int64) for name in ("lone_pairs", "bits")),
    ]


def signs_of(text: str) -> tuple[bytes, int]:
    """The text as the kernel reads it, and how many bytes a sign has: 1 for ASCII, 2 for signs below U+10000, 4 for all."""
    if text.isascii():
        return text.encode("ascii"), 1
    if sys.getsizeof(text) < 4 * len(text):  # how Python keeps a text with a sign above
        units = text.encode("utf-16-le", "surrogatepass")
        if len(units) == 2 * len(text):
            return units, 2
    return text.encode("utf-32-le", "surrogatepass"), 4


_HELD = threading.local()


def _scratch(name: str, kind: type[Any], room: int) -> tuple[Any, int]:
    """An array of this thread for results of one call, and for how many there is room in it."""
    held = getattr(_HELD, name, None)
    if held is None or len(held) < room:
        held = (kind * room)()
        if room <= _KEEP:
            setattr(_HELD, name, held)
    return held, len(held)


class Spots:
    """Where gates stand open in one text: places in order, by list."""

    __slots__ = ("_begins", "_library", "_places", "_text")

    def __init__(self, library: Any, text: tuple[bytes, int, int], places: array[int], begins: array[int]) -> None:
        self._library, self._places, self._begins, self._text = library, places, begins, text

    def count(self, number: int) -> int:
        """How many places list `number` has."""
        return self._begins[number + 1] - self._begins[number]

    def of(self, number: int) -> list[int]:
        """The places of list `number`."""
        begin, end = self._begins[number], self._begins[number + 1]
        return self._places[begin:end].tolist() if begin < end else []

    def lines(self, places: list[int] | int, longest: int, banned: array[int] | None) -> list[tuple[int, int, int]]:
        """(number, start, end) of the lines of at most `longest` signs in which places lie, given or of a list.

        Lines with a sign of `banned` (a `bitmap`) are left out.
        """
        if isinstance(places, int):
            given, count = self._of(places)
        else:
            held = array("i", places)  # as long as its address is used
            given, count = _address(held), len(held)
        out, _ = _scratch("lines", ctypes.c_int32, 3 * count)
        none = None if banned is None else _address(banned)
        kept = self._library.text_lines(*self._text, given, count, longest, none, out)
        flat = iter(out[: 3 * kept])
        return list(zip(flat, flat, flat, strict=True))

    def beside(self, number: int, other: int, before: int) -> list[int]:
        """Places of list `number` in whose line, or in one of the `before` lines before it, list `other` has one."""
        if not (self.count(number) and self.count(other)):
            return []
        out, _ = _scratch("beside", ctypes.c_int32, self.count(number))
        kept = self._library.text_beside(*self._text, *self._of(number), *self._of(other), before, out)
        found: list[int] = out[:kept]
        return found

    def told(self) -> tuple[tuple[bytes, int, int], array[int], array[int]]:
        """The text these are of (signs, width, size), the places, and where those of each list begin."""
        return self._text, self._places, self._begins

    def _of(self, number: int) -> tuple[int, int]:
        return _address(self._places) + self._places.itemsize * self._begins[number], self.count(number)


class ShortLines(NamedTuple):
    """(start, end) of short lines, how many lines there are in all, and how many of them with more than ASCII."""

    places: list[tuple[int, int]]
    lines: int
    wide: int


def short_lines(library: Any, signs: bytes, width: int, size: int, least: int, most: int) -> ShortLines:
    """The lines of `least` to `most` signs of a text as `signs_of` gives it; blanks at the ends of lines aside."""
    places: list[tuple[int, int]] = []
    reached, tally = ctypes.c_int64(0), (ctypes.c_int64 * 2)()
    out, room = _scratch("short", ctypes.c_int32, 2 * _ROOM)
    while reached.value <= size:
        kept = library.text_short(
            signs, width, size, _address(_BLANK), least, most, ctypes.byref(reached), tally, out, room // 2
        )
        flat = iter(out[: 2 * kept])
        places += zip(flat, flat, strict=True)
    return ShortLines(places, *tally)


class Tables(NamedTuple):
    """What the kernel is told once, as bytes and numbers that can be kept."""

    parts: tuple[bytes, ...]
    numbers: tuple[int, ...]

    def buffers(self) -> list[Any]:
        """The parts in memory of their own."""
        return [(ctypes.c_char * max(len(part), 1)).from_buffer_copy(part or b"\0") for part in self.parts]


_LISTS = 6
"""Which part of the tables of gates says whose places each gate tells."""


def gate_tables(class_of: array[int], edge: int, beyond: int, gates: Sequence[Gate], lists: int) -> Tables:
    """The tables of `gates`, whose places go to `lists` lists.

    `class_of`: the class of each sign below U+10000; `edge` and `beyond`: those of edges and of signs beyond.
    """
    classes, words = max(*class_of, edge, beyond) + 1, (len(gates) + 63) // 64
    gates = sorted(gates, key=lambda gate: gate.anchor & -gate.anchor)  # those alike in one word
    parts = (
        class_of, _masks(gates, classes, words), _pairs(gates, classes, -1), _pairs(gates, classes, 1), _anchors(gates, classes), _far(gates, words),
        array("i", (gate.list for gate in gates)), array("i", (gate.start for gate in gates)),
    )  # fmt: skip
    return Tables(tuple(part.tobytes() for part in parts), (classes, words, edge, beyond, lists))


class Gates:
    """All gates, as `gate_tables` made them, those that may stand open in a text of nothing but ASCII, and the first of these."""

    def __init__(self, library: Any, tables: Tables, of_ascii: Tables, first: Tables) -> None:
        self._library = library
        self.lists = tables.numbers[-1]
        self._kept = [one.buffers() for one in (tables, of_ascii, first)]
        self._wide, self._ascii, self._first = (
            _Gates(*map(ctypes.addressof, kept), *one.numbers[:-1])
            for kept, one in zip(self._kept, (tables, of_ascii, first), strict=True)
        )
        self._held = frozenset(array("i", tables.parts[_LISTS]))

    def holds(self, number: int) -> bool:
        """Whether any gate tells places of list `number`; of others nothing is known."""
        return number in self._held

    def spots(self, signs: bytes, width: int, size: int) -> Spots:
        """Where each list's patterns may begin in a text of `size` signs as `signs_of` gives it."""
        return self._spots(self._ascii if width == 1 else self._wide, (signs, width, size))

    def first(self, signs: bytes, size: int) -> Spots:
        """The same of an ASCII text for the first gates alone: a third of the time."""
        return self._spots(self._first, (signs, 1, size))

    def _spots(self, gates: _Gates, text: tuple[bytes, int, int]) -> Spots:
        size = text[2]
        pairs, room = _scratch("pairs", ctypes.c_int64, _ROOM + size // (8 if text[1] > 1 else 64))
        return self._sorted(text, *_asked(self._library, gates, text, (0, size), (pairs, 0, room))[:2])

    def part(self, spots: Spots, begin: int, end: int) -> tuple[bytes, Spots]:
        """The signs from `begin` to `end` of a text by themselves, and where its lists' patterns may begin there.

        Taken from the `spots` of the whole text; asked again only where the ends may be seen.
        """
        (signs, width, _), places, begins = spots.told()
        text = signs[width * begin : width * end], width, end - begin
        pairs, room = _scratch("pairs", ctypes.c_int64, _ROOM + len(places))
        count = self._library.text_part(
            _address(places), _address(begins), self.lists, begin + _SEEN, end - _SEEN, begin, pairs
        )
        gates, found = self._ascii if width == 1 else self._wide, (pairs, count, room)
        for low, high in ((0, min(_SEEN + REACH, end - begin)), (max(0, end - begin - _SEEN - REACH), end - begin)):
            found = _asked(self._library, gates, text, (low, high), found)
        return text[0], self._sorted(text, *found[:2])

    def _sorted(self, text: tuple[bytes, int, int], pairs: Any, count: int) -> Spots:
        places, begins = array("i", bytes(4 * count)), array("q", bytes(8 * (self.lists + 1)))
        self._library.text_sort(pairs, count, self.lists, _address(places), _address(begins))
        return Spots(self._library, text, places, begins)


_Pairs = tuple[Any, int, int]
"""Pairs as text_spots gives them, how many there are, and how much room there is for them."""


def _asked(
    library: Any, gates: _Gates, text: tuple[bytes, int, int], anchors: tuple[int, int], found: _Pairs
) -> _Pairs:
    """What was found, and the pairs of gates with their `anchors` in this stretch of a text."""
    pairs, count, room = found
    reached, end = ctypes.c_int64(anchors[0]), anchors[1]
    while True:
        count = library.text_spots(ctypes.byref(gates), *text, ctypes.byref(reached), end, pairs, count, room)
        if reached.value >= end:
            return pairs, count, room
        full = pairs
        pairs, room = _scratch("pairs", ctypes.c_int64, 2 * room)
        ctypes.memmove(pairs, full, 8 * count)


def _far(gates: Sequence[Gate], words: int) -> array[int]:
    """For each distance from 0 on bits of the gates that ask for a sign there or farther off; none at the last."""
    low = (1 << 64) - 1
    asked = [
        sum(1 << n for n, gate in enumerate(gates) if max(map(abs, gate.around), default=0) >= distance)
        for distance in range(REACH + 2)
    ]
    return array("Q", (mask >> 64 * word & low for mask in asked for word in range(words)))


def _anchors(gates: Sequence[Gate], classes: int) -> array[int]:
    """For each class bits of the words of gates with such an anchor; the last stands for all further words."""
    bits = array("H", bytes(2 * classes))
    for n, gate in enumerate(gates):
        for own in _bits(gate.anchor):
            bits[own] |= 1 << min(n // 64, 15)
    return bits


def _masks(gates: Sequence[Gate], classes: int, words: int) -> array[int]:
    """masks[offset][class]: bits of the gates that admit the class there."""
    every_class = (1 << classes) - 1
    rows: list[list[int]] = []
    for offset in range(-REACH, REACH + 1):
        admitted = [gate.around.get(offset, every_class) if offset else gate.anchor for gate in gates]
        usual = [signs.bit_count() > classes // 2 for signs in admitted]
        row = [sum(1 << n for n, often in enumerate(usual) if often)] * classes
        for n, signs in enumerate(admitted):
            for number in _bits(every_class & ~signs if usual[n] else signs):
                row[number] ^= 1 << n
        rows.append(row)
    low = (1 << 64) - 1
    return array("Q", (mask >> 64 * word & low for row in rows for mask in row for word in range(words)))


def _pairs(gates: Sequence[Gate], classes: int, offset: int) -> array[int]:
    """For each class of an anchor (row) and of the sign at `offset` bits of the groups whose gates admit both."""
    everyone = (1 << classes) - 1
    rows = [[0] * _GROUPS for _ in range(classes)]
    for n, gate in enumerate(gates):
        for own in _bits(gate.anchor):
            rows[own][n % _GROUPS] |= gate.around.get(offset, everyone)
    table = array("B")
    for row in rows:
        # a byte for each class, a bit in it for each group
        spread = sum(
            int.from_bytes(f"{signs:0{classes}b}".encode().translate(_DIGITS)) << n for n, signs in enumerate(row)
        )
        table.frombytes(spread.to_bytes(classes)[::-1])
    return table


_DIGITS = bytes(byte & 1 for byte in range(256))


def _bits(mask: int) -> Iterable[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _address(kept: array[Any]) -> int:
    return kept.buffer_info()[0]


def word_tables(
    words: Sequence[str],
    before: Iterable[str] = (),
    after: Iterable[str] = (),
    lone: Sequence[tuple[Iterable[str], Iterable[str]]] = (),
) -> Tables:
    """The tables of a list of words. `before` and `after`: signs next to a word that rule it out.

    `lone`: pairs of signs, one of which has to follow a word of one sign, where there are any.
    """
    edges, ends = _edges(words)
    bits = max((2 * len(edges)).bit_length(), 4)
    keys, nodes = array("Q", bytes(8 << bits)), array("I", bytes(4 << bits))
    roots = array("I", bytes(4 * 0x10000))
    for (node, sign), following in edges.items():
        if not node and sign < 0x10000:
            roots[sign] = following
        else:
            _put(keys, nodes, bits, node << 21 | sign, following)
    pairs = array("B")
    for signs in (signs for pair in lone for signs in pair):
        pairs += bitmap(signs)
    parts = (roots, keys, nodes, array("i", ends), bitmap(before), bitmap(after), pairs)
    return Tables(tuple(part.tobytes() for part in parts), (len(lone), bits))


class Words:
    """A list of words to be found in texts, as `word_tables` made it."""

    def __init__(self, library: Any, tables: Tables) -> None:
        self._library = library
        self._kept = tables.buffers()
        self._trie = _Trie(*map(ctypes.addressof, self._kept), *tables.numbers)
        self._at = ctypes.addressof(self._trie)

    def find(self, signs: bytes, width: int, size: int) -> list[tuple[int, int, int]]:
        """(number of the word, start, end) from the left, the longest at each place, none over another."""
        reached, room = ctypes.c_int64(0), _ROOM
        out: list[tuple[int, int, int]] = []
        while reached.value < size:
            found, _ = _scratch("words", ctypes.c_int32, 3 * room)
            count = self._library.text_words(self._at, signs, width, size, found, room, ctypes.byref(reached))
            flat = iter(found[: 3 * count])
            out += zip(flat, flat, flat, strict=True)
            room = 8 * _ROOM
        return out


def _edges(words: Sequence[str]) -> tuple[dict[tuple[int, int], int], list[int]]:
    """The trie: (node, sign) -> node, and for each node the word that ends there or -1; of equal words the first."""
    edges: dict[tuple[int, int], int] = {}
    ends = [-1]
    for number, word in enumerate(words):
        node = 0
        for sign in map(ord, word):
            following = edges.setdefault((node, sign), len(ends))
            if following == len(ends):
                ends.append(-1)
            node = following
        ends[node] = number if ends[node] < 0 else ends[node]
    return edges, ends


def _put(keys: array[int], nodes: array[int], bits: int, key: int, node: int) -> None:
    slot = (key * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) >> (64 - bits)
    while keys[slot]:
        slot = (slot + 1) & ((1 << bits) - 1)
    keys[slot], nodes[slot] = key, node


def bitmap(signs: Iterable[str]) -> array[int]:
    """Bits of `signs`, all below U+10000."""
    bits = array("B", bytes(0x10000 >> 3))
    for sign in signs:
        bits[ord(sign) >> 3] |= 1 << (ord(sign) & 7)
    return bits


# blanks stand in these ranges alone; to ask all 65,536 signs would take a worker longer than many a file
_BLANK = bitmap(filter(str.isspace, map(chr, (*range(0x100), 0x1680, *range(0x2000, 0x2060), 0x3000))))


class Mapping:
    """Signs to be written otherwise, each as another one or, with an empty text, not at all."""

    def __init__(self, library: Any, signs: Pairs[str, str]) -> None:
        self._library = library
        self._table = array("i", range(0x10000))
        for sign, other in signs.items():
            self._table[ord(sign)] = ord(other) if other else -1

    def apply(self, text: str) -> str:
        """`text` written so."""
        signs = text.encode("utf-32-le", "surrogatepass")
        out = (ctypes.c_uint32 * max(len(text), 1))()
        count = self._library.text_map(signs, len(text), _address(self._table), out)
        return bytes(memoryview(out).cast("B")[: 4 * count]).decode("utf-32-le", "surrogatepass")


def run_of(library: Any, data: bytes, at: int, least: int, signs: bytes) -> int:
    """The first place from `at` on where `least` bytes of which `signs` holds 1 stand in a row; -1 if there is none."""
    place: int = library.text_run(data, len(data), at, least, signs)
    return place


def first_of(library: Any, data: bytes, needles: Iterable[bytes], at: int) -> int:
    """The first place from `at` on where one of `needles` stands; -1 if there is none."""
    place = -1
    for needle in needles:
        # another one matters only if it begins before
        size = len(data) if place < 0 else min(len(data), place - 1 + len(needle))
        found: int = library.text_first(data, size, at, needle, len(needle))
        place = found if found >= 0 else place
    return place


def spread(library: Any, data: bytes, step: int, least: int) -> bytes:
    """For each `step` bytes of `data` 1 where they show `least` different values or more, else 0."""
    even = ctypes.create_string_buffer(max((len(data) + step - 1) // step, 1))
    library.text_spread(data, len(data), step, least, even)
    return even.raw[: (len(data) + step - 1) // step]
