"""Facts as a judge sees them: every read is remembered, a missing value raises, nothing is ever None.

The engine uses the memory to refuse a PASS that was given without looking at every needed fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from checks.model import Fact, Missing, Why

LONG = 40
WEIGHT: dict[str, int] = {Why.REFUSED: 0, Why.ABSENT: 2, Why.NO_SOURCE: 3}
"""How telling a reason is, lowest first: somebody with rights could decide it; a source that fails says more than none."""


class MissingFact(Exception):
    """A judge asked for a fact that could not be had; the engine turns it into UNKNOWN or NOT_PERMITTED."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(key)
        self.key = key
        self.why = why


def _brief(value: Any) -> Any:
    if isinstance(value, list):
        return {"count": len(value)} if len(value) > LONG else [_brief(item) for item in value]
    return {key: _brief(item) for key, item in value.items()} if isinstance(value, dict) else value


class Facts:
    """All facts of one check on one PC. A key may have several facts, one per source that told it."""

    def __init__(self, facts: Iterable[Fact] = (), missing: Mapping[str, Missing] | None = None) -> None:
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._facts[fact.key].append(fact)
        self._missing = {key: value for key, value in (missing or {}).items() if key not in self._facts}
        self.touched: set[str] = set()

    def keys(self) -> set[str]:
        """Give the keys that have a value."""
        return set(self._facts)

    def has(self, key: str) -> bool:
        """Tell whether a value is there; counts as looking at it."""
        self.touched.add(key)
        return key in self._facts

    def all(self, key: str) -> list[Any]:
        """Give the values of every source that told `key`, possibly none."""
        self.touched.add(key)
        return [fact.value for fact in self._facts.get(key, [])]

    def value(self, key: str) -> Any:
        """Give the one value of `key`; raises MissingFact where none is there or two sources disagree."""
        values = self.all(key)
        if not values:
            raise MissingFact(key, self.why(key))
        if any(value != values[0] for value in values[1:]):
            raise MissingFact(key, Why.CONFLICT)
        return values[0]

    def number(self, key: str) -> float:
        """Give a number; raises MissingFact, also where the value is none."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise MissingFact(key, Why.PARSE)
        return value

    def flag(self, key: str) -> bool:
        """Give True or False; raises MissingFact, also where the value is neither."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise MissingFact(key, Why.PARSE)
        return value

    def rows(self, key: str) -> list[dict[str, Any]]:
        """Give the rows of every source that told `key`; raises MissingFact where none did."""
        values = self.all(key)
        if not values:
            raise MissingFact(key, self.why(key))
        return [row for value in values for row in value]

    def demand(self, *keys: str) -> None:
        """Raise MissingFact where none of `keys` has a value, with the most telling reason of them."""
        if not any(self.has(key) for key in keys):
            key = min(keys, key=lambda name: WEIGHT.get(self.why(name), 1))
            raise MissingFact(key, self.why(key))

    def why(self, key: str) -> str:
        """Give the reason a fact is missing ("no_source" where nothing was asked)."""
        return self._missing[key].why if key in self._missing else Why.NO_SOURCE

    def missing(self) -> dict[str, Missing]:
        """Give what could not be had, by key."""
        return dict(self._missing)

    def seen(self, whole: Iterable[str] = ()) -> dict[str, Any]:
        """Give the values the judge looked at, for the result; long lists as their number, except the keys in `whole`."""
        pairs = {key: self.all(key) for key in sorted(self.touched) if key in self._facts}
        told = {key: values[0] if len(values) == 1 else values for key, values in pairs.items()}
        return {key: value if key in whole else _brief(value) for key, value in told.items()}

    def fresh(self) -> Facts:
        """Give the same facts with nothing looked at yet."""
        return Facts([fact for facts in self._facts.values() for fact in facts], self._missing)

    def unproved(self, wholly: Iterable[str]) -> str:
        """Give a key that was looked at and comes from a cut output, or from a listing where all of it counts."""
        bad = {key: {fact.whole for fact in self._facts.get(key, [])} for key in self.touched}
        cut = sorted(key for key, states in bad.items() if "cut" in states)
        partial = [key for key in wholly if "listing" in bad.get(key, set())]
        return next(iter([*cut, *partial]), "")

    def satisfied(self, need: str) -> bool:
        """Tell whether a need ("a" or "a|b|c": one of them) is there and was looked at."""
        return any(key in self._facts and key in self.touched for key in need.split("|"))
