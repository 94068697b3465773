"""Databases of programs, browsers and telephones, and the address books they export."""

import base64
import json
import quopri
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from random import Random
from urllib.parse import quote

from . import bundles, sheets, words
from .people import Person, person
from .script import Doc, part
from .texts import Formats

Rows = list[list[str]]
Made = tuple[tuple[str, Doc, str], bytes]


def _file(work: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    """A database and its write-ahead log (which is copied while the program still runs)."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "x.db"
        base = sqlite3.connect(path)
        if wal:
            base.execute("pragma journal_mode=wal")
            base.execute("pragma wal_autocheckpoint=0")
        work(base)
        base.commit()
        log = Path(home) / "x.db-wal"
        found = path.read_bytes(), log.read_bytes() if log.exists() else b""
        base.close()
        return found if wal else (path.read_bytes(), b"")


def _table(base: sqlite3.Connection, rows: Rows, name: str = "records") -> None:
    width = max(map(len, rows))
    base.execute(f"create table {name} (id integer primary key, {', '.join(f'v{n} text' for n in range(width))})")
    base.executemany(f"insert into {name} values (null{', ?' * width})", [r + [""] * (width - len(r)) for r in rows])


def plain(doc: Doc, rng: Random) -> bytes:
    """One table."""
    return _file(lambda base: _table(base, doc.grid()))[0]


def deleted(doc: Doc, rng: Random) -> bytes:
    """Rows that were deleted, the pages not yet used again."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("pragma secure_delete=off")
        _table(base, doc.grid(), "trash")
        base.execute("create table settings (k text, v text)")
        base.execute("insert into settings values ('lang', 'ja'), ('zoom', '110')")
        base.commit()
        base.execute("drop table trash")

    return _file(work)[0]


def wal_alone(doc: Doc, rng: Random) -> bytes:
    """A write-ahead log whose database is gone."""
    return _file(lambda base: _table(base, doc.grid()), wal=True)[1]


def history(doc: Doc, rng: Random) -> bytes:
    """A browser's history: what was typed stands percent-encoded in the addresses."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table urls (id integer primary key, url text, title text, visit_count integer)")
        for r in doc.grid():
            query = "&".join(f"p{n}={quote(c)}" for n, c in enumerate(r) if c)
            base.execute(
                "insert into urls values (null, ?, ?, 1)",
                (f"https://daicho-cloud.example/search?{query}", "検索 - 台帳くらうど"),
            )

    return _file(work)[0]


def messages(doc: Doc, rng: Random) -> bytes:
    """A chat program's store: JSON in a column."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table message (id integer primary key, room text, payload text)")
        for r in doc.grid():
            base.execute(
                "insert into message values (null, 'minamo', ?)",
                (json.dumps({"type": "text", "body": " ".join(r)}, ensure_ascii=rng.random() < 0.5),),
            )

    return _file(work)[0]


ANY: Formats = {
    "sqlite": (".sqlite3", plain), "sqlite-deleted": (".db", deleted), "sqlite-wal": (".db-wal", wal_alone), "sqlite-history": ("", history),
    "sqlite-messages": (".db", messages),
}  # fmt: skip


class Book:
    """Persons of an address book, the truth of what is written about them."""

    def __init__(self, rng: Random, title: str, size: int, layout: str = "table") -> None:
        self.rng, self.doc = rng, Doc(title, layout, ())
        self.people = [
            person(rng, rng.choice(("adult", "adult", "elder", "youth")), script=rng.choice(("",) * 9 + ("kata",)))
            for _ in range(size)
        ]

    def say(self, who: Person, what: str) -> str:
        """A part of a person, noted."""
        kind, text, style = part(self.rng, who, what)
        self.doc.persons.add(who.family + who.given)
        if kind == "pair":
            self.doc.put("name", who.family if "・" in who.family else f"{who.family} {who.given}", f"apart-{who.rank}")
        elif kind == "name":
            self.doc.put("name", text, f"{style}-{who.rank}")
        elif kind:
            self.doc.put(kind, text)
        return text


def _card(book: Book, p: Person, version: str) -> str:
    kana = f"X-PHONETIC-LAST-NAME:{p.family_kana}\r\nX-PHONETIC-FIRST-NAME:{p.given_kana}\r\n" if p.family_kana else ""
    given = "" if "・" in p.family else p.given
    if version == "2.1":

        def code(text: str) -> str:
            return quopri.encodestring(text.encode("utf-8")).decode().replace("=\n", "=\r\n")

        full = book.say(p, " ")
        return f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{code(p.family)};{code(given)};;;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{code(full)}\r\nTEL;CELL:{book.say(p, '携n')}\r\nEMAIL:{book.say(p, 'メ')}\r\nEND:VCARD\r\n"
    if kana:
        book.doc.put("kana", f"{p.family_kana} {p.given_kana}")
    address = f"ADR;TYPE=HOME:;;{book.say(p, '番')};{p.city};{p.pref};{book.say(p, '〒')};日本\r\n"
    born = f"BDAY:{book.say(p, '生iso')}\r\n" if book.rng.random() < 0.4 else ""
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\nN:{p.family};{given};;;\r\nFN:{book.say(p, ' ')}\r\n{kana}TEL;TYPE=CELL:{book.say(p, '携-')}\r\nEMAIL;TYPE=INTERNET:{book.say(p, 'メ')}\r\n{address}{born}END:VCARD\r\n"


def _ldif(book: Book) -> bytes:
    out = ""
    for p in book.people:
        name, mail = book.say(p, " "), book.say(p, "メ")
        pack = {"cn": name, "sn": p.family} | ({} if "・" in p.family else {"givenName": p.given})
        out += f"dn:: {base64.b64encode(f'cn={name},mail={mail}'.encode()).decode()}\nobjectclass: person\n"
        out += (
            "".join(f"{k}:: {base64.b64encode(v.encode()).decode()}\n" for k, v in pack.items())
            + f"mail: {mail}\nmobile: {book.say(p, '携-')}\n\n"
        )
    return out.encode()


def _contacts_db(book: Book) -> tuple[bytes, bytes]:
    def work(base: sqlite3.Connection) -> None:
        base.execute(
            "create table ABPerson (ROWID integer primary key, First text, Last text, FirstPhonetic text, LastPhonetic text, Note text)"
        )
        base.execute("create table ABMultiValue (record_id integer, property integer, value text)")
        for n, p in enumerate(book.people, 1):
            if p.family_kana:
                book.doc.put("kana", f"{p.family_kana} {p.given_kana}")
            base.execute(
                "insert into ABPerson values (?,?,?,?,?,?)",
                (n, book.say(p, "メイ"), book.say(p, "セ"), p.given_kana, p.family_kana, ""),
            )
            base.execute(
                "insert into ABMultiValue values (?,3,?),(?,4,?)", (n, book.say(p, "携-"), n, book.say(p, "メ"))
            )
        base.commit()

    return _file(work)


def _autofill(book: Book) -> bytes:
    def work(base: sqlite3.Connection) -> None:
        base.execute("create table autofill (name text, value text, count integer)")
        base.execute(
            "create table autofill_profiles (guid text, full_name text, street text, zip text, phone text, email text)"
        )
        for p in book.people:
            rows = [
                ("name", book.say(p, "　")),
                ("kana", book.say(p, "カ")),
                ("tel", book.say(p, "携-")),
                ("mail", book.say(p, "メ")),
                ("q", "みなせ 天気"),
            ]
            base.executemany("insert into autofill values (?, ?, 1)", [r for r in rows if r[1]])
            base.execute(
                "insert into autofill_profiles values (?,?,?,?,?,?)",
                (
                    f"{book.rng.randrange(16**8):08X}",
                    book.say(p, " "),
                    book.say(p, "住"),
                    book.say(p, "〒"),
                    book.say(p, "電-"),
                    book.say(p, "メ"),
                ),
            )

    return _file(work)[0]


def _form_history(book: Book) -> bytes:
    def work(base: sqlite3.Connection) -> None:
        base.execute("create table moz_formhistory (id integer primary key, fieldname text, value text)")
        for p in book.people:
            base.executemany(
                "insert into moz_formhistory values (null, ?, ?)",
                [
                    ("shimei", book.say(p, " ")),
                    ("denwa", book.say(p, "電-")),
                    ("jusho", book.say(p, "町")),
                    ("birthday", book.say(p, "生slash")),
                ],
            )
        base.execute("insert into moz_formhistory values (null, 'searchbar-history', '卓球 ルール')")

    return _file(work)[0]


def _pair(book: Book) -> tuple[bytes, bytes]:
    """A base and its log that hold the same persons: the log has the pages anew."""
    rows = [[book.say(p, " "), book.say(p, "携-"), book.say(p, "町"), "受付"] for p in book.people]

    def work(base: sqlite3.Connection) -> None:
        _table(base, rows, "yoyaku")
        base.commit()
        base.execute("pragma wal_checkpoint(truncate)")
        base.execute("update yoyaku set v3 = '変更'")

    return _file(work, wal=True)


def _calls(book: Book) -> bytes:
    rows = "".join(
        f'  <call number="{book.say(p, "携n")}" duration="{book.rng.randrange(900)}" date="1762{book.rng.randrange(10**9)}" type="{book.rng.randint(1, 3)}" contact_name="{escape(book.say(p, ""))}" />\n'
        for p in book.people
    )
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<calls>\n{rows}</calls>".encode()


def _outlook(book: Book) -> bytes:
    out = '"姓","名","会社名","番地 (自宅)","郵便番号 (自宅)","自宅電話","携帯電話","電子メール アドレス","ふりがな姓","ふりがな名"\r\n'
    for p in book.people:
        if p.family_kana:
            book.doc.put("kana", f"{p.family_kana} {p.given_kana}")
        cells = [
            book.say(p, "セ"),
            book.say(p, "メイ"),
            "",
            book.say(p, "住"),
            book.say(p, "〒"),
            book.say(p, "電-"),
            book.say(p, "携-"),
            book.say(p, "メ"),
            p.family_kana,
            p.given_kana,
        ]
        out += ",".join(f'"{c}"' for c in cells) + "\r\n"
    return out.encode("utf-8-sig")


def _invitations(book: Book) -> bytes:
    out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n"
    for n, p in enumerate(book.people):
        out += f'BEGIN:VEVENT\r\nUID:m{n}\r\nDTSTART:20251{book.rng.randint(101, 228)}T100000\r\nSUMMARY:{book.say(p, "")}さん 面談\r\nATTENDEE;CN="{book.say(p, " ")}":mailto:{book.say(p, "メ")}\r\nEND:VEVENT\r\n'
    return (out + "END:VCALENDAR\r\n").encode()


def _local_storage(book: Book) -> bytes:
    """The draft of a web form as a browser keeps it, escaped twice."""
    drafts = [
        {"shimei": book.say(p, " "), "tel": book.say(p, "携-"), "mail": book.say(p, "メ"), "jusho": book.say(p, "住")}
        for p in book.people
    ]
    return json.dumps({"origin": "https://yoyaku.example", "items": {"form_draft": json.dumps(drafts)}}).encode()


def _rest(rng: Random) -> Iterator[Made]:
    """What is left of files: copies that broke off, what Windows itself writes beside them."""
    book = Book(rng, "途中で切れた写し", 30)
    rows = [[book.say(p, " "), book.say(p, "カ"), book.say(p, "住"), book.say(p, "携-")] for p in book.people]
    text = "氏名,フリガナ,住所,携帯\r\n" + "\r\n".join(",".join(r) for r in rows)
    broken = Doc("途中で切れた写し", "table", ())
    broken.values, broken.persons = list(book.doc.values), set(book.doc.persons)
    whole = sheets.plain(Doc("", "table", (), lines=list(rows)), rng)
    yield ("旧PC退避/USB_青/meibo(1).xlsx.part", broken, "damaged-xlsx"), whole[: len(whole) * 55 // 100]
    yield (
        ("旧PC退避/C/Users/hiroba/Downloads/hikitsugi.zip.crdownload", broken, "damaged-zip"),
        words.pack({"meibo.csv": text})[:900],
    )
    kept = Book(rng, "自動保存", 12)
    lines = "\r\n".join(f"{kept.say(p, ' ')}\t{kept.say(p, '電')}\t{kept.say(p, '町')}" for p in kept.people)
    yield ("旧PC退避/C/Users/hiroba/AppData/Local/Temp/#autosave#.txt~", kept.doc, "txt-utf16"), lines.encode("utf-16")
    nobody = [("会館/掲示物/Thumbs.db", bundles.compound({"Catalog": b"\x10\0\7\0" + bytes(60), "1": bytes(range(256)) * 4}), "thumbs"),
              ("会館/掲示物/desktop.ini", "[.ShellClassInfo]\r\nLocalizedResourceName=@shell32.dll,-21770\r\n".encode("utf-16"), "ini"),
              ("$RECYCLE.BIN/S-1-5-21-3623811015-1001/$I0A1B2C.xlsx", bytes([2]) + bytes(7) + (20480).to_bytes(8, "little") + bytes(8) + (20).to_bytes(4, "little") + "C:\\共有\\料金表.xlsx\0".encode("utf-16-le"), "recycle-info"),
              ("旧PC退避/C/Users/hiroba/ntuser.ini", b"[General]\r\nversion=3\r\n", "ini")]  # fmt: skip
    for path, data, form in nobody:
        yield (path, Doc("システムのファイル", "harmless", ()), form), data


def devices(rng: Random) -> Iterator[Made]:
    """Files that only one program makes."""
    phone, web = "スマホ/backup", "旧PC退避/C/Users/hiroba/AppData"
    for n, version in enumerate(("2.1", "3.0", "4.0", "3.0")):
        book = Book(rng, f"アドレス帳 vCard {version}", rng.randint(6, 40))
        data = "".join(_card(book, p, version) for p in book.people).encode()
        yield (f"{phone}/contacts{n}.vcf", book.doc, "vcard"), data
    simple: tuple[tuple[str, str, str, Callable[[Book], bytes]], ...] = (
        ("メール/保存/abook.ldif", "ldif", "メールの住所録", _ldif), (f"{phone}/AddressBook.sqlitedb", "sqlite-contacts", "電話の連絡先", lambda b: _contacts_db(b)[0]),
        (f"{web}/Local/Google/Chrome/User Data/Default/Web Data", "sqlite-autofill", "自動入力", _autofill),
        (f"{web}/Roaming/Mozilla/Firefox/Profiles/x1.default/formhistory.sqlite", "sqlite-formhistory", "フォーム履歴", _form_history),
        (f"{phone}/calls-20251103.xml", "calls-xml", "通話履歴の控え", _calls), ("メール/保存/contacts_outlook.CSV", "outlook-csv", "連絡先の書き出し", _outlook),
        (f"{phone}/mendan.ics", "ics", "面談の予定", _invitations), (f"{web}/Local/yoyaku_localstorage.json", "json-u", "入力途中のフォーム", _local_storage),
    )  # fmt: skip
    for path, form, title, make in simple:
        book = Book(rng, title, rng.randint(5, 30))
        data = make(book)
        yield (path, book.doc, form), data
    book = Book(rng, "予約アプリの控え", rng.randint(8, 30))
    main, log = _pair(book)
    yield ("会館/予約/app/yoyaku.db", book.doc, "sqlite"), main
    yield ("会館/予約/app/yoyaku.db-wal", book.doc, "sqlite-wal"), log
    yield from _rest(rng)
    empty = Doc("設定だけの記憶", "harmless", ())
    yield (
        (f"{web}/Local/settings.db", empty, "sqlite"),
        _file(lambda base: _table(base, [["theme", "dark"], ["lang", "ja"]]))[0],
    )
