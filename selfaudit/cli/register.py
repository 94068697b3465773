"""``selfaudit register``: fingerprints of what was received, so that it can be looked for when it should be gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.services import fingerprints
from selfaudit.services import residue as service
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("register", register)


def register(
    paths: list[Path] = typer.Argument(..., help=t("cli.register.paths"), metavar="PATH..."),
    registry: Path = typer.Option(..., "--registry", help=t("cli.register.registry"), metavar="FILE"),
    ward_half: Path | None = typer.Option(None, "--ward-half", help=t("cli.register.ward_half"), metavar="FILE"),
    passphrase_file: Path | None = typer.Option(None, "--passphrase-file", help=t("cli.register.passphrase_file")),
    column: list[str] = typer.Option([], "--column", help=t("cli.register.column"), metavar="HEADING=KIND"),
    consent: str = typer.Option("", "--consent", help=t("cli.register.consent"), metavar="TEXT"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Register files, folders and archives; nothing of them is copied."""
    columns = fingerprints.columns_from(column)
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
    if as_json:
        output.json_line(made.as_json())
        return 0
    output.text(t("cli.register.done", path=registry))
    output.text(t("cli.register.counts", files=made.files, members=made.members, records=made.records))
    for kind, count in made.kinds.items():
        output.text(f"  {service.kind_name(kind)}: {count}")
    if made.no_records:
        output.text(t("cli.register.no_records", count=made.no_records))
    output.text(t("cli.register.digest", digest=made.digest))
    output.text(t("cli.register.limits"))
    return 0
