"""Lists as files of settings hold them, a line for each cell or row under a key with its number: item.3.name=, entry.012=, Addr[4]:, tel2=."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from checks.residue.pieces import Part, Table
from checks.residue.readers import delimited

_LINE = re.compile(
    r"[ \t]*(?:export |set |let |\$)?([^\W\d][\w.-]{0,30}?)[._\[-]?([0-9]{1,5})\]?(?:[._\[]([A-Za-z0-9_]{1,30})\]?)?[ \t]*[=:][ \t]*(.*)"
)
_NUMBER_FIRST = re.compile(r"[ \t]*\[?([0-9]{1,5})\]?[._-]([^\W\d]\w{0,30})[ \t]*[=:][ \t]*(.*)")
Field = tuple[str, str | None, str]
"""The number of a key, the name of the field behind it, and the value."""
FIRST, LEAST, SHARE, ALIKE = 6, 3, 0.6, 2
"""Filled lines of which one has such a key; lines under one of them, and their share of all, that make a list; fields that share numbers."""
LONGEST, HEAD = 1 << 20, 1_000
"""Characters of a text looked at: longer ones are no settings; those that hold the first lines."""


def take(text: str) -> Iterator[Part] | None:
    """The rows of such a list; None where the text is none."""
    if len(text) > LONGEST:
        return None
    begun = [*islice(filter(str.strip, text[:HEAD].split("\n")), FIRST)]
    if any(map(_NUMBER_FIRST.fullmatch, begun)):
        return _numbers_first([line for line in text.split("\n") if line.strip()])
    if not any(map(_LINE.fullmatch, begun)):
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    matches = [_LINE.fullmatch(line) for line in lines]
    if (fields := _by_number(matches)) is not None:
        found: list[Field] = [
            (match[2], match[1], _bare(match[4])) for match in matches if match and match[1] in fields
        ]
        others = [line for line, match in zip(lines, matches, strict=True) if not match or match[1] not in fields]
        return _parts(found, "", others)
    prefix = next((match[1] for match in matches if match and match[1].isascii()), "")
    found = [(match[2], match[3], _bare(match[4])) for match in matches if match and match[1] == prefix]
    if len(found) < max(LEAST, SHARE * len(lines)) or len({number for number, _, _ in found}) < LEAST:
        return None
    others = [line for line, match in zip(lines, matches, strict=True) if not match or match[1] != prefix]
    return _parts(found, prefix, others)


def _numbers_first(lines: list[str]) -> Iterator[Part] | None:
    """The rows of lines whose keys begin with the number: 1.Name=, 1.Number=; None where they are no list."""
    matches = [_NUMBER_FIRST.fullmatch(line) for line in lines]
    found: list[Field] = [(match[1], match[2], _bare(match[3])) for match in matches if match]
    if len(found) < max(LEAST, SHARE * len(lines)) or len({number for number, _, _ in found}) < LEAST:
        return None
    return _parts(found, "", [line for line, match in zip(lines, matches, strict=True) if not match])


def _bare(value: str) -> str:
    """A value without the quotes and the sign of its end that scripts write around it."""
    inner = value.strip().removesuffix(";")
    return inner[1:-1] if len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "\"'" else value


def _by_number(matches: list[re.Match[str] | None]) -> set[str] | None:
    """The names of fields that lines tell with the same numbers behind them (name1=, tel1=, name2=, …); None where they are no list."""
    counts = Counter(match[1] for match in matches if match and match[3] is None)
    fields = {name for name, often in counts.items() if often >= LEAST}
    told = [match[2] for match in matches if match and match[1] in fields]
    if len(fields) < ALIKE or len(told) < SHARE * len(matches) or ALIKE * len(set(told)) > len(told):
        return None
    return fields


def _parts(found: list[Field], prefix: str, others: list[str]) -> Iterator[Part]:
    """The list as a table, as lines where its fields have no names, and whatever stands around it."""
    if all(field is None for _, field, _ in found):
        yield from delimited.split("\n".join(value for *_, value in found))
    else:
        yield Table(_rows(found), prefix)
    if others:
        yield from delimited.split("\n".join(others))


def _rows(found: list[Field]) -> list[list[str]]:
    """A row for each number, a column for each field, with the names of the fields above them where they have names.

    A field told twice under one number begins another row.
    """
    records: list[dict[str, str]] = []
    open_ones: dict[str, dict[str, str]] = {}
    for number, field, value in found:
        if number not in open_ones or (field or "") in open_ones[number]:
            open_ones[number] = {}
            records.append(open_ones[number])
        open_ones[number][field or ""] = value.strip()
    fields = list(dict.fromkeys(field for record in records for field in record))
    heads = [] if all(map(str.isdecimal, fields)) else [fields]
    return [*heads, *([record.get(field, "") for field in fields] for record in records)]
