"""Columns of dates of birth that no heading calls so: dates spread over decades beside a column of names, or written by the numbers of eras."""

from __future__ import annotations

import re

from checks.residue.matchers import dates
from checks.residue.pieces import Row

_CODED = 4
"""Days by the numbers of their eras that make a column one of dates of birth."""


_KIN = re.compile("子|[長次二三四五末][男女]|[男女]|息子|娘|孫|児童?|お子さん|乳児|幼児")


def _of_children(rows: list[Row], width: int, dated: int) -> bool:
    """Whether a column says of nearly everybody with a day beside it whose child he is: those were born of late, and within few years."""
    return any(
        2 * dated >= sum(1 for row in rows if any(row))
        and sum(1 for row in rows if column < len(row) and _KIN.fullmatch(row[column])) >= 0.8 * dated
        for column in range(width)
    )


def told(rows: list[Row], width: int, kinds: dict[int, str], other: set[int]) -> dict[int, str]:
    """`kinds` of a table's columns with that of one of dates of birth, which none of `other` is."""
    if "birth_date" in kinds.values() or not {"name", "_surname", "kana"} & set(kinds.values()):
        return kinds
    for column in range(width):
        if column in kinds or column in other:
            continue
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        years = [
            year
            for cell in cells
            if dates.is_date(cell) and (not cell.isdigit() or len(cell) in (7, 8))
            for year in [dates.year_of(cell)]
            if year
        ]
        # an era's number and six figures are written for hardly anything else
        coded = len(set(cells)) >= _CODED and all(len(cell) == len("3500102") and dates.is_date(cell) for cell in cells)
        if coded or (
            len(cells) >= 2
            and len(years) >= 0.8 * len(cells)
            and (
                max(years) < 1990
                or (max(years) - min(years) >= min(15, 4 * len(years)) and min(years) < 2005)
                or _of_children(rows, width, len(cells))
            )
        ):
            return {**kinds, column: "birth_date"}
    return kinds
