"""``selfaudit gather``: other PCs' reports into one inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import single
from selfaudit.errors import InputError
from selfaudit.services import fleet
from selfaudit.services.keyring import grouped
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("gather", gather)


def gather(
    files: list[Path] = typer.Argument(..., help=t("cli.gather.files"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.common.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Take in the reports and show every PC's key and the worst result of each check."""
    with session.workspace("gather") as workspace:
        walk = workspace.walk(inspection)
        if walk is None:
            raise InputError(t("cli.seal.nothing"), "", t("cli.seal.nothing_next"))
        taken = fleet.gather(walk, files)
        rolled = fleet.roll_up(walk)
    if as_json:
        hosts = [{"host": row.host, "key": row.key, "results": row.results} for row in taken]
        checks = [{"check": check, "status": status, "hosts": said} for check, (status, said) in rolled.items()]
        output.json_line({"hosts": hosts, "checks": checks})
        return 0
    for row in taken:
        key = "cli.gather.again" if row.replaced else "cli.gather.taken"
        output.text(t(key, host=row.host, results=row.results, collected_at=row.collected_at))
        output.text(t("cli.gather.key", fingerprint=grouped(row.key)))
    output.text(t("cli.gather.roll_up"))
    for check, (status, said) in sorted(rolled.items()):
        where = " ".join(f"{host}:{t(f'cli.status.{one}')}" for host, one in sorted(said.items()) if one == status)
        output.text(f"  {t(f'cli.status.{status}')}  {check}  {where}")
    return 0
