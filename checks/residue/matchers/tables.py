"""Tables: headings and contents say what a column holds, and a row is a record (notes/scan.md 3.1: what carries quality)."""

from __future__ import annotations

import re
from bisect import bisect_right

from checks.residue.matchers import addresses, dates, name_cells, people, running
from checks.residue.matchers.cells import NOTE, NOTHING, bare_name, typed
from checks.residue.matchers.columns import Columns
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit
from checks.residue.matchers.sensitive import sensitive
from checks.residue.pieces import Row
from checks.residue.records import Record, private, speaks_of_office

HEADS = 40
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]")
_DIGIT = re.compile("[0-9]")


def find(rows: list[Row], memory: people.Memory, where: str) -> list[Record]:
    """The records of a table of folded cells."""
    columns = Columns(rows)
    records: list[Record] = []
    free: list[tuple[int, str]] = []
    notes: list[tuple[int, str]] = []
    form: Record | None = None
    layout: _Layout | None = None
    for index, row in enumerate(rows):
        role = columns.role(index)
        if role == "head":
            form = None
            continue
        if role == "form":
            if form is None:
                form = Record(where=where, listed=True)
                records.append(form)
            number = next(n for n in range(len(records) - 1, -1, -1) if records[n] is form)
            loose = _form_row(row, form)
            free += [(number, cell) for cell in loose]
            notes += [(number, cell) for cell in loose if 2 <= len(cell) <= NOTE]
            continue
        kinds = columns.kinds(index)
        if layout is None or layout.kinds is not kinds:
            layout = _Layout(kinds, columns.heading(index))
        record, unfit = _record(row, layout, where)
        free += [(len(records), cell) for cell in unfit]
        free += [(len(records), cell) for cell in _untyped(row, layout)]
        if noted := _noted(row, layout):
            place = len(records) if form is None else next(n for n, one in enumerate(records) if one is form)
            notes += [(place, cell) for cell in noted]
        records.append(record)
    _learn(records, memory)
    if not _lists_homes(rows):
        _doubt_addresses(records)
    _read_free(free, records, memory)
    _doubt_things(records)
    for number, cell in notes:
        if "name" in records[number].kinds():
            records[number].hits += [Hit("sensitive", cell, strength=WEAK) for _ in sensitive(cell)][:1]
    return [record for record in records if record.hits]


_HOME = re.compile("住|居|送付|送り|届|宛|addr|street|jusho", re.IGNORECASE)


def _lists_homes(rows: list[Row]) -> bool:
    """Whether a heading or label among the first rows speaks of where people live, not of where something stands."""
    return any(kind_of(cell) == "address" and _HOME.search(cell) for row in rows[:HEADS] for cell in row if cell)


def _doubt_addresses(records: list[Record]) -> None:
    for record in records:
        record.hits = [
            hit._replace(strength=min(hit.strength, FAIR)) if hit.kind == "address" else hit for hit in record.hits
        ]


def _doubt_things(records: list[Record]) -> None:
    """Rows named like shops or works are about things, unless something private stands in them."""
    for record in records:
        record.goods = record.goods or (record.thing and not any(map(private, record.hits)))


def _learn(records: list[Record], memory: people.Memory) -> None:
    for record in records:
        for hit in record.hits:
            if hit.kind == "name" and hit.strength >= FAIR:
                memory.learn(hit.value)


def _read_free(free: list[tuple[int, str]], records: list[Record], memory: people.Memory) -> None:
    """Cells of no known kind are read as running text, all in one go, and their hits go back to their rows."""
    if not free:
        return
    starts, parts, at = [], [], 0
    for _, cell in free:
        starts.append(at)
        parts.append(cell)
        at += len(cell) + 2
    text = "\n\n".join(parts)
    named = {number for number, record in enumerate(records) if "name" in record.kinds()}
    for hit in running.find(text, memory):
        number = bisect_right(starts, hit.start) - 1
        record = records[free[number][0]]
        if hit.kind == "_staff":
            continue
        record.hits.append(hit)
    for number, cell in free:
        if not records[number].public and len(cell) <= 60 and speaks_of_office(cell):
            records[number].public = number not in named


def _form_row(row: Row, form: Record) -> list[str]:
    """Values to the right of their labels go into the form's record; what has no label is returned."""
    kind: str | None = None
    loose: list[str] = []
    pieces = ""
    for cell in _boxes_joined(row):
        if not cell:
            continue
        announced = kind_of(cell)
        if announced and not (kind == "sensitive" and announced == "sensitive"):
            kind = announced
        elif kind is None or kind == "_not":
            loose.append(cell)
        elif not _take(kind, cell, form) or _says_more(kind, cell):
            loose.append(cell)
            pieces += cell if kind == "birth_date" else ""
    if pieces and dates.is_date(pieces):
        form.hits.append(Hit("birth_date", pieces, strength=SURE))
    return loose


def _says_more(kind: str, cell: str) -> bool:
    """Whether a cell for a number or mailbox also says whose it is: 森本伸昭(長男)080-…."""
    return kind in ("phone", "email") and len(_IDEOGRAPHS.findall(cell)) >= 3


