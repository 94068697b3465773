"""Saved mails, mail folders, calendars, address books and chats."""

import base64
import json
import quopri
import re
from email import policy
from email.header import Header
from email.message import EmailMessage
from random import Random

from . import sheets, words
from .script import Doc
from .texts import Formats, Write, fields, page

HEADS = ("From", "To", "Subject", "Date")


def _split(doc: Doc) -> tuple[dict[str, str], Doc]:
    """The head lines that the text itself has, and the rest."""
    head, lines = {}, list(doc.lines)
    while lines and isinstance(lines[0], str) and (found := re.match(r"(From|To|Subject|Date): (.*)", lines[0])):
        head[found[1]] = found[2]
        lines.pop(0)
    rest = doc.copy()
    rest.lines = lines
    return head, rest


def _head(head: dict[str, str], rng: Random, charset: str) -> bytes:
    full = {
        "From": "office@minamo-npo.example",
        "To": "minamo@minamo-npo.example",
        "Subject": rng.choice(("連絡です", "Re: 先日の件", "Fwd: 共有", "（無題）")),
    } | head
    full["Date"] = f"Tue, {rng.randint(4, 25):02d} Nov 2025 {rng.randint(8, 20):02d}:{rng.randint(10, 59)}:00 +0900"
    out = b"Return-Path: <office@minamo-npo.example>\r\n"
    for key in HEADS:
        value = full[key]
        if found := re.fullmatch(r"(.*) <(\S+@\S+)>", value):
            text = f"{Header(found[1], charset).encode()} <{found[2]}>"
        else:
            text = value if value.isascii() else Header(value, charset).encode()
        out += f"{key}: {text}\r\n".encode()
    return out + f"Message-ID: <{rng.randrange(10**12)}@minamo-npo.example>\r\nMIME-Version: 1.0\r\n".encode()


def _lines64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def jis(doc: Doc, rng: Random) -> bytes:
    """Seven bits, ISO-2022-JP."""
    head, rest = _split(doc)
    text = rest.text("　").replace("\n", "\r\n").encode("iso2022_jp")
    return (
        _head(head, rng, "iso-2022-jp")
        + b"Content-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
        + text
    )


def base(doc: Doc, rng: Random) -> bytes:
    """UTF-8 in base64."""
    head, rest = _split(doc)
    return (
        _head(head, rng, "utf-8")
        + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + _lines64(rest.text("　").encode())
    )


def printable(doc: Doc, rng: Random) -> bytes:
    """HTML, quoted-printable, code page 932."""
    head, rest = _split(doc)
    text = quopri.encodestring(f"<html><body>{page(rest)}</body></html>".encode("cp932"))
    return (
        _head(head, rng, "utf-8")
        + b'Content-Type: text/html; charset="Shift_JIS"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        + text
    )


def quoted(doc: Doc, rng: Random) -> bytes:
    """An answer that quotes the whole text, eight bits."""
    head, rest = _split(doc)
    text = "了解しました。\r\n\r\n> " + rest.text("　").replace("\n", "\r\n> ") + "\r\n"
    return (
        _head(head, rng, "utf-8")
        + b"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + text.encode()
    )


