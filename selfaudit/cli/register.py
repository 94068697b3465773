"""``selfaudit register``: fingerprints of what was received, so that it can be looked for when it should be gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.errors import UsageError
from selfaudit.services import fingerprints
from selfaudit.services import residue as service
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("register", register)


def register(  # noqa: PLR0913, PLR0917 -- one act, one option for each thing it can be told
    paths: list[Path] = typer.Argument(..., help=t("cli.register.paths"), metavar="PATH..."),
    registry: Path | None = typer.Option(None, "--registry", help=t("cli.register.registry"), metavar="FILE"),
    ward_half: Path | None = typer.Option(None, "--ward-half", help=t("cli.register.ward_half"), metavar="FILE"),
    passphrase_file: Path | None = typer.Option(None, "--passphrase-file", help=t("cli.register.passphrase_file")),
    column: list[str] = typer.Option([], "--column", help=t("cli.register.column"), metavar="HEADING=KIND"),
    consent: str = typer.Option("", "--consent", help=t("cli.register.consent"), metavar="TEXT"),
    preview: bool = typer.Option(False, "--preview", help=t("fingerprints.cli.preview")),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Register files, folders and archives; nothing of them is copied."""
    columns = fingerprints.columns_from(column)
    if preview:
        return _preview(paths, columns, as_json=as_json)
    if registry is None:
        raise UsageError(t("fingerprints.cli.no_registry"), "--registry", t("fingerprints.cli.no_registry_next"))
    key = service.key_from(ward_half, session.need_passphrase(passphrase_file, t("cli.register.prompt"), new=True))
    if ward_half is None:
        diagnostics.say(t("cli.register.no_ward_half"))
    if not consent:
        diagnostics.say(t("cli.register.no_consent"))
    meter = diagnostics.Meter(t("cli.register.running"))
    made = service.register(
        paths, registry, key, column_map=columns, consent=consent, progress=lambda made: meter.show(f"{made.files}")
    )
    meter.done()
    _note(made, inspection)
    if as_json:
        output.json_line(made.as_json())
        return 0
    output.text(t("cli.register.done", path=registry))
    for line in fingerprints.stored(made):
        output.text(line)
    return 0


def _preview(paths: list[Path], columns: dict[str, str], *, as_json: bool) -> int:
    found = fingerprints.preview(paths, columns)
    if as_json:
        output.json_line(fingerprints.preview_document(found))
        return 0
    for line in fingerprints.preview_words(found):
        output.text(line)
    diagnostics.say(t("fingerprints.cli.previewed"))
    return 0


def _note(made: Any, inspection: str | None) -> None:
    """Journal it with the contract worked on; said where this PC keeps none yet."""
    with session.workspace_if_there("register") as workspace:
        walk = workspace.walk(inspection) if workspace else None
        if workspace is None or walk is None:
            diagnostics.say(t("fingerprints.cli.not_noted"))
        else:
            fingerprints.note(workspace, walk.contract.id, made)
