"""Transfer files of Japanese banks: lines of 120 bytes, data lines begin with 2 (全国銀行協会 総合振込 record format)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue.pieces import Part, Table
from checks.residue.readers.source import Source

WIDTH = 120
_HEAD = ["銀行名", "支店名", "口座番号", "口座名義カナ"]


def is_transfer(text: str) -> bool:
    """Whether the first lines are records of that format, with or without line ends."""
    line = text.partition("\n")[0].rstrip("\r")
    if len(line) == WIDTH and line[0] in "12":
        return all(len(other.rstrip("\r")) in (WIDTH, 0, 1) for other in text.split("\n")[:20])
    return len(line) > WIDTH and len(line) % WIDTH == 0 and line[0] == "1" and line[WIDTH] == "2"


def read_transfer(text: str, source: Source) -> Iterator[Part]:
    """Bank, branch, account and holder of each data record."""
    source.meter.clock()
    flat = text.replace("\r", "").replace("\n", "")
    rows = [_HEAD]
    for at in range(0, len(flat) - WIDTH + 1, WIDTH):
        record = flat[at : at + WIDTH]
        if record[0] == "2":
            rows.append([record[5:20].strip(), record[23:38].strip(), record[43:50].strip(), record[50:80].strip()])
    yield Table(rows)
