"""Mail: bodies in every transfer encoding, attachments, mailboxes."""

import base64
import quopri
from random import Random

from .markup import Doc
from .ooxml import xlsx
from .plain import Formats, Write, body, separated

SUBJECTS = ("ご報告", "Re: 明日の件", "【共有】記録について", "FW: 確認のお願い", "ご連絡", "提出いたします")


def _word(text: str, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def _head(rng: Random, charset: str) -> str:
    day = rng.randint(1, 28)
    return (f"From: info@contractor.example\r\nTo: desk@contractor.example\r\nSubject: {_word(rng.choice(SUBJECTS), charset)}\r\n"
            f"Date: {day:02d} Nov 2025 1{rng.randrange(9)}:2{rng.randrange(9)}:00 +0900\r\nMessage-ID: <{rng.randrange(10**9)}@contractor.example>\r\nMIME-Version: 1.0\r\n")  # fmt: skip


def _b64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def single(charset: str, transfer: str) -> Write:
    """One text part."""

    def write(doc: Doc, rng: Random) -> bytes:
        raw = doc.text("\u3000").replace("\n", "\r\n").encode(charset if charset != "iso-2022-jp" else "iso2022_jp")
        head = (
            _head(rng, "utf-8")
            + f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
        )
        coded = {
            "base64": lambda: _b64(raw).encode(),
            "quoted-printable": lambda: quopri.encodestring(raw),
            "7bit": lambda: raw,
            "8bit": lambda: raw,
        }[transfer]()
        return head.encode() + coded

    return write


def _multi(rng: Random, kind: str, parts: list[tuple[str, bytes]]) -> bytes:
    mark = f"=_b{rng.randrange(10**8)}"
    out = _head(rng, "utf-8") + f'Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n'
    for head, data in parts:
        out += f"--{mark}\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64(data)}"
    return (out + f"--{mark}--\r\n").encode()


def alternative(doc: Doc, rng: Random) -> bytes:
    """Text says little, HTML says all."""
    return _multi(rng, "alternative", [("Content-Type: text/plain; charset=utf-8", "HTMLメールです。".encode()),
                                       ("Content-Type: text/html; charset=utf-8", f"<html><body>{body(doc)}</body></html>".encode())])  # fmt: skip


def attached(name: str, write: Write, kind: str) -> Write:
    """The document as an attachment."""
    return lambda doc, rng: _multi(rng, "mixed", [
        ("Content-Type: text/plain; charset=utf-8", "お世話になっております。添付いたします。よろしくお願いいたします。".encode()),
        (f'Content-Type: {kind}; name="{_word(name, "utf-8")}"\r\nContent-Disposition: attachment; filename="{_word(name, "utf-8")}"', write(doc, rng)),
    ])  # fmt: skip


def mbox(doc: Doc, rng: Random) -> bytes:
    """A mailbox with a harmless message before."""
    first = (
        _head(rng, "utf-8")
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n本日の業務終了しました。\r\n"
    )
    return (
        b"From - Mon Nov 03 09:00:00 2025\r\n"
        + first.encode()
        + b"\r\nFrom - Tue Nov 04 09:00:00 2025\r\n"
        + single("utf-8", "8bit")(doc, rng)
        + b"\r\n"
    )


ANY: Formats = {
    "eml-base64": (".eml", single("utf-8", "base64")), "eml-qp": (".eml", single("utf-8", "quoted-printable")),
    "eml-jis": (".eml", single("iso-2022-jp", "7bit")), "eml-html": (".eml", alternative), "mbox": (".mbox", mbox),
    "eml-text": (".eml", attached("記録.txt", lambda d, r: d.text().encode("cp932"), "text/plain")),
    "eml-xlsx": (".eml", attached("一覧.xlsx", xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
}  # fmt: skip
TABLES: Formats = {"eml-csv": (".eml", attached("一覧.csv", separated("cp932"), "text/csv"))}
