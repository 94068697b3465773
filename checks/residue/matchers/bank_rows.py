"""Rows as banks take payments: the bank, its branch, the sort of account, its number, the holder in kana; with a heading or without.

The digits of each are those of the format of the banks' association (全国銀行協会, 全銀協規定フォーマット, 総合振込 データ・レコード).
"""

from __future__ import annotations

import re
from itertools import pairwise

from checks.residue.pieces import Row

_LEAST, _SHARE = 3, 0.9
"""Rows that tell such columns, and the share of them that fit."""
_SORT = re.compile("[1249]|普通?|当座?|貯蓄?|普通預金|当座預金|貯蓄預金")
_NUMBER = re.compile("[0-9]{7}")
_NAMED = re.compile("銀行$|信用?金庫?$|信組$|信用組合$|農協$|労金$|^JA|^ゆうちょ")
_OF_BANK = re.compile(f"{_NAMED.pattern}|支店$|本店$|出張所$|営業部$|支所$")
_BANK, _BRANCH = re.compile("[0-9]{4}"), re.compile("[0-9]{3}")


# what a column beside the sort of an account and the branch is headed, where it holds the number
_NUMBERED = re.compile("番号|No[.]?|number|num|no", re.IGNORECASE)
_SORTS = re.compile("種別|種目|種類|科目|預金|type|kind", re.IGNORECASE)
_BANKS = re.compile("銀行|金融機関|支店|店番|店名|店舗|店C|bank|branch", re.IGNORECASE)
_FIGURES = re.compile("[0-9]{4,8}")


def headed(rows: list[Row], heading: Row, kinds: dict[int, str]) -> dict[int, str]:
    """The column called 番号 behind those of a bank and of the sort of account: 金融機関, 支店, 種別, 番号, 名義."""
    if "bank_account" in kinds.values():
        return {}
    for number, cell in enumerate(heading):
        if not _NUMBERED.fullmatch(cell) or kinds.get(number) not in (None, "_not"):
            continue
        before = [word for word in heading[:number] if word]
        below = [row[number] for row in rows[:60] if number < len(row) and row[number]]
        sort = any(map(_SORTS.search, before[-2:])) or any(map(_BANKS.search, before[-1:]))
        told = sort and any(map(_BANKS.search, before))
        if told and below and sum(map(bool, map(_FIGURES.fullmatch, below))) >= _SHARE * len(below):
            return {number: "bank_account"}
    return {}


def accounts(rows: list[Row], kinds: dict[int, str], width: int) -> dict[int, str]:
    """The column of account numbers: seven digits behind a bank, a branch and a sort of account, beside who holds it."""
    if "bank_account" in kinds.values() or not {"kana", "name"} & set(kinds.values()):
        return {}
    for sort, number in pairwise(range(1, width)):
        if {sort, number} & set(kinds):
            continue
        filled = [row for row in rows[:60] if number < len(row) and row[number]]
        fitting = sum(1 for row in filled if _fits(row[:sort], row[sort], row[number]))
        if len({row[number] for row in filled}) >= _LEAST and fitting >= _SHARE * len(filled):
            named = (at for at in range(sort) if at not in kinds and _share(rows, at, _OF_BANK) >= _SHARE)
            return {number: "bank_account"} | dict.fromkeys(named, "_not")
    whole = [at for at in range(width) if at not in kinds and _share(rows, at, _WHOLE) >= _SHARE]
    return dict.fromkeys(whole[:1], "bank_account")


# 静岡銀行 見付支店 普通 0674092: all of an account in one cell
_WHOLE = re.compile("(?:銀行|金庫|信組|信用組合|農協|労金|JA|ゆうちょ).{0,24}?[0-9]{7}$")


def _share(rows: list[Row], at: int, pattern: re.Pattern[str]) -> float:
    """The share of the cells of a column in which something stands."""
    cells = [row[at] for row in rows[:60] if at < len(row) and row[at]]
    return sum(1 for cell in cells if pattern.search(cell)) / len(cells) if cells else 0.0


def _fits(before: Row, sort: str, number: str) -> bool:
    told = (any(map(_BANK.fullmatch, before)) and any(map(_BRANCH.fullmatch, before))) or any(
        map(_NAMED.search, before)
    )
    return bool(told and _SORT.fullmatch(sort) and _NUMBER.fullmatch(number))
