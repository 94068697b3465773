"""Documents of Apple's Pages, Numbers and Keynote: chunks of Snappy with objects in protocol buffers inside (.iwa)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.residue.budget import Meter
from checks.residue.pieces import Part, Unread
from checks.residue.readers import delimited, iwork, raw, snappy
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
    """One such file by itself: its texts, and its tables where they lie in it whole."""
    yield from document([source.all()], source.meter)


def document(files: Iterable[bytes], meter: Meter) -> Iterator[Part]:
    """The tables of a document kept in several such files, and the texts of everything else in it."""
    found: dict[int, iwork.Item] = {}
    loose: list[bytes] = []
    broken = False
    for data in files:
        stream, damaged = _inflated(data, meter)
        broken = broken or damaged
        try:
            found.update((item.ident, item) for item in iwork.items(stream))
        except (IndexError, ValueError):
            loose.append(stream)
    taken: set[int] = set()
    yield from iwork.tables(found, taken)
    loose += [item.payload for item in found.values() if item.ident not in taken]
    plain, _, _ = raw.runs(b"".join(loose))
    said = [run for run in plain if not run.isascii() or "@" in run]
    if said:
        yield from delimited.split("\n".join(said), raw=True)
    if broken:
        yield Unread("corrupt")


def _inflated(data: bytes, meter: Meter) -> tuple[bytes, bool]:
    """The content of the chunks of a file, and whether one of them is damaged."""
    at, out, broken = 0, [], False
    while at + 4 < len(data):
        length = int.from_bytes(data[at + 1 : at + 4], "little")
        try:
            out.append(snappy.inflate(data[at + 4 : at + 4 + length], CHUNK))
            meter.add(len(out[-1]))
        except (IndexError, ValueError):
            broken = True
        at += 4 + length
    return b"".join(out), broken
