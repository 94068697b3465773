"""Lists pasted into texts, documents in one XML file, printed pages and other things programs leave behind."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from checks.residue.model import Verdict
from tests.bench.offices import compound, leftovers, mails, packs, pdfs, sheets, slides, text_formats, word
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, LINE, NAME, PHONE, ROWS, look, values, zipped

RNG = Random(1)
OTHERS = [
    ["百瀬 達彦", "モモセ タツヒコ", "昭和40年2月3日", "東京都板橋区高島平3-10-2", "090-5512-8841"],
    ["宮内 さおり", "ミヤウチ サオリ", "昭和61年11月9日", "東京都板橋区大山町7-1", "080-4402-1935"],
]
ALL = {("name", NAME), ("kana", KANA), ("birth_date", BIRTH), ("address", ADDRESS), ("phone", PHONE)}


def listed() -> Doc:
    """A list of three residents between two lines of text."""
    doc = Doc("名簿", "table")
    doc.p("お世話になっております。名簿を送ります。")
    doc.t([*ROWS, *OTHERS])
    doc.p("よろしくお願いします。")
    return doc


@pytest.mark.parametrize(
    "data",
    [
        mails.base64_body(listed(), RNG), mails.jis(listed(), RNG), word.in_comments(listed(), RNG), word.tracked_out(listed(), RNG),
        slides.in_notes(listed(), RNG), slides.in_comments(listed(), RNG), sheets.boxed(listed(), RNG), text_formats.percent_body(listed()).encode(),
        leftovers.swap(listed(), RNG), leftovers.spool(listed(), RNG), leftovers.clip(listed(), RNG), sheets.noted(listed(), RNG),
    ],
    ids="mail jis comment deleted notes slide-comments box percent swap spool clipboard sheet-comments".split(),
)  # fmt: skip
def test_a_list_pasted_into_a_text_is_read_by_its_headings(data: bytes) -> None:
    assert values(data) >= ALL


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_form_of_label_and_value_is_read_below_its_title(mark: str) -> None:
    lines = ["給付金申請書", *(f"{label}{mark}{value}" for label, value in zip(*ROWS, strict=True)), "備考"]
    assert values("\r\n".join(lines).encode("cp932")) >= ALL


ODF_ROWS = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row) + "</table:table-row>" for row in ROWS)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?><office:document xmlns:office="o"><office:body><table:table>{ODF_ROWS}</table:table></office:body></office:document>',
        '<?xml version="1.0"?><w:wordDocument><w:body>' + word.table(ROWS) + "</w:body></w:wordDocument>",
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        + "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>" for row in ROWS)
        + "</Table></Worksheet></Workbook>",
        "ID;PWXL\n" + "".join(f'C;Y{y};X{x};K"{cell}"\n' for y, row in enumerate(ROWS, 1) for x, cell in enumerate(row, 1)) + "E\n",
        'TABLE\n0,1\n"x"\nVECTORS\n0,5\n""\nTUPLES\n0,2\n""\nDATA\n0,0\n""\n'
        + "".join("-1,0\nBOT\n" + "".join(f'1,0\n"{cell}"\n' for cell in row) for row in ROWS)
        + "-1,0\nEOD\n",
        "<名簿>" + "".join("<人>" + "".join(f"<{k}>{v}</{k}>" for k, v in zip(ROWS[0], row, strict=True)) + "</人>" for row in [ROWS[1], *OTHERS]) + "</名簿>",
        json.dumps([[*ROWS[0]], *ROWS[1:], *OTHERS], ensure_ascii=False),
        json.dumps({"draft": json.dumps([dict(zip(ROWS[0], ROWS[1], strict=True))])}),
    ],
    ids="flat-odf word2003 excel2003 sylk dif japanese-tags rows-of-json json-in-json".split(),
)  # fmt: skip
def test_documents_in_one_text_are_read_as_tables(text: str) -> None:
    assert values(text.encode()) >= ALL


def test_keys_repeated_in_every_cell_are_headings() -> None:
    rows = [ROWS[1], *OTHERS]
    text = "\n".join("\t".join(f"{key}:{cell}" for key, cell in zip(ROWS[0], row, strict=True)) for row in rows)
    assert values(text.encode()) >= ALL


def test_a_list_sent_by_a_form_is_read_below_the_line_of_the_log() -> None:
    doc = Doc("x", "table")
    doc.t([*ROWS, *OTHERS])
    assert values(text_formats.percent_body(doc).encode()) >= ALL


def test_a_note_of_a_card_is_read_by_the_label_it_begins_with() -> None:
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{row[0]}\r\nNOTE:口座番号 {number}\r\nEND:VCARD\r\n"
        for row, number in zip([ROWS[1], *OTHERS], (3344556, 7788991, 1029384), strict=True)
    )
    assert values(cards.encode()) >= {("bank_account", "3344556"), ("bank_account", "1029384")}


def test_columns_of_records_stay_apart_where_a_cell_is_empty() -> None:
    rows = [
        "氏名          区分    住所                      電話番号",
        "飯島 莉央             東京都板橋区蓮根2-14-9    090-6421-7738",
        "百瀬 達彦     済      東京都板橋区高島平3-10-2  090-5512-8841",
        "宮内 さおり           東京都板橋区大山町7-1     080-4402-1935",
    ]
    assert values("\r\n".join(rows).encode("cp932")) >= {("address", ADDRESS), ("phone", PHONE)}


def test_printed_pages_keep_their_columns() -> None:
    assert values(packs.xps(listed(), RNG)) >= ALL


def test_sentences_down_one_column_are_read_as_a_text() -> None:
    doc = Doc("面談", "prose")
    doc.p(f"面談の記録です。きょうは雨でした。\n{LINE}\n次の面談は来月の第二週を予定しています。")
    assert values(sheets.inline(doc, RNG)) >= {("name", NAME), ("phone", PHONE), ("address", ADDRESS)}


def test_comments_in_cells_of_opendocument_are_read_by_themselves() -> None:
    comment = f"<office:annotation><dc:date>2026-04-01T00:00:00</dc:date><text:p>{LINE}</text:p></office:annotation>"
    cell = f"<table:table-cell>{comment}<text:p>1枠</text:p></table:table-cell>"
    body = f"<office:body><table:table><table:table-row>{cell}</table:table-row></table:table></office:body>"
    assert values(zipped({"mimetype": "x", "content.xml": body})) >= {
        ("name", NAME),
        ("phone", PHONE),
        ("address", ADDRESS),
    }


def test_words_in_a_box_of_rtf_are_read() -> None:
    coded = "".join(f"\\u{ord(ch)}?" if ord(ch) > 127 else ch for ch in LINE)
    data = (
        "{\\rtf1 {\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard " + coded + "\\par}}}}"
    )
    assert values(data.encode()) >= {("name", NAME), ("phone", PHONE)}


def test_addresses_a_browser_visited_are_read() -> None:
    doc = Doc("x", "table")
    doc.t([ROWS[0], ROWS[1]])
    assert values(leftovers.browser_history(doc, RNG)) >= {("name", NAME), ("phone", PHONE)}


def test_utf16_between_other_bytes_is_read_and_the_format_named() -> None:
    result = look(leftovers.leveldb(listed(), Random(5)))
    assert {("name", NAME), ("phone", PHONE)} <= {match[:2] for match in result.matches or []}
    assert result.unread


def test_the_owner_file_of_an_open_document_is_known() -> None:
    doc = Doc("x", "prose")
    doc.values = [("name", NAME, "full-rare")]
    assert look(leftovers.owner(doc, RNG)).verdict is not Verdict.UNREADABLE


def test_vertical_text_is_read_from_right_to_left() -> None:
    doc = Doc("x", "prose")
    doc.p("訪問の記録\n" + LINE[:20] + "\n" + LINE[20:] + "\n次の予定は未定です。")
    found = values(pdfs.mapped("UniJIS-UCS2-V", "utf-16-be")(doc, RNG))
    assert found >= {("name", NAME), ("phone", PHONE)}


def test_words_broken_by_the_margin_are_joined() -> None:
    doc = Doc("x", "prose")
    text = f"{'本日の様子を記します。' * 4}利用者の{NAME}さん、{BIRTH}生まれ、住所は{ADDRESS}、携帯は{PHONE}です。"
    doc.p(text + "\n以上\n終わり")
    assert values(pdfs.mapped("UniJIS-UCS2-H", "utf-16-be")(doc, RNG)) >= {
        ("name", NAME),
        ("address", ADDRESS),
        ("phone", PHONE),
    }


def test_names_to_choose_from_in_a_sheet_are_read() -> None:
    sheet = '<worksheet><sheetData/><dataValidations><dataValidation><formula1>"百瀬　達彦,宮内　さおり,飯島　莉央,佐藤　健一,高橋　美穂"</formula1></dataValidation></dataValidations></worksheet>'
    data = zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet})
    assert ("name", "佐藤\u3000健一") in values(data)


def test_the_first_lzh_method_gives_the_same_text_as_the_others(shared: Path) -> None:
    data = (shared / "samples" / "lha" / "lhasa-lha_amiga_122-lh1.lzh").read_bytes()
    from checks.residue.budget import Budget
    from checks.residue.extract import extract
    from checks.residue.pieces import Text

    told = [piece.text for piece in extract(data, "a", Budget()) if isinstance(piece, Text)]
    assert "END OF TERMS AND CONDITIONS" in told[0]


@pytest.mark.parametrize(
    "name", ["ver5_taro2016_basic.jaw", "ver5_taro2016_temp.jtw", "ver6_taro2016_basic.jbw", "ver6_taro2016_temp.juw"]
)
def test_ichitaro_5_and_6_are_read(name: str, shared: Path) -> None:
    from checks.residue.budget import Budget
    from checks.residue.extract import extract
    from checks.residue.pieces import Text

    told = [
        piece.text
        for piece in extract((shared / "samples" / "ichitaro" / name).read_bytes(), name, Budget())
        if isinstance(piece, Text)
    ]
    assert told[0].count("テスト") == told[0].count("一太郎") == 1


def test_ichitaro_4_is_named_as_unread(shared: Path) -> None:
    data = (shared / "samples" / "ichitaro" / "ver4_taro2016_basic.jsw").read_bytes()
    assert (look(data).verdict, look(data).reason) == (Verdict.UNREADABLE, "unsupported_format")


def workbook_of(residents: int) -> bytes:
    """A workbook whose cells all point into its list of strings."""
    strings = [
        *ROWS[0],
        *(cell for n in range(residents) for cell in (*OTHERS[n % 2][:4], f"090-{2000 + n}-{4000 + n}")),
    ]
    rows = "".join(
        f'<row r="{r + 1}">'
        + "".join(f'<c r="{"ABCDE"[c]}{r + 1}" t="s"><v>{5 * r + c}</v></c>' for c in range(5))
        + "</row>"
        for r in range(residents + 1)
    )
    listed = "".join(f"<si><t>{text}</t></si>" for text in strings)
    parts = {
        "xl/sharedStrings.xml": f"<sst>{listed}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
    }
    return zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook/>", **parts})


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("checks.residue.readers.sheets.MOST_STRINGS", 60),
        ("checks.residue.inspect.MOST_RECORDS", 20),
        ("checks.residue.readers.sheets.ROWS_AT_ONCE", 30),
    ],
)
def test_of_a_workbook_too_long_to_hold_the_findings_so_far_are_kept(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checks.residue.readers.sheets.PIECE", 2_000)
    monkeypatch.setattr("checks.residue.readers.sheets.ROWS_AT_ONCE", 30)
    monkeypatch.setattr(limit, most)
    result = look(workbook_of(200))
    assert result.verdict is Verdict.CONTENT
    assert {("name", OTHERS[0][0]), ("phone", "090-2003-4003")} <= {match[:2] for match in result.matches or []}
    assert bool(result.unread) is (most != 30)


@pytest.mark.parametrize("write", [leftovers.sqlite_deleted, leftovers.wal], ids=["dropped", "wal"])
def test_columns_of_a_table_that_is_gone_are_known_by_its_creation(write: Callable[[Doc, Random], bytes]) -> None:
    doc = Doc("x", "table")
    numbers = ["2233445", "9081726", "5544332"]
    doc.t(
        [
            ["氏名", "口座番号", "区分", "更新日"],
            *([row[0], number, "済", "2025/11/20"] for row, number in zip([ROWS[1], *OTHERS], numbers, strict=True)),
        ]
    )
    assert values(write(doc, RNG)) >= {("bank_account", number) for number in numbers}


def test_rows_of_an_old_slide_table_are_read_as_rows() -> None:
    def record(kind: int, body: bytes, version: int = 0) -> bytes:
        return struct.pack("<HHI", version, kind, len(body)) + body

    def cell(left: int, top: int, text: str) -> bytes:
        anchor = record(0xF00F, struct.pack("<iiii", left, top, left + 90, top + 20))
        return record(0xF004, anchor + record(0x0FA0, text.encode("utf-16-le")), 0x0F)

    cells = b"".join(
        cell(100 * x, 30 * y, text) for y, row in enumerate([*ROWS, *OTHERS]) for x, text in enumerate(row)
    )
    assert values(compound.compound({"PowerPoint Document": cells, "Current User": bytes(30)})) >= ALL
