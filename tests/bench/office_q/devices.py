"""Files that one program makes: address books, calendars, browsers, telephones."""

import base64
import json
import quopri
import sqlite3
from collections.abc import Callable
from random import Random

from . import boxes
from .facets import say
from .marks import Doc
from .people import Person, person


class Book:
    """Persons and what is said of them."""

    def __init__(self, rng: Random, ward: str, title: str) -> None:
        self.rng, self.doc = rng, Doc(title, "table")
        self.people = [person(rng, ward, rng.choice(("adult", "adult", "elder"))) for _ in range(rng.randint(5, 18))]

    def say(self, p: Person, what: str) -> str:
        """A fact, noted."""
        kind, text, style = say(self.rng, p, what)
        self.doc.persons.add(p.family + p.given)
        if what in ("姓", "名"):
            style = f"apart-{p.rank}"
        return self.doc.put(kind, text, style) if kind else text


def _qp(text: str) -> str:
    return quopri.encodestring(text.encode()).decode().replace("=\n", "=\r\n")


def vcard21(book: Book) -> bytes:
    """An old telephone."""
    out = ""
    for p in book.people:
        out += f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_qp(book.say(p, '姓'))};{_qp(book.say(p, '名'))};;;\r\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:;;;;\r\nTEL;CELL:{book.say(p, '携n')}\r\nEMAIL;CELL:{book.say(p, 'メ')}\r\nEND:VCARD\r\n"
    return out.encode()


def vcard3(book: Book) -> bytes:
    """A new telephone."""
    out = ""
    for p in book.people:
        out += f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{book.say(p, '姓')};{book.say(p, '名')};;;\r\nFN:{book.say(p, '_')}\r\nX-PHONETIC-LAST-NAME:{book.say(p, 'か姓')}\r\nX-PHONETIC-FIRST-NAME:{book.say(p, 'か名')}\r\nTEL;TYPE=CELL:{book.say(p, '携+')}\r\nADR;TYPE=HOME:;;{book.say(p, '番-x')};;;{book.say(p, '〒')};\r\nBDAY:{book.say(p, '生-')}\r\nEND:VCARD\r\n"
    return out.encode()


def calendar(book: Book) -> bytes:
    """Appointments."""
    out = "BEGIN:VCALENDAR\r\nPRODID:-//Office Q//JP\r\nVERSION:2.0\r\n"
    for n, p in enumerate(book.people):
        out += f"BEGIN:VEVENT\r\nUID:{n}@q\r\nDTSTART:202406{book.rng.randint(10, 28)}T0{book.rng.randint(1, 7)}0000Z\r\nSUMMARY:面談 {book.say(p, '_')}様\r\nLOCATION:{book.say(p, '番-x')}\r\nDESCRIPTION:電話 {book.say(p, '携-')}\r\nEND:VEVENT\r\n"
    return (out + "END:VCALENDAR\r\n").encode()


def ldif(book: Book) -> bytes:
    """Thunderbird's address book."""
    out = ""
    for p in book.people:
        name = base64.b64encode(book.say(p, "_").encode()).decode()
        out += f"dn: mail={book.say(p, 'メ')}\nobjectclass: top\nobjectclass: person\ncn:: {name}\nmail: {book.say(p, 'メ')}\nmobile: {book.say(p, '携-')}\n\n"
    return out.encode()


def history(book: Book) -> bytes:
    """What was typed into web forms."""

    def fill(con: sqlite3.Connection) -> None:
        con.execute(
            "create table moz_formhistory (id integer primary key, fieldname text not null, value text not null, timesUsed integer)"
        )
        for p in book.people:
            pairs = (("shimei", "＿"), ("kana", "カ＿"), ("tel", "携-"), ("jusho", "市-x"), ("mail", "メ"))
            con.executemany("insert into moz_formhistory values (null,?,?,1)", [(k, book.say(p, w)) for k, w in pairs])
        con.execute("insert into moz_formhistory values (null,'searchbar-history','区役所 駐車場',2)")

    return boxes.base(fill)[0]


def chat(book: Book) -> bytes:
    """A chat program's export."""
    rows = [
        {
            "ts": f"2024-06-{book.rng.randint(10, 28)}T10:{n:02d}:00",
            "room": "受付",
            "body": f"{book.say(p, '姓')}様から折返し希望です {book.say(p, '携')}",
        }
        for n, p in enumerate(book.people)
    ]
    return json.dumps({"messages": rows}, ensure_ascii=False).encode()


def chat_ascii(book: Book) -> bytes:
    """JSON inside JSON."""
    rows = [
        {
            "name": book.say(p, "_"),
            "kana": book.say(p, "カ"),
            "birth": book.say(p, "生-"),
            "zip": book.say(p, "〒7"),
            "tel": book.say(p, "携n"),
        }
        for p in book.people
    ]
    return json.dumps({"key": "entry_draft", "value": json.dumps(rows)}).encode()


def contacts(book: Book) -> bytes:
    """Outlook's contacts."""
    heads = {
        "姓": "姓",
        "名": "名",
        "フリガナ (姓)": "カ姓",
        "フリガナ (名)": "カ名",
        "住所 (自宅)": "住-",
        "郵便番号 (自宅)": "〒",
        "携帯電話": "携-",
        "電子メール アドレス": "メ",
        "誕生日": "生",
    }
    rows = [",".join(f'"{k}"' for k in heads)] + [
        ",".join(f'"{book.say(p, w)}"' for w in heads.values()) for p in book.people
    ]
    return ("\r\n".join(rows) + "\r\n").encode("utf-8-sig")


def calls(book: Book) -> bytes:
    """Calls of the duty telephone."""
    rows = "".join(
        f'  <call number="{book.say(p, "携n")}" duration="{book.rng.randrange(600)}" type="1" contact_name="{book.say(p, "_")}" />\n'
        for p in book.people
    )
    return f"<?xml version='1.0' encoding='UTF-8' ?>\n<calls count=\"{len(book.people)}\">\n{rows}</calls>\n".encode()


def pins(book: Book) -> bytes:
    """Places on a map."""
    rows = "".join(
        f"<Placemark><name>{book.say(p, '')}</name><address>{book.say(p, '番-x')}</address><Point><coordinates>139.7{n},35.6{n}</coordinates></Point></Placemark>\n"
        for n, p in enumerate(book.people)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n{rows}</Document></kml>\n'.encode()


ALL: tuple[tuple[str, str, Callable[[Book], bytes]], ...] = (
    ("PC/端末2/携帯/adr.vcf", "vcard21", vcard21), ("PC/端末5/Downloads/contacts.vcf", "vcard3", vcard3), ("PC/端末5/予定.ics", "ics", calendar), ("PC/端末3/Thunderbird/abook.ldif", "ldif", ldif),
    ("PC/端末3/Mozilla/formhistory.sqlite", "sqlite-formhistory", history), ("PC/端末7/export/chat.json", "json-chat", chat), ("PC/端末7/export/localStorage.json", "json-in-json", chat_ascii),
    ("PC/端末2/contacts.CSV", "outlook-csv", contacts), ("PC/端末2/携帯/calls.xml", "calls-xml", calls), ("訪問/地図/pins.kml", "kml", pins),
)  # fmt: skip
