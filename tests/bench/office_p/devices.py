"""Files that only one program makes: address books, calendars, browsers, phones."""

import base64
import json
import quopri
import sqlite3
from collections.abc import Iterator
from html import escape
from random import Random

from . import packs
from .marks import Doc, part
from .people import Person, person

Made = tuple[str, str, Doc, str, bytes]


class Book:
    """Persons and what is said of them."""

    def __init__(self, rng: Random, city: str, title: str, size: int) -> None:
        self.rng, self.doc = rng, Doc(title, "table")
        self.people = [person(rng, city, rng.choice(("adult", "adult", "elder"))) for _ in range(size)]

    def say(self, p: Person, what: str) -> str:
        """A part, noted."""
        kind, text, style = part(self.rng, p, what)
        self.doc.persons.add(p.family + p.given)
        if kind:
            self.doc.put(
                kind,
                text,
                f"{style.replace('family', 'apart').replace('given', 'apart')}-{p.rank}" if kind == "name" else "",
            )
        return text


def vcard(book: Book) -> bytes:
    """Version 2.1 of an old telephone."""
    out = ""
    for p in book.people:
        a, b, full = book.say(p, "姓"), book.say(p, "名"), book.say(p, "_")
        code = [quopri.encodestring(x.encode()).decode().replace("=\n", "=\r\n") for x in (f"{a};{b};;;", full)]
        out += f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{code[0]}\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{code[1]}\r\nTEL;CELL;VOICE:{book.say(p, '携n')}\r\nEND:VCARD\r\n"
    return out.encode()


def vcard4(book: Book) -> bytes:
    """Version 4 of a new telephone."""
    out = ""
    for p in book.people:
        out += f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{book.say(p, '＿')}\r\nN:{book.say(p, '姓')};{book.say(p, '名')};;;\r\nTEL;VALUE=uri;TYPE=cell:tel:{book.say(p, '携-')}\r\nEMAIL:{book.say(p, 'メ')}\r\nADR;TYPE=home:;;{book.say(p, '番地')};{p.city};{p.pref};{book.say(p, '〒')};Japan\r\nBDAY:{book.say(p, '生8')}\r\nEND:VCARD\r\n"
    return out.encode()


def ldif(book: Book) -> bytes:
    """Thunderbird's address book."""
    out = ""
    for p in book.people:
        name, mail = book.say(p, "_"), book.say(p, "メ")
        out += f"dn:: {base64.b64encode(f'cn={name},mail={mail}'.encode()).decode()}\nobjectclass: top\nobjectclass: mozillaAbPersonAlpha\ncn:: {base64.b64encode(name.encode()).decode()}\nmail: {mail}\nhomePhone: {book.say(p, '電-')}\n\n"
    return out.encode()


def history(book: Book) -> bytes:
    """What was typed into the boxes of web pages."""

    def work(base: sqlite3.Connection) -> None:
        base.execute(
            "create table moz_formhistory (id integer primary key, fieldname text, value text, timesUsed integer)"
        )
        for p in book.people:
            rows = [("user_name", "＿"), ("furigana", "か"), ("tel1", "携-"), ("address", "町"), ("email", "メ")]
            base.executemany("insert into moz_formhistory values (null,?,?,1)", [(k, book.say(p, w)) for k, w in rows])
        base.execute("insert into moz_formhistory values (null,'searchbar-history','車いす レンタル 相場',3)")

    return packs.base_of(work)[0]


def web_data(book: Book) -> bytes:
    """Chrome's filled-in addresses."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table local_addresses (guid text, use_count integer)")
        base.execute("create table local_addresses_type_tokens (guid text, type integer, value text)")
        for n, p in enumerate(book.people):
            base.execute("insert into local_addresses values (?,1)", (f"g{n}",))
            rows = [(7, "_"), (77, "番"), (35, "〒"), (14, "携-"), (9, "メ")]
            base.executemany(
                "insert into local_addresses_type_tokens values (?,?,?)",
                [(f"g{n}", t, book.say(p, w)) for t, w in rows],
            )

    return packs.base_of(work)[0]


def calls(book: Book) -> bytes:
    """Calls of the duty telephone."""
    rows = "".join(
        f'<call number="{book.say(p, "携n")}" duration="{book.rng.randrange(900)}" type="{book.rng.randint(1, 3)}" readable_date="2023/07/{book.rng.randint(10, 30)} 9:12" contact_name="{escape(book.say(p, "_"))}" />\n'
        for p in book.people
    )
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls>\n{rows}</calls>".encode()


def calendar(book: Book) -> bytes:
    """Visits in a calendar."""
    out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\n"
    for n, p in enumerate(book.people):
        out += f"BEGIN:VEVENT\r\nUID:{n}@p\r\nDTSTART:202304{book.rng.randint(10, 28)}T100000\r\nSUMMARY:{book.say(p, '')}様 訪問\r\nLOCATION:{book.say(p, '町')}\r\nDESCRIPTION:連絡先 {book.say(p, '携-')}\r\nEND:VEVENT\r\n"
    return (out + "END:VCALENDAR\r\n").encode()


def postcards(book: Book) -> bytes:
    """Export of a program for New Year's cards."""
    out = "氏名,フリガナ,敬称,自宅〒,自宅住所1,自宅住所2,自宅電話,会社名,連名1,年賀状送受\r\n"
    for p in book.people:
        kin = person(book.rng, "x y 000", "adult", kin=p)
        out += (
            ",".join(
                (
                    book.say(p, "＿"),
                    book.say(p, "カ＿"),
                    "様",
                    book.say(p, "〒"),
                    book.say(p, "住"),
                    "",
                    book.say(p, "電-"),
                    "",
                    book.say(kin, "名") if kin.rank != "foreign" else "",
                    "○×",
                )
            )
            + "\r\n"
        )
    return out.encode("utf-16")


