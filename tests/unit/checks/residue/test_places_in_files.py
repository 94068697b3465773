"""Where people's data hides inside files: each place is written, then has to be found."""

from __future__ import annotations

import base64
import io
import json
import struct
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import xlsxwriter

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import (
    ADDRESS,
    BIRTH,
    KANA,
    LINE,
    MAIL,
    NAME,
    PHONE,
    ROWS,
    docx,
    look,
    values,
    zipped,
)

CSV = "\r\n".join(",".join(row) for row in ROWS) + "\r\n"
WANTED = {("name", NAME), ("phone", PHONE)}


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp"]
)
def test_every_japanese_character_set_is_read(codec: str) -> None:
    assert values((LINE + "\n本文は以上です。\n").encode(codec)) >= WANTED
    assert {*WANTED, ("kana", KANA), ("birth_date", BIRTH), ("address", ADDRESS)} <= values(CSV.encode(codec))


def test_half_width_kana_and_full_width_digits_are_folded() -> None:
    text = "氏名,ﾌﾘｶﾞﾅ,電話\n飯島莉央,ｲｲｼﾞﾏ ﾘｵ,０９０－６４２１－７７３８\n"
    assert {("kana", KANA), ("phone", PHONE)} <= values(text.encode("cp932"))


@pytest.mark.parametrize(
    "wrapped",
    [
        "".join(f"&#{ord(ch)};" for ch in LINE),
        "".join(f"&#x{ord(ch):X};" for ch in LINE),
        json.dumps({"memo": LINE}),
        "GET /a?q=" + quote(LINE) + " HTTP/1.1",
        "GET /a?q=" + quote(LINE, encoding="cp932") + " HTTP/1.1",
        "name=" + base64.b64encode(LINE.encode()).decode(),
        "body: " + base64.b64encode(LINE.encode("cp932")).decode(),
        "=".join(["", *(f"{byte:02X}" for byte in LINE.encode())]),
    ],
)
def test_wrapped_japanese_is_unwrapped(wrapped: str) -> None:
    assert values(wrapped.encode()) >= WANTED


def test_query_strings_of_a_log_are_a_table() -> None:
    lines = [
        f'10.0.0.{n} - - [12/Apr/2026:10:00:0{n} +0900] "POST /apply?{urlencode({"shimei": NAME, "tel": PHONE, "id": n})} HTTP/1.1" 200 5'
        for n in range(6)
    ]
    assert values("\n".join(lines).encode()) >= WANTED


@pytest.mark.parametrize(
    "part",
    [
        {"word__comments_xml": f"<w:comments><w:comment><w:p>{run(LINE)}</w:p></w:comment></w:comments>"},
        {"word__footnotes_xml": f"<w:footnotes><w:footnote><w:p>{run(LINE)}</w:p></w:footnote></w:footnotes>"},
        {"word__header1_xml": f"<w:hdr><w:p>{run(LINE)}</w:p></w:hdr>"},
        {"word__glossary__document_xml": f"<w:glossaryDocument><w:p>{run(LINE)}</w:p></w:glossaryDocument>"},
        {"customXml__item1_xml": f"<root><note>{LINE}</note></root>"},
        {"word__embeddings__data_csv": CSV.encode("cp932")},
        {"docProps__custom_xml": f"<Properties><property><vt:lpwstr>{LINE}</vt:lpwstr></property></Properties>"},
        {"word__charts__chart1_xml": f"<c:chart><c:v>{LINE}</c:v></c:chart>"},
    ],
)
def test_word_parts_beside_the_body_are_read(part: dict[str, str | bytes]) -> None:
    assert values(docx("<w:p/>", **part)) >= WANTED


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:r><w:txbxContent><w:p>{run(LINE)}</w:p></w:txbxContent></w:r></w:p>",
        f'<w:p><w:del w:author="a"><w:r><w:delText>{LINE}</w:delText></w:r></w:del></w:p>',
        f"<w:p><w:ins>{run(LINE)}</w:ins></w:p>",
        f"<w:sdt><w:sdtContent><w:p>{run(LINE)}</w:p></w:sdtContent></w:sdt>",
        "<w:p>" + "".join(run(ch) for ch in LINE) + "</w:p>",
        f'<w:p><w:r><w:fldChar><w:ffData><w:textInput><w:default w:val="{LINE}"/></w:textInput></w:ffData></w:fldChar></w:r></w:p>',
        f"<w:p>{run('氏名')}<w:r><w:tab/></w:r>{run(NAME)}</w:p><w:p>{run('電話')}<w:r><w:tab/></w:r>{run(PHONE)}</w:p>",
    ],
)
def test_word_text_in_every_dress_is_read(body: str) -> None:
    assert values(docx(body)) >= WANTED


