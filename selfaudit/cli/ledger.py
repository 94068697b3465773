"""``selfaudit ledger``: the registers of the contract worked on, listed, to Excel and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.domain.register import RegisterKind
from selfaudit.errors import ExitCode, InputError
from selfaudit.services import registers as service
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.text.messages import t


def command() -> Any:
    """Build the group."""
    functions: dict[str, Callable[..., Any]] = {"list": listing, "export": export, "import": take_in}

    def said(sub: str) -> str:
        return t("registers.cli.help" if sub == "group" else f"registers.cli.{sub}_help")

    return group("ledger", functions, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Rows, gaps and balances of every book; 1 while a balance is not zero."""
    with session.workspace("ledger") as workspace:
        registers = worked_on(workspace, inspection).registers
        found = registers.balances()
        document = registers.document() or {"v": service.VERSION, "entries": [], "balances": []}
        notes = {book: registers.note_of([book]) for book in RegisterKind}
    if as_json:
        output.json_line(document)
    else:
        for book, note in notes.items():
            line = t("registers.cli.line", book=service.title(book), count=note.rows, gaps=note.incomplete)
            output.text(line)
        for balance in found:
            output.text(f"  {service.balance_label(balance)}")
    return int(ExitCode.OK if all(balance.settled for balance in found) else ExitCode.FOUND)


def export(
    out: Path = typer.Argument(..., help=t("registers.cli.out"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write all books to a new Excel file."""
    from selfaudit.services import registers_xlsx

    with session.workspace("ledger") as workspace:
        registers_xlsx.export(worked_on(workspace, inspection).registers, out, workspace.clock())
    output.text(t("registers.screen.exported", path=out))
    return int(ExitCode.OK)


def take_in(
    source: Path = typer.Argument(..., help=t("registers.cli.file"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Read all books from an Excel file; nothing is taken in where anything could not be read."""
    from selfaudit.services import registers_xlsx

    with session.workspace("ledger") as workspace:
        done = registers_xlsx.read(worked_on(workspace, inspection).registers, source)
    if done.problems:
        raise InputError(t("registers.screen.not_imported"), "\n  ".join(done.problems))
    output.text(t("registers.screen.imported", added=done.added, changed=done.changed, same=done.same))
    return int(ExitCode.OK)


def worked_on(workspace: Workspace, inspection: str | None) -> Walk:
    """The inspection named, or the one worked on last; InputError without any."""
    walk = workspace.walk(inspection)
    if walk is None:
        raise InputError(t("registers.cli.nothing"), "", t("registers.cli.nothing_next"))
    return walk
