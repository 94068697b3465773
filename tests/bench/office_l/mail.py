"""Mails: encodings of body and header, attachments, mailboxes."""

import base64
import quopri
from random import Random

from . import sheets, text, word
from .script import Doc
from .text import Formats, Write

SUBJECTS = ("ご連絡", "Re: 確認のお願い", "資料送付", "【共有】", "Fwd: お問い合わせ", "(件名なし)", "至急")
BOXES = ("soumu@shiomi-shakyo.example.jp", "madoguchi@shiomi-shakyo.example.jp", "info@nagisa-support.example.com",
         "jimu@kisaragi-survey.example.co.jp", "contact@form-mail.example.net")  # fmt: skip


def _header(rng: Random, charset: str) -> list[str]:
    subject = rng.choice(SUBJECTS)
    code = base64.b64encode(subject.encode(charset)).decode()
    return [f"From: <{rng.choice(BOXES)}>", f"To: <{rng.choice(BOXES)}>", f"Subject: =?{charset}?B?{code}?=",
            "Date: Tue, 11 Nov 2025 10:15:32 +0900", f"Message-ID: <{rng.randrange(10**9)}@mx.example.jp>", "MIME-Version: 1.0"]  # fmt: skip


def _join(head: list[str], body: bytes) -> bytes:
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n"


def jis(doc: Doc, rng: Random) -> bytes:
    """ISO-2022-JP, seven bits."""
    body = doc.text(" ").replace("\n", "\r\n").encode("iso2022_jp_ext")
    return _join(
        [
            *_header(rng, "iso-2022-jp"),
            "Content-Type: text/plain; charset=ISO-2022-JP",
            "Content-Transfer-Encoding: 7bit",
        ],
        body,
    )


def quoted(doc: Doc, rng: Random) -> bytes:
    """Quoted-printable, UTF-8."""
    body = quopri.encodestring(doc.text(" ").encode()).replace(b"\n", b"\r\n")
    return _join(
        [
            *_header(rng, "utf-8"),
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: quoted-printable",
        ],
        body,
    )


def b64(doc: Doc, rng: Random) -> bytes:
    """Base64, UTF-8."""
    body = base64.encodebytes(doc.text(" ").encode())
    return _join(
        [*_header(rng, "utf-8"), 'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: base64"], body
    )


def page(doc: Doc, rng: Random) -> bytes:
    """HTML with an empty alternative."""
    mark = f"=_b{rng.randrange(10**8)}"
    body = f"--{mark}\nContent-Type: text/plain; charset=utf-8\n\n(HTML mail)\n--{mark}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    inner = base64.encodebytes(text.web("utf-8")(doc, rng)).decode()
    return _join(
        [*_header(rng, "utf-8"), f'Content-Type: multipart/alternative; boundary="{mark}"'],
        f"{body}{inner}--{mark}--".encode(),
    )


def attached(name: str, kind: str, write: Write) -> Write:
    """A mail with two words and an attachment."""

    def mail(doc: Doc, rng: Random) -> bytes:
        mark = f"----=_Part_{rng.randrange(10**8)}"
        title = base64.b64encode(name.encode()).decode()
        note = base64.encodebytes(
            "お世話になっております。\n添付のとおり送付します。ご確認ください。\n".encode()
        ).decode()
        data = base64.encodebytes(write(doc, rng)).decode()
        body = (f"--{mark}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{note}--{mark}\n"
                f'Content-Type: {kind}; name="=?utf-8?B?{title}?="\nContent-Transfer-Encoding: base64\n'
                f'Content-Disposition: attachment; filename="=?utf-8?B?{title}?="\n\n{data}--{mark}--')  # fmt: skip
        return _join(
            [*_header(rng, "utf-8"), f'Content-Type: multipart/mixed; boundary="{mark}"'],
            body.replace("\n", "\r\n").encode(),
        )

    return mail


def mbox(doc: Doc, rng: Random) -> bytes:
    """A mailbox: a notice without persons, then the text."""
    first = Doc("", "", "", ["サーバ点検のお知らせ", "今週末に停止します。"])
    out = b""
    for item, write in ((first, b64), (doc, rng.choice((quoted, b64)))):
        out += b"From - Tue Nov 11 10:15:32 2025\n" + write(item, rng).replace(b"\r\n", b"\n") + b"\n"
    return out


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANY: Formats = {
    "eml-jis": (".eml", jis), "eml-qp": (".eml", quoted), "eml-b64": (".eml", b64), "eml-html": (".eml", page),
    "mbox": (".mbox", mbox), "eml-docx": (".eml", attached("資料.docx", "application/octet-stream", word.docx)),
}  # fmt: skip
TABLES: Formats = {
    "eml-xlsx": (".eml", attached("一覧.xlsx", SHEET, sheets.shared)),
    "eml-csv": (".eml", attached("名簿.csv", "text/csv", text.separated("cp932"))),
}
