"""Cells that are a name although their column does not say so: one given name below the whole name of a household, a foreign name with an honorific."""

from __future__ import annotations

import re
from itertools import pairwise

from checks.residue.matchers import name_cells
from checks.residue.matchers.headings import heading_kind, kinds_in
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import SURE, Hit
from checks.residue.matchers.name_columns import spanned
from checks.residue.matchers.roster_cells import Sort, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, HEADS = 300, 4
_ARROWS = frozenset("→⇒➡▶")
_ENDS = frozenset("様殿ん")
_FOREIGN = re.compile(
    "([\u30a1-\u30fa\u30fc]{2,}(?:[ \u3000・][\u30a1-\u30fa\u30fc]{2,}){1,4})[ \u3000]?(?:様|殿|さん)"
)
# a foreign name in katakana and, in brackets, as its bearer writes it
_TWICE = re.compile(
    "([\u30a1-\u30fa\u30fc]{2,}(?:・[\u30a1-\u30fa\u30fc]{2,}){1,4})[ \u3000]?[(]([A-Z][A-Za-z'-]*(?: [A-Z][A-Za-z'-]*){1,4})[)](?:様|さん|殿)?"
)
_CONTACT = re.compile("連絡先|連絡人|身元|引受|後見|キーパーソン")
FIELD, LABELS = 2, 3
"""Cells of a row of a form: a label and what stands in its field; rows whose labels are known that make a form."""
_PERSONS = frozenset(("name", "_staff"))
_OFFICE = re.compile("[課係部局室班]$|[課係部局室班] ")
_WHOLE = re.compile("[^\\s、。0-9()（）]{1,5}[ \u3000][^\\s、。0-9()（）]{1,5}")


def find(rows: list[Row], where: str) -> list[Record]:
    """Records of such cells; they are told beside persons, and show none by themselves."""
    if len(rows) > ROWS:
        return []
    named = [*_households(rows), *_foreign(rows), *_contacts(rows), *_chains(rows), *_in_forms(rows)]
    return [Record([Hit("name", name, strength=SURE)], where, listed=True, beside=True) for name in named]


def _households(rows: list[Row]) -> list[str]:
    """Given names of one sign in a column of names: 晴 below 佐藤 健一."""
    found: list[str] = []
    for head, row in enumerate(rows[:HEADS]):
        kinds = {at: kind for at, cell in enumerate(row) if (kind := kind_of(cell))}
        if "name" not in kinds.values():
            continue
        kinds |= kinds_in(row) | spanned(rows[head + 1 :], row)
        for column in [at for at, kind in kinds.items() if kind == "name"]:
            below = [other[column] for other in rows[head + 1 :] if column < len(other) and other[column]]
            if any(map(name_cells.is_name, below)):
                found += [
                    cell
                    for cell in below
                    if len(cell) == 1 and not name_cells.never(cell) and sort_of(cell) in (Sort.GIVEN, Sort.SURNAME)
                ]
    return found


def _foreign(rows: list[Row]) -> list[str]:
    titled = [match[1] for row in rows for cell in row if cell[-1:] in _ENDS and (match := _FOREIGN.fullmatch(cell))]
    twice = (match for row in rows for cell in row if "(" in cell and (match := _TWICE.fullmatch(cell)))
    return [*titled, *(name for match in twice for name in match.groups())]


def _chains(rows: list[Row]) -> list[str]:
    """Who calls whom: names with arrows between them, those nobody listed among listed ones."""
    found: list[str] = []
    for row in rows:
        if sum(map(_ARROWS.__contains__, row)) < 2:
            continue
        told = [cell for cell in row if cell and cell not in _ARROWS]
        known = sum(map(name_cells.is_name, told))
        if known >= 2 and 2 * known >= len(told):
            found += [cell for cell in told if name_cells.name_like(cell) and not kind_of(cell)]
    return found


def _in_forms(rows: list[Row]) -> list[str]:
    """Who is named right of a label for persons in a form, with an office before or an address behind: 福祉課 望月 綾."""
    fields = [(filled[0], filled[1]) for row in rows if len(filled := [cell for cell in row if cell]) == FIELD]
    told = [(kind, value) for label, value in fields if (kind := heading_kind(label))]
    if len(told) < LABELS:
        return []
    return [name for kind, value in told if kind in _PERSONS and (name := _of_field(value, staff=kind == "_staff"))]


def _of_field(value: str, *, staff: bool) -> str:
    """The name in a field for a person; empty where the field holds none, or nothing but a name that its label tells."""
    words = value.split()
    if words and len(words) > 1 and name_cells.of_business(words[0]):
        words = words[1:]
    if staff and len(words) == 1 and sort_of(words[0]) is Sort.SURNAME:
        return words[0]
    whole = " ".join(words[:2])
    named = len(words) >= FIELD and not kind_of(whole) and name_cells.apart(whole) and not _OFFICE.search(whole)
    return whole if named and (staff or len(value.split()) > FIELD) else ""


def _contacts(rows: list[Row]) -> list[str]:
    """Whom to call, right of a label that asks whom or where: 緊急連絡先① 望月 綾."""
    if not _CONTACT.search("\n".join(map("\t".join, rows))):
        return []
    return [
        cell
        for row in rows
        for label, cell in pairwise(row)
        if cell and _CONTACT.search(label) and len(label) <= 12 and not kind_of(cell)
        if name_cells.is_name(cell) or (_WHOLE.fullmatch(cell) and name_cells.name_like(cell) and sort_of(cell.split()[0]) is Sort.SURNAME)
    ]  # fmt: skip
