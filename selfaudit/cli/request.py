"""``selfaudit request``: what the ward asks, taken in and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import group
from selfaudit.errors import InputError
from selfaudit.services import request as service
from selfaudit.services.keyring import grouped
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label


def command() -> Any:
    """Build the command group."""
    return group("request", {"import": import_request, "show": show}, lambda sub: t(f"exchange.help.request.{sub}"))


def import_request(
    file: Path = typer.Argument(..., help=t("exchange.request.file"), metavar="FILE"),
    trust: Path | None = typer.Option(None, "--trust", help=t("exchange.request.trust"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("exchange.request.pin"), metavar="FINGERPRINT"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("exchange.request.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Check the ward's request and keep it with the inspection that answers it."""
    with session.workspace("request import") as workspace:
        asked = service.import_request(workspace, file, trust_file=trust, pins=pin, inspection=inspection)
    diagnostics.say(t("exchange.request.kept"))
    _print(asked, as_json=as_json)
    return 0


def show(
    inspection: str | None = typer.Option(None, "--inspection", help=t("exchange.request.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Show what the ward asks of the inspection opened last."""
    with session.workspace("request show") as workspace:
        walk = workspace.walk(inspection)
        asked = service.asked(walk) if walk else None
    if asked is None:
        raise InputError(t("exchange.request.none"), "", t("exchange.request.none_next"))
    _print(asked, as_json=as_json)
    return 0


def _print(asked: service.Asked, *, as_json: bool) -> None:
    if as_json:
        output.json_line(
            {
                "request": asked.sha256,
                "ward": asked.ward,
                "contract": asked.contract,
                "profile": asked.profile,
                "issued_at": asked.issued_at.isoformat(),
                "due": asked.due.isoformat(),
                "roles": list(asked.roles),
                "timestamp": asked.timestamp,
                "hosts": [{"host": host, "key": key or None} for host, key in asked.hosts],
                "max_bytes": asked.max_bytes,
                "ward_key": asked.ward_key,
                "inspection": asked.inspection,
            }
        )
        return
    roles = t("exchange.word.and").join(t(f"exchange.role.{role}") for role in asked.roles)
    hosts = " ".join(host for host, _ in asked.hosts) or t("exchange.request.any_host")
    for name, value in (
        ("ward", asked.ward),
        ("contract", asked.contract),
        ("profile", asked.profile),
        ("issued_at", moment_label(asked.issued_at.astimezone())),
        ("due", moment_label(asked.due.astimezone())),
        ("roles", roles),
        ("timestamp", t(f"exchange.word.{'needed' if asked.timestamp else 'not_needed'}")),
        ("hosts", hosts),
        ("max_bytes", f"{asked.max_bytes:,}"),
        ("ward_key", grouped(asked.ward_key)),
    ):
        output.text(f"{t(f'exchange.request.line.{name}')}: {value}")
