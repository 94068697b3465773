"""Mail as it lies on disks: .eml in the usual encodings, with attachments, forwarded, and mailboxes."""

import base64
import quopri
from collections.abc import Callable
from email.header import Header
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.sheets import plain as workbook
from tests.bench.offices.text_formats import as_html, fit, separated, text

HEAD = "From: {who} <staff{n}@kazahana-office.example>\r\nTo: all@kazahana-office.example\r\nDate: Thu, 20 Nov 2025 10:{n:02d}:00 +0900\r\nMIME-Version: 1.0\r\n"


def _head(doc: Doc, charset: str, n: int = 1) -> str:
    return (
        HEAD.format(who=Header("事務局", charset).encode(), n=n) + f"Subject: {Header(doc.title, charset).encode()}\r\n"
    )


def _attachment(name: str, body: bytes, kind: str = "application/octet-stream") -> str:
    encoded = Header(name, "iso-2022-jp").encode()
    return f'Content-Type: {kind}; name="{encoded}"\r\nContent-Disposition: attachment; filename="{encoded}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(body).decode()}'


def jis(doc: Doc, _rng: Random) -> bytes:
    fit(doc, "iso2022_jp")
    return (
        _head(doc, "iso-2022-jp")
        + 'Content-Type: text/plain; charset="ISO-2022-JP"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n'
    ).encode() + text(doc).encode("iso2022_jp")


def base64_body(doc: Doc, _rng: Random) -> bytes:
    return (
        _head(doc, "utf-8") + 'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    ).encode() + base64.encodebytes(text(doc).encode())


def quoted_html(doc: Doc, _rng: Random) -> bytes:
    return (
        _head(doc, "utf-8")
        + 'Content-Type: text/html; charset="UTF-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    ).encode() + quopri.encodestring(as_html(doc).encode())


def with_list(doc: Doc, _rng: Random) -> bytes:
    fit(doc, "cp932")
    parts = (
        "Content-Type: text/plain; charset=UTF-8\r\n\r\n添付をご確認ください。\r\n",
        _attachment("名簿.csv", separated(doc).encode("cp932"), "text/csv"),
    )
    return _multipart(doc, parts)


def with_book(doc: Doc, rng: Random) -> bytes:
    return _multipart(
        doc,
        (
            "Content-Type: text/plain; charset=UTF-8\r\n\r\nよろしくお願いします。\r\n",
            _attachment("一覧.xlsx", workbook(doc, rng)),
        ),
    )


def forwarded(doc: Doc, rng: Random) -> bytes:
    inner = base64_body(doc, rng).decode()
    return _multipart(
        doc,
        (
            "Content-Type: text/plain; charset=UTF-8\r\n\r\n転送します。\r\n",
            "Content-Type: message/rfc822\r\n\r\n" + inner,
        ),
    )


def _multipart(doc: Doc, parts: tuple[str, ...]) -> bytes:
    body = "".join(f"--=_b7\r\n{p}\r\n" for p in parts)
    return (_head(doc, "utf-8") + f'Content-Type: multipart/mixed; boundary="=_b7"\r\n\r\n{body}--=_b7--\r\n').encode()


def mailbox(doc: Doc, rng: Random) -> bytes:
    """Three dull messages and one that says it all."""
    dull = (
        b"From x@y Thu Nov 20 10:00:00 2025\n"
        + _head(doc, "utf-8", 2).encode()
        + b"Content-Type: text/plain; charset=utf-8\n\n"
        + "印刷機の点検は15時です。\n\n".encode()
    )
    return (
        dull * 2 + b"From x@y Thu Nov 20 11:00:00 2025\n" + base64_body(doc, rng).replace(b"\r\n", b"\n") + b"\n" + dull
    )


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "eml-jis": (".eml", jis), "eml-base64": (".eml", base64_body), "eml-html-qp": (".eml", quoted_html), "eml-forwarded": (".eml", forwarded), "mbox": (".mbox", mailbox),
    "eml-csv": (".eml", with_list), "eml-xlsx": (".eml", with_book),
}  # fmt: skip
