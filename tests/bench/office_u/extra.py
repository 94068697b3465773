"""Files that one program makes: address books, calendars, browsers, leftovers inside workbooks and documents."""

import base64
import quopri
import sqlite3
from collections.abc import Callable, Iterator
from html import escape
from random import Random

from . import office, packs
from .marks import Doc, Writer
from .people import Person

Made = tuple[str, str, Doc, bytes]


class Book:
    """Persons told one after another."""

    def __init__(self, rng: Random, title: str, staff: list[Person]) -> None:
        self.rng, self.doc, self.staff = rng, Doc(title, "table"), staff

    def rows(self, low: int, high: int, *marks: str) -> Iterator[list[str]]:
        """Rows of a few marks, each of new persons."""
        for _ in range(self.rng.randint(low, high)):
            writer = Writer(self.rng, self.doc, self.staff)
            yield writer.cells("|" + "|".join(marks) + "|")


def vcard21(book: Book) -> bytes:
    """The office telephone of old, quoted-printable."""
    out = b""
    for a, b, kana, tel in book.rows(4, 14, "{A.f}", "{A.g}", "{A.w}", "{A.m}"):
        name = quopri.encodestring(f"{a};{b};;;".encode(), quotetabs=True).replace(b"=\n", b"")
        out += b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + name
        out += (
            b"\r\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:"
            + kana.encode("cp932")
            + b";;;;\r\nTEL;CELL:"
            + tel.encode()
            + b"\r\nEND:VCARD\r\n"
        )
    return out


def vcard3(book: Book) -> bytes:
    """A telephone of today."""
    out = ""
    for a, b, full, tel, mail, home, born in book.rows(
        4, 14, "{A.f}", "{A.g}", "{A_}", "{A.mp}", "{A.e}", "{A.c}", "{A.bi}"
    ):
        out += f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{a};{b};;;\r\nFN:{full}\r\nTEL;TYPE=CELL:{tel}\r\nEMAIL:{mail}\r\nADR;TYPE=HOME:;;{home};;;;\r\nBDAY:{born}\r\nEND:VCARD\r\n"
    return out.encode()


def calendar(book: Book) -> bytes:
    """A shared calendar."""
    out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sumihara//Calendar//JA\r\n"
    for n, (a, tel, home) in enumerate(book.rows(5, 16, "{A}", "{A.m}", "{A.c}")):
        out += f"BEGIN:VEVENT\r\nUID:u{n}\r\nDTSTART:202406{n % 20 + 10}T100000\r\nSUMMARY:{a}様 面談\r\nLOCATION:{home}\r\nDESCRIPTION:電話 {tel}\r\nEND:VEVENT\r\n"
    return (out + "END:VCALENDAR\r\n").encode()


def ldif(book: Book) -> bytes:
    """A mailer's address book."""
    out = ""
    for name, mail in book.rows(5, 15, "{A~}", "{A.e}"):
        out += f"dn:: {base64.b64encode(f'cn={name},mail={mail}'.encode()).decode()}\nobjectclass: person\ncn:: {base64.b64encode(name.encode()).decode()}\nmail: {mail}\n\n"
    return out.encode()


def calls(book: Book) -> bytes:
    """Calls of the duty telephone."""
    body = "".join(
        f'<call number="{t}" duration="{book.rng.randrange(600)}" type="1" contact_name="{escape(n)}" />\n'
        for n, t in book.rows(8, 25, "{A}", "{A.m0}")
    )
    return f"<?xml version='1.0' encoding='UTF-8' ?>\n<calls>\n{body}</calls>".encode()


