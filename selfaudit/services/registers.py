"""The registers (記録簿) of one contract: rows, what they lack, what is still here; saved and journalled at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from selfaudit.domain.register import (
    FIELDS,
    TOPICS,
    Balance,
    Direction,
    Gap,
    RegisterEntry,
    RegisterKind,
    balances,
    folded,
    gaps,
)
from selfaudit.services import entry
from selfaudit.services.entry import Kind
from selfaudit.text.messages import has, t

if TYPE_CHECKING:
    from selfaudit.domain.profile import Item
    from selfaudit.services.workspace import Workspace

_KINDS = {"time": Kind.TIME, "back_time": Kind.TIME, "quantity": Kind.NUMBER, "due": Kind.DATE}
VERSION = 1
"""Of registers.json."""
_IN_BUNDLE = ("asset", "slip", "time", "information", "quantity", "unit", "medium", "number", "back_time")
_DAYS = ("day", "due", "password_day", "consent_day", "back_day")
_NAMES = ("handler", "counterpart", "consent_by", "back_by", "witness")


@dataclass(frozen=True)
class RegisterNote:
    """What the registers say about one clause: rows in its books, how many lack something, the balances of their assets."""

    rows: int
    incomplete: int
    open: tuple[Balance, ...]
    """Assets that are not settled."""
    custody: bool = True
    """Whether any of the rows is one of custody, whose balances count."""

    @property
    def sentence(self) -> str:
        """The same as one sentence; empty without any row."""
        if not self.rows:
            return ""
        said = t("registers.note.rows", count=self.rows)
        if self.incomplete:
            said += t("registers.note.incomplete", count=self.incomplete)
        if not self.custody:
            return said
        return said + (
            t("registers.note.open", what=balance_list(self.open)) if self.open else t("registers.note.zero")
        )


class Registers:
    """All books of one contract."""

    def __init__(self, workspace: Workspace, contract: str) -> None:
        self._workspace = workspace
        self._repository = workspace.repository
        self._id = contract

    def entries(self, book: RegisterKind | None = None) -> list[RegisterEntry]:
        """The rows of one book, or of all, in the order of entry."""
        return [row for row in self._repository.register_entries(self._id) if book in (None, row.book)]

    def entry(self, entry_id: str, book: RegisterKind) -> RegisterEntry:
        """The row of this id; an empty one of that book where there is none yet."""
        known = {row.id: row for row in self.entries()}
        return known.get(entry_id) or RegisterEntry(entry_id, self._id, book)

    def set(self, entry_id: str, book: RegisterKind, field: str, text: str) -> RegisterEntry:
        """Write one field as typed; the first one makes the row. InputError keeps the old value."""
        before = self.entry(entry_id, book)
        value: Any = Direction(text) if field == "direction" else entry.read(kind_of(field), text)
        changed = replace(before, **{field: value})
        if changed != before:
            self._repository.save_register_entry(changed)
        return changed

    def add(self, entries: Sequence[RegisterEntry]) -> None:
        """Enter or change several rows: all of them, or none."""
        self._repository.save_register_entries(entries)

    def remove(self, entry_id: str) -> None:
        """Take a row off; the journal keeps it."""
        self._repository.remove_register_entry(entry_id)

    def roster(self) -> list[str]:
        """The names on the worker roster."""
        return [person.name for person in self._workspace.people(self._id) if person.name]

    def gaps(self, row: RegisterEntry) -> tuple[str, ...]:
        """What a row lacks; see `domain.register.gaps`."""
        return gaps(row, self.roster())

    def balances(self) -> list[Balance]:
        """What is still here of every asset."""
        return balances(self.entries())

    def open_balances(self) -> list[Balance]:
        """The assets that are not settled."""
        return [balance for balance in self.balances() if not balance.settled]

    def note_of(self, books: Collection[RegisterKind]) -> RegisterNote:
        """What some books say together."""
        names = self.roster()
        everything = self.entries()
        rows = [row for row in everything if row.book in books]
        assets = {folded(row.asset) for row in rows}
        unsettled = [one for one in balances(everything) if folded(one.asset) in assets and not one.settled]
        return RegisterNote(len(rows), sum(1 for row in rows if gaps(row, names)), tuple(unsettled))

    def document(self) -> dict[str, Any] | None:
        """registers.json of a bundle; None without any row.

        Names of workers on the roster are given, of anybody else only whether one was written down. Free remarks stay here.
        """
        rows = self.entries()
        if not rows:
            return None
        names = {folded(name): name for name in self.roster()}
        return {
            "v": VERSION,
            "entries": [_document(row, names, gaps(row, list(names.values()))) for row in rows],
            "balances": [balance_document(balance) for balance in self.balances()],
        }


def books_of(item: Item) -> frozenset[RegisterKind]:
    """The books that are evidence for a clause, by its topics; empty for a clause no register serves."""
    return frozenset(book for topic in item.topics for book in TOPICS.get(topic, ()))


def kind_of(field: str) -> Kind:
    """How the text of a field is read."""
    return Kind.DATE if field.endswith("_day") or field == "day" else _KINDS.get(field, Kind.TEXT)


def kinds(book: RegisterKind) -> dict[str, Kind]:
    """The typed fields of one book, in the order of its form; the direction is chosen, not typed."""
    return {name: kind_of(name) for name in FIELDS[book] if name != "direction"}


def title(book: RegisterKind) -> str:
    """The book's name in the user's language."""
    return t(f"registers.book.{book}")


def label(book: RegisterKind, field: str) -> str:
    """The heading of one field in one book."""
    own = f"registers.form.{book}.{field}.label"
    return t(own) if has(own) else t(f"registers.form.any.{field}.label")


def gap_label(book: RegisterKind, gap: str) -> str:
    """What a row lacks, as a few words."""
    return t(f"registers.gap.{gap}") if gap in set(Gap) else t("registers.gap.missing", field=label(book, gap))


def balance_label(balance: Balance) -> str:
    """One asset with what is left of it."""
    held = t("registers.balance.unknown") if balance.held is None else f"{balance.held}{balance.unit}"
    said = t("registers.balance.one", asset=balance.asset or t("registers.nameless"), held=held)
    return said + (t("registers.balance.away", count=balance.away, unit=balance.unit) if balance.away else "")


def balance_list(found: Sequence[Balance], most: int = 3) -> str:
    """Several assets in one line."""
    more = t("registers.balance.more", count=len(found) - most) if len(found) > most else ""
    return t("registers.and").join(balance_label(balance) for balance in found[:most]) + more


def balance_document(balance: Balance) -> dict[str, Any]:
    """One balance as data."""
    return {
        "asset": balance.asset,
        "unit": balance.unit,
        "received": balance.received,
        "copied": balance.copied,
        "handed_on": balance.handed_on,
        "erased": balance.erased,
        "away": balance.away,
        "uncounted": balance.unknown,
        "held": balance.held,
        "settled": balance.settled,
    }


def _document(row: RegisterEntry, names: dict[str, str], lacking: Sequence[str]) -> dict[str, Any]:
    own = [name for name in FIELDS[row.book] if name != "note"]
    document: dict[str, Any] = {"book": str(row.book)} | {
        name: getattr(row, name) for name in _IN_BUNDLE if name in own
    }
    if "direction" in own:
        document["direction"] = str(row.direction)
    for name in (name for name in _DAYS if name in own):
        day = getattr(row, name)
        document[name] = day.isoformat() if day else None
    for name in (name for name in _NAMES if name in own):
        written = getattr(row, name)
        document[name] = {"written": bool(written), "worker": names.get(folded(written))}
    document["written"] = [name for name in ("purpose", "place", "method", "consent_document") if getattr(row, name)]
    return document | {"gaps": [str(gap) for gap in lacking]}
