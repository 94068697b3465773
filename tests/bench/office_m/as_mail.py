"""Mail: eml in several transfer encodings, attachments, mbox."""

import base64
import quopri
from random import Random

from .as_text import Formats, Write, html, separated
from .as_zip import docx, xlsx_shared
from .render import Doc

SUBJECTS = ("ご確認ください", "Re: 本日の件", "資料送付", "【共有】", "Fwd: ご連絡", "報告")


def _word(text: str, codec: str = "utf-8") -> str:
    return f"=?{codec}?B?{base64.b64encode(text.encode(codec)).decode()}?="


def _lines(data: bytes) -> str:
    text = base64.b64encode(data).decode()
    return "\r\n".join(text[i : i + 76] for i in range(0, len(text), 76))


def _head(rng: Random, codec: str = "utf-8") -> str:
    return f"Return-Path: <info@example.jp>\r\nDate: Wed, {rng.randint(10, 28)} Oct 2025 {rng.randint(9, 17)}:{rng.randint(10, 59)}:08 +0900\r\nFrom: {_word('業務連絡', codec)} <info@example.jp>\r\nTo: <gyomu@example.jp>\r\nMessage-ID: <{rng.randrange(10**12)}@example.jp>\r\nSubject: {_word(rng.choice(SUBJECTS), codec)}\r\nMIME-Version: 1.0\r\n"


def simple(codec: str, transfer: str) -> Write:
    """One part."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = doc.text("　").replace("\n", "\r\n").encode(codec)
        name = {"iso2022_jp_2": "ISO-2022-JP", "cp932": "Shift_JIS"}.get(codec, codec)
        body = (
            _lines(data)
            if transfer == "base64"
            else quopri.encodestring(data, quotetabs=True).decode().replace("\r\r", "\r")
            if transfer == "quoted-printable"
            else ""
        )
        head = _head(rng, "utf-8" if codec != "iso2022_jp_2" else "iso-2022-jp")
        head += f"Content-Type: text/plain; charset={name}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
        return head.encode() + (body.encode() if body else data) + b"\r\n"

    return write


def attached(kind: str) -> Write:
    """A short body and the document as an attachment."""

    def write(doc: Doc, rng: Random) -> bytes:
        suffix, mime, make = {
            "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
            "xlsx": ("xlsx", "application/octet-stream", xlsx_shared), "csv": ("csv", "text/csv", separated("cp932")), "html": ("html", "text/html", html("utf-8")),
        }[kind]  # fmt: skip
        mark = f"----=_{rng.randrange(10**9)}"
        note = _lines("お世話になっております。添付のとおりお送りします。".encode())
        parts = f'{_head(rng)}Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n--{mark}\r\nContent-Type: {mime}; name="{_word("送付資料." + suffix)}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n{_lines(make(doc, rng))}\r\n--{mark}--\r\n'
        return parts.encode()

    return write


def mixed_html(doc: Doc, rng: Random) -> bytes:
    """HTML alone, quoted-printable."""
    body = quopri.encodestring(html("utf-8")(doc, rng)).decode()
    return (
        _head(rng)
        + f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
    ).encode()


def mbox(doc: Doc, rng: Random) -> bytes:
    """A box: a notice, then the text."""
    first = Doc("", "", lines=["サーバー停止のお知らせ", "土曜22時から停止します。"])
    out = b""
    for one, codec, transfer in (
        (first, "utf-8", "base64"),
        (doc, rng.choice(("utf-8", "utf-8", "iso2022_jp_2")), "base64"),
    ):
        out += b"From - Tue Oct 14 10:11:12 2025\n" + simple(codec, transfer)(one, rng).replace(b"\r\n", b"\n") + b"\n"
    return out


ANY: Formats = {
    "eml-base64": (".eml", simple("utf-8", "base64")), "eml-qp": (".eml", simple("utf-8", "quoted-printable")), "eml-jis": (".eml", simple("iso2022_jp_2", "7bit")),
    "eml-sjis": (".eml", simple("cp932", "8bit")), "eml-html": (".eml", mixed_html), "eml-docx": (".eml", attached("docx")), "eml-xlsx": (".eml", attached("xlsx")),
    "mbox": (".mbox", mbox),
}  # fmt: skip
TABLES: Formats = {"eml-csv": (".eml", attached("csv"))}
