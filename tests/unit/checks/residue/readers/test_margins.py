"""Names around documents: authors, readers of a letter, sheets, files in an archive; a whole private name is told, nothing else."""

import email.message
import io

import pytest
import xlsxwriter

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import W, look, zipped

WHO, READER = "飯島莉央", "渡部 信一"
MANY = [WHO, READER, "グエン ティ ラン"]
NOBODY = [
    "",
    "飯島",
    "rio.iijima",
    "管理者",
    "python-docx",
    "Microsoft Office User",
    "株式会社青空",
    "板橋区役所",
    "富士通",
    "総務課 共用",
]


def names(data: bytes) -> set[str]:
    """The names a file shows around its text; whatever has a content is a failure."""
    result = look(data)
    assert result.verdict in (Verdict.CLEAN, Verdict.NAME_ONLY), result
    assert (result.verdict is Verdict.NAME_ONLY) == bool(result.matches)
    assert not result.matches or result.reason == "name_beside"
    return {value for kind, value, _ in result.matches or [] if kind == "name"}


CORE = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def word(author: str, saved: str = "", text: str = "様式第1号(未記入)") -> bytes:
    core = f"<cp:coreProperties {CORE}><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{saved}</cp:lastModifiedBy></cp:coreProperties>"
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body, "docProps/core.xml": core})


@pytest.mark.parametrize("author", MANY)
def test_the_author_of_a_letter_without_persons(author: str) -> None:
    assert names(word(author)) == {author}
    assert names(word("python-docx", author)) == {author}


@pytest.mark.parametrize("author", NOBODY)
def test_who_is_no_person_by_a_whole_name_is_not_told(author: str) -> None:
    assert names(word(author)) == set()


def test_authors_of_comments_and_changes() -> None:
    body = f'<w:p><w:ins w:id="1" w:author="{WHO}"><w:r><w:t>様式</w:t></w:r></w:ins></w:p>'
    people = f'<w15:people xmlns:w15="x"><w15:person w15:author="{READER}"/></w15:people>'
    parts = {"[Content_Types].xml": "<Types/>", "word/people.xml": people}
    parts["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    assert names(zipped(dict(parts))) == {WHO, READER}


def test_sheets_and_printed_headings() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for title in (WHO, "4月", "集計"):
            book.add_worksheet(title).write_column("A1", ["月", "出席", "○"])
        book.worksheets()[1].set_header(f'&L&"MS Gothic,太字"&10担当 {READER}&R&P/&N')
    assert names(out.getvalue()) == {WHO, READER}


def test_the_author_of_a_workbook() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": WHO, "manager": READER, "company": "株式会社青空"})
        book.add_worksheet().write_row("A1", ["月", "件数"])
    assert names(out.getvalue()) == {WHO, READER}


def test_who_made_and_printed_an_open_document() -> None:
    meta = f"<office:meta><meta:initial-creator>{WHO}</meta:initial-creator><dc:creator>管理者</dc:creator><meta:printed-by>{READER}</meta:printed-by></office:meta>"
    body = '<office:body><office:spreadsheet><table:table table:name="4月"><table:table-row><table:table-cell><text:p>件数</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>'
    parts: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": body}
    assert names(zipped(parts | {"meta.xml": meta, "META-INF/manifest.xml": "<manifest/>"})) == {WHO, READER}


def test_the_author_and_operator_of_rich_text() -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in WHO.encode("cp932"))
    wide = "".join(f"\\u{ord(sign)}?" for sign in READER)
    about = "{\\info{\\title form}{\\author " + coded + "}{\\operator " + wide + "}}"
    assert names(f"{{\\rtf1\\ansi\\ansicpg932{about}\\pard form 1\\par}}".encode("ascii")) == {WHO, READER}


def pdf(*more: bytes, trailer: bytes = b"") -> bytes:
    """One empty page (ISO 32000-1, 7.5) and further objects."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>", *more,
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def test_the_author_of_a_pdf() -> None:
    about = b"<</Author<%s>>>" % (b"\xfe\xff" + WHO.encode("utf-16-be")).hex().encode()
    assert WHO in {value for _, value, _ in look(pdf(about, trailer=b"/Info 4 0 R")).matches or []}


def test_the_creator_in_the_packet_of_a_pdf() -> None:
    xmp = f"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>{WHO}</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>".encode()
    packet = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(xmp), xmp)
    assert WHO in {value for _, value, _ in look(pdf(packet)).matches or []}


def mail(**heads: str) -> bytes:
    message = email.message.EmailMessage()
    for head, value in heads.items():
        message[head.replace("_", "-")] = value
    message["Date"], message["Message-ID"] = "Thu, 20 Nov 2025 10:00:00 +0900", "<1@example.org>"
    message.set_content("資料を共有フォルダに置きました。")
    return message.as_bytes()


def test_the_people_of_a_letter() -> None:
    told = names(mail(From=f"{WHO} <a@example.org>", To=f'"{READER}" <b@example.org>, c@example.org', Subject="資料"))
    assert told == {WHO, READER}


@pytest.mark.parametrize("shown", ["事務局", "飯島", "Amazon.co.jp", "板橋区役所 福祉課", "メールマガジン"])
def test_offices_and_surnames_that_write_are_not_told(shown: str) -> None:
    assert names(mail(From=f"{shown} <a@example.org>", To="info@example.org", Subject="お知らせ")) == set()


def test_files_in_an_archive_are_told_by_their_names() -> None:
    told = names(zipped({f"履歴書/{WHO}_履歴書.txt": "別紙", f"{READER}/写真.txt": "別紙", "様式.txt": "様式第1号"}))
    assert told == {WHO, READER}


def test_names_around_a_text_about_persons_do_not_become_its_content() -> None:
    result = look(word(READER, text=f"氏名 {WHO} 電話 090-6421-7738 生年月日 昭和52年8月19日"))
    assert result.verdict is Verdict.CONTENT
    assert READER not in {value for _, value, _ in result.matches or []}


def test_what_cannot_be_read_stays_unread_whoever_made_it() -> None:
    whole = word(WHO, text="様式" * 400)
    at = whole.index(b"word/document.xml") + len("word/document.xml")
    damaged = whole[:at] + bytes(20) + whole[at + 20 :]
    assert look(damaged).verdict is Verdict.UNREADABLE
