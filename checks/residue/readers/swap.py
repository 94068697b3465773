"""Swap files of Vim: blocks of lines, each block's last line first, so that headings come out above their lists."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part
from checks.residue.readers import delimited, raw
from checks.residue.readers.source import Source

PAGE, HEAD, DATA = 4096, 16, b"ad"


def read(source: Source) -> Iterator[Part]:
    """The lines of all data blocks, in the order they had in the edited file (Vim, memline.c: struct data_block)."""
    data = source.all()
    starts = [at for at in range(PAGE, len(data), PAGE) if data[at : at + 2] == DATA]
    if not starts:  # cut short or put together anew: what strings there are
        yield from raw.read(source)
        return
    lines: list[str] = []
    for at, end in zip(starts, [*starts[1:], len(data)], strict=True):
        source.meter.clock()
        body = data[at + HEAD : end]
        told = [line for line in body[_text_start(body) :].split(b"\0") if line]
        codec = charset.detect(b"\n".join(told)) or "utf-8"
        lines += [charset.decode(line, codec) for line in reversed(told)]
    yield from delimited.split("\n".join(lines))


def _text_start(body: bytes) -> int:
    """Where the text begins behind the index of lines and the room kept free: after the last long run of zeros."""
    gap = body.rstrip(b"\0").rfind(bytes(8))
    return gap + 8 if gap >= 0 else 0
