"""One written form for texts and values: what the folded text path compares (notes/scan.md section 4.4)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from checks.residue.fold import fold, plain_ideographs

_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@cache
def table() -> dict[str, Any]:
    """forms.toml as loaded."""
    import tomllib  # here: a worker of the search has other uses for this module
    from importlib.resources import files

    return tomllib.loads((files("checks.residue.fingerprint") / "forms.toml").read_text(encoding="utf-8"))


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), to) for pattern, to in table()["canonical"]["rules"]]


@cache
def _kanji_number() -> re.Pattern[str]:
    return re.compile(table()["canonical"]["kanji_number"])


def canonical(text: str) -> str:
    """`text` with widths, ideograph variants, kana, numbers of blocks and dates written one way; lines are kept."""
    text = plain_ideographs(fold(text)).lower().translate(_HIRAGANA)
    text = text.replace("\u3000", " ")
    text = digits_for_kanji(text)
    for pattern, to in _rules():
        text = pattern.sub(to, text)
    return text


def digits_for_kanji(text: str) -> str:
    """`text` with the ideographs for numbers of blocks, years, months and days as digits."""
    return _kanji_number().sub(_number, text)


def _number(match: re.Match[str]) -> str:
    rules = table()["canonical"]
    digits, ten = str(rules["kanji_digits"]), str(rules["ten"])
    written = match.group(1)
    tens, mark, ones = written.partition(ten)
    if not mark:
        return "".join(str(digits.index(sign)) for sign in written)
    if len(tens) > 1 or len(ones) > 1:
        return written
    return str((digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0))
