"""Files made to waste time: each is read to its end in its time, where what takes the square of its length would take hours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.search import SearchOptions, search
from tests.unit.checks.residue.helpers import docx, zipped

SIZE = 250_000
HEAD = "From: a@example.jp\nTo: b@example.jp\nSubject: x\nDate: Mon, 1 Jan 2024 00:00:00 +0900\nMIME-Version: 1.0\n"


def again(unit: str, before: str = "", after: str = "") -> Callable[[], bytes]:
    """`unit` again and again."""
    return (before + unit * (SIZE // len(unit.encode())) + after).encode


FAMILIES: dict[str, Callable[[], bytes]] = {
    "tags that never end": again("<a "),
    "tags before a quote that never ends": again("<a ", after='">'),
    "comments that never end": again("<!--"),
    "sections that never end": again("<![CDATA["),
    "one attribute": again("a", "<p ", " b='c'>"),
    "children of one name": again("<a>b</a>", "<?xml version='1.0'?><r>", "</r>"),
    "words in one cell": again("佐藤<b>花</b>", "<html><table><tr><td>"),
    "readings that never end": again("<ruby>佐<rt>", "<html>"),
    "blanks behind a label": again(" ", "氏名:"),
    "wide blanks at the head of a line": again("\u3000", "利用者の温品さん、次の方\n"),
    "honorifics": again("様"),
    "names on one line": again("氏名 温品試 "),
    "telephones on one line": lambda: "".join(f"090-{n // 10_000:04}-{n % 10_000:04} " for n in range(25_000)).encode(),
    "quotes in a statement": again("''", "INSERT INTO a VALUES ('佐藤'),('"),
    "tables that never end": again("CREATE TABLE a (b) c ", "INSERT INTO a VALUES ('佐藤');\n"),
    "parameters of a card": again(";", "BEGIN:VCARD\nFN"),
    "blanks in a head": again(" ", f"{HEAD}Cc: x,"),
    "signs of equality": again("=様", "a=%E3%81%82&b=c "),
    "figures": again("1"),
    "brackets": again("("),
    "bytes written out": again("=E3"),
    "paragraphs that never end": lambda: docx("<w:t" * (SIZE // 40)),
    "fields that never end": lambda: docx('<w:fldChar w:fldCharType="begin"/><w:instrText>EQ \\up ' * 4_000),
    "cells of a sheet that never end": lambda: zipped(
        {"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": "<row>" + "<c><x:c>" * 20_000 + "</row>"}
    ),
}  # fmt: skip


def test_no_file_takes_the_square_of_its_length(tmp_path: Path) -> None:
    for name, made in FAMILIES.items():
        (tmp_path / name).write_bytes(made())
    run = search([tmp_path], options=SearchOptions(workers=1, budget=Budget()))
    told = {Path(result.path).name: (result.reason, result.unread) for result in run}
    assert told.keys() == FAMILIES.keys()
    wasted = ("over_budget", "worker_died")
    assert {
        name: reason
        for name, (reason, unread) in told.items()
        if reason in wasted or any(code in wasted for _, code in unread)
    } == {}
