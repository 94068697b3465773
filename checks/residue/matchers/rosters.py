"""Rosters: duty plans, calendars, seating plans, rides and shifts, whose cells hold surnames or given names alone.

A grid is one of persons when most of its words are names of the dictionary **and** something says so: a word of its title or headings,
days along an edge, an honorific in some cell. Stations, towns and teams bear the same names, without any of that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import among_us, name_cells
from checks.residue.matchers.dates import ERAS, is_date, year_of
from checks.residue.matchers.frame_words import wordy
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, surname_like, word_set
from checks.residue.matchers.model import FAIR, SURE, Hit
from checks.residue.matchers.name_columns import spanned
from checks.residue.matchers.needed import Needing
from checks.residue.matchers.roster_cells import WEEKDAYS, Cell, Sort, hardly_else, is_mark, read, sort_of
from checks.residue.matchers.series import of_one
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, WIDTH = 300, 70
"""Rows and columns of a table looked at: nobody draws larger rosters."""
LEAST, CELLS = 3, 4
"""Distinct names and cells with names of a roster."""
HEADS = 4
"""Rows that may hold titles and headings."""
SHARE, KNOWN, MARKS, SEVERAL = 0.7, 0.6, 0.8, 1.5
"""Share of the cells that hold nothing but names; of names the dictionary knows; of marks beside the names of a list of shifts; names in a cell where one column holds them all."""
EDGE, PLACES = 3, 0.9
"""Days along an edge; share of names that are towns as well, from which on a grid lists towns."""

_OF_PERSONS = Needing(
    "当番|担当|送迎|座席|席順|[一-九1-9]班|班[長編分]|シフト|勤務|出勤|出席|出欠|予定|カレンダー|連絡(?:網|経路|順|ルート|体制)|回覧|担任|組長|世話|当直|宿直|夜勤|日勤|訪問|受付|調理|片付|運転|添乗|号車|"
    "ホワイトボード|黒板|教卓|教壇|入浴|清掃|掃除|リーダー|メンバー|参加者|配車|名簿|グループ|テーブル|ペア|部屋割|割り?振り?|組[分わ]け|相部屋|現場|応援|職員|スタッフ|ベッド|病室|病棟|居室|同室|宿泊|利用者|児童|生徒|子ども|ボランティア|見守り|係|役員|幹事|運転席|日直|週番|会費|納入|集金|徴収|出欠|連絡先|分担|持ち寄り|\n[主副正](?=\n|$)"
)
_OF_ROOMS = re.compile(
    "座席|席順|席|班|ホワイトボード|黒板|教卓|教壇|グループ|チーム|テーブル|児童|生徒|子ども|こども|園児|ペア|レッスン|けいこ|稽古|習い|教室|当番|日直|週番|係|面談|迎え|お休み|発表会|順番|組分け|寝る|布団|部屋"
)
_OF_THINGS = re.compile(
    "駅|停留所|バス停|時刻表|郵便|路線|経由|行き先|標高|名字|苗字|ランキング|品名|商品|価格|単価|勝点|力士|取組|馬|人口|気温|"
    "品詞|入札|落札|株価|演目|昼の部|外来|診療|診察|[1-9]診|休診|[内外眼児]科|医師|当番医|休日医|議員|打率|出演|作家|河川|山名"
)
_RATHER_THINGS = re.compile(
    "町名|店名|会社|大会|天気|ごみ|ゴミ|可燃|資源|地区|学区|支店|品種|花|曲|県|市町村|献立|メニュー|給食"
)
"""Words beside rosters as well: 給食当番, 大会の係, 会社の当直. With them the names have to show by themselves that they are persons'."""
_UNLISTED = re.compile("[\u4e00-\u9fff々ヶ]{2,3}")
"""A surname nobody listed among those of a plan: 沓掛."""
_TOWN = "町"
_LETTERS_APART = re.compile("(?<=^.)[ \u3000]+(?=.$)")
"""The blank of a word of two signs that is set apart: 教 卓."""
_PERSONAL = frozenset(("name", "kana", "birth_date", "address", "phone", "email", "_surname", "_given", "my_number", "insured_number", "_org", "_goods", "_famous"))  # fmt: skip


