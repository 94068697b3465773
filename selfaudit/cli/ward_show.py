"""How the ward's desk is shown: received bundles, the register of contracts, registered keys."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from selfaudit.cli import diagnostics, output
from selfaudit.domain.exchange import RegisteredKey
from selfaudit.errors import ExitCode
from selfaudit.services import verify as verdicts
from selfaudit.services import ward_findings, ward_import
from selfaudit.services.ward_import import Outcome
from selfaudit.services.ward_receive import Taken
from selfaudit.services.ward_register import Year
from selfaudit.services.workspace import Workspace
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label, moment_label


def all_received(workspace: Workspace, files: Sequence[Path], password: Callable[[], str] | None) -> list[Outcome]:
    """Take in every file and folder given, telling how far it is."""
    meter = diagnostics.Meter(t("desk.import.doing"))
    found = ward_import.files_in(files)
    try:
        return ward_import.receive_all(
            workspace,
            found,
            progress=lambda done, total, name: meter.show(f"{done}/{total} {name}"),
            password=password,
        )
    finally:
        meter.done()


def outcome(workspace: Workspace, said: Outcome, *, as_json: bool) -> int:
    """Show one file that was received, or why it could not be; its exit code."""
    if said.taken is None:
        return diagnostics.report(said.error) if said.error else int(ExitCode.INTERNAL)
    taken(workspace, said.file, said.taken, as_json=as_json)
    return exit_code(said.taken)


def total(outcomes: Sequence[Outcome]) -> None:
    """How many files had which verdict."""
    verdicts_ = Counter(str(each.taken.report.verdict) if each.taken else "-" for each in outcomes)
    counts = "  ".join(f"{verdicts.verdict_words(word)} {count}" for word, count in sorted(verdicts_.items()))
    diagnostics.say(t("desk.import.total", files=len(outcomes), counts=counts))


def exit_code(received: Taken) -> int:
    """That of the verdict; 1 also where findings were left out."""
    if any(map(ward_findings.serious, received.problems)):
        return int(ExitCode.FOUND)
    return verdicts.exit_code(received.report)


def taken(workspace: Workspace, file: Path, received: Taken, *, as_json: bool) -> None:
    """One received file: the verdict as `verify` gives it, and what the register says of the bundle."""
    row, before = received.row, received.before
    if as_json:
        document = json.loads(verdicts.json_line(received.report, str(file)))
        document |= {
            "contract": row.contract_number if row else None,
            "fiscal_year": row.fiscal_year if row else None,
            "request": row.request or None if row else None,
            "register": row.verdict if row else None,
            "received_before": before.received_at.isoformat() if before else None,
            "findings": list(received.problems),
        }
        output.json_line(document)
        return
    output.text(str(file))
    if row:
        year = fiscal_year_label(row.fiscal_year)
        output.text(t("exchange.ward.of", number=row.contract_number, title=row.contract_title, year=year))
    for line in verdicts.lines(received.report):
        output.text(line)
    for sentence in ward_findings.sentences(workspace, received.problems):
        output.text(sentence)
    if before:
        at = moment_label(before.received_at.astimezone())
        output.text(t("exchange.ward.before", at=at, verdict=verdicts.verdict_words(before.verdict)))
    output.text(verdicts.closing(received.report, file.name))
    output.text()


def contracts(years: Sequence[Year], *, as_json: bool) -> None:
    """The register: a contract and fiscal year a block."""
    if as_json:
        output.json_line({"contracts": [_year_document(year) for year in years]})
        return
    for year in years:
        label = fiscal_year_label(year.fiscal_year)
        state = t(f"exchange.state.{year.state}")
        output.text(f"{year.contract_number}  {year.contract_title}  {year.contractor}  {label}  {state}")
        for row in year.requests:
            due = moment_label(row.due.astimezone())
            output.text("  " + t("exchange.ward.line_request", id=row.id[:8], due=due))
        for bundle in year.bundles:
            at = moment_label(bundle.received_at.astimezone())
            receipted = t(f"exchange.ward.{'receipted' if bundle.receipted_at else 'not_receipted'}")
            kind = t(f"exchange.type.{bundle.type}")
            line = t(
                "exchange.ward.line_bundle",
                kind=kind,
                id=bundle.id[:8],
                at=at,
                verdict=verdicts.verdict_words(bundle.verdict),
                receipt=receipted,
            )
            output.text("  " + line)
    if not years:
        output.text(t("exchange.ward.empty"))


def key_document(row: RegisteredKey) -> dict[str, Any]:
    """A registered key for scripts."""
    return {
        "fingerprint": row.key,
        "role": row.role,
        "contract": row.contract_number or None,
        "name": row.name,
        "from": row.start.isoformat(),
        "until": row.end.isoformat(),
        "revoked_since": row.revoked_since.isoformat() if row.revoked_since else None,
    }


def _year_document(year: Year) -> dict[str, Any]:
    requests = [
        {"id": row.id, "issued_at": row.issued_at.isoformat(), "due": row.due.isoformat(), "profile": row.profile}
        for row in year.requests
    ]
    bundles = [
        {
            "id": row.id,
            "type": row.type,
            "verdict": row.verdict,
            "codes": list(row.codes),
            "received_at": row.received_at.isoformat(),
            "receipted_at": row.receipted_at.isoformat() if row.receipted_at else None,
            "request": row.request or None,
        }
        for row in year.bundles
    ]
    return {
        "number": year.contract_number,
        "title": year.contract_title,
        "contractor": year.contractor,
        "fiscal_year": year.fiscal_year,
        "state": year.state,
        "deadline": year.deadline.isoformat() if year.deadline else None,
        "inspected": year.inspected.isoformat() if year.inspected else None,
        "findings": {"open": year.open_findings, "overdue": year.overdue_findings, "problems": list(year.problems)},
        "requests": requests,
        "bundles": bundles,
    }
