"""Whom the links of an Office document reach, and what stands in its fields, formulas, filters and rules (ECMA-376)."""

from __future__ import annotations

import html
import io
from urllib.parse import quote

import pytest
import xlsxwriter

from tests.unit.checks.residue.helpers import LINE, PHONE, W, docx, values, zipped

RELATED = (
    '<Relationships><Relationship Id="r1" TargetMode="External" Target="{target}"/>'
    '<Relationship Id="r2" Target="{target}2" TargetMode="External"/></Relationships>'
)
REACHING = {
    "telephone": f"tel:{PHONE}",
    "mail": "mailto:a@example.jp?subject=" + quote(LINE),
    "query": "https://example.jp/new?memo=" + quote(LINE),
}


@pytest.mark.parametrize("kind", REACHING)
@pytest.mark.parametrize("part", ["word/_rels/document.xml.rels", "ppt/slides/_rels/slide1.xml.rels"])
def test_links_of_documents_and_slides(kind: str, part: str) -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>担当へ</w:t></w:r></w:p></w:body></w:document>"
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    data = zipped({**parts, part: RELATED.format(target=html.escape(REACHING[kind]))})
    assert ("phone", PHONE) in values(data, "letter.docx")


WRITTEN = {
    "caption of a table": f'<w:tbl><w:tblPr><w:tblDescription w:val="{LINE}"/></w:tblPr></w:tbl>',
    "words drawn as a picture": f'<w:p><w:r><w:pict><v:shape><v:textpath string="{LINE}"/></v:shape></w:pict></w:r></w:p>',
    "description of a drawing": f'<w:p><w:r><w:pict><v:shape alt="{LINE}"/></w:pict></w:r></w:p>',
    "tip of a link": f'<w:p><w:hyperlink w:tooltip="{LINE}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
    "condition": f'<w:p><w:r><w:instrText>IF 1 = 2 "{LINE[:20]}</w:instrText></w:r><w:r><w:instrText>{LINE[20:]}" ""</w:instrText></w:r></w:p>',
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_places_of_a_document(kind: str) -> None:
    assert ("phone", PHONE) in values(docx(f"<w:p><w:r><w:t>連絡票</w:t></w:r></w:p>{WRITTEN[kind]}"), "letter.docx")


def test_a_link_within_a_sentence_does_not_cut_it() -> None:
    link = f'<w:hyperlink w:tooltip="{PHONE}"><w:r><w:t>{LINE[6:]}</w:t></w:r></w:hyperlink>'
    found = values(docx(f"<w:p><w:r><w:t>{LINE[:6]}</w:t></w:r>{link}</w:p>"), "letter.docx")
    assert ("name", LINE[4:8]) in found


def test_properties_and_parts_beside_the_document() -> None:
    core = f"<cp:coreProperties><cp:category>{LINE}</cp:category></cp:coreProperties>"
    assert ("phone", PHONE) in values(docx("", docProps__core_xml=core), "letter.docx")
    item = f'<list><person note="{LINE}"/></list>'
    assert ("phone", PHONE) in values(docx("", customXml__item1_xml=item), "letter.docx")
    settings = (
        f"<w:settings><w:mailMerge><w:query w:val=\"SELECT * WHERE memo = '{LINE}'\"/></w:mailMerge></w:settings>"
    )
    assert ("phone", PHONE) in values(docx("", word__settings_xml=settings), "letter.docx")


def test_the_master_of_slides_is_read_where_it_says_how_to_reach_somebody() -> None:
    master = f"<p:sldMaster><a:p><a:r><a:t>{LINE}</a:t></a:r></a:p></p:sldMaster>"
    parts = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:presentation/>"}
    assert ("phone", PHONE) in values(zipped({**parts, "ppt/slideMasters/slideMaster1.xml": master}), "x.pptx")


@pytest.mark.parametrize("place", ["error", "rule", "condition", "filter", "formula", "link"])
def test_places_of_a_sheet(place: str) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("受付")
        sheet.write("A1", "受付票")
        if place == "error":
            sheet.data_validation("F2", {"validate": "integer", "criteria": ">", "value": 1, "error_message": LINE})
        elif place == "rule":
            sheet.conditional_format("A1:A9", {"type": "text", "criteria": "containing", "value": LINE})
        elif place == "condition":
            sheet.conditional_format("A1:A9", {"type": "formula", "criteria": f'=$A1="{LINE}"'})
        elif place == "filter":
            sheet.autofilter("A1:B9")
            sheet.filter_column_list("A", [LINE, "x"])
        elif place == "formula":
            sheet.write_formula("B2", f'=IF(A1="",IF(A2="","","{LINE}"),"")', None, "")
        else:
            sheet.write_url("B2", "mailto:a@example.jp?body=" + quote(LINE), string="送る")
    assert ("phone", PHONE) in values(out.getvalue(), "list.xlsx")


BESIDE = {
    "link": f'<Row><Cell ss:HRef="tel:{PHONE}"><Data ss:Type="String">電話</Data></Cell></Row></Table>',
    "heading": f'</Table><WorksheetOptions><PageSetup><Header x:Data="&amp;L{LINE}"/></PageSetup></WorksheetOptions>',
    "choices": f"</Table><DataValidation><Type>List</Type><Value>&quot;x,{LINE}&quot;</Value></DataValidation>",
}


@pytest.mark.parametrize("place", BESIDE)
def test_places_of_an_xml_spreadsheet(place: str) -> None:
    head = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
    assert ("phone", PHONE) in values(f"{head}{BESIDE[place]}</Worksheet></Workbook>".encode(), "list.xml")
