"""``selfaudit duty``: registers of training, incidents, keys and so on; the calendar; roster, pledges and accounts compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from selfaudit.catalog.duties import books
from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.cli.ledger import worked_on
from selfaudit.cli.paper import typed_fields
from selfaudit.domain.duty import lacking
from selfaudit.errors import ExitCode, InputError
from selfaudit.services import calendar, duties_xlsx, reconcile
from selfaudit.services import duties as service
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label
from selfaudit.text.width import pad

_CELLS = 26


def command() -> Any:
    """Build the group."""
    functions: dict[str, Callable[..., Any]] = {
        "list": listing,
        "show": show,
        "add": add,
        "set": change,
        "remove": remove,
        "export": export,
        "import": take_in,
        "due": due,
        "people": people,
    }

    def said(sub: str) -> str:
        return t("duties.cli.help" if sub == "group" else f"duties.cli.{sub}_help")

    return group("duty", functions, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """All books with the number of their rows, and how many lack something."""
    with session.workspace("duty") as workspace:
        duties = service.Duties(workspace, worked_on(workspace, inspection).contract.id)
        found = [(book, len(duties.entries(book)), duties.incomplete(book)) for book in books()]
    if as_json:
        output.json_line([{"book": book, "rows": rows, "incomplete": gaps} for book, rows, gaps in found])
        return int(ExitCode.OK)
    for book, rows, gaps in found:
        parts = [t("duties.rows", count=rows), t("duties.gaps", count=gaps) if gaps else ""]
        output.text(f"{pad(book, 16)}{pad(service.title(book), _CELLS)}{'  '.join(parts)}".rstrip())
    return int(ExitCode.OK)


def show(
    book: str = typer.Argument(..., help=t("duties.cli.book"), metavar="BOOK"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """The rows of one book with what they lack."""
    known = service.book_of(book)
    with session.workspace("duty") as workspace:
        rows = service.Duties(workspace, worked_on(workspace, inspection).contract.id).entries(book)
    if as_json:
        output.json_line([{"id": row.id, "values": dict(row.values), "gaps": lacking(row, known)} for row in rows])
        return int(ExitCode.OK)
    for row in rows:
        output.text(row.id)
        for name, text in service.texts(row).items():
            if text:
                output.text(f"  {service.label(book, name)}: {text}".replace("\n", "\n    "))
        output.text(f"  {service.lacking_label(row)}")
    return int(ExitCode.OK)


def add(
    book: str = typer.Argument(..., help=t("duties.cli.book"), metavar="BOOK"),
    fields: list[str] = typer.Argument(..., help=t("duties.cli.fields"), metavar="FIELD=TEXT"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Enter one row."""
    service.book_of(book)
    with session.workspace("duty") as workspace:
        row = service.Duties(workspace, worked_on(workspace, inspection).contract.id).add(book, typed_fields(fields))
    output.text(f"{row.id}  {service.lacking_label(row)}")
    return int(ExitCode.OK)


def change(
    book: str = typer.Argument(..., help=t("duties.cli.book"), metavar="BOOK"),
    row: str = typer.Argument(..., help=t("duties.cli.row"), metavar="ID"),
    fields: list[str] = typer.Argument(..., help=t("duties.cli.fields"), metavar="FIELD=TEXT"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Change fields of one row."""
    service.book_of(book)
    with session.workspace("duty") as workspace:
        duties = service.Duties(workspace, worked_on(workspace, inspection).contract.id)
        _known(duties, book, row)
        for name, text in typed_fields(fields).items():
            changed = duties.set(row, book, name, text)
    output.text(f"{row}  {service.lacking_label(changed)}")
    return int(ExitCode.OK)


def remove(
    book: str = typer.Argument(..., help=t("duties.cli.book"), metavar="BOOK"),
    row: str = typer.Argument(..., help=t("duties.cli.row"), metavar="ID"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Take one row off; the journal keeps it."""
    with session.workspace("duty") as workspace:
        duties = service.Duties(workspace, worked_on(workspace, inspection).contract.id)
        _known(duties, book, row)
        duties.remove(row)
    return int(ExitCode.OK)


def export(
    out: Path = typer.Argument(..., help=t("registers.cli.out"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Write all books to a new Excel file."""
    with session.workspace("duty") as workspace:
        duties = service.Duties(workspace, worked_on(workspace, inspection).contract.id)
        duties_xlsx.export(duties, out, workspace.clock())
    output.text(t("registers.screen.exported", path=out))
    return int(ExitCode.OK)


def take_in(
    source: Path = typer.Argument(..., help=t("registers.cli.file"), metavar="FILE"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Read all books from an Excel file; nothing is taken in where anything could not be read."""
    with session.workspace("duty") as workspace:
        done = duties_xlsx.read(service.Duties(workspace, worked_on(workspace, inspection).contract.id), source)
    if done.problems:
        raise InputError(t("registers.screen.not_imported"), "\n  ".join(done.problems))
    output.text(t("registers.screen.imported", added=done.added, changed=done.changed, same=done.same))
    return int(ExitCode.OK)


def due(
    out: Path | None = typer.Option(None, "--ics", help=t("duties.cli.ics"), metavar="FILE"),
    everything: bool = typer.Option(False, "--all", help=t("duties.cli.all")),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """What is due in all contracts; 1 while anything is overdue."""
    with session.workspace("duty") as workspace:
        today = workspace.clock().date()
        rows = calendar.everything(workspace, today) if everything else calendar.open_until(workspace, today)
        if out is not None:
            output.text(t("calendar.written", count=calendar.export(workspace, out, workspace.clock()), path=out))
            return int(ExitCode.OK)
    if as_json:
        for row in rows:
            output.json_line(
                {"day": row.day, "kind": row.kind, "what": row.what, "contract": row.contract_title}
                | {"done": row.done, "basis": row.basis, "note": row.note}
            )
    else:
        for text in calendar.lines(rows, today) or [t("calendar.none")]:
            output.text(text)
    return int(ExitCode.FOUND if any(row.overdue(today) for row in rows) else ExitCode.OK)


def people(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Roster, pledges, training and PC accounts compared; 1 while anything does not match."""
    with session.workspace("duty") as workspace:
        found = reconcile.reconcile(worked_on(workspace, inspection), workspace.clock().date())
    for line in found.lines:
        days = [date_label(day) if day else t("reconcile.none") for day in (line.pledge, line.training)]
        gaps = t("duties.and").join(t(f"reconcile.gap.{gap}") for gap in line.gaps) or t("reconcile.matches")
        output.text(t("reconcile.line", name=line.person.name, pledge=days[0], training=days[1], gaps=gaps))
    output.text(t(f"reconcile.accounts.{found.accounts.comparison}"))
    for name in found.accounts.unlisted:
        output.text(t("reconcile.unlisted", account=name))
    for name in found.strangers:
        output.text(t("reconcile.stranger", name=name))
    return int(ExitCode.FOUND if found.open else ExitCode.OK)


def _known(duties: service.Duties, book: str, row: str) -> None:
    if row not in {each.id for each in duties.entries(book)}:
        raise InputError(t("papers.no_row", name=row), "", t("duties.cli.no_row_next"))
