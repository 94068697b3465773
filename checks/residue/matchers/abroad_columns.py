"""Columns of names from abroad whose heading says little: PHAM THI HONG under 英字 beside a nationality, グルン サントス under ひと.

Parts of names that are common among residents from abroad (data/abroad.toml) tell such a column; the others in it are names as well.
"""

from __future__ import annotations

import re
from functools import cache

from checks.residue import data
from checks.residue.matchers import latin, name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.model import SURE, Hit
from checks.residue.pieces import Row
from checks.residue.prepared import kept
from checks.residue.records import Record

ROWS, SAMPLE, HEADS = 2_000, 60, 3
"""Rows of a table looked at; those that tell what a column holds; those that may be its heading."""
LEAST, FEW = 3, 2
"""Different names of a column; those that do beside a nationality or a permit to stay."""
SHARE, KNOWN, BESIDE = 0.8, 0.5, 0.2
"""Share of cells written as such names; of those with two known parts or one in three; the same beside a nationality."""
TOWNS = 10
"""Of so many different cells none is a town in a column of persons."""
_LATIN = re.compile("[A-Z][A-Za-z'.-]*(?:,? [A-Z][A-Za-z'.-]*){1,5}")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{1,10}(?:[ \u3000・][\u30a1-\u30fa\u30fc]{1,10}){1,4}")
_WORDS = re.compile("[ \u3000・,.]+")
# where somebody comes from, what he may stay as, what he speaks
_FROM_ABROAD = re.compile(
    "国籍.{0,4}|国|出身国?|母国|母語|在留.{0,4}|在資|ビザ|(?i:kokuseki|nationality|visa|zairyu)(?i:_?(?:cd|nm|code|name))?"
)
_OF_NAMES = frozenset(("name", None, "_not", "address"))
_NO_PERSONS = frozenset(("_famous", "_goods", "_org", "_thing"))
# what is grown, sold, visited or produced
_OF_THINGS = re.compile(
    "会社|大使|大臣|首相|大統領|国王|代表|首都|都市|港|空港|商品|銘柄|品種|製品|作品|曲|俳優|監督|選手|作家|作者|著者|哲学|業績|生没|山|川|湖|花|記録|タイム|得点|メダル|順位|大会|チーム|クラブ|背番号|受賞|論文|(?i:city|team|club|goals?$|medal|rank|score|event|award|paper|commit|author|artist|product|model|title|company)"
)


def _read() -> dict[str, list[str]]:
    return data.lists("abroad.toml")


@cache
def _towns() -> frozenset[str]:
    """Towns of several words, some of which are parts of names: SAN JOSE, ホー チ ミン."""
    return frozenset(kept("abroad", _read)["towns"])


@cache
def _parts() -> frozenset[str]:
    """Parts of names in small Latin letters and in katakana."""
    lists = kept("abroad", _read)
    return frozenset(lists["latin"]) | frozenset(lists["kana"])


def find(rows: list[Row], where: str) -> list[Record]:
    """A record for each name of such columns."""
    if not FEW <= len(rows) <= ROWS:
        return []
    heads = [cell for row in rows[:HEADS] for cell in row if cell]
    if any(map(_OF_THINGS.search, heads)) or any(heading_kind(cell) in _NO_PERSONS for cell in heads):
        return []
    beside = any(map(_FROM_ABROAD.fullmatch, heads))
    found: list[Record] = []
    for column in range(max(map(len, rows[:SAMPLE]))):
        if _holds_names(rows, column, beside=beside):
            cells = (row[column] for row in rows if column < len(row) and row[column])
            found += [
                Record([Hit("name", cell, strength=SURE)], where, listed=True) for cell in cells if _written(cell)
            ]
    return found


def _written(cell: str) -> bool:
    """Whether a cell is written as a name from abroad: several words in capitals, or in katakana."""
    return (_LATIN if cell.isascii() else _KATAKANA).fullmatch(cell) is not None and heading_kind(cell) is None


def _holds_names(rows: list[Row], column: int, *, beside: bool) -> bool:
    """Whether a column holds names from abroad; `beside`: next to it stands where each comes from."""
    filled = [row[column] for row in rows[:SAMPLE] if column < len(row) and row[column]]
    told = [cell for cell in filled if _written(cell)]
    different = set(told)
    if len(different) < (FEW if beside else LEAST) or len(told) < SHARE * (len(filled) - 1):
        return False
    if not told[0].isascii() and sum(map(name_cells.is_kana_name, different)) > KNOWN * len(different):
        return False  # readings of Japanese names
    if sum(_WORDS.sub(" ", cell.lower()) in _towns() for cell in different) * TOWNS > len(different):
        return False
    known = sum(map(_known, different))
    return known >= max(1, (BESIDE if beside else KNOWN) * len(different))


def _known(cell: str) -> bool:
    """Whether enough parts of a cell are those of names: two of them, or one of two words, or a Japanese name in Latin letters."""
    words = [word for word in _WORDS.split(cell) if word]
    parts = sum(word.lower() in _parts() for word in words)
    if cell.isascii() and len(words) == FEW and latin.japanese(*words):
        return True
    return parts >= FEW or (parts == 1 and len(words) == FEW and min(map(len, words)) >= FEW)
