"""Cells that hold a name together with something of the same person, or several names: 佐藤 090-…, 花子(長女)080-…, 一郎、花子.

And columns of surnames or given names alone under a heading that calls them persons. The dictionaries know most of the names
of such a column; those nobody listed are told by their place among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checks.residue.matchers import dates, name_cells
from checks.residue.matchers.cells import phone_cell
from checks.residue.matchers.contacts import emails, is_mobile
from checks.residue.matchers.headings import calls_person, heading_kind, kinds_in
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import FAIR, SURE, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.roster_cells import Cell, Sort, read, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record, speaks_of_office

_HONORIFIC_ENDS = frozenset("様ん殿ま")
HEADS, ROWS, FIRST, SHORTEST, LONGEST = 4, 300, 40, 5, 60
"""Rows that may hold headings, rows of a table read whole, of a longer one that tell its columns, the fewest and most characters of such a cell."""
LEAST, SHARE, KNOWN, TOWNS = 3, 0.6, 0.5, 0.9
"""Distinct names of a column, share of its cells that hold some, of names the dictionaries know, of names that are towns."""
_KIN = "(?P<kin>[(（][^()（）0-9]{1,8}[)）])?"
_SIGNS = f"{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc"
_NAME = f"(?P<name>[{_SIGNS}]{{1,8}}(?:[ \u3000][{_SIGNS}]{{1,6}})?)"
_LEAD = "(?:[→⇒▶・●○◎※*-]+|[0-9]{1,2}[.)])?[ \u3000]*"
_TITLE = "[ \u3000]?(?:様|さん|殿|氏|くん|ちゃん)?"
_BETWEEN = "[ \u3000\n/:：,、・]*"
_WITH_NUMBER = re.compile(
    f"{_LEAD}{_NAME}{_TITLE}{_KIN}{_BETWEEN}(?:TEL|tel|℡|☎|携帯|電話)?[:：]?(?P<rest>[(+]?[0-9][0-9+() .・-]{{8,19}})"
)
_WITH_MAIL = re.compile(f"{_LEAD}{_NAME}{_TITLE}{_KIN}[ \u3000\n/:：,、<(]*(?P<rest>[!-~]+@[!-~]+?)[>)]?")
_WITH_READING = re.compile(f"(?=.*[{LETTER}]){_NAME}{_TITLE}(?:[ \u3000]*[/\n|][ \u3000]*|[ \u3000]*(?=[(（]))(?P<rest>[(（]?[\u3041-\u3096\u30a1-\u30fa\u30fc]{{2,}}(?:[ \u3000・][\u3041-\u3096\u30a1-\u30fa\u30fc]+)?[)）]?)")  # fmt: skip
_WITH_BIRTH = re.compile(
    f"{_LEAD}{_NAME}{_TITLE}[ \u3000]?[(（](?:生年月日[:：]?)?(?P<rest>[0-9A-Za-z年月日./元明大昭平令治正和成-]{{6,14}})(?:生|生まれ)?[)）]"
)
_TITLED = re.compile(f"{_LEAD}(?P<name>[{LETTER}]{{1,4}}[ \u3000]?[{_SIGNS}]{{1,5}})[ \u3000]?(?:様|さん|殿|さま)")
# what any of them holds
_SOMETHING_MORE = re.compile("[/\n|(（@]|[0+][0-9 (+-]")
_WITH = (("phone", _WITH_NUMBER), ("email", _WITH_MAIL), ("kana", _WITH_READING), ("birth_date", _WITH_BIRTH))
_PERSONS = frozenset(("name", "_staff"))
_NO_PERSONS = frozenset(("_famous", "_goods"))
_NAMED = frozenset(("name", "kana", "_surname", "_given"))
"""Headings of columns beside which one in kana holds readings."""
_DUTIES = re.compile(
    "日直|週番|欠席|遅刻|早退|出席|参加|不参加|受講|掃除|給食|黒板|号令|配膳|司会|書記|発表|鍵|鍵当番|お茶|片付け|準備|受付|会計|"
    "契約|契約名|使用|入居|申込|届出|予約|依頼|相談|受取|引取|返却|借受|来所|来館|面会|送迎|乗車|同行|対象|相手|客|お客|宛|名義"
)
"""Headings over those who have a duty, came or stayed away, rent or asked, where surnames stand below."""
_IDEOGRAPH = re.compile(f"[{LETTER}]")
_SEPARATORS = re.compile("[・、,，/／;；]")
_BLANK = re.compile("[ \u3000]")
_SHORT = re.compile(f"[{LETTER}]{{1,4}}(?:[ \u3000]?[{LETTER}\u3041-\u3096]{{1,3}})?")
_UNLISTED = re.compile(f"[{LETTER}]{{1,3}}")
MOST_KNOWN, LISTED = 5, 0.75
"""Listed surnames of a column, and their share, from which on the rest of its short words are surnames nobody listed."""
MOST = 8
"""Names in one cell."""
_HELD = {
    "phone": re.compile("[0-9]"),
    "email": re.compile("@"),
    "kana": re.compile("[/|\n(（]"),
    "birth_date": re.compile("[(（].*[0-9]"),
}
"""What every cell with a name and something of each kind holds: hardly any cell does."""
_ANYTHING = re.compile("名前|名称|(?i:name)")
"""Headings of lists of goods and flowers as much as of persons."""


class _Told(NamedTuple):
    """A cell with a name and what else it holds, and whether the dictionaries know the name."""

    row: int
    name: str
    other: Hit
    known: bool
    kin: bool

    @property
    def town(self) -> bool:
        """Whether a surname alone is a town's name as well."""
        return self.name in names().places and sort_of(self.name) is Sort.SURNAME


