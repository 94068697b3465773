"""Rows as banks take payments, without a heading: the bank, its branch, the sort of account, its number, the holder in kana.

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
_BANK, _BRANCH = re.compile("[0-9]{4}"), re.compile("[0-9]{3}")


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
            return {number: "bank_account"}
    return {}


def _fits(before: Row, sort: str, number: str) -> bool:
    told = any(map(_BANK.fullmatch, before)) and any(map(_BRANCH.fullmatch, before))
    return bool(told and _SORT.fullmatch(sort) and _NUMBER.fullmatch(number))
