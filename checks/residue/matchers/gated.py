"""Patterns that are asked only where they may begin: `re` alone, or with the compiled kernel one pass for all of them.

The findings are the same either way: what the kernel says is read off the patterns (`beginnings`), and never too little.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

from checks.residue.matchers.beginnings import BEYOND, EDGE, REACH, SIZE, Signs, both, ways
from checks.residue.native.library import load
from checks.residue.native.text import Gate, Gates, Spots, Tables, gate_tables, signs_of
from checks.residue.prepared import kept

SHORT = 80
"""Signs of a text below which one search costs less than asking the kernel."""
LARGE = 1 << 14
"""Signs of an ASCII text from which on it pays to ask for the first patterns apart from all others."""
_KEPT = 2
_PATTERNS: list[Gated] = []
_MOST_OFTEN = 150_000
"""Parts of a million: patterns that might begin at more of the signs of a text are left to `re`."""


class Gated:
    """A compiled pattern with `finditer` and `search` as of `re`. Make it once for each process, as modules do."""

    __slots__ = ("first", "number", "pattern")

    def __init__(self, pattern: str, flags: int = 0, *, first: bool = False) -> None:
        """`first`: asked of every ASCII text, before anything else; of most of them it is all that is."""
        self.pattern = re.compile(pattern, flags)
        self.first = first
        self.number = len(_PATTERNS)
        _PATTERNS.append(self)

    def finditer(self, text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Matches from the left, none over another."""
        if len(text) < SHORT:
            return self.pattern.finditer(text, start, stop)
        places = self.places(text)
        if places is None:
            return self.pattern.finditer(text, start, stop)
        return self.at(places, text, start, stop)

    def among(self, text: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
        """Matches in a text, each of which holds one of `words`: `re` is only asked where one of them stands in it."""
        places = self.places(text)
        if places is not None:
            return self.at(places, text)
        return self.pattern.finditer(text) if any(word in text for word in words) else iter(())

    def search(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        if len(text) < SHORT:
            return self.pattern.search(text, start, stop)
        places = self.places(text)
        if places is None:
            return self.pattern.search(text, start, stop)
        return next(self.at(places, text, start, stop), None)

    def places(self, text: str, least: int = SHORT) -> list[int] | None:
        """Places in `text` at which the pattern may match; None where they are not known, as in texts shorter than `least`."""
        told = self._told(text, least)
        return None if told is None else told.places(self)

    def _told(self, text: str, least: int = SHORT) -> Told | None:
        """What the kernel says of `text`, if it does of this pattern."""
        told = told_of(text, least)
        return told if told is not None and told.gates.holds(self.number) else None

    def sub(self, replacement: Callable[[re.Match[str]], str], text: str) -> str:
        """`text` with all matches replaced; the same object where there is none."""
        if self.places(text) is None:
            return self.pattern.sub(replacement, text)
        parts, done = [], 0
        for match in self.finditer(text):
            parts += [text[done : match.start()], replacement(match)]
            done = match.end()
        return "".join([*parts, text[done:]]) if parts else text

    def match(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.pattern.match(text, start, stop)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is all of `text`."""
        return self.pattern.fullmatch(text)

    def possible(self, text: str) -> bool:
        """Whether the pattern may match anywhere in `text`; always, where that is not known."""
        told = self._told(text)
        return told is None or told.spots_of(self).count(self.number) > 0

    def beside(self, other: Gated, text: str, before: int = 0) -> list[int] | None:
        """Places at which the pattern may match and `other` may, too, on the same line or one of `before` lines before it.

        None where they are not known, as for `places`.
        """
        told = self._told(text)
        if told is None or not told.gates.holds(other.number):
            return None
        return told.spots.beside(self.number, other.number, before)

    def lines(
        self, text: str, beside: Gated | None = None, longest: int = sys.maxsize, banned: array[int] | None = None
    ) -> list[tuple[int, int, int]] | None:
        """(number, start, end) of lines of at most `longest` signs in which the pattern may begin; None where not known.

        Lines without a place of `beside`, or with a sign of `banned` (see `bitmap`), are left out.
        """
        told = self._told(text)
        if told is None or (beside is not None and not told.gates.holds(beside.number)):
            return None
        places = self.number if beside is None else told.spots.beside(self.number, beside.number, 0)
        return told.spots.lines(places, longest, banned) if places != [] else []

    def at(self, places: Sequence[int], text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Matches that begin at `places`, from the left, none over another."""
        match = self.pattern.match
        # the kernel sees what stands behind a place where the search ends
        sure = stop - REACH if stop < len(text) else stop
        for number in range(bisect_left(places, start) if start else 0, len(places)):
            place = places[number]
            if place >= sure:
                break
            if place >= start and (found := match(text, place, stop)) is not None:
                start = found.end()
                yield found
        if sure < stop:
            yield from self.pattern.finditer(text, max(start, sure), stop)


class Told:
    """What the kernel says of one text: signs as it reads them, and the places of each pattern, fetched when asked for."""

    __slots__ = ("_first", "_places", "_spots", "gates", "signs", "tally", "text", "width")

    def __init__(self, text: str, gates: Gates, signs: tuple[bytes, int], spots: Spots | None = None) -> None:
        self.text, self.gates = text, gates
        self.signs, self.width = signs
        self._spots, self._first = spots, spots
        self.tally: tuple[int, int] | None = None  # lines, and those with more than ASCII, once they were counted
        self._places: dict[int, list[int]] = {}

    @property
    def spots(self) -> Spots:
        """Where every pattern may match."""
        if self._spots is None:
            self._spots = self._first = self.gates.spots(self.signs, self.width, len(self.text))
        return self._spots

    def spots_of(self, one: Gated) -> Spots:
        """Where at least this pattern may match."""
        if not one.first or self.width > 1 or len(self.text) < LARGE:
            return self.spots
        if self._first is None:
            self._first = self.gates.first(self.signs, len(self.text))
        return self._first

    def part(self, begin: int, end: int) -> Told:
        """What it says of a part of the text by itself."""
        signs, spots = self.gates.part(self.spots, begin, end)
        return Told(self.text[begin:end], self.gates, (signs, self.width), spots)

    def places(self, one: Gated) -> list[int]:
        """Places at which a pattern may match."""
        known = self._places.get(one.number)
        if known is None:
            known = self._places[one.number] = self.spots_of(one).of(one.number)
        return known


class _Table:
    """The kernel's tables for the patterns there are, and what it said of the last texts."""

    def __init__(self) -> None:
        self.patterns = 0
        self.gates: Gates | None = None
        self.told: list[Told] = []

    def known(self, text: str) -> Told | None:
        """What the kernel said of `text`, if it was asked lately."""
        for told in self.told:
            if told.text is text and self.patterns == len(_PATTERNS):
                return told
        return None

    def of(self, text: str) -> Told | None:
        """What the kernel says of `text`; None without it."""
        if (told := self.known(text)) is not None:
            return told
        if self.patterns != len(_PATTERNS):
            self.patterns, self.gates = len(_PATTERNS), _gates()
        if self.gates is None:
            return None
        return self.keep(Told(text, self.gates, signs_of(text)))

    def keep(self, told: Told) -> Told:
        """The same, which the next that ask for its text are given."""
        self.told = [told, *self.told[: _KEPT - 1]]
        return told


_TABLE = _Table()


def told_of(text: str, least: int = SHORT) -> Told | None:
    """What the kernel says of `text`; None where there is none, or where `text` is shorter than `least`."""
    return _TABLE.of(text) if len(text) >= least else None


def signs_in(text: str) -> tuple[bytes, int]:
    """`signs_of` the text, made once where patterns are looked for in it, too."""
    told = _TABLE.known(text)
    return signs_of(text) if told is None else (told.signs, told.width)


def known(text: str) -> Told | None:
    """What the kernel said of `text`, if it was asked lately."""
    return _TABLE.known(text)


def parts(text: str, bounds: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The parts of a text between `bounds`; what the kernel said of all of it is said of each of them."""
    told = _TABLE.known(text)
    for begin, end in bounds:
        if told is None or end - begin == len(text):
            yield text[begin:end]
        else:
            yield _TABLE.keep(told.part(begin, end)).text


def forget() -> None:
    """Ask again whether there is a kernel, and build its tables anew."""
    _TABLE.__init__()  # type: ignore[misc]


def _gates() -> Gates | None:
    library = load()
    if library is None:
        return None
    told = "\0".join(f"{gated.first} {gated.pattern.flags} {gated.pattern.pattern}" for gated in _PATTERNS)
    return Gates(library, *(Tables(*one) for one in kept(f"gates {told}", _tables)))


_Kept = tuple[tuple[bytes, ...], tuple[int, ...]]
_ASCII: Signs = ((0, 128), (EDGE, BEYOND))


def _tables() -> tuple[_Kept, _Kept, _Kept]:
    """The kernel's tables for all patterns there are, for what they match in ASCII, and for the first of these."""
    told = [(gated.number, way) for gated in _PATTERNS for way in _worth(ways(gated.pattern))]
    narrow = [(number, {place: both(signs, _ASCII) for place, signs in way.items()}) for number, way in told]
    narrow = [(number, way) for number, way in narrow if all(way.values())]
    return _tables_of(told), _tables_of(narrow), _tables_of([one for one in narrow if _PATTERNS[one[0]].first])


def _tables_of(told: list[tuple[int, dict[int, Signs]]]) -> _Kept:
    class_of, classes = _classes({signs for _, way in told for signs in way.values()})
    gates = []
    for number, way in told:
        anchor = _anchor(way)
        around = {place - anchor: classes[signs] for place, signs in way.items() if 0 < abs(place - anchor) <= REACH}
        gates.append(Gate(classes[way[anchor]], around, -anchor, number))
    parts, numbers = gate_tables(class_of[:EDGE], class_of[EDGE], class_of[BEYOND], gates, len(_PATTERNS))
    return parts, numbers


def _worth(found: list[dict[int, Signs]]) -> list[dict[int, Signs]]:
    """The ways of a pattern, none where one of them is open so often that `re` alone is faster for all."""
    return (
        found if all(min((_open(way, at) for at in _inside(way)), default=inf) <= _MOST_OFTEN for way in found) else []
    )


def _inside(way: dict[int, Signs]) -> list[int]:
    """The places of a way at which a sign of the text stands, whatever the text."""
    return [place for place, signs in way.items() if not both(signs, ((EDGE, BEYOND),))]


def _anchor(way: dict[int, Signs]) -> int:
    """The place of a way whose signs are seldom met."""
    return min(_inside(way), key=lambda place: (_often(way[place]), abs(place)))


def _open(way: dict[int, Signs], place: int) -> float:
    """How often the signs at a place and beside it are met, roughly, in parts of a million.

    Signs of one kind stand together: only those of another kind beside it make a sign less frequent.
    """
    often = float(_often(way[place]))
    for beside in (place - 1, place + 1):
        if beside in way and not both(way[beside], way[place]):
            often *= min(1.0, max(_often(way[beside]), 100) / 1_000_000)
    return often


def _classes(sets: set[Signs]) -> tuple[array[int], dict[Signs, int]]:
    """The class of each sign, signs that no set tells apart sharing one, and each set as bits of classes."""
    changes: dict[int, int] = {0: 0, SIZE: 0}
    for number, signs in enumerate(sets):
        for bound in (bound for pair in signs for bound in pair):
            changes[bound] = changes.get(bound, 0) ^ 1 << number
    known: dict[int, int] = {}
    class_of, inside = array("H"), 0
    bounds = sorted(changes)
    for low, high in pairwise(bounds):
        inside ^= changes[low]
        class_of.extend(array("H", [known.setdefault(inside, len(known))]) * (high - low))
    bits = {
        signs: sum(1 << own for members, own in known.items() if members >> number & 1)
        for number, signs in enumerate(sets)
    }
    return class_of, bits


# how often signs of these ranges stand in the texts of an office, roughly, in parts of a million for each sign
_USUAL = (
    (0x0A, 0x0B, 20_000), (0x20, 0x21, 80_000), (0x21, 0x30, 8_000), (0x30, 0x3A, 20_000), (0x3A, 0x41, 5_000), (0x41, 0x5B, 4_000), (0x5B, 0x61, 2_000),
    (0x61, 0x7B, 20_000), (0x3001, 0x3003, 15_000), (0x3041, 0x3097, 5_000), (0x30A1, 0x30FD, 2_500), (0x4E00, 0xA000, 20),
)  # fmt: skip


def _often(signs: Signs) -> int:
    return sum(
        parts * max(0, min(high, last) - max(low, first)) for low, high in signs for first, last, parts in _USUAL
    ) + sum(high - low for low, high in signs)
