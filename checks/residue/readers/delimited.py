"""Lines that share a separator are a table: comma, tab, semicolon, bar, or fixed columns of blanks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Table, Text

ROWS_AT_ONCE = 20_000
_SEPARATORS = ("\t", ",", ";", "|", "\x1f")
_WIDE_GAP = re.compile(r"(?: {2,}|\u3000{2,}|[ \u3000]*\t[ \u3000]*)")
csv.field_size_limit(1 << 20)


def split(text: str) -> Iterator[Part]:
    """Tables and running text of `text`, in order."""
    if "\n" not in text.strip():
        yield Text(text)
        return
    separator = _separator(text)
    if separator is None:
        yield Text(text)
        return
    yield from _tables(text, separator)


def _separator(text: str) -> str | None:
    """The separator most of the first lines share in about the same number, or None."""
    lines = [line for line in text[:20000].split("\n")[:60] if line.strip()]
    lines = lines[:-1] if len(text) > 20000 and len(lines) > 2 else lines
    if len(lines) < 2:
        return None
    for separator in _SEPARATORS:
        counts = [_fields(line, separator) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual >= 2 and counts.count(usual) >= max(2, 0.6 * len(lines)):
            return separator
        if usual >= 1 and counts.count(usual) >= 0.9 * len(lines) and separator in "\t,":
            return separator
    return None


def _fields(line: str, separator: str) -> int:
    if '"' in line:
        line = re.sub(r'"(?:[^"]|"")*"', "", line)
    return line.count(separator)


def _tables(text: str, separator: str) -> Iterator[Part]:
    rows: list[list[str]] = []
    quoting = csv.QUOTE_NONE if separator == "\x1f" else csv.QUOTE_MINIMAL
    try:
        for row in csv.reader(text.split("\n"), delimiter=separator, quoting=quoting, strict=False):
            rows.append([cell.strip() for cell in row])
            if len(rows) >= ROWS_AT_ONCE:
                yield Table(rows)
                rows = [rows[0]]
    except csv.Error:
        yield Text(text)
        return
    yield Table(rows)
