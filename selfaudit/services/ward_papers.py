"""The papers of the ward's desk: the record of an inspection on the spot, and the verification slip of a kept bundle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.errors import InputError
from selfaudit.report.papers.forms import forms
from selfaudit.report.papers.model import Paper
from selfaudit.services import (
    keyring,
    papers,
    verification_slip,
    ward,
    ward_findings,
    ward_judge,
    ward_receive,
    ward_register,
)
from selfaudit.services.files import write_new
from selfaudit.services.paper_compose import Material, Texts, compose
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, japan, moment_label, wareki_short

if TYPE_CHECKING:
    from evidence.verdict import Report
    from selfaudit.domain.desk import Visit
    from selfaudit.domain.finding import Finding
    from selfaudit.services.workspace import Workspace

VISIT, SLIP = "visit_record", verification_slip.FORM
_LABEL = 32
"""Characters of a contract's number or a bundle's id in a file's name."""


def visit(workspace: Workspace, contract: str, on: date | None = None) -> Visit:
    """The newest inspection on the spot of a contract, or that of one day; InputError where none is noted."""
    ward.name(workspace)
    found = [row for row in workspace.repository.visits() if row.contract_number == contract and on in (None, row.day)]
    if not found:
        raise InputError(t("ward_papers.no_visit"), contract, t("ward_papers.no_visit_next"))
    return max(found, key=lambda row: row.day)


def visit_record(workspace: Workspace, row: Visit, typed: Mapping[str, str] | None = None) -> Paper:
    """The record of one inspection (form ``visit_record``), with the findings raised on its day.

    `typed` stands in place of what is known, by field name; what nobody noted stays empty, to be written by hand.
    """
    known = {**_visit(row), **_raised(workspace, row), **(typed or {})}
    return compose(
        forms()[VISIT],
        Material(
            day=row.day,
            client=ward.name(workspace),
            contractor="",
            head=_head(workspace, row.contract_number),
            running=row.contract_number,
            one=lambda source: known if source in ("row", "slip") else {},
            key=_key(workspace),
        ),
    )


def slip(workspace: Workspace, bundle_id: str) -> tuple[Paper, Report]:
    """The slip of a received bundle, verified once more with what the ward holds now; the report goes with it.

    InputError when there is no such bundle or its file is gone.
    """
    row = ward_receive.find(workspace, bundle_id)
    held = ward.snapshot(workspace)
    now = workspace.clock()
    report = ward_judge.again(held, row, now)
    path = held.path(row.id)
    more = [
        (t("ward_papers.desk"), held.ward),
        (t("ward_papers.received"), moment_label(row.received_at.astimezone())),
    ]
    said = ward_findings.sentences(workspace, ward_receive.digest(workspace, row).problems)
    if said:
        more.append((t("ward_papers.findings"), "\n".join(said)))
    return verification_slip.of_report(report, path, path.name, now, more, _key(workspace)), report


def write(made: Paper, out: Path) -> Path:
    """Write a paper to a new .pdf or .xlsx file; its path."""
    write_new(out, papers.render(made, out.suffix))
    return out


def proposed(form: str, which: str, today: date) -> Path:
    """Where a paper is written unless somebody says otherwise: a PDF in the person's own folder."""
    return papers.free(Path.home(), f"{t(f'papers.title.{form}')}_{which[:_LABEL]}_{wareki_short(today)}", ".pdf")


def proposed_folder(contract: str, today: date) -> Path:
    """Where a signed list of findings is written unless somebody says otherwise: a new folder of its own."""
    return papers.free(Path.home(), t("ward_papers.folder", number=contract, day=wareki_short(today)))


def _key(workspace: Workspace) -> tuple[str, ...]:
    """The line that names the ward's key, as it stands on the paper handed out with the contract."""
    fingerprint = keyring.grouped(ward.own_fingerprint(workspace))
    return (t("papers.foot.key", role=ward.name(workspace), fingerprint=fingerprint),)


def _visit(row: Visit) -> Texts:
    return {
        "day": date_label(row.day),
        "method": t(f"ward_screen.method.{row.method}"),
        "inspectors": row.inspectors,
        "attendants": row.present,
        "note": row.note,
    }


def _raised(workspace: Workspace, row: Visit) -> Texts:
    """The findings of the day, each with its number, and their last days."""
    found = [
        seen.finding
        for seen in ward_findings.standing(workspace, row.contract_number)
        if japan(seen.finding.raised_at).date() == row.day
    ]
    return {
        "finding": "\n".join(_finding(each) for each in found),
        "due": "\n".join(f"{each.number}  {date_label(each.due)}" for each in found),
    }


def _finding(row: Finding) -> str:
    return f"{row.number}  {t(f'papers.severity.{row.severity}')}  {row.text}"


def _head(workspace: Workspace, contract: str) -> tuple[tuple[str, str], ...]:
    years = ward_register.register(workspace, contract=contract)
    last = years[-1] if years else None
    return (
        (t("papers.head.title"), last.contract_title if last else ""),
        (t("papers.head.number"), contract),
        (t("papers.head.client"), ward.name(workspace)),
        (t("papers.head.contractor"), last.contractor if last else ""),
    )
