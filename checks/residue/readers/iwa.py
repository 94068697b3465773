"""Documents of Apple's Pages, Numbers and Keynote: chunks of Snappy with the texts of protocol buffers inside (.iwa)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue.pieces import Part, Unread
from checks.residue.readers import delimited, raw, snappy
from checks.residue.readers.source import Source

CHUNK = 1 << 16


def fits(source: Source) -> bool:
    """Whether `source` is a row of chunks, each with a zero and its length in three bytes before it, to its very end."""
    data, at, size = source.data, 0, len(source)
    chunks = 0
    while at + 4 < size and data[at] == 0 and chunks < 10_000:
        length = int.from_bytes(data[at + 1 : at + 4], "little")
        if not 2 <= length <= 2 * CHUNK:
            return False
        at += 4 + length
        chunks += 1
    return at == size and chunks > 0


def read(source: Source) -> Iterator[Part]:
    """The texts of the objects inside. Where a cell stands in its table is not read, so the order is that of the texts."""
    data, at = source.all(), 0
    out: list[bytes] = []
    broken = False
    while at + 4 < len(data):
        length = int.from_bytes(data[at + 1 : at + 4], "little")
        try:
            out.append(snappy.inflate(data[at + 4 : at + 4 + length], CHUNK))
            source.meter.add(len(out[-1]))
        except (IndexError, ValueError):
            broken = True
        at += 4 + length
    plain, _, _ = raw.runs(b"".join(out))
    said = [run for run in plain if not run.isascii() or "@" in run]
    if said:
        yield from delimited.split("\n".join(said), raw=True)
    if broken:
        yield Unread("corrupt")
