"""Word lists and name dictionaries of the search, loaded once for each process (docs/search/dictionaries.md)."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import cache

from checks.residue import data
from checks.residue.fold import plain_ideographs
from checks.residue.prepared import kept


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The lists of data/words.toml."""
    return kept("words", _words)


def _words() -> dict[str, tuple[str, ...]]:
    loaded = data.lists("words.toml")
    return {key: tuple(value) for key, value in loaded.items()}


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of data/words.toml as a set."""
    return frozenset(words()[key])


MANY = 12
"""Given names from which on an ideograph is one that they begin or end with."""


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames and given names with the number of dictionaries that know them (1 or 2), readings, words, places.

    `first` and `last` count given names that begin and end with an ideograph; `recent_signs` are names of one sign that only today's
    children bear.
    """

    surnames: dict[str, int]
    given: dict[str, int]
    surname_readings: frozenset[str]
    given_readings: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    first: dict[str, int]
    last: dict[str, int]
    recent_signs: frozenset[str]

    def given_like(self, text: str) -> bool:
        """Whether `text` may be a given name nobody listed: its ideographs begin and end many given names."""
        if not 1 <= len(text) <= 3:
            return False
        if len(text) == 1:
            return self.given.get(text, 0) == 2
        return self.first.get(text[0], 0) >= MANY and self.last.get(text[-1], 0) >= MANY


@cache
def names() -> Names:
    """The name dictionary of data/names.txt.xz."""
    parts = kept("names", _sections)

    def words_of(section: str) -> list[str]:
        return parts[section][0].split("\n")

    def counts_of(section: str) -> dict[str, int]:
        return dict(zip(words_of(section), array("I", parts[section][1]), strict=True))

    more = kept("more names", _more)
    surnames = {**dict.fromkeys(more["surnames"], 1), **counts_of("surnames")}
    given = {
        **dict.fromkeys((*more["also"], *more["abroad"]), 1),
        **counts_of("given"),
        **dict.fromkeys(more["given"], 2),
    }
    first, last = counts_of("first"), counts_of("last")
    for counts, signs in ((first, more["first"]), (last, more["last"])):
        counts.update({sign: max(counts.get(sign, 0), MANY) for sign in signs})
    return Names(
        surnames={**surnames, **kept("plain surnames", lambda: _in_plain_signs(surnames))},
        given={**given, **kept("plain given", lambda: _in_plain_signs(given))},
        surname_readings=frozenset(words_of("surname_readings")),
        given_readings=frozenset((*words_of("given_readings"), *more["readings"])),
        words=frozenset(words_of("words")),
        places=frozenset(words_of("places")),
        first=first,
        last=last,
        recent_signs=frozenset(name for name in more["also"] if len(name) == 1),
    )


def _in_plain_signs(known: dict[str, int]) -> dict[str, int]:
    """What names with old signs are in plain ones, which is what a text is asked for: 円山 of 圓山."""
    lines = "\n".join(known)
    plain: dict[str, int] = {}
    for name, other in zip(known, plain_ideographs(lines).split("\n"), strict=True):
        if name != other and max(known.get(other, 0), plain.get(other, 0)) < known[name]:
            plain[other] = known[name]
    return plain


_SEVERAL = 3
"""Recent names from which on a sign that begins or ends them does so with many."""


def _more() -> dict[str, list[str]]:
    """Names the dictionaries do not know (data/more_names.toml), and the signs that several given names begin and end with."""
    loaded = {key: " ".join(part["words"]).split() for key, part in data.lists("more_names.toml").items()}
    longer = [name for name in loaded["given"] if len(name) > 1]
    for key, place in (("first", 0), ("last", -1)):
        loaded[key] = [sign for sign, times in Counter(name[place] for name in longer).items() if times >= _SEVERAL]
    return loaded


_KINDS_OF_PLACE = frozenset("都道府県市区町村郡")


def municipality(text: str) -> bool:
    """Whether ideographs are a place with its kind behind it, and no surname: 草加市 is one, 中村 is none."""
    return (
        len(text) > 2 and text[-1] in _KINDS_OF_PLACE and text[:-1] in names().places and text not in names().surnames
    )


_SEVERAL = 8
"""Listed surnames that begin, and that end, with the signs of one nobody listed."""


@cache
def _surname_ends() -> tuple[Counter[str], Counter[str]]:
    surnames = names().surnames
    return Counter(name[0] for name in surnames), Counter(name[-1] for name in surnames)


def surname_like(text: str) -> bool:
    """Whether `text` may be a surname nobody listed: its ideographs begin and end several surnames."""
    first, last = _surname_ends()
    return 2 <= len(text) <= 4 and first[text[0]] >= _SEVERAL and last[text[-1]] >= _SEVERAL


_COUNTED = {"surnames": -1, "given": -1, "first": 1, "last": 1}
"""Sections whose lines end in a number, and where in the line it begins."""


def _sections() -> dict[str, tuple[str, bytes]]:
    """The sections of data/names.txt.xz: their words, a line each, and the numbers behind them."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _text("names.txt.xz").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line[1:-1], [])
        else:
            current.append(line)
    return {section: _parted(lines, _COUNTED.get(section)) for section, lines in sections.items()}


def _parted(lines: list[str], at: int | None) -> tuple[str, bytes]:
    lines = sorted(lines)
    numbers = array("I", [int(line[at:]) for line in lines] if at is not None else [])
    return "\n".join(line[:at] for line in lines), numbers.tobytes()


@cache
def foreign_names() -> frozenset[str]:
    """Parts of foreign names in katakana (data/foreign.txt.xz, loaded when first asked)."""
    return frozenset(kept("foreign", lambda: _text("foreign.txt.xz")).split("\n"))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(kept("ordinary", lambda: _text("ordinary.txt.xz")).split("\n"))


def _text(name: str) -> str:
    import lzma

    return lzma.decompress(data.content(name)).decode("utf-8")


def is_ordinary(text: str) -> bool:
    """Whether ideographs are an ordinary word rather than a name (data/ordinary.txt.xz, loaded when first asked)."""
    return text in _ordinary()
