"""Rows of an .xlsx file by the names of their columns, named in any language of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from selfaudit.catalog.workbook_reader import read_tables
from selfaudit.errors import InputError
from selfaudit.text.messages import in_every_language, t
from selfaudit.text.search import fold

MIDNIGHT = "T00:00:00"
"""What the reader of workbooks puts behind a day."""
PROBLEMS = 20
"""Problems told of one file."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class Imported:
    """What an import did: rows entered, rows changed, rows that were the same, and what could not be read."""

    added: int
    changed: int
    same: int
    problems: tuple[str, ...]


def keep_all(
    rows: Iterable[tuple[str, Row]],
    known: Mapping[str, Row],
    problems: Sequence[str],
    keep: Callable[[list[Row]], object],
) -> Imported:
    """Keep what is new or differs from what is known under the same key, all at once; nothing where there is a problem."""
    if problems:
        return Imported(0, 0, 0, tuple(problems[:PROBLEMS]))
    pairs = list(rows)
    fresh = [row for key, row in pairs if key not in known]
    changed = [row for key, row in pairs if key in known and row != known[key]]
    keep([*fresh, *changed])
    return Imported(len(fresh), len(changed), len(pairs) - len(fresh) - len(changed), ())


@dataclass(frozen=True)
class SheetRow:
    """One row: where it stands, and its cells by field; a field without a column or a value is empty."""

    sheet: str
    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """Sheet and line, for a message."""
        return f"{self.sheet} {self.line}"


def read(path: Path, headings: str, fields: Sequence[str], needed: str, without: str = "") -> list[SheetRow]:
    """All rows below a heading row that names the column of `needed`; ``<headings>.<field>`` are the names' messages.

    A sheet named by the message `without` is one the program wrote for reading only, and is passed over.
    InputError for a file that is no workbook, or in which no sheet has that column.
    """
    names = {fold(word): name for name in fields for word in in_every_language(f"{headings}.{name}").values()}
    found: list[SheetRow] = []
    seen = False
    passed = {fold(word) for word in in_every_language(without).values()} if without else set()
    for table in (table for table in read_tables(path) if fold(table.name) not in passed):
        columns: list[str] = []
        for row in table.rows:
            if not columns:
                known = [names.get(fold(cell), "") for cell in row.cells]
                columns = known if needed in known else []
                seen = seen or bool(columns)
                continue
            cells = dict.fromkeys(fields, "") | {
                name: cell.removesuffix(MIDNIGHT).strip()
                for name, cell in zip(columns, row.cells, strict=False)
                if name
            }
            if any(cells.values()):
                found.append(SheetRow(table.name, row.line, cells))
    if not seen:
        column = t(f"{headings}.{needed}")
        raise InputError(
            t("desk.xlsx.no_column", column=column), path.name, t("desk.xlsx.no_column_next", column=column)
        )
    return found
