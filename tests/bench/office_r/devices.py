"""Files that only one program or machine makes."""

import base64
import json
import quopri
import sqlite3
from collections.abc import Callable, Iterator
from html import escape
from random import Random

from .marks import Doc, part
from .packs import base_of
from .people import Person, person


class Book:
    """Persons, and what of them is told."""

    def __init__(self, rng: Random, title: str, size: int) -> None:
        self.rng, self.doc = rng, Doc(title, "table")
        self.people = [person(rng, rng.choice(("adult", "adult", "elder"))) for _ in range(size)]

    def say(self, p: Person, what: str) -> str:
        """A part, noted."""
        kind, text, style = part(self.rng, p, what)
        if kind == "name":
            style = f"{'apart' if what in ('f', 'g') else style}-{p.rank}"
        if kind:
            self.doc.people.add(f"{p.family} {p.given} {p.born}")
            self.doc.put(kind, text, style)
        return text


def vcard3(book: Book) -> bytes:
    """A telephone's address book, UTF-8."""
    out = ""
    for p in book.people:
        out += f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{book.say(p, 'f')};{book.say(p, 'g')};;;\r\nFN:{book.say(p, 'b')}\r\nX-PHONETIC-LAST-NAME:{book.say(p, 'kf')}\r\nX-PHONETIC-FIRST-NAME:{book.say(p, 'kg')}\r\nTEL;TYPE=CELL:{book.say(p, 'mob')}\r\nBDAY:{book.say(p, 'd-')}\r\nEND:VCARD\r\n"
    return out.encode()


def vcard2(book: Book) -> bytes:
    """An older telephone's."""
    out = ""
    for p in book.people:
        a, b = (quopri.encodestring(book.say(p, x).encode()).decode().replace("=\n", "") for x in "fg")
        out += f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{a};{b};;;\r\nTEL;CELL:{book.say(p, 'mobn')}\r\nEMAIL:{book.say(p, 'mail')}\r\nEND:VCARD\r\n"
    return out.encode()


def ics(book: Book) -> bytes:
    """Appointments."""
    out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\n"
    for n, p in enumerate(book.people):
        out += f"BEGIN:VEVENT\r\nUID:r{n}\r\nDTSTART:202211{10 + n % 19}T013000Z\r\nSUMMARY:面談　{book.say(p, 'w')}様\r\nDESCRIPTION:電話 {book.say(p, 'any')}\\nメール {book.say(p, 'mail')}\r\nEND:VEVENT\r\n"
    return (out + "END:VCALENDAR\r\n").encode()


def ldif(book: Book) -> bytes:
    """Thunderbird."""
    out = ""
    for p in book.people:
        name, mail = book.say(p, "b"), book.say(p, "mail")
        out += f"dn:: {base64.b64encode(f'cn={name},mail={mail}'.encode()).decode()}\nobjectclass: person\ncn:: {base64.b64encode(name.encode()).decode()}\nmail: {mail}\nmobile: {book.say(p, 'mob')}\n\n"
    return out.encode()


def autofill(book: Book) -> bytes:
    """Chrome's filled-in fields."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table autofill (name text, value text, count integer)")
        for p in book.people:
            base.executemany("insert into autofill values (?, ?, 1)", [(k, book.say(p, w)) for k, w in (("shimei", "w"), ("kana", "k"), ("tel", "mob"), ("jusho", "cit"), ("mail", "mail"))])  # fmt: skip
        base.execute("insert into autofill values ('q', '緑瀬区 粗大ごみ 料金', 4)")

    return base_of(work)[0]


def formhistory(book: Book) -> bytes:
    """Firefox's."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table moz_formhistory (id integer primary key, fieldname text, value text)")
        for p in book.people:
            base.executemany("insert into moz_formhistory values (null, ?, ?)", [(k, book.say(p, w)) for k, w in (("sei", "f"), ("mei", "g"), ("zip", "zip"), ("birth", "d0"))])  # fmt: skip

    return base_of(work)[0]


def storage(book: Book) -> bytes:
    """A tablet's kept forms."""
    rows = [{"shimei": book.say(p, "b"), "furigana": book.say(p, "h"), "jusho": book.say(p, "adr"), "denwa": book.say(p, "mob")} for p in book.people]  # fmt: skip
    return json.dumps({"store": "uketsuke", "payload": json.dumps(rows, ensure_ascii=False)}).encode()