def test_a_word_form_is_read_by_its_labels() -> None:
    cells = [("お名前", NAME + "　様"), ("生年月日", BIRTH), ("ご住所", ADDRESS), ("携帯電話", PHONE)]
    rows = "".join(f"<w:tr><w:tc><w:p>{run(a)}</w:p></w:tc><w:tc><w:p>{run(b)}</w:p></w:tc></w:tr>" for a, b in cells)
    assert {*WANTED, ("birth_date", BIRTH), ("address", ADDRESS)} <= values(docx(f"<w:tbl>{rows}</w:tbl>"))


def workbook(hide: str = "", **kind: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    front, sheet = book.add_worksheet("表紙"), book.add_worksheet("一覧")
    front.write(0, 0, "台帳")
    if kind.get("comment"):
        front.write_comment(2, 2, kind["comment"])
    if kind.get("box"):
        front.insert_textbox(3, 3, kind["box"])
    if kind.get("header"):
        front.set_header("&C" + kind["header"])
    if kind.get("rows"):
        for r, row in enumerate(ROWS):
            sheet.write_row(r, 0, row)
    if hide:
        getattr(sheet, hide)()
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("hide", ["", "hide", "very_hidden"])
def test_sheets_hidden_or_not_are_read(hide: str) -> None:
    found = look(workbook(hide, rows="x"))
    assert {match[:2] for match in found.matches or []} >= WANTED
    assert found.where == ["一覧"]


@pytest.mark.parametrize("kind", ["comment", "box", "header"])
def test_comments_boxes_and_headers_of_sheets_are_read(kind: str) -> None:
    assert values(workbook(**{kind: LINE})) >= WANTED


def test_dates_and_lost_zeros_of_sheets_are_understood() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    date = book.add_format({"num_format": "[$-411]ggge年m月d日"})
    sheet.write_row(0, 0, ["氏名", "生年月日", "携帯番号", "個人番号"])
    sheet.write(1, 0, NAME)
    sheet.write_number(1, 1, 28356, date)  # 1977-08-19 in Excel's day count
    sheet.write_number(1, 2, 9064217738)
    sheet.write_number(1, 3, 123456789018)
    book.close()
    assert {("birth_date", "1977-08-19"), ("phone", "09064217738"), ("my_number", "123456789018")} <= values(
        out.getvalue()
    )


def test_readings_and_caches_of_workbooks_are_read() -> None:
    base = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": "<worksheet/>",
    }
    guide = (
        f"<sst><si><t>{NAME}</t><rPh sb='0' eb='2'><t>イイジマ</t></rPh><rPh sb='2' eb='4'><t>リオ</t></rPh></si></sst>"
    )
    sheet = (
        "<worksheet><sheetData><row><c t='s' r='A1'><v>0</v></c><c r='B1' t='inlineStr'><is><t>"
        + PHONE
        + "</t></is></c></row></sheetData></worksheet>"
    )
    assert (
        values(zipped({**base, "xl/sharedStrings.xml": guide, "xl/worksheets/sheet1.xml": sheet.replace("'", '"')}))
        >= WANTED
    )
    link = f'<externalLink><sheetData><row r="1"><cell r="A1" t="str"><v>{NAME}</v></cell><cell r="B1" t="str"><v>{PHONE}</v></cell></row></sheetData></externalLink>'
    assert values(zipped({**base, "xl/externalLinks/externalLink1.xml": link})) >= WANTED
    pivot = f'<pivotCacheDefinition><cacheField name="氏名"><sharedItems><s v="{NAME}"/></sharedItems></cacheField><cacheField name="電話"><sharedItems><s v="{PHONE}"/></sharedItems></cacheField></pivotCacheDefinition>'
    assert values(zipped({**base, "xl/pivotCache/pivotCacheDefinition1.xml": pivot})) >= WANTED


@pytest.mark.parametrize(
    "part",
    ["ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml", "ppt/comments/comment1.xml", "ppt/diagrams/data1.xml"],
)
def test_slides_notes_and_comments_are_read(part: str) -> None:
    tag = "p:text" if "comments" in part else "a:t"
    assert (
        values(zipped({"[Content_Types].xml": "<Types/>", part: f"<x><a:p><{tag}>{LINE}</{tag}></a:p></x>"})) >= WANTED
    )


