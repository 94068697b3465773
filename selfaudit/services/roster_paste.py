"""Several roster rows at once, pasted from a spreadsheet: cells parted by tabs (or commas), one person on each line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from selfaudit.domain.contract import Person
from selfaudit.errors import InputError
from selfaudit.services import entry
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.text.search import fold

LIMIT = 500
"""Lines read at most in one go."""
COLUMNS = tuple(entry.PERSON)
"""The order of columns where no heading line says otherwise."""


@dataclass(frozen=True)
class Pasted:
    """What a pasted text would do."""

    people: tuple[Person, ...]
    """Rows to add."""
    known: tuple[str, ...]
    """Names that are on the roster already; their rows stay as they are."""
    problems: tuple[str, ...]
    """What could not be read, a sentence for each line."""
    rest: str
    """The lines with problems, below the heading line if there was one: what is left to mend."""


def read(text: str, contract: str, roster: Sequence[Person]) -> Pasted:
    """Read pasted lines. A line with a problem adds nobody; nothing is saved here."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    columns, heading = COLUMNS, ""
    if lines and (found := _heading(_cells(lines[0]))):
        columns, heading = found, lines.pop(0)
    known = {fold(person.name) for person in roster}
    people: list[Person] = []
    same: list[str] = []
    problems: list[str] = []
    left: list[str] = []
    for number, line in enumerate(lines[:LIMIT], 2 if heading else 1):
        try:
            person = _person(_cells(line), columns, contract)
        except InputError as error:
            problems.append(t("contract.paste.problem", line=number, why=error.detail or error.title))
            left.append(line)
            continue
        if fold(person.name) in known:
            same.append(person.name)
            continue
        known.add(fold(person.name))
        people.append(person)
    if len(lines) > LIMIT:
        problems.append(t("contract.paste.too_many", limit=LIMIT))
        left += lines[LIMIT:]
    rest = "\n".join([heading, *left] if heading and left else left)
    return Pasted(tuple(people), tuple(same), tuple(problems), rest)


def _cells(line: str) -> list[str]:
    """The cells of one line; quotes as spreadsheets set them."""
    tabs = "\t" in line
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter="\t" if tabs else ","))]
    except (csv.Error, StopIteration):
        return [cell.strip() for cell in line.split("\t" if tabs else ",")]


def _heading(cells: Sequence[str]) -> tuple[str, ...]:
    """The field of each column where the line is a heading ("" for a column we do not keep); empty where it is none."""
    words = {fold(word): name for name in COLUMNS for word in t(f"contract.paste.heading.{name}").split("|")}
    found = tuple(words.get(fold(cell), "") for cell in cells)
    return found if "name" in found and len([name for name in found if name]) == len(set(found) - {""}) else ()


def _person(cells: Sequence[str], columns: Sequence[str], contract: str) -> Person:
    values: dict[str, Any] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name:
            values[name] = entry.read(entry.PERSON[name], cell)
    if not values.get("name"):
        raise InputError(t("contract.paste.no_name"))
    return replace(Person(new_id(), contract, ""), **values)
