"""``selfaudit receipt``: the ward's receipt, kept for next year's bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.services import handover, verify
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label


def command() -> Any:
    """Build the command group."""
    return group("receipt", {"import": import_receipt}, lambda sub: t(f"exchange.help.receipt.{sub}"))


def import_receipt(
    file: Path = typer.Argument(..., help=t("exchange.receipt.file"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("exchange.request.pin"), metavar="FINGERPRINT"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Check a receipt and keep it with the bundle it names."""
    with session.workspace("receipt import") as workspace:
        row = handover.import_receipt(workspace, file, pin)
    if as_json:
        received = row.received_at.isoformat()
        output.json_line({"id": row.bundle, "verdict": row.verdict, "received_at": received})
        return 0
    output.text(t("exchange.receipt.kept", id=row.bundle))
    at, verdict = moment_label(row.received_at.astimezone()), verify.verdict_words(row.verdict)
    output.text(t("exchange.receipt.says", at=at, verdict=verdict))
    return 0
