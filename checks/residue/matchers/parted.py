"""Values written into several columns, part by part: telephones, postal codes, dates of birth. They are put together before columns are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from checks.residue.matchers import house_columns, read_parts
from checks.residue.matchers.dates import year_of
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.numbers import valid_my_number
from checks.residue.pieces import Row

_SAMPLE, _HEADS, _WIDEST, _MOST_PARTS, _MOST_LABELS, _MOST_GROUPS = 20, 3, 7, 4, 400, 12
_SHARE = 0.8
"""Of the first rows below a heading, how many have to fit."""
_BETWEEN = frozenset(("", "-", "(", ")", "年", "月", "日", "/", "."))
_PHONE = re.compile(r"(0?[0-9]{1,4})\t([0-9]{1,4})\t([0-9]{4})")
_OF_FOURS = re.compile(r"[0-9]{1,4}(?:\t[0-9]{1,4}){2}")
_POSTAL = re.compile(r"([0-9]{1,3})\t([0-9]{1,4})")
_BORN = re.compile(
    r"(?:(明治|大正|昭和|平成|令和|西暦|[MTSHRmtshr])\.?\t?)?([0-9]{1,4}|元)年?\t(0?[1-9]|1[0-2])[月/.]?[\t-]?(0?[1-9]|[12][0-9]|3[01])日?"
)
_AREA, _REST, _BIRTH, _DATE = (
    re.compile("市外(?:局番)?"),
    ("局番", "番号", "加入", "市内"),
    ("生年", "誕生年", "出生年"),
    frozenset(("元号", "年号", "和暦", "年", "月", "日", "月日")),
)
_SOME_DATE = frozenset(("元号", "年号", "和暦", "西暦", "年"))
"""Headings of the first part of a date that may be any: its years say whether it is one of birth."""
_OF_BIRTH = re.compile("(?:生|誕生|出生)(?:年|月|日)")
_YOUNGEST, _SPREAD = 2005, 15
"""Years in which nobody's dates but those of birth begin, and over how many they then spread."""
_ERAS = frozenset(("明治", "大正", "昭和", "平成", "令和", "西暦", "M", "T", "S", "H", "R"))
_LEAST_TOLD, _LONGEST_SPAN = 2, 12
"""Headings of a row that are known, and characters of a word that spans several columns."""
_NUMBERS = frozenset(("bank_account", "insured_number", "licence", "my_number"))
_CODE = frozenset(("番号", "枝番", "親番", "子番", "上3桁", "下4桁", "3桁", "4桁"))
_HEADINGS = {"phone": "電話番号", "postal_code": "郵便番号", "birth_date": "生年月日", "my_number": "個人番号"}


class _Group(NamedTuple):
    """Columns that hold one value: the row of their headings, their numbers, the kind, how parts are put together."""

    head: int
    columns: Sequence[int]
    kind: str
    put: Callable[[str], str]


def joined(rows: list[Row], where: str = "") -> list[Row]:
    """`rows` of folded cells with parted values in the first of their columns; the same list where there are none.

    `where` they stand may tell the kind: an element 生年月日 around parts called 年, 月, 日.
    """
    rows = house_columns.joined(read_parts.joined(_of_signs(_two_storeyed(rows))))
    if len(rows) <= _MOST_LABELS and sum(map(_labels_part, rows)) >= 2:
        rows = _below(rows, where)
    if not any(_in_parts(row) for row in rows[1 : _HEADS + 3]):
        return rows
    for group in islice(_groups(rows), _MOST_GROUPS):
        rows = [
            *rows[: group.head],
            _headed(rows[group.head], group),
            *(_put(row, group) for row in rows[group.head + 1 :]),
        ]
    return rows


def _two_storeyed(rows: list[Row]) -> list[Row]:
    """`rows` whose headings say with the cell over them what they mean: 番号 under 口座, which spans several columns."""
    for number, (over, head) in enumerate(pairwise(rows[: _HEADS + 1])):
        told = sum(kind_of(cell) is not None for cell in head)
        if told < _LEAST_TOLD or told * 2 < sum(map(bool, head)) or not _spans(over, head):
            continue
        spanned = accumulate([*over, *[""] * (len(head) - len(over))], _carried)
        own = [*over, *[""] * (len(head) - len(over))]
        whole = [
            _whole_heading(one, cell) if cell else alone for one, cell, alone in zip(spanned, head, own, strict=False)
        ]
        return [*rows[:number], [""] * len(over), whole, *rows[number + 2 :]]
    return rows


_SIGN, _ACCOUNT = re.compile("1[0-9]{4}"), re.compile("[0-9]{6,8}")


