"""Tables as people draw them: squared paper, rosters, lists that name nobody, before the columns of a table are looked at."""

from __future__ import annotations

from checks.residue.matchers import joint_cells, nobodys, reached, rosters, spread, squares, stacked, titled_cells
from checks.residue.pieces import Row
from checks.residue.records import Record


def read(rows: list[Row], where: str, title: str) -> tuple[list[Row], list[Record]]:
    """The records that the drawing of a table tells, and what is left of the table to be read by its columns.

    `title` is what stands before the table.
    """
    rows = nobodys.blanked_rows(stacked.joined(squares.joined(spread.joined(rows))))
    left, records = rosters.find(rows, where, title)
    return left, [
        *records,
        *rosters.staff(left, where),
        *titled_cells.find(left, where),
        *joint_cells.find(left, where),
        *reached.find(left, where),
    ]
