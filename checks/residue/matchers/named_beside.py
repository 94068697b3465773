"""Columns of surnames or of given names in kana beside a column of persons, whatever their heading: 同席, 受領, 保護者印, 呼び名.

They are told beside persons, and show none by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from checks.residue.matchers import name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.roster_cells import Sort, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, HEADS = 300, 3
"""Rows of a table looked at; first rows among which its heading stands."""
LEAST, SHARE, SAID = 3, 0.85, 0.6
"""Distinct names of a column, and the share of its cells that are listed ones; where the heading calls them persons."""
WHOLE, TOWNS, FIRST = 0.6, 0.75, 12
"""Share of whole names that makes a column one of persons; of surnames that are towns, from which on they may be places; cells looked at first."""
_PERSONS = ("name", "_staff")
_OF_NOBODY = ("_goods", "_famous", "_thing")
_PLACES = re.compile(
    "[店駅校園県市区町村港局組班級室車]|出身|会社|企業|銀行|地名|場所|行先|地域|エリア|方面|路線|住|本籍|名字|苗字|姓|クラス|チーム|グループ|ペット|動物|愛称|品種"
)
"""Headings over what is called like persons and is none, and over parts of a name that are told together."""
_ANYTHING = re.compile("名前|名称|(?i:name)")
"""Headings of lists of goods and flowers as much as of persons."""
_TITLE = re.compile("[ \u3000]?(?:様|さん|さま|氏|くん|君|ちゃん|殿)$")
_SHORT = re.compile(f"[{LETTER}]{{1,3}}")
_KANA = re.compile("[\u3041-\u3096\u30fc]{2,6}|[\u30a1-\u30fa\u30fc]{2,6}")


class _Column(NamedTuple):
    """The words over a column, the kind they tell, and the cells below."""

    heading: str
    kind: str | None
    cells: list[str]


def find(rows: list[Row], where: str) -> list[Record]:
    """Records of such columns, one for each name."""
    if not LEAST <= len(rows) <= ROWS:
        return []
    columns = _columns(rows)
    if any(column.kind in _OF_NOBODY for column in columns):
        return []
    told = [(at, names_of) for at, column in enumerate(columns) if (names_of := _names(column))]
    found = [
        name
        for at, names_of in told
        if (columns[at].kind == "name" and not _ANYTHING.search(columns[at].heading))
        or any(_of_persons(column) for other, column in enumerate(columns) if other != at)
        for name in names_of
    ]
    return [
        Record([Hit("name", name, strength=FAIR)], where, listed=True, beside=True) for name in dict.fromkeys(found)
    ]


def _columns(rows: list[Row]) -> list[_Column]:
    head = next((number for number, row in enumerate(rows[:HEADS]) if sum(map(bool, row)) > 1), 0)
    headed = len(rows[head]) > 1 and sum(1 for cell in rows[head] if cell and heading_kind(cell)) > 0
    heading = rows[head] if headed else []
    below = rows[head + 1 :] if headed else rows
    width = max(map(len, rows))
    return [
        _Column(word, heading_kind(word) if word else None, [row[at] for row in below if at < len(row) and row[at]])
        for at in range(width)
        for word in [heading[at] if at < len(heading) else ""]
    ]


def _of_persons(column: _Column) -> bool:
    """Whether a column lists persons: by its heading, or whole names, or given names."""
    if column.kind == "name" and _PLACES.search(column.heading) is None:
        return True
    return _most(
        column.cells, WHOLE, lambda cell: sort_of(_bare(cell)) in (Sort.FULL, Sort.GIVEN) or name_cells.apart(cell)
    )


def _names(column: _Column) -> list[str]:
    if column.kind not in (None, "_not", *_PERSONS) or _PLACES.search(column.heading):
        return []
    bare = [_bare(cell) for cell in column.cells]
    if len(set(bare)) < LEAST:
        return []
    share = SAID if column.kind in _PERSONS else SHARE
    often = column.kind is None and len(set(bare)) < SAID * len(
        bare
    )  # classes and rooms are called alike, again and again
    if not often and _most(bare, share, _given_kana):
        return [cell for cell in bare if _KANA.fullmatch(cell) and not is_ordinary(cell)]
    if not _most(bare, share, _surname):
        return []
    surnames = {cell for cell in bare if _surname(cell)}
    if column.kind is None and sum(1 for name in surnames if name in names().places) > TOWNS * len(surnames):
        return []
    return [cell for cell in bare if cell in surnames or _unlisted(cell)]


def _bare(cell: str) -> str:
    return _TITLE.sub("", cell.strip())


def _surname(cell: str) -> bool:
    return len(cell) <= 5 and sort_of(cell) is Sort.SURNAME


def _unlisted(cell: str) -> bool:
    """Whether a cell no dictionary knows is as short as the surnames around it."""
    return _SHORT.fullmatch(cell) is not None and not is_ordinary(cell) and not name_cells.never(cell)


def _given_kana(cell: str) -> bool:
    return _KANA.fullmatch(cell) is not None and name_cells.katakana(cell) in names().given_readings


def _most(cells: Sequence[str], share: float, test: Callable[[str], bool]) -> bool:
    """Whether at least `share` of `cells` pass; the first ones say mostly that they do not."""
    if not cells or sum(map(test, cells[:FIRST])) < share * 0.8 * len(cells[:FIRST]):
        return False
    return sum(map(test, cells)) >= share * len(cells)
