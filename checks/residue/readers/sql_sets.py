"""Rows that SQL writes as assignments (UPDATE … SET a = 'x', INSERT … SET), and values within functions, made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Table
from checks.residue.readers.unwrap import unwrap

_TEXT = r"[NEne]?'(?:[^'\\]|''|\\.)*+'"
_SET = re.compile(
    r"(?:\bUPDATE\s+(?:ONLY\s+|IGNORE\s+)?|\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+)([`\"\[\]\w.]+)\s+SET\s+",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"\s*,?\s*(?:\w+\.)?([`\"\[]?[^\W\d][\w ]*?[`\"\]]?)\s*=\s*({_TEXT}|[^\s,;'()]+)(?=\s*(?:,|;|$|WHERE\b|ON\b|--))",
    re.IGNORECASE,
)
_CAST = re.compile(rf"\b(?:CAST|CONVERT)\s*\(\s*({_TEXT})\s+AS\s+\w+(?:\s*\([0-9, ]*\))?\s*\)", re.IGNORECASE)
_DAY = re.compile(
    rf"\b(?:TO_DATE|TO_TIMESTAMP|TO_CHAR|STR_TO_DATE|DATE|TIMESTAMP|UNISTR)\s*\(\s*({_TEXT})\s*(?:,\s*'[^']*')?\s*\)",
    re.IGNORECASE,
)
_TYPED = re.compile(r"\b(?:DATE|TIMESTAMP|TIME)\s+(?='[0-9])", re.IGNORECASE)
_FUNCTIONS = ("cast", "convert", "to_date", "to_timestamp", "str_to_date", "unistr", "date", "timestamp")
MOST = 50_000


def plain(text: str) -> str:
    """`text` with what stands within functions that only say of what type it is (SQL Server, Oracle, MySQL) as it stands."""
    small = text[: 1 << 16].lower()
    if not any(f"{word}(" in small or f"{word} (" in small or f"{word} '" in small for word in _FUNCTIONS):
        return text
    return _TYPED.sub("", _DAY.sub(r"\1", _CAST.sub(r"\1", text)))


def rows(text: str) -> Iterator[Table]:
    """A table for each target and set of columns that are assigned values."""
    if " set " not in text.lower() and "\nset" not in text.lower():
        return
    tables: dict[tuple[str, ...], list[list[str]]] = {}
    for number, match in enumerate(_SET.finditer(text)):
        if number >= MOST:
            break
        pairs = dict(_pairs(text, match.end()))
        if pairs:
            tables.setdefault((match[1], *pairs), []).append(list(pairs.values()))
    for (target, *names), found in tables.items():
        yield Table([names, *found], target.strip('`"[]'))


def _pairs(text: str, at: int) -> Iterator[tuple[str, str]]:
    while (pair := _PAIR.match(text, at)) is not None:
        at = pair.end()
        told = pair[2]
        value = told[told.find("'") + 1 : -1].replace("''", "'").replace("\\n", " ") if told[-1] == "'" else told
        yield pair[1].strip('`"[]'), "" if told.upper() == "NULL" else unwrap(value)