def typed(book: Book) -> bytes:
    """What was typed into web forms."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table moz_formhistory (id integer primary key, fieldname text, value text)")
        for row in book.rows(4, 12, "{A_}", "{A.k}", "{A.m}", "{A.c}", "{A.e}"):
            base.executemany(
                "insert into moz_formhistory values (null,?,?)",
                zip(("name", "kana", "tel", "address", "mail"), row, strict=True),
            )
        base.execute("insert into moz_formhistory values (null,'searchbar-history','開館時間 祝日')")

    return packs.base_of(work)


def pivot(book: Book) -> bytes:
    """A sheet of sums whose pivot cache still holds the rows."""
    rows = list(book.rows(8, 25, "{A}", "{A.c}", "{!生活保護/身体障害者手帳/ひとり親}"))
    space = f'xmlns="{office.NS}spreadsheetml/2006/main"'
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    names = ("氏名", "住所", "減免理由")
    shared = ["".join(f'<s v="{escape(r[n])}"/>' for r in rows) for n in range(3)]
    fields = "".join(
        f'<cacheField name="{k}"><sharedItems count="{len(rows)}">{x}</sharedItems></cacheField>'
        for k, x in zip(names, shared, strict=True)
    )
    parts = {
        "xl/workbook.xml": (
            main + "sheet.main+xml",
            f'{office.HEAD}<workbook {space} xmlns:r="{office.REL}"><sheets><sheet name="集計" sheetId="1" r:id="rId1"/></sheets><pivotCaches><pivotCache cacheId="1" r:id="rId2"/></pivotCaches></workbook>',
        ),
        "xl/worksheets/sheet1.xml": (
            main + "worksheet+xml",
            f'{office.HEAD}<worksheet {space}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>件数</t></is></c><c r="B1"><v>{len(rows)}</v></c></row></sheetData></worksheet>',
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            main + "pivotCacheDefinition+xml",
            f'{office.HEAD}<pivotCacheDefinition {space} refreshOnLoad="1" recordCount="{len(rows)}"><cacheSource type="worksheet"><worksheetSource ref="A1:C{len(rows) + 1}" sheet="元"/></cacheSource><cacheFields count="3">{fields}</cacheFields></pivotCacheDefinition>',
        ),
    }
    rels = {
        "xl/workbook.xml": [
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ]
    }
    return office.package("officeDocument", "xl/workbook.xml", parts, rels)  # fmt: skip


def embedded(book: Book) -> bytes:
    """A plain letter with a workbook inside it."""
    import io
    import zipfile

    rows = [["氏名", "生年月日", "電話"], *book.rows(6, 18, "{A~}", "{A.bw}", "{A.t}")]
    inner = office.xlsx()(Doc("", "table", list(rows)), book.rng)
    letter = office.docx()(Doc("", "prose", ["下表のとおり報告します。(表はダブルクリックで開きます)"]), book.rng)
    files = {
        x.filename: zipfile.ZipFile(io.BytesIO(letter)).read(x) for x in zipfile.ZipFile(io.BytesIO(letter)).infolist()
    }
    files["word/embeddings/Microsoft_Excel_Worksheet1.xlsx"] = inner
    files["word/_rels/document.xml.rels"] = (
        f'{office.HEAD}<Relationships xmlns="{office.PKG}/relationships"><Relationship Id="rId1" Type="{office.REL}/package" Target="embeddings/Microsoft_Excel_Worksheet1.xlsx"/></Relationships>'.encode()
    )
    return office.pack(dict(files))


def line_talk(book: Book) -> bytes:
    """A talk saved from a telephone."""
    out = "[LINE] 遅番グループのトーク履歴\n保存日時：2024/08/03 21:10\n\n2024/08/02(金)\n"
    for n, (who, about) in enumerate(
        book.rows(
            6, 18, "{V}", "{A.f}さん、{?明日は休みです/お迎え10分遅れます/忘れ物の帽子ありました/夕食は完食でした}"
        )
    ):
        out += f"{18 + n // 20}:{n * 3 % 60:02d}\t{who}\t{about}\n"
    return out.encode()


def postcards(book: Book) -> bytes:
    """Export of a program for New Year's cards."""
    out = "氏名,フリガナ,敬称,自宅〒,自宅住所,自宅電話,年賀状送受\r\n"
    for row in book.rows(8, 26, "{A~}", "{A.k~}", "様", "{A.z}", "{A.a}", "{A.t}", "○×"):
        out += ",".join(row) + "\r\n"
    return out.encode("utf-16")


def map_pins(book: Book) -> bytes:
    """Stops of the bus on a map."""
    pins = "".join(
        f"<Placemark><name>{escape(a)}さん宅</name><address>{escape(home)}</address><description>{escape(tel)}</description></Placemark>\n"
        for a, home, tel in book.rows(6, 14, "{A.f}", "{A.c}", "{A.t}")
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>送迎</name>\n{pins}</Document></kml>'.encode()


SINGLE: tuple[tuple[str, str, Callable[[Book], bytes]], ...] = (
    ("つくしの家/携帯/backup_{n}.vcf", "vcard21", vcard21), ("外国人相談/携帯/contacts{n}.vcf", "vcard3", vcard3), ("健診/予約/calendar{n}.ics", "ics", calendar), ("本部/mail/abook{n}.ldif", "ldif", ldif),
    ("あけぼの荘/携帯/calls-{n}.xml", "calls-xml", calls), ("青少年センター/Profiles/{n}.default/formhistory.sqlite", "sqlite-form", typed), ("自転車駐車場/定期/減免集計{n}.xlsx", "xlsx-pivot", pivot),
    ("健診/事後/報告文{n}.docx", "docx-embedded", embedded), ("あけぼの荘/携帯/LINE_talk{n}.txt", "line-talk", line_talk), ("本部/総務/年賀{n}.csv", "postcards", postcards), ("つくしの家/送迎/pins{n}.kml", "kml", map_pins),
)  # fmt: skip


def extras(rng: Random, staff: list[Person]) -> Iterator[Made]:
    """Path, format, document, bytes."""
    for n in (1, 2):
        for path, form, make in SINGLE:
            book = Book(rng, form, staff)
            data = make(book)
            yield path.replace("{n}", str(n)), form, book.doc, data