def find(rows: list[Row], where: str) -> list[Record]:
    """Records of such cells. Those of an office's own people name them beside persons, and show none by themselves."""
    if not rows:
        return []
    heads = _heads(rows)
    if len(rows) <= ROWS:
        return _records(rows, range(max(map(len, rows))), heads, where)
    telling = _telling(rows[:FIRST], heads, where)
    return _records(rows, telling, heads, where) if telling else []


def _telling(rows: list[Row], heads: _Heads, where: str) -> list[int]:
    """The columns of a long list whose first cells are mostly such: only they are read to the end."""
    columns = range(max(map(len, rows)))
    joint = _joint([_filled(rows, at) for at in columns], named="name" in heads.kinds.values())
    return [
        at
        for at in columns
        if len(joint[at]) >= SHARE * max(LEAST, len(_filled(rows, at))) or _persons(_filled(rows, at), at, heads, where)
    ]


def _filled(rows: list[Row], column: int) -> list[tuple[int, str]]:
    """The filled cells of a column with the numbers of their rows."""
    return [(number, row[column]) for number, row in enumerate(rows) if column < len(row) and row[column]]


def _records(rows: list[Row], columns: Sequence[int], heads: _Heads, where: str) -> list[Record]:
    office = "_org" in heads.kinds.values()
    filled = [_filled(rows, at) for at in columns]
    records: list[Record] = []
    for at, cells, joint in zip(columns, filled, _joint(filled, named="name" in heads.kinds.values()), strict=True):
        records += [
            Record([Hit("name", name, strength=SURE)], where, listed=True, beside=office) for name in _titled(cells)
        ]
        for one in joint:
            if one.other.kind == "birth_date" and not _of_household(rows[one.row], heads.kinds.get(at)):
                continue
            hits = [Hit("name", one.name, strength=SURE if one.known else FAIR), one.other]
            beside = office or heads.kinds.get(at) == "_staff" or any(map(speaks_of_office, rows[one.row]))
            records.append(Record(hits, where, listed=True, beside=beside))
        records += _persons(cells, at, heads, where)
        if at < len(heads.words) and _FAMILY.search(heads.words[at]):
            records += [record for number, cell in cells if number > heads.row for record in _born(cell, where)]
    return records


# 大翔（2011/07/28）、純子、トシエ under a heading for those somebody lives with
_FAMILY = re.compile("家族|世帯員|同居|扶養|兄弟|きょうだい|子ども|こども|お子|構成員|親族")
_BORN = re.compile(
    f"([{_SIGNS}]{{1,8}}(?:[ \u3000][{_SIGNS}]{{1,6}})?)[ \u3000]?[(（]([^()（）]{{6,14}}?)[ \u3000]?(?:生まれ|生)?[)）]"
)


def _born(cell: str, where: str) -> Iterator[Record]:
    """Those of a cell whose day of birth stands in brackets behind the name."""
    for match in _BORN.finditer(cell) if _DAY.search(cell) else ():
        if dates.is_date(match[2]) and not match[2].isdecimal():
            named = sort_of(match[1]) in (Sort.GIVEN, Sort.FULL) and not is_ordinary(match[1])
            name = [Hit("name", match[1], strength=FAIR)] if named else []
            yield Record([*name, Hit("birth_date", match[2], strength=SURE)], where, listed=True)


