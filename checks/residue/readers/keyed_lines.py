"""Lines of a log that name what they tell: shimei=水谷まさ子 seinengappi=19340327 hit=2. Those with the same names are rows of one table."""

from __future__ import annotations

import re
from collections import defaultdict

from checks.residue.pieces import Table

FIRST, LEAST, FEWEST, LONGEST = 200, 3, 2, 600
"""Lines looked at first, lines with the same names that make a table, names of a line, signs of a line."""
_KEY = "[A-Za-z_][A-Za-z0-9_.-]{0,30}|[\u3041-\u30fe\u4e00-\u9fff]{1,12}"
_PAIR = re.compile(
    rf"(?:(?<=[\s,;\[({{])|^)({_KEY})=(\"[^\"]*\"|'[^']*'|[^=\n]*?)(?=[\s,;]+(?:{_KEY})=|[\]}})]*[ \t]*$)"
)


def take(text: str) -> tuple[list[Table], str]:
    """A table for each set of names that is repeated, some values being beyond ASCII, and the rest of the text."""
    if "=" not in text or text.isascii():
        return [], text
    first = text.split("\n", FIRST)[:FIRST]
    if len(_groups(first)) == 0:
        return [], text
    lines = text.split("\n")
    tables: list[Table] = []
    for keys, numbers in _groups(lines).items():
        rows = [[_plain(value) for _, value in _PAIR.findall(lines[number])] for number in numbers]
        tables.append(Table([list(keys), *rows]))
        for number in numbers:
            begun = _PAIR.search(lines[number])
            before = lines[number][: begun.start()] if begun is not None else ""
            lines[number] = "" if before.isascii() else before
    return tables, "\n".join(lines)


def _groups(lines: list[str]) -> dict[tuple[str, ...], list[int]]:
    """The numbers of the lines with the same names, most of them telling something beyond ASCII."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.count("=") >= FEWEST and len(line) <= LONGEST:
            keys = tuple(key for key, _ in _PAIR.findall(line))
            if len(keys) >= FEWEST and len(set(keys)) == len(keys):
                found[keys].append(number)
    return {
        keys: numbers
        for keys, numbers in found.items()
        if len(numbers) >= LEAST and 2 * sum(not lines[number].isascii() for number in numbers) > len(numbers)
    }


def _plain(value: str) -> str:
    """A value without the quotes around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value.strip()
