"""One written form for many: widths, dashes, blanks, and ideograph variants (notes/scan.md sections 3.3 and 4.4)."""

from __future__ import annotations

import re
import unicodedata

_FULL_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
_BLANKS = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u2500", "-")
_NOTHING = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_TABLE = {**_FULL_WIDTH, **_BLANKS, **_DASHES, **_NOTHING}
_IN_TABLE = re.compile("[\uff01-\uff5e\u00a0\u00ad\u2002-\u2015\u202f\u2060\u2212\ufeff\ufe63\u2500]")
# half-width kana, radicals, compatibility ideographs, signs in circles and squares; not the era signs U+337B to U+337F
_COMPATIBLE = re.compile(
    "[\uff61-\uff9f\u2e80-\u2fdf\uf900-\ufaff\u3200-\u337a\u3380-\u33ff\u2460-\u249b\U0002f800-\U0002fa1f]+"
)
_VOICED = re.compile("[\u304b-\u30db][\u3099\u309a]")
_NEEDS_ANY = re.compile(
    "[\uff01-\uff9f\u00a0\u00ad\u2000-\u202f\u2060\u2212\ufeff\ufe00-\ufe6f\u2500\u2e80-\u2fdf\uf900-\ufaff\u3200-\u33ff\u2460-\u249b"
    "\u3099\u309a\ud800-\udfff\U0002f800-\U0002fa1f\U000e0100-\U000e01ef]"
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN_DIGITS = re.compile("[\u30fc\uff70](?<=[0-9].)(?=[0-9])")


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def fold(text: str) -> str:
    """`text` with one form for widths, dashes, radicals and half-width kana. Era signs stay single characters.

    Halves of a surrogate pair that some formats keep apart are joined; a lone half becomes a replacement sign.
    """
    if text.isascii():
        return text
    if _NEEDS_ANY.search(text, 0, _LONG) or (len(text) > _LONG and _NEEDS_ANY.search(_beyond_ascii(text[_LONG:]))):
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _COMPATIBLE.sub(_compatible, text)
        if "\u3099" in text or "\u309a" in text:
            text = _VOICED.sub(_compatible, text)
        # one replacement for each distinct sign: few signs make up nearly all of a text
        for sign in set(_IN_TABLE.findall(text)):
            text = text.replace(sign, _TABLE.get(sign, sign))
        text = _VARIATION.sub("", text)
    return _BETWEEN_DIGITS.sub("-", text) if "\u30fc" in text or "\uff70" in text else text


_LONG = 10_000
_ASCII = bytes(range(128))


def _beyond_ascii(text: str) -> str:
    """The signs of `text` that are not ASCII, in order: few in logs, and none of the others needs folding."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


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


_NOT_DIGIT = re.compile("[^0-9]+")


def digits_of(text: str) -> str:
    """The ASCII digits of `text`."""
    return text if text.isascii() and text.isdigit() else _NOT_DIGIT.sub("", text)
