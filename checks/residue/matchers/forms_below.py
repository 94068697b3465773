"""Forms that go on below a list within them: a family, one member a row, and under it 既往歴, 主治医, 緊急連絡先 with their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row

SHEET = 80
"""Rows of a form at most."""
SHARE, SEVERAL = 0.5, 2
"""Share of the rows down to the next list that begin with a label, and how many of them make a form."""
MOST_FILLED = 6
"""Filled cells of a row of a form at most."""
FIELDS, COLUMNS = 3, 6
"""Different labels that make a column one of labels, and columns at most that are looked at."""


def fields(rows: list[Row]) -> frozenset[int]:
    """Columns of a short table in which most cells are labels, each another one: behind a column of 申請者 and 代理人, too."""
    if not FIELDS <= len(rows) <= SHEET:
        return frozenset()
    told: set[int] = set()
    for column in range(min(COLUMNS, max(map(len, rows)))):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        labels = [cell for cell in cells if kind_of(cell) is not None]
        if len(labels) > SHARE * len(cells) and len({kind_of(cell) for cell in labels}) >= FIELDS:
            told.add(column)
    return frozenset(told)


def is_field(row: Row, columns: frozenset[int]) -> bool:
    """Whether a label of such a column has its value beside it, or nothing yet; choices are values."""
    return any("☑" in cell or cell.count("□") > 1 for cell in row) or any(
        at < len(row)
        and kind_of(row[at]) is not None
        and (at + 1 == len(row) or kind_of(row[at + 1]) is None or row[at] == "続柄")  # 本人, 妻 are labels as well
        for at in columns
    )


def after_lists(rows: list[Row], starts: Sequence[int]) -> Iterator[int]:
    """Numbers of the rows that are no longer those of the list above them; `starts`: of each list, its first row below the heading."""
    if not starts or len(rows) > SHEET:
        return
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(rows)], strict=True):
        first = next((number for number in range(start, end) if _labelled(rows[number]) is not None), end)
        begun = next((number for number in range(start + 1, first) if sum(map(bool, rows[number])) == 1), first)
        below = [number for number in range(first, end) if any(rows[number])]
        told = [kind for number in below if (kind := _labelled(rows[number])) is not None]
        labels = [rows[number][0] for number in below if _labelled(rows[number]) is not None]
        if len(set(labels)) < len(labels):
            continue  # 電話, 入力, 電話: what each does, in a list of who does it
        if begun > start and len(told) >= SHARE * len(below) and (len(told) >= SEVERAL or any(told)):
            yield from (number for number in range(begun, end) if any(rows[number]))


def _labelled(row: Row) -> bool | None:
    """Whether what stands beside the label that a row begins with is what the label says; None where no label and value stand there."""
    filled = [cell for cell in row if cell]
    if not 2 <= len(filled) <= MOST_FILLED or filled[0] != row[0] or kind_of(filled[1]) is not None:
        return None
    kind = kind_of(filled[0])
    return None if kind is None else not kind.startswith("_") and bool(typed(kind, filled[1]))


def mixed(rows: list[Row], roles: list[str]) -> Iterator[int]:
    """Numbers of the rows of one label and its value among those of two, where half of all rows are known for a form."""
    filled = {index: count for index, row in enumerate(rows) if (count := sum(map(bool, row))) > 1}
    forms = [index for index in filled if roles[index] == "form"]
    if set(filled.values()) == {_ONE, _TWO} and len(forms) >= SEVERAL and 2 * len(forms) >= len(filled):
        yield from (index for index, count in filled.items() if count == _ONE and index > forms[0] and not roles[index])


_ONE, _TWO = 2, 4
"""Filled cells of a row of one label with its value, and of two."""


def answered(row: Row, labels: dict[int, str]) -> bool:
    """Whether a row tells what its labels ask for, beyond doubt.

    A name or number stands behind the second of two labels that begin it (納付義務者, 氏名, 金城 武史, フリガナ), or in the cell of
    a label, behind a blank (代表者, 住所 船橋市海神4-24-16).
    """
    filled = [at for at, cell in enumerate(row) if cell]
    if any(_with_value(row[at]) for at in filled):
        return True
    if len(filled) <= _BEGIN or filled[0] not in labels or filled[1] not in labels or filled[_BEGIN] in labels:
        return False
    kind, cell = labels[filled[1]], row[filled[_BEGIN]]
    if kind == "name":
        return name_cells.is_name(cell)
    return kind in _NUMBERED and any(map(str.isdecimal, cell)) and bool(typed(kind, cell))


_BEGIN = 2
"""Labels at the beginning of a row."""
_NUMBERED = frozenset(("phone", "email", "birth_date", "address", "my_number", "postal_code"))


def _with_value(cell: str) -> bool:
    """Whether a cell holds a label and, behind a blank, what it asks for, with a figure in it."""
    label, _, value = cell.replace("\u3000", " ", 1).partition(" ")
    if not value or not any(map(str.isdecimal, value)):
        return False
    kind = kind_of(label)
    return kind in _NUMBERED and bool(typed(kind, value.strip(" \u3000")))
