"""The verification slip (検証結果票): what a verification of one bundle said, as a paper for the contract's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import model, text
from evidence import report as words
from selfaudit.errors import InputError, SelfAuditError
from selfaudit.report.papers.forms import forms
from selfaudit.report.papers.model import Paper
from selfaudit.services import verify
from selfaudit.services.paper_compose import Material, Texts, compose
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import fiscal_year_label, japan, moment_label

if TYPE_CHECKING:
    from evidence.verdict import Report

FORM = "verification_slip"


def slip(path: Path, given: verify.Given, now: datetime) -> tuple[Paper, Report]:
    """Verify a bundle offline and say on paper what came of it; InputError when it cannot be opened.

    Whatever the verdict: a slip of a bundle that was altered says so.
    """
    (found,) = verify.verify_all([path], given)
    if isinstance(found, SelfAuditError):
        raise found
    return of_report(found, path, path.name, now), found


def of_report(
    found: Report, path: Path, name: str, now: datetime, more: Sequence[tuple[str, str]] = (), key: tuple[str, ...] = ()
) -> Paper:
    """What a verification said of the file at `path`, on paper; `name` is what the paper calls the file.

    `more` are lines (label, text) below those of the contract, `key` names the key of who verified, at the foot. InputError when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            sha256 = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(t("papers.cannot_read"), name, t("papers.cannot_read_next")) from error
    one = {**_bundle(found), "file": name, "sha256": sha256, "verified_at": moment_label(now)}
    material = Material(
        day=japan(now).date(),
        client="",
        contractor="",
        head=(*_head(found), *more),
        running=name,
        one=lambda source: one if source == "slip" else {},
        rows=lambda source: _codes(found) if source == "codes" else (),
        key=key,
    )
    return compose(forms()[FORM], material)


def _head(found: Report) -> tuple[tuple[str, str], ...]:
    manifest = found.summary.bundle
    contract = manifest.contract if manifest else model.Contract("", "", "", "")
    return (
        (t("papers.head.title"), contract.title),
        (t("papers.head.number"), contract.no),
        (t("papers.head.client"), contract.ward),
        (t("papers.head.contractor"), contract.contractor),
    )


def _bundle(found: Report) -> Texts:
    lang = language()
    verdict = f"{text.word(found.verdict.value, lang)} ({found.verdict.value})"
    signers = [
        f"{info.subject} ({text.word(info.role, lang)}, {text.word('trusted' if info.trusted else 'untrusted', lang)})"
        f"\n{info.key}"
        for info in found.summary.signatures
    ]
    manifest = found.summary.bundle
    signed = [
        f"{moment_label(model.moment(info.signed_at))} ({text.word(info.time_source, lang)})"
        for info in found.summary.signatures[:1]
    ]
    return {
        "verdict": verdict,
        "fiscal_year": fiscal_year_label(manifest.fiscal_year) if manifest else "",
        "signer": "\n".join(signers),
        "sealed_at": "".join(signed),
        "bundle_id": found.bundle_id or "",
        "limits": "\n".join(words.limits(found, lang)),
    }


def _codes(found: Report) -> list[Texts]:
    lang = language()
    return [
        {
            "code": each.code.name,
            "severity": t(f"papers.finding.{each.code.severity.value}"),
            "sentence": " ".join(part for part in (text.sentence(each.code.name, lang), each.where) if part),
        }
        for each in found.codes
    ]