def _boxes_joined(row: Row) -> Row:
    """`row` with runs of six and more one-digit cells as one cell: forms give each digit its own box."""
    out: Row = []
    run = ""
    for cell in [*row, ""]:
        if len(cell) == 1 and cell.isdecimal():
            run += cell
            continue
        out += [run] if len(run) >= 6 else list(run)
        run = ""
        out.append(cell)
    return out[:-1]


class _Layout:
    """What the columns of a stretch of rows hold, and what follows from it for every row of them."""

    def __init__(self, kinds: dict[int, str], heading: Row) -> None:
        self.kinds = kinds
        self.heading = heading
        held = kinds.values()
        self.cells = [(index, kind) for index, kind in sorted(kinds.items()) if kind not in ("_surname", "_given")]
        self.several = list(held).count("address") > 1
        self.parted = "_surname" in held and "_given" in held
        self.staff = "_staff" in held
        told = next(index for index in range(len(kinds) + 1) if index not in kinds)
        self.typed = told if "sensitive" not in held else 0
        """Columns from the first on that are all of kinds whose cells are never read as text."""
        self.said = told if "_not" not in held else 0
        """Columns from the first on whose headings all tell a kind."""


def _record(row: Row, layout: _Layout, where: str) -> tuple[Record, list[str]]:
    """The record of a row, and the cells that are not what their column says."""
    record = Record(where=where, listed=True)
    unfit: list[str] = []
    place: list[str] = []
    for index, kind in layout.cells:
        if index >= len(row) or not (cell := row[index]):
            continue
        if kind == "address" and layout.several:
            place.append(cell)
        elif kind == "sensitive" and cell in _YES and index < len(layout.heading):
            record.hits.append(Hit("sensitive", layout.heading[index], strength=FAIR))
        elif (
            not _take(kind, cell, record) and (not kind.startswith("_") or kind == "_thing") and kind != "sensitive"
        ) or _says_more(kind, cell):
            unfit.append(cell)
    if layout.parted:
        _put_name(row, layout.kinds, record)
    if place:
        _put_place(place, record)
    if layout.staff and any(private(hit) for hit in record.hits):
        record.hits += _staff_names(row, layout.kinds)
    return record, unfit


# in a column that asks whether something is so, the heading says what: 生活保護 ○
_YES = frozenset(
    ("有", "有り", "あり", "○", "◯", "〇", "該当", "該当する", "はい", "受給", "受給中", "✓", "レ", "true", "TRUE")
)


def _put_name(row: Row, kinds: dict[int, str], record: Record) -> None:
    """Columns of a surname and a given name are one value."""
    parts = {
        kind: cell
        for index, kind in kinds.items()
        if kind in ("_surname", "_given") and index < len(row) and (cell := row[index])
    }
    if len(parts) == 2 and name_cells.name_like(full := f"{parts['_surname']} {parts['_given']}"):
        record.hits.append(Hit("name", full, strength=SURE))


def _staff_names(row: Row, kinds: dict[int, str]) -> list[Hit]:
    """Names under a heading for staff: beside a mobile number or a date of birth they are a person's as any other."""
    cells = [bare_name(row[index]) for index, kind in kinds.items() if kind == "_staff" and index < len(row)]
    return [Hit("name", cell, strength=FAIR) for cell in cells if name_cells.is_name(cell)]


def _put_place(place: list[str], record: Record) -> None:
    """Columns of one address are one value, unless each is an address by itself."""
    whole = [cell for cell in place if addresses.is_address(cell) and _DIGIT.search(cell)]
    if len(whole) > 1:
        record.hits += [Hit("address", cell, strength=SURE) for cell in whole]
    elif place and addresses.address_like("".join(place)):
        record.hits.append(Hit("address", "".join(place), strength=SURE))


def _untyped(row: Row, layout: _Layout) -> list[str]:
    kinds = layout.kinds
    if len(row) <= layout.typed:
        return []
    return [
        cell
        for index, cell in enumerate(row)
        if cell and (kinds.get(index) is None or (kinds[index] == "sensitive" and len(cell) > 20))
    ]


def _noted(row: Row, layout: _Layout) -> list[str]:
    """Short cells whose heading tells nothing of their kind: 区分, 備考, 所見 hold what makes a person's row sensitive."""
    if len(row) <= layout.said:
        return []
    return [
        cell
        for index, cell in enumerate(row)
        if 2 <= len(cell) <= NOTE and not cell.isascii() and layout.kinds.get(index) in (None, "_not")
    ]


def _take(kind: str, cell: str, record: Record) -> bool:
    """Put a cell of known kind into the record if it fits; False if it does not."""
    if not kind.startswith("_"):
        hits = typed(kind, cell)
        record.hits += hits
        return bool(hits)
    if kind in ("_org", "_goods"):
        record.public = record.public or (kind == "_org" and not NOTHING.match(cell))
        if kind == "_goods" and not NOTHING.match(cell):
            record.goods = True
        return kind == "_org"
    if kind == "_thing":
        record.thing = True
        return False
    if kind == "_famous":
        record.goods = True
        return True
    return kind == "_staff"
