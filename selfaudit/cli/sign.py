"""``selfaudit sign``: the second signature, by the person responsible for the handling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.services import handover, keyring
from selfaudit.services.verify import lines
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("sign", sign, t("exchange.sign.help"))


def sign(
    file: Path = typer.Argument(..., help=t("exchange.sign.file"), metavar="FILE"),
    out: Path = typer.Option(..., "--out", help=t("cli.seal.out"), metavar="FILE|DIR"),
    key: Path | None = typer.Option(None, "--key", help=t("exchange.sign.key"), metavar="FILE"),
    passphrase_file: Path | None = typer.Option(None, "--passphrase-file", help=t("cli.seal.passphrase_file")),
    tsa: str | None = typer.Option(None, "--tsa", help=t("exchange.cli.tsa"), metavar="URL"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Show what the bundle says, then sign it a second time; the first file stays as it is."""
    path = key or keyring.path_of(session.directory(), keyring.APPROVER)
    for line in lines(handover.looked_at(file, unsigned=True)):
        diagnostics.say(f"  {line}")
    passphrase = session.need_passphrase(passphrase_file, t("exchange.sign.prompt"))
    signer = keyring.open_key(path, passphrase)
    with session.workspace_if_there("sign") as book:
        made = handover.countersign(file, out, signer, tsa, book=book)
    if as_json:
        document = {"bundle": str(made.path), "id": made.bundle_id, "size": made.size}
        output.json_line({**document, "fingerprint": signer.fingerprint})
        return 0
    output.text(t("exchange.sign.done", path=made.path))
    output.text(t("cli.seal.id", id=made.bundle_id))
    output.text(t("exchange.sign.by", name=keyring.holder(signer), fingerprint=keyring.grouped(signer.fingerprint)))
    return 0
