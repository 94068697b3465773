"""Verify bundles with the evidence package, in the words of this program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence import many, report, text
from evidence.errors import EvidenceError
from evidence.many import Given
from evidence.verdict import Report, Verdict
from selfaudit.errors import ExitCode, InputError, SelfAuditError
from selfaudit.text.messages import language

__all__ = [
    "Given",
    "closing",
    "code_next",
    "code_words",
    "exit_code",
    "expanded",
    "json_line",
    "lines",
    "own_lines",
    "translated",
    "verdict_words",
    "verify_all",
]


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


def verdict_words(verdict: str) -> str:
    """A verdict in the user's words, the standard term beside it: 有効 (VALID); another word stays as it is."""
    return f"{text.word(verdict, language())} ({verdict})" if verdict in set(Verdict) else verdict


def code_words(code: str) -> str:
    """What a code of a verdict means, one sentence."""
    return text.sentence(code, language())


def code_next(code: str) -> str:
    """What the reader of a code does now."""
    return text.next_step(code, language())


def own_lines(path: Path, fingerprint: str) -> list[str]:
    """What one bundle says of itself where its signer's key is known; InputError when it cannot be opened."""
    (found,) = verify_all([path], Given(pins=(fingerprint,)))
    if isinstance(found, SelfAuditError):
        raise found
    return lines(found)


def lines(found: Report) -> list[str]:
    """The verdict for a person: codes, what each means, what to do, who signed, what is not proved."""
    return report.lines(found, language())


def closing(found: Report, file: str) -> str:
    """The verdict once more with the file's name, for the last line."""
    return report.closing(found, file, language())


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
