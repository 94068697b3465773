"""A long list, read by its columns: each distinct cell is judged once, and rows that differ in their values alone are one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress, zip_longest
from operator import itemgetter
from typing import NamedTuple

from checks.residue.fold import joined_all, plain_ideographs
from checks.residue.matchers.alike import MISFIT, NOTHING, Facts, Judge, Trait
from checks.residue.matchers.cells import NOTHING as NOTHING_SAID
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.people import Memory
from checks.residue.matchers.table_rows import (
    BESIDE_STAFF,
    READ,
    Layout,
    full_name,
    is_note,
    note_of,
    place_of,
    record_of,
    says_more,
    sensitive_of,
    staff_name,
)
from checks.residue.pieces import Row
from checks.residue.records import Record, Rows

FEW = 4
"""Rows alike from which on they are one `Rows`."""
_FEW_KINDS = 6
Kind = tuple[int, ...]
"""What a row is like: the codes of its cells."""


class Column(NamedTuple):
    """Cells of all rows, one for each, and what they show."""

    cells: Sequence[str]
    facts: Facts


class Listing:
    """Rows below one heading. `misfits`: rows that need a look of their own, with their cells that are not what their column says."""

    def __init__(self, rows: list[Row], layout: Layout, where: str) -> None:
        self.rows, self.layout, self.where = rows, layout, where
        self._by_column: list[Sequence[str]] = list(zip_longest(*rows, fillvalue=""))
        self._traits: dict[Trait, int] = {}
        self._columns: list[Column] = []
        self._codes: list[list[int]] = []
        self._kinds_known: list[Kind] | None = None
        self._typed()
        kinds = self._kinds()
        bad = {kind for kind in set(kinds) if MISFIT in kind}
        places = [place for place, kind in enumerate(kinds) if kind in bad] if bad else []
        self.misfits = {place: record_of(rows[place], layout, where) for place in places}
        self._staff()
        self._notes_from = len(self._columns)
        self._notes()

    def __len__(self) -> int:
        return len(self.rows)

    def record(self, place: int) -> Record:
        """The record of one row, without what its notes say."""
        return record_of(self.rows[place], self.layout, self.where)[0]

    def free(self) -> Iterator[tuple[int, str]]:
        """Cells to be read as text, by row: those that do not fit, and those of no known kind."""
        kinds = self.layout.kinds
        columns = [
            cells if kinds.get(index) is None else _kept(cells, READ[kinds[index]])
            for index, cells in enumerate(self._by_column)
            if kinds.get(index) in READ
        ]
        things = [cells for index, cells in enumerate(self._by_column) if kinds.get(index) == "_thing"]
        columns = [*things, *columns]
        if not any(map(any, columns)):
            yield from ((place, cell) for place, (_, unfit) in self.misfits.items() for cell in unfit)
            return
        for place, cells in enumerate(zip(*columns, strict=True)):
            loose: Sequence[str] = cells
            if place in self.misfits:  # things do not fit, either
                loose = [*self.misfits[place][1], *cells[len(things) :]]
            yield from ((place, cell) for cell in loose if cell)

    def learn(self, memory: Memory) -> None:
        """Remember all names."""
        for column in self._columns:
            names = [name for name, strength in column.facts.told("name") if strength >= FAIR]
            bare = plain_ideographs("\n".join(joined_all(names))).split("\n")
            memory.sure.update(name for name in bare if 3 <= len(name) <= 8)

    def alike(self, but: Collection[int]) -> Iterator[tuple[int, Rows | None]]:
        """Rows alike together at the place of the first, rows like few others by themselves (None); `but` some rows."""
        for kind, found in self._groups():
            places = [place for place in found if place not in but] if but else found
            together = self._together(kind, places) if len(places) >= FEW else None
            if together is not None:
                yield places[0], together
            else:
                yield from ((place, None) for place in places)

    def _groups(self) -> Iterable[tuple[Kind, Sequence[int]]]:
        """Rows of each kind."""
        kinds = self._kinds()
        different = set(kinds)
        if len(different) <= _FEW_KINDS:
            return [(kind, [*compress(range(len(kinds)), map(kind.__eq__, kinds))]) for kind in different]
        groups: dict[Kind, list[int]] = {}
        for place, kind in enumerate(kinds):
            groups.setdefault(kind, []).append(place)
        return groups.items()

    def _together(self, kind: Kind, places: Sequence[int]) -> Rows | None:
        """Rows of one kind as one record; None where the first of them is not what its codes say."""
        first = self.record(places[0])
        alike: list[Sequence[str]] = []
        for number, (column, code) in enumerate(zip(self._columns, kind, strict=True)):
            if code > NOTHING:
                cells = itemgetter(*places)(column.cells) if len(places) < len(self) else column.cells
                hits = column.facts.hits(cells[0])
                alike += [column.facts.values(cells, place) for place in range(len(hits))]
                first.hits += hits if number >= self._notes_from else ()
        if [values[0] for values in alike] != [hit.value for hit in first.hits]:
            return None
        return Rows(
            first.hits,
            first.where,
            first.public,
            first.listed,
            goods=first.goods,
            thing=first.thing,
            alike=alike,
            rows=places,
        )

    def _add(self, cells: Sequence[str], facts: Facts) -> None:
        self._columns.append(Column(cells, facts))
        self._codes.append(facts.codes_of(cells))
        self._kinds_known = None

    def _judged(self, cells: Sequence[str], kind: str, judge: Judge) -> None:
        self._add(cells, Facts(kind, cells, judge, self._traits))

    def _kinds(self) -> list[Kind]:
        if self._kinds_known is None:
            self._kinds_known = [*zip(*self._codes, strict=True)] if self._codes else [()] * len(self)
        return self._kinds_known

    def _typed(self) -> None:
        """The columns whose headings tell a kind; those of one name or one address are one column."""
        parts: dict[str, list[Sequence[str]]] = {}
        for index, cells in enumerate(self._by_column):
            kind = self.layout.kinds.get(index, "_")
            if kind in _MARKS:
                self._add(cells, Facts.marks(kind, cells, _MARKS[kind], self._traits))
            elif kind in ("_surname", "_given") or (kind == "address" and self.layout.several):
                parts.setdefault(kind, []).append(cells)
            elif kind == "sensitive":
                self._judged(cells, kind, partial(sensitive_of, heading=self.layout.heading[index : index + 1]))
            elif kind[0] != "_":
                self._judged(cells, kind, partial(_in_column, self.layout, index, kind))
        if self.layout.parted and len(parts) >= 2:
            pairs = zip(*parts["_surname"], *parts["_given"], strict=True)
            self._judged([f"{one} {other}" if one and other else "" for one, other in pairs], "name", full_name)
        if "address" in parts:
            order = [index for index, kind in self.layout.cells if kind == "address" and index < len(self._by_column)]
            self._judged(
                _places([self._by_column[index] for index in order]), "address", lambda cell: place_of(cell.split(_END))
            )

    def _staff(self) -> None:
        """Names under a heading for staff count beside persons and what only a person has."""
        if self.layout.staff:
            cells = [
                index for index, kind in self.layout.kinds.items() if kind == "_staff" and index < len(self._by_column)
            ]
            beside = self._where(lambda trait: trait[2] or trait[0] in BESIDE_STAFF)
            for index in cells:
                self._judged(_only(self._by_column[index], beside), "_staff", staff_name)

    def _notes(self) -> None:
        """Short notes count beside a name."""
        beside: list[bool] | None = None
        for index, cells in enumerate(self._by_column):
            if self.layout.kinds.get(index) in (None, "_not") and any(map(is_note, set(cells))):
                beside = beside or self._where(lambda trait: trait[0] == "name")
                self._judged(_only(cells, beside), "_note", lambda cell: note_of(cell) if is_note(cell) else [])

    def _where(self, asked: Callable[[tuple[str, int, bool, bool, bool]], bool]) -> list[bool]:
        """For each row whether one of its hits is as asked."""
        codes = {code for trait, code in self._traits.items() if any(map(asked, trait))}
        kinds = self._kinds()
        told = {kind: not codes.isdisjoint(kind) for kind in set(kinds)}
        return [*map(told.__getitem__, kinds)]


def _kept(cells: Sequence[str], asked: Callable[[str], bool]) -> list[str]:
    """`cells` without those not asked for."""
    kept = {cell for cell in set(cells) if asked(cell)}
    return [cell if cell in kept else "" for cell in cells] if kept else [""] * len(cells)


def _in_column(layout: Layout, column: int, kind: str, cell: str) -> Sequence[Hit] | None:
    hits = layout.read(column, kind, cell)
    return hits if hits and not says_more(kind, cell) else None


def _told(cell: str) -> bool:
    return NOTHING_SAID.match(cell) is None


# columns that say of what their rows are, and not of whom
_MARKS: dict[str, Callable[[str], bool]] = {"_org": _told, "_goods": _told, "_famous": bool, "_thing": bool}


def _only(cells: Sequence[str], rows: list[bool]) -> Sequence[str]:
    """The cells of some rows, with the others empty."""
    return cells if all(rows) else [cell if here else "" for cell, here in zip(cells, rows, strict=True)]


_END = "\x1f\x1e"


def _places(columns: list[Sequence[str]]) -> list[str]:
    """The parts of each address, kept apart by signs of their own."""
    return [_END.join(filter(None, parts)) for parts in zip(*columns, strict=True)]