def _of_signs(rows: list[Row]) -> list[Row]:
    """`rows` whose 番号 beside 記号 is called what it is: an account where the signs are those of postal ones, five figures from 10000 on, else an insured person's."""
    for number, row in enumerate(rows[:_HEADS]):
        ends = (at for at in range(1, len(row)) if row[at].endswith("番号") and row[at - 1].endswith("記号"))
        at = next(ends, 0)
        if not at:
            continue
        below = [
            other[at - 1 : at + 1] for other in rows[number + 1 : number + 1 + _SAMPLE] if len(other) > at and other[at]
        ]
        fitting = [sign for sign, account in below if _SIGN.fullmatch(sign) and _ACCOUNT.fullmatch(account)]
        if fitting and len(fitting) >= _SHARE * len(below):
            return [*rows[:number], [*row[: at - 1], "記号", "口座番号", *row[at + 1 :]], *rows[number + 1 :]]
        if row[at - 1 : at + 1] == ["記号", "番号"] and _of_insured(row, below):
            return [*rows[:number], [*row[:at], "被保険者番号", *row[at + 1 :]], *rows[number + 1 :]]
    return rows


_INSURER, _INSURED = re.compile("[0-9A-Z\u3041-\u30fc\u4e00-\u9fff・-]{1,8}"), re.compile("[0-9]{1,8}")
_PAID = re.compile("銀行|金融|支店|口座|ゆうちょ|郵便局|通帳|名義")


def _of_insured(row: Row, below: list[Row]) -> bool:
    """Whether 記号 and 番号 beside persons are those of their insurance cards: no bank stands in the heading."""
    persons = any(kind_of(cell) in ("name", "kana", "_surname") for cell in row)
    fitting = [sign for sign, number in below if _INSURER.fullmatch(sign) and _INSURED.fullmatch(number)]
    return persons and not any(map(_PAID.search, row)) and bool(fitting) and len(fitting) >= _SHARE * len(below)


def _carried(last: str, cell: str) -> str:
    """The word over a column: the one to its left where nothing stands."""
    return cell or last


def _spans(over: Row, head: Row) -> bool:
    """Whether a row of a few words stands over a fuller one of headings, with nothing beside the words that spans them."""
    filled = [cell for cell in over if cell]
    beside = any(one and not other for one, other in pairwise([*over, ""]))
    spans = 0 < len(filled) < sum(map(bool, head)) and beside and max(map(len, filled)) <= _LONGEST_SPAN
    return spans and not any(
        one and other and head[at : at + 1] != [""] and _filled_in(one, other)
        for at, (one, other) in enumerate(pairwise(over))
    )


def _filled_in(label: str, value: str) -> bool:
    """Whether two cells are a label of a form and what was filled in beside it: they head nothing."""
    return kind_of(label) is not None and kind_of(value) is None


_SHOWN = re.compile("(?:本人|身元)確認|確認書類")
"""What spans the sort of a paper and its number."""


def _whole_heading(over: str, cell: str) -> str:
    """A heading that tells nothing by itself with the one over it, if both together tell an account or number."""
    if not over or not cell or kind_of(cell) not in (None, "_not"):
        return cell
    told = (kind_of(over + cell) or heading_kind(over + cell)) in _NUMBERS
    return over + cell if told or (cell.endswith("番号") and _SHOWN.search(over)) else cell


def _labels_part(row: Row) -> bool:
    """Whether a row is a label and a short number."""
    return len(row) == 2 and 0 < len(row[1]) <= _MOST_PARTS and (row[1].isdecimal() or row[1] in _ERAS)