@pytest.mark.parametrize(
    "content",
    [
        f"<text:p>{LINE}</text:p>",
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{LINE}</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        f"<office:annotation><dc:creator>x</dc:creator><text:p>{LINE}</text:p></office:annotation>",
        f"<draw:text-box><text:p>{LINE}</text:p></draw:text-box>",
        f"<table:table><table:table-row><table:table-cell><text:p>氏名</text:p></table:table-cell><table:table-cell><text:p>電話</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>{NAME}</text:p></table:table-cell><table:table-cell><text:p>{PHONE}</text:p></table:table-cell></table:table-row></table:table>",
    ],
)
def test_opendocument_is_read(content: str) -> None:
    data = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content>{content}</office:document-content>",
        }
    )
    assert values(data) >= WANTED


def pdf(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def utf16(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def test_fields_and_notes_of_a_pdf_form_are_read() -> None:
    data = pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R] >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [4 0 R 5 0 R 6 0 R] >>",
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T {utf16('氏名')} /V {utf16(NAME)} /Rect [10 10 90 30] >>",
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T {utf16('電話番号')} /V {utf16(PHONE)} /Rect [10 40 90 60] >>",
            f"<< /Type /Annot /Subtype /Text /Contents {utf16(ADDRESS)} /Rect [10 70 30 90] >>",
        ]
    )
    assert {*WANTED, ("address", ADDRESS)} <= values(data)


def test_a_pdf_page_without_text_is_named() -> None:
    picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream"
    draw = "q 200 0 0 200 0 0 cm /I Do Q"
    data = pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
            f"<< /Length {len(draw)} >>\nstream\n{draw}\nendstream",
            picture,
        ]
    )
    found = look(data)
    assert (found.verdict, found.reason) == (Verdict.UNREADABLE, "picture_only")


def test_typst_tables_come_out_as_rows() -> None:
    typst = pytest.importorskip("typst")
    fonts = pytest.importorskip("pylopdf_fonts_cjk")
    cells = ", ".join(f'"{cell}"' for row in ROWS for cell in row)
    source = f'#set text(font: "Noto Sans JP", size: 9pt)\n#table(columns: 5, {cells})'
    folder = Path(fonts.__file__).parent
    data = typst.compile(source.encode(), font_paths=[str(found.parent) for found in folder.rglob("*.?tf")][:4])
    assert {*WANTED, ("kana", KANA), ("birth_date", BIRTH)} <= values(data)


def rtf(text: str) -> bytes:
    return (
        b"{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0\\fcharset128 MS Mincho;}}\\f0 "
        + b"".join(f"\\'{byte:02x}".encode() for byte in text.encode("cp932"))
        + b"\\par}"
    )


def test_rtf_is_read_in_both_of_its_codings() -> None:
    assert values(rtf(LINE)) >= WANTED
    units = struct.unpack(f"<{len(LINE)}h", LINE.encode("utf-16-le"))
    assert values(b"{\\rtf1\\uc1 " + b"".join(f"\\u{unit}?".encode() for unit in units) + b"}") >= WANTED


@pytest.mark.parametrize(
    "text",
    [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAME}\r\nTEL;TYPE=CELL:{PHONE}\r\nEND:VCARD\r\n",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        + "".join(f"={b:02X}" for b in NAME.encode())
        + f"\r\nTEL;CELL:{PHONE}\r\nEND:VCARD\r\n",
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{NAME}様 訪問\r\nDESCRIPTION:電話 {PHONE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "dn: cn=x\ncn:: " + base64.b64encode(NAME.encode()).decode() + f"\ntelephoneNumber: {PHONE}\n",
        f"INSERT INTO `client` (`name`,`tel`) VALUES ('{NAME}','{PHONE}');",
        f"CREATE TABLE c (\n name text,\n tel text\n);\nINSERT INTO c VALUES ('{NAME}','{PHONE}'),('x','y');",
        f"COPY client (name, tel) FROM stdin;\n{NAME}\t{PHONE}\n\\.\n",
        json.dumps([{"person": {"name": NAME, "contact": {"tel": PHONE}}}]),
        "\n".join(json.dumps({"name": NAME, "tel": PHONE}, ensure_ascii=False) for _ in range(3)),
        f"<people><person><name>{NAME}</name><tel>{PHONE}</tel></person></people>",
        f'<people><person name="{NAME}" tel="{PHONE}"/></people>',
        f"<html><body><dl><dt>氏名</dt><dd>{NAME}</dd><dt>電話</dt><dd>{PHONE}</dd></dl></body></html>",
        f'<html><form>氏名 <input name="n" value="{NAME}"> 電話 <input type="hidden" value="{PHONE}"></form></html>',
        f"<html><!-- {LINE} --><p>本文</p></html>",
        f"0001  {NAME}    {KANA}  {PHONE}\n0002  相沢 唯    アイザワ ユイ   080-3311-7764\n0003  戸田 茂    トダ シゲル   070-5521-9987\n",
    ],
)
def test_text_formats_are_read(text: str) -> None:
    assert values(text.encode()) >= WANTED


