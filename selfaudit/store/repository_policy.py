"""The part of the repository about what a contract asks of its PCs."""

from __future__ import annotations

from selfaudit.domain.pc_policy import PolicyValue
from selfaudit.store.session import Session


class PolicyPart(Session):
    """Thresholds and declarations of the PC checks."""

    def policy_values(self, contract_id: str) -> list[PolicyValue]:
        """What was set for a contract."""
        return self._all(PolicyValue, contract=contract_id)

    def save_policy_value(self, value: PolicyValue) -> None:
        """Set or change a value."""
        self._save(value)

    def remove_policy_value(self, value_id: str) -> None:
        """Go back to the program's default; the journal keeps what was set."""
        self._remove(PolicyValue, id=value_id)
