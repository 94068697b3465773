"""Files that one program makes: address books, calendars, chats, browsers; and what every system leaves."""

import base64
import json
import quopri
import sqlite3
import struct
from collections.abc import Iterator
from html import escape
from random import Random
from urllib.parse import quote

from . import packs
from .marks import Doc, Draft, Scribe
from .people import Person, person

Made = tuple[str, str, Doc, bytes]


class Cards:
    """Some persons and what was said of them."""

    def __init__(self, rng: Random, title: str, staff: list[Person], age: str = "") -> None:
        self.rng = rng
        self.scribe = Scribe(rng, Draft(title, "table", "", "", ()), staff)
        self.doc = self.scribe.doc
        self.people = [person(rng, age or rng.choice(("adult", "elder")), rng.choice("fm")) for _ in range(rng.randint(6, 20))]  # fmt: skip
        self.people[2] = person(rng, "adult", "f", script="kata")

    def say(self, p: Person, what: str) -> str:
        """A part of a person, noted."""
        kind, text, style = self.scribe.part(p, what)
        self.doc.persons.add(p.parts)
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "")


def vcard2(cards: Cards) -> bytes:
    """An old mobile's."""

    def say(value: str) -> str:
        return quopri.encodestring(value.encode("cp932", "replace"), quotetabs=True).decode().replace("=\n", "")

    out = ""
    for p in cards.people:
        if p.rank == "old":
            continue
        sjis = "CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE"
        out += f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;{sjis}:{say(cards.say(p, 'F'))};{say(cards.say(p, 'G'))}\r\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:{say(cards.say(p, 'n'))}\r\nTEL;CELL:{cards.say(p, 'm')}\r\nEMAIL;CELL:{cards.say(p, 'e')}\r\nEND:VCARD\r\n"
    return out.encode("cp932")


def vcard3(cards: Cards) -> bytes:
    """A telephone's of today."""
    out = ""
    for p in cards.people:
        out += f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{cards.say(p, '_')}\r\nX-PHONETIC-LAST-NAME:{cards.say(p, 'kf')}\r\nTEL;TYPE=CELL:{cards.say(p, 'm')}\r\nADR;TYPE=HOME:;;{cards.say(p, 't')};{p.city};{p.pref};{cards.say(p, 'z')};日本\r\nBDAY:{p.born.isoformat()}\r\nEND:VCARD\r\n"
        cards.doc.put("birth_date", p.born.isoformat())
    return out.encode()


def calendar(cards: Cards) -> bytes:
    """Visits, exported."""
    out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fujimi//cal 1.0//JA\r\n"
    for n, p in enumerate(cards.people):
        out += f"BEGIN:VEVENT\r\nUID:{n}@s\r\nDTSTART;TZID=Asia/Tokyo:202306{10 + n:02d}T100000\r\nSUMMARY:訪問 {cards.say(p, '')}様\r\nLOCATION:{cards.say(p, 'c')}\r\nDESCRIPTION:連絡先 {cards.say(p, 'p')}\r\nEND:VEVENT\r\n"
    return (out + "END:VCALENDAR\r\n").encode()


def ldif(cards: Cards) -> bytes:
    """Thunderbird's address book."""
    out = ""
    for p in cards.people:
        mail = cards.say(p, "e")
        name = base64.b64encode(cards.say(p, "_").encode()).decode()
        out += f"dn: mail={mail}\nobjectclass: person\ncn:: {name}\nmail: {mail}\nmobile: {cards.say(p, 'm')}\n\n"
    return out.encode()


def calls(cards: Cards) -> bytes:
    """The duty telephone's calls."""
    rows = "".join(f'<call number="{cards.say(p, "m")}" duration="{cards.rng.randrange(600)}" type="1" contact_name="{escape(cards.say(p, "_"))}" />\n' for p in cards.people)  # fmt: skip
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<calls count=\"{len(cards.people)}\">\n{rows}</calls>\n".encode()


def chat(cards: Cards) -> bytes:
    """A group's talk, exported."""
    out = "[トーク] 夏まつり実行委員のトーク履歴\r\n保存日時：2023/07/20 21:04\r\n\r\n2023/07/19(水)\r\n"
    said = (
        "明日のテントは9時からです",
        "了解しました！",
        "雨だったらどうしますか？",
        "[スタンプ]",
        "名札を人数分お願いします",
    )
    for n, p in enumerate(cards.people[:8]):
        out += f"20:{10 + n}\t{cards.say(p, '_')}\t{said[n % 5]}\r\n"
    first = cards.people[0]
    return (out + f"21:01\t{cards.say(first, '_')}\t私の番号は{cards.say(first, 'm')}です\r\n").encode("utf-8-sig")


