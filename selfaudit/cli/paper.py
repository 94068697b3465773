"""``selfaudit paper``: the papers the clauses ask for, filled from registers, roster and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.cli.ledger import worked_on
from selfaudit.errors import ExitCode, InputError, UsageError
from selfaudit.services import papers as service
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, now, parse_date
from selfaudit.text.width import pad

_ID_CELLS = 26


def command() -> Any:
    """Build the group."""
    functions: dict[str, Callable[..., Any]] = {
        "list": listing,
        "rows": rows,
        "make": make,
        "all": make_all,
        "slip": slip,
    }

    def said(sub: str) -> str:
        return t("papers.cli.help" if sub == "group" else f"papers.cli.{sub}_help")

    return group("paper", functions, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """List all forms, with the number of rows that can be printed one by one."""
    with session.workspace("paper") as workspace:
        found = service.listed(worked_on(workspace, inspection), workspace.clock().date())
    if as_json:
        output.json_line([{"id": row.id, "title": row.title, "rows": row.rows} for row in found])
        return int(ExitCode.OK)
    for row in found:
        count = "" if row.rows is None else t("papers.cli.count", count=row.rows)
        output.text(f"{pad(row.id, _ID_CELLS)}{row.title}  {count}".rstrip())
    return int(ExitCode.OK)


def rows(
    form: str = typer.Argument(..., help=t("papers.cli.form"), metavar="ID"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """List the rows of a register that one form can be printed for."""
    with session.workspace("paper") as workspace:
        found = service.choices(worked_on(workspace, inspection), form, workspace.clock().date())
    for key, label in found:
        output.text(f"{key}  {label}")
    return int(ExitCode.OK)


def make(
    form: str = typer.Argument(..., help=t("papers.cli.form"), metavar="ID"),
    out: Path = typer.Option(..., "--out", help=t("papers.cli.out"), metavar="FILE"),
    row: str = typer.Option("", "--row", help=t("papers.cli.row"), metavar="ID"),
    day: str = typer.Option("", "--date", help=t("papers.cli.date"), metavar="DATE"),
    typed: list[str] = typer.Option([], "--set", help=t("papers.cli.set"), metavar="FIELD=TEXT"),
    seal: bool = typer.Option(False, "--seal", help=t("papers.cli.seal")),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write one paper as PDF or Excel."""
    wanted = service.Wanted(day=_day(day), row=row, typed=typed_fields(typed), seal=seal)
    with session.workspace("paper") as workspace:
        path = service.make(worked_on(workspace, inspection), form, out, wanted)
    output.text(t("papers.cli.made", path=path))
    return int(ExitCode.OK)


def make_all(
    out: Path = typer.Option(..., "--out", help=t("papers.cli.folder"), metavar="DIR"),
    day: str = typer.Option("", "--date", help=t("papers.cli.date"), metavar="DATE"),
    seal: bool = typer.Option(False, "--seal", help=t("papers.cli.seal")),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write every paper, as PDF and as Excel, into a new folder."""
    wanted = service.Wanted(day=_day(day), seal=seal)
    with session.workspace("paper") as workspace:
        made = service.make_all(worked_on(workspace, inspection), out, wanted)
    output.text(t("papers.cli.made_all", path=out, count=len(made)))
    return int(ExitCode.OK)


def slip(
    bundle: Path = typer.Argument(..., help=t("papers.cli.bundle"), metavar="FILE"),
    out: Path = typer.Option(..., "--out", help=t("papers.cli.out"), metavar="FILE"),
    trust: Path | None = typer.Option(None, "--trust", help=t("cli.verify.trust"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("cli.verify.pin"), metavar="FINGERPRINT"),
    request: Path | None = typer.Option(None, "--request", help=t("exchange.cli.verify_request"), metavar="FILE"),
) -> int:
    """Verify a bundle offline and write the verification slip; the exit code is that of the verdict."""
    from selfaudit.services import verification_slip, verify
    from selfaudit.services.files import write_new

    given = verify.Given(trust, tuple(pin), request)
    paper, found = verification_slip.slip(bundle, given, now())
    write_new(out, service.render(paper, out.suffix))
    output.text(t("papers.cli.made", path=out))
    return verify.exit_code(found)


def _day(text: str) -> Any:
    try:
        return parse_date(text) if text.strip() else None
    except DateTextError as error:
        raise InputError(t("services.walk.bad_date"), str(error), t("services.walk.bad_date_next")) from error


def typed_fields(pairs: Sequence[str]) -> dict[str, str]:
    """Fields as they are written on the command line, name=text; UsageError for anything else."""
    found = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip():
            raise UsageError(t("papers.cli.bad_set"), pair, t("papers.cli.bad_set_next"))
        found[name.strip()] = text
    return found
