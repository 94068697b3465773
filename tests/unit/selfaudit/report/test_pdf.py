"""The PDF report: archivable, complete, the same bytes everywhere, and never a character lost silently."""

import dataclasses
import re
from pathlib import Path

import pypdfium2
import pytest

from selfaudit.report import pdf, typeset
from selfaudit.report.glyphs import covered, spelled_out
from selfaudit.report.model import Report, Sheet
from selfaudit.text import messages
from tests.assets.sample_report import HEAD, REPORT, ROWS


def text_of(document: bytes) -> str:
    """All text of a PDF as another library reads it, without white space."""
    pages = pypdfium2.PdfDocument(document)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


@pytest.fixture(scope="module")
def document() -> bytes:
    return pdf.render(REPORT)


def test_every_clause_number_and_answer_can_be_read_back(document: bytes) -> None:
    text = text_of(document)
    for row in ROWS:
        assert "".join(row.text.split()) in text
        assert row.number in text
    for expected in [
        "自己点検報告書",
        "令和8年度（2026年度）",
        "見本業務委託（髙﨑・𠮷野）",
        "12" * 32,
        "総務担当",
        "令和8年12月10日",
        "甲の実施事項",
        "99%",
    ]:
        assert expected in text, expected


def test_it_declares_pdf_a_3b(document: bytes) -> None:
    assert document.startswith(b"%PDF-1.7")
    metadata = document.decode("latin-1")
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>B<", metadata)


def test_the_same_report_gives_the_same_bytes(document: bytes) -> None:
    assert pdf.render(REPORT) == document


def test_no_font_of_the_system_is_used() -> None:
    assert {font.family for font in typeset._fonts().fonts()} == {"Noto Sans JP", "Noto Serif JP"}


@pytest.mark.parametrize(
    "hostile", ['#read("/etc/passwd")', "= x <label> @ref $1$ _a_ *b* `c` // d", "\\u{41} #set text(white)"]
)
def test_text_is_never_markup(hostile: str) -> None:
    row = dataclasses.replace(ROWS[0], text=hostile, note=hostile)
    text = text_of(pdf.render(Report(HEAD, (Sheet(hostile, (row,)),))))
    assert text.count("".join(hostile.split())) == 4


def test_characters_without_a_glyph_are_written_as_their_numbers() -> None:
    row = dataclasses.replace(ROWS[0], note="🔒鍵\u200d\x00\u3000完了𠮷")
    text = text_of(pdf.render(Report(HEAD, (Sheet("a", (row,)),))))
    assert "<U+1F512>鍵" in text
    assert "完了𠮷" in text


def test_the_font_covers_what_names_need() -> None:
    characters = covered(Path(typeset.sans_path()))
    assert all(ord(character) in characters for character in "髙﨑𠮷𠮟あア漢①㈱A1－～")
    assert 0x1F512 not in characters
    assert spelled_out({"a": ["é🔒", 1, None]}, characters) == {"a": ["é<U+1F512>", 1, None]}


def test_english() -> None:
    messages.set_language("en")
    assert "Self-auditreport" in text_of(pdf.render(REPORT))


def test_a_report_of_a_large_contract_is_set(document: bytes) -> None:
    many = Report(HEAD, (Sheet("特記事項", ROWS * 50),))
    assert len(pypdfium2.PdfDocument(pdf.render(many))) > len(pypdfium2.PdfDocument(document))
