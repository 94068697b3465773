"""``selfaudit renew``: a fresh timestamp over a whole bundle, before the last one ages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output
from selfaudit.cli.command import single
from selfaudit.services import handover
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("renew", renew, t("exchange.renew.help"))


def renew(
    file: Path = typer.Argument(..., help=t("exchange.renew.file"), metavar="FILE"),
    tsa: str = typer.Option(..., "--tsa", help=t("exchange.cli.tsa"), metavar="URL"),
    out: Path | None = typer.Option(None, "--out", help=t("exchange.renew.out"), metavar="FILE|DIR"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Copy the bundle with one more archive timestamp; its id stays the same."""
    made = handover.renew(file, out, tsa)
    if as_json:
        output.json_line({"bundle": str(made.path), "id": made.bundle_id, "size": made.size})
        return 0
    output.text(t("exchange.renew.done", path=made.path))
    output.text(t("cli.seal.id", id=made.bundle_id))
    return 0