_OF_LISTS = frozenset(("kana", "bank_account", "insured_number", "licence", "my_number", "postal_code", "email"))
"""What headings of no roster tell."""


class _Grid(NamedTuple):
    """The cells of a table as read, by row and column, with empty ones left out, and the words around them."""

    cells: list[dict[int, Cell]]
    marks: list[set[int]]
    words: str


def find(rows: list[Row], where: str, title: str) -> tuple[list[Row], list[Record]]:
    """The records of a roster, a row each, and the table without the cells they stood in.

    `title` is what stands before the table. Tables that are none are given back as they are.
    """
    if not LEAST - 1 <= len(rows) <= ROWS or max(map(len, rows), default=0) > WIDTH or _headed(rows):
        return rows, []
    if not _enough(set(chain.from_iterable(rows))) or _born(rows[1:]) or ranks_surnames(rows):
        return rows, []
    grid = _read(rows, title)
    if _OF_THINGS.search(grid.words) or among_us.plays(grid.words):
        return rows, []
    edge = _matrix(rows, grid)
    taken = edge or _plan(rows, grid)
    doubted = _RATHER_THINGS.search(grid.words) is not None and not among_us.among_us(grid.words)
    if not taken or (
        doubted and not _by_themselves([grid.cells[n][at] for n, columns in taken.items() for at in columns])
    ):
        return rows, []
    records = [
        Record([Hit("name", name, strength=SURE) for at in columns for name, _ in grid.cells[number][at].names], where, listed=True)
        for number, columns in sorted(taken.items())
    ]  # fmt: skip
    kept = set() if edge else _told_by_columns(grid, taken)
    gone = {number: {*columns} - kept for number, columns in taken.items()}
    emptied = set().union(*gone.values())
    for number in range(min(HEADS, *taken)):  # nor is a heading over them the label of a form: 運転者 beside 助手席
        gone[number] = {
            at
            for at, cell in enumerate(rows[number])
            if (at in emptied and at) or (not kind_of(cell) and _OF_PERSONS.search(cell))
        }
    return [["" if at in gone.get(number, ()) else cell for at, cell in enumerate(row)] for number, row in enumerate(rows)], records  # fmt: skip


_RANK = re.compile("第?[1-9][0-9]?位")


def ranks_surnames(rows: list[Row]) -> bool:
    """Whether prefectures stand down the left edge, or ranks along the upper one: surnames that are common somewhere."""
    edge = [row[0] for row in rows if row and row[0]]
    lands = sum(cell in word_set("prefectures") for cell in edge)
    ranked = any(sum(1 for cell in row if _RANK.fullmatch(cell)) > 1 for row in rows[:HEADS])
    return ranked or lands >= max(LEAST, KNOWN * len(edge))


def _enough(cells: set[str]) -> bool:
    """Whether as many names as a roster has may stand in these cells: in most tables they do not."""
    found: set[str] = set()
    for cell in cells:
        if cell and not is_mark(cell):
            found.update(name for name, _ in _cell(cell).names)
            if len(found) >= LEAST:
                return True
    return False


def _told_by_columns(grid: _Grid, taken: dict[int, list[int]]) -> set[int]:
    """Columns of one whole name in each cell: they are told by their contents, unlisted names among them included."""
    told: dict[int, list[bool]] = {}
    for number, columns in taken.items():
        for at in columns:
            names_of = grid.cells[number][at].names
            told.setdefault(at, []).append(len(names_of) == 1 and names_of[0][1] is Sort.FULL)
    return {at for at, whole in told.items() if sum(whole) >= KNOWN * len(whole)}


def _headed(rows: list[Row]) -> bool:
    """Whether headings tell what the columns hold: then they are read as columns, as where one holds days of birth."""
    for head, row in enumerate(rows[:HEADS]):
        told = [at for at, cell in enumerate(row) if kind_of(cell) in _PERSONAL]
        if (
            len({kind_of(row[at]) for at in told}) >= 2
            or not _OF_LISTS.isdisjoint(map(heading_kind, row))
            or spanned(rows[head + 1 :], row)
        ):
            return True
        for at in told:
            below = [read(other[at]).names for other in rows[head + 1 :] if at < len(other) and other[at]]
            if 2 * sum(1 for one in below if any(sort is Sort.FULL for _, sort in one)) > len(below) > 0:
                return True
    return False


