"""One written form for many: widths, dashes, blanks, and ideograph variants (notes/scan.md sections 3.3 and 4.4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from itertools import chain

from checks.residue.matchers.gated import SHORT, Gated
from checks.residue.native.library import load
from checks.residue.native.text import Mapping

_FULL_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
_BLANKS = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u2500", "-")
_NOTHING = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_TABLE = {**_FULL_WIDTH, **_BLANKS, **_DASHES, **_NOTHING}
_IN_TABLE = re.compile("[\uff01-\uff5e\u00a0\u00ad\u2002-\u2015\u202f\u2060\u2212\ufeff\ufe63\u2500]")
# half-width kana, radicals, compatibility ideographs, signs in circles and squares; not the era signs U+337B to U+337F
_COMPATIBLE = Gated(
    "[\uff61-\uff9f\u2e80-\u2fdf\uf900-\ufaff\u3200-\u337a\u3380-\u33ff\u2460-\u249b\U0002f800-\U0002fa1f]+"
)
_VOICED = re.compile("[\u304b-\u30db][\u3099\u309a]")
_NEEDS_ANY = Gated(
    "[\uff01-\uff9f\u00a0\u00ad\u2000-\u202f\u2060\u2212\ufeff\ufe00-\ufe6f\u2500\u2e80-\u2fdf\uf900-\ufaff\u3200-\u33ff\u2460-\u249b"
    "\u3099\u309a\ud800-\udfff\U0002f800-\U0002fa1f\U000e0100-\U000e01ef]"
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN_DIGITS = Gated("[\u30fc\uff70](?<=[0-9].)(?=[0-9])")
# for cells and lines, of which there are many
_NEEDS_ANYTHING = re.compile(f"{_NEEDS_ANY.pattern.pattern}|{_BETWEEN_DIGITS.pattern.pattern}")


def _compatible(match: re.Match[str]) -> str:
    """The plain form; a number in a circle stays apart from the figures beside it: ①0942-85-8954②080-…."""
    told = unicodedata.normalize("NFKC", match.group())
    if not _CIRCLED.fullmatch(match.group()):
        return told
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return f"{' ' if before.isdecimal() else ''}{told}{' ' if after.isdecimal() else ''}"


_CIRCLED = re.compile("[\u2460-\u2473]")


def fold(text: str) -> str:
    """`text` with one form for widths, dashes, radicals and half-width kana. Era signs stay single characters.

    Halves of a surrogate pair that some formats keep apart are joined; a lone half becomes a replacement sign.
    """
    if text.isascii() or (len(text) < SHORT and not _NEEDS_ANYTHING.search(text)):
        return text
    signs = _to_fold(text)
    if signs:
        text = _folded(text, signs)
    if _BETWEEN_DIGITS.possible(text) and ("\u30fc" in text or "\uff70" in text):
        text = _BETWEEN_DIGITS.sub(_dash, text)
    return text


def fold_rows(rows: list[list[str]]) -> list[list[str]]:
    """Rows of cells with each cell folded and without blanks around it; the same list where nothing is to be done."""
    cells = list(chain.from_iterable(rows))
    text = "\n".join(map(_CELL_END.join, rows))
    dashes = "\n".join(cell for cell in cells if "\u30fc" in cell)
    plain = [*map(str.strip, cells)] == cells and text.count("\n") == len(rows) - 1
    signs = _strange(text) if plain and not _BETWEEN_DIGITS.pattern.search(dashes) else None
    if signs is None:
        changed = _changed(dict.fromkeys(cells))
        return [[*map(changed.get, row, row)] for row in rows] if changed else rows
    if not signs:
        return rows
    lines = text.split("\n")
    some = {number for sign in signs for number, line in enumerate(lines) if sign in line}
    return [[fold(cell).strip() for cell in row] if number in some else row for number, row in enumerate(rows)]


def _changed(cells: Collection[str]) -> dict[str, str]:
    """Those of `cells` that are not folded and without blanks around them yet, and how they are then."""
    changed = {cell: bare for cell in cells if (bare := cell.strip()) != cell}
    wide = [cell for cell in cells if not cell.isascii()]
    changed.update((cell, new) for cell, new in zip(wide, _each(wide), strict=True) if cell != new)
    return changed


def _each(cells: list[str]) -> list[str]:
    """Each of `cells` folded and stripped: all together, or one by one where one of them holds the sign between them."""
    text = _CELL_END.join(cells)
    text = _folded(text, "".join(set(_NEEDS_ANY.pattern.findall(text))), _COMPATIBLE.pattern)
    told = _BETWEEN_DIGITS.pattern.sub(_dash, text).split(_CELL_END)
    return [*map(str.strip, told if len(told) == len(cells) else map(fold, cells))]


def _strange(text: str) -> set[str] | None:
    """The signs of `text` that may need folding, dashes aside; None where there may be many."""
    signs = {sign for sign in _AMONG_PLAIN if sign in text}
    try:
        units = text.encode("utf-16-le")
    except UnicodeEncodeError:
        return None
    high = units[1::2]
    others = high.translate(None, _PLAIN)
    if len(others) > len(text) // 50:
        return None
    found = {
        units[2 * match.start() : 2 * match.start() + 2] for match in (_NOT_PLAIN.finditer(high) if others else ())
    }
    if (
        any(unit[1] >> 2 in (0x36, 0x37) and unit[1] not in _IDEOGRAPHS_BEYOND for unit in found)
        or b"\x7e\xd8" in found
    ):
        return None
    return signs | {unit.decode("utf-16-le") for unit in found if unit[1] >> 2 not in (0x36, 0x37)}


_CELL_END = "\x1e"
# signs whose high byte many others share that need no folding
_AMONG_PLAIN = ("\u00a0", "\u00ad", "\u3099", "\u309a")
_PLAIN = bytes((0x00, 0x30, *range(0x34, 0xA0)))
_NOT_PLAIN = re.compile(rb"[^\x00\x30\x34-\x9f]")
# high bytes of the two halves of ideographs beyond U+20000
_IDEOGRAPHS_BEYOND = (0xD8, 0xDC, 0xDD, 0xDE, 0xDF)


def _dash(_: re.Match[str]) -> str:
    return "-"


def _to_fold(text: str) -> str:
    """The signs of `text` that may need folding, or all of it where that costs less to tell; nothing where none do."""
    places = _NEEDS_ANY.places(text, _WORTH)
    if places is not None:
        return "".join({text[place] for place in places})
    if _NEEDS_ANY.search(text, 0, _LONG) or (len(text) > _LONG and _NEEDS_ANY.search(_beyond_ascii(text[_LONG:]))):
        return text
    return ""


def _folded(text: str, signs: str, compatible: Gated | re.Pattern[str] = _COMPATIBLE) -> str:
    """`text`, in which only `signs` may need folding."""
    whole = signs is text
    if _SURROGATE.search(signs):
        whole = True
        text = signs = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if _COMPATIBLE.pattern.search(signs):
        text = compatible.sub(_compatible, text)
        signs = text if whole else signs + "".join(unicodedata.normalize("NFKC", sign) for sign in signs)
    if "\u3099" in signs or "\u309a" in signs:
        text = _VOICED.sub(_compatible, text)
    text = _by_table(text, set(_IN_TABLE.findall(signs)))
    return _VARIATION.sub("", text) if _VARIATION.search(signs) else text


def _by_table(text: str, signs: set[str]) -> str:
    """`text` with these of its signs written as the table says."""
    if len(text) >= _WORTH and len(signs) > _FEW and (mapping := _mapping()) is not None:
        return mapping.apply(text)
    # one replacement for each distinct sign: few signs make up nearly all of a text
    for sign in signs:
        text = text.replace(sign, _TABLE.get(sign, sign))
    return text


@cache
def _mapping() -> Mapping | None:
    library = load()
    return None if library is None else Mapping(library, _TABLE)


_FEW = 2
_LONG = 10_000
_WORTH = 1_000
_ASCII = bytes(range(128))


def _beyond_ascii(text: str) -> str:
    """The signs of `text` that are not ASCII, in order: few in logs, and none of the others needs folding."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


