"""Finding text whichever way it was typed: width, kana form, case and spelling do not matter."""

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
#: What a Japanese input method makes of a lone letter key, beside its full-width form.
_INPUT_METHOD_KANA = {"a": "\u3042", "i": "\u3044", "u": "\u3046", "e": "\u3048", "o": "\u304a", "n": "\u3093"}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\u30fc"), "-")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form two texts share when a reader would call them the same word.

    NFKC, lower case, katakana as hiragana, white space and middle dots removed, spellings of one word made one
    (``data/synonyms.toml``). Only for comparing: never show or store it.
    """
    folded = _basic(text)
    for spelling, meant in _synonyms():
        folded = folded.replace(spelling, meant)
    return folded


def matches(query: str, text: str) -> bool:
    """Whether every word of the query (parted by spaces of any width) occurs in the text; an empty query always does."""
    haystack = fold(text)
    return all(fold(word) in haystack for word in query.split())


def same_mark(left: str, right: str) -> bool:
    """Whether two answer marks are the same although their dashes or widths differ (``-`` ``－`` ``ー`` ``―`` ``−``)."""
    return _mark(left) == _mark(right)


def key_twins(key: str) -> tuple[str, ...]:
    """What arrives instead of this letter or digit key while a Japanese input method is on.

    ``key_twins("n")`` is its full-width form and the kana the input method makes of it.
    """
    if len(key) != 1 or not "!" <= key <= "~":
        return ()
    wide = chr(ord(key) + 0xFEE0)
    kana = _INPUT_METHOD_KANA.get(key)
    return (wide, kana) if kana else (wide,)


def _basic(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TO_HIRAGANA)
    return "".join(folded.split()).replace("\u30fb", "")


def _mark(text: str) -> str:
    return unicodedata.normalize("NFKC", text.strip()).translate(_DASHES)


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    """Pairs (spelling, meant), the longest spelling first; what means itself is left out."""
    data = tomllib.loads((Path(__file__).parent / "data" / "synonyms.toml").read_text(encoding="utf-8"))
    pairs = [(_basic(spelling), _basic(group[0])) for group in data["groups"] for spelling in group[1:]]
    return tuple(sorted((pair for pair in pairs if pair[0] != pair[1]), key=lambda pair: -len(pair[0])))
