"""Macros: the source of a module and the words of a form, in workbooks of either kind."""

from __future__ import annotations

import struct

import pytest

from checks.residue.model import Verdict
from checks.residue.readers import vba
from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import NAME, PHONE, look, values, zipped

WANTED = {("name", NAME), ("phone", PHONE)}
CODE = f'Attribute VB_Name = "Module1"\r\nSub a()\r\n\' 氏名: {NAME} 電話: {PHONE}\r\nEnd Sub\r\n'
QUIET = 'Attribute VB_Name = "Module1"\r\nSub a()\r\nRange("A1").Value = 1\r\nEnd Sub\r\n'


def packed(source: bytes) -> bytes:
    """A container whose tokens are all signs (MS-OVBA 2.4.1.1)."""
    out = b"\1"
    for start in range(0, len(source), 3000):
        piece = source[start : start + 3000]
        chunk = b"".join(b"\0" + piece[at : at + 8] for at in range(0, len(piece), 8))
        out += struct.pack("<H", 0xB000 | (len(chunk) - 1)) + chunk
    return out


def project(code: str) -> bytes:
    return compound(
        {"PROJECT": b'ID="{0}"', "VBA/dir": packed(b"\1\0"), "VBA/Module1": bytes(50) + packed(code.encode("cp932"))}
    )


def book(macros: bytes) -> bytes:
    sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>様式</t></is></c></row></sheetData></worksheet>'
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet, "xl/vbaProject.bin": macros})  # fmt: skip


def test_the_source_of_a_module_is_read() -> None:
    assert values(book(project(CODE))) >= WANTED


def test_a_workbook_with_macros_is_read_as_a_whole() -> None:
    assert look(book(project(QUIET))).verdict is Verdict.CLEAN


def test_the_words_of_a_form_are_read() -> None:
    said = f"氏名: {NAME} 電話: {PHONE}"
    form = {
        "VBA/Form1": packed(QUIET.encode()),
        "Form1/\3VBFrame": b'VERSION 5.00\r\nBegin {0} Form1\r\n   Caption = "a"\r\nEnd\r\n',
        "Form1/o": b"\0\2\x14\0" + said.encode("utf-16-le") + bytes(8),
    }
    assert values(book(compound(form))) >= WANTED


@pytest.mark.parametrize(
    ("container", "source"),
    [
        # the examples of MS-OVBA 3.2: nothing to pack, and one letter seventy-three times
        ("0119b000616263646566676800696a6b6c6d6e6f70007172737475762e", "abcdefghijklmnopqrstuv."),
        ("0103b002614500", "a" * 73),
    ],
)
def test_the_examples_of_the_specification(container: str, source: str) -> None:
    assert vba.unpacked(bytes.fromhex(container)) == source.encode()