VARIANTS = dict(
    zip(
        "髙﨑嵜碕𠮷邉邊齋齊濵濱嶋嶌澤廣國櫻眞惠德槗冨柗栁靜瀨桒隆淸黑祐壽龍渕渊增凜萬"
        "圓關澁澀瀧榮莊條淺收曾會樂藏實鹽穗龜佛來傳勳劍區卷參號嚴圖壯聲處學寶寳將專嶽巖應恆戀戶敎晉曉權步歷灣燈獻畫發禪禮稻緖經綠總繩舊藝衞觀譽豐賴轉遙鄕鐵鎭隱靈顏麥黃默齡橫桺彌瑤槇埜圀",
        "高崎崎崎吉辺辺斉斉浜浜島島沢広国桜真恵徳橋富松柳静瀬桑隆清黒祐寿竜淵淵増凛万"
        "円関渋渋滝栄荘条浅収曽会楽蔵実塩穂亀仏来伝勲剣区巻参号厳図壮声処学宝宝将専岳巌応恒恋戸教晋暁権歩歴湾灯献画発禅礼稲緒経緑総縄旧芸衛観誉豊頼転遥郷鉄鎮隠霊顔麦黄黙齢横柳弥瑶槙野国",
        strict=True,
    )
)
_VARIANT = Gated(f"[{''.join(VARIANTS)}]")


def plain_ideographs(text: str) -> str:
    """`text` with the commonest variant of each name ideograph, same length: for dictionary look-ups, never for show."""
    if len(text) <= _WORD:  # one word, asked for thousands of times
        return text if _OLD_SIGNS.isdisjoint(text) else _VARIANT.pattern.sub(_usual, text)
    pattern = _VARIANT if len(text) >= _WORTH else _VARIANT.pattern
    return pattern.sub(_usual, text)


_OLD_SIGNS = frozenset(VARIANTS)
_WORD = 24


def _usual(found: re.Match[str]) -> str:
    return VARIANTS[found.group()]


def joined(text: str) -> str:
    """`text` without any blanks."""
    return "".join(text.split())


# what `str.split` takes for blanks, but for the usual two and the line end
_SELDOM_BLANK = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"


def joined_all(texts: Sequence[str]) -> list[str]:
    """`joined` of each of `texts`."""
    text = "\n".join(texts)
    if text.count("\n") != len(texts) - 1 or any(sign in text for sign in _SELDOM_BLANK):
        return list(map(joined, texts))
    return text.replace(" ", "").replace("\u3000", "").split("\n")


_NOT_DIGIT = re.compile("[^0-9]+")


def digits_of(text: str) -> str:
    """The ASCII digits of `text`."""
    return text if text.isascii() and text.isdigit() else _NOT_DIGIT.sub("", text)
