"""The door to what is kept on this PC: `Repository`.

Every method is one transaction that keeps a change and its journal row together; when it returns, both are on the
disk. What comes back are the frozen dataclasses of `selfaudit.domain`. Trouble with the data folder is a DataError,
an id that is not there an InputError.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from selfaudit.domain.contract import Contract, Machine, Person
from selfaudit.domain.inspection import Inspection
from selfaudit.store import exhibits, rows
from selfaudit.store.engine import open_database
from selfaudit.store.lock import DataLock
from selfaudit.store.postgres import shared
from selfaudit.store.problems import explained
from selfaudit.store.repository_duties import DutiesPart
from selfaudit.store.repository_exchange import ExchangePart
from selfaudit.store.repository_findings import FindingsPart
from selfaudit.store.repository_inspection import InspectionPart
from selfaudit.store.repository_journal import JournalPart
from selfaudit.store.repository_policy import PolicyPart
from selfaudit.store.repository_registers import RegistersPart
from selfaudit.store.repository_ward import WardPart
from selfaudit.store.session import Clock, now


class Repository(
    InspectionPart, JournalPart, ExchangePart, WardPart, FindingsPart, RegistersPart, DutiesPart, PolicyPart
):
    """One data folder, opened and locked for one program."""

    def __init__(self, directory: Path, engine: Engine, clock: Clock, lock: DataLock) -> None:
        super().__init__(directory, engine, clock)
        self._lock = lock

    @classmethod
    def open(cls, directory: Path, *, program: str, clock: Clock = now) -> Repository:
        """Make or open the data folder and lock it for `program` (a name the user knows).

        DataError when another program uses it, the database is newer, damaged or not ours, the disk is full, or the
        folder cannot be written.
        """
        directory = directory.absolute()
        with explained(directory):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = DataLock.acquire(directory, program)
        try:
            exhibits.clear_unfinished(directory)
            opened = cls(directory, open_database(directory), clock, lock)
            place = shared(directory)
            opened.files = place.files if place else directory
            return opened
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close the database and give the lock back; a second call does nothing."""
        with self._guard:
            self._engine.dispose()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Settings: remembered between starts, not journalled.

    def setting(self, key: str, default: str = "") -> str:
        """The value remembered under this key."""
        with self._transaction() as connection:
            found = rows.read(connection, "setting", {"key": key})
        return default if found is None else str(found["value"])

    def set_setting(self, key: str, value: str) -> None:
        """Remember a value under this key."""
        with self._transaction() as connection:
            before = rows.read(connection, "setting", {"key": key})
            rows.replace(connection, "setting", before, {"key": key, "value": value})

    # Contracts, roster, machines, inspections.

    def contracts(self) -> list[Contract]:
        """All contracts, in the order they were entered."""
        return self._all(Contract)

    def contract(self, contract_id: str) -> Contract:
        """The contract of this id."""
        return self._one(Contract, id=contract_id)

    def save_contract(self, contract: Contract) -> None:
        """Enter or change a contract."""
        self._save(contract)

    def remove_contract(self, contract_id: str) -> None:
        """Remove a contract; InputError while people, machines or inspections belong to it."""
        self._remove(Contract, id=contract_id)

    def people(self, contract_id: str) -> list[Person]:
        """The roster of a contract, in the order it was entered."""
        return self._all(Person, contract=contract_id)

    def save_person(self, person: Person) -> None:
        """Enter or change a row of the roster."""
        self._save(person)

    def remove_person(self, person_id: str) -> None:
        """Remove a row of the roster."""
        self._remove(Person, id=person_id)

    def machines(self, contract_id: str) -> list[Machine]:
        """The PCs of a contract, in the order they were entered."""
        return self._all(Machine, contract=contract_id)

    def save_machine(self, machine: Machine) -> None:
        """Enter or change a PC."""
        self._save(machine)

    def remove_machine(self, machine_id: str) -> None:
        """Remove a PC."""
        self._remove(Machine, id=machine_id)

    def inspections(self, contract_id: str | None = None) -> list[Inspection]:
        """All inspections, or those of one contract, in the order they were begun."""
        return self._all(Inspection) if contract_id is None else self._all(Inspection, contract=contract_id)

    def inspection(self, inspection_id: str) -> Inspection:
        """The inspection of this id."""
        return self._one(Inspection, id=inspection_id)

    def save_inspection(self, inspection: Inspection) -> None:
        """Begin or change an inspection."""
        self._save(inspection)
