"""``selfaudit verify``: what a bundle proves, the same as ``python -m evidence verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from evidence.__main__ import main as evidence_main

from selfaudit.cli import session
from selfaudit.cli.command import single
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("verify", verify)


def verify(
    files: list[Path] = typer.Argument(..., help=t("cli.verify.files"), metavar="FILE..."),
    trust: Path | None = typer.Option(None, "--trust", help=t("cli.verify.trust"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("cli.verify.pin"), metavar="FINGERPRINT"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Verify bundles offline."""
    arguments = ["verify", *map(str, files), "--lang", session.language()]
    if trust is not None:
        arguments += ["--trust", str(trust)]
    for fingerprint in pin:
        arguments += ["--pin", fingerprint]
    return evidence_main([*arguments, "--json"] if as_json else arguments)
