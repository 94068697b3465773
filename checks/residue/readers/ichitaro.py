"""Ichitaro: `DocumentText` holds UTF-16BE after the mark TextV.01; packed documents are LZH inside OLE (notes/residual.md 2).

Versions 5 and 6 (.jaw, .jbw, .jtw, .juw) are no compound files: Shift_JIS in blocks behind a head of 2,048 bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers.source import Source

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
    text = _text(raw)
    yield Text(text if text.strip() else _text(stream[at + 4 :]))  # some programs write no count here


def _text(raw: bytes) -> str:
    return _CONTROL.sub("\n", raw[: len(raw) // 2 * 2].decode("utf-16-be", "replace"))


def read_packed(stream: bytes) -> Iterator[Part]:
    """The document inside a JSCompDocument stream: an LZH member after a short head."""
    match = re.search(rb"-lh[0-7d]-", stream)
    if match is None or match.start() < 2:
        raise Stop("unsupported_format")
    yield Member("document.lzh", stream[match.start() - 2 :])


HEAD, VERSION_AT, OLDEST_PLAIN = 2048, 18, 2
_OLD_CONTROL = re.compile(rb"[\x1c\x1f\xfe][\x40-\x7e\x80-\xfc]|[\x00-\x08\x0b-\x1f]+")
_OLD_RUN = re.compile(rb"(?:[\x20-\x7e\xa1-\xdf\n\t]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]){4,}")


def read_old(source: Source) -> Iterator[Part]:
    """The text of a document of version 5 or 6; version 4 scrambles its text and is named."""
    data = source.all()
    if data[VERSION_AT] < OLDEST_PLAIN:
        yield Unread("unsupported_format")
        return
    runs = _OLD_RUN.findall(_OLD_CONTROL.sub(b"\n", data[HEAD:]))
    yield Text("".join(run.decode("cp932", "replace") for run in runs))
