"""Exhibits that a copy of a bundle may go without: named with a reason before it is signed, left out by anyone later.

The copy carries the same signatures and the same id, and every verification says which exhibits were left out and why.
What was not named when the bundle was sealed can never be left out (docs/format, section 3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import build, model, redact, verify
from evidence.errors import EvidenceError
from evidence.verdict import refusal
from selfaudit.errors import InputError
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

SUFFIX = "-redacted.asice.zip"


@dataclass(frozen=True)
class Part:
    """One exhibit that may be left out."""

    path: str
    """Its name inside the bundle, ``attachments/0001.jpg``."""
    name: str
    """The file's own name."""
    item: str
    reason: str
    size: int
    """Bytes."""


def marked(notes: Sequence[build.AttachmentNote], wishes: Mapping[str, str]) -> tuple[model.Withheld, ...]:
    """What bundle.json says of the exhibits with these names and reasons; InputError for a name that none has."""
    known = {note.name for note in notes}
    for name, reason in wishes.items():
        if name not in known:
            raise InputError(t("withholding.no_exhibit"), name, t("withholding.no_exhibit_next"))
        if not reason.strip():
            raise InputError(t("withholding.no_reason"), name, t("withholding.no_reason_next"))
    return tuple(
        model.Withheld(note.path, note.sha256 or "", wishes[note.name].strip()) for note in notes if note.name in wishes
    )


def parts(bundle: Path) -> list[Part]:
    """The exhibits a copy of this bundle may go without; InputError when it does not verify by itself."""
    try:
        report = verify.verify(bundle)
    except EvidenceError as error:
        raise translated(error) from error
    manifest = report.summary.bundle
    if manifest is None or refusal(report) is not None:
        raise InputError(t("withholding.no_bundle"), bundle.name, t("withholding.no_bundle_next"))
    notes = {note.path: note for note in manifest.attachments}
    gone = {found.where for found in report.codes if found.code.name == "ENTRY_WITHHELD"}
    return [
        Part(row.path, notes[row.path].name, notes[row.path].item, row.reason, notes[row.path].size)
        for row in manifest.withheld
        if row.path in notes and row.path not in gone
    ]


def copy(bundle: Path, out: Path, names: Collection[str]) -> build.BuildResult:
    """Copy the bundle to `out` (a file, or a folder that gets its name with ``-redacted``) without these exhibits.

    A name is the file's own or that inside the bundle. InputError for one that must stay, and where `out` exists.
    """
    found = parts(bundle)
    by_name = {name: {part.path for part in found if name in (part.name, part.path)} for name in names}
    for name, meant in by_name.items():
        if not meant:
            raise InputError(t("withholding.must_stay"), name, t("withholding.must_stay_next"))
    stem = bundle.name.removesuffix(".zip").removesuffix(".asice")
    target = out / f"{stem}{SUFFIX}" if out.is_dir() else out
    if target.exists():
        raise InputError(t("services.seal.exists"), str(target), t("services.seal.exists_next"))
    try:
        return redact.withhold(bundle, target, set().union(*by_name.values()))
    except EvidenceError as error:
        raise translated(error) from error
