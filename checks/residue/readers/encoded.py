"""Files written in the letters of an encoding from end to end: hexadecimal, dumps of bytes, base32, base64 for addresses, ascii85, BinHex.

RFC 4648 (base16, base32, base64url), the dumps of xxd, hexdump -C, od -tx1 and certutil, ascii85 as in PDF 32000-1 7.4.3.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

from checks.residue import charset

LEAST, HEAD = 48, 4_096
"""Signs below which nothing is undone, and signs by which an encoding is told."""
_HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2}[\s,:]{0,2}|\\x[0-9A-Fa-f]{2}|0x[0-9A-Fa-f]{2},?\s*)+")
_BASE32 = re.compile(r"[A-Z2-7\s]+={0,6}\s*")
_FOR_ADDRESSES = re.compile(r"[A-Za-z0-9_\s-]+={0,2}\s*")
_ASCII85 = re.compile(r"\s*<~[!-u\sz]+(?:~>\s*)?", re.DOTALL)
_DUMP = re.compile(
    r"\s*(?:[0-9A-Fa-f]{4,12}|[0-7]{7})[:h]?[ \t]+((?:[0-9A-Fa-f]{2}(?:[ -]{1,2}|(?=[0-9A-Fa-f]{2})|(?=\s|\||$))){1,16})"
)
_PAIR = re.compile("[0-9A-Fa-f]{2}")


def decoded(text: str) -> bytes | None:
    """The bytes a text stands for, where it is nothing but an encoding of a text; None for any other."""
    head = text[:HEAD]
    if len(head) < LEAST or not head.isascii():
        return None
    for fits, undo in _WAYS:
        if fits(head):
            data = undo(text)
            if data is not None and _tells(data):
                return data
    return None


def _tells(data: bytes) -> bool:
    """Whether bytes are a text beyond ASCII without signs that no text has."""
    head = data[:HEAD]
    codec = charset.detect(head)
    if codec is None or codec == "latin-1" or not head or head.isascii():
        return False
    told = charset.decode(head, codec)[:-2]
    return (
        bool(told) and "\ufffd" not in told and all(sign.isprintable() or sign in "\r\n\t\u3000\x1f" for sign in told)
    )


def _hexadecimal(text: str) -> bytes | None:
    return bytes.fromhex("".join(_PAIR.findall(text.replace("0x", " ").replace("\\x", " "))))


def _dumped(head: str) -> bool:
    lines = [line for line in head.split("\n")[:20] if line.strip()]
    return len(lines) > 1 and all(map(_DUMP.match, lines[:-1]))


def _of_dump(text: str) -> bytes | None:
    pairs = (match[1] for line in text.split("\n") if (match := _DUMP.match(line)) is not None)
    return bytes.fromhex("".join("".join(_PAIR.findall(told)) for told in pairs))


def _base32(text: str) -> bytes | None:
    told = "".join(text.split()).rstrip("=")
    return _undone(base64.b32decode, told + "=" * (-len(told) % 8))


def _for_addresses(text: str) -> bytes | None:
    told = "".join(text.split()).rstrip("=")
    return _undone(base64.urlsafe_b64decode, told + "=" * (-len(told) % 4))


def _ascii85(text: str) -> bytes | None:
    return _undone(base64.a85decode, "".join(text.split()).removeprefix("<~").removesuffix("~>"))


def _undone(undo: Callable[[str], bytes], told: str) -> bytes | None:
    try:
        return undo(told)
    except (binascii.Error, ValueError):
        return None


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda head: pattern.fullmatch(head) is not None


_WAYS: tuple[tuple[Callable[[str], bool], Callable[[str], bytes | None]], ...] = (
    (_like(_HEXADECIMAL), _hexadecimal),
    (_dumped, _of_dump),
    (_like(_BASE32), _base32),
    (_like(_FOR_ADDRESSES), _for_addresses),
    (_like(_ASCII85), _ascii85),
)
