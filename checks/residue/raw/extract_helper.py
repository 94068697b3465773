"""The helper process of `raw.extractor`: one JSON line in (and the content behind it), one JSON line out, until the input ends."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from typing import Any, BinaryIO

from checks.residue.budget import MIB, Budget
from checks.residue.extract import extract
from checks.residue.pieces import Piece, Table, Text

# Text beyond this is cut: a file of more characters is looked at as raw bytes all the same.
MOST_TEXT = 64 * MIB


def serve(given: BinaryIO, answer: BinaryIO) -> None:
    """Answer every request {"name", "size" or "path", "budget"} with {"texts": [[where, text]], "unread": [[where, reason]]}."""
    while line := given.readline():
        request = json.loads(line)
        reply = _reply(request, given.read(request["size"]) if "size" in request else None)
        answer.write(json.dumps(reply).encode("ascii") + b"\n")
        answer.flush()


def _reply(request: dict[str, Any], content: bytes | None) -> dict[str, Any]:
    budget = Budget(**request["budget"])
    if content is not None:
        return _pieces(extract(content, request["name"], budget))
    try:
        with open(request["path"], "rb") as stream:  # a path of any platform, as given
            if not os.fstat(stream.fileno()).st_size:
                return _pieces(())
            with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
                return _pieces(extract(data, request["name"], budget))
    except OSError:
        return {"texts": [], "unread": [["", "no_permission"]]}


def _pieces(pieces: Iterable[Piece]) -> dict[str, Any]:
    texts: list[list[str]] = []
    unread: list[list[str]] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, (Text, Table)):
            text = piece.text if isinstance(piece, Text) else "\n".join("\t".join(row) for row in piece.rows)
            if size < MOST_TEXT:
                texts.append([piece.where, text])
                size += len(text)
        else:
            unread.append([piece.where, piece.reason])
    if size >= MOST_TEXT:
        unread.append(["", "over_budget"])
    return {"texts": texts, "unread": unread}


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
