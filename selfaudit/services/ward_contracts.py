"""The register of contracts from Excel and into it, inspections on the spot, and all last days as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfaudit.domain.desk import Visit, WardContract
from selfaudit.errors import InputError
from selfaudit.services import sheet_rows, ward, ward_findings, ward_register
from selfaudit.services.files import write_new
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, date_label, fiscal_year_label, parse_date

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

FIELDS = ("number", "title", "contractor", "section", "profile", "start", "end", "contact", "note")
METHODS = ("onsite", "online", "photos")
"""How an inspection on the spot was done (PPC Q&A 3-1-4 accepts the latter two where a visit is hard)."""
_HEADINGS = "desk.column"
_REMIND = (30, 7)
"""Days before a last day on which a calendar reminds."""


def read(workspace: Workspace, source: Path) -> sheet_rows.Imported:
    """Enter the contracts of an .xlsx file, one row each; a known number changes that contract.

    A column that is missing, or a cell that is empty, leaves what is known. All rows are kept together, or none where
    any cannot be read. InputError for a file that is no workbook or names no contract number.
    """
    ward.name(workspace)
    known = {row.number: row for row in workspace.repository.contracts_at_the_ward()}
    found: dict[str, WardContract] = {}
    problems: list[str] = []
    for row in sheet_rows.read(source, _HEADINGS, FIELDS, "number", "desk.sheet.years"):
        number = row.cells["number"]
        if not number:
            problems.append(t("desk.xlsx.no_number", place=row.place))
        elif number in found:
            problems.append(t("desk.xlsx.twice", place=row.place, number=number))
        else:
            found[number] = _read(known.get(number) or WardContract(number), row, problems)
    return sheet_rows.keep_all(found.items(), known, problems, workspace.repository.save_ward_contracts)


def _read(row: WardContract, sheet: sheet_rows.SheetRow, problems: list[str]) -> WardContract:
    values: dict[str, Any] = {}
    for name in FIELDS[1:]:
        text = sheet.cells[name]
        if not text:
            continue
        try:
            values[name] = parse_date(text) if name in ("start", "end") else text
        except DateTextError as error:
            problems.append(t("desk.xlsx.day", place=sheet.place, column=t(f"{_HEADINGS}.{name}"), why=str(error)))
    changed = replace(row, **values)
    if changed.start and changed.end and changed.end < changed.start:
        problems.append(t("desk.xlsx.backwards", place=sheet.place))
    return changed


def export(workspace: Workspace, out: Path) -> Path:
    """Write the register to an .xlsx file that must not exist yet: one sheet to fill in, one with every year's state."""
    # The writer is loaded only where something is written.
    from selfaudit.report.registers_xlsx import BookSheet, render

    contracts = [_cells(row) for row in workspace.repository.contracts_at_the_ward()]
    years = [_year_cells(row) for row in ward_register.register(workspace)]
    sheets = [
        BookSheet(t("desk.sheet.contracts"), [t(f"{_HEADINGS}.{name}") for name in FIELDS], contracts),
        BookSheet(t("desk.sheet.years"), [t(f"desk.year.{name}") for name in _YEAR], years),
    ]
    write_new(out, render(sheets, workspace.clock()))
    return out


_YEAR = ("number", "title", "contractor", "section", "year", "state", "deadline", "inspected", "open", "overdue")


def _cells(row: WardContract) -> list[str]:
    return [_shown(getattr(row, name)) for name in FIELDS]


def _year_cells(row: ward_register.Year) -> list[str]:
    return [
        row.contract_number,
        row.contract_title,
        row.contractor,
        row.section,
        fiscal_year_label(row.fiscal_year),
        t(f"exchange.state.{row.state}"),
        _shown(row.deadline),
        _shown(row.inspected),
        str(row.open_findings),
        str(row.overdue_findings),
    ]


def _shown(value: date | str | None) -> str:
    return date_label(value) if isinstance(value, date) else value or ""


def visit(
    workspace: Workspace, contract: str, day: date, method: str, inspectors: str = "", present: str = "", note: str = ""
) -> Visit:
    """Note an inspection on the spot; it counts for the fiscal year its day lies in. InputError without a number."""
    ward.name(workspace)
    if not contract.strip():
        raise InputError(t("exchange.ward.no_number"), "", t("exchange.ward.no_number_next"))
    row = Visit(new_id(), contract, day, method, inspectors or workspace.operator, present, note)
    workspace.repository.save_visit(row)
    return row


def calendar(workspace: Workspace, out: Path) -> int:
    """Write every last day still to come or missed (inspections, findings) as an .ics file; how many there are."""
    from selfaudit.report.ics import calendar as written

    events = [*_inspections(workspace), *_findings(workspace)]
    write_new(out, written(events, stamp=workspace.clock(), name=t("desk.calendar.name", ward=ward.name(workspace))))
    return len(events)


def _inspections(workspace: Workspace) -> list[Any]:
    from selfaudit.report.ics import Event

    return [
        Event(
            uid=f"inspection-{row.contract_number}-{row.fiscal_year}@selfaudit",
            when=row.deadline,
            title=t("desk.calendar.inspection", title=row.contract_title or row.contract_number),
            description=t(
                "desk.calendar.about",
                number=row.contract_number,
                contractor=row.contractor,
                year=fiscal_year_label(row.fiscal_year),
                state=t(f"exchange.state.{row.state}"),
            ),
            remind_days=_REMIND,
        )
        for row in ward_register.waiting(ward_register.register(workspace))
        if row.deadline
    ]


def _findings(workspace: Workspace) -> list[Any]:
    from selfaudit.report.ics import Event

    return [
        Event(
            uid=f"finding-{seen.finding.id}@selfaudit",
            when=seen.finding.due,
            title=t("desk.calendar.finding", number=seen.finding.number, contract=seen.finding.contract_number),
            description=t(f"findings.state.{seen.state}"),
            remind_days=_REMIND,
        )
        for seen in ward_findings.standing(workspace)
        if not seen.finding.closed
    ]
