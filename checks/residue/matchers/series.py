"""Lists of one series of things that bear names: old months, flowers, trains, stations of a line (data/series.toml)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from checks.residue import data
from checks.residue.prepared import kept

_LEAST = 3
"""Different words that show a series."""


def _read() -> dict[str, list[str]]:
    return data.lists("series.toml")


@cache
def _series() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, kept("series", _read).values()))


def of_one(words: Collection[str]) -> bool:
    """Whether words are all of one series."""
    different = set(words)
    return len(different) >= _LEAST and any(different <= series for series in _series())
