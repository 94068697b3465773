"""``selfaudit policy``: what the PCs of a contract are judged by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.cli.ledger import worked_on
from selfaudit.cli.paper import typed_fields
from selfaudit.errors import ExitCode
from selfaudit.services import policy_file
from selfaudit.services.policy import field_of, of_walk, policy_for
from selfaudit.text.messages import t
from selfaudit.text.width import pad

_NAME, _LABEL = 18, 26


def command() -> Any:
    """Build the group."""

    def said(sub: str) -> str:
        return t("policy.cli.help" if sub == "group" else f"policy.cli.{sub}_help")

    return group("policy", {"list": listing, "set": change, "export": export}, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Every field with what is set, and the default."""
    with session.workspace("policy") as workspace:
        own = of_walk(worked_on(workspace, inspection))
        lines, thresholds, declared = own.lines(), own.thresholds(), own.declared()
    if as_json:
        output.json_line({"thresholds": thresholds, "declared": declared})
        return int(ExitCode.OK)
    for line in lines:
        told = line.text or (t("policy.default", value=line.default) if line.default else t("policy.undeclared"))
        output.text(f"{pad(line.name, _NAME)}{pad(line.label, _LABEL)}{told}".replace("\n", t("policy.and")))
    return int(ExitCode.OK)


def change(
    fields: list[str] = typer.Argument(..., help=t("policy.cli.values"), metavar="FIELD=VALUE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write fields; an empty value goes back to the default."""
    texts = typed_fields(fields)
    for name in texts:
        field_of(name)
    with session.workspace("policy") as workspace:
        own = of_walk(worked_on(workspace, inspection))
        for name, text in texts.items():
            own.set(name, text)
    return int(ExitCode.OK)


def export(
    out: Path = typer.Argument(..., help=t("policy.cli.out"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write what the contract asks as one file, for `check --policy` and `collect --policy` on other PCs."""
    with session.workspace("policy") as workspace:
        policy_file.write(policy_for(worked_on(workspace, inspection)), out)
    output.text(t("policy.written", path=out))
    return int(ExitCode.OK)
