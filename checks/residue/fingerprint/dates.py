"""Dates of birth as registered: read in Western or Japanese years, written in the forms of forms.toml."""

from __future__ import annotations

import datetime
import re
from functools import cache

from checks.residue.fingerprint.canonical import canonical, table

_WESTERN = re.compile(r"(1[89]\d\d|20\d\d)-(\d{1,2})-(\d{1,2})")
_EIGHT = re.compile(r"(1[89]\d\d|20\d\d)(\d\d)(\d\d)")


@cache
def _eras() -> list[tuple[str, str, datetime.date]]:
    return [(name, letter, datetime.date.fromisoformat(first)) for name, letter, first in table()["birth_date"]["eras"]]


@cache
def _japanese() -> re.Pattern[str]:
    names = "|".join([name for name, _, _ in _eras()] + [letter.lower() for _, letter, _ in _eras()])
    return re.compile(rf"({names})\.?(\d{{1,2}})-(\d{{1,2}})-(\d{{1,2}})")


def parse(value: str) -> datetime.date | None:
    """The date `value` writes, or None."""
    text = canonical(value).strip().partition(" ")[0]
    if (match := _WESTERN.fullmatch(text) or _EIGHT.fullmatch(text)) is not None:
        return _date(int(match[1]), match[2], match[3])
    if (match := _japanese().fullmatch(text)) is not None:
        first = next(first for name, letter, first in _eras() if match[1] in (name, letter.lower()))
        return _date(first.year + int(match[2]) - 1, match[3], match[4])
    return None


def _date(year: int, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(year, int(month), int(day))
    except ValueError:
        return None


def written(date: datetime.date) -> list[str]:
    """All forms of `date`, Western ones first."""
    shapes = table()["birth_date"]
    forms = [shape.format(y=date.year, m=date.month, d=date.day) for shape in shapes["western"]]
    era = next((era for era in _eras() if date >= era[2]), None)
    if era is not None:
        name, letter, first = era
        forms += [
            shape.format(era=name, letter=letter, n=date.year - first.year + 1, m=date.month, d=date.day)
            for shape in shapes["japanese"]
        ]
    return forms
