"""Columns of surnames or of given names beside a column of persons, whatever their heading: 同席, 受領, 保護者印, 扶養1, 呼び名.

They are told beside persons, and show none by themselves unless their heading speaks of persons: 園児, 親.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from checks.residue.matchers import name_cells
from checks.residue.matchers.contacts import is_mobile
from checks.residue.matchers.headings import CALLED_SO, calls_person, heading_kind, kinds_in, of_pets
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.roster_cells import Sort, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, HEADS = 300, 3
"""Rows of a table looked at; first rows among which its heading stands."""
LEAST, SHARE, SAID, CALLED = 3, 0.85, 0.6, 0.35
"""Distinct names of a column, and the share of its cells that are listed ones; where its heading is one of names; given ones where it speaks of persons."""
WHOLE, TOWNS, FIRST = 0.6, 0.8, 12
"""Share of whole names that makes a column one of persons; of surnames that are towns, from which on they may be places; cells looked at first."""
_PERSONS = ("name", "_staff")
_OF_NOBODY = ("_goods", "_famous", "_thing")
_PLACES = re.compile(
    "[店駅校園県市区町村港局組班級室車]|出身|会社|企業|銀行|地名|場所|行先|地域|エリア|方面|路線|住|本籍|名字|苗字|姓|クラス|チーム|グループ|ペット|動物|愛称|品種"
)
"""Headings over what is called like persons and is none, and over parts of a name that are told together."""
_ANYTHING = re.compile("名前|名称|(?i:name)")
"""Headings of lists of goods and flowers as much as of persons."""
_TITLE = re.compile(
    "[ \u3000]?(?:(?:様|さん|さま|氏|くん|君|ちゃん|殿)?(?:の?お?(?:母|父)(?:さん|様)?|ママ|パパ|祖[母父]|お?(?:ば|じ)[あい]?(?:さん|ちゃん))|様|さん|さま|氏|くん|君|ちゃん|殿|先生)$"
)
_TITLE_ENDS = frozenset("様んま氏君殿母父生マパ")
"""Last signs of `_TITLE`."""
# no 孫, 子 or 姉: 孫 文静 is a name
_KIN = re.compile("^(?:[長次二三][男女]|妻|夫|父|母|義[父母]|祖[父母]|息子|本人)[ \u3000](?=.)")
_ZERO = "0+"
_BETWEEN = re.compile("[、,，・/／][ \u3000]*")
_TWO_WORDS = re.compile(f"[{LETTER}]{{1,2}}[ \u3000][{LETTER}]{{1,2}}")
"""欧陽 倩: a surname of two signs at most, which no dictionary need know, and a given name."""
_APART = re.compile("[、,，・/／ \u3000]+")
_LONGEST = 8
"""Signs of one of several names in a cell."""
_NAMED = re.compile(
    f"[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,8}}(?:様|さん|さま|氏|くん|ちゃん)(?:$|[ \u3000(（])"
)
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
    parts = any(column.kind == "_surname" for column in columns)
    pets = any(of_pets(column.heading) for column in columns)
    told = [
        (at, names_of)
        for at, column in enumerate(columns)
        if not (pets and CALLED_SO.fullmatch(column.heading))
        if not (parts and column.kind == "_given") and (names_of := _names(column))
    ]
    found = [
        name
        for at, names_of in told
        if (columns[at].kind == "name" and not _ANYTHING.search(columns[at].heading))
        or any(_of_persons(column) for other, column in enumerate(columns) if other != at)
        for name in names_of
    ]
    alone = {name for at, names_of in told if calls_person(columns[at].heading) for name in names_of}
    return [
        Record([Hit("name", name, strength=FAIR)], where, listed=True, beside=name not in alone)
        for name in dict.fromkeys(found)
    ]


def _columns(rows: list[Row]) -> list[_Column]:
    head = next((number for number, row in enumerate(rows[:HEADS]) if sum(map(bool, row)) > 1), 0)
    headed = len(rows[head]) > 1 and sum(1 for cell in rows[head] if cell and heading_kind(cell)) > 0
    heading = rows[head] if headed else []
    below = rows[head + 1 :] if headed else rows
    width, kinds = max(map(len, rows)), kinds_in(heading)
    return [
        _Column(
            word,
            kinds.get(at) if kinds.get(at) != "?" else None,
            [row[at] for row in below if at < len(row) and row[at]],
        )
        for at in range(width)
        for word in [heading[at] if at < len(heading) else ""]
    ]


def _of_persons(column: _Column) -> bool:
    """Whether a column lists persons: by its heading, or names, or mobile numbers."""
    if column.kind == "name" and (_PLACES.search(column.heading) is None or calls_person(column.heading)):
        return True
    return _most(column.cells, WHOLE, _tells_person)


def _tells_person(cell: str) -> bool:
    """Whether a cell names somebody, wholly or with an honorific, or is a mobile number."""
    if cell[0] in _ZERO:
        return is_mobile(cell)
    named = sort_of(_bare(cell)) in (Sort.FULL, Sort.GIVEN) or name_cells.apart(cell)
    return named or _NAMED.match(cell) is not None


def _names(column: _Column) -> list[str]:
    if column.kind not in (None, "_not", "_given", *_PERSONS):
        return []
    if _PLACES.search(column.heading) and not calls_person(column.heading):
        return []
    bare = [_bare(cell) for cell in column.cells]
    if len(set(bare)) < LEAST:
        return (
            [*dict.fromkeys(bare)]
            if column.kind in _PERSONS and len(bare) >= LEAST and all(map(_surname, bare))
            else []
        )
    share = SAID if column.kind in (*_PERSONS, "_given") else SHARE
    often = column.kind is None and len(set(bare)) < SAID * len(
        bare
    )  # classes and rooms are called alike, again and again
    if not often and _most(bare, share, _given_kana):
        return [cell for cell in bare if _KANA.fullmatch(cell) and not is_ordinary(cell) and not name_cells.never(cell)]
    called = calls_person(column.heading)
    if column.kind in (*_PERSONS, "_given") and _most(bare, CALLED if called else share, _given):
        return [cell for cell in bare if _given(cell) or _unlisted(cell) or (called and _looks_given(cell))]
    if listed := _listed(bare) or _whole_ones(bare):
        return listed
    if _most(bare, SHARE, lambda cell: _TWO_WORDS.fullmatch(cell) is not None):
        return [cell for cell in bare if _TWO_WORDS.fullmatch(cell)]
    if not _most(bare, SAID, _surname) or not _most(bare, SHARE, lambda cell: _surname(cell) or _unlisted(cell)):
        return []
    surnames = {cell for cell in bare if _surname(cell)}
    if column.kind is None and sum(map(_town, surnames)) > TOWNS * len(surnames):
        return []
    return [cell for cell in bare if cell in surnames or _unlisted(cell)]


def _listed(cells: list[str]) -> list[str]:
    """The names of cells that hold one or several given names each: 美月、蓮; none where a cell holds anything else more often."""
    parts = [_bare(part) for cell in cells for part in _APART.split(cell) if part]
    several = LEAST <= len(cells) < len(parts) and len(set(parts)) >= SAID * len(parts)
    if not several or not _most(parts, SHARE, name_cells.is_given) or not _most(parts, SAID, _child):
        return []
    return [part for part in parts if name_cells.is_given(part)]


def _child(cell: str) -> bool:
    """Whether a word is a given name, be it a surname as well."""
    return _given(cell) or (name_cells.is_given(cell) and not is_ordinary(cell))


def _whole_ones(cells: list[str]) -> list[str]:
    """The names of cells that hold several whole ones each: 山﨑洋子、黒木初枝; none where most hold anything else."""
    if not _most(cells, WHOLE, _several):
        return []
    return [name for cell in cells if _several(cell) for name in _BETWEEN.split(cell)]


def _several(cell: str) -> bool:
    """Whether a cell holds several whole names and nothing else: 山﨑洋子、黒木初枝."""
    parts = _BETWEEN.split(cell)
    return (
        len(parts) > 1
        and all(2 <= len(part) <= _LONGEST for part in parts)
        and (sum(sort_of(part) is Sort.FULL for part in parts) >= WHOLE * len(parts))
    )


def _bare(cell: str) -> str:
    bare = _KIN.sub("", cell.strip())
    return _TITLE.sub("", bare) if bare[-1:] in _TITLE_ENDS else bare


def _surname(cell: str) -> bool:
    return len(cell) <= 5 and sort_of(cell) is Sort.SURNAME


def _town(cell: str) -> bool:
    return cell in names().places or cell[-1] == "町"


def _unlisted(cell: str) -> bool:
    """Whether a cell no dictionary knows is as short as the surnames around it."""
    if _SHORT.fullmatch(cell) is None or heading_kind(cell) is not None:
        return False
    return not (is_ordinary(cell) or name_cells.never(cell) or _town(cell))


def _given_kana(cell: str) -> bool:
    return _KANA.fullmatch(cell) is not None and name_cells.katakana(cell) in names().given_readings


def _given(cell: str) -> bool:
    return sort_of(cell) is Sort.GIVEN or _given_kana(cell)


def _looks_given(cell: str) -> bool:
    """Whether a cell among given names has the looks of one."""
    if name_cells.never(cell) or (cell not in names().given and (is_ordinary(cell) or cell in names().places)):
        return False
    return (_SHORT.fullmatch(cell) or _KANA.fullmatch(cell)) is not None


def _most(cells: Sequence[str], share: float, test: Callable[[str], bool]) -> bool:
    """Whether at least `share` of `cells` pass; the first ones say mostly that they do not."""
    if not cells or sum(map(test, cells[:FIRST])) < share * 0.8 * len(cells[:FIRST]):
        return False
    return sum(map(test, cells)) >= share * len(cells)
