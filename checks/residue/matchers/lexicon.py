"""Word lists and name dictionaries of the search, loaded once for each process (docs/search/dictionaries.md)."""

from __future__ import annotations

import lzma
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The lists of data/words.toml."""
    loaded = tomllib.loads((files("checks.residue.data") / "words.toml").read_text(encoding="utf-8"))
    return {key: tuple(value) for key, value in loaded.items()}


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of data/words.toml as a set."""
    return frozenset(words()[key])


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames and given names with the number of dictionaries that know them (1 or 2), readings, words, places.

    `first` and `last` count given names that begin and end with an ideograph.
    """

    surnames: dict[str, int]
    given: dict[str, int]
    surname_readings: frozenset[str]
    given_readings: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    first: dict[str, int]
    last: dict[str, int]

    def given_like(self, text: str) -> bool:
        """Whether `text` may be a given name nobody listed: its ideographs begin and end many given names."""
        if not 1 <= len(text) <= 3:
            return False
        if len(text) == 1:
            return self.given.get(text, 0) == 2
        return self.first.get(text[0], 0) >= 12 and self.last.get(text[-1], 0) >= 12


@cache
def names() -> Names:
    """The name dictionary of data/names.txt.xz."""
    raw = (files("checks.residue.data") / "names.txt.xz").read_bytes()
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lzma.decompress(raw).decode("utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line[1:-1], [])
        else:
            current.append(line)
    return Names(
        surnames={line[:-1]: int(line[-1]) for line in sections["surnames"]},
        given={line[:-1]: int(line[-1]) for line in sections["given"]},
        surname_readings=frozenset(sections["surname_readings"]),
        given_readings=frozenset(sections["given_readings"]),
        words=frozenset(sections["words"]),
        places=frozenset(sections["places"]),
        first={line[0]: int(line[1:]) for line in sections["first"]},
        last={line[0]: int(line[1:]) for line in sections["last"]},
    )


@cache
def foreign_names() -> frozenset[str]:
    """Parts of foreign names in katakana (data/foreign.txt.xz, loaded when first asked)."""
    raw = (files("checks.residue.data") / "foreign.txt.xz").read_bytes()
    return frozenset(lzma.decompress(raw).decode("utf-8").split("\n"))


@cache
def _ordinary() -> frozenset[str]:
    raw = (files("checks.residue.data") / "ordinary.txt.xz").read_bytes()
    return frozenset(lzma.decompress(raw).decode("utf-8").split("\n"))


def is_ordinary(text: str) -> bool:
    """Whether ideographs are an ordinary word rather than a name (data/ordinary.txt.xz, loaded when first asked)."""
    return text in _ordinary()
