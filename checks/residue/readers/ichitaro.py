"""Ichitaro: `DocumentText` holds UTF-16BE after the mark TextV.01; packed documents are LZH inside OLE (notes/residual.md 2)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text

_MARK = b"TextV.01"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ue000-\uf8ff\ufffe\uffff]+")


def read(stream: bytes) -> Iterator[Part]:
    """The text of a DocumentText stream."""
    at = stream.find(_MARK)
    if at < 0 or at + len(_MARK) + 4 > len(stream):
        raise Stop("corrupt")
    at += len(_MARK)
    (count,) = struct.unpack_from(">I", stream, at)
    raw = stream[at + 4 : at + 4 + 2 * count] if 2 * count <= len(stream) else stream[at + 4 :]
    yield Text(_CONTROL.sub("\n", raw[: len(raw) // 2 * 2].decode("utf-16-be", "replace")))


def read_packed(stream: bytes) -> Iterator[Part]:
    """The document inside a JSCompDocument stream: an LZH member after a short head."""
    match = re.search(rb"-lh[0-7d]-", stream)
    if match is None or match.start() < 2:
        raise Stop("unsupported_format")
    yield Member("document.lzh", stream[match.start() - 2 :])
