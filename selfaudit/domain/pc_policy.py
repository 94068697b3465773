"""What a contract asks of its PCs: thresholds of the checks, and what people declare about the PCs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PolicyValue:
    """One value of one contract as it was typed; a field without a row has the program's default, or is not declared."""

    id: str
    contract: str
    name: str
    """Field of `catalog/pc_policy.toml`."""
    text: str
