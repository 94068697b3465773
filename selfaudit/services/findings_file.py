"""The ward's signed list of findings, ``findings.json`` with ``findings.json.p7s`` (docs/format/findings.md).

A list names every finding of one contract, the closed ones too, and the list before it: what is left out shows.
Times are RFC 3339 in UTC with seconds, days ISO 8601, digests 64 hex digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated

from evidence import model, precheck
from evidence.errors import EvidenceError
from evidence.jsonstrict import SchemaError, Text, decode, dumps, encode, loads
from evidence.keys_protocol import Signer
from evidence.pki import detached
from evidence.ward import Signed
from selfaudit.domain.finding import Finding, Severity
from selfaudit.errors import InputError
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

NAME = "findings.json"
PHOTOS = "photos"
"""Folder of the pictures, beside the list."""
MAX_TEXT = 1500
"""Characters of a finding's or a remark's text."""
MAX_BYTES = 300_000
"""Of one list: it is kept as one row of the journal."""

Paragraph = Annotated[str, Text(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*", MAX_TEXT)]
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What `Paragraph` does not take."""
Key = Annotated[str, Text(r"[0-9a-f]{32}")]


class _DayText(Text):
    """A string that is a day the calendar has: YYYY-MM-DD."""

    @cached_property
    def fits(self) -> Callable[[str], object]:
        """Whether a value is one."""
        return _is_day


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


Day = Annotated[str, _DayText()]


@dataclass(frozen=True)
class Photo:
    """A picture that belongs to a finding; the file lies in ``photos/`` under this name."""

    name: Annotated[str, Text(r"[a-z0-9][a-z0-9.-]*", 40)]
    sha256: model.Hex
    size: int


@dataclass(frozen=True)
class Remark:
    """What the ward did with a finding, and why."""

    act: Annotated[str, Text("raised|reopened|closed")]
    at: model.Moment
    by: model.Line
    text: Paragraph


@dataclass(frozen=True)
class Noted:
    """One finding."""

    id: Key
    number: model.Line
    fiscal_year: int
    bundle: model.Hex | None
    item: model.Line
    severity: Annotated[str, Text("serious|ordinary|advice")]
    text: Paragraph
    due: Day
    closed_at: model.Moment | None
    photos: tuple[Photo, ...]
    remarks: tuple[Remark, ...]

    @property
    def since(self) -> datetime:
        """When it was last raised: an answer counts from then on."""
        return max(model.moment(remark.at) for remark in self.remarks if remark.act != "closed")

    @property
    def open(self) -> bool:
        """Whether the contractor still owes something."""
        return self.closed_at is None


@dataclass(frozen=True)
class FindingsList:
    """findings.json: all findings of one contract, as they stand at this moment."""

    ward: model.Line
    contract: model.Line
    issued_at: model.Moment
    previous: model.Hex | None
    """SHA-256 of the list issued before."""
    findings: tuple[Noted, ...]
    type: Annotated[str, Text("findings")] = "findings"
    v: int = 1


def noted(finding: Finding) -> Noted:
    """A finding as the list names it."""
    return Noted(
        id=finding.id,
        number=finding.number,
        fiscal_year=finding.fiscal_year,
        bundle=finding.bundle or None,
        item=finding.item,
        severity=Severity(finding.severity).value,
        text=finding.text,
        due=finding.due.isoformat(),
        closed_at=model.utc(finding.closed_at) if finding.closed_at else None,
        photos=tuple(Photo(str(p["name"]), str(p["sha256"]), int(p["size"])) for p in finding.photos),
        remarks=tuple(
            Remark(str(r["act"]), model.utc(datetime.fromisoformat(str(r["at"]))), str(r["by"]), str(r["text"]))
            for r in finding.remarks
        ),
    )


def sign(value: FindingsList, signer: Signer, when: datetime) -> Signed:
    """The list and the ward's signature; InputError for a text too long or a key that may not sign now."""
    raw = dumps(encode(value))
    try:
        read(raw)
    except SchemaError as error:
        raise InputError(t("findings.too_long"), error.where, t("findings.too_long_next")) from error
    if len(raw) > MAX_BYTES:
        raise InputError(t("findings.too_many"), value.contract, t("findings.too_many_next"))
    try:
        precheck.document_signer(signer, when)
        return Signed(raw, detached.sign(raw, signer, when))
    except EvidenceError as error:
        raise translated(error) from error


def plain_text(text: str) -> str:
    """A text as a list may hold it: as pasted from a sheet or a mail, without tabs and signs nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def read(raw: bytes) -> FindingsList:
    """A list from its bytes; SchemaError when it is none."""
    value = decode(FindingsList, loads(raw))
    if value.v != 1 or any(not each.remarks or each.remarks[0].act != "raised" for each in value.findings):
        raise SchemaError("findings")
    if len({each.id for each in value.findings}) != len(value.findings):
        raise SchemaError("findings")
    return value
