"""Metafiles and what a printer was sent: texts with their places become lines, columns kept apart by tabs (MS-EMF 2.3.5)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers.source import Source

SIGNATURE = b" EMF"
_TEXT_WIDE, _TEXT_BYTES, _SMALL, _END = 84, 83, 108, 14
_NO_RECT, _BYTE_CHARS = 0x100, 0x200
MOST = 200_000


def read(source: Source) -> Iterator[Part]:
    """The lines of every metafile in `source`, which is one itself or a spool file of several pages (MS-EMFSPOOL 2.2)."""
    data = source.all()
    drawn, at, page = 0, data.find(SIGNATURE), 0
    while at >= 40 and page < source.meter.budget.pages:
        source.meter.clock()
        page += 1
        pieces, end = _pieces(data, at - 40)
        drawn += 1
        if pieces:
            yield Text("\n".join(_lines(pieces)), f"p.{page}")
        else:
            yield Unread("picture_only", f"p.{page}")
        at = data.find(SIGNATURE, max(end, at + 4))
    if not drawn:
        yield Unread("corrupt")


def _pieces(data: bytes, at: int) -> tuple[list[tuple[int, int, str]], int]:
    """(y, x, text) of the text records from `at` on, and where the metafile ends."""
    pieces: list[tuple[int, int, str]] = []
    for _ in range(MOST):
        if at + 8 > len(data):
            break
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or size % 4 or at + size > len(data):
            break
        record = data[at : at + size]
        if kind in (_TEXT_WIDE, _TEXT_BYTES) and size >= 76:
            x, y, count, offset = struct.unpack_from("<iiII", record, 36)
            pieces.append((y, x, _told(record[offset : offset + count * (2 if kind == _TEXT_WIDE else 1)], kind)))
        elif kind == _SMALL and size >= 36:
            x, y, count, options = struct.unpack_from("<iiII", record, 8)
            start = 36 if options & _NO_RECT else 52
            width = 1 if options & _BYTE_CHARS else 2
            pieces.append((y, x, _told(record[start : start + count * width], _TEXT_WIDE if width == 2 else kind)))
        at += size
        if kind == _END:
            break
    return [piece for piece in pieces if piece[2].strip()], at


def _told(raw: bytes, kind: int) -> str:
    if kind == _TEXT_WIDE:
        return raw.decode("utf-16-le", "replace")
    return charset.decode(raw, charset.detect(raw) or "cp932")


def _lines(pieces: list[tuple[int, int, str]]) -> list[str]:
    """Pieces at one height are one line. Pieces drawn letter by letter stand close together and are joined without a tab."""
    lines: list[list[tuple[int, int, str]]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0][0] - piece[0]) <= 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["".join(_apart(sorted(line, key=lambda p: p[1]))) for line in lines]


def _apart(line: list[tuple[int, int, str]]) -> Iterator[str]:
    letters = sum(1 for _, _, text in line if len(text) == 1) > len(line) // 2
    for number, (_, _, text) in enumerate(line):
        yield text if letters or not number else f"\t{text}"