def calls(book: Book) -> bytes:
    """The duty telephone's calls."""
    rows = "".join(f'<call number="{book.say(p, "mobn")}" duration="{book.rng.randrange(600)}" contact_name="{escape(book.say(p, "b"))}" />\n' for p in book.people)  # fmt: skip
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<calls count=\"{len(book.people)}\">\n{rows}</calls>".encode()


def kml(book: Book) -> bytes:
    """Pins of a round."""
    pins = "".join(f"<Placemark><name>{escape(book.say(p, 'f'))}様</name><description>{escape(book.say(p, 'cit'))} {book.say(p, 'tel')}</description><Point><coordinates>139.4{n},35.6{n},0</coordinates></Point></Placemark>\n" for n, p in enumerate(book.people))  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{pins}</Document></kml>'.encode()


def cards(book: Book) -> bytes:
    """New Year's cards, UTF-16."""
    out = "名前,ふりがな,敬称,郵便番号,住所1,電話\r\n"
    for p in book.people:
        out += ",".join((book.say(p, "b"), book.say(p, "h"), "様", book.say(p, "zip"), book.say(p, "adr"), book.say(p, "tel"))) + "\r\n"  # fmt: skip
    return out.encode("utf-16")


def google(book: Book) -> bytes:
    """Contacts of a web mail."""
    out = "Name,Given Name,Family Name,Birthday,E-mail 1 - Value,Phone 1 - Value,Address 1 - Formatted\r\n"
    for p in book.people:
        out += ",".join((book.say(p, "b"), book.say(p, "g"), book.say(p, "f"), book.say(p, "d-"), book.say(p, "mail"), book.say(p, "mobi"), book.say(p, "adr"))) + "\r\n"  # fmt: skip
    return out.encode()


def plist(book: Book) -> bytes:
    """A property list."""
    rows = "".join(f"<dict><key>name</key><string>{escape(book.say(p, 'b'))}</string><key>phone</key><string>{book.say(p, 'tel')}</string></dict>\n" for p in book.people)  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><array>\n{rows}</array></plist>'.encode()


MAKERS: tuple[tuple[str, str, Callable[[Book], bytes]], ...] = (
    ("携帯電話/窓口携帯/contacts.vcf", "vcard3", vcard3), ("携帯電話/旧ガラケー/ADDR0001.VCF", "vcard2", vcard2), ("PC09_館長/カレンダー/予定.ics", "ics", ics), ("旧バックアップ/2014_総務/Thunderbird/address.ldif", "ldif", ldif),
    ("PC01_窓口/AppData/Local/Google/Chrome/User Data/Default/Web Data", "sqlite-autofill", autofill), ("PC02_保育事務/AppData/Roaming/Mozilla/Firefox/Profiles/x1.default/formhistory.sqlite", "sqlite-formhistory", formhistory),
    ("携帯電話/受付タブレット/storage.json", "json-in-json", storage), ("携帯電話/当番/calls.xml", "calls-xml", calls), ("PC04_訪問/Documents/地図/巡回.kml", "kml", kml), ("PC09_館長/Documents/年賀状/住所録.csv", "cards-csv", cards),
    ("PC08_多文化/Downloads/contacts.csv", "google-csv", google), ("携帯電話/iPad/people.plist", "plist", plist),
)  # fmt: skip
NOBODY: tuple[tuple[str, bytes], ...] = (
    ("NAS/共有/総務/~$契約一覧.xlsx", b"\x05jimu " + bytes(49) + "jimu".encode("utf-16-le") + bytes(101)), ("PC01_窓口/Desktop/desktop.ini", "[.ShellClassInfo]\r\nLocalizedResourceName=@shell32.dll,-21769\r\n".encode("utf-16")),
    ("NAS/共有/保育/写真/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528)), ("PC03_保育/Desktop/共有へ.url", b"[InternetShortcut]\r\nURL=file://nas/kyoyu\r\n"), ("PC06_調査/Documents/空.txt", b""), ("旧バックアップ/dump/zero.bin", bytes(8192)),
    ("NAS/@eaDir/SYNOINDEX_MEDIA_INFO", b"\0\1\0\1" + bytes(60)), ("PC05_コール/CTI/license.key", b"LIC-4821-0093-7756-1200\r\nMAX=10\r\n"),
)  # fmt: skip


def devices(rng: Random) -> Iterator[tuple[str, str, Doc, bytes]]:
    """Path, format, document, bytes."""
    for path, form, make in MAKERS:
        book = Book(rng, form, rng.randint(4, 22))
        yield path, form, book.doc, make(book)
    for path, data in NOBODY:
        yield path, "system", Doc("system", "prose"), data
