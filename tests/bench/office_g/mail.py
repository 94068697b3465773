"""Saved mails, mail folders, web archives, calendars and chat exports."""

import base64
import json
import quopri
from random import Random

from tests.bench.office_g.markup import Doc
from tests.bench.office_g.plain import Formats, Write, page, separated
from tests.bench.office_g.skeletons import skeleton


def _head(rng: Random, subject: str = "【共有】連絡") -> str:
    return skeleton(
        "mail-head", hour=f"{rng.randrange(24):02d}", minute=f"{rng.randrange(60):02d}", number=rng.randrange(10**9),
        subject=base64.b64encode(subject.encode()).decode(),
    )  # fmt: skip


def _b64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def jis(doc: Doc, rng: Random) -> bytes:
    """ISO-2022-JP, seven bits, as mail long was."""
    body = doc.text("　").replace("\n", "\r\n").encode("iso2022_jp")
    return (
        _head(rng) + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
    ).encode() + body


def b64(doc: Doc, rng: Random) -> bytes:
    """UTF-8 in base64."""
    head = _head(rng) + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return (head + _b64(doc.text("　").encode())).encode()


def printable(doc: Doc, rng: Random) -> bytes:
    """HTML in quoted-printable."""
    head = _head(rng) + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + quopri.encodestring(f"<html><body>{page(doc)}</body></html>".encode())


def attached(doc: Doc, rng: Random) -> bytes:
    """The document as an attached CSV, the mail itself says nothing."""
    data = separated("utf-8-sig")(doc, rng)
    return _multipart(rng, "添付をご確認ください。", 'text/csv; name="list.csv"', data, "list.csv")


def attached_text(doc: Doc, rng: Random) -> bytes:
    """The document as an attached text in code page 932."""
    return _multipart(rng, "議事のメモを送ります。", "application/octet-stream", doc.text().encode("cp932"), "memo.txt")


def _multipart(rng: Random, say: str, kind: str, data: bytes, name: str) -> bytes:
    parts = skeleton("mail-mixed", edge="----=_Part_77", say=_b64(say.encode()), kind=kind, name=name, data=_b64(data))
    return (_head(rng) + parts).encode()


def mbox(doc: Doc, rng: Random) -> bytes:
    """A mail folder: two mails, the text in the second."""
    first = Doc("", "harmless", lines=["サーバの定期再起動は日曜2時に行います。"])
    return b"".join(b"From - Tue Nov 11 09:00:00 2025\r\n" + b64(d, rng) + b"\r\n" for d in (first, doc))


def mht(doc: Doc, rng: Random) -> bytes:
    """A page saved as one file."""
    data = _b64(f"<html><body>{page(doc)}</body></html>".encode())
    return skeleton("mht", edge="----=_NextPart_000", data=data).encode()


def ics(doc: Doc, rng: Random) -> bytes:
    """A calendar: the text as description of an event, lines folded at 75 bytes."""
    text = doc.text("　").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    out, line = [], b"DESCRIPTION:"
    for c in text:
        if len(line) + len(c.encode()) > 74:
            out.append(line)
            line = b" "
        line += c.encode()
    body = b"\r\n".join([*out, line])
    return (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251120T090000\r\nSUMMARY:\xe5\xbc\x95\xe7\xb6\x99\r\n"
        + body
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def slack(doc: Doc, rng: Random) -> bytes:
    """An export of a chat: one message a line."""
    lines = doc.text(" / ").split("\n")
    posts = [
        {"type": "message", "user": f"U0{n % 5}F", "text": t, "ts": f"17632{n:05d}.000200"}
        for n, t in enumerate(lines)
        if t
    ]
    return json.dumps(posts, indent=2).encode()


def teams(doc: Doc, rng: Random) -> bytes:
    """A page of a chat saved from the browser, every line in a div of its own."""
    rows = "".join(
        f'<div class="ui-chat__message"><span>{n % 12 + 9}:0{n % 10}</span>'
        f"<div>{page(Doc('', '', lines=[x]))}</div></div>"
        for n, x in enumerate(doc.lines)
    )
    return f'<html><head><meta charset="utf-8"></head><body>{rows}</body></html>'.encode()


WRITERS: dict[str, tuple[str, Write]] = {
    "eml-jis": (".eml", jis), "eml-base64": (".eml", b64), "eml-printable": (".eml", printable),
    "eml-attached-csv": (".eml", attached), "eml-attached-text": (".eml", attached_text), "mbox": (".mbox", mbox),
    "mht": (".mht", mht), "ics": (".ics", ics), "slack": (".json", slack), "teams": (".html", teams),
}  # fmt: skip
ANY: Formats = dict(WRITERS)
