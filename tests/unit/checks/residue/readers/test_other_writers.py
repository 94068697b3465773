"""The same list as other programs write it: SQL Server, assignments, pandas, Firestore, FileMaker, TOML, YAML in ASCII, RTF in cells."""

from __future__ import annotations

import json
import zlib

import pytest

from tests.unit.checks.residue.helpers import values, zipped

PERSONS = [
    ("根岸 武", "ネギシ タケシ", "048-267-3918"),
    ("早川 恵理子", "ハヤカワ エリコ", "03-5938-2741"),
    ("小笠原 悟", "オガサワラ サトル", "047-462-1190"),
    ("柳沢 千鶴", "ヤナギサワ チヅル", "045-561-8823"),
]
KEYS = ("氏名", "フリガナ", "電話番号")
WANTED = {pair for name, kana, phone in PERSONS for pair in (("name", name), ("kana", kana), ("phone", phone))}


def _sql_server() -> str:
    return "".join(
        f"INSERT [dbo].[member] ([id], [氏名], [フリガナ], [電話番号], [登録日]) VALUES ({n}, N'{name}', N'{kana}', N'{phone}', CAST(N'2026-04-01' AS Date))\r\nGO\r\n"
        for n, (name, kana, phone) in enumerate(PERSONS)
    )


def _updates() -> str:
    return "\n".join(
        f"UPDATE member SET 氏名 = '{name}', フリガナ = '{kana}', 電話番号 = '{phone}' WHERE id = {n};"
        for n, (name, kana, phone) in enumerate(PERSONS)
    )


def _pandas() -> str:
    return json.dumps({key: {str(n): person[at] for n, person in enumerate(PERSONS)} for at, key in enumerate(KEYS)})


def _split() -> str:
    return json.dumps({"columns": KEYS, "index": list(range(len(PERSONS))), "data": PERSONS})


def _firestore() -> str:
    return json.dumps(
        {
            "documents": [
                {"fields": {key: {"stringValue": value} for key, value in zip(KEYS, person, strict=True)}}
                for person in PERSONS
            ]
        }
    )


def _filemaker() -> str:
    fields = "".join(f'<FIELD EMPTYOK="YES" MAXREPEAT="1" NAME="{key}" TYPE="TEXT"/>' for key in KEYS)
    rows = "".join(
        f'<ROW MODID="1" RECORDID="{n}">' + "".join(f"<COL><DATA>{cell}</DATA></COL>" for cell in person) + "</ROW>"
        for n, person in enumerate(PERSONS)
    )
    return f'<?xml version="1.0"?><FMPXMLRESULT><METADATA>{fields}</METADATA><RESULTSET FOUND="4">{rows}</RESULTSET></FMPXMLRESULT>'


def _docbook() -> str:
    rows = "".join(f"<row>{''.join(f'<entry>{cell}</entry>' for cell in row)}</row>" for row in (KEYS, *PERSONS))
    return (
        f'<?xml version="1.0"?><article><informaltable><tgroup><tbody>{rows}</tbody></tgroup></informaltable></article>'
    )


def _toml() -> str:
    return "\n\n".join(
        f'[[member]]\nname = "{name}"\nname_kana = "{kana}"\ntel = "{phone}"' for name, kana, phone in PERSONS
    )


def _yaml() -> str:
    quoted = [[json.dumps(cell) for cell in row] for row in (KEYS, *PERSONS)]
    return "\n".join(
        "- " + "\n  ".join(f"{key}: {cell}" for key, cell in zip(quoted[0], row, strict=True)) for row in quoted[1:]
    )


def _widths() -> str:
    cells = ["".join(f'<td width="33%">{cell}</td>' for cell in row) for row in (KEYS, *PERSONS)]
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html><body><table>{rows}</table></body></html>"


def _fields() -> str:
    return "<html><body>" + "".join(
        f'<form><input type="hidden" name="name" value="{name}"><input type="hidden" name="name_kana" value="{kana}"><input name="tel" value="{phone}"></form>'
        for name, kana, phone in PERSONS
    )


def _objects() -> str:
    return "\n".join(
        f"2026-04-01 10:00:00 DEBUG Member(氏名='{name}', フリガナ='{kana}', 電話番号='{phone}')"
        for name, kana, phone in PERSONS
    )


@pytest.mark.parametrize(
    "text",
    [
        _sql_server(),
        _updates(),
        _pandas(),
        _split(),
        _firestore(),
        _filemaker(),
        _docbook(),
        _toml(),
        _yaml(),
        _widths(),
        _fields(),
        _objects(),
    ],
    ids=[
        "sql server",
        "updates",
        "pandas",
        "split",
        "firestore",
        "filemaker",
        "docbook",
        "toml",
        "yaml",
        "widths",
        "fields",
        "objects",
    ],
)
def test_every_person_is_found(text: str) -> None:
    assert values(text.encode()) >= WANTED


