"""What a workbook of Excel 97 to 2003 tells beside its cells: links, rules for input, caches of other books, charts (MS-XLS 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import flow

_LINK, _TIP, _RULE, _CACHED, _CHART, _FORMULA = 0x1B8, 0x800, 0x1BE, 0x5A, 0x100D, 0x06
KINDS = frozenset((_LINK, _TIP, _RULE, _CACHED, _CHART, _FORMULA))
"""Records that `Beside.take` looks at."""
_ADDRESS = bytes.fromhex("E0C9EA79F9BACE118C8200AA004BA90B")  # the moniker of an address (MS-OSHARED 2.3.7.6)
_WORDS_IN_FORMULA = 0x17
MOST_ROWS, LEAST_WORDS = 20_000, 7


def short_text(body: bytes, at: int) -> tuple[str, int]:
    """(text, next place) of a string that begins with a byte of its length; MS-XLS 2.5.240 ShortXLUnicodeString."""
    return _text(body, at + 2, body[at], body[at + 1])


def long_text(body: bytes, at: int) -> tuple[str, int]:
    """(text, next place) of a string that begins with two bytes of its length; MS-XLS 2.5.294 XLUnicodeString."""
    return _text(body, at + 3, struct.unpack_from("<H", body, at)[0], body[at + 2])


def _text(body: bytes, at: int, count: int, flag: int) -> tuple[str, int]:
    end = at + count * (2 if flag & 1 else 1)
    return body[at:end].decode("utf-16-le" if flag & 1 else "latin-1", "replace"), end


class Beside:
    """What the records taken so far have told."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self.said: list[str] = []
        self.cached: list[list[str]] = []

    def take(self, kind: int, body: bytes) -> None:
        """Learn from a record of one of KINDS; a damaged one says nothing."""
        try:
            if kind == _LINK:
                self._link(body)
            elif kind == _TIP:
                self.targets.append(body[10:].decode("utf-16-le", "replace").rstrip("\0"))
            elif kind == _RULE:
                self._rule(body)
            elif kind == _CACHED:
                self._cached(body)
            elif kind == _CHART:
                self.said.append(short_text(body, 2)[0])
            else:
                self.targets += _words(body[22:])
        except (struct.error, IndexError):
            return

    def told(self) -> Iterator[Part]:
        """All of it."""
        said = [line for line in self.said if line.strip("\0 ")]
        if said:
            yield Text("\n".join(said), "notes")
        yield from flow.reached(self.targets, "links")
        if self.cached:
            yield Table(self.cached, "other books")

    def _link(self, body: bytes) -> None:
        at = body.find(_ADDRESS)
        if at >= 0:
            (length,) = struct.unpack_from("<I", body, at + 16)
            self.targets.append(body[at + 20 : at + 20 + length].decode("utf-16-le", "replace").partition("\0")[0])

    def _rule(self, body: bytes) -> None:
        """A rule for input: what it asks for, what it says of mistakes, and the choices written into it (2.4.91 Dv)."""
        at = 4
        for _ in range(4):
            told, at = long_text(body, at)
            self.said.append(told.strip("\0"))
        if body[at + 4] == _WORDS_IN_FORMULA:
            self.said += short_text(body, at + 5)[0].split("\0")

    def _cached(self, body: bytes) -> None:
        """A row of cells kept from another workbook (2.4.61 CRN)."""
        row, at = [""] * body[1], 4
        while at < len(body) and len(self.cached) < MOST_ROWS:
            kind = body[at]
            if kind == 2:
                told, at = long_text(body, at + 1)
            else:
                (value,) = struct.unpack_from("<d", body, at + 1) if kind == 1 else (0.0,)
                told, at = (f"{value:.15g}" if kind == 1 else ""), at + 9
            row.append(told)
        self.cached.append(row)


def _words(tokens: bytes) -> Iterator[str]:
    """The words in quotes among the tokens of a formula (2.5.198.89 PtgStr)."""
    at = tokens.find(_WORDS_IN_FORMULA)
    while 0 <= at < len(tokens) - LEAST_WORDS:
        count, flag = tokens[at + 1], tokens[at + 2]
        end = at + 3 + count * (2 if flag == 1 else 1)
        if flag in (0, 1) and count >= LEAST_WORDS and end <= len(tokens):
            yield short_text(tokens, at + 1)[0]
            at = tokens.find(_WORDS_IN_FORMULA, end)
        else:
            at = tokens.find(_WORDS_IN_FORMULA, at + 1)
