"""Files that old mail programs wrote into a text: uuencode (POSIX.1-2017, uuencode) and yEnc 1.3."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from checks.residue.matchers.gated import Gated
from checks.residue.pieces import Member

MOST = 200
_UU = re.compile(r"^begin [0-7]{3,4} +([^\n]+)\n((?:[ -`]{1,90}\r?\n)+?)(?:[ `]?\r?\n)?end\r?$", re.MULTILINE)
_BEGIN = Gated("begin [0-7]{3}", first=True)
_Y = re.compile(
    rb"^=ybegin [^\r\n]*?name=([^\r\n]*)\r?\n(?:=ypart [^\r\n]*\r?\n)?(.*?)\r?\n=yend\b", re.MULTILINE | re.DOTALL
)
_Y_ESCAPED = re.compile(rb"=(.)", re.DOTALL)
_Y_BACK = bytes((code - 42) % 256 for code in range(256))


def take(text: str) -> tuple[list[Member], str]:
    """(uuencoded files, the text without them)."""
    # what the kernel says of ASCII, other readers ask for as well
    if (text.isascii() and not _BEGIN.possible(text)) or "begin " not in text or not _BEGIN.possible(text):
        return [], text
    found: list[Member] = []

    def keep(match: re.Match[str]) -> str:
        data = _decoded(match.group(2)) if len(found) < MOST else b""
        if not data:
            return match.group()
        found.append(Member(match.group(1).strip(), data))
        return match.group(1)

    return found, _UU.sub(keep, text)


def _decoded(lines: str) -> bytes:
    """The bytes of uuencoded lines; empty where one of them is none."""
    out = bytearray()
    for line in lines.encode("ascii").splitlines():
        length = ((line[0] - 32) & 63) if line else 0
        try:
            # blanks at the end may have been lost on the way, and some programs add a sign behind the last group
            out += binascii.a2b_uu(line[: (length + 2) // 3 * 4 + 1].ljust((length + 2) // 3 * 4 + 1))
        except binascii.Error:
            return b""
    return bytes(out)


def yenc(data: bytes) -> Iterator[Member]:
    """Files in yEnc inside the bytes of a message."""
    if b"=ybegin " not in data:
        return
    for number, match in enumerate(_Y.finditer(data)):
        if number >= MOST:
            return
        body = match.group(2).replace(b"\r", b"").replace(b"\n", b"")
        plain = _Y_ESCAPED.sub(lambda escaped: bytes([(escaped.group(1)[0] - 64) % 256]), body)
        yield Member(match.group(1).decode("utf-8", "replace").strip(), plain.translate(_Y_BACK))
