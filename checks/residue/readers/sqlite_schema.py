"""Column names of tables, from every CREATE TABLE that stands in the bytes of a database or a log, dropped ones too."""

from __future__ import annotations

import re

_CREATE = re.compile(rb"CREATE TABLE[^(\x00]{1,200}\(")
_NAME = re.compile(r"\s*(?:\"([^\"]+)\"|`([^`]+)`|\[([^\]]+)\]|'([^']+)'|([^\s,()]+))")
_CONSTRAINT = {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"}
LONGEST, MOST = 8_000, 500


def heads_in(data: bytes) -> dict[int, list[str]]:
    """Column names by their number. Where tables of one width differ, none is given: a wrong heading is worse than none."""
    found: dict[int, list[str]] = {}
    unsure: set[int] = set()
    for count, match in enumerate(_CREATE.finditer(data)):
        if count >= MOST:
            break
        names = _columns(data[match.end() : match.end() + LONGEST].decode("utf-8", "replace"))
        if len(names) >= 2 and found.setdefault(len(names), names) != names:
            unsure.add(len(names))
    return {width: names for width, names in found.items() if width not in unsure}


def _columns(body: str) -> list[str]:
    """The names in `body`, which begins behind the opening bracket; empty when the bracket is never closed."""
    names: list[str] = []
    depth, start = 1, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 or (depth == 1 and sign == ","):
            match = _NAME.match(body, start, at)
            told = next((part for part in match.groups() if part), "") if match else ""
            if told and told.upper() not in _CONSTRAINT:
                names.append(told)
            start = at + 1
        if depth == 0:
            return names
    return []
