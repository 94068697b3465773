"""Lists that are longer than a page or slide, or whose rows are wider than the paper, in files that repeat no headings."""

from __future__ import annotations

from html import escape

import pytest

from checks.residue.matchers import continued
from checks.residue.pieces import Table, Text
from checks.residue.readers.going_on import Lists
from tests.unit.checks.residue.helpers import docx, values, zipped
from tests.unit.checks.residue.readers.pdf_pages import written

HEADS = ["受給者証番号", "氏名", "区分", "利用日", "担当"]
ROWS = [
    ["0174904", "神谷 直美", "通所", "R7.9.16", "留目"],
    ["5706940", "調所 晶", "訪問", "R7.9.18", "田中"],
    ["4618351", "増渕 剛", "通所", "R7.9.21", "加藤"],
    ["4406229", "知念 雅彦", "訪問", "R7.9.23", "猿渡"],
    ["7322795", "万代 康平", "通所", "R7.9.24", "前田"],
    ["3766870", "市川 美咲", "訪問", "R7.9.25", "石川"],
]
NUMBERS = {("insured_number", row[0]) for row in ROWS}
GOODS = [["7322795", "万年筆", "黒", "12", "3,200"], ["3766870", "棚", "白", "4", "9,800"]]


def _slides(*texts: str) -> bytes:
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slides = {f"ppt/slides/slide{n}.xml": f"<p:sld {space}>{text}</p:sld>" for n, text in enumerate(texts, 1)}
    return zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": f"<p:presentation {space}/>", **slides})


def _grid(rows: list[list[str]]) -> str:
    cells = (
        "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody></a:tc>" for c in row)
        for row in rows
    )
    return "<a:tbl>" + "".join(f"<a:tr>{row}</a:tr>" for row in cells) + "</a:tbl>"


def _paragraphs(rows: list[list[str]]) -> str:
    return "".join(f"<a:p><a:r><a:t>{escape('　'.join(row))}</a:t></a:r></a:p>" for row in rows)


@pytest.mark.parametrize("drawn", [_grid, _paragraphs])
def test_a_list_on_two_slides(drawn: object) -> None:
    assert callable(drawn)
    assert values(_slides(drawn([HEADS, *ROWS[:3]]), drawn(ROWS[3:]))) >= NUMBERS


def test_headings_at_the_top_of_each_page() -> None:
    def table(rows: list[list[str]]) -> str:
        cells = ("".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = docx(table(ROWS[2:]), word__header1_xml=f"<w:hdr {space}>{table([HEADS, *ROWS[:2]])}</w:hdr>")
    assert values(data) >= NUMBERS


def test_another_table_of_the_same_width_is_none_of_the_list() -> None:
    assert continued.headed(GOODS, HEADS, ROWS) == GOODS
    assert continued.headed(ROWS[3:], HEADS, ROWS[:3]) == [HEADS, *ROWS[3:]]


def test_a_page_that_ends_within_a_row() -> None:
    lists = Lists()
    head, rows = "\u3000".join(HEADS), ["\u3000".join(row) for row in ROWS]
    list(lists.read(Text("\n".join([head, *rows[:3], rows[3][:14]]), "p.1")))
    told = lists.read(Text("\n".join([rows[3][14:], *rows[4:], *rows[:1]]), "p.2"))
    (table,) = [part for part in told if isinstance(part, Table)]
    assert table.rows[0] == HEADS
    assert [row[0] for row in table.rows[-3:]] == ["7322795", "3766870", "0174904"]


def test_a_letter_behind_a_list_stays_a_letter() -> None:
    lists = Lists()
    list(lists.read(Text("\n".join("\u3000".join(row) for row in [HEADS, *ROWS]), "p.1")))
    letter = Text("お世話になっております。\n　来月の予定をお送りします。\n　よろしくお願いします。", "p.2")
    assert list(lists.read(letter)) == [letter]


def test_rows_wider_than_the_paper() -> None:
    heads = ["番号", "氏名", "住所", "電話番号", "受給者証番号"]
    rows = [
        [
            f"{n:04d}",
            row[1].replace(" ", ""),
            f"東京都練馬区豊玉北{n}丁目12番{n + 3}号　グリーンコート豊玉{n}01",
            f"090-4417-20{n:02d}",
            row[0],
        ]
        for n, row in enumerate(ROWS, 1)
    ]
    lines = [
        line[at : at + 50] for row in [heads, *rows] if (line := "\u3000".join(row)) for at in range(0, len(line), 50)
    ]
    page = written(
        [f"BT /F1 10 Tf 40 {800 - 16 * n} Td <{line.encode('utf-16-be').hex()}> Tj ET" for n, line in enumerate(lines)]
    )
    assert {*NUMBERS, *(("phone", row[3]) for row in rows)} <= values(page)


def test_a_cell_that_goes_on_below_and_a_field_behind_a_list() -> None:
    rows = [
        ["1", "神谷 直美", "練馬区豊玉北1丁目2番3号", "0174904"],
        ["2", "調所 晶", "福岡市南区大橋3丁目4-21 コーポ", "5706940"],
    ]
    lines = [
        "番号 氏名 住所 受給者証番号",
        " ".join(rows[0]),
        "2 調所 晶 福岡市南区大橋3丁目4-21 コーポ",
        "5706940",
        " ".join(["3", *rows[0][1:]]),
    ]
    (table,) = [
        part for part in Lists().read(Text("\n".join([*lines, "電話 022-737-9129"]), "")) if isinstance(part, Table)
    ]
    assert len(table.rows) == 4
    assert [row[3] for row in table.rows[1:]] == ["0174904", "5706940", "0174904"]
