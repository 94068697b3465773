"""``selfaudit report``: the present state on paper, before anything is sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import single
from selfaudit.errors import InputError
from selfaudit.services import report as service
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("report", report)


def report(
    out: Path = typer.Argument(..., help=t("cli.report.out"), metavar="FILE.pdf|.xlsx|.html"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.common.inspection"), metavar="ID"),
) -> int:
    """Write the report of the inspection opened last; the file's ending chooses the format."""
    with session.workspace("report") as workspace:
        walk = workspace.walk(inspection)
        if walk is None:
            raise InputError(t("cli.seal.nothing"), "", t("cli.seal.nothing_next"))
        service.write_report(walk, out)
    output.text(t("cli.report.done", path=out))
    return 0
