"""Small files of formats that no library here writes, built from their descriptions; the resident of helpers.py in each."""

from __future__ import annotations

import email.message
import json
import plistlib
import quopri
import struct
import zlib
from collections.abc import Callable

from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import BIRTH, LINE, NAME, PHONE, ROWS, zipped
from tests.unit.checks.residue.readers import access_files, older_files, pst_files

CSV = "\r\n".join(",".join(row) for row in ROWS).encode("cp932")
PEOPLE = [
    {"氏名": NAME, "電話": PHONE, "生年月日": BIRTH},
    {"氏名": "山下浩二", "電話": "070-4417-9035", "生年月日": "昭和40年1月2日"},
]
TITLED = f"{NAME}様_面談記録.docx"


def number(value: int) -> bytes:
    """A number in groups of seven bits, lowest first."""
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def snappy(data: bytes) -> bytes:
    """Packed by the format description of Snappy: repeated runs of four bytes and more as copies, the rest written out."""
    out, written, at, seen = number(len(data)), b"", 0, {}
    while at < len(data):
        before = seen.get(data[at : at + 4], -1)
        length = 0
        if before >= 0 and at + 4 <= len(data):
            while length < 64 and at + length < len(data) and data[before + length] == data[at + length]:
                length += 1
            out += _written(written) + bytes([(length - 1) << 2 | 2]) + struct.pack("<H", at - before)
            written = b""
        else:
            written += data[at : at + 1]
        for place in range(at, at + max(1, length)):
            seen[data[place : place + 4]] = place
        at += max(1, length)
    return out + _written(written)


def _written(data: bytes) -> bytes:
    return b"".join(bytes([59 << 2]) + data[at : at + 60] for at in range(0, len(data) - 59, 60)) + (
        bytes([(len(data) % 60 - 1) << 2]) + data[len(data) - len(data) % 60 :] if len(data) % 60 else b""
    )


def leveldb(values: list[tuple[bytes, bytes]]) -> bytes:
    """A table with one packed block of values (LevelDB, doc/table_format.md)."""
    entries = b"".join(number(0) + number(len(key)) + number(len(value)) + key + value for key, value in values)
    packed = snappy(entries + struct.pack("<II", 0, 1))
    handle = number(0) + number(len(packed))
    index = snappy(number(0) + number(1) + number(len(handle)) + b"z" + handle + struct.pack("<II", 0, 1))
    filters = snappy(struct.pack("<II", 0, 1))
    body = b"".join(block + b"\1" + bytes(4) for block in (packed, index, filters))
    at = len(packed) + 5
    footer = number(at + len(index) + 5) + number(len(filters)) + number(at) + number(len(index))
    return body + footer.ljust(40, b"\0") + bytes.fromhex("57fb808b247547db")


def iwa() -> bytes:
    """A message of a Numbers document with one text in it."""
    packed = snappy(b"\x0a" + number(len(LINE.encode())) + LINE.encode())
    return b"\0" + struct.pack("<I", len(packed))[:3] + packed


def rar5(name: str, data: bytes, method: int = 0) -> bytes:
    """One member, stored or said to be packed (RAR 5.0 archive format)."""

    def block(body: bytes) -> bytes:
        body = number(len(body)) + body
        return struct.pack("<I", zlib.crc32(body)) + body

    raw = name.encode()
    file = b"".join(map(number, (2, 2, len(data), 0, len(data), 0x20, method << 7, 0, len(raw)))) + raw
    return b"Rar!\x1a\x07\x01\0" + block(b"\1\0\0") + block(file) + data + block(b"\5\0\0")


def rar4(name: str, data: bytes, method: int = 0x30, flags: int = 0) -> bytes:
    """The same in the older format."""

    def block(kind: int, flags: int, body: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    raw = name.encode("cp932")
    file = struct.pack("<IIBIIBBHI", len(data), len(data), 2, 0, 0, 20, method, len(raw), 0x20) + raw
    return b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000 | flags, file) + data + block(0x7B, 0, b"")


