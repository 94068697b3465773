"""``selfaudit ward finding, findings, notify, close, reopen``: the ward's findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.ward_options import CONTRACT, JSON, OUT, PASSPHRASE, day, need_day
from selfaudit.domain.finding import FindingState, Severity
from selfaudit.errors import UsageError
from selfaudit.services import ward as service
from selfaudit.services import ward_findings as acts
from selfaudit.services import ward_receive
from selfaudit.services.ward_findings import Seen
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, japan

_ID = typer.Argument(..., help=t("findings.cli.id"), metavar="ID")


def finding(  # noqa: PLR0913, PLR0917 -- one option each
    item: str = typer.Option(..., "--item", help=t("findings.cli.item"), metavar="ITEM"),
    text: str = typer.Option(..., "--text", help=t("findings.cli.text"), metavar="TEXT"),
    due: str = typer.Option(..., "--due", help=t("findings.cli.due"), metavar="DATE"),
    contract: str = CONTRACT,
    bundle: str = typer.Option("", "--bundle", help=t("findings.cli.bundle"), metavar="ID"),
    severity: str = typer.Option("ordinary", "--severity", help=t("findings.cli.severity"), metavar="WORD"),
    photo: list[Path] = typer.Option([], "--photo", help=t("findings.cli.photo"), metavar="FILE"),
    year: int | None = typer.Option(None, "--fiscal-year", help=t("findings.cli.year"), metavar="YEAR"),
    as_json: bool = JSON,
) -> int:
    """Raise a finding."""
    if severity not in set(Severity):
        raise UsageError(t("exchange.key.role"), severity, t("exchange.key.role_next", roles=" ".join(Severity)))
    with session.workspace("ward finding") as workspace:
        found = ward_receive.find(workspace, bundle) if bundle else None
        row = acts.raise_finding(
            workspace,
            acts.Wanted(
                contract=contract or (found.contract_number if found else ""),
                item=item,
                severity=Severity(severity),
                text=text,
                due=need_day(due),
                bundle=found.id if found else "",
                fiscal_year=year or (found.fiscal_year if found else None),
                photos=photo,
            ),
        )
    if as_json:
        output.json_line({"id": row.id, "number": row.number, "contract": row.contract_number})
        return 0
    output.text(t("findings.cli.raised", number=row.number, id=row.id[:8]))
    output.text(t("findings.cli.raised_next", contract=row.contract_number))
    return 0


def findings(
    contract: str = CONTRACT,
    overdue: bool = typer.Option(False, "--overdue", help=t("findings.cli.overdue")),
    closed: bool = typer.Option(False, "--all", help=t("findings.cli.all")),
    as_json: bool = JSON,
) -> int:
    """Show the findings that are not closed, with the contractors' answers."""
    with session.workspace("ward findings") as workspace:
        service.name(workspace)
        today = japan(workspace.clock()).date()
        rows = [
            seen
            for seen in acts.standing(workspace, contract or None)
            if (closed or seen.state is not FindingState.CLOSED) and (not overdue or seen.finding.overdue(today))
        ]
    if as_json:
        output.json_line({"findings": [document(seen) for seen in rows]})
        return 0
    for seen in rows:
        show(seen)
    return 0


def notify(
    contract: str = typer.Option(..., "--contract", help=t("findings.cli.contract"), metavar="NUMBER"),
    out: Path = OUT,
    passphrase_file: Path | None = PASSPHRASE,
    as_json: bool = JSON,
) -> int:
    """Sign the list of all findings of a contract, to hand out."""
    with session.workspace("ward notify") as workspace:
        signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
        path, issued, value = acts.issue(workspace, contract, signer, out)
    still = sum(1 for each in value.findings if each.open)
    if as_json:
        output.json_line({"findings": str(path), "id": issued.id, "count": len(value.findings), "open": still})
        return 0
    output.text(t("findings.cli.issued", path=path, count=len(value.findings), open=still))
    output.text(t("findings.cli.issued_next"))
    return 0


def close(
    finding: str = _ID,
    note: str = typer.Option("", "--note", help=t("findings.cli.note"), metavar="TEXT"),
    as_json: bool = JSON,
) -> int:
    """Close a finding after looking again."""
    with session.workspace("ward close") as workspace:
        row = acts.close(workspace, finding, note)
    if as_json:
        output.json_line({"id": row.id, "number": row.number, "state": "closed"})
        return 0
    output.text(t("findings.cli.closed", number=row.number))
    output.text(t("findings.cli.decided_next"))
    return 0


def reopen(
    finding: str = _ID,
    note: str = typer.Option(..., "--note", help=t("findings.cli.note"), metavar="TEXT"),
    due: str = typer.Option("", "--due", help=t("findings.cli.new_due"), metavar="DATE"),
    as_json: bool = JSON,
) -> int:
    """Raise a finding again: the answer so far does not count."""
    with session.workspace("ward reopen") as workspace:
        row = acts.reopen(workspace, finding, note, day(due))
    if as_json:
        output.json_line({"id": row.id, "number": row.number, "state": "open", "due": row.due.isoformat()})
        return 0
    output.text(t("findings.cli.reopened", number=row.number, due=date_label(row.due)))
    output.text(t("findings.cli.decided_next"))
    return 0


def document(seen: Seen) -> dict[str, Any]:
    """A finding for scripts."""
    row = seen.finding
    return {
        "id": row.id,
        "number": row.number,
        "contract": row.contract_number,
        "item": row.item,
        "severity": str(row.severity),
        "text": row.text,
        "due": row.due.isoformat(),
        "state": str(seen.state),
        "bundle": row.bundle or None,
        "photos": [str(photo["name"]) for photo in row.photos],
        "remarks": [dict(remark) for remark in row.remarks],
        "answer": json.loads(json.dumps(seen.answer)) if seen.answer else None,
        "answered_in": seen.answered_in or None,
    }


def show(seen: Seen) -> None:
    """A finding for a person."""
    row = seen.finding
    state = t(f"findings.state.{seen.state}")
    severity = t(f"findings.severity.{row.severity}")
    line = t(
        "findings.cli.line",
        number=f"{row.contract_number} {row.number}",
        severity=severity,
        state=state,
        due=date_label(row.due),
        item=row.item,
        id=row.id[:8],
    )
    output.text(line)
    output.text(f"  {row.text}")
    if seen.answer:
        output.text("  " + t("findings.cli.answer", id=seen.answered_in[:8]))
        for name in ("cause", "correction", "prevention", "owner", "done"):
            if seen.answer.get(name):
                output.text(f"    {t(f'findings.field.{name}')}: {_safe(seen.answer[name])}")


def _safe(value: object) -> str:
    """A value out of a bundle: nothing in it may steer the terminal."""
    return "".join(c for c in str(value) if c.isprintable())
