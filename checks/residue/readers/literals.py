"""Records that programs write as literals: User.create(name: "…", tel: "…"), Person("…", "…"), ['name' => '…'] in seeds and fixtures.

Groups in brackets with the same keys, or as many quoted values, are rows of one table; keys serve as column headings.
What stands between them stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from checks.residue.pieces import Part, Table
from checks.residue.readers import delimited
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

LEAST = 3
"""Groups alike that make a table."""
_QUOTED = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_VALUE = rf"{_QUOTED}|[\w.:-]+(?:\([^()\"'\n]*\))?"
_KEY = r":?(?:[^\W\d]\w*|\"[^\"\n]{1,40}\"|'[^'\n]{1,40}')\s*(?:=>|[:=])\s*"
_ITEM = rf"(?:{_KEY})?(?:{_VALUE})"
_GROUP = re.compile(rf"[(\[{{]\s*({_ITEM}(?:\s*,\s*{_ITEM})+)\s*,?\s*[)\]}}]")
_ITEMS = re.compile(rf"(?:({_KEY}))?({_VALUE})\s*(?:,|\Z)\s*")
_CALL = re.compile(r"\w+\(([^()]*)\)")
_HEAD = 8192
_QUOTES = 2 * LEAST


def fits(text: str) -> bool:
    """Whether the first lines of a text hold several such groups with quoted values beyond ASCII."""
    head = text[:_HEAD]
    if head.count('"') + head.count("'") < 2 * _QUOTES or head.isascii():
        return False
    if not any(sign in head for sign in "([{"):
        return False
    return any(count >= LEAST for _, count in _counted(head))


def read(text: str, source: Source) -> Iterator[Part]:
    """A table for each kind of group that is repeated, then the rest as text."""
    source.meter.clock()
    groups = [(match, _parsed(match.group(1))) for match in _GROUP.finditer(text)]
    groups.sort(key=lambda pair: pair[1][0])
    taken: list[tuple[int, int]] = []
    for keys, alike in groupby(groups, key=lambda pair: pair[1][0]):
        rows = list(alike)
        if len(rows) < LEAST or not any(_told(row) for _, (_, row) in rows):
            continue
        taken += [match.span() for match, _ in rows]
        heading = [list(keys)] if any(keys) else []
        yield Table([*heading, *([unwrap(cell) for cell in row] for _, (_, row) in rows)])
    yield from delimited.split(unwrap(_outside(text, sorted(taken))))


def _counted(head: str) -> list[tuple[tuple[str, ...], int]]:
    """Kinds of groups by their keys and length, with how many of each tell something."""
    counts: dict[tuple[str, ...], int] = {}
    for match in _GROUP.finditer(head):
        keys, row = _parsed(match.group(1))
        counts[keys] = counts.get(keys, 0) + _told(row)
    return list(counts.items())


def _parsed(body: str) -> tuple[tuple[str, ...], list[str]]:
    """The keys of a group, empty ones where it has none, and its values."""
    items = _ITEMS.findall(body)
    return tuple(_bare_key(key) for key, _ in items), [_bare(value) for _, value in items]


def _bare_key(key: str) -> str:
    return key.strip().removesuffix("=>").rstrip(" :=").strip(" :\"'")


def _bare(value: str) -> str:
    """A value without its quotes; what a call is given, with its commas as dashes: date(1980, 1, 2)."""
    if value[0] in "\"'":
        return value[1:-1].replace("\\'", "'").replace('\\"', '"')
    call = _CALL.fullmatch(value)
    return "-".join(part.strip() for part in call.group(1).split(",")) if call else value


def _told(row: list[str]) -> bool:
    """Whether a group holds words beyond ASCII, not code alone."""
    return len(row) > 1 and any(not cell.isascii() for cell in row)


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        last = max(last, end)
    return " ".join([*parts, text[last:]])