_YOUNGEST = 2005
"""Years before which a day is no day of a plan."""


_LOOKED_AT, _SHORTEST_DAY = 60, 4
"""Rows looked at for such days, and signs no day is as short as."""
_ENDS = frozenset("0123456789日生れ)）")
"""What a day ends with."""


def _born(rows: list[Row]) -> bool:
    """Whether a column holds days of long ago, or the eras of such days."""
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column] for row in rows[:_LOOKED_AT] if column < len(row) and row[column]]
        dated = (
            cell
            for cell in cells
            if cell in ERAS or (len(cell) > _SHORTEST_DAY and cell[-1] in _ENDS and is_date(cell))
        )
        born = sum(cell in ERAS or (year_of(cell) or _YOUNGEST) < _YOUNGEST for cell in dated)
        if born >= max(2, KNOWN * len(cells)):
            return True
    return False


def _read(rows: list[Row], title: str) -> _Grid:
    cells: list[dict[int, Cell]] = []
    marks: list[set[int]] = []
    words = [title]
    for number, row in enumerate(rows):
        filled = {at: cell for at, cell in enumerate(row) if cell}
        marks.append({at for at, cell in filled.items() if is_mark(cell)})
        cells.append({at: _cell(cell) for at, cell in filled.items() if at not in marks[-1]})
        heads = filled if number < HEADS else filled.keys() & {min(filled, default=0)}
        words += [filled[at] for at in heads if at in cells[-1] and cells[-1][at].text]
        words += [cell for at, cell in filled.items() if number < HEADS and _OF_PERSONS.search(cell)]
    _whole_again(rows, cells)
    for at in {at for row in cells for at in row}:
        _doubt(cells, at)
    return _Grid(cells, marks, "\n".join(_LETTERS_APART.sub("", word) for word in words if len(word) <= 30))


@lru_cache(maxsize=20_000)
def _cell(cell: str) -> Cell:
    return Cell(text=True) if kind_of(cell) or _OF_PERSONS.search(cell) else read(cell)


def _whole_again(rows: list[Row], cells: list[dict[int, Cell]]) -> None:
    """What two words of a cell are is told by the cells around: a whole name after all (小泉 大和), or two surnames (秋葉 浅香)."""
    every = [cell for row in cells for cell in row.values() if cell.names]
    whole = sum(1 for cell in every if len(cell.names) == 1 and cell.names[0][1] is Sort.FULL)
    two = sum(1 for cell in every if len(cell.names) == _PAIR)
    for row, words in zip(cells, rows, strict=True):
        for at, cell in row.items():
            if 2 * whole > len(every) and len(cell.names) == _PAIR and _whole_in_two(words[at]):
                row[at] = Cell(((words[at], Sort.FULL),))
            elif 2 * two > len(every) and (parts := _two_surnames(cell)):
                row[at] = Cell(parts, cell.titled)


_PAIR = 2


def _two_surnames(cell: Cell) -> tuple[tuple[str, Sort], ...]:
    """The halves of a whole name that are both surnames; none of any other cell."""
    words = cell.names[0][0].split() if len(cell.names) == 1 else []
    both = len(words) == _PAIR and all(plain_ideographs(word) in names().surnames for word in words)
    return tuple((word, Sort.SURNAME) for word in words) if both else ()


def _whole_in_two(cell: str) -> bool:
    """Whether a cell is a surname and a given name, which may be a surname or a town as well."""
    words = re.split("[ \u3000]", cell)
    return len(words) == _PAIR and sort_of(words[0]) is Sort.SURNAME and name_cells.is_given(words[1])


def _doubt(cells: list[dict[int, Cell]], column: int) -> None:
    """A column of which the dictionaries know few words holds something else."""
    told = [sort for row in cells if column in row for _, sort in row[column].names]
    if 2 * sum(1 for sort in told if sort is Sort.MAYBE) >= len(told) > 1:
        for row in cells:
            if column in row and any(sort is Sort.MAYBE for _, sort in row[column].names):
                row[column] = Cell(text=True)


