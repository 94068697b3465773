"""What programs leave behind: databases with deleted rows, write-ahead logs, recovery files, caches, spooled pages, fragments."""

import json
import os
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote

from tests.bench.offices import sheets, word
from tests.bench.offices.compound import compound
from tests.bench.offices.doc import Doc
from tests.bench.offices.text_formats import KEYS, fit, rows_of, separated, text


def _database(act: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        db = sqlite3.connect(path)
        db.execute("PRAGMA secure_delete=OFF")
        if wal:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA wal_autocheckpoint=0")
            db.execute("CREATE TABLE setting(k TEXT, v TEXT)")
            db.commit()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        act(db)
        db.commit()
        log = Path(f"{path}-wal")
        found = path.read_bytes(), log.read_bytes() if log.exists() else b""
        db.close()
        return found


def _fill(db: sqlite3.Connection, doc: Doc, latin: bool) -> None:
    head, *rest = rows_of(doc) if any(b.rows for b in doc.blocks) else [["本文"], *[[line] for line in doc.lines()]]
    columns = ", ".join(f'"{KEYS.get(h, h) if latin else h}" TEXT' for h in head)
    db.execute(f"CREATE TABLE m_user (_rowno INTEGER PRIMARY KEY, {columns})")
    for row in rest:
        db.execute(f"INSERT INTO m_user VALUES (NULL{', ?' * len(row)})", row)


def sqlite_plain(doc: Doc, _rng: Random) -> bytes:
    return _database(lambda db: _fill(db, doc, True))[0]


def sqlite_deleted(doc: Doc, _rng: Random) -> bytes:
    """Every row was deleted; the free pages still hold most of them."""

    def act(db: sqlite3.Connection) -> None:
        _fill(db, doc, False)
        db.execute("CREATE TABLE note(t TEXT)")
        db.executemany("INSERT INTO note VALUES (?)", [("棚卸しの予定",)] * 3)
        db.commit()
        db.execute("DROP TABLE m_user")

    return _database(act)[0]


def wal(doc: Doc, _rng: Random) -> bytes:
    """Only the write-ahead log; its database is empty."""
    return _database(lambda db: _fill(db, doc, False), wal=True)[1]


def browser_history(doc: Doc, _rng: Random) -> bytes:
    head, *rest = rows_of(doc)

    def act(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE urls(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR)")
        for row in rest:
            query = "&".join(f"{quote(KEYS.get(h, h))}={quote(v)}" for h, v in zip(head, row, strict=True))
            db.execute(
                "INSERT INTO urls VALUES (NULL, ?, ?)", (f"https://yoyaku.example.jp/confirm?{query}", "予約の確認")
            )

    return _database(act)[0]


def swap(doc: Doc, _rng: Random) -> bytes:
    """An editor's swap file: a block of lines, last line first, each ended by NUL."""
    data = b"\0".join(line.encode() for line in reversed(doc.lines())) + b"\0"
    head = (b"b0VIM 9.0\0" + bytes(10)).ljust(4096, b"\0")
    return (
        head
        + (b"ad\0\0" + struct.pack("<I", len(doc.lines()))).ljust(4096, b"\0")
        + data.ljust(-(-len(data) // 4096) * 4096, b"\0")
    )


def chk(doc: Doc, rng: Random) -> bytes:
    """A recovered chain of clusters: the middle of a file, noise around it."""
    fit(doc, "cp932")
    return rng.randbytes(700) + separated(doc).encode("cp932")[3:] + bytes(1024) + rng.randbytes(300)


def cut_docx(doc: Doc, rng: Random) -> bytes:
    """A download that stopped: the directory at the end is missing."""
    whole = word.plain(doc, rng)
    return whole[: whole.rindex(b"PK\x01\x02", 0, whole.index(b"PK\x01\x02") + 4)]


def cut_xlsx(doc: Doc, rng: Random) -> bytes:
    whole = sheets.inline(doc, rng)
    return whole[: whole.index(b"PK\x01\x02") - 3]


def spool(doc: Doc, _rng: Random) -> bytes:
    """A spooled page: an enhanced metafile with texts in UTF-16, each with its place ([MS-EMF] 2.3.5.8)."""
    out = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64)
    for i, line in enumerate(doc.lines()):
        for j, piece in enumerate(line.split("\t")):
            raw = piece.encode("utf-16-le")
            count = len(raw) // 2
            raw += bytes(-len(raw) % 4)
            out += struct.pack("<II16sIff", 84, 76 + len(raw), bytes(16), 1, 1.0, 1.0)
            out += struct.pack("<iiIII16sI", 40 + 300 * j, i * 20, count, 76, 0, bytes(16), 0) + raw
    return (
        struct.pack("<II", 0x10000, 64)
        + bytes(56)
        + struct.pack("<II", 12, len(out))
        + out
        + struct.pack("<IIIII", 14, 20, 0, 16, 20)
    )


def leveldb(doc: Doc, rng: Random) -> bytes:
    """A browser's local storage log: keys and JSON between binary records."""
    body = json.dumps([line.split("\t") for line in doc.lines()], ensure_ascii=False)
    return (
        rng.randbytes(7)
        + b"\x01_https://app.example.jp\0\x01draft"
        + b"\x00"
        + body.encode("utf-16-le")
        + rng.randbytes(9)
        + b"\x01META:https://app.example.jp"
    )


def owner(doc: Doc, _rng: Random) -> bytes:
    """Word's owner file: who has the document open."""
    who = next((v for k, v, s in doc.values if k == "name" and s.startswith(("full", "joined", "wide"))), "")
    doc.values[:] = [x for x in doc.values if x[1] == who][:1]
    doc.persons.intersection_update(
        p for p in list(doc.persons) if p.replace(" ", "") == who.replace(" ", "").replace("\u3000", "")
    )
    raw = who.encode("cp932", "replace")
    return (bytes([len(raw)]) + raw).ljust(54, b" ") + (struct.pack("<H", len(who)) + who.encode("utf-16-le")).ljust(
        108, b"\0"
    )


def quick_saved(doc: Doc, _rng: Random) -> bytes:
    """A compound leftover with a text stream in UTF-16 and one in cp932."""
    fit(doc, "cp932")
    lines = doc.lines()
    half = len(lines) // 2
    return compound(
        {
            "Contents": "\r".join(lines[:half]).encode("utf-16-le"),
            "Backup": bytes(64) + "\r\n".join(lines[half:]).encode("cp932"),
        }
    )


def reg(doc: Doc, _rng: Random) -> bytes:
    """Recently used entries as a registry export."""
    lines = "\r\n".join(f'"Item {i}"="{line}"'.replace("\t", " ") for i, line in enumerate(doc.lines()))
    return b"\xff\xfe" + (
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Nyuryoku\\MRU]\r\n" + lines + "\r\n"
    ).encode("utf-16-le")


def clip(doc: Doc, _rng: Random) -> bytes:
    """A clipboard tool's history: JSON in JSON, escaped twice."""
    inner = json.dumps({"text": text(doc)})
    return json.dumps({"history": [inner]}).encode()


def noise(doc: Doc, rng: Random) -> bytes:
    """Random bytes: nothing to find."""
    doc.values.clear()
    return os.urandom(0) + rng.randbytes(20000)


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "sqlite": (".db", sqlite_plain), "sqlite-deleted": (".sqlite", sqlite_deleted), "sqlite-wal": (".db-wal", wal), "swap": (".swp", swap), "chk": (".chk", chk),
    "docx-cut": (".docx.part", cut_docx), "xlsx-cut": (".crdownload", cut_xlsx), "spool": (".spl", spool), "leveldb": (".ldb", leveldb), "ole-leftover": (".tmp", quick_saved),
    "reg": (".reg", reg), "clip": (".json", clip), "docx-tmp": (".tmp", word.plain), "xlsx-bak": (".xlk", sheets.plain),
}  # fmt: skip
TABLE_ONLY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {"history": ("", browser_history)}
PROSE_ONLY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {"owner": (".docx", owner)}
