"""Windows recycle bins: $I index files since Vista, INFO and INFO2 before.

Layouts: abelcheung/rifiuti2 documentation, checked against its samples. $I version 1 is 544 bytes with the path in 520 of them
(real ones of 543 bytes exist); version 2 carries the length of the path in characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.hidden.providers.model import Damaged, Trace, file_time, narrow_text, wide_text

_HEAD = struct.Struct("<QQQ")
_V1_PATH = 24
# Windows Vista wrote some files with one byte of the size missing: size unknown, all behind it one byte earlier.
_SHORT_V1 = 543
_INFO_RECORD = 280
_INFO2_RECORD = 800


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The deleted files named by an index; nothing for the other files of a recycle bin."""
    low = name.lower()
    if low.startswith("$i"):
        yield read_index(data)
    elif low in ("info", "info2") or (low.startswith("info2") and _is_info(data)):
        yield from read_info(data)


def _is_info(data: bytes) -> bool:
    return len(data) >= 20 and data[12:16] in (struct.pack("<I", _INFO_RECORD), struct.pack("<I", _INFO2_RECORD))


def read_index(data: bytes) -> Trace:
    """One $I file. Raises Damaged."""
    if len(data) < 28:
        raise Damaged("cut off")
    version, size, when = _HEAD.unpack_from(data)
    if version == 1:
        if len(data) == _SHORT_V1:
            return _short_index(data)
        if len(data) < _V1_PATH + 520:
            raise Damaged("cut off")
        path = wide_text(data[_V1_PATH : _V1_PATH + 520])
    elif version == 2:
        (length,) = struct.unpack_from("<I", data, 24)
        if length < 2 or 28 + length * 2 > len(data):
            raise Damaged("cut off")
        path = wide_text(data[28 : 28 + length * 2])
    else:
        raise Damaged("unknown version")
    if not path:
        raise Damaged("no path")
    return Trace(path, file_time(when), size if size < 1 << 62 else None, kept=True)


def _short_index(data: bytes) -> Trace:
    (when,) = struct.unpack_from("<Q", data, 15)
    path = wide_text(data[_V1_PATH - 1 :])
    if not path:
        raise Damaged("no path")
    return Trace(path, file_time(when), kept=True)


def read_info(data: bytes) -> Iterator[Trace]:
    """All whole records of an INFO (Windows 95, NT4) or INFO2 file; a cut-off last one is Damaged after the others."""
    if len(data) < 20:
        raise Damaged("cut off")
    (size,) = struct.unpack_from("<I", data, 12)
    if size not in (_INFO_RECORD, _INFO2_RECORD):
        raise Damaged("unknown record size")
    whole = (len(data) - 20) // size
    for number in range(whole):
        record = data[20 + number * size : 20 + (number + 1) * size]
        _, drive = struct.unpack_from("<II", record, 260)
        when, length = struct.unpack_from("<QI", record, 268)
        wide = wide_text(record[280:]) if size == _INFO2_RECORD else ""
        # The first byte of the path is set to zero when the file has left the bin.
        gone = record[0] == 0
        narrow = narrow_text(record[1:260] if gone else record[:260])
        path = wide or (f"{chr(65 + drive % 26)}{narrow}" if gone else narrow)
        if path:
            yield Trace(path, file_time(when), length, kept=not gone)
    if (len(data) - 20) % size:
        raise Damaged("cut off")
