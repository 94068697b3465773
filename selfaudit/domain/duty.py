"""The other registers a contract is followed with, and their rows: training, incidents, keys, visitors, backups and so on.

Which books there are, and what each asks for, is data (`catalog/duties.toml`): a row is a mapping from field names to
texts in one fixed form each, so that a new book needs no code and no table. Fields follow field.md §4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field is kept: the text itself, an ISO date, HH:MM, digits, a key of a choice, names one on each line."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"
    NAMES = "names"


@dataclass(frozen=True)
class DutyField:
    """One field of a book."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    needed: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """One register: its fields in the order of its form."""

    id: str
    fields: tuple[DutyField, ...]
    day: str = ""
    """The field that dates a row; empty where rows have no day."""
    topics: tuple[str, ...] = ()
    """Control topics of the clauses this register is evidence for."""
    single: bool = False
    """Whether there is one row at most."""

    def field(self, name: str) -> DutyField:
        """The field of this name; KeyError for none."""
        return next((each for each in self.fields if each.name == name), None) or _missing(name)


@dataclass(frozen=True)
class DutyEntry:
    """One row of one book. A field that was not written down is absent or empty, never a guess."""

    id: str
    contract: str
    book: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The kept text of a field; empty where nothing was written."""
        return self.values.get(name, "")

    def day(self, name: str) -> date | None:
        """The date in a field; None where nothing was written."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None


def lacking(entry: DutyEntry, book: Book) -> tuple[str, ...]:
    """Names of the needed fields that are empty, in the order of the form."""
    return tuple(each.name for each in book.fields if each.needed and not entry.text(each.name).strip())


def latest(entries: Iterable[DutyEntry], book: Book) -> DutyEntry | None:
    """The row of the latest day; among rows of one day the one entered last; None without rows."""
    found: DutyEntry | None = None
    for entry in entries:
        if found is None or entry.text(book.day) >= found.text(book.day):
            found = entry
    return found


def _missing(name: str) -> DutyField:
    raise KeyError(name)
