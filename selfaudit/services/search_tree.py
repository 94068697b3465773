"""The results of a search as a tree of two levels: by folder, by grade, or by kind of personal data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from checks.residue.model import FileResult, Grade, Verdict
from selfaudit.services.search import kind_name, reason_name
from selfaudit.text.messages import t

_GRADES = (Grade.HIGH, Grade.MEDIUM, Grade.LOW)
_WEIGHTS = {grade: place for place, grade in enumerate((*_GRADES, Grade.NONE))}
_AT_WORK = "place_of_work"
_UNREAD = "unread/"


class By(Enum):
    """What the first level of the tree is."""

    FOLDER = "folder"
    GRADE = "grade"
    KIND = "kind"


@dataclass(frozen=True)
class Group:
    """One branch. `key` stays the same while it grows; `folder` is set where all of its files lie in one folder."""

    key: str
    label: str
    rows: tuple[FileResult, ...]
    folder: str = ""


def heaviest_first(results: Iterable[FileResult]) -> list[FileResult]:
    """What to look at first: by grade, then by number of persons, then by place."""
    return sorted(results, key=lambda row: (_WEIGHTS[row.grade], -row.records, row.path))


def groups(results: Iterable[FileResult], by: By) -> list[Group]:
    """The branches in the order a person looks at them; files that could not be inspected come last, by reason.

    A picture named after a person stands in both: it is a finding, and what it shows was not inspected.
    """
    results = list(results)
    found = [row for row in results if row.verdict is not Verdict.UNREADABLE]
    unread = [row for row in results if not row.looked_into]
    made = {By.FOLDER: _folders, By.GRADE: _grades, By.KIND: _kinds}[by](found)
    return [group for group in (*made, *_reasons(unread)) if group.rows]


def _folders(found: Sequence[FileResult]) -> list[Group]:
    places: dict[str, list[FileResult]] = {}
    for row in found:
        # Not pathlib: thousands of rows, each second, in the thread that answers the keys.
        places.setdefault(os.path.dirname(row.path), []).append(row)  # noqa: PTH120
    return [Group(place, _counted(place, rows), tuple(rows), place) for place, rows in sorted(places.items())]


def _grades(found: Sequence[FileResult]) -> list[Group]:
    outside = [row for row in found if row.reason != _AT_WORK]
    made = []
    for grade in _GRADES:
        rows = tuple(row for row in outside if row.grade is grade)
        made.append(Group(str(grade), _counted(t(f"search.grade.{grade}"), rows), rows))
    at_work = tuple(row for row in found if row.reason == _AT_WORK)
    return [*made, Group(_AT_WORK, _counted(reason_name(_AT_WORK), at_work), at_work)]


def _kinds(found: Sequence[FileResult]) -> list[Group]:
    kinds = sorted({kind for row in found for kind in row.kinds})
    made = []
    for kind in kinds:
        rows = tuple(row for row in found if kind in row.kinds)
        made.append(Group(kind, _counted(kind_name(kind), rows), rows))
    return made


def _reasons(unread: Sequence[FileResult]) -> list[Group]:
    made: dict[str, list[FileResult]] = {}
    for row in unread:
        made.setdefault(row.reason, []).append(row)
    return [
        Group(f"{_UNREAD}{reason}", _counted(t("search.not_inspected", reason=reason_name(reason)), rows), tuple(rows))
        for reason, rows in sorted(made.items())
    ]


def _counted(label: str, rows: Sequence[FileResult]) -> str:
    return t("search.counted", label=label, count=len(rows))
