"""What a person reads about one file found by the search: kinds and counts, masked samples, or why it was not read."""

from __future__ import annotations

from checks.residue.model import FileResult, kind_text, reason_text


def describe(result: FileResult, language: str) -> str:
    """Return kinds with counts, persons and masked samples of `result`, or the reason; never a clear value."""
    kinds = "  ".join(f"{kind_text(kind, language)} {count}" for kind, count in result.kinds.items())
    samples = " / ".join(result.samples)
    reason = reason_text(result.reason, language) if result.reason else ""
    return "\n".join(part for part in (kinds, samples, reason) if part)
