"""Columns of surnames alone or of given names alone, told by their contents where no heading calls them persons.

Stations, towns and flowers bear the same names: a column counts only where many of its words are names and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import among_us, name_cells
from checks.residue.matchers.headings import CALLED_SO, calls_person, heading_kind, kinds_in, of_pets
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import SURE, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.name_columns import most, spanned
from checks.residue.matchers.roster_cells import Sort, is_mark, read, sort_of
from checks.residue.matchers.rosters import ranks_surnames
from checks.residue.matchers.series import of_one
from checks.residue.pieces import Row
from checks.residue.records import Record

CALLED_LEAST = 3
"""Different names of a column where words around say that persons stand in it."""
ROWS, WIDTH, HEADS = 2_000, 100, 3
"""Rows and columns of a table looked at; rows above a column that may be its heading."""
LEAST, SHARE, CALLED = 4, 0.9, 0.7
"""Different names of such a column, and the share of its cells that are one; where a heading calls them persons."""
CERTAIN = 0.2
"""Share of the different words that are names and neither towns nor words."""
MOSTLY = 0.75
"""Share of known names among which others may be names as well."""
PAIR = 2
"""Signs of most surnames."""
WHOLE = 0.6
"""Share of whole names from which on a column is read as such."""
SAMPLE = 60
_TOLD_ELSEWHERE = frozenset(("kana", "_staff"))
"""Kinds of columns that are no lists of persons: readings, and who keeps or answers for what a row is about."""

# what is ranked, sold, travelled to, played or governed: such tables list other things than persons
_OF_THINGS = re.compile(
    "駅|停留所|バス停|路線|町名|町域|郵便|〒|標高|名字|苗字|姓$|品詞|演目|昼の部|夜の部|順位|ランキング|世帯数|割合|全国|[品商]名|商品|単価|定価|値段|価格|勝点|得点|力士|仕入|人口|気温|入札|落札|株価|"
    "議員|会派|候補|得票|出演|歌手|作家|作者|著者|武将|天気|ごみ|ゴミ|学区|店[名舗]|品種|曲|市町村|河川|山名|献立|メニュー|車種|メーカー|列車"
)
# what is done by persons or for them: whoever reads 受渡, 返却, 出欠 over a column reads the column of names beside it so
_OF_ACTS = re.compile(
    "代わり|交代|交替|受け?渡し?|返却|引き?取り?|出欠|欠席|提出|代金|集金|徴収|未納|納入|会費|貸出日|借り|予約|取り?置き?|申し?込み?|領収|券種|忘れ物|落とし物|拾得|拾った|送迎|迎え|面談|受講|入室|退室|補欠|当選|保証金|呼び?出し?|受付|受番|入館|退館|納め|会計|注文|割り?当て|^(?:[借返確受渡担]|[早遅日夜]番|引き?継ぎ?)$"
    "|[早遅日夜]番[→⇒>]|(?:機械|個|一般|特)浴|入浴|看護師|使用者|契約者|^代理$|代理人|^担当$|当番|常食|きざみ|見守り|食形態",
    re.MULTILINE,
)
# headings of columns that hold something else themselves
_NO_PERSON = re.compile(
    "会社|取引先|業者|店|札$|花|ペット|[犬猫馬鳥]|動物|県|部屋|施設|会場|場所|地[区域名]|組$|クラス|チーム|銘柄|書名|題|種類|分類|項目"
)

_SHORT = re.compile(f"[{LETTER}]{{1,3}}")
_WHO = re.compile("^.{0,4}(?:誰|だれ|どなた).{0,6}$|^(?i:who)$")
"""A heading that asks for somebody: だれのこと."""
_HIRAGANA = re.compile("[\u3041-\u3096]+")
"""A given name as children write theirs: a flower or a colour as often."""


def find(rows: list[Row], where: str, title: str = "") -> list[Record]:
    """A record for each name of such columns; beside a column of whole names they show nobody by themselves.

    `title` is the line that stands before the table.
    """
    if (
        not LEAST <= len(rows) <= ROWS
        or (width := max(map(len, rows))) > WIDTH
        or _of_places(rows)
        or ranks_surnames(rows)
    ):
        return []
    told: dict[int, list[str]] = {}
    called, others, asked = set(), set(), set()
    parts = _parts(rows)
    over = "\n".join([title, *(cell for row in rows[:HEADS] for cell in row if cell)])
    home = among_us.PLAYED.search(over) is not None and among_us.among_us(over)
    acts = _OF_ACTS.search(over) is not None or (home and _roles_at_left(rows))
    if among_us.plays(over):
        return []
    for column in range(width):
        heads, body = _parted(rows, column)
        if column in parts:
            others.add(column)
            continue
        if not body or any(heading_kind(cell) in _TOLD_ELSEWHERE for cell in heads):
            continue
        if _told_as_names(heads, body):
            others.add(column)
        if any(map(_WHO.search, heads)):
            asked.add(column)
        pairs = _in_pairs(body)
        if _called(heads) or pairs or (home and among_us.has_role(heads)):
            called.add(column)
        if _nearly_all(body, called=acts or column in called) and not _of_things(rows, [] if pairs else heads):
            told[column] = body
    grids = [
        grid
        for grid in _grids(told)
        if _hold_names([told[at] for at in grid], called=acts or bool(called & {*grid}), asked=bool(asked & {*grid}))
        and not _in_series(rows, told, grid)
    ]
    return [
        Record([Hit("name", name, strength=SURE) for name in named], where, listed=True, beside=bool(others - {column}))
        for column in chain.from_iterable(grids)
        for cell in told[column]
        if (named := _several(cell) or _perhaps_several(cell, told[column]))
    ]


def _parts(rows: list[Row]) -> set[int]:
    """Columns that hold a surname or a given name of a name in two columns."""
    found: set[int] = set()
    for number, row in enumerate(rows[:HEADS]):
        kinds = kinds_in(row)
        if {"_surname", "_given"} <= set(kinds.values()):
            found.update(column for column, kind in kinds.items() if kind in ("_surname", "_given"))
        found.update(spanned(rows[number + 1 :], row))
    return found


_OF_ANYTHING = frozenset(("対象", "名前", "名"))
"""Headings of names that stand over things as often."""


def _in_series(rows: list[Row], told: dict[int, list[str]], grid: list[int]) -> bool:
    """Whether columns hold flowers, trains or months, under headings that call nobody."""
    heads = {cell for row in rows[:HEADS] for at in grid if at < len(row) and (cell := row[at])}
    if any(_called([cell]) and cell not in _OF_ANYTHING for cell in heads):
        return False
    return of_one({name for at in grid for cell in told[at] for name in _several(cell)})


def _grids(told: dict[int, list[str]]) -> list[list[int]]:
    """Columns side by side of surnames alone, or of given names alone; none where one of each stands side by side."""
    grids: list[list[int]] = []
    for column in sorted(told):
        if grids and grids[-1][-1] == column - 1:
            grids[-1].append(column)
        else:
            grids.append([column])
    return [grid for grid in grids if len({_of_surnames(told[column]) for column in grid}) == 1]


_PLACE = re.compile("[^0-9]{1,6}[都道府県市区町村郡]")


def _of_places(rows: list[Row]) -> bool:
    """Whether a column holds prefectures or municipalities and nothing more: parts of them stand beside, not persons."""
    tried = rows[1:SAMPLE]
    width = max(map(len, tried))
    columns = ([row[column] for row in tried if column < len(row)] for column in range(width))
    return any(
        most(cells, _PLACE.fullmatch, WHOLE * len(tried)) for cells in columns if len(cells) >= WHOLE * len(tried)
    )


def _called(heads: Sequence[str]) -> bool:
    """Whether a heading calls what stands below it persons: お名前, 申込者."""
    return any(
        (heading_kind(cell) == "name" and (calls_person(cell) or cell[0] == "お")) or _WHO.search(cell)
        for cell in heads
    )


def _in_pairs(cells: Sequence[str]) -> bool:
    """Whether most cells name two or three, not all of them places as well: who goes on patrol together."""
    tried = cells[:SAMPLE]
    pairs = [named for cell in tried if 1 < len(named := _several(cell) or _beside_known(cell)) < LEAST]
    told = {name for named in pairs for name in named}
    return len(pairs) >= max(LEAST, CALLED * len(tried)) and any(map(_certain, told))


def _of_surnames(cells: Sequence[str]) -> bool:
    """Whether most cells are surnames rather than given names."""
    named = [cell for cell in cells if _several(cell)]
    return sum(read(cell).names[0][1] is Sort.SURNAME for cell in named) * 2 > len(named)


def _told_as_names(heads: Sequence[str], body: Sequence[str]) -> bool:
    """Whether a column holds whole names, or is headed as a part of names: surnames and given names in two columns."""
    tried = body[:SAMPLE]
    parts = any(heading_kind(cell) in ("_surname", "_given") for cell in heads)
    return parts or sum(map(name_cells.is_name, tried)) >= WHOLE * len(tried)


def _parted(rows: list[Row], column: int) -> tuple[list[str], list[str]]:
    """The headings of a column and what stands below them from the first name on; nothing below where no name follows them."""
    heads: list[str] = []
    for number, row in enumerate(rows[: HEADS + 1]):
        cell = row[column] if column < len(row) else ""
        if not cell:
            continue
        if (
            (_several(cell) or _beside_known(cell))
            and heading_kind(cell) is None
            and not _alone_of_its_sort(rows[number:], column)
        ):
            return heads, [row[column] for row in rows[number:] if column < len(row) and row[column]]
        heads.append(cell)
    return heads, []


def _roles_at_left(rows: list[Row]) -> bool:
    """Whether what each does in a game stands down the left edge: 主審, 線審, 記録."""
    return sum(1 for row in rows[:SAMPLE] if row and among_us.has_role(row[:1])) > 1


def _alone_of_its_sort(rows: list[Row], column: int) -> bool:
    """Whether a word in kana stands over surnames in ideographs: うさぎ over those who feed them."""
    first, *others = [row[column] for row in rows[:SAMPLE] if column < len(row) and row[column]]
    if not _KANA.fullmatch(first):
        return False
    return bool(others) and not any(map(_KANA.fullmatch, others)) and _of_surnames(others)


_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")


def _nearly_all(cells: Sequence[str], *, called: bool) -> bool:
    """Whether nearly all cells are names, one in each unless a heading calls them persons, and few of them whole names."""
    tried = [cell for cell in cells[:SAMPLE] if not is_mark(cell)]
    named = [cell for cell in tried if _several(cell) and (called or len(read(cell).names) == 1)]
    named += [cell for cell in tried if called and not _several(cell) and _beside_known(cell)]
    perhaps = sum(1 for cell in tried if _perhaps(cell)) if len(named) >= MOSTLY * len(tried) else 0
    enough = len(named) + perhaps >= (CALLED if called else SHARE) * len(tried)
    return len(set(named)) > 1 and enough and _whole(named) < WHOLE * len(named)


@lru_cache(maxsize=20_000)
def _perhaps(cell: str) -> bool:
    """Whether a word may be a surname among surnames: a word of every day that is one as well (平野), or one that nobody listed (四十物)."""
    plain = plain_ideographs(cell)
    if _several(cell) or not _SHORT.fullmatch(plain) or name_cells.never(cell):
        return False
    if plain in names().surnames or plain in names().given or sort_of(cell) is Sort.MAYBE:
        return True
    return len(plain) == PAIR and not (is_ordinary(plain) or plain in names().places or plain in names().words)


def _perhaps_several(cell: str, cells: Sequence[str]) -> tuple[str, ...]:
    """What may be names among those of a column: a surname; among pairs, one nobody listed; among given names, one of a single sign."""
    if _in_pairs(cells) and (pair := _beside_known(cell)):
        return pair
    several = 3 * sum(len(other) == 1 for other in cells) <= len(cells)
    sign = (
        several
        and len(cell) == 1
        and _SHORT.fullmatch(cell) is not None
        and not is_mark(cell)
        and not _of_surnames(cells)
    )
    return (cell,) if sign or _perhaps(cell) else ()


@lru_cache(maxsize=20_000)
def _beside_known(cell: str) -> tuple[str, ...]:
    """The names of a cell of a column of pairs, one of which nobody listed: somebody from abroad, a rare surname."""
    parts = [part for part in _BETWEEN_TWO.split(cell) if part]
    known = [part for part in parts if sort_of(part) is Sort.SURNAME]
    others = [part for part in parts if part not in known]
    told = 0 < len(known) < len(parts) < LEAST and all(_perhaps(one) or name_cells.foreign(one) for one in others)
    return tuple(parts) if told else ()


_BETWEEN_TWO = re.compile(
    "[\n、,，/／＆&＋+→;；]+|(?<=[\u3041-\u3096\u4e00-\u9fff々])[・･]|[・･](?=[\u3041-\u3096\u4e00-\u9fff])"
)


def _hold_names(columns: Sequence[Sequence[str]], *, called: bool, asked: bool = False) -> bool:
    """Whether columns hold several different names, many of them nothing else, unless a heading calls them persons.

    `asked`: a heading asks who it is, so that all of them may be towns as well.
    """
    different = {name for cells in columns for cell in cells[:SAMPLE] for name in _several(cell)}
    certain = sum(map(_certain, different))
    return len(different) >= (CALLED_LEAST if called else LEAST) and certain >= (
        0 if asked else 1 if called else max(2, CERTAIN * len(different))
    )


def _of_things(rows: list[Row], heads: Sequence[str]) -> bool:
    """Whether a heading speaks of what is no person."""
    over = rows[: max(1, len(heads))]
    if any(map(CALLED_SO.fullmatch, heads)) and any(of_pets(cell) for row in over for cell in row):
        return True
    return any(map(_NO_PERSON.search, heads)) or any(_OF_THINGS.search(cell) for row in over for cell in row if cell)


@lru_cache(maxsize=20_000)
def _several(cell: str) -> tuple[str, ...]:
    """The names of a cell that holds nothing but names the dictionaries know; none where it holds anything else."""
    told = read(cell).names
    known = all(
        sort is Sort.SURNAME
        or (sort is Sort.GIVEN and (not _HIRAGANA.fullmatch(name) or name in names().given))  # ぱんだ, いちご
        or (sort is Sort.FULL and name_cells.is_name(name))
        for name, sort in told
    )
    ordinary = any(is_ordinary(plain_ideographs(name)) for name, _ in told)
    return tuple(name for name, _ in told) if known and not ordinary else ()


def _whole(cells: Sequence[str]) -> int:
    """How many cells are whole names: where most are, the column is told elsewhere."""
    return sum(read(cell).names[0][1] is Sort.FULL for cell in cells if _several(cell))


@lru_cache(maxsize=20_000)
def _certain(cell: str) -> bool:
    """Whether a cell is a name and hardly anything else."""
    ((name, sort),) = read(cell).names or (("", Sort.TEXT),)
    plain, lexicon = plain_ideographs(name), names()
    if sort is Sort.FULL:
        return True
    if plain in lexicon.places or plain in lexicon.words or len(plain) < 2 or _HIRAGANA.fullmatch(plain):
        return False
    return lexicon.surnames.get(plain, 0) == 2 or lexicon.given.get(plain, 0) == 2
