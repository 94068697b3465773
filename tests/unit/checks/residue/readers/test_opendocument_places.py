"""Values, rules, links and fields of OpenDocument files of several writers (ISO/IEC 26300-3)."""

from __future__ import annotations

import html
from urllib.parse import quote

import pytest

from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, ROWS, values, zipped


def _file(body: str, kind: str) -> bytes:
    content = f"<office:document-content><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, "META-INF/manifest.xml": "<m/>"})  # fmt: skip


def test_cells_that_show_no_words_of_their_own() -> None:
    cells = [
        "".join(f'<table:table-cell office:value-type="string" office:string-value="{cell}"/>' for cell in row)
        for row in ROWS
    ]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    found = values(_file(f"<table:table>{rows}</table:table>", "spreadsheet"), "list.ods")
    assert {("name", NAME), ("phone", PHONE)} <= found


@pytest.mark.parametrize("quotes", ['"', "'"])
def test_choices_of_a_rule_for_input(quotes: str) -> None:
    condition = f'of:cell-content-is-in-list("選ぶ";"{LINE}")'
    written = f"table:condition={quotes}{html.escape(condition) if quotes == chr(34) else condition}{quotes}"
    rule = f"<table:content-validations><table:content-validation {written}/></table:content-validations>"
    assert ("phone", PHONE) in values(_file(f"{rule}<table:table/>", "spreadsheet"), "list.ods")


WRITTEN = {
    "telephone": f'<text:a xlink:href="tel:{PHONE}">電話</text:a>',
    "mail": f'<text:a xlink:href="mailto:a@example.jp?body={quote(LINE)}">送る</text:a>',
    "hidden text": f'<text:hidden-text text:condition="x" text:string-value="{LINE}"/>',
    "condition": f'<text:conditional-text text:condition="x" text:string-value-if-true="{LINE}"/>',
}


@pytest.mark.parametrize("place", WRITTEN)
def test_links_and_fields_of_a_text(place: str) -> None:
    assert ("phone", PHONE) in values(_file(f"<text:p>{WRITTEN[place]}</text:p>", "text"), "letter.odt")


def test_a_name_of_a_sheet_that_stands_for_words() -> None:
    named = f"<table:named-expression table:name='n' table:expression='\"{LINE}\"'/>"
    assert ("phone", PHONE) in values(_file(f"<table:table/>{named}", "spreadsheet"), "list.ods")


def test_notes_of_a_flat_document_stand_apart_from_its_numbers() -> None:
    about = f"<office:meta><dc:description>氏名: {NAME} 電話: {PHONE}</dc:description><meta:editing-cycles>1</meta:editing-cycles></office:meta>"
    flat = f'<?xml version="1.0"?><office:document>{about}<office:body><office:text/></office:body></office:document>'
    assert values(flat.encode()) >= {("name", NAME), ("phone", PHONE)}
