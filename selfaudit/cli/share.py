"""``selfaudit share``: one company, many contracts: answers, checks and PCs of one offered to the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.cli.ledger import worked_on
from selfaudit.errors import ExitCode
from selfaudit.services import sharing
from selfaudit.text.messages import t


def command() -> Any:
    """Build the group."""
    functions: dict[str, Callable[..., Any]] = {
        "list": listing,
        "accept": accept,
        "machines": machines,
        "touched": touched,
    }

    def said(sub: str) -> str:
        return t("sharing.cli.help" if sub == "group" else f"sharing.cli.{sub}_help")

    return group("share", functions, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Answers of other contracts that can be taken over."""
    with session.workspace("share") as workspace:
        found = sharing.proposals(worked_on(workspace, inspection))
    for each in found:
        said = {"contract": each.contract, "other": each.number, "outcome": str(each.answer.outcome)}
        if as_json:
            output.json_line({"item": each.item, **said, "exhibits": len(each.exhibits)})
        else:
            output.text(t("sharing.line", number=each.item, **said))
    if not found and not as_json:
        output.text(t("sharing.none"))
    return int(ExitCode.OK)


def accept(
    items: list[str] = typer.Argument(..., help=t("sharing.cli.item"), metavar="ITEM"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Confirm answers of other contracts for this one."""
    with session.workspace("share") as workspace:
        walk = worked_on(workspace, inspection)
        for item in items:
            output.text(t("sharing.accepted", number=sharing.accept(walk, item).item.number))
    return int(ExitCode.OK)


def machines(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Take over PCs and check results of other contracts."""
    with session.workspace("share") as workspace:
        walk = worked_on(workspace, inspection)
        output.text(t("sharing.machines", count=sharing.copy_machines(walk)))
        output.text(t("sharing.checks", count=sharing.carry_checks(walk)))
    return int(ExitCode.OK)


def touched(name: str = typer.Argument(..., help=t("sharing.cli.name"), metavar="NAME")) -> int:
    """Which contracts a change of a person or PC touches."""
    with session.workspace("share") as workspace:
        found = sharing.touched(workspace, name)
    output.text(t("sharing.touched", contracts=t("duties.and").join(each.title for each in found)))
    return int(ExitCode.OK)
