"""The present state on paper: three formats, read back by other programs."""

from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from selfaudit.__main__ import main
from selfaudit.domain.inspection import Outcome
from selfaudit.services.workspace import Workspace

NOTE = "鍵は𠮷田と髙橋が持つ"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2018", title="", contractor="みほん会", fiscal_year=2026)
        item = walk.next_unanswered(None)
        assert item is not None
        walk.set_outcome(item, Outcome.CONFORMS)
        walk.set_field(item, "note", NOTE)
    return tmp_path / "data"


def test_pdf_xlsx_and_html_all_carry_the_note_and_the_clauses(data: Path, tmp_path: Path) -> None:
    for ending in ("pdf", "xlsx", "html"):
        assert main(["report", str(tmp_path / f"r.{ending}"), "--data", str(data)]) == 0
    document = pypdfium2.PdfDocument(tmp_path / "r.pdf")
    printed = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace("\n", "")
    document.close()
    book = CalamineWorkbook.from_path(tmp_path / "r.xlsx")
    cells = "".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    shown = (tmp_path / "r.html").read_text(encoding="utf-8")
    for text in (printed, cells, shown):
        assert NOTE in text
        assert "施錠できる金庫" in text


def test_another_ending_or_an_existing_file_is_refused(data: Path, tmp_path: Path) -> None:
    assert main(["report", str(tmp_path / "r.docx"), "--data", str(data)]) == 64
    (tmp_path / "r.pdf").write_bytes(b"mine")
    assert main(["report", str(tmp_path / "r.pdf"), "--data", str(data)]) == 65
    assert (tmp_path / "r.pdf").read_bytes() == b"mine"
