"""Jump lists: shortcuts in a compound file (automatic) or one after another (custom), with the paths of the DestList."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from checks.residue.hidden.providers.lnk import HEADER, read_link
from checks.residue.hidden.providers.model import Damaged, Trace, file_time


def read_automatic(data: bytes) -> Iterator[Trace]:
    """Every shortcut of an automatic jump list, and every path of its DestList. Raises Damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            streams = {entry[-1]: compound.openstream(entry).read() for entry in compound.listdir()}
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Damaged("no compound file") from error
    for name, stream in streams.items():
        if name == "DestList":
            yield from _dest_list(stream)
        elif stream.startswith(HEADER):
            yield read_link(stream)


def _dest_list(stream: bytes) -> Iterator[Trace]:
    """Entries of version 1 (Windows 7, 8) and of later versions, which put four bytes behind each path."""
    if len(stream) < 32:
        return
    (version,) = struct.unpack_from("<I", stream)
    fixed, behind = (114, 0) if version == 1 else (130, 4)
    at = 32
    while at + fixed <= len(stream):
        (when,) = struct.unpack_from("<Q", stream, at + 100)
        (length,) = struct.unpack_from("<H", stream, at + fixed - 2)
        path = stream[at + fixed : at + fixed + length * 2].decode("utf-16-le", "replace")
        if path:
            yield Trace(path, file_time(when))
        at += fixed + length * 2 + behind


def read_custom(data: bytes) -> Iterator[Trace]:
    """Every shortcut of a custom jump list; an empty list is no damage."""
    at = data.find(HEADER)
    while at >= 0:
        following = data.find(HEADER, at + 4)
        yield read_link(data[at : following if following >= 0 else len(data)])
        at = following
