"""Mails, boxes of mails, and the compound files of Outlook and Ichitaro."""

import base64
import quopri
import struct
from email.header import Header
from random import Random

from . import office_formats as office
from . import text_formats as text
from . import word_formats as word
from .marks import Doc
from .text_formats import Formats, Write

SUBJECTS = (
    "Re: 先日の件",
    "ご連絡",
    "Fw: 資料",
    "【共有】本日分",
    "確認のお願い",
    "Re: Re: 明日の件",
    "お疲れさまです",
    "（件名なし）",
)
FREE = 0xFFFFFFFF
END = 0xFFFFFFFE


def _head(rng: Random, code: str) -> str:
    day = f"{rng.choice(('Mon', 'Tue', 'Thu'))}, {rng.randint(1, 28)} {rng.choice(('Jun', 'Oct', 'Nov'))} 202{rng.randint(0, 4)} 1{rng.randrange(9)}:{rng.randrange(10, 60)}:08 +0900"
    return f"From: sv-center@jutaku.example.co.jp\r\nTo: kyoyu@jutaku.example.co.jp\r\nSubject: {Header(rng.choice(SUBJECTS), code).encode()}\r\nDate: {day}\r\nMessage-ID: <{rng.randrange(10**12)}@jutaku.example.co.jp>\r\nMIME-Version: 1.0\r\n"


def _b64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def jis(doc: Doc, rng: Random) -> bytes:
    """Seven bits as old programs sent."""
    head = (
        _head(rng, "iso-2022-jp")
        + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
    )
    return head.encode() + doc.text("  ", "\r\n").encode("iso2022_jp") + b"\r\n"


def utf8(doc: Doc, rng: Random) -> bytes:
    """Base64."""
    return (
        _head(rng, "utf-8")
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + _b64(doc.text("  ", "\r\n").encode())
    ).encode()


def page(doc: Doc, rng: Random) -> bytes:
    """A plain part that says little and a page in quoted-printable."""
    html = quopri.encodestring(text.page("utf-8")(doc, rng)).decode().replace("\r", "").replace("\n", "\r\n")
    return (_head(rng, "utf-8") + 'Content-Type: multipart/alternative; boundary="=_t1"\r\n\r\n'
        f"--=_t1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64('HTML形式でご覧ください。'.encode())}\r\n--=_t1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{html}\r\n--=_t1--\r\n").encode()  # fmt: skip


def attached(name: str, inner: Write) -> Write:
    """The document comes as an attachment, its name in RFC 2231."""

    def write(doc: Doc, rng: Random) -> bytes:
        star = "".join(f"%{b:02X}" for b in name.encode())
        note = _b64("お疲れさまです。添付を確認してください。".encode())
        return (_head(rng, "utf-8") + f'Content-Type: multipart/mixed; boundary="=_m7"\r\n\r\n--=_m7\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n'
            f"--=_m7\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=UTF-8''{star}\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64(inner(doc, rng))}\r\n--=_m7--\r\n").encode()  # fmt: skip

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """A folder of Thunderbird with other mails before and behind."""
    chat = Doc("", "", ["明日の朝礼は8時50分からです。", "会議室はけやきに変わりました。"])
    out = b""
    for one in (chat, doc, chat):
        out += (
            b"From - Thu Nov 07 09:12:44 2024\r\nX-Mozilla-Status: 0001\r\n"
            + (utf8 if one is chat else rng.choice((utf8, page)))(one, rng)
            + b"\r\n"
        )
    return out


def _sectors(data: bytes, size: int) -> int:
    return (len(data) + size - 1) // size


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams in its root; the small ones in the mini stream."""
    order = sorted(streams, key=lambda n: (len(n), n.upper()))
    mini, mini_fat, big, fat = b"", [], b"", []
    starts = {}
    for name in order:
        data = streams[name]
        size, chain = (64, mini_fat) if len(data) < 4096 else (512, fat)
        count = _sectors(data, size)
        starts[name] = len(chain) if count else END
        chain += [*range(len(chain) + 1, len(chain) + count), END] if count else []
        padded = data.ljust(count * size, b"\0")
        mini, big = (mini + padded, big) if size == 64 else (mini, big + padded)

    def place(data: bytes) -> int:
        nonlocal big
        count = _sectors(data, 512)
        start = len(fat)
        fat.extend([*range(start + 1, start + count), END] if count else [])
        big += data.ljust(count * 512, b"\0")
        return start if count else END

    mini_start = place(mini)
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) // 128) * 512, b"\xff")
    table_start = place(table)
    entries = [_entry("Root Entry", 5, FREE, 1, mini_start, len(mini))]
    entries += [
        _entry(n, 2, k + 1 if k < len(order) else FREE, FREE, starts[n], len(streams[n]))
        for k, n in enumerate(order, 1)
    ]
    blank = bytes(66) + b"\0\0" + struct.pack("<III", FREE, FREE, FREE) + bytes(48)
    entries += [blank] * (-len(entries) % 4)
    root = place(b"".join(entries))
    fats = 1
    while (len(fat) + fats) > fats * 128:
        fats += 1
    first = len(fat)
    fat += [0xFFFFFFFD] * fats
    fat_bytes = struct.pack(f"<{len(fat)}I", *fat).ljust(fats * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fats, root, 0, 4096, table_start, _sectors(table, 512), END, 0)
    head += struct.pack(f"<{fats}I", *range(first, first + fats)).ljust(436, b"\xff")
    return head + big + fat_bytes


def msg(doc: Doc, rng: Random) -> bytes:
    """A mail dragged out of Outlook."""
    body = doc.text("\t", "\r\n").encode("utf-16-le")
    fields = {0x001A: "IPM.Note", 0x0037: rng.choice(SUBJECTS), 0x0C1A: "受付センターSV", 0x0E04: "共有", 0x1000: ""}
    props = bytes(32)
    streams = {}
    for tag, value in fields.items():
        raw = body if tag == 0x1000 else value.encode("utf-16-le")
        streams[f"__substg1.0_{tag:04X}001F"] = raw
        props += struct.pack("<HHIII", 0x1F, tag, 6, len(raw) + 2, 0)
    return compound({"__properties_version1.0": props} | streams)


def ichitaro(doc: Doc, _rng: Random) -> bytes:
    """A document of Ichitaro: its text lies in one stream."""
    body = doc.text("　", "\n").replace("\n", "\x0d").encode("utf-16-be")
    head = b"SsmgV.01" + bytes(24) + b"TextV.01" + struct.pack(">II", 0, len(body)) + bytes(8)
    return compound(
        {
            "DocumentText": (head + body).ljust(4200, b"\0"),
            "DocumentViewStyles": bytes(128),
            "JSRV_SegmentInformation": bytes(64),
        }
    )


ANY: Formats = {
    "eml-jis": (".eml", jis), "eml-utf8": (".eml", utf8), "eml-html": (".eml", page), "mbox": ("", mbox), "msg": (".msg", msg), "jtd": (".jtd", ichitaro),
    "eml-docx": (".eml", attached("ご報告.docx", word.docx(cut=True))),
}  # fmt: skip
TABLES: Formats = {
    "eml-csv": (".eml", attached("一覧.csv", text.separated("cp932"))), "eml-xlsx": (".eml", attached("送付リスト.xlsx", office.xlsx())),
}  # fmt: skip
