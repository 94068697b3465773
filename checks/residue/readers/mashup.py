"""Queries of Power Query that a workbook carries, with the tables that were typed into them (MS-QDEFF 2.2)."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from checks.residue.pieces import Member, Part
from checks.residue.readers.source import Source

_PACKED = re.compile(r"<DataMashup\b[^<>]*>([A-Za-z0-9+/=\s]+)<")
_TYPED = re.compile(r"Binary\.FromText\(\s*\"([A-Za-z0-9+/=]{8,})\"")
MOST = 200
_HEAD = 8  # version and length before the package


def fits(head: str) -> bool:
    """Whether a text is the part of a workbook that holds its queries, or the queries themselves."""
    return "<DataMashup" in head or (head.lstrip().startswith("section ") and "shared " in head)


def read(text: str, source: Source) -> Iterator[Part]:
    """The package of queries as an archive; of a query its words, and the tables typed into it."""
    from checks.residue.readers import text as plain_text

    packed = _PACKED.search(text)
    if packed:
        data = base64.b64decode("".join(packed[1].split()))
        size = int.from_bytes(data[4:_HEAD], "little")
        yield Member("queries", data[_HEAD : _HEAD + size])
        return
    yield from plain_text.plain(text)
    for number, typed in enumerate(_TYPED.findall(text)[:MOST], start=1):
        try:
            table = zlib.decompressobj(-15).decompress(base64.b64decode(typed), source.meter.budget.member_bytes)
        except (binascii.Error, zlib.error):
            continue
        source.meter.add(len(table))
        yield Member(f"table {number}", table)
