"""Transfer files of Japanese banks: records of 120 or 200 bytes, with or without line ends, or parted by commas.

Source: 全国銀行協会 record formats for 総合振込, 給与振込, 預金口座振替 (120 bytes), 振込入金通知 and 入出金取引明細 (200 bytes).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator

from checks.residue.pieces import Part, Row, Table
from checks.residue.readers.source import Source

WIDTH, NOTICE_WIDTH = 120, 200
"""Signs of a record that orders a payment; of one that tells of it afterwards."""
_LOOKED_AT = 20
_HEAD = ["銀行名", "支店名", "口座番号", "口座名義カナ"]
_PAYER = ["金額", "口座名義カナ"]
# by the code of the business in the head record: where the amount and the payer stand
_NOTICES = {"01": ((19, 29), (49, 97)), "03": ((24, 36), (81, 129))}
# by commas, the lengths of fields that are figures, e for empty ones, s for signs: bank, branch, kind of account, account,
# with names of bank and branch and the clearing house or without
_ORDER = re.compile("1 [1-4] (?:[se] )?[1-3] (?:[se] )?(?:[e4] )?1 [1-7] s ")


def is_transfer(text: str) -> bool:
    """Whether the first lines are records of that format."""
    lines = [line.rstrip("\r\x1a") for line in text[: _LOOKED_AT * (NOTICE_WIDTH + 2)].split("\n")]
    first = lines[0]
    if _by_commas(text):
        return _is_by_commas(lines[:_LOOKED_AT])
    for width in (WIDTH, NOTICE_WIDTH):
        if len(first) == width and first[0] in "12":
            return all(len(other) in (width, 0) for other in lines[1 : _LOOKED_AT - 1])
        if len(first) > width and first[0] == "1" and first[width] == "2" and first[1:3].isdecimal():
            return len(text.rstrip("\r\n\x1a")) % width == 0
    return False


def _by_commas(text: str) -> bool:
    """Whether the first line, or the one below a head of fixed length, begins as a data record by commas."""
    second = text.find("\n", 0, NOTICE_WIDTH) + 1
    return text[:1] == '"' or text[1:2] == "," or text.startswith(("2,", '"2"'), second)


def _is_by_commas(lines: list[str]) -> bool:
    """Whether several lines are data records, and all are records."""
    try:
        rows = [row for row in csv.reader(line for line in lines[:-1] or lines if line) if row]
    except csv.Error:  # lines that end otherwise, or fields of no transfer
        return False
    data = [row for row in rows if row[0] == "2"]
    return len(data) > 1 and all(map(_paid, data)) and all(row[0][:1] in ("1", "2", "8", "9") for row in rows)


def _paid(row: Row) -> Row:
    """The account and its holder of a data record by commas; empty where it is none."""
    row = [field.strip() for field in row]
    shape = "".join("e " if not field else f"{len(field)} " if field.isdecimal() else "s " for field in row)
    found = _ORDER.match(shape) if row[0] == "2" else None
    if found is None:
        return []
    holder = found.group().count(" ") - 1
    return row[holder - 1 : holder + 1]


def read_transfer(text: str, source: Source) -> Iterator[Part]:
    """Bank, branch, account and holder of each data record; or who has paid how much."""
    source.meter.clock()
    if _by_commas(text):
        yield Table([_HEAD[2:], *filter(None, (_paid(row) for row in csv.reader(text.splitlines()) if row))])
        return
    first = text.partition("\n")[0].rstrip("\r")
    wide = len(first) == NOTICE_WIDTH or (len(first) > WIDTH and first[WIDTH] != "2")
    places = _NOTICES.get(text[1:3])
    if wide and places:
        yield Table([_PAYER, *_rows(text, NOTICE_WIDTH, lambda one: [one[a:b].strip() for a, b in places])])
    elif not wide:
        yield Table([_HEAD, *_rows(text, WIDTH, lambda one: [one[a:b].strip() for a, b in _PAID])])


_PAID = ((5, 20), (23, 38), (43, 50), (50, 80))


def _rows(text: str, width: int, row: Callable[[str], Row]) -> Iterator[Row]:
    """The data records as rows."""
    flat = text.replace("\r", "").replace("\n", "")
    records = (flat[at : at + width] for at in range(0, len(flat) - width + 1, width))
    return (row(record) for record in records if record[0] == "2")
