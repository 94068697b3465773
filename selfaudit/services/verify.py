"""Verify bundles with the evidence package, in the words of this program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence import known, report, trust, verify
from evidence.errors import EvidenceError
from evidence.verdict import Report
from selfaudit.errors import ExitCode, InputError, SelfAuditError
from selfaudit.text.messages import language


def trusted(file: Path | None, pins: Sequence[str]) -> trust.Trust:
    """The keys to trust: a trust.json, fingerprints, or nothing. InputError when they cannot be read."""
    try:
        believed = trust.load(file) if file is not None else trust.Trust()
        return believed.with_pins(list(pins))
    except EvidenceError as error:
        raise translated(error) from error


def at_hand(
    believed: trust.Trust, request: Path | None = None, receipt: Path | None = None, previous: str | None = None
) -> known.Known:
    """What the verifier holds besides keys: its own request, its receipt, the id of the bundle before.

    InputError when a file is not what it should be, or the receipt is not signed by a ward of `believed`.
    """
    try:
        return known.load(believed, request, receipt, previous)
    except EvidenceError as error:
        raise translated(error) from error


def verify_file(
    path: Path, believed: trust.Trust, held: known.Known | None = None, *, repacked: bool = False
) -> Report:
    """Verify one bundle; InputError when the file cannot be opened. Everything inside it ends in a verdict."""
    try:
        return verify.verify(path, trust=believed, known=held, repacked=repacked)
    except EvidenceError as error:
        raise translated(error) from error


def lines(found: Report) -> list[str]:
    """The verdict for a person: codes, what each means, what to do, who signed, what is not proved."""
    return report.lines(found, language())


def json_line(found: Report, file: str) -> str:
    """The verdict for a script, on one line (DESIGN §7)."""
    return report.as_json(found, file)


def exit_code(found: Report) -> int:
    """0 VALID, 1 INVALID, 2 INDETERMINATE."""
    return int(found.exit_code)


def translated(error: EvidenceError) -> SelfAuditError:
    """An error of the evidence package as one of ours, with the same exit code."""
    lang = language()
    found = InputError(error.title(lang), error.detail(lang), error.next_step(lang))
    found.exit_code = ExitCode(error.exit_code)
    return found
