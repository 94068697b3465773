"""Days of birth that forms tell beside a name without a label of their own: 児童① 桒原 すみれ 平成24年3月20日; 世帯主 田村 裕子 S40.2.27.

Whoever applies, receives or checks something writes the day of that behind the name: such days count as births only
where a grown-up may have been born on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers import dates, name_cells
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import SURE, Hit

_DIGIT = re.compile("[0-9]")
_BEHIND = re.compile("[ \u3000]?(?:生まれ|生)?[ \u3000]?(?:[(（]?(?:満)?[0-9]{1,3}[歳才][)）]?)?[)）]?")
_TITLE = re.compile("[ \u3000]?(?:様|さん|殿|くん|ちゃん)?[ \u3000/(（、,・]*$")
_IN_BRACKETS = re.compile("[(（](?:続柄[ \u3000:：]?)?[^()（）0-9]{1,4}[ \u3000・、,:：][ \u3000]?$")
_ACTED = re.compile(
    "申請|申込|届|提出|記入|署名|受領|受取|承認|確認|作成|報告|請求|承諾|同意|立会|説明|担当|依頼|貸|返|使用|受付|誓約|証明|発行|起案|決裁|作業|点検"
)
_KIN = re.compile(
    "世帯主|世帯員|配偶者|[夫妻父母子孫兄弟姉妹嫁婿]$|[長次二三四五]?[男女]$|児童|生徒|園児|お子|家族|扶養|本人"
)
_WHOSE = re.compile(f"{_KIN.pattern}|対象|被保険|患者|利用者|入居|入所|受給|傷病|被災|搬送|参加|申出")
_SEX = frozenset(("男", "女", "男性", "女性"))
_GROWN_UP = 18
"""Years since a day from which on it hardly is when something was signed."""


def told(filled: Sequence[str]) -> list[Hit]:
    """The days of birth right behind names among the filled cells of a row of a form, in a cell of their own or in that of the name."""
    found: list[Hit] = []
    for number, cell in enumerate(filled):
        if number and _DIGIT.search(cell) and (hit := _in_cell(filled[number - 1], cell) or _alone(filled, number)):
            found.append(hit)
    return found


def _in_cell(label: str, cell: str) -> Hit | None:
    """The day behind a whole name in one cell, 樋口 颯真 令和元年8月31日."""
    days = list(dates.dates(cell))
    if len(days) != 1 or not days[0][0]:
        return None
    begin, end = days[0]
    name = _TITLE.sub("", _IN_BRACKETS.sub("", cell[:begin]))
    if _BEHIND.fullmatch(cell[end:]) is None or not _somebody(name):
        return None
    day, person = cell[begin:end], kind_of(label) == "name" and not _ACTED.search(label)
    return Hit("birth_date", day, strength=SURE) if person or _WHOSE.search(label) or _long_ago(day) else None


def _alone(filled: Sequence[str], number: int) -> Hit | None:
    """The day in a cell behind that of a name."""
    at = number - 2 if number > 1 and filled[number - 1] in _SEX else number - 1
    cell, name = filled[number], filled[at]
    if cell.isdecimal() or not dates.is_date(cell) or not _somebody(name):
        return None
    around = [*filled[max(0, at - 1) : at], *filled[number + 1 : number + 2]]
    return Hit("birth_date", cell, strength=SURE) if any(map(_KIN.search, around)) or _long_ago(cell) else None


def _somebody(name: str) -> bool:
    named = name_cells.is_name(name) or name_cells.apart(name) or name_cells.foreign(name)
    return named and kind_of(name) is None


def _long_ago(day: str) -> bool:
    year = dates.year_of(day)
    return year is not None and year + _GROWN_UP <= dates.this_year()
