"""Lists as files of settings hold them, a line for each cell or row under a key with its number: item.3.name=, entry.012=, Addr[4]:."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from checks.residue.pieces import Part, Table
from checks.residue.readers import delimited

_LINE = re.compile(
    r"[ \t]*([A-Za-z][A-Za-z0-9_.-]{0,30}?)[._\[-]?([0-9]{1,5})\]?(?:[._\[]([A-Za-z0-9_]{1,30})\]?)?[ \t]*[=:][ \t]*(.*)"
)
Field = tuple[str, str, str | None, str]
"""What stands before the number of a key, the number, the name of the field behind it, and the value."""
FIRST, LEAST, SHARE = 6, 3, 0.6
"""Filled lines of which one has such a key; lines under one of them, and their share of all, that make a list."""
LONGEST, HEAD = 1 << 20, 1_000
"""Characters of a text looked at: longer ones are no settings; those that hold the first lines."""


def take(text: str) -> Iterator[Part] | None:
    """The rows of such a list; None where the text is none."""
    if len(text) > LONGEST:
        return None
    begun = islice(filter(str.strip, text[:HEAD].split("\n")), FIRST)
    if not any(map(_LINE.fullmatch, begun)):
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    found: list[Field] = [
        (match[1], match[2], match[3], match[4]) for line in lines if (match := _LINE.fullmatch(line))
    ]
    prefix = found[0][0] if found else ""
    found = [one for one in found if one[0] == prefix]
    if len(found) < max(LEAST, SHARE * len(lines)):
        return None
    if len({number for _, number, _, _ in found}) < LEAST:
        return None
    if all(field is None for _, _, field, _ in found):
        return delimited.split("\n".join(value for *_, value in found))
    return iter([Table(_rows(found), prefix)])


def _rows(found: list[Field]) -> list[list[str]]:
    """A row for each number, a column for each field, with the names of the fields above them where they have names."""
    records: dict[str, dict[str, str]] = {}
    for _, number, field, value in found:
        records.setdefault(number, {})[field or ""] = value.strip()
    fields = list(dict.fromkeys(field for record in records.values() for field in record))
    heads = [] if all(map(str.isdecimal, fields)) else [fields]
    return [*heads, *([record.get(field, "") for field in fields] for record in records.values())]
