"""What a PDF holds outside of its pages: own keys, scripts, names of layers, notes of earlier states, stamps that are drawn."""

from __future__ import annotations

import zlib

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look, values
from tests.unit.checks.residue.readers.samples import pdf, wide

WANTED = {("name", NAME), ("phone", PHONE)}
SAID = f"氏名: {NAME} 電話: {PHONE}"
MARKED = (
    b"(\xfe\xff" + SAID.encode("utf-16-be").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
)


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


PACKET = f'<x:xmpmeta xmlns:x="a"><rdf:RDF><rdf:Description><pdfx:memo>{SAID}</pdfx:memo></rdf:Description></rdf:RDF></x:xmpmeta>'
SCRIPT = f'var who = "{SAID}";'.encode("utf-16")


@pytest.mark.parametrize(
    "data",
    [
        pdf("", b"<</Memo" + wide(SAID) + b">>", b"<</Memo(x)>>", trailer="/Info 4 0 R"),
        pdf("", b"<</Memo" + MARKED + b">>", b"<<>>", trailer="/Info 4 0 R"),
        pdf("/OpenAction 4 0 R", b"<</S/JavaScript/JS" + wide(f'app.alert("{SAID}")') + b">>", b"<<>>"),
        pdf("/OpenAction<</S/JavaScript/JS 4 0 R>>", stream(b"", SCRIPT), b"<<>>"),
        pdf("/OpenAction<</S/JavaScript/JS 4 0 R>>", stream(b"/Filter/FlateDecode", zlib.compress(SCRIPT)), b"<<>>"),
        pdf("/Names<</Dests<</Names[" + wide(SAID).decode() + "[3 0 R/Fit]]>>>>", b"<<>>", b"<<>>"),
        pdf("/Metadata 4 0 R", stream(b"/Type/Metadata/Subtype/XML", PACKET.encode()), b"<<>>"),
        pdf("/Metadata 4 0 R", stream(b"/Filter/FlateDecode/Type/Metadata", zlib.compress(PACKET.encode())), b"<<>>"),
        pdf("", b"<<>>", b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(ok)>>", b"<</Subtype/Text/Contents" + wide(LINE) + b">>"),
    ],
    ids=["key", "key in bytes", "script", "script apart", "script packed", "destination", "packet", "packed packet", "earlier note"],
)  # fmt: skip
def test_it_is_read(data: bytes) -> None:
    assert values(data) >= WANTED


def test_who_wrote_it_and_with_what_stays_a_name_beside_the_text() -> None:
    told = pdf(
        "",
        b"<</Author" + wide(NAME) + b"/Producer" + wide("文書作成の部品 09-1234") + b">>",
        b"<<>>",
        trailer="/Info 4 0 R",
    )
    assert look(told).verdict is Verdict.NAME_ONLY


def test_what_the_pages_say_is_not_said_again() -> None:
    marks = pdf(
        "/Outlines 4 0 R",
        b"<</First 6 0 R/Last 6 0 R/Count 1>>",
        b"<<>>",
        b"<</Title" + wide(LINE) + b"/Parent 4 0 R>>",
    )
    assert look(marks).records == 1


def test_a_stamp_is_read_off_its_drawing() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    drawing = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F 6 0 R>>>>",
        b"BT /F 3 Tf 2 2 Td (rio.iijima77@gmail.com 090-6421-7738) Tj ET",
    )
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 90 20]/AP<</N 4 0 R>>>>"
    assert ("phone", PHONE) in values(pdf("", drawing, stamp, font))
