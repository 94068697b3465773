"""Patterns that are asked only of texts with the signs that every match holds, or has beside it.

Which signs these are is read off the pattern, as where it may begin is (`beginnings`): whoever changes a pattern changes what it
needs. For patterns over short texts, where one look at the signs of a text spares the most of some fifty searches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from checks.residue.matchers.gated import Gated
from checks.residue.prepared import kept

_parser: Any = import_module("re._parser")
_MOST, _LONGEST = 128, 20_000
"""Signs of which one is needed, more of which say nothing; signs of a text whose own are not worth to be told apart."""
_SHORT = 40
"""Signs of a cell or line, which are looked at one by one."""
_EVERY: list[Needing] = []


class Needing:
    """A compiled pattern with `finditer`, `findall` and `search` as of `re`. Make it once for each process, as modules do."""

    __slots__ = ("_asked", "_needs", "pattern")

    def __init__(self, pattern: str | Gated, flags: int = 0) -> None:
        """`pattern` may be one that is asked where it may begin alone."""
        self._asked = re.compile(pattern, flags) if isinstance(pattern, str) else pattern
        self.pattern: re.Pattern[str] = self._asked if isinstance(self._asked, re.Pattern) else self._asked.pattern
        self._needs: tuple[frozenset[str], ...] | None = None
        _EVERY.append(self)

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of signs, of each of which one stands in every text with a match."""
        if self._needs is None:
            flags, pattern = self.pattern.flags, self.pattern.pattern
            self._needs = kept(f"needs {flags} {pattern}", lambda: needed(pattern, flags))
        return self._needs

    def possible(self, text: str) -> bool:
        """Whether the signs of a match stand in `text`."""
        if len(text) > _LONGEST:
            return True
        needs = self.needs if self._needs is None else self._needs
        signs = text if len(text) <= _SHORT else _signs(text)
        for one in needs:  # noqa: SIM110 -- asked too often for anything that is more to call
            if one.isdisjoint(signs):
                return False
        return True

    def finditer(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[re.Match[str]]:
        """Matches from the left, none over another."""
        if not self.possible(text):
            return iter(())
        return self._asked.finditer(text, start, len(text) if stop is None else stop)

    def findall(self, text: str) -> list[Any]:
        """What `re` finds, as it gives it."""
        return self.pattern.findall(text) if self.possible(text) else []

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._asked.search(text) if self.possible(text) else None


@lru_cache(maxsize=4)
def _signs(text: str) -> frozenset[str]:
    return frozenset(text)


def make_all() -> None:
    """Read off now what all patterns need, so that it is kept."""
    for one in _EVERY:
        assert one.needs is not None  # noqa: S101 -- asking is what makes it


def needed(pattern: str, flags: int = 0) -> tuple[frozenset[str], ...]:
    """Sets of signs, of each of which one stands in every text in which `pattern` matches; the smallest ones first."""
    if flags & re.IGNORECASE:
        return ()
    found = set(_of_all(_parser.parse(pattern, flags)))
    return tuple(sorted(found, key=lambda signs: (len(signs), sorted(signs)))[:_SETS])


_SETS = 3
"""Sets asked for: further ones hardly say more."""
_Needs = list[frozenset[str]]


def _of_all(items: Sequence[tuple[Any, Any]]) -> _Needs:
    return [signs for item in items for signs in _of(*item)]


def _of(kind: Any, told: Any) -> _Needs:
    """What one part of a pattern needs; nothing where that is not known."""
    name = str(kind)
    if name == "LITERAL":
        return [frozenset(chr(told))]
    if name == "IN":
        return _of_set(told)
    if name == "SUBPATTERN":
        return [] if told[1] & re.IGNORECASE else _of_all(told[3])
    if name == "ATOMIC_GROUP":
        return _of_all(told)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_all(told[2]) if told[0] else []
    if name == "ASSERT":
        return _of_all(told[1])
    return _of_any([_of_all(one) for one in told[1]]) if name == "BRANCH" else []


def _of_any(branches: list[_Needs]) -> _Needs:
    """One sign of what either branch needs most clearly."""
    if not all(branches):
        return []
    signs = frozenset().union(*(min(needs, key=len) for needs in branches))
    return [signs] if len(signs) <= _MOST else []


def _of_set(members: Sequence[tuple[Any, Any]]) -> _Needs:
    signs: set[str] = set()
    for kind, told in members:
        if str(kind) == "LITERAL":
            signs.add(chr(told))
        elif str(kind) == "RANGE" and told[1] - told[0] < _MOST:
            signs.update(map(chr, range(told[0], told[1] + 1)))
        else:
            return []
    return [frozenset(signs)] if len(signs) <= _MOST else []
