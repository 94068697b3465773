"""What a broken ZIP still gives up: members inflated one by one from their local headers (APPNOTE 4.3.7)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.readers import zip_directory
from checks.residue.readers.source import Source

_LOCAL = struct.Struct("<4s5H3L2H")


class Salvaged:
    """The members of a ZIP whose directory is gone or wrong; reads like `zipped.Archive`."""

    def __init__(self, source: Source) -> None:
        self.meter = source.meter
        self.members = {
            name: content for name, content in local_members(source.all(), source) if not name.endswith("/")
        }

    def names(self) -> list[str]:
        """Member names in the order they were found."""
        return list(self.members)

    def read(self, name: str) -> bytes:
        """What was inflated of a member. Raises Stop if there is none of that name."""
        if name not in self.members:
            raise Stop("corrupt")
        return self.members[name]

    def stream(self, name: str) -> Iterator[bytes]:
        """The same in one piece."""
        yield self.read(name)


def local_members(data: bytes, source: Source) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each local entry in `data`, as far as it inflates."""
    start = data.find(b"PK\x03\x04")
    while start >= 0 and start + _LOCAL.size <= len(data):
        source.meter.member()
        _, _, flags, method, _, _, _, packed, _, name_len, extra_len = _LOCAL.unpack_from(data, start)
        body = start + _LOCAL.size + name_len + extra_len
        raw_name = data[start + _LOCAL.size : start + _LOCAL.size + name_len]
        name = raw_name.decode("utf-8" if flags & 0x800 else "cp932", "replace")
        if not flags & 1 and method == 8:
            yield name, _inflate(data, body, source)
        elif not flags & 1 and method == 0:
            end = body + packed if packed else max(data.find(b"PK", body), body)
            yield name, data[body:end]
        start = data.find(b"PK\x03\x04", body)


def _inflate(data: bytes, body: int, source: Source) -> bytes:
    out, total = [], 0
    for piece in zip_directory.inflated(data, body, len(data)):
        source.meter.add(len(piece))
        total += len(piece)
        if total > source.meter.budget.member_bytes:
            raise Stop("over_budget")
        out.append(piece)
    return b"".join(out)
