"""``selfaudit ward contracts, requests, visit, calendar, verifier``: the register of contracts and what goes out."""

from __future__ import annotations

from pathlib import Path

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.ward_options import JSON, OUT, PASSPHRASE, YEAR, day, need_day
from selfaudit.errors import ExitCode, UsageError
from selfaudit.services import ward as service
from selfaudit.services import ward_contracts as acts
from selfaudit.services import ward_requests
from selfaudit.services.keyring import grouped
from selfaudit.services.sheet_rows import Imported
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label

_NUMBER = typer.Option(..., "--contract", help=t("findings.cli.contract"), metavar="NUMBER")


def contracts(
    file: Path | None = typer.Argument(None, help=t("desk.cli.contracts_file"), metavar="[FILE]"),
    export: Path | None = typer.Option(None, "--export", help=t("desk.cli.export"), metavar="FILE"),
    as_json: bool = JSON,
) -> int:
    """Read contracts from Excel into the register, and write the register to Excel."""
    if file is None and export is None:
        raise UsageError(t("desk.cli.nothing"), "", t("desk.cli.nothing_next"))
    with session.workspace("ward contracts") as workspace:
        done = acts.read(workspace, file) if file else Imported(0, 0, 0, ())
        if export is not None and not done.problems:
            acts.export(workspace, export)
    if as_json:
        written = str(export) if export else None
        output.json_line(
            {
                "added": done.added,
                "changed": done.changed,
                "same": done.same,
                "problems": list(done.problems),
                "file": written,
            }
        )
    elif not done.problems:
        output.text(t("desk.cli.contracts_done", added=done.added, changed=done.changed, same=done.same))
    return _told(done.problems)


def requests(
    file: Path = typer.Argument(..., help=t("desk.cli.requests_file"), metavar="FILE"),
    out: Path = OUT,
    due: str = typer.Option("", "--due", help=t("desk.cli.due"), metavar="DATE"),
    year: int | None = YEAR,
    tst: bool = typer.Option(False, "--tst", help=t("exchange.ward.tst")),
    passphrase_file: Path | None = PASSPHRASE,
    as_json: bool = JSON,
) -> int:
    """Sign a request for every contract of a list in Excel."""
    with session.workspace("ward requests") as workspace:
        signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
        issued = ward_requests.from_list(workspace, file, signer, out, due=day(due), fiscal_year=year, timestamp=tst)
    if as_json:
        for path, row in issued.rows:
            output.json_line({"request": str(path), "id": row.id, "contract": row.contract_number})
    elif issued.rows:
        output.text(t("desk.cli.requests_done", count=len(issued.rows), folder=out))
        output.text(t("exchange.ward.request_next"))
    return _told(issued.problems)


def visit(
    contract: str = _NUMBER,
    on: str = typer.Option(..., "--on", help=t("desk.cli.on"), metavar="DATE"),
    method: str = typer.Option("onsite", "--method", help=t("desk.cli.method"), metavar="WORD"),
    by: str = typer.Option("", "--by", help=t("desk.cli.by"), metavar="NAME"),
    present: str = typer.Option("", "--present", help=t("desk.cli.present"), metavar="NAME"),
    note: str = typer.Option("", "--note", help=t("findings.cli.note"), metavar="TEXT"),
    as_json: bool = JSON,
) -> int:
    """Note an inspection on the spot."""
    if method not in acts.METHODS:
        raise UsageError(t("exchange.key.role"), method, t("exchange.key.role_next", roles=" ".join(acts.METHODS)))
    with session.workspace("ward visit") as workspace:
        row = acts.visit(workspace, contract, need_day(on), method, by, present, note)
    if as_json:
        output.json_line(
            {"id": row.id, "contract": row.contract_number, "on": row.day.isoformat(), "method": row.method}
        )
    else:
        output.text(t("desk.cli.visited", contract=row.contract_number, day=date_label(row.day)))
    return 0


def calendar(
    out: Path = typer.Argument(..., help=t("desk.cli.calendar_file"), metavar="FILE"), as_json: bool = JSON
) -> int:
    """Write all last days as a calendar file."""
    with session.workspace("ward calendar") as workspace:
        count = acts.calendar(workspace, out)
    if as_json:
        output.json_line({"file": str(out), "events": count})
    else:
        output.text(t("desk.cli.calendar_done", path=out, count=count))
    return 0


def verifier(
    out: Path = OUT,
    contract: str = typer.Option("", "--contract", help=t("desk.cli.verifier_contract"), metavar="NUMBER"),
    as_json: bool = JSON,
) -> int:
    """Write the verifier page to hand out, and say its fingerprint."""
    if contract:
        with session.workspace("ward verifier") as workspace:
            path, digest = ward_requests.hand_out_verifier(out, workspace, contract)
    else:
        path, digest = ward_requests.hand_out_verifier(out)
    if as_json:
        output.json_line({"file": str(path), "sha256": digest})
        return 0
    output.text(t("desk.cli.verifier_done", path=path))
    output.text(f"SHA-256: {grouped(digest)}")
    output.text(t("desk.cli.verifier_next", name=path.name))
    return 0


def _told(problems: tuple[str, ...]) -> int:
    if problems:
        diagnostics.say(t("desk.cli.not_taken"))
    for problem in problems:
        diagnostics.say(f"  {problem}")
    return int(ExitCode.INPUT if problems else ExitCode.OK)