def _plan(rows: list[Row], grid: _Grid) -> dict[int, list[int]]:
    """A grid with names in most of its cells, below its headings and beside its first column."""
    places = _of_towns(grid, range(1, len(rows)))
    first = next(
        (
            n
            for n, row in enumerate(grid.cells)
            if len(row) + len(grid.marks[n]) > 1
            and _share(cell for at, cell in row.items() if at and at not in places) >= SHARE
        ),
        None,
    )
    if first is None:
        return {}
    body = list(range(first, len(rows)))
    heads = _share([row[0] for row in (grid.cells[n] for n in body) if 0 in row]) < SHARE
    beside = _of_towns(grid, body) | _of_groups(rows, body) | ({0} if heads or _of_one_sign(grid, body) else set())
    taken: dict[int, list[int]] = {}
    texts = 0
    for number in body:
        inside = {at: cell for at, cell in grid.cells[number].items() if at not in beside}
        if len(inside) == 1 and len(grid.marks[number]) == 0 and next(iter(inside.values())).text:
            continue  # a remark below the table
        taken[number] = [at for at, cell in inside.items() if cell.names]
        texts += sum(1 for cell in inside.values() if cell.text)
    taken = {number: columns for number, columns in taken.items() if columns}
    told = [grid.cells[number][at] for number, columns in taken.items() for at in columns]
    if len(told) < CELLS or len(told) < SHARE * (len(told) + texts) or not _names_persons(told):
        return {}
    if not _said(rows, grid, told) or not _wide(told, taken):
        return {}
    of_names = {at for at in range(WIDTH) if 2 * sum(at in columns for columns in taken.values()) > len(taken)}
    for number in taken:
        for at, cell in grid.cells[number].items():
            if cell.text and at in of_names and at not in beside and _unlisted(rows[number][at]):
                grid.cells[number][at] = Cell(((rows[number][at], Sort.MAYBE),))
                taken[number].append(at)
    goods = _of_goods(grid, taken)
    return {number: kept for number, columns in taken.items() if (kept := [at for at in columns if at not in goods])}


def _of_goods(grid: _Grid, taken: dict[int, list[int]]) -> set[int]:
    """Columns of other words, some of which are names as well: 米, 水, 灯油."""
    texts: Counter[int] = Counter(at for number in taken for at, cell in grid.cells[number].items() if cell.text)
    named: Counter[int] = Counter(chain.from_iterable(taken.values()))
    lone = {at for at, count in named.items() if count == 1 and _heads_figures(grid, taken, at)}
    return {at for at, count in texts.items() if count > named[at]} | lone


def _heads_figures(grid: _Grid, taken: dict[int, list[int]], column: int) -> bool:
    """Whether the one name of a column is one sign above several figures: 円, 回."""
    number = next(number for number, columns in taken.items() if column in columns)
    sign = all(len(name) == 1 for name, _ in grid.cells[number][column].names)
    return sign and sum(column in marks for marks in grid.marks[number + 1 :]) > 1


def _unlisted(word: str) -> bool:
    """Whether a word among surnames may be one that nobody listed, and is made of no words: 沓掛, and not 消防団."""
    if not _UNLISTED.fullmatch(word) or is_ordinary(word) or name_cells.never(word):
        return False
    return len(word) == _PAIR or surname_like(word) or not wordy(word)


def _wide(told: Sequence[Cell], taken: dict[int, list[int]]) -> bool:
    """Whether names stand in several columns, or several in a cell: one column of them is told by its heading."""
    several = sum(len(cell.names) for cell in told) >= SEVERAL * len(told)
    return several or len({at for columns in taken.values() for at in columns}) > 1


def _of_one_sign(grid: _Grid, body: Sequence[int]) -> bool:
    """Whether words of one sign stand down the left edge, and longer ones beside them: 松, 竹, 梅."""
    edge = [name for n in body if 0 in grid.cells[n] for name, _ in grid.cells[n][0].names]
    others = [name for n in body for at, cell in grid.cells[n].items() if at for name, _ in cell.names]
    return (
        bool(edge)
        and all(len(name) == 1 for name in edge)
        and sum(len(name) > 1 for name in others) > SHARE * len(others)
    )