_DAY = re.compile("[(（][^()（）]*[0-9年][^()（）]*[)）]")


def _of_household(row: Row, kind: str | None) -> bool:
    """Whether a heading or label calls those of a row persons: a day behind the name of whoever signed is no birthday."""
    return kind == "name" or any(kind_of(cell) == "name" for cell in row if cell)


def _persons(cells: Sequence[tuple[int, str]], column: int, heads: _Heads, where: str) -> list[Record]:
    """The names of a column whose heading calls them persons."""
    kind = heads.kinds.get(column)
    if kind in (None, "_not") and column < len(heads.words) and _DUTIES.fullmatch(heads.words[column]):
        kind = "name"
    if kind not in _PERSONS or not _NO_PERSONS.isdisjoint(heads.kinds.values()):
        return []
    below = [cell for number, cell in cells if number > heads.row]
    below = [*dict.fromkeys(below)] if kind == "_staff" else below
    others = {told for at, told in heads.kinds.items() if at != column}
    if not others.isdisjoint(_NAMED) and sum(1 for cell in below if _IDEOGRAPH.search(cell)) < KNOWN * len(below):
        return []  # readings of names in the next column
    return _called(
        below,
        where,
        staff=kind == "_staff",
        doubtful=_ANYTHING.search(heads.words[column]) is not None and not calls_person(heads.words[column]),
    )


class _Heads(NamedTuple):
    """The row of headings, the kinds they tell by column, and their words."""

    row: int
    kinds: dict[int, str]
    words: Row


def _heads(rows: list[Row]) -> _Heads:
    for number, row in enumerate(rows[:HEADS]):
        filled = [cell for cell in row if cell]
        told = {column: kind for column, kind in kinds_in(row).items() if kind != "?"}
        if len(filled) >= 2 and told and len(set(filled)) == len(filled) and max(map(len, filled)) <= LONGEST // 2:
            return _Heads(number, told, row)
    return _Heads(-1, {}, [])


def _joint(columns: Sequence[Sequence[tuple[int, str]]], *, named: bool) -> list[list[_Told]]:
    """The cells of each column with a name and something of its bearer; all of them together say whether they name persons.

    `named`: other columns name persons, to whom given names with mobile numbers belong: 緊急連絡 翔太 090-….
    """
    told = [
        [
            one
            for number, cell in cells
            if SHORTEST <= len(cell) <= LONGEST
            and not (cell.isalpha() or cell.isascii())
            and _SOMETHING_MORE.search(cell)
            if (one := _parted(number, cell, named=named)) is not None
        ]
        for cells in columns
    ]
    if not any(told):
        return told
    every = [one for column in told for one in column]
    known = [one for one in every if one.known]
    filled = sum(len(cells) for cells, column in zip(columns, told, strict=True) if column)
    several = (
        len({one.name for one in every}) >= LEAST
        and len(known) >= KNOWN * len(every)
        and len(every) >= KNOWN * filled
        and sum(1 for one in known if one.town) < TOWNS * len(every)
    )
    return [[one for one in column if several or (one.known and (one.kin or not one.town))] for column in told]


def _titled(cells: Sequence[tuple[int, str]]) -> list[str]:
    """Whole names with an honorific behind, nobody listed: 樫村ミネ様."""
    matches = (_TITLED.fullmatch(cell) for _, cell in cells if cell[-1] in _HONORIFIC_ENDS and len(cell) <= LONGEST)
    told = [match["name"].strip() for match in matches if match is not None]
    return [name for name in told if _begun(_BLANK.sub("", name)) and name_cells.name_like(name)]


def _parted(number: int, cell: str, *, named: bool) -> _Told | None:
    """The name in a cell, and what else it holds of the same person."""
    for kind, pattern in _WITH:
        match = pattern.fullmatch(cell) if _HELD[kind].search(cell) else None
        if match is None:
            continue
        name, rest = match["name"].strip(), match["rest"].strip("()（）")
        other = _other(kind, rest)
        if other is None or kind_of(name) or heading_kind(name) or speaks_of_office(cell) or not _possible(name):
            return None
        kin = "kin" in match.groupdict() and match["kin"] is not None
        begun = kind == "birth_date" and (len(name.split()) == _WORDS or _begun(_BLANK.sub("", name)))
        return _Told(number, name, other, known=begun or _known(name, kin=kin or (named and is_mobile(rest))), kin=kin)
    return None


