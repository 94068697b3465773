"""A surname and a given name on labelled lines of their own, as forms on the web send them: お名前（姓）：西表, お名前（名）：かんな."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import FAIR, SURE, Hit
from checks.residue.matchers.name_cells import LETTER, name_like

_SIGNS = ("姓", "セイ", "せい", "苗字", "名字", "氏)", "氏）", "みょうじ")
"""One of them stands in every text with such lines."""
_SIGN = Gated("|".join(map(re.escape, _SIGNS)))
_LINE = re.compile(
    f"(?:^|[ \u3000\t、,/])[ \u3000・■◆○●]*([^\\s:：=、,]{{1,14}}?)[ \u3000]*[:：=\t][ \u3000]*([{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fcA-Za-z]{{1,10}})(?=[ \u3000]*(?:$|[ \u3000\t、,/]))",
    re.MULTILINE,
)
_OF_SURNAME = re.compile(
    "(?:姓|苗字|名字|氏|セイ|せい|みょうじ)(?:[(（].{1,6}[)）])?[)）]?$|(?:姓|苗字|名字)[(（]?(?:カナ|かな|フリガナ|ふりがな|漢字)"
)
_OF_GIVEN = re.compile(
    "(?:(?<!氏)名|メイ|めい|名前)(?:[(（].{1,6}[)）])?[)）]?$|(?<!氏)名[(（]?(?:カナ|かな|フリガナ|ふりがな|漢字)"
)
_KANA = re.compile("カナ|かな|ガナ|がな|[セメ]イ|[せめ]い|よみ|ヨミ")
_OF_THINGS = re.compile("品|商|会社|団体|機関|法人|施設|学校|病院|銀行|[市区町村]")
_LINES = 3
"""Lines between the two at most."""


def possible(text: str) -> bool:
    """Whether such lines may stand in a text."""
    return _SIGN.possible(text) and any(sign in text for sign in _SIGNS)


def find(text: str) -> Iterator[Hit]:
    """Whole names and readings of which the halves stand on lines of their own."""
    held: dict[str, re.Match[str]] = {}
    for match in _LINE.finditer(text):
        label = match[1]
        if _OF_THINGS.search(label):
            continue
        kind = "kana" if _KANA.search(label) else "name"
        if _OF_SURNAME.search(label):
            held[kind] = match
        elif _OF_GIVEN.search(label) and (first := held.pop(kind, None)) is not None:
            whole = f"{first[2]} {match[2]}"
            near = text.count("\n", first.end(), match.start()) <= _LINES
            if near and name_like(whole) and not (kind_of(first[2]) or kind_of(match[2])):
                yield Hit(kind, whole, first.start(2), match.end(2), SURE if kind == "name" else FAIR)