def _of_towns(grid: _Grid, body: Iterable[int]) -> set[int]:
    """Columns of parts of towns, which end as such (本町, 栄町), and of everyday words."""
    told: dict[int, list[str]] = {}
    for number in body:
        for at, cell in grid.cells[number].items():
            told.setdefault(at, []).extend(name for name, _ in cell.names)
    return {at for at, each in told.items() if each and (all(name.endswith(_TOWN) for name in each) or _everyday(each))}


def _everyday(told: list[str]) -> bool:
    return len(told) > 1 and all(map(is_ordinary, told))


def _share(cells: Iterable[Cell]) -> float:
    told = list(cells)
    return sum(1 for cell in told if cell.names) / len(told) if told else 0.0


def _names_persons(cells: Sequence[Cell], *, headed: bool = False) -> bool:
    """Whether the words of the cells are known as names, and not all of them as towns where no heading calls them persons."""
    sorts = {name: sort for cell in cells for name, sort in cell.names}
    if len(sorts) < LEAST:
        return False
    known = [name for name, sort in sorts.items() if sort is not Sort.MAYBE]
    towns = [name for name in known if name in names().places]
    titled = any(cell.titled for cell in cells)
    if not titled and of_one(known):
        return False
    return len(known) >= KNOWN * len(sorts) and (titled or headed or len(towns) < PLACES * len(sorts))


def _said(rows: list[Row], grid: _Grid, told: Sequence[Cell]) -> bool:
    """Whether something says that the names are persons'."""
    if sum(1 for cell in told if cell.titled) >= 2:
        return True
    sorts = [sort for cell in told for _, sort in cell.names]
    if sum(1 for sort in sorts if sort is Sort.GIVEN) > len(sorts) / 2:
        return _OF_ROOMS.search(grid.words) is not None or (_dated(rows, grid) and _by_themselves(told))
    return _OF_PERSONS.search(grid.words) is not None or _dated(rows, grid) or _by_themselves(told)


_ALL, _DIFFERENT, _CERTAIN, _OF_GIVEN = 0.85, 6, 0.15, 0.6
"""Share of listed names, different ones, and share of surnames, or of given names, that are neither towns nor words, from which on names speak for themselves."""


def _by_themselves(told: Sequence[Cell]) -> bool:
    """Whether the words of a grid are names and hardly anything else, so that nothing has to say so: shelves for shoes, courts by the hour."""
    sorts = {name: sort for cell in told for name, sort in cell.names}
    surnames = sum(1 for sort in sorts.values() if sort in (Sort.SURNAME, Sort.FULL))
    given = sum(1 for sort in sorts.values() if sort is Sort.GIVEN)
    share = _CERTAIN if surnames >= given else _OF_GIVEN
    enough = len(sorts) >= _DIFFERENT and surnames + given >= _ALL * len(sorts)
    return enough and sum(map(hardly_else, sorts)) >= max(LEAST - 1, share * len(sorts))


def _dated(rows: list[Row], grid: _Grid) -> bool:
    """Whether days stand along the upper edge or in the first column; hours stand in time tables as well."""
    upper = any(sum(1 for at in marks if _is_day(rows[n][at])) >= EDGE for n, marks in enumerate(grid.marks[:HEADS]))
    return upper or sum(1 for n, marks in enumerate(grid.marks) if 0 in marks and _is_day(rows[n][0])) >= EDGE


_DAY = re.compile(r"[月火水木金土日].*|[0-9]{1,2}[/月][0-9]{1,2}日?.*|[0-9]{1,2}日?(?:[(（].[)）])?")


def _is_day(cell: str) -> bool:
    return cell in WEEKDAYS or _DAY.fullmatch(cell) is not None


def _matrix(rows: list[Row], grid: _Grid) -> dict[int, list[int]]:
    """Names along one edge, marks in the field: shifts of each, or what each child can do."""
    for column in (0, 1):
        taken: dict[int, list[int]] = {
            n: [column] for n, row in enumerate(grid.cells) if column in row and row[column].names
        }
        if column in _of_groups(rows, [*taken]):
            continue
        if _edge(rows, grid, taken, column):
            return taken
    for number in range(min(3, len(rows))):
        columns = [at for at, cell in grid.cells[number].items() if cell.names and at > 0]
        others = [cell for at, cell in grid.cells[number].items() if at > 0 and cell.text]
        below = [n for n in range(number + 1, len(rows)) if grid.marks[n] or grid.cells[n]]
        told = [grid.cells[number][at] for at in columns]
        field = [(n, at) for n in below for at in columns if at in grid.marks[n] or at in grid.cells[n]]
        marked = sum(1 for n, at in field if _sign(rows, grid, n, at))
        if len(columns) >= LEAST and len(others) <= 1 and len(below) >= 2 and len(field) >= 4 and marked >= MARKS * len(field):  # fmt: skip
            return {number: columns} if _names_persons(told) and _spoken(grid, told) else {}
    return {}


