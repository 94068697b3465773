"""The part of the repository about its journal: undo, redo, reading, verifying, exporting."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from selfaudit.store import history, journal, rows
from selfaudit.store.changes import Action, Change, JournalRow
from selfaudit.store.problems import input_error
from selfaudit.store.session import Session


class JournalPart(Session):
    """What the journal is good for."""

    def undo(self, inspection_id: str | None = None, *, contract_id: str | None = None) -> Change | None:
        """Take back the last change; None when there is none.

        With an inspection id: the last change a person made to its interview, answers and exhibits. With a contract
        id: the last one to the contract's own data, its roster and its PCs. Without: the last one of the whole data
        folder. The undo is a change with its own journal row, which is returned.
        """
        return self._step(Action.UNDO, inspection_id, contract_id)

    def redo(self, inspection_id: str | None = None, *, contract_id: str | None = None) -> Change | None:
        """Make the change that was last undone again; None when there is none or something was changed since."""
        return self._step(Action.REDO, inspection_id, contract_id)

    def journal(self, inspection_id: str | None = None) -> Iterator[JournalRow]:
        """All journal rows, or those of one inspection, oldest first, read in pages."""
        after = 0
        while True:
            with self._transaction() as connection:
                found = journal.page(connection, after, inspection_id)
            if not found:
                return
            yield from found
            after = found[-1].seq

    def changes_of(self, contract_id: str, kinds: Collection[str]) -> list[Change]:
        """The changes of these kinds of rows to one contract's own data, oldest first."""
        with self._transaction() as connection:
            return journal.of_contract(connection, contract_id, kinds)

    def journal_head(self) -> tuple[int, str]:
        """Number of journal rows and the last link (hex): what an anchor or a bundle fixes."""
        with self._transaction() as connection:
            count, link = journal.head(connection)
        return count, link.hex()

    def verify_journal(self) -> list[str]:
        """What is wrong with the journal, or between it and the data, as sentences; empty when it is intact."""
        with self._transaction() as connection:
            return journal.problems(connection)

    def export_journal(self, contract_id: str | None = None) -> Iterator[bytes]:
        """The lines of journal.jsonl for a bundle, one JSON object each (evidence.journal.verify_chain reads them).

        The text of rows about contracts, roster and PCs, and of rows of other contracts than `contract_id`, is
        withheld; the chain verifies all the same.
        """
        after = 0
        while True:
            # The rows are numbered without gaps, so the count of lines is the number of the last row.
            with self._transaction() as connection:
                lines = journal.export_page(connection, after, contract_id)
            if not lines:
                return
            yield from lines
            after += len(lines)

    def _step(self, action: Action, inspection_id: str | None, contract_id: str | None) -> Change | None:
        with self._transaction() as connection:
            seq = history.target(journal.steps(connection, inspection_id, contract_id), action)
            if seq is None:
                return None
            done = journal.one(connection, seq)
            before, after = (done.after, done.before) if action is Action.UNDO else (done.before, done.after)
            key = rows.key_of(done.kind, before or after or {})
            if rows.read(connection, done.kind, key) != before:
                raise input_error("depends")
            rows.replace(connection, done.kind, before, after)
            entry = journal.Entry(
                done.kind, action, done.contract, done.inspection, done.item, before, after, of=done.seq
            )
            return journal.append(connection, entry, at=self._clock(), who=self.who)
