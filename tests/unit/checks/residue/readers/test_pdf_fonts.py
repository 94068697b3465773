"""PDF files that bring no font: read the same on every PC, whatever fonts it has."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pypdfium2 as pdfium
import pytest

from checks.residue.readers import pdf_fonts
from tests.bench.offices import pdfs
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, NAME, PHONE, values


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
