"""Names Windows itself notes: prefetch files, the change journal ($UsnJrnl:$J, versions 2 and 3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.hidden.providers import mam
from checks.residue.hidden.providers.model import Damaged, Trace, file_time, wide_text


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The files a prefetch file or a piece of the change journal names."""
    low = name.lower()
    if low.endswith(".pf"):
        yield from _prefetch(data)
    elif "usnjrnl" in low:
        yield from _journal(data)


def _prefetch(data: bytes) -> Iterator[Trace]:
    if data.startswith(mam.MAGIC):
        try:
            data = mam.unpack(data)
        except mam.BrokenError as error:
            raise Damaged("compressed") from error
    if data[4:8] != b"SCCA":
        raise Damaged("no prefetch file")
    yield Trace(wide_text(data[16:76]))
    offset, size = struct.unpack_from("<II", data, 100)
    yield from (Trace(path) for path in data[offset : offset + size].decode("utf-16-le", "replace").split("\0") if path)


def _journal(data: bytes) -> Iterator[Trace]:
    at = 0
    while at + 60 <= len(data):
        length, major = struct.unpack_from("<IH", data, at)
        if not length or length % 8 or major not in (2, 3) or at + length > len(data):
            at += 8
            continue
        # MS-FSCC: version 3 has 128-bit file references, so everything behind them stands 16 bytes later.
        shift = 0 if major == 2 else 16
        (when,) = struct.unpack_from("<Q", data, at + 32 + shift)
        size, offset = struct.unpack_from("<HH", data, at + 56 + shift)
        yield Trace(data[at + offset : at + offset + size].decode("utf-16-le", "replace"), file_time(when))
        at += length
