"""``selfaudit erase``: files named by a person, erased at the second call, when agreed to and confirmed by number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.cli.ledger import worked_on
from selfaudit.cli.search import printable
from selfaudit.errors import ExitCode
from selfaudit.report.labels import bytes_label
from selfaudit.services import assisted_erase
from selfaudit.services.storage import storage_of
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("erase", erase, t("certificate.cli.erase_help"))


def erase(
    files: list[Path] = typer.Argument(None, help=t("certificate.cli.erase_files"), metavar="[FILE...]"),
    trashes: bool = typer.Option(False, "--trashes", help=t("residue.cli.trashes")),
    agree: bool = typer.Option(False, "--agree", help=t("certificate.cli.agree")),
    code: str = typer.Option("", "--code", help=t("certificate.cli.code"), metavar="NUMBER"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Show what would be erased and the number to confirm it; erase with both; 1 when a file is left."""
    with session.workspace("erase") as workspace:
        contract = worked_on(workspace, inspection).contract.id
    plan = assisted_erase.plan(files or [], empty_trashes=trashes)
    for refused in plan.refused:
        diagnostics.say(f"{printable(str(refused.path))}  {t(f'certificate.failed.{refused.why}')}")
    if not (agree or code):
        return _shown(plan)
    with session.workspace("erase") as workspace:
        done = assisted_erase.erase(workspace, contract, plan, agreed=agree, typed=code)
    for each in done:
        steps = t("certificate.and").join(t(f"certificate.step.{step}") for step in each.done)
        failed = t(f"certificate.failed.{each.failed}") if each.failed else ""
        output.text(f"{printable(str(each.path))}  {steps}  {failed}".rstrip())
    output.text(t("certificate.screen.erased", count=sum(1 for each in done if each.complete)))
    left = plan.refused or any(not each.complete for each in done)
    return int(ExitCode.FOUND if left else ExitCode.OK)


def _shown(plan: assisted_erase.Plan) -> int:
    for path in plan.files:
        output.text(printable(str(path)))
    for kind in dict.fromkeys(storage_of(path).kind for path in plan.files):
        output.text(f"{t(f'certificate.storage.{kind}.name')}: {t(f'certificate.storage.{kind}.erase')}")
    output.text(t("certificate.screen.erase_about"))
    size = bytes_label(plan.size)
    output.text(t("certificate.cli.not_yet", count=len(plan.files), size=size, code=plan.code))
    return int(ExitCode.FOUND)
