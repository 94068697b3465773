"""``selfaudit deliver``: a bundle wrapped for the way to the ward, the password on another paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import single
from selfaudit.services import handover
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("deliver", deliver, t("exchange.deliver.help"))


def deliver(
    file: Path = typer.Argument(..., help=t("exchange.deliver.file"), metavar="FILE"),
    out: Path = typer.Option(..., "--out", help=t("exchange.deliver.out"), metavar="FILE|DIR"),
    notice: Path = typer.Option(..., "--notice", help=t("exchange.deliver.notice"), metavar="FILE|DIR"),
    by: str = typer.Option("", "--by", help=t("exchange.deliver.by"), metavar="NAME"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Wrap the bundle under a generated password; the password stands on the notice alone."""
    with session.workspace_if_there("deliver") as book:
        who = by or (book.operator if book else "")
        made = handover.deliver(file, out, notice, handled_by=who, when=datetime.now().astimezone(), book=book)
    if as_json:
        document = {"file": str(made.path), "size": made.size}
        output.json_line({**document, "notice": [str(made.text), str(made.pdf)]})
        return 0
    output.text(t("exchange.deliver.done", path=made.path))
    output.text(t("exchange.deliver.notices", text=made.text, pdf=made.pdf))
    output.text(t("exchange.deliver.apart"))
    return 0
