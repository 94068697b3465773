"""JSON larger than is held at once: its values are decoded one after another, those of one list are records together.

Lists and objects too large for the window are entered rather than decoded. Nothing has to fit together: what is damaged is
stepped over, and what stands between values is read as text.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from checks.residue.clues import speaks_of_persons
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import jsonish
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

WINDOW = 1 << 19
"""Characters within which a value has to end to be decoded as a whole."""
TOGETHER = 1 << 20
"""Characters of values that are told together."""
_STEP = 1 << 20
_BEGINS = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]\d\-tfn]")
_KEY = re.compile(r"\"((?:[^\"\\\n]|\\.){1,200})\"\s*:\s*\Z")
_SAYS = re.compile(r"[^\s\[\]{},:]")
_KEY_REACH = 300
_CUT = 16
"""Characters before the end of a cut text where its error may be said to lie."""


def fits(head: str) -> bool:
    """Whether a text that begins with `head` is JSON as far as that goes: a value, or one that does not end in it."""
    head = head.lstrip("\ufeff \t\r\n")
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except json.JSONDecodeError as error:
        return error.pos > len(head) - _CUT or error.msg.startswith("Unterminated")
    except RecursionError:
        return False
    return head[end:].lstrip(" \t\r\n,")[:1] in ("", "{", "[")


def read(source: Source, codec: str) -> Iterator[Part]:
    """The values of a large JSON text or of lines of JSON, in batches. Raises Stop when the time of the file is used up."""
    reading = _Reading(source, codec)
    while reading.next_begin():
        value = reading.decoded()
        if value is None:
            key = reading.key()
            yield from reading.told()
            reading.enter(key)
        else:
            reading.values.append(value[0])
            if reading.taken >= TOGETHER:
                yield from reading.told()
    yield from reading.told()


def _says_nothing(written: str) -> bool:
    """Whether a value as written is ASCII, with nothing wrapped in it, and does not speak of persons."""
    return written.isascii() and "\\u" not in written and "%" not in written and not speaks_of_persons(written)


class _Reading:
    """A window that moves over the text, and what was decoded since the last batch."""

    def __init__(self, source: Source, codec: str) -> None:
        self.source = source
        # what begins in ASCII goes on in UTF-8, as JSON does
        self.decoder = codecs.getincrementaldecoder("utf-8" if codec == "ascii" else codec)("replace")
        self.json = json.JSONDecoder()
        self.text, self.at, self.read, self.ended = "", 0, 0, False
        self.values: list[Any] = []
        self.between: list[str] = []
        self.taken, self.where, self.quiet = 0, "", True
        self.heading: list[Any] | None = None

    def _fill(self) -> None:
        """Have a whole window before the place reached, as far as there is so much text."""
        if self.ended or len(self.text) - self.at >= WINDOW:
            return
        self.source.meter.clock()
        parts = [self.text[self.at :]]
        missing = WINDOW - len(parts[0])
        while missing > 0 and not self.ended:
            raw = bytes(self.source.data[self.read : self.read + _STEP])
            self.read += len(raw)
            self.source.meter.looked(len(raw) // 2)
            self.ended = self.read >= len(self.source)
            parts.append(self.decoder.decode(raw, self.ended))
            missing -= len(parts[-1])
        self.text, self.at = "".join(parts), 0

    def next_begin(self) -> bool:
        """Whether another list or object begins; the place is set there, and what stands before it is put aside."""
        while True:
            self._fill()
            found = _BEGINS.search(self.text, self.at)
            if found is not None:
                self._aside(found.start())
                return True
            if self.ended:
                self._aside(len(self.text))
                return False
            self._aside(max(self.at + 1, len(self.text) - _KEY_REACH))

    def _aside(self, end: int) -> None:
        if _SAYS.search(self.text, self.at, end):
            self.between.append(self.text[self.at : end])
            self.taken += end - self.at
        self.at = end

    def decoded(self) -> tuple[Any] | None:
        """The value that begins at the place, which is set behind it; None where it does not end within the window."""
        self._fill()
        try:
            value, end = self.json.raw_decode(self.text, self.at)
        except (ValueError, RecursionError):
            return None
        self.taken += end - self.at
        self.quiet = self.quiet and _says_nothing(self.text[self.at : end])
        self.at = end
        return (value,)

    def key(self) -> str:
        """The key before the place; empty where there is none."""
        found = _KEY.search("".join(self.between[-1:])[-_KEY_REACH:])
        return found.group(1) if found else ""

    def enter(self, key: str) -> None:
        """Go on inside a list or object that is too large, or damaged, and stands under `key`."""
        self.source.meter.clock()
        self.where = key or self.where
        self.heading = None
        self.at += 1

    def told(self) -> Iterator[Part]:
        """What was decoded and put aside, which is forgotten with that."""
        values, between, quiet = self.values, self.between, self.quiet
        self.values, self.between, self.taken, self.quiet = [], [], 0, True
        if values and isinstance(values[0], list):
            values = values if self.heading is None else [self.heading, *values]
            self.heading = values[0]
        for part in jsonish.read_values(values) if not quiet else ():
            yield replace(part, where=f"{self.where}{part.where}") if isinstance(part, Text | Table) else part
        if between:
            yield Text(unwrap("\n".join(between)))
