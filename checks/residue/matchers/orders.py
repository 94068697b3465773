"""Columns that say something else than their headings seem to: what persons ordered or paid, and whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.residue.matchers import name_cells
from checks.residue.matchers.name_columns import LEAST, most
from checks.residue.pieces import Row

_SAMPLE, _WHOLE = 60, 0.6
"""Rows looked at; share of whole names of a column of persons."""

# how many and at what price, and which article: what a person ordered, borrowed or keeps. Works, authors and figures of
# the past are told beside other headings
_ARTICLE = re.compile(
    "数量|個数|単価|価格|値段|定価|タイトル|title|品名|品番|型番|型式|商品(?:名|コード)?|製品名?|部品名?|sku|jan|(?:jan|商品)コード|在庫数|item"
    "|.{0,4}(?:備品|物品|用具).{0,4}"
)
# whose turn it is; whoever wrote, taught, answers for or treats is known by office
_TURN = re.compile(
    "(?i:tantou?(?:sha|_?n(?:ame|m))?|staff(?:_?name)?|assignee|handler|operator|pic|owner|contact(?:_?name)?|printed_?by)|オーナー|担当者?名?|担当職員|対応者|受付者|相談員|作業者|検査員|確認者|記入者|記録者|報告者|職員名"
)
_MAKES = re.compile("生産|製造|出品|出荷|販売|作り手|供給")
"""Who grows or makes an article is told on it."""
# what residents and staff report is tracked by them
_TRACKED = re.compile("トラッカー|チケット(?:番号|No|ID)?|(?i:tracker|ticket(?:_?(?:no|id))?)")
_NAMES = frozenset(("name", "kana", "_surname", "_given"))
_THINGS = frozenset(("_org", "_goods", "_famous", "_thing"))


def told(rows: list[Row], kinds: dict[int, str], heading: Callable[[int], str]) -> dict[int, str]:
    """The kinds of the columns, with articles beside whole names as none, and a lone column of whose turn it is as names.

    `heading` gives the words over a column.
    """
    goods = [column for column, kind in kinds.items() if kind == "_goods"]
    articles = goods and all(_ARTICLE.fullmatch(heading(column)) for column in goods)
    buyers = [column for column, kind in kinds.items() if kind == "name" and not _MAKES.search(heading(column))]
    if articles and any(_whole(rows, column) for column in buyers):
        return kinds | dict.fromkeys(goods, "_not")
    staff = [column for column, kind in kinds.items() if kind == "_staff"]
    if any(_TRACKED.fullmatch(heading(column)) for column in range(max(map(len, rows[:_SAMPLE]), default=0))):
        return kinds | {column: "name" for column in staff if _whole(rows, column)}
    lone = len(staff) == 1 and (_NAMES | _THINGS).isdisjoint(kinds.values())
    if lone and _TURN.fullmatch(heading(staff[0])) and _whole(rows, staff[0]):
        return kinds | {staff[0]: "name"}
    return kinds


def _whole(rows: list[Row], column: int) -> bool:
    """Whether a column holds whole names, several different ones."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
    return len(set(cells)) >= LEAST and most(cells, name_cells.is_name, _WHOLE * len(cells))
