"""Arrays as PHP writes them down: `[name] => value` in logs (print_r), `s:4:"name";s:6:"value";` in databases and sessions (serialize)."""

from __future__ import annotations

import re

from checks.residue.pieces import Part
from checks.residue.readers import attribute_rows

_PRINTED = re.compile(r"^[ \t]*\[([^\]\n]{1,80})\] => ([^\n]*)$", re.MULTILINE)
_KEPT = re.compile(r's:[0-9]{1,3}:\\?"([^"\\]{1,80})\\?";s:[0-9]{1,6}:\\?"([^"]{0,2000}?)\\?";')
_ARRAY = "Array"
PRINTED, KEPT, _IN_SQL = "] => ", '";s:', '\\";s:'
"""What one of stands in a text that holds such an array."""
MOST = 50_000
"""Fields of arrays in a text."""


def take(text: str, where: str = "") -> list[Part]:
    """The arrays of `text` as lists with their keys as headings; empty where they do not tell of persons."""
    # one sign is looked for many times as fast as several
    printed, kept = ">" in text and PRINTED in text, ";" in text and '"' in text and (KEPT in text or _IN_SQL in text)
    if not (printed or kept):
        return []
    found = [*_PRINTED.findall(text), *_KEPT.findall(text)]
    if len(found) > MOST:
        return []  # read as the text it is
    rows = [[key, value.strip()] for key, value in found if value.strip() != _ARRAY]
    return attribute_rows.take(["key", "value"], rows, where) if rows else []


def without(text: str) -> str:
    """`text` without the lines of printed arrays."""
    return _PRINTED.sub("", text) if ">" in text and PRINTED in text else text