def _other(kind: str, rest: str) -> Hit | None:
    if kind == "phone":
        return next(iter(phone_cell(rest)), None)
    if kind == "email":
        return next((Hit("email", hit.value, strength=hit.strength) for hit in emails(rest)), None)
    if kind == "birth_date":
        return Hit("birth_date", rest, strength=SURE) if dates.is_date(rest) and not rest.isdecimal() else None
    return Hit("kana", rest, strength=FAIR)


def _possible(name: str) -> bool:
    """Whether a part of a cell can be a name at all."""
    whole = name.replace(" ", "").replace("\u3000", "")
    return (len(whole) == 1 and sort_of(whole) in (Sort.SURNAME, Sort.GIVEN)) or (name_cells.name_like(name) and sort_of(name) is not Sort.TEXT) or _begun(whole)  # fmt: skip


def _begun(whole: str) -> bool:
    """Whether ideographs begin with a listed surname and go on as a given name may."""
    return 3 <= len(whole) <= 7 and not name_cells.of_business(whole) and any(
        whole[:length] in names().surnames and whole not in names().words and whole not in names().places
        for length in (1, 2, 3)
    )  # fmt: skip


def _known(name: str, *, kin: bool) -> bool:
    sort = sort_of(name)
    return name_cells.is_name(name) or sort is Sort.SURNAME or (sort is Sort.GIVEN and kin)


def _called(below: Sequence[str], where: str, *, staff: bool, doubtful: bool) -> list[Record]:
    """Names of a column whose heading calls them persons: surnames or given names alone, or several in a cell."""
    below = [cell for cell in below if not _whole(cell) and not kind_of(cell)]
    told = [cell for cell in map(_read, below) if cell.names and len(cell.names) <= MOST]
    parts = [(name, sort) for cell in told for name, sort in cell.names]
    alone = {name: sort for name, sort in parts if sort is not Sort.FULL}
    if not alone or len(told) < KNOWN * len(below):
        return []
    known = [name for name, sort in alone.items() if sort is not Sort.MAYBE]
    whole = any(sort is Sort.FULL for _, sort in parts)
    if len(known) >= max(MOST_KNOWN, LISTED * len(alone)):
        told += [Cell(((cell, Sort.MAYBE),)) for cell in below if _unlisted(cell)]
    if staff:
        fitting = [cell for cell in told if len(known) >= KNOWN * len(alone) or _certain(cell)]
        return [_record(cell, where, beside=True) for cell in fitting]
    towns = sum(1 for name in known if name in names().places)
    enough = len(alone) >= LEAST and len(known) >= SHARE * len(alone) and (whole or towns < TOWNS * len(alone))
    if not enough or (doubtful and not any(cell.titled for cell in told)):
        return []
    several = any(len(cell.names) > 1 for cell in told)
    return [_record(cell, where, beside=False) for cell in told if several or len(cell.names) == 1]


def _unlisted(cell: str) -> bool:
    """Whether a cell that no dictionary knows is as short as the surnames around it: 肥, 鼻毛石."""
    return (
        _read(cell).text
        and _UNLISTED.fullmatch(cell) is not None
        and not is_ordinary(cell)
        and not name_cells.never(cell)
    )


def _whole(cell: str) -> bool:
    """Whether a cell is one whole name, which its column tells already: a known one, or two words of which one at most is a surname."""
    if sort_of(cell) is Sort.FULL:
        return True
    words = cell.split()
    return (
        len(words) == _WORDS
        and any(sort_of(word) is not Sort.SURNAME for word in words)
        and not _SEPARATORS.search(cell)
    )


_WORDS = 2


def _read(cell: str) -> Cell:
    """The names of a cell; among several of which most are known, a word may be one as well: 久保・目・辻."""
    found = read(cell)
    if not found.text or len(cell) > LONGEST:
        return found
    parts = [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
    known = sum(1 for part in parts if sort_of(part) in (Sort.SURNAME, Sort.GIVEN, Sort.FULL))
    if not 2 <= len(parts) <= MOST or 2 * known <= len(parts) or not all(map(_SHORT.fullmatch, parts)):
        return found
    return Cell(tuple((part, Sort.MAYBE if sort_of(part) is Sort.TEXT else sort_of(part)) for part in parts))


def _certain(cell: Cell) -> bool:
    return all(sort in (Sort.SURNAME, Sort.FULL) for _, sort in cell.names)


def _record(cell: Cell, where: str, *, beside: bool) -> Record:
    strength = FAIR if beside else SURE
    return Record([Hit("name", name, strength=strength) for name, _ in cell.names], where, listed=True, beside=beside)
