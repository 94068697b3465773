"""Verdicts, codes and reports: what the verifier says.

Three verdicts as in ETSI EN 319 102-1 (TOTAL-PASSED, TOTAL-FAILED, INDETERMINATE); each code belongs to one numbered
step of docs/format and has one severity. The sentences live in evidence/text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from evidence.model import BundleManifest


class Verdict(StrEnum):
    """The outcome of a verification."""

    VALID = "VALID"
    INVALID = "INVALID"
    INDETERMINATE = "INDETERMINATE"

    @property
    def exit_code(self) -> int:
        """0, 1 or 2 for a process."""
        return {"VALID": 0, "INVALID": 1, "INDETERMINATE": 2}[self.value]


class Severity(StrEnum):
    """What one code does to the verdict."""

    FATAL = "fatal"
    """INVALID, and no later step can be trusted to run."""
    ERROR = "error"
    """INVALID; the remaining steps still run."""
    UNSURE = "indeterminate"
    """INDETERMINATE unless something else makes it INVALID."""
    WARNING = "warning"
    """A person has to look at it; the verdict stands."""


_F, _E, _U, _W = Severity.FATAL, Severity.ERROR, Severity.UNSURE, Severity.WARNING


class Code(Enum):
    """Every finding a verifier can make, in the order of the steps of docs/format."""

    def __new__(cls, step: int, severity: Severity) -> Self:
        """Members are numbered; the step and severity are attributes (two codes may share both)."""
        member = object.__new__(cls)
        member._value_ = len(cls.__members__) + 1
        member.step = step
        member.severity = severity
        return member

    step: int
    severity: Severity

    # 1: open the ZIP strictly, without inflating anything
    ZIP_TRUNCATED = 1, _F
    ZIP_TRAILING = 1, _F
    ZIP_COMMENT = 1, _F
    ZIP_EOCD = 1, _F
    ZIP_CD = 1, _F
    ZIP_GAP = 1, _F
    ZIP_OVERLAP = 1, _F
    ZIP_EXTRA = 1, _F
    ZIP_FLAGS = 1, _F
    ZIP_METHOD = 1, _F
    ZIP_NAME = 1, _F
    ZIP_DUP = 1, _F
    ZIP_DIR_ENTRY = 1, _F
    ZIP_NOT_REGULAR = 1, _F
    ZIP_LOCAL_MISMATCH = 1, _F
    ZIP_SIZE = 1, _F
    ZIP_RATIO = 1, _F
    ZIP_CRC = 1, _F
    ZIP_DEFLATE = 1, _F
    ZIP_TOO_MANY = 1, _F
    ZIP_TOO_BIG = 1, _F
    ZIP_ZIP64 = 1, _F
    ZIP_REPACKED = 1, _W
    # 2: the container says what it is
    ASIC_MIMETYPE = 2, _F
    # 3: META-INF holds numbered manifests and their signatures, nothing else
    META_UNKNOWN = 3, _F
    FORMAT_UNSUPPORTED = 3, _F
    SIG_NONE = 3, _F
    # 4: manifests parsed, every entry hashed once and compared, bundle.json read
    MANIFEST_MALFORMED = 4, _F
    MANIFEST_DTD = 4, _F
    MANIFEST_DUP = 4, _F
    MANIFEST_ALG = 4, _F
    MANIFEST_SIGREF = 4, _F
    ENTRY_ALTERED = 4, _E
    ENTRY_MISSING = 4, _E
    ENTRY_UNSIGNED = 4, _E
    SCHEMA_BAD = 4, _E
    # 5: the signatures themselves
    SIG_NOT_DER = 5, _E
    SIG_MALFORMED = 5, _E
    SIG_SIGNER_COUNT = 5, _E
    SIG_ALG = 5, _E
    SIG_CONTENT_TYPE = 5, _E
    SIG_NO_SIGNED_ATTRS = 5, _E
    SIG_ATTR_MISSING = 5, _E
    SIG_ATTR_DUP = 5, _E
    SIG_CERT_MISSING = 5, _E
    SIG_CERT_SUBSTITUTED = 5, _E
    SIG_DIGEST_MISMATCH = 5, _E
    SIG_INVALID = 5, _E
    SIG_NONCANONICAL = 5, _E
    # 6: timestamps
    TST_MALFORMED = 6, _E
    TST_ALG = 6, _E
    TST_IMPRINT = 6, _E
    TST_NONCE = 6, _E
    TST_EKU = 6, _E
    TST_INVALID = 6, _E
    TST_CERT_MISSING = 6, _U
    TST_UNTRUSTED = 6, _U
    TST_EXPIRED = 6, _U
    # 7: whose key it was, and whether it counted at that time
    CERT_EXPIRED = 7, _U
    CERT_NOT_YET = 7, _E
    CERT_REVOKED = 7, _E
    CERT_REVOKED_LATER = 7, _U
    CERT_PURPOSE = 7, _E
    SIGNER_UNTRUSTED = 7, _U
    TIME_CLAIMED = 7, _W
    # 8: roles and levels the ward asked for
    ROLE_MISSING = 8, _E
    ROLE_WRONG = 8, _E
    TST_MISSING = 8, _E
    # 9: the ward's request
    REQ_MISSING = 9, _W
    REQ_ABSENT = 9, _E
    REQ_BAD_SIG = 9, _E
    REQ_UNTRUSTED = 9, _U
    REQ_MISMATCH = 9, _E
    REQ_UNKNOWN_NONCE = 9, _U
    REQ_LATE = 9, _W
    REQ_TOO_BIG = 9, _W
    # 10: the PCs
    HOST_MISSING = 10, _E
    HOST_BAD_SIG = 10, _E
    HOST_KEY_MISMATCH = 10, _E
    HOST_KEY_NEW = 10, _W
    HOST_STALE = 10, _E
    HOST_FILE_ALTERED = 10, _E
    HOST_UNLISTED = 10, _E
    # 11: the journal
    JOURNAL_GAP = 11, _E
    JOURNAL_ENTRY = 11, _E
    JOURNAL_LINK = 11, _E
    JOURNAL_HEAD = 11, _E
    JOURNAL_ABSENT = 11, _W
    JOURNAL_REDACTED = 11, _W
    # 12: the bundle before this one
    PREV_MISSING = 12, _W
    PREV_MISMATCH = 12, _E
    PREV_UNTRUSTED = 12, _U
    # 13: clocks
    CLOCK_BACK = 13, _W
    CLOCK_BEFORE_REQUEST = 13, _W
    CLOCK_FUTURE = 13, _W
    # 14: what was left out on purpose
    ENTRY_WITHHELD = 14, _W
    # none: the verifier itself could not go on
    NOT_JUDGED = 15, _U


@dataclass(frozen=True)
class Finding:
    """One code and the entry name or field it concerns (ASCII, never content)."""

    code: Code
    where: str = ""


@dataclass(frozen=True)
class SignatureInfo:
    """What one signature says, as far as it could be read."""

    role: str
    """operator or approver, from the CAdES commitment type."""
    subject: str
    """Common name of the certificate: a claim unless the key is trusted."""
    key: str
    """SHA-256 of the SubjectPublicKeyInfo, 64 hex digits."""
    signed_at: str
    """RFC 3339, UTC."""
    time_source: str
    """timestamp, receipt or claimed."""
    trusted: bool
    """The key counts under the trust given to the verifier."""


@dataclass(frozen=True)
class Summary:
    """What the bundle says about itself; only as good as the verdict."""

    bundle: BundleManifest | None = None
    signatures: tuple[SignatureInfo, ...] = ()


@dataclass(frozen=True)
class Report:
    """The result of one verification."""

    verdict: Verdict
    codes: tuple[Finding, ...]
    bundle_id: str | None = None
    """SHA-256 of META-INF/ASiCManifest001.xml, 64 hex digits; None where there is none."""
    summary: Summary = field(default_factory=Summary)

    @property
    def exit_code(self) -> int:
        """0 VALID, 1 INVALID, 2 INDETERMINATE."""
        return self.verdict.exit_code

    def names(self) -> list[str]:
        """The code names in step order, for logs and tests."""
        return [f.code.name for f in self.codes]


AWAITED = frozenset({Code.ROLE_MISSING, Code.TST_MISSING})
"""What a further signature or timestamp still mends: no reason to refuse adding one."""


def refusal(report: Report) -> Code | None:
    """The first finding that no further signature or timestamp can mend, if there is one."""
    hard = {Severity.FATAL, Severity.ERROR}
    return next((f.code for f in report.codes if f.code.severity in hard and f.code not in AWAITED), None)


def judge(findings: list[Finding]) -> Verdict:
    """The worst severity decides; warnings do not change the verdict."""
    severities = {f.code.severity for f in findings}
    if severities & {Severity.FATAL, Severity.ERROR}:
        return Verdict.INVALID
    return Verdict.INDETERMINATE if Severity.UNSURE in severities else Verdict.VALID
