"""Tables with a row for each field: who, which field, its value. Put together again they are a list, with the fields as headings.

So do browsers keep what was typed into forms (`moz_formhistory`: fieldname, value), content systems what they know of users
(`wp_usermeta`: user_id, meta_key, meta_value), and programs for questionnaires their answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.residue.clues import announces
from checks.residue.fold import fold
from checks.residue.matchers.headings import heading_kind
from checks.residue.pieces import Part, Row, Table
from checks.residue.readers import one_column

KNOWN, FILLED, REPEATED = 2, 0.8, 0.5
"""Fields that announce personal data; share of rows that name a field, and of different fields among the rows."""
SEEN, MOST_FIELDS, TWICE = 400, 200, 0.05
"""Rows looked at; different fields of a table; share of fields that a group may hold twice."""


def take(head: Row, rows: list[Row], where: str) -> list[Part]:
    """The list that rows under `head` make, and what was typed elsewhere as text; empty where they are a table like any other."""
    label = _label(rows)
    if label is None:
        return []
    groups = _groups(rows, label)
    others = [column for column in range(len(head)) if column not in (label, label + 1)]
    kept = _constant(groups, others)
    if kept is None:
        return []
    return [*_listed(head, groups, kept, label, where), *_typed(groups, label, where)]


def _tells(field: str) -> bool:
    """Whether a field asks for something of a person, in its own words or in those that programs use: your-name, family_name."""
    return announces(field) or (heading_kind(fold(field).strip()) or "") in _PERSONAL


_PERSONAL = frozenset(("name", "kana", "_surname", "_given"))


def _label(rows: list[Row]) -> int | None:
    """The column that names fields: few different cells, some of which announce personal data, before a column of values."""
    seen = rows[:SEEN]
    for column in range(min(map(len, seen), default=0) - 1):
        cells = [row[column] for row in seen if row[column]]
        fields = set(cells)
        if len(cells) < max(KNOWN, FILLED * len(seen)) or len(fields) > MOST_FIELDS:
            continue
        known = sum(map(_tells, fields))
        often = len(fields) <= REPEATED * len(cells) or (len(cells) == len(fields) <= known / REPEATED)
        varied = len({row[column + 1] for row in seen}) >= KNOWN
        if known >= KNOWN and often and varied and not any(announces(row[column + 1]) for row in seen[:KNOWN]):
            return column
    return None


def _groups(rows: list[Row], label: int) -> list[list[Row]]:
    """The rows of each entry: by a column that is the same in all of them, otherwise up to where a field comes again."""
    for column in range(len(rows[0])):
        if column in (label, label + 1):
            continue
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row[column], []).append(row)
        twice = sum(len(group) - len({row[label] for row in group}) for group in found.values())
        if 1 < len(found) <= REPEATED * len(rows) and twice <= TWICE * len(rows):
            return list(found.values())
    groups: list[list[Row]] = [[]]
    named: set[str] = set()
    for row in rows:
        if row[label] in named:
            groups.append([])
            named = set()
        groups[-1].append(row)
        named.add(row[label])
    return groups


def _constant(groups: list[list[Row]], columns: list[int]) -> list[int] | None:
    """Those of `columns` that say something of each group; None where they say several things, so that rows are no fields."""
    kept = []
    for column in columns:
        cells = [{row[column] for row in group if row[column]} for group in groups]
        if all(cell.isascii() and not one_column.reaches(cell) for told in cells for cell in told):
            continue
        if any(len(told) > 1 for told in cells):
            return None
        kept.append(column)
    return kept


def _listed(head: Row, groups: list[list[Row]], kept: list[int], label: int, where: str) -> Iterator[Part]:
    """The groups that hold a field of personal data, a row each; label and value one below the other where there is one."""
    groups = [group for group in groups if any(_tells(row[label]) for row in group)]
    fields = list(Counter(row[label] for group in groups for row in group))
    if len(groups) == 1:
        yield Table([[head[column], groups[0][0][column]] for column in kept], where)
        yield Table([[row[label], row[label + 1]] for row in groups[0]], where)
    elif groups:
        yield Table(
            [
                [*(head[column] for column in kept), *fields],
                *(row for group in groups for row in _rows(group, kept, label, fields)),
            ],
            where,
        )


def _rows(group: list[Row], kept: list[int], label: int, fields: list[str]) -> Iterator[Row]:
    """The fields of a group as one row; a field that it holds twice makes another row."""
    rest = group
    while rest:
        values: dict[str, str] = {}
        again = []
        for row in rest:
            if row[label] in values:
                again.append(row)
            else:
                values[row[label]] = row[label + 1]
        yield [*(group[0][column] for column in kept), *(values.get(field, "") for field in fields)]
        rest = again


def _typed(groups: list[list[Row]], label: int, where: str) -> Iterator[Part]:
    """What was typed into fields that say nothing, line by line."""
    cells = [row[label + 1] for group in groups if not any(_tells(row[label]) for row in group) for row in group]
    if any(cell and (not cell.isascii() or one_column.reaches(cell)) for cell in cells):
        yield from one_column.lines(cells, where)
