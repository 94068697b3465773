"""Databases of file names: mlocate (mlocate.db(5)); other indexes are looked at as raw bytes only."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.hidden.providers.model import Damaged, Trace

_MAGIC = b"\0mlocate"


def read(data: bytes, name: str) -> Iterator[Trace]:
    """Every file and folder an mlocate database lists."""
    del name
    if not data.startswith(_MAGIC):
        return
    (configuration,) = struct.unpack_from(">I", data, 8)
    at = data.index(b"\0", 16) + 1 + configuration
    try:
        while at + 16 < len(data):
            end = data.index(b"\0", at + 16)
            folder = data[at + 16 : end].decode("utf-8", "replace")
            at = end + 1
            while data[at] != 2:
                end = data.index(b"\0", at + 1)
                yield Trace(f"{folder.rstrip('/')}/{data[at + 1 : end].decode('utf-8', 'replace')}")
                at = end + 1
            at += 1
    except (ValueError, IndexError) as error:
        raise Damaged("cut off") from error