def shortcut(name: str) -> bytes:
    """A shortcut with a remark and a relative path (MS-SHLLINK 2.1, 2.4)."""
    head = struct.pack("<I16sII", 0x4C, bytes.fromhex("0114020000000000c000000000000046"), 0x8C, 0x20) + bytes(48)
    return head + b"".join(
        struct.pack("<H", len(told)) + told.encode("utf-16-le") for told in (name, f"..\\Documents\\{name}")
    )


def thumbs(name: str) -> bytes:
    """A Thumbs.db of Windows XP: a catalogue of names, and the pictures."""
    entry = struct.pack("<II8s", 20 + 2 * len(name), 1, bytes(8)) + name.encode("utf-16-le") + bytes(4)
    return compound(
        {"Catalog": struct.pack("<HHI8s", 16, 1, 1, bytes(8)) + entry, "1": b"\x0c\0\0\0" + bytes(8) + b"\xff\xd8"}
    )


def deleted(name: str, version: int) -> bytes:
    """A $I file of the recycle bin: size, time of deletion, and the path the file had."""
    path = f"C:\\Users\\a\\{name}\0".encode("utf-16-le")
    head = struct.pack("<QQQ", version, 1200, 133_700_000_000_000_000)
    return head + (path.ljust(520, b"\0") if version == 1 else struct.pack("<I", len(path) // 2) + path)


def jump_list(name: str) -> bytes:
    """A list of files last opened (automaticDestinations-ms)."""
    return compound({"1": shortcut(name), "DestList": bytes(32) + name.encode("utf-16-le")})


def view(name: str) -> bytes:
    """A .DS_Store with one record."""
    return (
        b"\0\0\0\1Bud1" + bytes(40) + struct.pack(">I", len(name)) + name.encode("utf-16-be") + b"Ilocblob" + bytes(20)
    )


def owner(name: str) -> bytes:
    """The file Office lays beside an open document."""
    raw = name.encode("cp932")
    wide = struct.pack("<H", len(name)) + name.encode("utf-16-le")
    return (bytes([len(raw)]) + raw).ljust(54, b" ") + wide.ljust(108, b"\0")


def excel_owner(name: str) -> bytes:
    """The same of Excel and PowerPoint: blanks after the name, and one byte more before the second one."""
    raw, wide = name.encode("cp932"), name.encode("utf-16-le")
    return (bytes([len(raw)]) + raw).ljust(55, b" ") + (struct.pack("<H", len(name)) + wide + b" \0" * 54)[:110]


def program(archive: bytes) -> bytes:
    """A program with an archive behind it."""
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(500) + archive


def lzh() -> bytes:
    """A stored member under a header of level 0."""
    head = b"-lh0-" + struct.pack("<IIIBB", len(CSV), len(CSV), 0, 0x20, 0) + b"\x09meibo.csv" + bytes(2)
    return bytes([len(head), sum(head) & 0xFF]) + head + CSV


def apple_mail() -> bytes:
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@office.example", "b@office.example", "件"
    mail.set_content(LINE + "\n")
    return b"%d\n" % len(bytes(mail)) + bytes(mail) + plistlib.dumps({"flags": 1})


def pdf(root: str, *objects: bytes, trailer: str = "") -> bytes:
    """A PDF with one empty page; `objects` are numbered from 4."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[5 0 R]>>"
    out, places = b"%PDF-1.7\n", []
    root_object = f"<</Type/Catalog/Pages 2 0 R{root}>>".encode()
    for index, body in enumerate([root_object, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects], start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % index + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF".encode()


def wide(text: str) -> bytes:
    """A text of a PDF in UTF-16."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def pdf_form() -> bytes:
    """A field whose value stands above the widget that shows it (ISO 32000-1, 12.7.3.1)."""
    field = b"<</FT/Tx/T" + wide("利用者氏名") + b"/V" + wide(f"{NAME}様 {PHONE}") + b"/Kids[5 0 R]>>"
    return pdf("/AcroForm<</Fields[4 0 R]>>", field, b"<</Type/Annot/Subtype/Widget/Parent 4 0 R/Rect[0 0 50 10]>>")


def pdf_xfa() -> bytes:
    data = f"<datasets><data><form><氏名>{NAME}</氏名><電話>{PHONE}</電話></form></data></datasets>".encode()
    return pdf("/AcroForm<</XFA 4 0 R/Fields[]>>", b"<</Length %d>>stream\n" % len(data) + data + b"\nendstream")


def pdf_marks() -> bytes:
    """A title in the document's information, and a bookmark."""
    mark = b"<</First 6 0 R/Last 6 0 R/Count 1>>"
    leaf = b"<</Title" + wide(f"利用者 {NAME}様") + b"/Parent 4 0 R/Dest[3 0 R/Fit]>>"
    title = b"<</Title" + wide(f"面談 {NAME}様 携帯 {PHONE}") + b">>"
    return pdf("/Outlines 4 0 R", mark, title, leaf, trailer="/Info 5 0 R")


def page_of_browser() -> bytes:
    resource = {"WebResourceData": f"<html><p>{LINE}</p></html>".encode(), "WebResourceMIMEType": "text/html"}
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


FOUND: dict[str, Callable[[], bytes]] = {
    "leveldb": lambda: leveldb([
        (b"_https://app\0\1draft", b"\0" + json.dumps(PEOPLE, ensure_ascii=False).encode("utf-16-le")),
        (b"_https://app\0\1note", b"\1" + b"plain note " * 20),
    ]),
    "numbers": lambda: zipped({"Index/Document.iwa": iwa(), "preview.txt": "表"}),
    "rar5": lambda: rar5("名簿.csv", CSV),
    "rar4": lambda: rar4("名簿.csv", CSV),
    "rar-program": lambda: program(rar5("名簿.csv", CSV)),
    "lzh-program": lambda: program(lzh()),
    "plist": lambda: plistlib.dumps({"people": PEOPLE}, fmt=plistlib.FMT_BINARY),
    "plist-xml": lambda: plistlib.dumps({"people": PEOPLE}),
    "webarchive": page_of_browser,
    "emlx": apple_mail,
    "pdf-form": pdf_form,
    "pdf-xfa": pdf_xfa,
    "pdf-marks": pdf_marks,
    "quoted": lambda: quopri.encodestring(LINE.encode()),
    "excel-2": lambda: older_files.excel(2),
    "excel-4": lambda: older_files.excel(4),
    "lotus": older_files.lotus,
    "lotus-4": lambda: older_files.lotus(later=True),
    "word-95": older_files.word_95,
    "publisher": older_files.publisher,
    "onenote": older_files.onenote,
    "pst-97": lambda: pst_files.letter(LINE, pst_files.ANSI),
    "pst": lambda: pst_files.letter(LINE),
    "ost": lambda: pst_files.letter(LINE, pst_files.LARGE),
    "access-97": lambda: access_files.base(0),
    "access-2000": lambda: access_files.base(1, deleted=True),
    "access-2010": lambda: access_files.base(3),
    "shortcut": lambda: shortcut(f"【重要】{NAME}様 {PHONE}.docx"),
}  # fmt: skip
NAMED: dict[str, Callable[[], bytes]] = {
    "owner": lambda: owner("飯島 莉央"),
    "owner-excel": lambda: excel_owner("飯島 莉央"),
    "lock": ",飯島 莉央,DESKTOP-1,20.11.2026 10:00,file:///C:/Users/a/AppData/Roaming/LibreOffice/4;".encode,
    "thumbs": lambda: thumbs(TITLED),
    "ds-store": lambda: view(TITLED),
    "shortcut": lambda: shortcut(TITLED),
    "jump-list": lambda: jump_list(TITLED),
    "deleted-10": lambda: deleted(TITLED, 2),
    "deleted-7": lambda: deleted(TITLED, 1),
    "rar5-packed": lambda: rar5(TITLED, b"\x99" * 500, 3),
    "rar4-packed": lambda: rar4(TITLED, b"\x99" * 500, 0x33),
}
