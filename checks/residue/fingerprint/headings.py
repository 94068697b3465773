"""Which headings of what was received are understood, before anything is registered: for the operator's eyes, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.extract import extract
from checks.residue.fingerprint.persons import columns_of
from checks.residue.fingerprint.registering import files_of
from checks.residue.pieces import Piece, Row, Table, Unread

# Enough to see how a list is built; the whole of it is read when it is registered.
_LOOK = Budget(seconds=10.0)
_MOST_FILES, _MOST_TABLES, _LONGEST = 500, 20, 24


@dataclass(frozen=True, slots=True)
class Headings:
    """One table: its file, the place inside, and each heading with the kind of value it stands for ("" where it is none).

    `columns` is empty for a table whose headings say nothing: nobody in it would be registered by record.
    """

    file: Path
    where: str
    columns: tuple[tuple[str, str], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that cannot be read, and the code of the reason."""

    file: Path
    where: str
    reason: str


def headings(paths: Sequence[Path], out: Path | None, column_map: Mapping[str, str]) -> Iterator[Headings | Unreadable]:
    """The tables under `paths`, at most 500 files and 20 tables of each; `out` is left aside.

    Raises RegistryError: not_found.
    """
    for number, file in enumerate(files_of(paths, out)):
        if number >= _MOST_FILES:
            yield Unreadable(file, "", "over_budget")
            return
        yield from _of_file(file, column_map)


def _of_file(file: Path, column_map: Mapping[str, str]) -> Iterator[Headings | Unreadable]:
    tables = 0
    try:
        if not file.stat().st_size:
            return
        with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            for piece in extract(data, file.name, _LOOK):
                found = _of_piece(file, piece, column_map)
                if found is not None and tables < _MOST_TABLES:
                    tables += isinstance(found, Headings)
                    yield found
    except OSError:
        yield Unreadable(file, "", "no_permission")


def _of_piece(file: Path, piece: Piece, column_map: Mapping[str, str]) -> Headings | Unreadable | None:
    if isinstance(piece, Unread):
        return Unreadable(file, piece.where, piece.reason)
    if not isinstance(piece, Table) or not piece.rows:
        return None
    for number, row in enumerate(piece.rows):
        kinds = columns_of(number, row, column_map, known=False)
        if kinds:
            named = tuple(
                (cell.strip()[:_LONGEST], kinds.get(index, "")) for index, cell in enumerate(row) if cell.strip()
            )
            return Headings(file, piece.where, named, _filled(piece.rows[number + 1 :]))
    return Headings(file, piece.where, (), _filled(piece.rows))


def _filled(rows: Sequence[Row]) -> int:
    return sum(any(cell.strip() for cell in row) for row in rows)