def outlook(book: Book) -> bytes:
    """Outlook's contacts."""
    out = '"姓","名","フリガナ (姓)","フリガナ (名)","番地 (自宅)","郵便番号 (自宅)","携帯電話","電子メール アドレス","誕生日"\r\n'
    for p in book.people:
        out += (
            ",".join(f'"{book.say(p, w)}"' for w in ("姓", "名", "カ姓", "カ名", "住", "〒", "携-", "メ", "生/"))
            + "\r\n"
        )
    return out.encode("utf-8-sig")


def draft(book: Book) -> bytes:
    """A web form kept by the browser, JSON in JSON."""
    rows = [
        {
            "name": book.say(p, "_"),
            "kana": book.say(p, "カ"),
            "birthday": book.say(p, "生-"),
            "tel": book.say(p, "携-"),
            "zip": book.say(p, "〒7"),
        }
        for p in book.people
    ]
    return json.dumps({"key": "entryForm:v3", "value": json.dumps(rows)}).encode()


def geo(book: Book) -> bytes:
    """Map pins of the watch-over rounds."""
    pins = "".join(
        f"<Placemark><name>{escape(book.say(p, ''))}</name><description>独居 {book.say(p, '電-')}</description><address>{escape(book.say(p, '町'))}</address><Point><coordinates>140.8{n},38.2{n},0</coordinates></Point></Placemark>\n"
        for n, p in enumerate(book.people)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>見守り</name>\n{pins}</Document></kml>'.encode()


def photo_note(book: Book) -> bytes:
    """A picture library's captions."""
    return json.dumps(
        {
            "album": "敬老会2022",
            "items": [
                {"file": f"IMG_{n:04d}.JPG", "caption": f"{book.say(p, '')}さん（{2022 - p.born.year}歳）記念品贈呈"}
                for n, p in enumerate(book.people, 12)
            ],
        },
        ensure_ascii=False,
    ).encode()


SINGLE = (
    ("携帯バックアップ/SH-01/adr_2011.vcf", "vcard21", vcard), ("携帯バックアップ/iPhone/連絡先.vcf", "vcard4", vcard4), ("旧PC/事務1/thunderbird/abook.ldif", "ldif", ldif),
    ("旧PC/事務2/Users/kaigo/AppData/Roaming/Mozilla/Firefox/Profiles/q8.default/formhistory.sqlite", "sqlite-formhistory", history),
    ("旧PC/事務2/Users/kaigo/AppData/Local/Google/Chrome/User Data/Default/Web Data", "sqlite-webdata", web_data), ("携帯バックアップ/calls-2023.xml", "calls-xml", calls),
    ("携帯バックアップ/houmon.ics", "ics", calendar), ("年賀状/筆ソフト書出.csv", "postcards-csv", postcards), ("旧PC/事務1/contacts.CSV", "outlook-csv", outlook),
    ("旧PC/事務2/localStorage_export.json", "json-in-json", draft), ("見守り/地図/pins.kml", "kml", geo), ("写真/album.json", "album-json", photo_note),
)  # fmt: skip


def devices(rng: Random, city: str) -> Iterator[Made]:
    """Path, format, document, expected, bytes."""
    for path, form, make in SINGLE:
        book = Book(rng, city, form, rng.randint(5, 26))
        data = make(book)
        yield path, form, book.doc, "read", data
    nobody = (
        ("写真/2016運動会/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1500)), ("写真/desktop.ini", "[.ShellClassInfo]\r\nIconResource=C:\\WINDOWS\\System32\\SHELL32.dll,4\r\n".encode("utf-16")),
        ("$RECYCLE.BIN/S-1-5-21-1/$I4F2QX1.xls", bytes([1]) + bytes(7) + (9000).to_bytes(8, "little") + bytes(8) + "D:\\共有\\備品.xls".encode("utf-16-le").ljust(520, b"\0")),
        ("総務/~$料金表.xlsx", b"\x06kyoyu1" + bytes(48) + "kyoyu1".encode("utf-16-le") + bytes(99)), ("総務/共有へのショートカット.url", b"[InternetShortcut]\r\nURL=file://nas01/share\r\n"),
        ("旧PC/事務1/pagefile.log", b"\0" * 4096), ("旧PC/事務1/empty.mdb", b""),
    )  # fmt: skip
    for path, data in nobody:
        yield path, "system", Doc("system file", "harmless"), "read", data
