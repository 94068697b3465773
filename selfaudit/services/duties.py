"""The registers whose books are data, of one contract: rows, what they lack; saved and journalled at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from selfaudit.catalog.duties import books
from selfaudit.domain.duty import Book, DutyEntry, DutyField, FieldKind, lacking, latest
from selfaudit.errors import InputError
from selfaudit.services import entry
from selfaudit.services.entry import Kind
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import LANGUAGES, has, in_every_language, t
from selfaudit.text.search import fold
from selfaudit.text.wareki import date_label

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.DATE: Kind.DATE,
    FieldKind.TIME: Kind.TIME,
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.CHOICE: Kind.TEXT,
    FieldKind.NAMES: Kind.LINES,
}


VERSION = 1
"""Of duties.json."""
_STAY = frozenset({"issuer", "contact", "photo"})
"""Books that stay here: whom to call, and photos, which photos.json tells."""


class Duties:
    """All these books of one contract."""

    def __init__(self, workspace: Workspace, contract: str) -> None:
        self._repository = workspace.repository
        self._id = contract

    def entries(self, book: str | None = None) -> list[DutyEntry]:
        """The rows of one book, or of all, in the order of entry."""
        return [row for row in self._repository.duty_entries(self._id) if book in (None, row.book)]

    def entry(self, entry_id: str, book: str) -> DutyEntry:
        """The row of this id; an empty one of that book where there is none yet.

        A book of one row always gives that row.
        """
        rows = self.entries(book)
        known = {row.id: row for row in rows}
        if books()[book].single and rows:
            return rows[-1]
        return known.get(entry_id) or DutyEntry(entry_id, self._id, book)

    def latest(self, book: str) -> DutyEntry | None:
        """The row of the latest day; None without any."""
        return latest(self.entries(book), books()[book])

    def set(self, entry_id: str, book: str, field: str, text: str) -> DutyEntry:
        """Write one field as typed; the first one makes the row. InputError keeps the old value."""
        before = self.entry(entry_id, book)
        changed = replace(before, values=_with(before.values, field, read(field_of(book, field), text, book)))
        if changed.values != before.values:
            self._repository.save_duty_entry(changed)
        return changed

    def add(self, book: str, texts: Mapping[str, str]) -> DutyEntry:
        """Enter a new row as typed; InputError where a field cannot be read, and nothing is entered."""
        values: Mapping[str, str] = {}
        for name, text in texts.items():
            values = _with(values, name, read(field_of(book, name), text, book))
        row = replace(self.entry(new_id(), book), values=values)
        self._repository.save_duty_entry(row)
        return row

    def keep(self, rows: Sequence[DutyEntry]) -> None:
        """Enter or change several rows: all of them, or none."""
        self._repository.save_duty_entries(rows)

    def remove(self, entry_id: str) -> None:
        """Take a row off; the journal keeps it."""
        self._repository.remove_duty_entry(entry_id)

    def incomplete(self, book: str) -> int:
        """How many rows of a book lack something."""
        return sum(1 for row in self.entries(book) if lacking(row, books()[book]))

    def document(self) -> dict[str, Any] | None:
        """duties.json of a bundle; None without any row.

        Days, times, numbers and choices are given; of names how many there are, of any other text whether one was
        written: free text may name anybody.
        """
        rows = [row for row in self.entries() if row.book not in _STAY]
        if not rows:
            return None
        return {"v": VERSION, "entries": [_document(row) for row in rows]}


def field_of(book: str, name: str) -> DutyField:
    """One field of a book; InputError for a name that is none."""
    try:
        return books()[book].field(name)
    except KeyError:
        names = [f"{each.name} ({label(book, each.name)})" for each in books()[book].fields]
        raise InputError(t("duties.no_field", name=name), "", t("duties.and").join(names)) from None


def book_of(name: str) -> Book:
    """The book of this id; InputError for a name that is none."""
    if name not in books():
        raise InputError(t("duties.no_book", name=name), "", t("duties.and").join(books()))
    return books()[name]


def read(field: DutyField, text: str, book: str) -> str:
    """The kept form of a typed text; InputError where it cannot be read."""
    if field.kind is FieldKind.CHOICE:
        return _choice(field, text)
    value = entry.read(_KINDS[field.kind], text)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if field.kind is FieldKind.DATE else str(value)  # type: ignore[union-attr]


def shown(field: DutyField, text: str) -> str:
    """A kept text as a person reads it: days in the reader's years, the words of a choice."""
    if not text:
        return ""
    if field.kind is FieldKind.DATE:
        from datetime import date

        return date_label(date.fromisoformat(text))
    return t(f"duties.choice.{text}") if field.kind is FieldKind.CHOICE else text


def texts(row: DutyEntry) -> dict[str, str]:
    """Every field of a row as it is edited."""
    return {each.name: shown(each, row.text(each.name)) for each in books()[row.book].fields}


def kinds(book: str) -> dict[str, Kind]:
    """The fields of one book as a form reads them, in its order."""
    return {each.name: _KINDS[each.kind] for each in books()[book].fields}


def title(book: str) -> str:
    """The book's name."""
    return t(f"duties.book.{book}")


def label(book: str, field: str) -> str:
    """The heading of one field in one book."""
    own = f"duties.form.{book}.{field}.label"
    return t(own) if has(own) else t(f"duties.form.any.{field}.label")


def lacking_label(row: DutyEntry) -> str:
    """What a row lacks, as a sentence."""
    names = [label(row.book, name) for name in lacking(row, books()[row.book])]
    return t("duties.missing", fields=t("duties.and").join(names)) if names else t("duties.complete")


def _document(row: DutyEntry) -> dict[str, Any]:
    given: dict[str, str] = {}
    counts: dict[str, int] = {}
    written: list[str] = []
    for each in books()[row.book].fields:
        text = row.text(each.name)
        if each.kind is FieldKind.NAMES:
            counts[each.name] = len(text.split("\n")) if text else 0
        elif each.kind is FieldKind.TEXT:
            written += [each.name] if text else []
        elif text:
            given[each.name] = text
    gaps = list(lacking(row, books()[row.book]))
    return {"book": row.book, "given": given, "counts": counts, "written": written, "gaps": gaps}


def _choice(field: DutyField, text: str) -> str:
    wanted = fold(text)
    if not wanted:
        return ""
    for choice in field.choices:
        words = in_every_language(f"duties.choice.{choice}")
        if wanted in {fold(choice), *(fold(words[language]) for language in LANGUAGES)}:
            return choice
    choices = t("duties.and").join(t(f"duties.choice.{choice}") for choice in field.choices)
    raise InputError(t("duties.not_a_choice", choices=choices))


def _with(values: Mapping[str, str], field: str, text: str) -> dict[str, str]:
    """The values with one changed; an empty one is not kept."""
    return {name: kept for name, kept in {**values, field: text}.items() if kept}