def _below(rows: list[Row], where: str) -> list[Row]:
    """Rows of a label and a value, parts that stand below each other put together under the first label."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        kind = _kind_of_label(rows[at][0], where) if _labels_part(rows[at]) else None
        end = at + 1
        while (
            kind
            and end < min(len(rows), at + _MOST_PARTS)
            and _labels_part(rows[end])
            and _goes_on(_leaf(rows[end][0]), kind)
        ):
            end += 1
        told = ""
        while kind and end > at + 1 and not told:
            parts = "\t".join(row[1] for row in rows[at:end])
            told = _FORMS[kind][1](parts) if _FORMS[kind][0].fullmatch(parts) else ""
            end -= not told
        out.append([_HEADINGS[kind], told] if kind and told else rows[at])
        at = end if told else at + 1
    return out


def _kind_of_label(label: str, where: str) -> str | None:
    """The kind of value that a label, or what stands around it, tells."""
    leaf = _leaf(label)
    around = label[: -len(leaf) - 1] if leaf != label else where.rpartition("!")[2]
    return _kind(leaf) or (_kind(around) if around and _goes_on(leaf, _kind(around) or "") else None)


def _leaf(label: str) -> str:
    """The last part of a label that names where it stands, too: 電話番号.市外局番."""
    return label.rpartition(".")[2]


_DAY_OF_YEAR = re.compile("[01]?[0-9]/[0-3]?[0-9]")


def _in_parts(row: Row) -> bool:
    """Whether a row has two short numbers at least, or a month with its day, as behind a year of birth."""
    if sum(1 for cell in row if len(cell) <= _MOST_PARTS and cell.isdecimal()) >= 2:
        return True
    return any("/" in cell and _DAY_OF_YEAR.fullmatch(cell) for cell in row)


def _groups(rows: list[Row]) -> Iterator[_Group]:
    taken: set[int] = set()
    for number, head in enumerate(rows[:_HEADS]):
        for first, cell in enumerate(head):
            kind = _kind(cell)
            if kind and first not in taken:
                group = _group(rows, number, first, kind)
                if group is not None:
                    taken.update(group.columns)
                    yield group


_POSTAL_MARKS = "〒郵"


def _kind(heading: str) -> str | None:
    """The kind of value whose first part may stand below a heading."""
    if not heading or len(heading) > 20:
        return None
    if _AREA.search(heading):
        return "phone"
    if heading.startswith(_BIRTH) or "生年" in heading or heading in _SOME_DATE:
        return "birth_date"
    kind = kind_of(heading) or (heading_kind(heading) if heading[0] in _POSTAL_MARKS else None)
    return kind if kind in _HEADINGS else None


def _group(rows: list[Row], number: int, first: int, kind: str) -> _Group | None:
    """The columns from `first` on that hold one value of `kind` together, if they do."""
    pattern, put = _FORMS[kind]
    end = first + 1
    while end < min(len(rows[number]), first + _WIDEST) and _goes_on(rows[number][end], kind):
        end += 1
    if end - first < 2:
        return None
    sample = [row for row in rows[number + 1 : number + 1 + _SAMPLE] if any(row[first:end])]
    for last in range(end, first + 1, -1):
        fitting = [
            match for row in sample if (match := pattern.fullmatch(_parts(row, range(first, last)))) and put(match[0])
        ]
        if fitting and len(fitting) >= _SHARE * len(sample):
            told = rows[number][first] not in _SOME_DATE or _old(
                rows, number, first, [put(match[0]) for match in fitting]
            )
            return _Group(number, range(first, last), kind, put) if told else None
    return None


def _old(rows: list[Row], number: int, first: int, days: list[str]) -> bool:
    """Whether dates under 年, 月, 日 alone are of birth: spread over decades, and no word over them says of what they are."""
    over = rows[number - 1][first] if number and first < len(rows[number - 1]) else ""
    years = [year for day in days if (year := year_of(day))]
    if (over and _kind(over) != "birth_date") or not years:
        return False
    return max(years) < _YOUNGEST - _SPREAD or (
        min(years) < _YOUNGEST and max(years) - min(years) >= min(_SPREAD, 4 * len(years))
    )


def _goes_on(heading: str, kind: str) -> bool:
    """Whether a further part may stand below a heading."""
    if heading in _BETWEEN or _kind(heading) == kind:
        return True
    if kind == "birth_date":
        return heading in _DATE or heading.strip("()") in _DATE or _OF_BIRTH.fullmatch(heading) is not None
    if kind == "postal_code":
        return heading in _CODE
    return kind == "phone" and heading.endswith(_REST) and kind_of(heading) in (None, "_not")


def _parts(row: Row, columns: Sequence[int]) -> str:
    """The parts of a value in a row, signs between them left out."""
    cells = (row[column] for column in columns if column < len(row))
    return "\t".join(cell for cell in cells if cell not in _BETWEEN)


def _phone(parts: str) -> str:
    """A number of ten figures, or eleven of a mobile telephone; a sheet may have taken the zero for nothing."""
    told = parts.replace("\t", "-")
    told = told if told.startswith("0") else f"0{told}"
    return told if len(told.replace("-", "")) in (10, 11) else ""


def _postal(parts: str) -> str:
    """Three figures and four; a sheet may have taken the zeros in front of either for nothing."""
    first, second = parts.split("\t")
    return f"{first.zfill(3)}-{second.zfill(4)}"


def _my_number(parts: str) -> str:
    """Three times four figures; a sheet may have taken the zeros in front of each for nothing."""
    told = "".join(part.zfill(4) for part in parts.split("\t"))
    return told if valid_my_number(told) else ""


def _born(parts: str) -> str:
    match = _BORN.fullmatch(parts)
    if match is None:
        return ""
    era, year, month, day = match.groups()
    if len(year) != 4 and (era is None or era == "西暦"):
        return ""
    return f"{'' if era == '西暦' else era or ''}{year}年{int(month)}月{int(day)}日"


_FORMS: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "phone": (_PHONE, _phone),
    "postal_code": (_POSTAL, _postal),
    "birth_date": (_BORN, _born),
    "my_number": (_OF_FOURS, _my_number),
}


def _headed(row: Row, group: _Group) -> Row:
    first = group.columns[0]
    heading = row[first] if kind_of(row[first]) == group.kind else _HEADINGS[group.kind]
    return [*row[:first], heading, *[""] * (len(group.columns) - 1), *row[group.columns[-1] + 1 :]]


def _put(row: Row, group: _Group) -> Row:
    """A row with its value in the first of the columns; as it is where its cells are no such parts."""
    parts = _parts(row, group.columns)
    told = group.put(parts) if _FORMS[group.kind][0].fullmatch(parts) else ""
    if not told:
        return row
    first, last = group.columns[0], group.columns[-1]
    return [*row[:first], told, *[""] * (min(len(row), last + 1) - first - 1), *row[last + 1 :]]
