"""Compound files by hand (Outlook message, Ichitaro), a binary workbook (xlsb), an LHA archive."""

import struct
from html import escape
from random import Random

from .as_text import Formats, grid, plain, separated
from .as_zip import HEAD, NS, inline, pack, rels, sheet
from .render import Doc

FREE, END, FATSECT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of version 3 with all streams in the root; small ones go to the mini stream."""
    small, mini_fat, places = b"", [], {}
    for name, data in streams.items():
        if len(data) < 4096:
            count = max(1, -(-len(data) // 64))
            first = len(small) // 64
            places[name] = first
            mini_fat += [*range(first + 1, first + count), END]
            small += data.ljust(count * 64, b"\0")
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(data: bytes) -> int:
        count = max(1, -(-len(data) // 512))
        first = len(sectors)
        fat.extend([*range(first + 1, first + count), END])
        sectors.extend(data[i * 512 : (i + 1) * 512].ljust(512, b"\0") for i in range(count))
        return first

    for name, data in streams.items():
        if len(data) >= 4096:
            places[name] = add(data)
    root_at = add(small) if small else END
    mini_at = (
        add(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) * 4 // 512) * 512, b"\xff"))
        if mini_fat
        else END
    )
    names = sorted(streams, key=lambda n: (len(n), n.upper()))

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 1 if names else FREE, FREE, root_at, len(small))
    for n, name in enumerate(names, 1):
        folder += entry(name, 2, FREE, n + 1 if n < len(names) else FREE, places[name], len(streams[name]))
    folder_at = add(folder)
    fat_count = 1
    while fat_count * 128 < len(sectors) + fat_count:
        fat_count += 1
    fat_at = len(sectors)
    fat += [FATSECT] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * 512, b"\xff")
    mini_sectors = -(-len(mini_fat) * 4 // 512)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_count, folder_at, 0, 4096, mini_at, mini_sectors, END, 0)
    difat = [fat_at + n for n in range(fat_count)]
    head += struct.pack("<109I", *difat, *[FREE] * (109 - len(difat)))
    return head + b"".join(sectors) + table


def msg(doc: Doc, rng: Random) -> bytes:
    """An Outlook message: subject and body as Unicode properties."""
    subject = "業務連絡"
    body = doc.text("　").replace("\n", "\r\n")
    texts = {"001A": "IPM.Note", "0037": subject, "0C1A": "業務連絡", "1000": body, "0E04": "業務"}
    props = bytes(32)
    streams: dict[str, bytes] = {}
    for tag, text in texts.items():
        data = text.encode("utf-16-le")
        streams[f"__substg1.0_{tag}001F"] = data
        props += struct.pack("<HHIII", 0x001F, int(tag, 16), 6, len(data) + 2, 0)
    streams["__properties_version1.0"] = props
    return compound(streams)


def jtd(doc: Doc, rng: Random) -> bytes:
    """Ichitaro: the text of the body in ``DocumentText``, big-endian."""
    runs = b"".join(b"\0\x1f" + line.encode("utf-16-be") + b"\0\x0a" for line in doc.text("　").split("\n"))
    data = b"SsmgV.01" + bytes(24) + b"TextV.01" + struct.pack(">II", len(runs), 1) + runs
    return compound(
        {"DocumentText": data, "DocumentViewStyles": b"SsmgV.01" + bytes(120), "JSRV_SegmentInformation": bytes(64)}
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, out = len(data), b""
    while True:
        out += bytes([size & 127 | (128 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + out + data


def _text(value: str) -> bytes:
    raw = value.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def xlsb(doc: Doc, rng: Random) -> bytes:
    """A binary workbook with shared strings."""
    rows = grid(doc)
    seen: dict[str, int] = {}
    body = b""
    for n, row in enumerate(rows):
        body += _record(0, struct.pack("<IIHBBBI", n, 0, 300, 0, 0, 0, 1) + struct.pack("<II", 0, max(0, len(row) - 1)))
        for k, value in enumerate(row):
            if value:
                body += _record(7, struct.pack("<III", k, 0, seen.setdefault(value, len(seen))))
    width = max(map(len, rows))
    page = (
        _record(129)
        + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
        + _record(145)
        + body
        + _record(146)
        + _record(130)
    )
    strings = (
        _record(159, struct.pack("<II", len(seen), len(seen)))
        + b"".join(_record(19, b"\0" + _text(s)) for s in seen)
        + _record(160)
    )
    book = (
        _record(131)
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("一覧"))
        + _record(144)
        + _record(132)
    )
    kind = "application/vnd.ms-excel."
    types = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="{kind}sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}worksheet"/><Override PartName="/xl/sharedStrings.bin" ContentType="{kind}sharedStrings"/></Types>'
    return pack({
        "[Content_Types].xml": types, "_rels/.rels": rels([("officeDocument", "xl/workbook.bin")]), "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": rels([("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")]),
        "xl/worksheets/sheet1.bin": page, "xl/sharedStrings.bin": strings,
    })  # fmt: skip


def xlsm(doc: Doc, rng: Random) -> bytes:
    """A workbook with macros (an empty project beside the sheet)."""
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    types = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="{kind}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{mime}"/></Types>'
    return pack({
        "[Content_Types].xml": types, "_rels/.rels": rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{HEAD}<workbook {NS}><sheets><sheet name="{escape("入力")}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels([("worksheet", "worksheets/sheet1.xml"), ("vbaProject", "vbaProject.bin")]),
        "xl/worksheets/sheet1.xml": sheet(grid(doc), inline), "xl/vbaProject.bin": compound({"PROJECT": b'ID="{0}"\r\nName="VBAProject"\r\n', "dir": bytes(80)}),
    })  # fmt: skip


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def lzh(doc: Doc, rng: Random) -> bytes:
    """LHA with a level-1 header, stored."""
    table = any(not isinstance(x, str) for x in doc.lines)
    data = (separated("cp932") if table else plain("cp932"))(doc, rng)
    name = "名簿.csv".encode("cp932") if table else "記録.txt".encode("cp932")
    body = b"-lh0-" + struct.pack("<IIHHBB", len(data), len(data), 0x6000, 0x5A00, 0x20, 1) + bytes([len(name)]) + name
    body += struct.pack("<H", _crc16(data)) + b"M" + b"\0\0"
    return bytes([len(body), sum(body) & 255]) + body + data + b"\0"


ANY: Formats = {"msg": (".msg", msg), "jtd": (".jtd", jtd), "lzh": (".lzh", lzh)}
TABLES: Formats = {"xlsb": (".xlsb", xlsb), "xlsm": (".xlsm", xlsm)}
