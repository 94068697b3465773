"""Words of data/situations.toml: what people do, who sends them, and what in katakana or Latin letters is nobody's name."""

from __future__ import annotations

from functools import cache, lru_cache

from checks.residue import data
from checks.residue.matchers.frame_words import one_of
from checks.residue.matchers.lexicon import word_set
from checks.residue.prepared import kept


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of data/situations.toml, longest word first."""
    return kept("situations", _lists)


def _lists() -> dict[str, tuple[str, ...]]:
    loaded = data.lists("situations.toml")
    return {
        key: tuple(sorted({*(value.split() if isinstance(value, str) else value)}, key=lambda word: (-len(word), word)))
        for key, value in loaded.items()
    }


@cache
def words_of(key: str) -> frozenset[str]:
    """One of the lists as a set."""
    return frozenset(lists()[key])


@lru_cache(maxsize=20_000)
def loanword(part: str) -> bool:
    """Whether a word in katakana is a thing, a title or a country rather than a name."""
    if part in words_of("loanwords") or part in one_of("no_foreign") or part in one_of("party"):
        return True
    return part in word_set("not_given") or part in word_set("no_person") or part in word_set("titles")
