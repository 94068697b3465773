"""The part of the repository about the registers whose books are data."""

from __future__ import annotations

from collections.abc import Iterable

from selfaudit.domain.duty import DutyEntry
from selfaudit.store.codec import to_row
from selfaudit.store.session import Session


class DutiesPart(Session):
    """Rows of training, incidents, keys, visitors and the other books."""

    def duty_entries(self, contract_id: str) -> list[DutyEntry]:
        """The rows of all these books of a contract, in the order they were entered."""
        return self._all(DutyEntry, contract=contract_id)

    def save_duty_entry(self, entry: DutyEntry) -> None:
        """Enter or change a row."""
        self._save(entry)

    def save_duty_entries(self, entries: Iterable[DutyEntry]) -> None:
        """Enter or change several rows: all of them, or none."""
        with self._transaction() as connection:
            for entry in entries:
                self._put(connection, "dutyentry", to_row(entry))

    def remove_duty_entry(self, entry_id: str) -> None:
        """Take a row off; the journal keeps it."""
        self._remove(DutyEntry, id=entry_id)
