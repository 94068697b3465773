"""Places of Office documents that are no text: choices, hints, filters, queries, strings no cell shows any more."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import NAME, PHONE, docx, look, values, zipped

WANTED = {("name", NAME), ("phone", PHONE)}
SAID = f"氏名: {NAME} 電話: {PHONE}"
SHEET = '<row r="1"><c r="A1" t="inlineStr"><is><t>様式</t></is></c></row>'


def word(body: str, **parts: str) -> bytes:
    return docx(f"<w:p><w:r><w:t>業務連絡の様式です。</w:t></w:r></w:p>{body}", **parts)


def book(after: str = "", sheet: str = SHEET, **parts: str | bytes) -> bytes:
    more = {key.replace("__", "/").replace("_", "."): value for key, value in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData>{after}</worksheet>",
            **more,
        }
    )


def odt(body: str) -> bytes:
    content = f"<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@pytest.mark.parametrize(
    "data",
    [
        word(f'<w:ffData><w:helpText w:type="text" w:val="{SAID}"/></w:ffData>'),
        word(f'<w:ffData><w:ddList><w:listEntry w:val="{SAID}"/></w:ddList></w:ffData>'),
        word(f'<w:fldSimple w:instr=" QUOTE &quot;{SAID}&quot; "/>'),
        word("", word__settings_xml=f'<w:settings><w:mailMerge><w:connectString w:val="{SAID}"/></w:mailMerge></w:settings>'),
        word("", customXml__item1_xml=f"<root><氏名>{NAME}</氏名><電話>{PHONE}</電話></root>"),
        book(f'<extLst><x14:formula1><xm:f>"{NAME} {PHONE}"</xm:f></x14:formula1></extLst>'),
        book(xl__ctrlProps__ctrlProp1_xml=f'<formControlPr><itemLst><item val="{NAME} {PHONE}"/></itemLst></formControlPr>'),
        book(xl__activeX__activeX1_bin=b"\0\2\x20\0" + SAID.encode("utf-16-le") + b"\0\0"),
        book(xl__connections_xml=f"<connections><dbPr command=\"SELECT * FROM t WHERE 氏名='{NAME}' AND 電話='{PHONE}'\"/></connections>"),
        book(xl__slicers__slicer1_xml=f'<slicers><slicer name="a" caption="{SAID}"/></slicers>'),
        book(xl__sharedStrings_xml=f"<sst><si><t>{SAID}</t></si></sst>"),
        odt(f'<form:listbox><form:option form:label="{SAID}" form:value="1"/></form:listbox>'),
        odt(f'<table:filter-condition table:field-number="0" table:value="{SAID}"/>'),
    ],
    ids=["help", "choice", "order", "mailing", "values", "rule", "list", "control", "query", "slicer", "unused", "option", "filter"],
)  # fmt: skip
def test_what_stands_beside_the_text_is_read(data: bytes) -> None:
    assert values(data) >= WANTED


def test_a_drawing_for_old_programs_is_read_where_nothing_else_says_the_same() -> None:
    box = f"<v:textbox><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></v:textbox>"
    alone = word(f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>")
    twice = word(
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert values(alone) >= WANTED
    assert look(twice).records == 1


def test_a_table_typed_into_a_query_is_read() -> None:
    rows = json.dumps([[NAME, PHONE]], ensure_ascii=False).encode()
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    typed = base64.b64encode(engine.compress(rows) + engine.flush()).decode()
    query = f'section Section1;\nshared a = Table.FromRows(Json.Document(Binary.FromText("{typed}", 0)), {{"氏名", "電話"}});'
    package = zipped({"Formulas/Section1.m": query})
    packed = base64.b64encode(bytes(4) + len(package).to_bytes(4, "little") + package + bytes(8)).decode()
    part = f'<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="x">{packed}</DataMashup>'.encode("utf-16")
    assert values(book(customXml__item1_xml=part)) >= WANTED


def test_looks_of_a_document_say_nothing() -> None:
    looks = '<w:rFonts w:eastAsia="ＭＳ 明朝"/><w:style w:val="標準: 1 20260401"/>'
    assert look(word(looks)).verdict is Verdict.CLEAN
