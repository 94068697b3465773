"""Undoing what hides Japanese in ASCII: entities, backslash escapes, percent signs, quoted-printable, base64."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from checks.residue import charset
from checks.residue.matchers.gated import Gated
from checks.residue.native.library import load
from checks.residue.native.text import run_of

_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|nbsp|apos);")
# \uXXXX and \u{X…} of ECMAScript (12.9.4), \UXXXXXXXX of C, Python and YAML, %uXXXX of the old escape() (B.2.1)
_ESCAPE = re.compile(
    r"(?:\\{1,4}U[0-9a-fA-F]{8}|\\{1,4}[uU][0-9a-fA-F]{4}|\\{1,4}u\{[0-9a-fA-F]{1,6}\}|%u[0-9a-fA-F]{4})+"
)  # with the backslashes that writing it down once more puts before them
_ONE_ESCAPE = re.compile(r"\\U([0-9a-fA-F]{8})|[\\%][uU]([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]+)\}")
_PERCENT = re.compile(r"[A-Za-z0-9._~+-]{0,64}(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~+/-]{0,24}){3,}")
_THREE_SIGNS = re.compile(
    r"%[0-9A-Fa-f]{2}[A-Za-z0-9._~+/-]{0,24}%[0-9A-Fa-f]{2}[A-Za-z0-9._~+/-]{0,24}%[0-9A-Fa-f]{2}"
)
# bytes as logs of web servers, repr() of Python and C write them; as git and PostgreSQL do; letters of one byte stand between them
_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}[!-\[\]-~ ]{0,24}){3,}|(?:\\[0-3][0-7]{2}[!-\[\]-~ ]{0,24}){3,}")
_HIGH_BYTE = re.compile(r"\\x[89a-fA-F][0-9a-fA-F]|\\[23][0-7]{2}")
_ONE_BYTE = re.compile(rb"\\x([0-9a-fA-F]{2})|\\([0-3][0-7]{2})")
# bytes in one row of figures: literals of SQL (ISO/IEC 9075-2, 5.3; MySQL 9.1.4; PostgreSQL 8.4), eight bytes and more
_HEX = re.compile(r"(?:\b0x|\b[xX]'|\\x)((?:[0-9a-fA-F]{2}){8,})(?![0-9a-fA-F])'?")
# UTF-7 (RFC 2152), in texts of no more letters than a letter has
_SHORT = 1 << 16
_SEVEN = re.compile(r"(?<![A-Za-z0-9+/=])\+([A-Za-z0-9+/]{6,}+)-?")
_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]{2,}")
_QUOTED = Gated(r"(?:=[0-9A-F]{2}[\t\x20-\x3c\x3e-\x7e]{0,3}(?:=\n)?){6,}", first=True)
_KANA_BEGINS = Gated("=E", first=True)
"""How kana and most ideographs begin there: what the kernel has looked for already is not looked for again."""
_BASE64 = re.compile(
    rb"(?<![A-Za-z0-9+/_-])(?:(?:[A-Za-z0-9+/]{60,80}\r?\n[ \t]{0,40})+(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![A-Za-z0-9+/=])"
    rb"|(?:[A-Za-z0-9+/]{60,80}\r?\n[ \t]{0,40})*[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/]))"
)
_RUN = re.compile(rb"[A-Za-z0-9+/]+")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_IN_ALPHABET = bytes(byte in _ALPHABET for byte in range(256))
_ALIKE = bytes(0x41 if byte in _ALPHABET else byte for byte in range(256))


def unwrap(text: str) -> str:
    """`text` with entities, escapes, percent signs and quoted-printable undone in place. Each is looked for cheaply first."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    percent, escaped = "%" in text, "\\" in text
    if (escaped and ("\\u" in text or "\\U" in text)) or (percent and "%u" in text):
        text = _ESCAPE.sub(_from_escapes, text)
    if escaped and ("\\x" in text or "\\3" in text or "\\2" in text) and _HIGH_BYTE.search(text):
        text = _BYTES.sub(_from_bytes, text)
    if percent and _THREE_SIGNS.search(text):
        text = _PERCENT.sub(_from_percent, text)
    if len(text) <= _SHORT and "+" in text and text.isascii():
        text = _from_seven(text)
    if text.isascii() and _QUOTED.possible(text) and _KANA_BEGINS.possible(text) and "=E" in text:
        whole = text.replace("=\n", "") if "=\n" in text and _QUOTED.search(text) else text  # ends lines, not words
        text = _QUOTED.sub(_from_quoted, whole)
    return text


def _from_escapes(match: re.Match[str]) -> str:
    units = [int("".join(code), 16) for code in _ONE_ESCAPE.findall(match.group())]
    if any(unit > 0x10FFFF for unit in units):
        return match.group()
    joined = "".join(map(chr, units))
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _from_percent(match: re.Match[str]) -> str:
    told = _once_from_percent(match)
    if told.isascii() and _THREE_SIGNS.search(told):  # an address carried by another one
        return _PERCENT.sub(_once_from_percent, told)
    return told


def _once_from_percent(match: re.Match[str]) -> str:
    raw = unquote_to_bytes(match.group().replace("+", " "))
    codec = charset.detect(raw)
    if codec is None or (raw.isascii() and codec != "ascii"):
        return match.group()
    told = charset.decode(raw, codec)
    return f"\n{told}" if "\n" in told else told  # lines of a letter do not go on the line that carried them


