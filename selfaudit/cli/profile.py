"""``selfaudit profile``: the contracts' clause sets, built in or a ward's own file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from selfaudit.catalog import check_file, list_profiles, load_profile, new_template, template_from_xlsx
from selfaudit.cli import diagnostics, output
from selfaudit.cli.command import group
from selfaudit.cli.session import language
from selfaudit.domain.profile import Item, Profile
from selfaudit.errors import ExitCode, InputError
from selfaudit.text.messages import t
from selfaudit.text.width import pad, wrap

_TEXT_CELLS = 76


def command() -> Any:
    """Build the command."""
    return group("profile", {"list": list_, "show": show, "check": check, "new": new})


def list_(as_json: bool = typer.Option(False, "--json", help=t("cli.common.json"))) -> int:
    """List the profiles that come with the program."""
    found = list_profiles()
    if as_json:
        output.json_line([{"id": row.id, "title": row.title, "client": row.client, "year": row.year} for row in found])
        return int(ExitCode.OK)
    for row in found:
        output.text(f"{pad(row.id, 26)}{pad(row.client, 10)}{pad(row.year, 12)}{row.title}")
    return int(ExitCode.OK)


def show(
    profile: str = typer.Argument(..., help=t("cli.profile.which"), metavar="ID|FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Show every row of one profile, verbatim."""
    loaded = load_profile(profile)
    if as_json:
        output.json_line(as_document(loaded))
        return int(ExitCode.OK)
    output.text(loaded.title)
    for sheet in loaded.sheets:
        output.text(f"\n== {sheet.title}")
        for item in loaded.items_of(sheet.id):
            kinds = " ".join(t(f"catalog.kind.{kind}") for kind in item.kinds)
            duty = t(f"catalog.duty.{item.duty}", party=item.party)
            output.text(f"{item.number}  {item.heading}  {duty}  {kinds}")
            for line in wrap(item.text, _TEXT_CELLS):
                output.text(f"    {line}")
    return int(ExitCode.OK)


def check(
    file: Path = typer.Argument(..., help=t("cli.profile.file"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Say what is wrong with a profile file: line, key and mend."""
    problems = check_file(file)
    if as_json:
        rows = [{"line": row.line, "key": row.key, "message": row.message, "mend": row.mend} for row in problems]
        output.json_line({"file": str(file), "problems": rows})
    else:
        for row in problems:
            output.text(t("cli.profile.problem", file=file, line=row.line, key=row.key, message=row.message))
            output.text(t("cli.profile.mend", mend=row.mend))
        diagnostics.say(t("cli.profile.problems", count=len(problems)) if problems else t("cli.profile.good"))
    return int(ExitCode.INPUT if problems else ExitCode.OK)


def new(
    source: Path | None = typer.Option(None, "--from", help=t("cli.profile.from"), metavar="XLSX"),
    out: Path | None = typer.Option(None, "--out", help=t("cli.profile.out"), metavar="FILE"),
) -> int:
    """Write a starter file for a ward's own papers; what a workbook does not say is asked where somebody can answer."""
    text = template_from_xlsx(source, _asked(source) if out else {}) if source else new_template()
    if out is None:
        output.text(text)
        return int(ExitCode.OK)
    try:
        with out.open("x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(out), t("cli.common.cannot_write_next")) from error
    diagnostics.say(t("cli.profile.written", file=out))
    return int(ExitCode.OK)


def _asked(source: Path) -> dict[str, str]:
    """What no checklist says, asked at the terminal; an empty answer leaves a TODO in the file."""
    if not sys.stdin.isatty():
        return {}
    found = {}
    for name in ("id", "title", "client", "client_word", "contractor_word"):
        output.prompt(t(f"cli.profile.ask.{name}", file=source.stem))
        found[name] = sys.stdin.readline().strip()
    return found


def as_document(profile: Profile) -> dict[str, Any]:
    """The profile as JSON: `{"id", "title", "items": [...]}` and what belongs to them (DESIGN §7)."""
    lang = language()
    return {
        "id": profile.id,
        "title": profile.title,
        "client": profile.client,
        "year": profile.year,
        "parties": {"client": profile.parties.client, "contractor": profile.parties.contractor},
        "sheets": [{"id": sheet.id, "title": sheet.title} for sheet in profile.sheets],
        "conditions": [
            {"id": row.id, "label": row.label.get(lang), "question": row.question.get(lang)}
            for row in profile.conditions
        ],
        "items": [_item(item) for item in profile.items],
        "law_notes": [
            {"id": row.id, "cited": row.cited, "note": row.note.get(lang), "as_of": row.as_of}
            for row in profile.law_notes
        ],
        "digest": profile.digest,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "number": item.number,
        "order": item.order,
        "sheet": item.sheet,
        "parent": item.parent,
        "heading": item.heading,
        "text": item.text,
        "party": item.party,
        "duty": str(item.duty),
        "scored": item.scored,
        "condition": item.condition,
        "kinds": [str(kind) for kind in item.kinds],
        "frequency": item.frequency,
        "deadline": item.deadline,
        "topics": item.topics,
        "auto_checks": item.auto_checks,
        "mirrors": item.mirrors,
        "mark": item.mark_text,
        "note": item.note,
    }