def test_leftovers_of_a_disk_check_are_read() -> None:
    assert values(b"\0" * 4096 + CSV.encode("cp932") + b"\0" * 512) >= WANTED
    sheet = workbook(rows="x")
    assert values(b"\0" * 512 + sheet + b"\0" * 512) >= WANTED
    assert values(sheet[: sheet.rfind(b"PK\x01\x02")]) >= WANTED


def test_strings_of_unknown_formats_are_read_and_the_format_named() -> None:
    noise = bytes((n * n) % 29 for n in range(3000))
    found = look(noise + LINE.encode("utf-16-le") + noise)
    assert {match[:2] for match in found.matches or []} >= WANTED
    assert look(noise).reason == "unknown_format"


def test_mail_address_alone_in_prose_is_no_finding() -> None:
    assert look(f"返信先は {MAIL} です。".encode()).verdict is Verdict.CLEAN


def sheet_of(cells: dict[tuple[int, int], str | int], title: str = "Sheet1") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet(title)
    for (row, column), cell in cells.items():
        sheet.write(row, column, cell)
    book.close()
    return out.getvalue()


def test_forms_that_box_their_digits_and_dates_are_read() -> None:
    boxes = {(0, 0): "個人番号", **{(0, 1 + n): int(digit) for n, digit in enumerate("123456789018")}}
    born = {
        (1, 0): "生年月日",
        (1, 1): "昭和",
        (1, 2): 52,
        (1, 3): "年",
        (1, 4): 8,
        (1, 5): "月",
        (1, 6): 19,
        (1, 7): "日",
    }
    found = values(
        sheet_of({**boxes, **born, (2, 0): "氏　名", (2, 1): NAME, (3, 0): "住　所", (3, 1): f"〒174-0046 {ADDRESS}"})
    )
    assert {
        ("my_number", "123456789018"),
        ("birth_date", BIRTH),
        ("name", NAME),
        ("address", ADDRESS),
        ("postal_code", "174-0046"),
    } <= found


def test_names_on_the_tabs_of_sheets_are_read() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in (NAME, "大塚幹夫", "松岡里江"):
        book.add_worksheet(name).write(0, 0, "記録")
    book.close()
    assert ("name", NAME) in values(out.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        f"customers:\n  - name: {NAME}\n    tel: {PHONE}\n",
        f"[client]\nname={NAME}\ntel={PHONE}\n[other]\nport=80\nhost=a\nuser=b\n",
        f"| 氏名 | 電話 |\n|---|---|\n| {NAME} | {PHONE} |\n| 大塚幹夫 | 03-3411-2288 |\n",
        f'<html><script>var u={{"name":"{NAME}","tel":"{PHONE}"}};</script></html>',
        f"2026-04-03 10:00:00 INFO 登録 氏名={NAME} TEL={PHONE}\n" * 6,
    ],
)
def test_settings_scripts_and_logs_with_residents_are_read(text: str) -> None:
    assert values(text.encode()) >= WANTED


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?><doc><p>利用者の<b>{NAME[:2]}</b>{NAME[2:]}さん、電話は{PHONE}です。</p></doc>',
        f'<?xml version="1.0"?><doc><p>利用者の<b class="x">{NAME[:2]}</b><i>{NAME[2:]}</i>さん、電話は{PHONE}です。</p></doc>',
        f'<?xml version="1.0"?><!DOCTYPE html><html><body><p>利用者の<b>{NAME[:2]}</b>{NAME[2:]}さん、電話は{PHONE}です。</p></body></html>',
        f'<html><body><div data-person=\'{{"氏名":"{NAME}","電話番号":"{PHONE}"}}\'></div></body></html>',
    ],
)
def test_words_set_off_in_the_middle_of_a_text(text: str) -> None:
    assert {("name", NAME), ("phone", PHONE)} <= values(text.encode())