def _from_bytes(match: re.Match[str]) -> str:
    raw = _ONE_BYTE.sub(
        lambda one: bytes([int(one[1], 16) if one[1] else int(one[2], 8)]), match.group().encode("ascii")
    )
    codec = charset.detect(raw)
    told = charset.decode(raw, codec) if codec in _WRITTEN else ""
    return told if told and _sensible(told) else match.group()


def unhexed(text: str) -> str:
    """`text` of SQL with the literals undone that are words written as figures of base 16."""
    return _HEX.sub(_from_hex, text) if any(sign in text for sign in ("0x", "X'", "x'", "\\x")) else text


def _from_hex(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[1])
    codec = None if raw.isascii() else charset.detect(raw)
    told = charset.decode(raw, codec) if codec in _WRITTEN else ""
    if not told or not _sensible(told):
        return match.group()
    told = told.replace("'", "''")
    return told if match.group().startswith("\\") else f"'{told}'"  # that one stands in quotes already


def _from_seven(text: str) -> str:
    """A text in UTF-7; another one, or one whose longer runs are not Japanese, as it is."""
    for run in _SEVEN.findall(text):
        try:
            told = base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-16-be")
            if _JAPANESE.fullmatch(told):
                return text.encode("ascii").decode("utf-7")
        except (binascii.Error, ValueError):
            continue
    return text


_WRITTEN = ("utf-8", "cp932", "euc_jis_2004")


def _from_quoted(match: re.Match[str]) -> str:
    raw = quopri.decodestring(match.group().encode("ascii"))
    codec = charset.detect(raw)
    return charset.decode(raw, codec) if codec and not raw.isascii() else match.group()


def base64_runs(text: str, most: int = 200) -> Iterator[bytes]:
    """What long base64 runs in `text` decode to, when the outcome is text or begins like a known file."""
    for count, found in enumerate(_base64_places(text.encode("utf-8", "replace"))):
        if count >= most:
            return
        run = b"".join(found.split()).decode("ascii")
        if run.isalpha() and (run.islower() or run.isupper()):
            continue
        decoded = _from_base64(run)
        if decoded is not None:
            yield decoded


def long_run(data: bytes) -> bool:
    """Whether `data` holds a row of bytes that may be base64 worth undoing."""
    return _finder(data)(0) >= 0


def _base64_places(data: bytes) -> Iterator[bytes]:
    """Long base64 runs. Where twenty signs of its alphabet stand in a row is found by one fast search."""
    done, find = 0, _finder(data)
    while (at := find(done)) >= 0:
        match = _BASE64.match(data, at)
        if match is not None:
            yield match.group()
            done = match.end()
        else:
            run = _RUN.match(data, at)
            done = run.end() if run else at + 1


def _finder(data: bytes) -> Callable[[int], int]:
    """Gives the first place from a place on where twenty signs of the alphabet of base64 stand in a row, or -1."""
    library = load()
    if library is not None:
        return lambda at: run_of(library, data, at, 20, _IN_ALPHABET)
    alike, shortest = data.translate(_ALIKE), b"A" * 20
    return lambda at: alike.find(shortest, at)


_KNOWN = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf", b"Salted__", b"age-encryption.org/")
_ENVELOPED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"
"""The object identifier of enveloped data, which is encrypted (RFC 5652 6.1)."""


def _from_base64(run: str) -> bytes | None:
    run = run.rstrip("=")
    run = run[: len(run) - 1] if len(run) % 4 == 1 else run
    try:
        raw = base64.b64decode(run + "=" * (-len(run) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    if raw.startswith(_KNOWN) or _ENVELOPED in raw[:32]:
        return raw
    codec = charset.detect(raw)
    if codec is None or (codec.startswith("utf-16") and len(raw) < 40) or codec == "latin-1":
        return None
    told = charset.decode(raw, codec)
    return raw if _sensible(told) and (codec not in _OLD or _usual(told)) else None


_OLD = ("cp932", "euc_jis_2004")
_FIRST_RARE = 0x989F  # of the second level of JIS X 0208, in Shift_JIS


def _usual(text: str) -> bool:
    """Whether Japanese is written in signs in use: bytes of any kind read as an old encoding give half-width kana and rare ideographs."""
    wide = [ch for ch in text if not ch.isascii()]
    rare = sum("\uff61" <= ch <= "\uff9f" or _rare(ch) for ch in wide)
    return rare <= 0.25 * len(wide) or (min(wide) >= "\uff61" and rare == len(wide))


def _rare(sign: str) -> bool:
    code = sign.encode("cp932", "ignore")
    return len(code) == 2 and int.from_bytes(code, "big") >= _FIRST_RARE


def _sensible(text: str) -> bool:
    wide = sum(1 for ch in text if "\u2010" <= ch <= "\u9fff" or "\uff01" <= ch <= "\uffee" or ch >= "\U00020000")
    plain = sum(1 for ch in text if ch.isascii() and (ch.isprintable() or ch in "\t\r\n"))
    return (
        "\ufffd" not in text and (wide + plain) >= 0.95 * len(text) and (wide > 1 or "@" in text or plain == len(text))
    )
