"""Plain text in any Japanese character set, and the texts that are more than plain: csv, json, html, xml, cards, SQL."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Member, Part, Table
from checks.residue.readers import (
    delimited,
    encoded,
    framed,
    json_stream,
    numbered_keys,
    php_arrays,
    postscript,
    query,
    sql,
    uu,
)
from checks.residue.readers.registry_text import shaped_reader
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import base64_runs, long_run, unwrap

BLOCK = 4 << 20
_HEAD = 1 << 16
_BOM = "\ufeff"
_NOT_BY_BYTES = ("utf-16", "utf-32", "iso2022")
"""Codecs that do not write each ASCII sign as one byte right behind the one before it."""


def read(source: Source) -> Iterator[Part]:
    """The text of `source`, block by block; a whole reader for its shape when it is small enough to hold."""
    codec = source.codec() or "latin-1"
    if len(source) <= 2 * BLOCK:
        source.meter.clock()
        written = source.all()
        # what stands in a row in the text stands so in the bytes, too, where each of its signs is a byte
        hidden = codec.startswith(_NOT_BY_BYTES) or long_run(written)
        yield from read_text(charset.decode(written, codec), source, hidden=hidden)
        return
    first = charset.decode(source.head(_HEAD), codec)
    if json_stream.fits(first):
        yield from json_stream.read(source, codec)
        return
    if sql.fits(first):
        yield from sql.read_blocks(blocks(source, codec), source)
        return
    if postscript.BEGINNING.match(first):
        yield from postscript.read_blocks(blocks(source, codec), source)
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
        block = memoryview(source.data)[start:end] if isinstance(source.data, bytes) else source.data[start:end]
        yield charset.decode(block, codec)
        start = end


def read_text(text: str, source: Source, *, hidden: bool = True) -> Iterator[Part]:
    """The parts of a decoded text; `hidden` says that it may hold runs of base64."""
    text = text.lstrip(_BOM)
    if arrays := php_arrays.take(text):
        yield from arrays
        text = php_arrays.without(text)
    special = shaped_reader(text)
    if (inner := encoded.decoded(text)) is not None:
        yield Member("decoded", inner)
    elif special is not None:
        yield from special(text, source)
    else:
        yield from plain(text)
    for number, data in enumerate(base64_runs(text) if hidden else (), start=1):
        yield Member(f"base64 {number}", data)


def plain(text: str) -> Iterator[Part]:
    """A table if the lines share a separator, otherwise running text; what was wrapped inside comes out too."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and ("\u2028" in text or "\u2029" in text):
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    files, text = uu.take(text)
    yield from files
    text, queries = query.take(text)
    yield from queries
    text = unwrap(text)
    drawn, text = framed.take(text)
    listed = numbered_keys.take(text)
    yield from delimited.split(text) if listed is None else listed
    yield from map(Table, drawn)
