"""Names with their readings set above them, in every program that does so: the name is found whole, and its reading beside it."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import NAME, PHONE, docx, values, zipped
from tests.unit.checks.residue.readers.pdf_pages import written

BEFORE, AFTER = "利用者の", f"さん、電話は{PHONE}です。"
PARTS = [("飯島", "いいじま"), ("莉央", "りお")]
SINGLE = [("飯", "いい"), ("島", "じま"), ("莉", "り"), ("央", "お")]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def word(parts: list[tuple[str, str]]) -> bytes:
    set_above = "".join(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
        for base, reading in parts
    )
    return docx(f"<w:p>{run(BEFORE)}{set_above}{run(AFTER)}</w:p>")


def word_fields() -> bytes:
    """As Word keeps what it took over from older files: the instruction is cut where its font changes."""
    told = ""
    for base, reading in PARTS:
        pieces = (' EQ \\* jc2 \\* "Font:明朝" \\* hps10 \\o\\ad(\\s\\up 9(', reading, f"),{base})")
        told += '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        told += "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
        told += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return docx(f"<w:p>{run(BEFORE)}{told}{run(AFTER)}</w:p>")


def word_97() -> bytes:
    fields = "".join(f"\x13 EQ \\* jc2 \\o\\ad(\\s\\up 9({reading}),{base})\x15" for base, reading in PARTS)
    text = f"{BEFORE}{fields}{AFTER}\r\x13 PAGE \x141\x15"
    body = text.encode("utf-16-le")
    places = struct.pack("<LL", 0, len(text)) + struct.pack("<HLH", 0, 0x400, 0)
    table = b"\x02" + struct.pack("<L", len(places)) + places
    head = bytearray(0x400)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, 0)
    struct.pack_into("<LL", head, 0x1A2, 0, len(table))
    return compound({"WordDocument": (bytes(head) + body).ljust(4200, b"\0"), "0Table": table.ljust(4200, b"\0")})


def rich_text() -> bytes:
    def said(text: str) -> str:
        return "".join(ch if ch.isascii() else f"\\u{ord(ch)}?" for ch in text)

    fields = "".join(
        "{\\field{\\*\\fldinst EQ \\\\* jc2 \\\\o\\\\ad(\\\\s\\\\up 9("
        + said(reading)
        + "),"
        + said(base)
        + ")}{\\fldrslt }}"
        for base, reading in PARTS
    )
    link = '{\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt }}'
    return f"{{\\rtf1\\ansi\\ansicpg932 {said(BEFORE)}{fields}{said(AFTER)}{link}\\par}}".encode("ascii")


def open_document() -> bytes:
    told = "".join(
        f"<text:ruby><text:ruby-base>{base}</text:ruby-base><text:ruby-text>{reading}</text:ruby-text></text:ruby>"
        for base, reading in PARTS
    )
    body = f"<office:body><office:text><text:p>{BEFORE}{told}{AFTER}</text:p></office:text></office:body>"
    content = f"<office:document-content>{body}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": "<m/>", "content.xml": content})


def page() -> bytes:
    told = "".join(
        f"<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>" if n else f"<ruby>{base}<rt>{reading}</rt></ruby>"
        for n, (base, reading) in enumerate(PARTS)
    )
    return f"<html><body><p>{BEFORE}{told}{AFTER}</p></body></html>".encode()


def printed() -> bytes:
    """A page: the reading in small letters above its word, drawn before it as word processors do."""
    out: list[str] = []
    left = 40.0

    def draw(text: str, size: float, height: float) -> None:
        out.append(f"BT /F1 {size} Tf {left} {height} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    for text, reading in [(BEFORE, ""), *PARTS, (AFTER, "")]:
        if reading:
            draw(reading, 5, 711)
        draw(text, 10, 700)
        left += sum(5 if ch.isascii() else 10 for ch in text)
    left = 40.0
    draw("来週もよろしくお願いします。", 10, 680)
    return written(out)


MADE: dict[str, Callable[[], bytes]] = {
    "docx": lambda: word(PARTS),
    "docx-single": lambda: word(SINGLE),
    "docx-fields": word_fields,
    "doc": word_97,
    "rtf": rich_text,
    "odt": open_document,
    "html": page,
    "pdf": printed,
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_name_with_its_reading_above_it(made: Callable[[], bytes]) -> None:
    found = {(kind, value.replace(" ", "")) for kind, value in values(made())}
    assert found >= {("name", NAME), ("phone", PHONE)}
    assert [value for kind, value in found if kind == "name"] == [NAME]


def test_the_reading_is_told_beside_the_name() -> None:
    assert ("kana", "いいじま りお") in values(word(PARTS))
