"""``selfaudit findings``: the ward's findings on the contractor's side, taken in, listed and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import group
from selfaudit.errors import InputError
from selfaudit.services import exhibit_names
from selfaudit.services import findings as service
from selfaudit.services.findings import Standing
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, moment_label

_JSON = typer.Option(False, "--json", help=t("cli.common.json"))
_INSPECTION = typer.Option(None, "--inspection", help=t("exchange.request.inspection"), metavar="ID")


def command() -> Any:
    """Build the command group."""
    acts: dict[str, Callable[..., int]] = {"import": import_findings, "list": list_findings, "answer": answer}
    return group("findings", acts, lambda sub: t(f"findings.help.findings.{sub}"))


def import_findings(
    file: Path = typer.Argument(..., help=t("findings.cli.file"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("exchange.request.pin"), metavar="FINGERPRINT"),
    as_json: bool = _JSON,
) -> int:
    """Check a list of findings and keep it with its contract."""
    with session.workspace("findings import") as workspace:
        done = service.import_findings(workspace, file, pin)
    if as_json:
        output.json_line({"contract": done.contract.number, "fresh": done.fresh, "findings": _documents(done.rows)})
        return 0
    output.text(t("findings.cli.imported", title=done.contract.title, count=len(done.rows), fresh=done.fresh))
    _show(done.rows)
    output.text(t("findings.cli.imported_next"))
    return 0


def list_findings(inspection: str | None = _INSPECTION, as_json: bool = _JSON) -> int:
    """Show the findings of the contract of an inspection; exit code 1 while any is not answered."""
    with session.workspace("findings list") as workspace:
        walk = workspace.walk(inspection)
        rows = service.of_walk(walk).standing() if walk else []
    if as_json:
        output.json_line({"findings": _documents(rows)})
    elif rows:
        _show(rows)
    else:
        output.text(t("findings.cli.empty"))
    return int(any(row.state == "open" for row in rows))


def answer(  # noqa: PLR0913, PLR0917 -- one option each
    finding: str = typer.Argument(..., help=t("findings.cli.id"), metavar="NUMBER"),
    cause: str | None = typer.Option(None, "--cause", help=t("findings.field.cause"), metavar="TEXT"),
    correction: str | None = typer.Option(None, "--correction", help=t("findings.field.correction"), metavar="TEXT"),
    prevention: str | None = typer.Option(None, "--prevention", help=t("findings.field.prevention"), metavar="TEXT"),
    owner: str | None = typer.Option(None, "--owner", help=t("findings.field.owner"), metavar="NAME"),
    planned: str | None = typer.Option(None, "--planned", help=t("findings.field.planned"), metavar="DATE"),
    done: str | None = typer.Option(None, "--done", help=t("findings.field.done"), metavar="DATE"),
    evidence: list[str] = typer.Option([], "--evidence", help=t("findings.cli.evidence"), metavar="FILE"),
    inspection: str | None = _INSPECTION,
    as_json: bool = _JSON,
) -> int:
    """Write what is given into the answer to one finding; what is not given stays."""
    given = {
        "cause": cause,
        "correction": correction,
        "prevention": prevention,
        "owner": owner,
        "planned": planned,
        "done": done,
    }
    with session.workspace("findings answer") as workspace:
        walk = workspace.walk(inspection)
        if walk is None:
            raise InputError(t("exchange.request.no_inspection"), "", t("exchange.request.no_inspection_next"))
        mine = service.of_walk(walk)
        row = mine.find(finding)
        for name, text in given.items():
            if text is not None:
                row = mine.set(row.finding.id, name, text)
        for path in evidence:
            row = mine.attach(walk, row.finding.id, path)
            told = exhibit_names.told(path, walk.view(row.finding.item).exhibits[-1])
            if told:
                diagnostics.say(told)
    if as_json:
        output.json_line(_document(row))
        return 0
    output.text(t("findings.cli.saved", number=row.finding.number, state=t(f"findings.state.{row.state}")))
    _lacking(row)
    return 0


def _show(rows: tuple[Standing, ...] | list[Standing]) -> None:
    for row in rows:
        found = row.finding
        output.text(
            t(
                "findings.cli.line",
                number=found.number,
                severity=t(f"findings.severity.{found.severity}"),
                state=t(f"findings.state.{row.state}"),
                due=date_label(row.due),
                item=found.item,
                id=found.id[:8],
            )
        )
        output.text(f"  {found.text}")
        for remark in found.remarks[1:]:
            at = moment_label(datetime.fromisoformat(remark.at).astimezone())
            act = t(f"findings.act.{remark.act}")
            output.text("  " + t("findings.cli.remark", at=at, act=act, by=remark.by, text=remark.text))
        _lacking(row)


def _lacking(row: Standing) -> None:
    if row.state == "open" and row.lacking:
        names = t("exchange.word.and").join(t(f"findings.field.{name}") for name in row.lacking)
        output.text("  " + t("findings.cli.lacking", fields=names))


def _documents(rows: tuple[Standing, ...] | list[Standing]) -> list[dict[str, Any]]:
    return [_document(row) for row in rows]


def _document(row: Standing) -> dict[str, Any]:
    found, said = row.finding, row.improvement
    return {
        "id": found.id,
        "number": found.number,
        "item": found.item,
        "severity": found.severity,
        "text": found.text,
        "due": found.due,
        "state": str(row.state),
        "lacking": list(row.lacking),
        "remarks": [{"act": one.act, "at": one.at, "by": one.by, "text": one.text} for one in found.remarks],
        "answer": {name: service.plain(getattr(said, name)) for name in service.FIELDS} | {"evidence": said.evidence},
    }
