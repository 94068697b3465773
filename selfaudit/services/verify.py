"""Verify bundles with the evidence package, in the words of this program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence import many, report
from evidence.errors import EvidenceError
from evidence.many import Given
from evidence.verdict import Report
from selfaudit.errors import ExitCode, InputError, SelfAuditError
from selfaudit.text.messages import language

__all__ = ["Given", "exit_code", "expanded", "json_line", "lines", "own_lines", "translated", "verify_all"]


def verify_all(files: Sequence[Path], given: Given) -> Iterator[Report | SelfAuditError]:
    """The answers in the order of the files, many files on all processors: a report, or why a file cannot be opened.

    Everything inside a file ends in a verdict. InputError when the trust list or another thing given cannot be used.
    """
    try:
        for answer in many.verify_all(files, given):
            yield answer if isinstance(answer, Report) else translated(answer)
    except EvidenceError as error:
        raise translated(error) from error


def expanded(given: Sequence[Path]) -> list[Path]:
    """The files meant by names, folders and patterns."""
    return many.expanded(given)


def own_lines(path: Path, fingerprint: str) -> list[str]:
    """What one bundle says of itself where its signer's key is known; InputError when it cannot be opened."""
    (found,) = verify_all([path], Given(pins=(fingerprint,)))
    if isinstance(found, SelfAuditError):
        raise found
    return lines(found)


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
