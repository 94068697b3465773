"""The part of the repository about what a contract was entrusted with, and about its end."""

from __future__ import annotations

from collections.abc import Iterable

from selfaudit.domain.erasure import Attestation, ExitRun, FileErasure, IssuedCertificate, Registration
from selfaudit.domain.register import RegisterEntry
from selfaudit.store.codec import to_row
from selfaudit.store.session import Session


class RegistersPart(Session):
    """Registers, fingerprint registries, exit searches, statements, erased files, certificates."""

    def register_entries(self, contract_id: str) -> list[RegisterEntry]:
        """The rows of all registers of a contract, in the order they were entered."""
        return self._all(RegisterEntry, contract=contract_id)

    def save_register_entry(self, entry: RegisterEntry) -> None:
        """Enter or change a row of a register."""
        self._save(entry)

    def save_register_entries(self, entries: Iterable[RegisterEntry]) -> None:
        """Enter or change several rows: all of them, or none."""
        with self._transaction() as connection:
            for entry in entries:
                self._put(connection, "registerentry", to_row(entry))

    def remove_register_entry(self, entry_id: str) -> None:
        """Take a row off its register; the journal keeps it."""
        self._remove(RegisterEntry, id=entry_id)

    def attestations(self, contract_id: str) -> list[Attestation]:
        """The statements made for the end of a contract."""
        return self._all(Attestation, contract=contract_id)

    def save_attestation(self, attestation: Attestation) -> None:
        """Enter or change a statement."""
        self._save(attestation)

    def remove_attestation(self, attestation_id: str) -> None:
        """Take a statement back; the journal keeps it."""
        self._remove(Attestation, id=attestation_id)

    def registrations(self, contract_id: str) -> list[Registration]:
        """The fingerprint registries made for a contract, oldest first."""
        return self._all(Registration, contract=contract_id)

    def save_registration(self, registration: Registration) -> None:
        """Note that a registry was made."""
        self._save(registration)

    def exit_runs(self, contract_id: str) -> list[ExitRun]:
        """The searches at the end of a contract, in the order they were begun."""
        return self._all(ExitRun, contract=contract_id)

    def save_exit_run(self, run: ExitRun) -> None:
        """Keep a search."""
        self._save(run)

    def file_erasures(self, contract_id: str) -> list[FileErasure]:
        """What was erased with this program's help, oldest first."""
        return self._all(FileErasure, contract=contract_id)

    def save_file_erasure(self, erasure: FileErasure) -> None:
        """Note that a file was erased, or how far that came."""
        self._save(erasure)

    def issued_certificates(self, contract_id: str) -> list[IssuedCertificate]:
        """The certificates of a contract, oldest first."""
        return self._all(IssuedCertificate, contract=contract_id)

    def save_issued_certificate(self, certificate: IssuedCertificate) -> None:
        """Note a certificate that was issued."""
        self._save(certificate)