def book_base(cards: Cards) -> bytes:
    """A telephone's contacts."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table raw_contacts (_id integer primary key, display_name text, phonetic_name text)")
        base.execute("create table data (raw_contact_id int, mimetype text, data1 text)")
        for n, p in enumerate(cards.people):
            base.execute("insert into raw_contacts values (?,?,?)", (n, cards.say(p, "_"), cards.say(p, "k")))
            base.execute("insert into data values (?,'phone_v2',?)", (n, cards.say(p, "m")))
            base.execute("insert into data values (?,'email_v2',?)", (n, cards.say(p, "e")))

    return packs.base_of(work)


def typed(cards: Cards) -> bytes:
    """What the browser remembers of a form."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table moz_formhistory (id integer primary key, fieldname text, value text, timesUsed int)")
        for p in cards.people:
            rows = [("shimei", "w"), ("furigana", "k"), ("tel", "m"), ("zip", "z"), ("jusho", "c"), ("email", "e")]
            base.executemany("insert into moz_formhistory values (null,?,?,1)", [(k, cards.say(p, w)) for k, w in rows])
        base.execute("insert into moz_formhistory values (null,'searchbar-history','お弁当 容器 使い捨て',4)")

    return packs.base_of(work)


def postcards(cards: Cards) -> bytes:
    """A program for New Year's cards."""
    out = "氏名,フリガナ,敬称,郵便番号,住所,電話番号,分類\r\n"
    for p in cards.people:
        out += f"{cards.say(p, 'w')},{cards.say(p, 'k')},様,{cards.say(p, 'z')},{cards.say(p, 'a')},{cards.say(p, 'p')},友人\r\n"
    return out.encode("utf-16")


def stored(cards: Cards) -> bytes:
    """A browser's storage: a record in a string, percent-encoded."""
    rows = [{"name": cards.say(p, "_"), "kana": cards.say(p, "h"), "tel": cards.say(p, "m"), "mail": cards.say(p, "e")} for p in cards.people]  # fmt: skip
    return f"entry_draft={quote(json.dumps(rows, ensure_ascii=False))}; path=/; max-age=86400\n".encode()


def album(cards: Cards) -> bytes:
    """Captions of photographs."""
    items = [{"file": f"DSC{n:05d}.JPG", "caption": f"{cards.say(p, '')}さん 記念品を受け取る"} for n, p in enumerate(cards.people, 301)]  # fmt: skip
    return json.dumps({"album": "敬老会", "items": items}, ensure_ascii=False, indent=1).encode()


SINGLE = (
    ("NAS/携帯控/ガラケー/adrs.vcf", "vcard-2.1", vcard2), ("NAS/携帯控/スマホ/contacts.vcf", "vcard-3.0", vcard3), ("PC02_相談/予定表.ics", "ics", calendar), ("旧ひばり企画PC/C/Users/hibari/AppData/Roaming/Thunderbird/abook.ldif", "ldif", ldif),
    ("NAS/携帯控/スマホ/calls.xml", "calls-xml", calls), ("PC04_催事/ダウンロード/[LINE]実行委員.txt", "chat", chat), ("NAS/携帯控/スマホ/contacts2.db", "sqlite-contacts", book_base),
    ("旧ひばり企画PC/C/Users/hibari/AppData/Roaming/Mozilla/Firefox/Profiles/s1.default/formhistory.sqlite", "sqlite-formhistory", typed), ("PC01_事務/はがき/住所録書出し.csv", "postcards", postcards),
    ("PC04_催事/ダウンロード/cookies.txt", "percent", stored), ("PC04_催事/写真/album.json", "album", album),
)  # fmt: skip


def devices(rng: Random, staff: list[Person]) -> Iterator[Made]:
    """Path, format, document, bytes."""
    for path, form, make in SINGLE:
        cards = Cards(rng, form, staff)
        data = make(cards)
        yield path, form, cards.doc, data
    yield from ((path, "system", Doc("system", "harmless"), data) for path, data in left(rng))


def left(rng: Random) -> Iterator[tuple[str, bytes]]:
    """What systems leave in every folder."""
    thumbs = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040)
    lnk = struct.pack("<I16sI", 0x4C, bytes.fromhex("0114020000000000c000000000000046"), 0x80) + bytes(52)
    for folder in ("PC01_事務", "PC02_相談", "PC03_配食", "PC04_催事", "旧ひばり企画PC/D/業務", "NAS/共有"):
        yield (
            f"{folder}/desktop.ini",
            "[.ShellClassInfo]\r\nLocalizedResourceName=@shell32.dll,-21798\r\n".encode("utf-16"),
        )
        yield f"{folder}/.DS_Store", b"\0\0\0\1Bud1" + bytes(1200)
        yield f"{folder}/共有.lnk", lnk + "\\\\nas\\共有".encode("utf-16-le")
        yield f"{folder}/~$料金表.xlsx", b"\x05user1" + bytes(49) + "user1".encode("utf-16-le").ljust(110, b"\0")
        yield f"{folder}/空.txt", b""
    yield "旧ひばり企画PC/D/写真/Thumbs.db", thumbs
    yield "旧ひばり企画PC/C/hiberfil.tmp", bytes(8192)
    yield "旧ひばり企画PC/D/tool/atena.exe", b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(rng.randrange(256) for _ in range(4000))  # fmt: skip
