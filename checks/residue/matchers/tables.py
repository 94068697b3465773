"""Tables: headings and contents say what a column holds, and a row is a record (notes/scan.md 3.1: what carries quality)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import count, pairwise

from checks.residue.matchers import careers, form_rows, name_cells, parted, people, running, sparse
from checks.residue.matchers.columns import Columns
from checks.residue.matchers.headings import calls_person
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.listing import Listing
from checks.residue.matchers.model import FAIR, SURE, TOLD, Hit
from checks.residue.matchers.table_rows import (
    Layout,
    doubt,
    doubt_thing,
    full_name,
    note_of,
    noted,
    record_of,
    untyped,
)
from checks.residue.pieces import Row
from checks.residue.records import Record, speaks_of_office

HEADS = 40
MANY = 40
"""Rows below one heading from which on they are taken by columns."""


def find(rows: list[Row], memory: people.Memory, where: str, many: int = MANY) -> list[Record]:
    """The records of a table of folded cells. Rows of a long list (of `many`) that differ in values alone are one `Rows`."""
    table = _Reading(where, many, doubts=not _lists_homes(rows))
    for below, roles, heading, kinds in Columns(parted.joined(sparse.joined(rows), where)).stretches():
        table.add(below, roles, Layout(kinds, heading, below))
    table.learn(memory)
    table.read_free(memory)
    return table.told()


class _Reading:
    """What the rows of one table have shown so far. Rows of a listing have no record until something asks for it."""

    def __init__(self, where: str, many: int, *, doubts: bool) -> None:
        self.where, self.many, self.doubts = where, many, doubts
        self.records: list[Record | None] = []
        self.listings: list[tuple[int, Listing]] = []
        self.free: list[tuple[int, str]] = []
        self.notes: list[tuple[int, str]] = []
        self.form: int | None = None
        self.begun: int | None = None
        self.parts: dict[str, str] = {}
        self.labels = ""
        self.labelled: frozenset[int] = frozenset()
        self.called = False

    def add(self, rows: list[Row], roles: list[str], layout: Layout) -> None:
        """The rows below one heading, with the next heading where one follows."""
        end = len(rows) - (roles[-1:] == ["head"])
        if "form" in roles:
            first = (row[0] for row, role in zip(rows, roles, strict=True) if role == "form" and row)
            self.labels = "\n".join(first)
            self.labelled = form_rows.labelled(row for row, role in zip(rows, roles, strict=True) if role == "form")
        done = 0
        plain = end >= self.many and self.form is None and not any(roles[:end])
        if (
            plain
            and not any(form_rows.tells_number(row, layout.heading) for row in rows[:MANY])
            and layout.by_columns(rows[:end])
        ):
            self._listing(rows[:end], layout)
            done = end
        named = (at for at, kind in layout.kinds.items() if kind == "name" and at < len(layout.heading))
        self.called = any(calls_person(layout.heading[at]) for at in named)
        for row, role in zip(rows[done:], roles[done:], strict=True):
            if role == "head":
                self.form, self.begun = None, self.form if self.begun is None else self.begun
            elif role == "form":
                self._form(row)
            else:
                self._row(row, layout)
        if self.form is not None:
            self._record(self.form).hits += careers.in_rows(rows)

    def _row(self, row: Row, layout: Layout) -> None:
        number = len(self.records)
        if form_rows.tells_number(row, layout.heading):  # 石井 照子 様, 被保険者番号, …
            record = Record(where=self.where, listed=True)
            loose = form_rows.read(row, record, frozenset())
            self.records.append(record)
            self.free += [(number, cell) for cell in loose]
            return
        record, unfit = record_of(row, layout, self.where)
        self.records.append(record)
        self.free += [(number, cell) for cell in unfit]
        self.free += [(number, cell) for cell in untyped(row, layout)]
        self.notes += [(number if self.form is None else self.form, cell) for cell in noted(row, layout)]

    def _form(self, row: Row) -> None:
        if self.form is None and self.begun is not None and kind_of(row[0]) not in ("name", "kana"):
            self.form = self.begun  # it goes on below a list of relatives
        if self.form is None:
            self.form = len(self.records)
            self.parts = {}
            self.records.append(Record(where=self.where, listed=True))
        form = self._record(self.form)
        loose = form_rows.read([form_rows.of_person(cell, self.labels) for cell in row], form, self.labelled)
        form.hits += self._name_in_parts(row)
        self.free += [(self.form, cell) for cell in loose]
        self.notes += [(self.form, cell) for cell in loose if 2 <= len(cell) <= LONGEST_NOTE]

    def _name_in_parts(self, row: Row) -> list[Hit]:
        """A name whose surname and given name have fields of their own, once both were read."""
        for label, cell in pairwise(filter(None, row)):
            if (kind := kind_of(label)) in ("_surname", "_given") and kind_of(cell) is None:
                self.parts[str(kind)] = cell
        if len(self.parts) < 2:
            return []
        full = f"{self.parts['_surname']} {self.parts['_given']}"
        self.parts = {}
        return full_name(full)

    def _listing(self, rows: list[Row], layout: Layout) -> None:
        first = len(self.records)
        listing = Listing(rows, layout, self.where)
        self.listings.append((first, listing))
        self.records += [None] * len(rows)
        for place, (record, _) in listing.misfits.items():
            self.records[first + place] = record
        self.free += [(first + place, cell) for place, cell in listing.free()]

    def _record(self, number: int) -> Record:
        """The record of row `number`, made now if it stands in a listing."""
        record = self.records[number]
        if record is None:
            first, listing = next(pair for pair in reversed(self.listings) if pair[0] <= number)
            record = self.records[number] = self._doubted(listing.record(number - first))
        return record

    def _doubted(self, record: Record) -> Record:
        if self.doubts:
            doubt(record)
        return record

    def learn(self, memory: people.Memory) -> None:
        """The names told so far, for whatever is read later; after that addresses of offices lose their weight."""
        for record in filter(None, self.records):
            for hit in record.hits:
                if hit.kind == "name" and hit.strength >= FAIR:
                    memory.learn(hit.value)
            self._doubted(record)
        for _, listing in self.listings:
            listing.learn(memory)

    def read_free(self, memory: people.Memory) -> None:
        """Cells of no known kind are read as running text, all in one go, and their hits go back to their rows."""
        starts, parts, at = [], [], 0
        for _, cell in self.free:
            starts.append(at)
            parts.append(cell)
            at += len(cell) + 2
        offices = self._offices()
        for hit in running.find("\n\n".join(parts), memory) if parts else ():
            if hit.kind != "_staff":
                self._record(self.free[bisect_right(starts, hit.start) - 1][0]).hits.append(hit)
        for number, named in offices:
            record = self._record(number)
            record.public = record.public or not named
        if offices and len(self.records) < MANY and not any(named for _, named in offices):
            self._alike_offices()

    def _alike_offices(self) -> None:
        """Where most places of a table are those of offices, the others are as well: few words say what a house is."""
        places = [one for one in self.records if one is not None and one.hits and one.kinds() <= _OF_PLACES]
        if sum(one.public for one in places) >= _MOST_OFFICES * len(places):
            for one in places:
                one.public = True

    def _offices(self) -> list[tuple[int, bool]]:
        """Rows with an untyped cell that names an organisation, and whether a name stood in them before that is read."""
        told = {cell: speaks_of_office(cell) for cell in {cell for _, cell in self.free if len(cell) <= LONGEST_OFFICE}}
        numbers = [number for number, cell in self.free if told.get(cell)]
        return [(number, "name" in self._record(number).kinds()) for number in numbers]

    def told(self) -> list[Record]:
        """All records that hold something, in the order of rows; rows alike stand where the first of them stood."""
        for first, listing in self.listings:
            self._gather(first, listing)
        for record in filter(None, self.records):
            doubt_thing(record)
        for form in (self.form, self.begun):
            if form is not None:
                form_rows.with_staff(self._record(form))
        named: dict[int, bool] = {}  # asked once of each record: a form of many rows is one, and gets longer here
        for number, cell in self.notes:
            record = self._record(number)
            if id(record) not in named:
                named[id(record)] = not record.kinds().isdisjoint(("name", "kana"))
            if named[id(record)]:
                record.hits += note_of(cell)
        self._few_rows()
        table = next(_TABLES) if self.listings else 0
        for number, one in enumerate(self.records if table else ()):
            if one is not None:
                one.place = (table, number)
        return [one for one in self.records if one is not None and one.hits]

    def _few_rows(self) -> None:
        """Names in the few rows below a heading that calls somebody are told as a form tells them: they need no more beside."""
        if not self.called or self.form is not None or len(self.records) > _FEW:
            return
        for record in filter(None, self.records):
            record.hits = [hit._replace(strength=TOLD) if _named(hit) else hit for hit in record.hits]

    def _gather(self, first: int, listing: Listing) -> None:
        """Rows of a listing for which nothing asked become records: those alike together."""
        own = {place for place in range(len(listing)) if self.records[first + place] is not None}
        for place, together in listing.alike(own):
            if together is not None:
                together.rows = [first + row for row in together.rows]
                self.records[first + place] = self._doubted(together)
            elif self._record(first + place).hits:
                own.add(place)
        self.notes += [
            (first + place, cell) for place in sorted(own) for cell in noted(listing.rows[place], listing.layout)
        ]


def _named(hit: Hit) -> bool:
    """Whether a hit is a name beyond doubt, or one from abroad."""
    return hit.kind == "name" and (hit.strength >= SURE or name_cells.foreign(hit.value))


_FEW = 3
"""Rows of a short list."""
LONGEST_OFFICE = 60
LONGEST_NOTE = 80
"""Signs of a note in a form at most: 脳梗塞の後遺症により日常生活に介助が必要となったため."""
_OF_PLACES = frozenset(("address", "postal_code", "phone"))
_MOST_OFFICES = 0.5
"""What the row of a place holds; share of places that are offices' from which on all are."""
_TABLES = count(1)


_HOME = re.compile("住|居|送付|送り|届|宛|addr|street|jusho", re.IGNORECASE)


def _lists_homes(rows: list[Row]) -> bool:
    """Whether a heading or label among the first rows speaks of where people live, not of where something stands."""
    return any(kind_of(cell) == "address" and _HOME.search(cell) for row in rows[:HEADS] for cell in row if cell)
