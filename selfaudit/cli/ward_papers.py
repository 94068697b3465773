"""``selfaudit ward paper``: the record of an inspection on the spot, and the verification slip of a received bundle."""

from __future__ import annotations

from pathlib import Path

import typer

from selfaudit.cli import output, session
from selfaudit.cli.paper import typed_fields
from selfaudit.cli.ward_options import day
from selfaudit.errors import ExitCode, UsageError
from selfaudit.services import verify
from selfaudit.services import ward_papers as service
from selfaudit.text.messages import t


def paper(
    out: Path = typer.Option(..., "--out", help=t("papers.cli.out"), metavar="FILE"),
    contract: str = typer.Option("", "--contract", help=t("ward_papers.cli.contract"), metavar="NUMBER"),
    on: str = typer.Option("", "--on", help=t("ward_papers.cli.on"), metavar="DATE"),
    bundle: str = typer.Option("", "--bundle", help=t("ward_papers.cli.bundle"), metavar="ID"),
    typed: list[str] = typer.Option([], "--set", help=t("papers.cli.set"), metavar="FIELD=TEXT"),
) -> int:
    """Write one of the two; for a slip the exit code is that of the verdict."""
    if bool(contract) == bool(bundle):
        raise UsageError(t("ward_papers.cli.which"), "", t("ward_papers.cli.which_next"))
    code = int(ExitCode.OK)
    with session.workspace("ward paper") as workspace:
        if bundle:
            made, report = service.slip(workspace, bundle)
            code = verify.exit_code(report)
        else:
            row = service.visit(workspace, contract, day(on))
            made = service.visit_record(workspace, row, typed_fields(typed))
        service.write(made, out)
    output.text(t("papers.cli.made", path=out))
    return code
