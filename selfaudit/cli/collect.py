"""``selfaudit collect``: one PC's signed report, for another PC to gather."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.services import fleet, policy_file
from selfaudit.services.request import read_digest
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("collect", collect)


def collect(
    out: Path = typer.Option(Path(), "--out", help=t("cli.collect.out"), metavar="FILE|DIR"),
    folder: list[Path] = typer.Option([], "--folder", help=t("cli.collect.folder"), metavar="DIR"),
    request: Path | None = typer.Option(None, "--request", help=t("exchange.cli.collect_request"), metavar="FILE"),
    policy: Path | None = typer.Option(None, "--policy", help=t("policy.cli.file"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Check this PC and write one signed file."""
    asked = read_digest(request) if request else None
    meter = diagnostics.Meter(t("cli.check.running"))
    folders = [str(path.resolve()) for path in folder]
    path, host = fleet.collect(
        session.directory(),
        out,
        lambda step: meter.show(f"{step.done}/{step.total}"),
        folders,
        asked,
        policy_file.read(policy) if policy else None,
    )
    meter.done()
    if as_json:
        output.json_line({"file": str(path), "host": host, "request": asked})
        return 0
    output.text(t("cli.collect.done", path=path))
    output.text(t("cli.collect.host", host=host))
    return 0
