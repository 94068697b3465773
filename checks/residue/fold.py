"""One written form for many: widths, dashes, blanks, and ideograph variants (notes/scan.md sections 3.3 and 4.4)."""

from __future__ import annotations

import re
import unicodedata

_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
_BLANKS = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), 0x20)
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63, 0x2500), 0x2D)
_NOTHING = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_TABLE = {**_FULL_WIDTH, **_BLANKS, **_DASHES, **_NOTHING}
_NEEDS_TABLE = re.compile("[\uff01-\uff5e\u00a0\u00ad\u2002-\u2015\u202f\u2060\u2212\ufeff\ufe63\u2500]+")
_NEEDS_NFKC = re.compile(
    "[\uff61-\uff9f]+|[\u2e80-\u2fdf\uf900-\ufaff\u3200-\u33ff\u2460-\u249b\U0002f800-\U0002fa1f]"
    "|[\u304b-\u30db][\u3099\u309a]"
)
_NEEDS_ANY = re.compile(
    "[\uff01-\uff9f\u00a0\u00ad\u2000-\u202f\u2060\u2212\ufeff\ufe00-\ufe6f\u2500\u2e80-\u2fdf\uf900-\ufaff\u3200-\u33ff\u2460-\u249b"
    "\u3099\u309a\ud800-\udfff\U0002f800-\U0002fa1f\U000e0100-\U000e01ef]|[0-9]\u30fc[0-9]"
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN_DIGITS = re.compile("(?<=[0-9])[\u30fc\uff70](?=[0-9])")
_KEEP = {"\u337b", "\u337c", "\u337d", "\u337e", "\u337f"}


def _compatible(match: re.Match[str]) -> str:
    found = match.group()
    return found if found in _KEEP else unicodedata.normalize("NFKC", found)


def fold(text: str) -> str:
    """`text` with one form for widths, dashes, radicals and half-width kana. Era signs stay single characters.

    Halves of a surrogate pair that some formats keep apart are joined; a lone half becomes a replacement sign.
    """
    if text.isascii():
        return text
    if not _NEEDS_ANY.search(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _NEEDS_NFKC.sub(_compatible, text)
    text = _NEEDS_TABLE.sub(lambda found: found.group().translate(_TABLE), text)
    text = _VARIATION.sub("", text)
    return _BETWEEN_DIGITS.sub("-", text)


_VARIANTS = dict(
    zip(
        "髙﨑嵜碕𠮷邉邊齋齊濵濱嶋嶌澤廣國櫻眞惠德槗冨柗栁靜瀨桒隆淸黑祐壽龍渕渊增凜萬",
        "高崎崎崎吉辺辺斉斉浜浜島島沢広国桜真恵徳橋富松柳静瀬桑隆清黒祐寿竜淵淵増凛万",
        strict=True,
    )
)
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")


def plain_ideographs(text: str) -> str:
    """`text` with the commonest variant of each name ideograph, same length: for dictionary look-ups, never for show."""
    return _VARIANT.sub(lambda found: _VARIANTS[found.group()], text)


def joined(text: str) -> str:
    """`text` without any blanks."""
    return "".join(text.split())


def digits_of(text: str) -> str:
    """The ASCII digits of `text`."""
    return "".join(ch for ch in text if "0" <= ch <= "9")