def test_an_xml_record_with_a_field_twice_keeps_its_other_fields() -> None:
    records = "".join(
        f"<person><name>{name}</name><kana>{kana}</kana><tel>{phone}</tel><tel>0120-94-{n}318</tel></person>"
        for n, (name, kana, phone) in enumerate(PERSONS)
    )
    found = values(f'<?xml version="1.0" encoding="UTF-8"?><people>{records}</people>'.encode())
    assert found >= WANTED, WANTED - found


def test_an_attribute_beside_the_cells_of_a_row_moves_none_of_them() -> None:
    rows = "".join(
        f'<row n="{n}">{"".join(f"<entry>{cell}</entry>" for cell in row)}</row>'
        for n, row in enumerate((KEYS, *PERSONS))
    )
    assert values(f'<?xml version="1.0"?><table><tbody>{rows}</tbody></table>'.encode()) >= WANTED


def test_a_list_in_rtf_whose_cells_have_several_paragraphs_stays_one() -> None:
    def written(cell: str) -> str:
        return "".join(f"\\u{ord(ch)}?" if ord(ch) > 127 else ch for ch in cell).replace(" ", "\\par ")

    rows = "".join(
        "\\trowd\\cellx3000\\cellx6000\\cellx9000\\pard\\intbl "
        + "".join(f"{written(cell)}\\cell " for cell in row)
        + "\\row\n"
        for row in (KEYS, *PERSONS)
    )
    assert values(("{\\rtf1\\ansi\\ansicpg932 " + rows + "}").encode("ascii")) >= WANTED


def test_a_table_within_a_cell_of_rtf_keeps_its_rows() -> None:
    def written(cell: str) -> str:
        return "".join(f"\\u{ord(ch)}?" if ord(ch) > 127 else ch for ch in cell)

    inner = "".join(
        "\\pard\\intbl\\itap2 "
        + "".join(f"{written(cell)}\\nestcell " for cell in row)
        + "{\\*\\nesttableprops\\trowd\\cellx2000\\cellx4000\\cellx6000\\nestrow}"
        for row in (KEYS, *PERSONS)
    )
    text = "{\\rtf1\\ansi\\ansicpg932 \\trowd\\cellx9000\\pard\\intbl " + inner + "\\pard\\intbl\\cell\\row}"
    assert values(text.encode("ascii")) >= WANTED


def test_lines_that_begin_with_a_date_field_are_no_letter() -> None:
    lines = "\n".join(f"date:4/{n}\tname:{name}\ttel:{phone}" for n, (name, _, phone) in enumerate(PERSONS, 1))
    assert values(lines.encode()) >= {pair for pair in WANTED if pair[0] != "kana"}


def _book(rows: str, properties: str = "") -> bytes:
    styles = '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy/m/d"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook>{properties}<sheets><sheet name="A" sheetId="1"/></sheets></workbook>',
            "xl/styles.xml": styles,
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def _text_cell(place: str, told: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{told}</t></is></c>'


def test_days_of_a_workbook_that_counts_from_1904_are_the_right_ones() -> None:
    head = f"<row>{_text_cell('A1', '氏名')}{_text_cell('B1', '生年月日')}</row>"
    body = f'<row>{_text_cell("A2", "根岸 武")}<c r="B2" s="1"><v>16039</v></c></row>'  # days from 1904-01-01 to 1947-11-30
    assert ("birth_date", "1947-11-30") in values(_book(head + body, '<workbookPr date1904="1"/>'))


def test_cells_of_a_workbook_may_be_character_data() -> None:
    rows = "".join(
        "<row>"
        + "".join(_text_cell(f"{'ABC'[at]}{n}", f"<![CDATA[{cell}]]>") for at, cell in enumerate(row))
        + "</row>"
        for n, row in enumerate((KEYS, *PERSONS), 1)
    )
    assert values(_book(rows)) >= WANTED


def test_a_bare_stream_of_zlib_is_opened() -> None:
    text = "\r\n".join(",".join(row) for row in (KEYS, *PERSONS))
    assert values(zlib.compress(text.encode("cp932"))) >= WANTED


def test_lines_typed_into_a_comment_of_a_sheet_stay_lines() -> None:
    told = "\n".join("\t".join(row) for row in (KEYS, *PERSONS))
    comments = f'<comments><commentList><comment ref="A1"><text><t xml:space="preserve">{told}</t></text></comment></commentList></comments>'
    assert (
        values(
            zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/comments1.xml": comments})
        )
        >= WANTED
    )


def test_what_was_typed_into_a_form_is_read_without_its_pages() -> None:
    def written(text: str) -> bytes:
        signs = b"\xfe\xff" + text.encode("utf-16-be")
        return b"<" + signs.hex().encode("ascii") + b">"

    fields = zip(("申込者氏名", *KEYS[1:]), PERSONS[0], strict=True)
    told = b"".join(b"<</T " + written(key) + b"/V " + written(value) + b">>" for key, value in fields)
    data = b"%FDF-1.2\n1 0 obj\n<</FDF<</Fields[" + told + b"]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    assert values(data) >= {("name", "根岸 武"), ("kana", "ネギシ タケシ"), ("phone", "048-267-3918")}
