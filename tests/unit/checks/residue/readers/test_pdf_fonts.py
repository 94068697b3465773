"""PDF files that bring no font: read the same on every PC, whatever fonts it has."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pypdfium2 as pdfium
import pytest

from checks.residue.readers import pdf_fonts
from tests.bench.offices import pdfs
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, LINE, NAME, PHONE, look, values
from tests.unit.checks.residue.readers import samples


def written() -> bytes:
    """A list in a PDF without fonts of its own."""
    doc = Doc("名簿", "table")
    doc.t([["氏名", "生年月日", "住所", "電話番号"], *[[NAME, BIRTH, ADDRESS, PHONE]] * 3])
    return pdfs.ANY["pdf-sjis"][1](doc, Random(3))


def test_no_font_of_the_system_is_read() -> None:
    counts = Path("/proc/self/io")
    if not counts.exists():
        pytest.skip("this system does not count what a process reads")
    data = written()
    values(data)
    before = int(counts.read_text().split()[1])
    assert {("name", NAME), ("birth_date", BIRTH), ("phone", PHONE)} <= values(data)
    assert int(counts.read_text().split()[1]) - before < 1 << 20


def test_a_letter_has_a_box_as_wide_as_its_kind() -> None:
    pdf_fonts.install()
    document = pdfium.PdfDocument(written())
    page = document[0].get_textpage()
    text = page.get_text_range()
    widths = [box[2] - box[0] for box in (page.get_charbox(text.index(letter)) for letter in ("飯", "5"))]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    page.close()
    document.close()


@pytest.mark.parametrize("table", [True, False])
def test_a_page_whose_signs_stand_for_no_letters_is_named(table: bool) -> None:
    letters = dict.fromkeys(LINE)
    numbers = {letter: number for number, letter in enumerate(letters, start=1)}
    told = "".join(f"{numbers[letter]:04X}" for letter in LINE)
    lines = "\n".join(f"<{number:04X}> <{ord(letter):04X}>" for letter, number in numbers.items())
    known = f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(numbers)} beginbfchar\n{lines}\nendbfchar"
    content = f"BT /F1 10 Tf 1 0 0 1 10 50 Tm <{told}> Tj ET"
    streams = [b"<</Length %d>>stream\n" % len(text) + text.encode() + b"\nendstream" for text in (content, known)]
    font = b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+X/Encoding/Identity-H/DescendantFonts[6 0 R]"
    font += b"/ToUnicode 8 0 R>>" if table else b">>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 99]/Resources<</Font<</F1 5 0 R>>>>/Contents 7 0 R>>"
    data = samples.pdf("", b"null", font, below, *streams).replace(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[5 0 R]>>", page
    )
    result = look(data)
    found = {(kind, value) for kind, value, _ in result.matches or []}
    assert (("name", NAME) in found) == table
    assert [reason for _, reason in result.unread] == ([] if table else ["no_letters"])


def test_an_attachment_that_cannot_be_opened_is_named() -> None:
    doc = Doc("添付", "prose")
    doc.p("本文")
    data = pdfs.ANY["pdf-attachment"][1](doc, Random(3))
    for lost in (data.replace(b"8 0 R]", b"1 0 R]"), data.replace(b"8 0 R]", b"99 0 R]"), data.replace(b"/EF", b"/XX")):
        assert "corrupt" in {reason for _, reason in look(lost).unread}
