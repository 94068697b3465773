"""Accounts told line by line, bank, branch, sort and 番号 each on its own, as in mails and on forms; those of the post by 記号 and 番号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import SURE, Hit

_REACH = 120
"""Signs before a number among which the bank and the sort of account stand."""
_NUMBER = Gated(r"番[ \u3000]{0,2}号[\])】」]?[ \u3000]{0,8}[:=]?[ \u3000\n]{0,8}([0-9]{6,8})(?![0-9-]|[ ]?[円人件])")
_BANK = re.compile("銀行|金庫|信金|信組|農協|労金|ゆうちょ|支店|金融機関|JA|郵便局")
_SORT = re.compile("普[ \u3000]?通|当[ \u3000]?座|貯[ \u3000]?蓄|種[ \u3000]?[別目類]|科目")
_SIGN = re.compile(r"記[ \u3000]{0,2}号[^\n0-9]{0,8}(1[0-9]{4})(?:-[0-9])?[^0-9]{0,8}\Z")
# what else has a number, right before the word for it
_OTHER = re.compile("(?:[\u4e00-\u9fff々]|No|ID)[ ]?\\Z")


def find(text: str) -> Iterator[Hit]:
    """The number of each such account, with the sign before it where it is one of the post."""
    for match in _NUMBER.among(text, ("番",)):
        start = match.start()
        low = max(0, start - _REACH)
        if _OTHER.search(text, max(0, start - 3), start) or len(set(match[1])) <= 2:
            continue
        if (sign := _SIGN.search(text, low, start)) is not None:
            yield Hit("bank_account", f"{sign[1]}-{match[1]}", sign.start(1), match.end(), SURE)
        elif _BANK.search(text, low, start) and _SORT.search(text, low, start):
            yield Hit("bank_account", match[1], match.start(1), match.end(1), SURE)
