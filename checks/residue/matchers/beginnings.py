"""Where a pattern may begin, read off the pattern itself: which signs can stand at each place around its first one.

What is said is never too little: a pattern matches nowhere else. So a fast pass over a text can list the few places at
which `re` has to look, whatever the pattern is changed to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# the parser `re` itself uses; its tree is all that is read
_parser: Any = import_module("re._parser")
_ops: Any = import_module("re._constants")

EDGE, BEYOND, SIZE = 0x10000, 0x10001, 0x10002
"""Places outside a text, and signs above U+FFFF, as numbers behind those of the signs."""
REACH = 9
MOST = 32
Signs = tuple[tuple[int, int], ...]
"""A set of signs: ranges (first, one past the last), in order, apart from each other."""
ANYTHING: Signs = ((0, SIZE),)
_SIGNS: Signs = ((0, EDGE), (BEYOND, SIZE))


def union(ranges: Iterable[tuple[int, int]]) -> Signs:
    """All signs of `ranges`."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def without(signs: Signs) -> Signs:
    """All that `signs` is not, edges and signs above U+FFFF included."""
    bounds = [0, *(bound for pair in signs for bound in pair), SIZE]
    return tuple((low, high) for low, high in zip(bounds[::2], bounds[1::2], strict=True) if low < high)


@lru_cache(maxsize=20_000)
def both(one: Signs, other: Signs) -> Signs:
    """What two sets share."""
    if ANYTHING in (one, other):
        return other if one == ANYTHING else one
    shared = (
        (max(low, first), min(high, last)) for low, high in one for first, last in other if low < last and first < high
    )
    return union(shared)


@dataclass(slots=True)
class Way:
    """One way a pattern may go: the signs possible at places around its beginning (0); `at` is None once unknown."""

    at: int | None = 0
    signs: dict[int, Signs] = field(default_factory=dict)

    def put(self, place: int, signs: Signs) -> bool:
        """Only `signs` can stand at `place`; False if nothing can."""
        if -REACH <= place <= REACH:
            self.signs[place] = both(self.signs.get(place, ANYTHING), signs)
            return bool(self.signs[place])
        return True

    def copy(self, at: int | None) -> Way:
        """The same, standing at `at`."""
        return Way(at, dict(self.signs))


def ways(pattern: re.Pattern[str]) -> list[dict[int, Signs]]:
    """The ways `pattern` may begin; each says which signs can stand at which place around the beginning of a match."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = [way.signs for way in _follow(tree, [Way()], pattern.flags)]
    kept: list[dict[int, Signs]] = []
    for number, one in enumerate(found):
        others = [*kept, *found[number + 1 :]]
        if not any(_covers(other, one) for other in others):
            kept.append(one)
    return kept


def starts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Pairs of signs below U+10000, as texts: a match of `pattern` begins with one of the first and goes on with the second."""
    return [(_below(way.get(0, ANYTHING)), _below(way.get(1, ANYTHING))) for way in ways(pattern)]


def never_first(pattern: re.Pattern[str]) -> str:
    """Signs below U+10000 with which no match of `pattern` begins."""
    return _below(without(union(pair for way in ways(pattern) for pair in way.get(0, ANYTHING))))


def _below(signs: Signs) -> str:
    return "".join(_plane()[low:high] for low, high in signs)


def _covers(wide: dict[int, Signs], narrow: dict[int, Signs]) -> bool:
    """Whether whatever goes the narrow way goes the wide one."""
    return all(place in narrow and both(signs, narrow[place]) == narrow[place] for place, signs in wide.items())


def _follow(items: Any, found: list[Way], flags: int) -> list[Way]:
    for op, argument in items:
        if all(way.at is None or way.at > REACH for way in found):
            break
        found = _fewer([way for one in found for way in _step(op, argument, one, flags)])
    return found


def _step(op: Any, argument: Any, way: Way, flags: int) -> list[Way]:
    if way.at is None or way.at > REACH:
        return [way]
    signs = _signs(op, argument, flags)
    if signs is not None:
        ahead = way.copy(way.at + 1)
        return [ahead] if ahead.put(way.at, signs) else []
    if op is _ops.SUBPATTERN:
        _, added, removed, inner = argument
        return _follow(inner, [way.copy(way.at)], (flags | added) & ~removed)
    if op is _ops.ATOMIC_GROUP:
        return _follow(argument, [way.copy(way.at)], flags)
    if op is _ops.BRANCH:
        return [one for inner in argument[1] for one in _follow(inner, [way.copy(way.at)], flags)]
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT):
        least, most, inner = argument
        return _repeated(least, most, inner, way, flags)
    if op in (_ops.ASSERT, _ops.ASSERT_NOT):
        direction, inner = argument
        return _looked(op is _ops.ASSERT, direction, inner, way, flags)
    if op is _ops.AT:
        ahead = way.copy(way.at)
        return [ahead] if ahead.put(way.at, _ENDS.get(argument, ANYTHING)) else []
    return [way.copy(None)]


_NEWLINE = (10, 11)
_ENDS: dict[Any, Signs] = {_ops.AT_END: (_NEWLINE, (EDGE, BEYOND)), _ops.AT_END_STRING: ((EDGE, BEYOND),)}
"""What stands where `$` and `\\Z` match."""


