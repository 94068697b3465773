"""Columns of numbers of insurance, told by a heading that speaks of insurance or of a proof and by cells that are figures; My Numbers under 番号.

Offices call them by whatever stands on the paper, 後期No, 手帳交付番号, マル福, and write them as they are printed: 0012-345678, 23/4567, 第719442号.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from checks.residue.fold import digits_of
from checks.residue.matchers.contacts import valid_phone
from checks.residue.matchers.dates import is_date
from checks.residue.matchers.name_columns import LEAST, most
from checks.residue.matchers.numbers import plausible_number, valid_my_number
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.8
"""Rows looked at, and the share of cells that have to fit."""
_PERSONS = frozenset(("name", "kana", "_surname", "birth_date"))
_UNTOLD = (None, "_not", "sensitive")
_INSURANCE = re.compile(
    "介護|介保|国保|国民健康|後期|社保|健保|健康保険|医療証|福祉医療|[マ○丸]ル?福|受給|保険証|被保|資格確認|手帳|障害福祉|支給認定証|年金|公費|療育|組合員証|難病|自立支援|雇用保険|雇保"
)
# 記号 and 番号 of a card in one column, where no bank stands beside it
_SIGN_AND_NUMBER = re.compile("記号[・/･、と及び ]{0,2}番号")
_OF_BANK = re.compile("銀行|金融|口座|ゆうちょ|郵便局|通帳|振込")
_NUMBERED = re.compile("者コード|番号|番$|[Nn][Oo][.]?$|№|ナンバー|記号|証$|証[(]|証/|手帳$|券$|福$|書$")
# whose number it is that is nobody's, and what is counted beside persons
_OF_OTHERS = re.compile(
    "(?<!被)保険者(?:番号|No|名|$)|負担者|事業[所者]|医療機関|機関|(?<!受給者)(?<!被保険者)コード|業務|[額料金日期限件数級率費税]$|有無|種別|種類|区分|等級|程度|口座|電話|(?<!券)整理|受付|管理|伝票|文書"
)
_NUMBER = re.compile("(?:[^0-9,.:円]{0,8}第?)?[ ]?[0-9]{1,12}(?:[-/・ ][0-9]{1,8}){0,2}(?:号)?")
# nothing but the insurance itself, over cells that are whole numbers as municipalities and prefectures give them
_ALONE = re.compile(
    "介護(?:保険)?|医療(?:保険)?|介保|国保|後期(?:高齢者?)?|社保|健保|[子親障乳福重].{0,4}医療|[マ○丸]ル?[福親子障乳老]"
)
_WHOLE = re.compile("[0-9]{7,8}|[0-9]{10}")
# what calls the numbers nothing else: an order's are the shop's, right check digits or not
_PLAIN = re.compile("番号|MN|№|No[.]?|ナンバー|12桁|個人|番号[(]12桁[)]")
_MERE = re.compile("番号|№|No[.]?")
_OF_CARE = re.compile("要介護|介護度|要支援|被保険者|介護認定")
_DEGREE = re.compile("要介護[ ]?[1-5]|要支援[ ]?[12]|[介護支]{1,2}[1-5]")
_GIVEN = re.compile("[0-9]{10}")
_SENT = re.compile("00[0-9]{8}")
"""A number as it is sent to those who pay, in records without headings."""
_NEXT = 10
"""How far apart numbers may be that somebody counts."""
_FIGURES = (5, 12)
"""Figures of such a number at least, and at most."""


def told(rows: list[Row], kinds: dict[int, str], width: int, heading: Callable[[int], str]) -> dict[int, str]:
    """`kinds` with those of such columns beside persons, and without those of booklets in a shop or of statistics; `heading` gives the words over a column."""
    if _PERSONS.isdisjoint(kinds.values()):
        others = not _OF_THINGS.isdisjoint(kinds.values())
        nobodys = others or any(_COUNTED.search(heading(column)) for column in range(width))
        return {column: kind for column, kind in kinds.items() if kind != "insured_number"} if nobodys else kinds
    return kinds | _beside_persons(rows, kinds, width, heading)


_OF_THINGS = frozenset(("_goods", "_org", "_thing", "_famous"))
_COUNTED = re.compile("件数|人数|世帯数|枚数|冊数|部数|者数|在庫")


def _beside_persons(
    rows: list[Row], kinds: dict[int, str], width: int, heading: Callable[[int], str]
) -> dict[int, str]:
    """The kinds of further columns, beside persons."""
    untold = [column for column in range(width) if kinds.get(column) in _UNTOLD]
    paid = any(_OF_BANK.search(heading(column)) for column in range(width))
    found: dict[int, str] = {}
    for column in untold:
        spoken = _speaks(heading(column)) or (not paid and _SIGN_AND_NUMBER.fullmatch(heading(column)))
        alone = _ALONE.fullmatch(heading(column)) is not None and all(map(_WHOLE.fullmatch, _cells(rows, column)))
        if (spoken or alone) and _numbers(_cells(rows, column)):
            found[column] = "insured_number"
    if "insured_number" not in kinds.values() and not found and _about_care(rows, heading, width):
        mere = [column for column in untold if not heading(column) or _MERE.fullmatch(heading(column))]
        found |= {column: "insured_number" for column in mere if _of_care(_cells(rows, column))}
    if "insured_number" not in {*kinds.values(), *found.values()} and not any(map(heading, range(width))):
        number = _GIVEN if any(_days(_cells(rows, column)) for column in range(width)) else _SENT
        found |= {column: "insured_number" for column in untold if _sent(_cells(rows, column), number)}
    if "my_number" not in kinds.values():
        plain = [column for column in untold if _PLAIN.fullmatch(heading(column))]
        found |= {column: "my_number" for column in plain if _my_numbers(_cells(rows, column))}
    # no account has twelve figures: such rows slid against their heading
    slid = [column for column, kind in kinds.items() if kind == "bank_account" and _twelve(_cells(rows, column))]
    found |= {column: "my_number" for column in slid if _my_numbers(_cells(rows, column))}
    return found


def _twelve(cells: list[str]) -> bool:
    return len(cells) >= LEAST and all(cell.isdecimal() and len(cell) == _OF_TWELVE for cell in cells)


_OF_TWELVE = 12
"""Figures of a My Number."""


def _about_care(rows: list[Row], heading: Callable[[int], str], width: int) -> bool:
    """Whether a list is one of persons in need of care, by a heading or by what stands in its first rows."""
    if any(_OF_CARE.search(heading(column)) for column in range(width)):
        return True
    return bool(rows) and all(any(map(_DEGREE.fullmatch, row)) for row in rows[:LEAST])


def _of_care(cells: list[str]) -> bool:
    """Whether all cells, different ones that do not count up, are numbers of insured persons as municipalities give them for care."""
    if len(cells) < LEAST or len(set(cells)) < len(cells) or not all(map(_GIVEN.fullmatch, cells)):
        return False
    if sum(map(valid_phone, cells)) * 2 > len(cells):
        return False
    return any(abs(int(one) - int(other)) > _NEXT for one, other in pairwise(cells))


def _sent(cells: list[str], number: re.Pattern[str]) -> bool:
    """Whether nearly all cells, different ones, are numbers of those insured for care, as they are sent to those who pay."""
    numbers = [cell for cell in cells if number.fullmatch(cell)]
    return len(set(numbers)) == len(numbers) >= max(LEAST, _SHARE * len(cells)) and _of_care(numbers)


_DAY = re.compile("(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]")


def _days(cells: list[str]) -> bool:
    """Whether nearly all cells are days written in eight figures, each as rarely as birthdays are shared."""
    return len(set(cells)) > len(cells) // 2 >= 1 and most(cells, _DAY.fullmatch, _SHARE * len(cells))


def _my_numbers(cells: list[str]) -> bool:
    """Whether all cells, different ones, are twelve figures with a right check digit: of a few one in eleven is by chance."""
    return len(set(cells)) >= LEAST and len(set(cells)) == len(cells) and all(map(valid_my_number, cells))


@lru_cache(maxsize=2_000)
def _speaks(heading: str) -> bool:
    """Whether a heading speaks of the number of an insurance or proof."""
    if _INSURANCE.search(heading) is None or _OF_OTHERS.search(heading) is not None:
        return False
    return _NUMBERED.search(heading) is not None


def _cells(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]


def _numbers(cells: list[str]) -> bool:
    """Whether nearly all cells are numbers, hardly any of them twice."""
    different = 2 * len(set(cells)) > len(cells)
    return len(cells) >= LEAST - 1 and different and most(cells, _number, _SHARE * len(cells))


def _number(cell: str) -> bool:
    least, longest = _FIGURES
    figures = digits_of(cell)
    if not least <= len(figures) <= longest or _NUMBER.fullmatch(cell) is None or not plausible_number(cell):
        return False
    day = len(figures) > least and is_date(cell)  # five figures are as sheets count days, too
    return not (day or valid_phone(figures))
