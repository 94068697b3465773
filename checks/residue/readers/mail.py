"""Mail: single messages, mbox files and web archives, with their attachments (RFC 5322, RFC 2045)."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect, MessageError
from email.header import decode_header
from email.message import Message
from itertools import pairwise

from checks.residue import charset
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import margins, uu
from checks.residue.readers.large import Large
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

_FROM = re.compile(rb"^From \S+.*\d{4}\r?$", re.MULTILINE)
_DOT = re.compile(rb"\r\n\.\r\n")
_HEADERS = ("Subject", "From", "To", "Cc", "Bcc", "Reply-To")
_GOES_ON = re.compile(r"(?<!^-)([^\n ]) \n(?!-- ?\n)", re.MULTILINE)
_SEALED = "-----BEGIN PGP MESSAGE-----"
_NOT_ENCODED = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)


def read(source: Source) -> Iterator[Part]:
    """Headers, bodies and attachments of each message; a mailbox of Becky! ends each with a line of one dot."""
    if isinstance(source.data, Large):
        yield from _large(source)
        return
    data = source.all().removeprefix(codecs.BOM_UTF8)
    if b"\nX-Becky-" in data[:8192] and b"\r\n.\r\n" in data:
        for number, one in enumerate(data.split(b"\r\n.\r\n")[:-1], start=1):
            source.meter.member()
            yield from _message(one, source, f"mail {number}")
        return
    starts = [match.start() for match in _FROM.finditer(data)] if data.startswith(b"From ") else []
    if not starts:
        yield from _message(data, source, "")
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), start=1):
        source.meter.member()
        body = data.find(b"\n", start) + 1
        yield from _message(data[body:end], source, f"mail {number}" if len(starts) > 1 else "")


STEP, LONGEST = 4 << 20, 24 << 20
"""Bytes of a large mailbox that are taken in at once; of one message that is read."""


def _large(source: Source) -> Iterator[Part]:
    """The messages of a large mailbox one after the other; of one that is too long to be held its beginning."""
    becky = b"\nX-Becky-" in source.head(8192)
    for number, (one, cut) in enumerate(_in_turn(source, _DOT if becky else _FROM), start=1):
        source.meter.member()
        begin = one.find(b"\n") + 1 if one.startswith(b"From ") else 0
        yield from _message(one[begin:].removeprefix(b"\r\n.\r\n"), source, f"mail {number}")
        if cut:
            yield Unread("over_budget", f"mail {number}")


def _in_turn(source: Source, border: re.Pattern[bytes]) -> Iterator[tuple[bytes, bool]]:
    """What stands between borders, with the one before it, and whether it was cut off."""
    held, skipped = b"", False
    for at in range(0, len(source), STEP):
        piece = source.data[at : at + STEP]
        source.meter.passed(len(piece))
        held += piece
        starts = [match.start() for match in border.finditer(held)]
        starts = starts if skipped or starts[:1] == [0] else [0, *starts]
        for start, end in pairwise(starts):
            yield held[start:end], False
        skipped = skipped and not starts
        held = b"" if skipped else held[starts[-1] :]
        if len(held) > LONGEST:
            yield held, True
            held, skipped = b"", True
    if held:
        yield held, False


def read_apple(source: Source) -> Iterator[Part]:
    """A message as Apple Mail keeps it: its length, the message, and a property list of flags behind it."""
    data = source.all()
    begin = data.find(b"\n") + 1
    yield from _message(data[begin : begin + int(data[:begin])], source, "")


_BETWEEN = b"\1\1\1\1\n"


def read_mmdf(source: Source) -> Iterator[Part]:
    """A mailbox of MMDF: a line of four control signs before and behind each message."""
    for number, one in enumerate(filter(bytes.strip, source.all().split(_BETWEEN)), start=1):
        source.meter.member()
        yield from _message(one, source, f"mail {number}")


def _message(data: bytes, source: Source, where: str) -> Iterator[Part]:
    # by compat32, and without `email.policy`: its parser of header fields takes longer to import than a letter to read
    message = email.message_from_bytes(data)
    yield from _heads(message, where)
    for part in message.walk():
        source.meter.member()
        if not part.is_multipart():
            yield from _part(part, where)
        elif part.get_content_type() == "message/rfc822" and isinstance(inner := part.get_payload(0), Message):
            yield from _heads(inner, where)
        yield from _around(part, where)


def _around(part: Message, where: str) -> Iterator[Part]:
    """What stands before the first and behind the last part of a letter, where no program looks (RFC 2046, 5.1.1), and what a part is called."""
    told = [
        _bare(text) for text in (part.preamble, part.epilogue) if text and text.strip() and not _FOR_OLD.match(text)
    ]
    told += [_header(str(value)) for name, value in part.raw_items() if name.lower() == "content-description"]
    if any(type(defect) in _NOT_ENCODED for defect in part.defects) and isinstance(written := part.get_payload(), str):
        told += [_bare(line) for line in written.splitlines() if not line.isascii()]  # it says it is base64 and is none
    if told:
        yield Text("\n".join(told), where)


_FOR_OLD = re.compile(r"\s*This is a (?:multi-?part|cryptographically signed) message", re.IGNORECASE)
_OWN = re.compile(r"(?:X-.*|Comments|Keywords|Thread-Topic|Organi[sz]ation)$", re.IGNORECASE)


def _own(message: Message) -> Iterator[str]:
    """What fields say that programs and offices make up for themselves, where it is in Japanese."""
    for name, value in message.raw_items():
        if _OWN.match(name):
            told = _header(str(value))
            if not told.isascii():
                yield unwrap(told)


def _heads(message: Message, where: str) -> Iterator[Part]:
    """The subject of a letter, and the people it is from and to."""
    raw = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    lines = [f"{name}: {_header(raw[name.lower()])}" for name in _HEADERS if raw.get(name.lower())]
    subject = [line for line in lines if line.startswith("Subject")]
    if subject:
        yield Text(subject[0].removeprefix("Subject: "), where)
        yield from margins.around([subject[0].removeprefix("Subject: ")], "head")
    told = dict.fromkeys(line for line in _own(message) if line not in (subject[0] if subject else ""))
    if told:
        yield Text("\n".join(told), where)
    people = [line for line in lines if not line.startswith("Subject")]
    if people:
        yield Text("\n".join(people), f"{where} head".strip())
        yield from margins.in_heads(people)


def _part(part: Message, where: str) -> Iterator[Part]:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return
    name = part.get_filename()
    if name is None and part.get_content_type() == "text/plain":
        codec = _codec(content, part)
        files, text = uu.take(charset.decode(content, codec).replace("\r\n", "\n"))
        yield Text(_flowing(text, part), where)
        if _SEALED in text:
            yield Unread("locked", where)
        yield from (*files, *uu.yenc(content))
    else:
        yield Member(_header(name) if name else part.get_content_type().replace("/", "."), content)


def _codec(content: bytes, part: Message) -> str:
    """The codec of a text: what its bytes are, not what the letter says; only UTF-7 (RFC 2152) looks like plain ASCII."""
    if part.get_content_charset() == "utf-7" and content.isascii():
        return "utf-7"
    return charset.detect(content) or part.get_content_charset() or "latin-1"


def _flowing(text: str, part: Message) -> str:
    """The paragraphs of a text whose lines say by a blank at their end that they go on (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    together = str(part.get_param("delsp", "")).lower() == "yes"
    return _GOES_ON.sub(lambda end: end[1] if together or not end[1].isascii() else f"{end[1]} ", text)


def _header(raw: str) -> str:
    """A header with its encoded words undone; unencoded bytes by our own character set rule."""
    out = []
    try:
        for piece, codec in decode_header(raw):
            if isinstance(piece, str):
                out.append(_bare(piece))
            else:
                out.append(charset.decode(piece, charset.detect(piece) or codec or "latin-1"))
    except (ValueError, LookupError, MessageError):
        return raw
    return "".join(out)


def _bare(piece: str) -> str:
    raw = piece.encode("utf-8", "surrogateescape")
    return charset.decode(raw, charset.detect(raw) or "latin-1") if not piece.isascii() or "\x1b" in piece else piece
