"""The text of Publisher and Works 6 to 9: one stream of chunks, those called TEXT in UTF-16 (as libmspub and libwps describe it)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import raw
from checks.residue.readers.source import Source

MAGICS = (b"CHNKINK ", b"CHNKWKS ")
_CHUNK = re.compile(rb"\x18\x00TEXT.{6}TEXT(.{8})", re.DOTALL)
HEAD = 1 << 16
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x07": "\t", "\0": " "})


def read(source: Source) -> Iterator[Part]:
    """The text in its order; strings where no chunk of text is listed."""
    data = source.all()
    told = []
    for found in _CHUNK.finditer(data[:HEAD]):
        at, length = struct.unpack("<LL", found.group(1))
        if at + length <= len(data):
            told.append(data[at : at + length].decode("utf-16-le", "replace").translate(_BREAKS))
    if told:
        yield Text("\n".join(told))
    else:
        yield from raw.strings(source)
        yield Unread("unsupported_format")
