"""Workbooks whose XML puts attributes in single quotes (XML 1.0, 2.3: AttValue) or names before its elements (Namespaces 1.0, 4) are read like any other."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from tests.unit.checks.residue.helpers import NAME, PHONE, ROWS, values, zipped


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("会員")
        rows = (("氏名", "電話"), ("渡辺 宏美", "090-8712-3345"), ("遠藤 真紀", "070-6421-7738"), ("It's", 'a="b"'))
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _requoted(data: bytes, *, spaced: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            if name.startswith("xl/"):
                parts = text.split(">")
                text = ">".join(
                    part[: part.rfind("<")] + part[part.rfind("<") :].replace('"', "'") if "<" in part else part
                    for part in parts
                )
                text = text.replace("='", " = '") if spaced else text
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("spaced", [False, True])
def test_single_quotes_hide_no_cell(spaced: bool) -> None:
    expected = values(_workbook(), "list.xlsx")
    assert {("name", "渡辺 宏美"), ("phone", "070-6421-7738")} <= expected
    assert values(_requoted(_workbook(), spaced=spaced), "list.xlsx") == expected


@pytest.mark.parametrize("sign", ["_x000D_", "_x000D_\n", "_x001F_"])
def test_control_signs_written_out_end_a_line(sign: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"090-8712-3345", f"090-8712-3345{sign}".encode()))
    assert {("phone", "090-8712-3345"), ("phone", "070-6421-7738")} <= values(out.getvalue(), "list.xlsx")


@pytest.mark.parametrize("prefix", ["x:", "ns0:"])
def test_elements_with_a_prefix_are_the_same_elements(prefix: str) -> None:
    told = [*ROWS[0], *ROWS[1]]
    shared = "".join(f"<si><t>{one}</t></si>" for one in told)
    width = len(ROWS[0])
    cells = [
        "".join(f'<c r="{chr(65 + at)}{row + 1}" t="s"><v>{width * row + at}</v></c>' for at in range(width))
        for row in range(2)
    ]
    rows = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, start=1))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": "<workbook/>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows * 5000}</sheetData></worksheet>",
    }
    named: dict[str, str | bytes] = {
        name: part.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
        for name, part in parts.items()
    }
    assert values(zipped(named)) >= {("name", NAME), ("phone", PHONE)}
