"""The cells of a column taken together: each distinct one is judged once, and those written the usual way all at once.

A long list has thousands of cells of few shapes. What one pattern over the whole column shows to be written the usual way
need not be judged cell by cell: one of them stands for all. Every other cell is asked as in a short list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import addresses, name_cells
from checks.residue.matchers.labels import announcing
from checks.residue.matchers.lexicon import names, word_set
from checks.residue.matchers.model import Hit
from checks.residue.records import of_nobody, private

Judge = Callable[[str], "Sequence[Hit] | None"]
"""The hits of a cell; None where it is not what its column says."""
Trait = tuple[tuple[str, int, bool, bool, bool], ...]

NOTHING, MISFIT = 0, -1
"""Codes of a cell that shows nothing, and of one whose row has to be read by itself."""


def trait(hits: Iterable[Hit]) -> Trait:
    """What of the hits of a cell decides on its record: all but the values themselves."""
    return tuple((hit.kind, hit.strength, private(hit), of_nobody(hit), _telling(hit)) for hit in hits)


def _telling(hit: Hit) -> bool:
    """Whether an address goes down to a house, or a name or word is written in ASCII."""
    return addresses.has_house(hit.value) if hit.kind == "address" else hit.kind in _WRITTEN and hit.value.isascii()


_WRITTEN = ("name", "sensitive")


class Facts:
    """What the distinct cells of a column show: a code for each, equal where cells decide alike; the same for most of them."""

    def __init__(self, kind: str, cells: Iterable[str], judge: Judge, traits: dict[Trait, int]) -> None:
        different = set(cells)
        different.discard("")
        self.codes = {"": NOTHING}
        self._judge = judge
        self._usual: list[tuple[set[str], Hit]] = []
        self._most = NOTHING
        for group in usual(kind, different):
            one = next(iter(group), "")
            hits = judge(one) if one else None
            if hits is not None and len(hits) == 1 and hits[0].value == one:
                code = _code(traits, trait(hits))
                if self._usual:
                    self.codes.update(dict.fromkeys(group, code))
                self._most = self._most or code
                self._usual.append((group, hits[0]))
                different -= group
        self._others: dict[str, Sequence[Hit]] = {}
        for cell in different:
            found = judge(cell)
            self.codes[cell] = MISFIT if found is None else _code(traits, trait(found)) if found else NOTHING
            if found:
                self._others[cell] = found
        self._written = {cell for cell, hits in self._others.items() if len(hits) > 1 or hits[0].value != cell}

    @classmethod
    def marks(cls, kind: str, cells: Iterable[str], test: Callable[[str], bool], traits: dict[Trait, int]) -> Facts:
        """A column that holds no values but says of what its rows are, where `test` is true of its cells."""
        facts = cls(kind, (), lambda cell: (), traits)
        code = _code(traits, ((kind, 0, False, False, False),))
        facts.codes.update((cell, code if cell and test(cell) else NOTHING) for cell in set(cells))
        return facts

    def hits(self, cell: str) -> Sequence[Hit]:
        """The hits of a cell."""
        return self._judge(cell) or ()

    def values(self, cells: Sequence[str], place: int) -> Sequence[str]:
        """The value of hit number `place` of each of `cells`, which all have as many hits."""
        others = self._written.intersection(cells) if self._written else ()
        if not others:
            return cells
        written = {cell: self._others[cell][place].value for cell in others}
        return [written.get(cell, cell) for cell in cells]

    def codes_of(self, cells: Sequence[str]) -> list[int]:
        """The code of each cell."""
        return [*map(self.codes.get, cells, repeat(self._most))]

    def told(self, kind: str) -> Iterator[tuple[str, int]]:
        """All values of a kind, and how sure they are."""
        for group, hit in self._usual:
            if hit.kind == kind:
                yield from ((cell, hit.strength) for cell in group)
        yield from ((hit.value, hit.strength) for hits in self._others.values() for hit in hits if hit.kind == kind)


def _code(traits: dict[Trait, int], one: Trait) -> int:
    return traits.setdefault(one, len(traits) + 1)


def usual(kind: str, cells: set[str]) -> Iterable[set[str]]:
    """Groups of cells with one hit each, the cell itself, that decide alike under a heading of `kind`; not all there are."""
    find = _USUAL.get(kind)
    if find is None or len(cells) < FEW:
        return ()
    text = "\n".join(cells)
    return find(text) if text.count("\n") == len(cells) - 1 else ()


FEW = 8
"""Distinct cells below which each is judged by itself."""
_REPEATED = "|".join(digit * 4 for digit in "0123456789")
_MOBILE = re.compile(rf"^0[789]0-(?!{_REPEATED}|0|1234)[0-9]{{4}}-[0-9]{{4}}$", re.MULTILINE)
_AT_HOME = re.compile(
    rf"^0(?![0-9-]*(?:{_REPEATED}|4567|5678))(?:[36]-[1-9][0-9]{{3}}|[1-9][2-6]-[1-9][0-9]{{2}}|[1-9][2-6][1-9]-[1-9][0-9])-[0-9]{{4}}$",
    re.MULTILINE,
)
_DAY = r"(?:(?:[1-9]|1[0-2])月(?:1?[1-9]|[12]0|2[1-8])|(?:[13-9]|1[0-2])月(?:29|30)|(?:[13578]|1[02])月31)日"
_PADDED = "(?:(?:0[1-9]|1[0-2]){0}(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2]){0}(?:29|30)|(?:0[13578]|1[02]){0}31)"
_YEAR = "(?:19[1-9][0-9]|20[01][0-9])"
BORN = re.compile(
    f"^(?:(?:大正(?:元|[2-9]|1[0-4])|昭和(?:元|[2-9]|[1-5][0-9]|6[0-3])|平成(?:元|[2-9]|[12][0-9]|30)|令和(?:元|[2-5]))年{_DAY}"
    f"|{_YEAR}(?:年{_DAY}|/{_PADDED.format('/')}|-{_PADDED.format('-')}))$",
    re.MULTILINE,
)
"""Days as most lists write them: two of one shape (an era, or the same sign after the year) are two days."""
_POSTAL = re.compile("^[0-9]{3}-[0-9]{4}$", re.MULTILINE)
_KANA = re.compile("^[\u30a1-\u30fa\u30fc]{2,12}[ \u3000][\u30a1-\u30fa\u30fc]{1,12}$", re.MULTILINE)
_NAME = re.compile(
    f"^[{name_cells.LETTER}]{{1,5}}[ \u3000][{name_cells.LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,6}}$", re.MULTILINE
)
_HOME = re.compile(
    "^[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc々]{2,20}[1-9][0-9]{0,3}-[0-9]{1,4}(?:-[0-9]{1,3})?"
    "(?:[ \u3000]?[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc・]{1,20}(?:[0-9]{1,2}号棟)?(?:[0-9]{1,4}(?:号室|号)?)?)?$",
    re.MULTILINE,
)


def _phones(text: str) -> Iterator[set[str]]:
    mobile = set(_MOBILE.findall(text))
    yield mobile
    yield set(_AT_HOME.findall("\n".join(cell for cell in text.split("\n") if cell not in mobile)))


def _readings(text: str) -> Iterator[set[str]]:
    """Readings of a surname and a given name; those nobody has as the dictionary goes are a group of their own."""
    surnames, given = names().surname_readings, names().given_readings
    found = set(_KANA.findall(text)) - _nobodys()
    known = {cell for cell in found if (parts := cell.split())[0] in surnames or parts[1] in given}
    yield known
    yield found - known


def _names(text: str) -> Iterator[set[str]]:
    """Surnames and given names with a blank between: the listed ones, then others."""
    found = list(set(_NAME.findall(text)) - _nobodys())
    parts = [cell.split() for cell in found]
    surnames = {
        part: _is_surname(part) for part in {first for first, _ in parts} if not name_cells.of_business(f"{part} ")
    }
    given = {part: _is_given(part) for part in {last for _, last in parts} if _ends_plainly(part)}
    pairs = list(zip(found, parts, strict=True))
    told = announcing({cell for cell, (first, last) in pairs if first in surnames and last in given})
    yield {cell for cell, (first, last) in pairs if surnames.get(first) and given.get(last)} - told
    yield {
        cell
        for cell, (first, last) in pairs
        if first in surnames and last in given and not (surnames[first] and given[last])
    } - told


_AFTER = ("様", "殿", "氏", "さん", "さま", "くん", "ちゃん", "太郎", "花子", "郎", "子")
"""What stands after a name, or ends the names of those who are nobody."""


def _ends_plainly(part: str) -> bool:
    return not (part.endswith(_AFTER[:-2]) or part in _AFTER or name_cells.of_business(part))


def _is_surname(part: str) -> bool:
    return plain_ideographs(part) in names().surnames


def _is_given(part: str) -> bool:
    plain, lexicon = plain_ideographs(part), names()
    return plain in lexicon.given or lexicon.given_like(plain)


@cache
def _nobodys() -> frozenset[str]:
    """Those who are nobody, with a blank in their name."""
    whole = word_set("nobody")
    return frozenset(
        f"{name[:at]}{blank}{name[at:]}" for name in whole for at in range(1, len(name)) for blank in " \u3000"
    )


def _at_once(pattern: re.Pattern[str]) -> Callable[[str], Iterable[set[str]]]:
    return lambda text: (set(pattern.findall(text)),)


_USUAL: dict[str, Callable[[str], Iterable[set[str]]]] = {
    "phone": _phones,
    "birth_date": _at_once(BORN),
    "postal_code": _at_once(_POSTAL),
    "kana": _readings,
    "name": _names,
    "address": _at_once(_HOME),
}
