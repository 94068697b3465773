"""The helper process of `raw.pdf`: length and bytes of a PDF in, length and UTF-8 text out, until the input ends."""

from __future__ import annotations

import struct
import sys
from typing import BinaryIO

from checks.residue.budget import Budget
from checks.residue.extract import extract
from checks.residue.pieces import Table, Text


def serve(given: BinaryIO, answer: BinaryIO) -> None:
    """Answer every document with its text; an unreadable one with no text."""
    budget = Budget(depth=2, pages=500, seconds=15.0, inflated=256 << 20)
    while len(head := given.read(4)) == 4:
        document = given.read(struct.unpack("<I", head)[0])
        text = "\n".join(_texts(document, budget)).encode("utf-8", "replace")
        answer.write(struct.pack("<I", len(text)) + text)
        answer.flush()


def _texts(document: bytes, budget: Budget) -> list[str]:
    found = []
    for piece in extract(document, "carved.pdf", budget):
        if isinstance(piece, Text):
            found.append(piece.text)
        elif isinstance(piece, Table):
            found.append("\n".join("\t".join(row) for row in piece.rows))
    return found


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
