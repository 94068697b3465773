"""Lines of a program or script that are alike but for what they quote: list.push(new Member("…", "…")), WHERE name = '…' AND tel = '…'.

What each of them quotes is a row of one table; what is assigned to has its name as heading.
"""

from __future__ import annotations

import re

from checks.residue.pieces import Table

_QUOTED = re.compile(r"[NnEe]?(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)')")
_FIGURES = re.compile("[0-9]+")
_CODE = re.compile(r"[A-Za-z_$@][\w$.]*\s*(?:=>|[=(:\[{])|^\s*[A-Za-z_$@][\w$.]*\s+\0")
_KEY = re.compile(r"([A-Za-z_]\w*)[\"'\])]*\s*(?:=>|[=:])\s*$")
_BREAK = re.compile(r"\\[nrt]|<br ?/?>", re.IGNORECASE)
_REACHED = re.compile("[0-9-]{9,}|@[a-z]")
"""Numbers and addresses beside what is quoted."""
HEAD, LEAST, LONGEST = 8_192, 3, 200
"""Characters in which such lines are looked for first, lines alike that make a table, characters of a cell at most."""


def take(text: str) -> tuple[list[Table], str]:
    """A table for each kind of line that is repeated and quotes words beyond ASCII, and the rest of the text."""
    groups = _groups(text.split("\n")) if _likely(text[:HEAD]) else {}
    if not groups:
        return [], text
    lines = text.split("\n")
    tables: list[Table] = []
    for shape, numbers in groups.items():
        heads = _heads(shape)
        rows = [[_BREAK.sub(" ", double or single) for double, single in _QUOTED.findall(lines[at])] for at in numbers]
        tables.append(Table([heads, *rows] if any(heads) else rows))
    taken = {at for numbers in groups.values() for at in numbers if _REACHED.search(_QUOTED.sub("", lines[at])) is None}
    return tables, "\n".join(line for at, line in enumerate(lines) if at not in taken)


def _likely(head: str) -> bool:
    """Whether the beginning of a text holds such lines."""
    if head.isascii() or head.count('"') + head.count("'") < 2 * LEAST:
        return False
    return bool(_groups(head.split("\n")))


def _groups(lines: list[str]) -> dict[str, list[int]]:
    """The numbers of the lines of each shape that is repeated, some of what they quote being beyond ASCII."""
    shapes: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if '"' in line or "'" in line:
            shape = _FIGURES.sub("0", _QUOTED.sub("\0", line))
            if shape.isascii() and "\0" in shape and _CODE.search(shape) is not None:
                shapes.setdefault(shape.strip(), []).append(number)
    return {shape: numbers for shape, numbers in shapes.items() if _tells(lines, numbers)}


def _tells(lines: list[str], numbers: list[int]) -> bool:
    """Whether there are several lines, most of which quote words beyond ASCII, and none a long text."""
    if len(numbers) < LEAST:
        return False
    quoted = [double or single for at in numbers for double, single in _QUOTED.findall(lines[at])]
    told = sum(not lines[at].isascii() for at in numbers)
    return 2 * told > len(numbers) and max(map(len, quoted), default=0) <= LONGEST


def _heads(shape: str) -> list[str]:
    """What stands before each quoted value and is assigned to."""
    before = shape.split("\0")[:-1]
    return [match[1] if (match := _KEY.search(one)) is not None else "" for one in before]
