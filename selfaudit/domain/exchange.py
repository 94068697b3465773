"""What passes between ward and contractor, as each side keeps it: requests, bundles, receipts, registered keys.

Signed documents are kept as the exact text that was signed, signatures (DER) as base64. Digests and key fingerprints
are 64 hex digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ImportedRequest:
    """The ward's request a contractor answers with one inspection."""

    inspection: str
    sha256: str
    """Of the request's bytes: what bundles and host manifests quote."""
    document: str
    signature: str
    ward_key: str
    """Fingerprint of the ward's key that signed it, as compared with paper at the first import."""
    trust: str = ""
    """The ward's trust list that came with it, empty when there was none."""
    trust_signature: str = ""


@dataclass(frozen=True)
class SealedBundle:
    """A bundle sealed on this PC."""

    id: str
    inspection: str
    sealed_at: datetime
    size: int
    """Bytes."""
    request: str
    """SHA-256 of the request it answers, or empty."""
    journal_count: int
    journal_head: str
    """Last link of the journal inside: an anchor for every later bundle."""


@dataclass(frozen=True)
class ImportedReceipt:
    """The ward's receipt for one sealed bundle."""

    bundle: str
    inspection: str
    received_at: datetime
    verdict: str
    document: str
    signature: str


@dataclass(frozen=True)
class HandOver:
    """One step of a sealed bundle on its way to the ward and back, as it was done on this PC."""

    id: str
    inspection: str
    bundle: str
    act: str
    """countersign, deliver or receipt."""
    at: datetime
    file: str
    """Name of the file that was made or read; no folder."""
    size: int
    """Bytes of that file."""
    journal_count: int
    journal_head: str
    """The journal as it was before: printed on the notice that goes to the ward, and so an anchor for later bundles."""


@dataclass(frozen=True)
class RegisteredKey:
    """A key in the ward's register: whose, in which role, for which contract, from when to when."""

    key: str
    role: str
    """operator, approver, host or tsa."""
    contract_number: str
    """Empty: for every contract."""
    name: str
    certificate: str
    """DER, base64."""
    start: datetime
    end: datetime
    revoked_since: datetime | None = None


@dataclass(frozen=True)
class IssuedRequest:
    """A request the ward has issued."""

    id: str
    """SHA-256 of its bytes."""
    contract_number: str
    contract_title: str
    contractor: str
    profile: str
    fiscal_year: int
    issued_at: datetime
    due: datetime
    document: str
    signature: str


@dataclass(frozen=True)
class ReceivedBundle:
    """A bundle that lay before the ward, with the verdict of that day."""

    id: str
    contract_number: str
    contract_title: str
    contractor: str
    fiscal_year: int
    request: str
    """SHA-256 of the request it quotes, or empty."""
    asked: str
    """SHA-256 of the request it was judged by, or empty."""
    previous: str
    """Id of the bundle the ward had receipted before, or empty."""
    verdict: str
    """VALID, INVALID or INDETERMINATE."""
    codes: tuple[str, ...]
    received_at: datetime
    size: int
    """Bytes."""
    type: str = "inspection"
    """inspection, or erasure for a certificate at the end of a contract."""
    receipt: str = ""
    """The signed receipt, empty until one was issued."""
    receipt_signature: str = ""
    receipted_at: datetime | None = None
