"""Tables as people draw them: squared paper, rosters, lists that name nobody, before the columns of a table are looked at."""

from __future__ import annotations

import re
from collections import Counter

from checks.residue.matchers import (
    abroad_columns,
    address_labels,
    among_names,
    bare_columns,
    broken_cells,
    digit_cells,
    joint_cells,
    kana_children,
    named_beside,
    names_within,
    nobodys,
    reached,
    registered,
    rosters,
    spread,
    squares,
    stacked,
    titled_cells,
)
from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, LEAST = 300, 3
"""Rows of a table looked at for marks; cells of a column that begin with one."""
_MARK = re.compile("(?:[□☐☑☒✔✓■◆◇●▢▪*]|[○◯◎・](?=[ \u3000]))[ \u3000]*(?=[^\\s□☐☑☒✔✓■◆◇●○◯◎▢▪*]{2})")


def _unmarked(rows: list[Row]) -> list[Row]:
    """A table without the marks and boxes for a tick before the cells of a column."""
    if not LEAST <= len(rows) <= ROWS:
        return rows
    marked: Counter[int] = Counter(
        at for row in rows for at, cell in enumerate(row) if cell and not cell[0].isalnum() and _MARK.match(cell)
    )
    columns = {at for at, times in marked.items() if times >= LEAST}
    if not columns:
        return rows
    return [[_MARK.sub("", cell, count=1) if at in columns else cell for at, cell in enumerate(row)] for row in rows]


_QUOTED = re.compile("「([^「」]*)」|『([^『』]*)』|“([^“”]*)”|'([^']*)'|\"([^\"]*)\"")
_QUOTES = frozenset("「『“'\"")


def _unquoted(rows: list[Row]) -> list[Row]:
    """A table without the marks of quotation around the cells of a column."""
    if not LEAST <= len(rows) <= ROWS:
        return rows
    quoted: Counter[int] = Counter(
        at for row in rows for at, cell in enumerate(row) if cell[:1] in _QUOTES and _QUOTED.fullmatch(cell)
    )
    columns = {at for at, times in quoted.items() if times >= LEAST}
    return (
        [[_bare(cell) if at in columns else cell for at, cell in enumerate(row)] for row in rows] if columns else rows
    )


def _bare(cell: str) -> str:
    match = _QUOTED.fullmatch(cell)
    return cell if match is None else next((part for part in match.groups() if part is not None), "").strip()


# memo.0=…, row_12: …
_KEY = re.compile(r"[A-Za-z][A-Za-z_.-]*[0-9]+\]?[ ]*[=:][ ]*(?=\S)")


def _unkeyed(rows: list[Row]) -> list[Row]:
    """A table without the keys that a file of settings numbers its lines with, before the first cell of each."""
    if not LEAST <= len(rows) <= ROWS or not all(row and _KEY.match(row[0]) for row in rows):
        return rows
    return [[_KEY.sub("", row[0], count=1), *row[1:]] for row in rows]


_SHEET, _FIELDS = 60, 2
"""Rows of a form at most; labels with their values in cells of their own that make one."""
_LABEL, _BLANKS = 9, frozenset(" \u3000:")
"""Signs in which a label in a cell ends, and what ends it."""
_LABELLED = re.compile("([^ \u3000:]{2,8})[ \u3000:]+(\\S.*)")


def _unlabelled(rows: list[Row]) -> list[Row]:
    """A form whose cells hold a label and its value, 住所 西原2-1-3, with each in a cell of its own."""
    if len(rows) > _SHEET:
        return rows
    told: list[str] = []
    parted: list[Row] = []
    for row in rows:
        pairs = [(cell, _in_two(cell) if not _BLANKS.isdisjoint(cell[:_LABEL]) else None) for cell in row]
        told += [kind for _, pair in pairs if pair for kind in (kind_of(pair[0]),) if kind]
        parted.append([part for cell, pair in pairs for part in (pair or (cell,))])
    once = len(set(told)) == len(told) >= _FIELDS
    return parted if once else rows


def _in_two(cell: str) -> tuple[str, str] | None:
    """The label and the value of a cell that holds both; None for any other."""
    match = _LABELLED.fullmatch(cell)
    if match is None or (kind := kind_of(match[1])) is None or kind[0] == "_" or kind == "sensitive":
        return None
    value = _SEAL.sub("", match[2]).strip()
    return (match[1], value) if kind_of(cell) is None and typed(kind, value) else None


_SEAL = re.compile("[ \u3000]*(?:㊞|[(（]?印[)）]?)$")


def read(rows: list[Row], where: str, title: str) -> tuple[list[Row], list[Record]]:
    """The records that the drawing of a table tells, and what is left of the table to be read by its columns.

    `title` is what stands before the table.
    """
    rows, addressed = address_labels.find(rows, where)
    whole = broken_cells.joined(spread.joined(digit_cells.joined(_unmarked(_unquoted(_unlabelled(_unkeyed(rows)))))))
    rows = nobodys.blanked_rows(stacked.joined(squares.joined(whole)), title)
    left, records = rosters.find(rows, where, title)
    return left, [
        *addressed,
        *records,
        *bare_columns.find(left, where, title.rstrip().rpartition("\n")[2]),
        *rosters.staff(left, where),
        *titled_cells.find(left, where),
        *among_names.find(left, where),
        *joint_cells.find(left, where),
        *named_beside.find(rows, where),
        *reached.find(left, where),
        *kana_children.find(left, where),
        *abroad_columns.find(left, where),
        *names_within.find(left, where),
        *registered.find(left, where),
    ]
