"""``selfaudit photo``: photos as evidence, without the place they were taken at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import output, session
from selfaudit.cli.command import group
from selfaudit.cli.ledger import worked_on
from selfaudit.errors import ExitCode, InputError
from selfaudit.services import photos
from selfaudit.services.duties import texts
from selfaudit.text.messages import t


def command() -> Any:
    """Build the group."""
    functions: dict[str, Callable[..., Any]] = {"list": listing, "take": take}

    def said(sub: str) -> str:
        return t("photos.cli.help" if sub == "group" else f"photos.cli.{sub}_help")

    return group("photo", functions, said)


def listing(
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """The items that ask for a photo, and what it must show."""
    with session.workspace("photo") as workspace:
        found = photos.wanted(worked_on(workspace, inspection))
    for item, number, show in found:
        if as_json:
            output.json_line({"item": item, "number": number, "show": show})
        else:
            output.text(f"{item}\n  {number}  {show}")
    return int(ExitCode.OK)


def take(
    item: str = typer.Argument(..., help=t("photos.cli.item"), metavar="ITEM"),
    paths: list[Path] = typer.Argument(..., help=t("photos.cli.paths"), metavar="PATH"),
    keep: bool = typer.Option(False, "--keep-location", help=t("photos.cli.keep")),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
) -> int:
    """Show photos as evidence for one item; warn where faces or writing may be readable."""
    with session.workspace("photo") as workspace:
        walk = worked_on(workspace, inspection)
        if item not in {each.id for each in walk.profile.items}:
            raise InputError(t("papers.no_row", name=item), "", t("photos.cli.item"))
        found = photos.take(walk, item, paths, keep_location=keep)
    for each in found:
        said = texts(each.row)
        when = " ".join(part for part in (said["taken"], said["taken_time"]) if part) or t("photos.when_unknown")
        output.text(t("photos.taken", file=said["file"], when=when, location=said["location"]))
        for warning in [each.told] * bool(each.told) + photos.warnings(each.row):
            output.text(warning)
    return int(ExitCode.OK)
