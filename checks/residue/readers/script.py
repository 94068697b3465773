"""Scripts that carry data: lists and objects written into JavaScript read as JSON, the rest as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from checks.residue.clues import speaks_of_persons
from checks.residue.pieces import Part
from checks.residue.readers import delimited, jsonish, sql
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

_ASSIGNED = re.compile(
    r"(?:\s|//[^\n]*\n|/\*.*?\*/|[\"']use strict[\"'];)*(?:(?:export\s+)?(?:default|var|let|const)\s+)?[\w$.\[\]\"']*\s*[=(]?\s*[\[{]",
    re.DOTALL,
)
_DATA = re.compile(r"[=(:]\s*[\[{]\s*[\[{\"'\w]|default\s*[\[{]")
_LITERAL = re.compile(r"[\[{]\s*[\[{\"]")
_SIGN = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`$]*`|//[^\n]*|/\*.*?\*/|[A-Za-z_$][\w$]*(?=\s*:)|,(?=\s*[\]}])",
    re.DOTALL,
)
MOST_VALUES = 500


def fits(text: str) -> bool:
    """Whether a text begins as a script that assigns or exports data, and may tell of persons."""
    head = text[:4096]
    if "[" not in head and "{" not in head:
        return False
    if not _ASSIGNED.match(head) or not _DATA.search(head) or sql.fits(head):
        return False
    return not text.isascii() or "\\u" in text or speaks_of_persons(text)


def read(text: str, source: Source) -> Iterator[Part]:
    """The literals of `text` as tables, what stands between them as text."""
    source.meter.clock()
    strict = _SIGN.sub(_as_json, text)
    values, rest = _values(strict)
    yield from jsonish.read_values(values)
    yield from delimited.split(unwrap(rest if values else text))


def _as_json(sign: re.Match[str]) -> str:
    """A sign of a script as JSON writes it: double quotes, quoted keys, no comments, no comma at the end."""
    told = sign.group()
    if told[0] == '"':
        return told.replace("\\'", "'")
    if told[0] in "'`":
        return json.dumps(told[1:-1].replace("\\'", "'"), ensure_ascii=False).replace("\\\\", "\\")
    return "" if told[0] in ",/" else f'"{told}"'


def _values(text: str) -> tuple[list[Any], str]:
    """(the literals, the text without them)."""
    decoder, at, done = json.JSONDecoder(), 0, 0
    values: list[Any] = []
    rest: list[str] = []
    while len(values) < MOST_VALUES and (begin := _LITERAL.search(text, at)):
        try:
            value, at = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            at = begin.start() + 1
            continue
        values.append(value)
        rest.append(text[done : begin.start()])
        done = at
    return values, "\n".join([*rest, text[done:]])