def _mixed(rng: Random, say: str, kind: str, name: str, data: bytes) -> bytes:
    edge = f"=_part_{rng.randrange(10**9)}"
    title = base64.b64encode(name.encode()).decode()
    return _head({}, rng, "utf-8") + (
        f'Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n--{edge}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    ).encode() + _lines64(say.encode()) + (
        f'--{edge}\r\nContent-Type: {kind}; name="=?utf-8?B?{title}?="\r\nContent-Disposition: attachment; filename="=?utf-8?B?{title}?="\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    ).encode() + _lines64(data) + f"--{edge}--\r\n".encode()  # fmt: skip


def with_csv(doc: Doc, rng: Random) -> bytes:
    """The text as an attached CSV."""
    return _mixed(rng, "添付のとおりです。ご確認ください。", "text/csv", "一覧.csv", fields("cp932")(doc, rng))


def with_book(doc: Doc, rng: Random) -> bytes:
    """As an attached workbook."""
    return _mixed(
        rng,
        "シートを送ります。",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "表.xlsx",
        sheets.plain(doc, rng),
    )


def with_word(doc: Doc, rng: Random) -> bytes:
    """As an attached letter."""
    return _mixed(rng, "文書を添付します。", "application/octet-stream", "文書.docx", words.docx(doc, rng))


def forwarded(doc: Doc, rng: Random) -> bytes:
    """A mail within a mail."""
    edge = "=_fw"
    return (
        _head({}, rng, "utf-8")
        + f'Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n--{edge}\r\nContent-Type: text/plain\r\n\r\nFYI\r\n--{edge}\r\nContent-Type: message/rfc822\r\n\r\n'.encode()
        + base(doc, rng)
        + f"--{edge}--\r\n".encode()
    )


def alternative(doc: Doc, rng: Random) -> bytes:
    """Text and HTML of the same, by the standard library."""
    head, rest = _split(doc)
    mail = EmailMessage(policy=policy.SMTP)
    mail.set_content(rest.text("　"), charset="utf-8")
    mail.add_alternative(f"<html><body>{page(rest)}</body></html>", subtype="html", charset="utf-8")
    mail.set_boundary("=_alt")
    del mail["MIME-Version"]
    return _head(head, rng, "utf-8") + mail.as_bytes()


def mbox(doc: Doc, rng: Random) -> bytes:
    """Three mails; the text in the middle one."""
    dull = [
        Doc("", "harmless", (), lines=[t])
        for t in ("定例会は第2会議室に変わりました。", "複合機の点検は木曜の午前です。")
    ]
    return b"".join(
        b"From - Mon Nov 10 08:00:00 2025\r\nX-Mozilla-Status: 0001\r\n" + make(d, rng) + b"\r\n\r\n"
        for d, make in ((dull[0], base), (doc, rng.choice((base, quoted, alternative))), (dull[1], jis))
    )


def mht(doc: Doc, rng: Random) -> bytes:
    """A web archive."""
    body = quopri.encodestring(f"<html><head><meta charset=utf-8></head><body>{page(doc)}</body></html>".encode())
    return (
        b'From: <Saved by Blink>\r\nSubject: print\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----MB"\r\n\r\n------MB\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        + body
        + b"\r\n------MB--\r\n"
    )


def calendar(doc: Doc, rng: Random) -> bytes:
    """One event a line, long lines folded."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minamo//cal//JA"]
    for n, x in enumerate(doc.text(" ").split("\n")):
        if x.strip():
            text = x.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
            out += [
                "BEGIN:VEVENT",
                f"UID:{n}@minamo",
                f"DTSTART:202511{1 + n % 28:02d}T{9 + n % 9:02d}0000",
                f"{'SUMMARY' if n % 2 else 'DESCRIPTION'}:{text}",
                "END:VEVENT",
            ]
    return "\r\n".join(_fold(line) for line in [*out, "END:VCALENDAR", ""]).encode()


def _fold(line: str) -> str:
    out, size = "", 0
    for c in line:
        if size + len(c.encode()) > 73:
            out, size = out + "\r\n ", 1
        out, size = out + c, size + len(c.encode())
    return out


def chat_json(doc: Doc, rng: Random) -> bytes:
    """An export of a chat program, letters escaped."""
    posts = [
        {"id": n, "date": f"2025-11-{1 + n % 28:02d}T10:00:{n % 60:02d}", "from_id": f"user{n % 4}", "text": t}
        for n, t in enumerate(doc.text(" ").split("\n"))
        if t.strip()
    ]
    return json.dumps({"name": "みなも連絡", "type": "private_group", "messages": posts}, indent=1).encode()


def sms_xml(doc: Doc, rng: Random) -> bytes:
    """A telephone's backup of messages: text in attributes, line breaks as references."""
    from html import escape

    rows = "".join(
        f'<sms protocol="0" address="minamo" date="17620000{n:05d}" type="{n % 2 + 1}" body="{escape(t)}" />\n'
        for n, t in enumerate(doc.text("&#10;").split("\n"))
        if t
    )
    rows = rows.replace("&amp;#10;", "&#10;")
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{len(doc.lines)}\">\n{rows}</smses>".encode()


ANY: Formats = {
    "eml-jis": (".eml", jis), "eml-base64": (".eml", base), "eml-qp": (".eml", printable), "eml-quoted": (".eml", quoted), "eml-csv": (".eml", with_csv),
    "eml-xlsx": (".eml", with_book), "eml-docx": (".eml", with_word), "eml-forward": (".eml", forwarded), "eml-alternative": (".eml", alternative),
    "mbox": ("", mbox), "mht": (".mht", mht), "ics": (".ics", calendar), "chat-json": (".json", chat_json), "sms-xml": (".xml", sms_xml),
}  # fmt: skip
MAILS: tuple[str, ...] = (*(k for k in ANY if k.startswith("eml")), "mbox")
WRITE: Write = base
