"""Which character set a run of bytes is in: our own rule, because libraries fail on short Japanese (notes/scan.md 3.3)."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

SAMPLE = 1 << 18
COUNTED = 1 << 15
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO2022 = re.compile(rb"\x1b(?:\$[@B]|\([JBI]|\$\(D)")
_SJIS_PAIR = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa1-\xdf]")
_EUC_PAIR = re.compile(rb"\x8e[\xa1-\xdf]|\x8f?[\xa1-\xfe][\xa1-\xfe]")
_SJIS_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x40-\x5b]")
_EUC_KANA = re.compile(rb"\xa4[\xa1-\xf3]|\xa5[\xa1-\xf6]|\xa1[\xa1-\xbc]")
_CONTROL = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_ASCII = bytes(range(128))


@lru_cache(maxsize=2)
def detect(data: bytes) -> str | None:
    """The Python codec name for `data`, or None if this is not text. Asked for the reader first, then for its text."""
    head = bytes(data[:SAMPLE])
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec
    if b"\x00" in head:
        return _wide(head)
    if head.isascii():
        return _seven_bit(head)
    if _controlled(head):
        return None
    return _eight_bit(head)


def _controlled(head: bytes) -> bool:
    """Whether more signs are control characters than a text has."""
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) // 200


def _seven_bit(head: bytes) -> str | None:
    if _ISO2022.search(head):
        return "iso2022_jp_ext"
    return None if _controlled(head) else "ascii"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: zero bytes lean to one side, and what comes out is Japanese or ASCII."""
    if len(head) < 4:
        return None
    pairs = len(head) // 2
    scores = {codec: _wide_score(head[: pairs * 2], codec) for codec in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.85 and _everyday(head[:4096].decode(best, "replace")) else None


_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x1f\u0080-\u00a6\u00a9-\u00af\u00b2\u00b3\u00b5\u00b7-\u00d6\u00d8-\u00f6\u00f8-\u024f\u2e80-\u2fff\u3100-\u31ff\u3400-\u4dff\ua000-\uf8ff\ufff0-\uffff]"
)


def _everyday(text: str) -> bool:
    """Whether ideographs are mostly those of JIS X 0208 and hardly anything strange stands between them.

    Other bytes read in pairs give any of twenty thousand ideographs, and signs of scripts nobody here writes.
    """
    ideographs = "".join(ch for ch in text if "\u4e00" <= ch <= "\u9fff")
    known = len(ideographs.encode("shift_jis", "ignore")) >= 1.6 * len(ideographs)
    return known and len(_STRANGE.findall(text)) <= 0.03 * len(text)


# signs of everyday Japanese text, and the marks that fill its tables: circles, crosses, arrows, ruled lines, figures in circles
_USUAL = re.compile(
    "[\t\r\n\x20-\x7e\u3000-\u9fff\uff00-\uffef\u00d7\u00f7\u00b1\u00b0\u2010-\u2312\u2460-\u2473\u2500-\u266f]"
)


def _wide_score(head: bytes, codec: str) -> float:
    text = head[:4096].decode(codec, "replace")
    return len(_USUAL.findall(text)) / max(len(text), 1)


def _eight_bit(head: bytes) -> str | None:
    tail_free = head[:-4] if len(head) == SAMPLE else head
    try:
        head.decode("utf-8") if len(head) < SAMPLE else codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError as error:
        nearly_all = error.start > 4096 and _mostly_utf8(head)
    part = tail_free[:COUNTED]
    high = len(part.translate(None, _ASCII))
    sjis = _explained(_SJIS_PAIR, part) + 2 * len(_SJIS_KANA.findall(part))
    euc = _explained(_EUC_PAIR, part) + 2 * len(_EUC_KANA.findall(part))
    if nearly_all or _mostly_utf8(head):
        return "utf-8"
    if max(sjis, euc) < high * 0.9:
        return None if high > len(part) // 5 else "latin-1"
    return "euc_jis_2004" if euc > sjis else "cp932"


def _mostly_utf8(head: bytes) -> bool:
    """A UTF-8 text with a few broken bytes: hardly any replacement signs among its characters."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    wide = bad = seen = 0
    most = min(_LOOKED_AT, len(head))
    for start in range(0, len(head), _STEP):
        text = decoder.decode(head[start : start + _STEP], start + _STEP >= len(head))[: _LOOKED_AT - seen]
        seen += len(text)
        bad += text.count("\ufffd")
        if bad * 20 >= most:  # more than there is room for
            return False
        wide += sum(1 for ch in text if "\u3000" <= ch <= "\u9fff")
    return wide > 0 and bad * 20 < wide


_STEP, _LOOKED_AT = 4096, 65536


def _explained(pattern: re.Pattern[bytes], data: bytes) -> int:
    return len(b"".join(pattern.findall(data)).translate(None, _ASCII))


def decode(data: bytes | memoryview, codec: str) -> str:
    """`data` as text; bytes that make no sense become replacement signs, so nothing raises.

    Lines that are no UTF-8 in a text that is are read in the character set they are in: programs add to the files of others.
    What begins as ASCII may go on otherwise, behind the sample that was looked at.
    """
    if codec == "ascii":
        return _begun_in_ascii(data)
    if codec in _EIGHT_BIT and _UTF8_KANA.search(data):
        return "\n".join(_maybe_utf8(line, codec) for line in bytes(data).split(b"\n"))
    try:
        text = str(data, codec, "replace")
    except (LookupError, UnicodeError):
        return str(data, "latin-1")
    if codec == "utf-8" and "\ufffd" in text and "\n" in text:
        return b"\n".join(map(_as_utf8, bytes(data).split(b"\n"))).decode("utf-8", "replace")
    return text


_EIGHT_BIT = ("cp932", "euc_jis_2004", "latin-1")
_UTF8_KANA = re.compile(rb"\xe3[\x81-\x83][\x80-\xbf]")


def _maybe_utf8(line: bytes, codec: str) -> str:
    """A line in `codec`, or in UTF-8 where it is written in that and holds kana."""
    if _UTF8_KANA.search(line):
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return line.decode(codec, "replace")


def _begun_in_ascii(data: bytes | memoryview) -> str:
    """A text whose beginning is ASCII, and the rest in the character set of its first sign that is not."""
    try:
        text = str(data, "ascii")
    except UnicodeDecodeError as error:
        return decode(data, _eight_bit(bytes(data[error.start : error.start + SAMPLE])) or "latin-1")
    # one sign is looked for many times as fast as two
    return decode(data, "iso2022_jp_ext") if "\x1b" in text and "\x1b$" in text else text


def _as_utf8(line: bytes) -> bytes:
    """A line in UTF-8, whatever it is in; one that is broken UTF-8 stays as it is."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        codec = None if _mostly_utf8(line) else _eight_bit(line)
        if codec in ("cp932", "euc_jis_2004"):
            return line.decode(codec, "replace").encode("utf-8", "replace")
    return line
