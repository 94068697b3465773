"""Verify bundles with the evidence package, in the words of this program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence import report, trust, verify
from evidence.errors import EvidenceError
from evidence.verdict import Report
from selfaudit.errors import ExitCode, InputError, SelfAuditError
from selfaudit.text.messages import language


def trusted(file: Path | None, pins: Sequence[str]) -> trust.Trust:
    """The keys to trust: a trust.json, fingerprints, or nothing. InputError when they cannot be read."""
    try:
        known = trust.load(file) if file is not None else trust.Trust()
        return known.with_pins(list(pins))
    except EvidenceError as error:
        raise translated(error) from error


def verify_file(path: Path, known: trust.Trust) -> Report:
    """Verify one bundle; InputError when the file cannot be opened. Everything inside it ends in a verdict."""
    try:
        return verify.verify(path, trust=known)
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
