"""The Excel sheet, read back by another library."""

import dataclasses
import io
import zipfile

import pytest
import python_calamine

from selfaudit.report import xlsx
from selfaudit.report.model import Report, Sheet
from tests.assets.sample_report import HEAD, REPORT, ROWS


def sheet_of(report: Report, name: str = "自己点検票") -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(report)))
    return book.get_sheet_by_name(name).to_python()


def test_one_row_per_clause_word_for_word() -> None:
    head, *rows = sheet_of(REPORT)
    assert [row[head.index("条項")] for row in rows] == [row.text for row in ROWS]
    assert [row[head.index("項番")] for row in rows] == [row.number for row in ROWS]
    assert [row[head.index("点検結果")] for row in rows] == [
        "適合", "適合", "不適合", "該当なし", "質問が未回答", "要確認", "該当なし", "甲の実施事項", "定め",
    ]  # fmt: skip
    assert rows[2][head.index("是正期限")] == "令和8年12月10日"
    assert rows[0][head.index("証跡")] == "誓約書(2026).pdf"
    assert rows[1][head.index("自動点検")] == "基準を満たさない: 画面の自動ロック"


def test_the_cover_says_whose_and_how_many() -> None:
    cover = {str(row[0]): row[1] for row in sheet_of(REPORT, "表紙") if len(row) > 1}
    assert cover["契約件名"] == HEAD.contract_title
    assert cover["点検項目"] == "6"
    assert cover["証跡のある項目"] == "2"


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "http://example.jp", "007", "<b>&\x01"]
)
def test_nothing_typed_becomes_a_formula_a_link_or_a_number(typed: str) -> None:
    row = dataclasses.replace(ROWS[0], note=typed)
    content = xlsx.render(Report(HEAD, (Sheet("a", (row,)),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        rows = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in rows
    assert "hyperlink" not in rows
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]


def test_text_longer_than_a_cell_is_cut_visibly() -> None:
    row = dataclasses.replace(ROWS[0], note="あ" * 40_000)
    head, line = sheet_of(Report(HEAD, (Sheet("a", (row,)),)))
    note = str(line[head.index("備考")])
    assert len(note) <= xlsx.MAX_CELL
    assert note.endswith("…（長いため、ここまで）")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx.render(REPORT) == xlsx.render(REPORT)


def test_an_empty_report_is_still_a_workbook() -> None:
    assert len(sheet_of(Report(HEAD, ()))) == 1