_GROUP = re.compile("[\u3041-\u3096]{2,5}ぐ?み?|[\u3041-\u3096]{2,5}組")


def _of_groups(rows: list[Row], body: Sequence[int]) -> set[int]:
    """The first column where it says which group each child is in, few of them in all: ほし, つき."""
    cells = [rows[number][0] for number in body if rows[number] and rows[number][0]]
    return {0} if 2 * len(set(cells)) < len(cells) and all(map(_GROUP.fullmatch, cells)) else set()


def _edge(rows: list[Row], grid: _Grid, taken: dict[int, list[int]], column: int) -> bool:
    """Whether the names of a column have marks beside them and nothing else."""
    told = [grid.cells[n][column] for n in taken]
    readings = sum(1 for n in taken if name_cells.is_kana_name(rows[n][column]) and " " in rows[n][column])
    if len(told) < LEAST or 2 * readings > len(told):  # whole readings head a record, no turn of duty
        return False
    first = min(taken)
    others = sum(1 for n in range(first, len(rows)) if column in grid.cells[n] and grid.cells[n][column].text)
    field = [(n, at) for n in taken for at in {*grid.marks[n], *grid.cells[n]} if at > column]
    marked = sum(1 for n, at in field if _sign(rows, grid, n, at))
    days = max((sum(1 for at in marks if at > column) for marks in grid.marks[:first]), default=0)
    wide = len(field) >= 3 * len(told) or (days >= EDGE and len(field) >= len(told))
    if not wide or others > 0.4 * len(told) or marked < MARKS * len(field) or not _names_persons(told):
        return False
    return _spoken(grid, told) or _dated(rows, grid)


def _sign(rows: list[Row], grid: _Grid, number: int, at: int) -> bool:
    """Whether a cell holds a mark, or one or two signs that are no name."""
    return at in grid.marks[number] or (grid.cells[number][at].text and len(rows[number][at]) <= 2)


def _spoken(grid: _Grid, told: Sequence[Cell]) -> bool:
    """Whether a word around the table says that it is about persons, or whole names do."""
    every = {name: sort for cell in told for name, sort in cell.names}
    full = sum(1 for name, sort in every.items() if sort is Sort.FULL and len(name) > 2)
    return (
        _OF_PERSONS.search(grid.words) is not None
        or full >= max(LEAST, len(every) / 2)
        or any(cell.titled for cell in told)
    )


_SHARED = re.compile("分担|持ち寄り|持ちより|役割|当番|割り?当て|割り?振り|シフト")
"""What says that persons take their turns, rather than that things are in somebody's charge."""
STAFF = 0.6
"""Share of the cells of a column for staff that are surnames."""


def staff(rows: list[Row], where: str) -> list[Record]:
    """Surnames in a column for those who wrote, did or took charge: they are named beside persons, and show none alone."""
    if not LEAST <= len(rows) <= ROWS:
        return []
    found: list[Record] = []
    for head, row in enumerate(rows[:HEADS]):
        for column in [at for at, cell in enumerate(row) if kind_of(cell) == "_staff"]:
            below = [other[column] for other in rows[head + 1 :] if column < len(other) and other[column]]
            told = [cell for cell in map(read, below) if cell.names and len(cell.names) <= 3]
            if len(told) >= 2 and len(told) >= STAFF * len(below) and _names_persons(told, headed=True):
                shared = any(_SHARED.search(cell) for above in rows[: head + 1] for cell in above if cell)
                found += [
                    Record([Hit("name", name, strength=SURE if shared else FAIR) for name, _ in cell.names], where, listed=True, beside=not shared)
                    for cell in told
                ]  # fmt: skip
    return found
