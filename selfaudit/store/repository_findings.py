"""The part of the repository about findings: what the ward raised and handed out, what the contractor took in and did."""

from __future__ import annotations

from pathlib import Path

from selfaudit.domain.finding import Finding, ImportedFindings, Improvement, IssuedFindings
from selfaudit.store import exhibits
from selfaudit.store.session import Session


class FindingsPart(Session):
    """Findings of both sides."""

    def findings(self, contract_number: str | None = None) -> list[Finding]:
        """The ward's findings of one contract, or all, oldest first."""
        return self._all(Finding, **_of(contract_number))

    def save_finding(self, finding: Finding) -> None:
        """Enter a finding, or what became of it."""
        self._save(finding)

    def keep_file(self, source: Path) -> exhibits.Copied:
        """Copy a picture into the data folder; errors as for an exhibit."""
        return exhibits.copy_in(self.files, source)

    def kept_file(self, sha256: str) -> Path:
        """Where a picture that was kept lies."""
        return exhibits.place(self.files, sha256)

    def issued_findings(self, contract_number: str | None = None) -> list[IssuedFindings]:
        """The signed lists handed out, oldest first."""
        return self._all(IssuedFindings, **_of(contract_number))

    def save_issued_findings(self, issued: IssuedFindings) -> None:
        """Note a list that was handed out."""
        self._save(issued)

    def imported_findings(self, contract_id: str) -> list[ImportedFindings]:
        """The lists a contractor took in for one contract, oldest first."""
        return self._all(ImportedFindings, contract=contract_id)

    def save_imported_findings(self, imported: ImportedFindings) -> None:
        """Keep a list."""
        self._save(imported)

    def improvements(self, contract_id: str) -> dict[str, Improvement]:
        """The contractor's answers by finding."""
        return {row.finding: row for row in self._all(Improvement, contract=contract_id)}

    def save_improvement(self, improvement: Improvement) -> None:
        """Enter or change an answer."""
        self._save(improvement)


def _of(contract_number: str | None) -> dict[str, str]:
    return {} if contract_number is None else {"contract_number": contract_number}