def _repeated(least: int, most: int, inner: Any, way: Way, flags: int) -> list[Way]:
    """An item `least` to `most` times; a way for each number of times within reach."""
    current, out = [way], []
    for count in range(min(int(most), 2 * REACH) + 1):
        far = all(one.at is None or one.at > REACH for one in current)
        if count >= least or far:
            out += current
        if count == most or far:
            return out
        current = _follow(inner, [one.copy(one.at) for one in current], flags)
    return [*out, way.copy(None)]


def _looked(wanted: bool, direction: int, inner: Any, way: Way, flags: int) -> list[Way]:
    """What has to stand before and to follow, and what must not. A line end may always follow: a search may end there."""
    at = way.at or 0
    low, high = inner.getwidth()
    if direction > 0 and wanted:
        return [one.copy(at) for one in _follow(inner, [way.copy(at)], flags)]
    if low != high or (direction < 0 and at - low < -REACH):
        return [way]
    if wanted:
        return [one.copy(at) for one in _follow(inner, [way.copy(at - low)], flags)]
    first = at - low if direction < 0 else at
    banned = [_signs(op, argument, flags) for op, argument in inner]
    if len(banned) != low or any(signs is None for signs in banned):
        return [way]
    # not all of these may stand there: where all but one surely do, that one may not
    open_ = [n for n, signs in enumerate(banned) if signs and both(way.signs.get(first + n, ANYTHING), without(signs))]
    if len(open_) == 1 and (signs := banned[open_[0]]) is not None:
        allowed = union([*without(signs), (EDGE, SIZE), *([_NEWLINE] if direction > 0 else [])])
        ahead = way.copy(at)
        return [ahead] if ahead.put(first + open_[0], allowed) else []
    return [way]


def _fewer(found: list[Way]) -> list[Way]:
    """At most MOST ways: those alike up to their first sign are joined first, then those alike in one of both, then all."""
    for alike in (_exactly, _begun_and_at, _begun, _at):
        if len(found) <= MOST:
            return found
        groups: dict[object, list[Way]] = {}
        for one in found:
            groups.setdefault(alike(one), []).append(one)
        if len(groups) > 1 or alike is _at:
            found = [group[0] if len(group) == 1 else _joined(group) for group in groups.values()]
    return found if len(found) <= MOST else [_joined(found)]


def _exactly(way: Way) -> object:
    return way.at, tuple(sorted(way.signs.items()))


def _begun(way: Way) -> object:
    return tuple(sorted((place, signs) for place, signs in way.signs.items() if place <= 0))


def _begun_and_at(way: Way) -> object:
    return way.at, _begun(way)


def _at(way: Way) -> object:
    return way.at


def _joined(found: Sequence[Way]) -> Way:
    """All that any of these ways admits."""
    shared = set.intersection(*(set(one.signs) for one in found))
    at = found[0].at if len({one.at for one in found}) == 1 else None
    return Way(at, {place: union(pair for one in found for pair in one.signs[place]) for place in shared})


def _signs(op: Any, argument: Any, flags: int) -> Signs | None:
    """The signs one item matches; None for an item that is not one sign. Never too few."""
    if op is _ops.LITERAL:
        return _literal(argument, flags)
    if op is _ops.NOT_LITERAL:
        return _not(_literal(argument, flags))
    if op is _ops.ANY:
        return _SIGNS if flags & re.DOTALL else _not(((10, 11),))
    if op is not _ops.IN:
        return None
    negated = argument[0][0] is _ops.NEGATE
    parts = [_part(kind, value, flags) for kind, value in (argument[1:] if negated else argument)]
    signs = union(pair for part in parts for pair in part)
    return _not(signs) if negated else signs


def _not(signs: Signs) -> Signs:
    """Every sign but these; signs above U+FFFF are never ruled out, and an edge is no sign."""
    return both(union([*without(signs), (BEYOND, SIZE)]), _SIGNS)


def _part(op: Any, argument: Any, flags: int) -> Signs:
    if op is _ops.LITERAL:
        return _literal(argument, flags)
    if op is _ops.RANGE:
        low, high = argument
        if flags & re.IGNORECASE and low < EDGE:
            return union(pair for code in range(low, min(high, EDGE - 1) + 1) for pair in _literal(code, flags))
        plain = ((low, min(high + 1, EDGE)),) if low < EDGE else ()
        return (*plain, (BEYOND, SIZE)) if high >= EDGE else plain
    if op is _ops.CATEGORY:
        return _category(str(argument), flags)
    return _SIGNS


def _literal(code: int, flags: int) -> Signs:
    if code >= EDGE:
        return ((BEYOND, SIZE),)
    return _alike(code) if flags & re.IGNORECASE else ((code, code + 1),)


@cache
def _plane() -> str:
    return "".join(map(chr, range(EDGE)))


@cache
def _alike(code: int) -> Signs:
    """A sign and its capital or small forms, as `re` sees them."""
    found = re.finditer(re.escape(chr(code)), _plane(), re.IGNORECASE)
    return union([*((match.start(), match.end()) for match in found), (BEYOND, SIZE)])


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


@cache
def _category(name: str, flags: int) -> Signs:
    told = name.rsplit("_", 1)[-1]
    expression = _CATEGORIES[told]
    if "_NOT_" in name:
        expression = expression.upper()
    found = re.finditer(f"{expression}+", _plane(), flags & re.ASCII)
    return union([*(match.span() for match in found), (BEYOND, SIZE)])
