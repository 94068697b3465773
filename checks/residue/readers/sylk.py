"""SYLK and DIF: what spreadsheets write for programs that read nothing else; cells by row and column, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Table
from checks.residue.readers.source import Source

MOST_ROWS, MOST_COLUMNS = 200_000, 1_000
_CELL = re.compile(r"^C;(?:[^K\n]*;)?K(?:\"((?:[^\"\n]|\"\")*)\"|([^;\n]*))", re.MULTILINE)
_PLACE = re.compile(r";([XY])(\d{1,7})")


def read_sylk(text: str, source: Source) -> Iterator[Part]:
    """The cells of a SYLK file (records `C;X..;Y..;K..`; a missing X or Y means the last one)."""
    rows: dict[int, dict[int, str]] = {}
    row = column = 1
    for line in text.splitlines():
        if line.startswith(("C;", "F;")):
            for axis, number in _PLACE.findall(line.partition(";K")[0]):
                if axis == "X":
                    column = min(int(number), MOST_COLUMNS)
                else:
                    row = min(int(number), MOST_ROWS)
        if match := _CELL.match(line):
            quoted, bare = match.groups()
            rows.setdefault(row, {})[column] = quoted.replace('""', '"') if quoted is not None else bare
    source.meter.clock()
    width = max((max(cells) for cells in rows.values()), default=0)
    yield Table([[rows[number].get(at, "") for at in range(1, width + 1)] for number in sorted(rows)])


def read_dif(text: str, source: Source) -> Iterator[Part]:
    """The cells of a DIF file: pairs of lines, `-1,0` / `BOT` begins a row, `1,0` a text, `0,n` a number."""
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines) if line.strip() == "DATA"), len(lines)) + 3
    rows: list[list[str]] = []
    for kind, told in zip(lines[at::2], lines[at + 1 :: 2], strict=False):
        if kind.startswith("-1"):
            rows.append([])
        elif rows and len(rows[-1]) < MOST_COLUMNS:
            rows[-1].append(told.strip().strip('"') if kind.startswith("1") else kind.partition(",")[2])
    source.meter.clock()
    yield Table([row for row in rows if any(row)])
