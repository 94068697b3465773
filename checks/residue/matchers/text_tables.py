"""Tables and lists typed as text, their columns apart by tabs or wide blanks, of which no column names anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checks.residue.matchers import public_columns

HEADS, SEVERAL, LONGEST = 4, 2, 2_000
"""Lines that may be the heading, rows that make a table, lines of a text."""
_APART = re.compile("\t| {2,}|\u3000+")
_COUNTS = re.compile("[0-9.,%％件人世帯軒位歳 \u3000第()（）年調べ※]*")
"""What may be left beside columns that name nobody."""


def nobodys(lines: Sequence[str]) -> set[int]:
    """Numbers of the lines below the heading of such a table, all of whose words name nobody."""
    if len(lines) > LONGEST:
        return set()
    for number, line in enumerate(lines[:HEADS]):
        if _apart(line) and (told := _below(lines, number)):
            return told
    return set()


def _apart(line: str) -> bool:
    return "\t" in line or "  " in line or "\u3000" in line


def _below(lines: Sequence[str], number: int) -> set[int]:
    head = _APART.split(lines[number].strip())
    if len(head) < 2:
        return set()
    below = [at for at in range(number + 1, len(lines)) if _apart(lines[at])]
    rows = [head, *(_APART.split(lines[at].strip()) for at in below)]
    if len(below) < SEVERAL or sum(len(row) == len(head) for row in rows[1:]) < len(below) / 2:
        return set()
    left = public_columns.without(rows)
    if left is rows or len(left) != len(rows):
        return set()
    return {
        at
        for at, row, bare in zip(below, rows[1:], left[1:], strict=True)
        if row != bare and _COUNTS.fullmatch("".join(bare))
    }


_PARTED = re.compile("[、,・/ \u3000]+")
HEAD, LISTED = 30, 3
"""Signs of a heading, words of a list."""


def of_land(lines: Sequence[str]) -> set[int]:
    """Lines that list rivers, bridges or slopes below a heading that ends with the same sign: 区内の川."""
    told: set[int] = set()
    for number, (head, line) in enumerate(pairwise(lines), 1):
        sign = head[-1:]
        if sign in public_columns.SIGNS_OF_LAND and 1 < len(head) <= HEAD and head[-2:-1] in "のる":
            words = _PARTED.split(line.strip(" 。・\u3000"))
            if len(words) >= LISTED and all(word.endswith(sign) for word in words):
                told.add(number)
    return told
