"""Plain text in any Japanese character set, and the texts that are more than plain: csv, json, html, xml, cards, SQL."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Member, Part, Table
from checks.residue.readers import delimited, query
from checks.residue.readers.registry_text import shaped_reader
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import base64_runs, unwrap

BLOCK = 4 << 20
_BOM = "\ufeff"


def read(source: Source) -> Iterator[Part]:
    """The text of `source`, block by block; a whole reader for its shape when it is small enough to hold."""
    codec = charset.detect(bytes(source.data[: charset.SAMPLE])) or "latin-1"
    if len(source) <= 2 * BLOCK:
        source.meter.clock()
        yield from read_text(charset.decode(source.all(), codec), source)
        return
    head = ""
    for block in blocks(source, codec):
        source.meter.clock()
        parts = list(plain(head + block))
        yield from parts
        if not head and any(isinstance(part, Table) for part in parts):
            head = block[: block.find("\n") + 1]


def read_trimmed(source: Source) -> Iterator[Part]:
    """Whatever lies between the zeros a disk or a program filled up with."""
    yield Member("trimmed", source.all().strip(b"\0"))


def blocks(source: Source, codec: str) -> Iterator[str]:
    """The text of a large source in blocks that end at a line end where one is near."""
    wide = codec.startswith(("utf-16", "utf-32"))
    start, size = 0, len(source)
    while start < size:
        end = min(start + BLOCK, size)
        if not wide and end < size:
            cut = bytes(source.data[end - 65536 : end]).rfind(b"\n")
            end = end - 65536 + cut + 1 if cut >= 0 else end
        yield charset.decode(bytes(source.data[start:end]), codec)
        start = end


def read_text(text: str, source: Source) -> Iterator[Part]:
    """The parts of a decoded text."""
    text = text.lstrip(_BOM)
    special = shaped_reader(text)
    if special is not None:
        yield from special(text, source)
    else:
        yield from plain(text)
    for number, hidden in enumerate(base64_runs(text), start=1):
        yield Member(f"base64 {number}", hidden)


def plain(text: str) -> Iterator[Part]:
    """A table if the lines share a separator, otherwise running text; what was wrapped inside comes out too."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, queries = query.take(text)
    yield from queries
    yield from delimited.split(unwrap(text))
