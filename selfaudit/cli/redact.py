"""``selfaudit redact``: a copy of a bundle without some exhibits, still signed, for a reader who must not see them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output
from selfaudit.cli.command import single
from selfaudit.errors import UsageError
from selfaudit.services import withholding
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("redact", redact, t("withholding.help"))


def redact(
    file: Path = typer.Argument(..., help=t("withholding.file"), metavar="FILE"),
    names: list[str] = typer.Argument(None, help=t("withholding.names"), metavar="NAME"),
    every: bool = typer.Option(False, "--all", help=t("withholding.all")),
    out: Path = typer.Option(Path(), "--out", help=t("withholding.out"), metavar="FILE|DIR"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Copy the bundle without the exhibits named; without a name, list those that may be left out."""
    found = withholding.parts(file)
    if every and names:
        raise UsageError(t("withholding.both"), "--all", t("withholding.both_next"))
    if not names and not every:
        return _list(found, as_json=as_json)
    made = withholding.copy(file, out, names or [part.path for part in found])
    if as_json:
        output.json_line({"bundle": str(made.path), "id": made.bundle_id, "size": made.size})
        return 0
    output.text(t("withholding.done", path=made.path))
    output.text(t("cli.seal.id", id=made.bundle_id))
    output.text(t("withholding.said"))
    return 0


def _list(found: list[withholding.Part], *, as_json: bool) -> int:
    if as_json:
        output.json_line({"parts": [asdict(part) for part in found]})
        return 0
    for part in found:
        output.text(t("withholding.row", **asdict(part)))
    output.text(t("withholding.how" if found else "withholding.none"))
    return 0
