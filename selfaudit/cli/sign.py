"""``selfaudit sign``: the second signature, by the person responsible for the handling."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from selfaudit.cli import diagnostics, output, session, token
from selfaudit.cli.command import single
from selfaudit.services import handover, keyring
from selfaudit.services import token as tokens
from selfaudit.services.verify import lines
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from evidence.keys import KeyFileSigner
    from evidence.tokens import TokenSigner


def command() -> Any:
    """Build the command."""
    return single("sign", sign, t("exchange.sign.help"))


def sign(
    file: Path = typer.Argument(..., help=t("exchange.sign.file"), metavar="FILE"),
    out: Path = typer.Option(..., "--out", help=t("cli.seal.out"), metavar="FILE|DIR"),
    key: Path | None = typer.Option(None, "--key", help=t("exchange.sign.key"), metavar="FILE"),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", help=t("cli.seal.passphrase_file"), metavar="FILE"
    ),
    token_uri: str | None = token.OPTION,
    tsa: str | None = typer.Option(None, "--tsa", help=t("exchange.cli.tsa"), metavar="URL"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Show what the bundle says, then sign it a second time; the first file stays as it is."""
    where = tokens.place(token_uri)
    for line in lines(handover.looked_at(file, unsigned=True)):
        diagnostics.say(f"  {line}")
    with _signer(where, key, passphrase_file) as signer, session.workspace_if_there("sign") as book:
        made = handover.countersign(file, out, signer, tsa, book=book)
    if as_json:
        document = {"bundle": str(made.path), "id": made.bundle_id, "size": made.size}
        output.json_line({**document, "fingerprint": signer.fingerprint})
        return 0
    output.text(t("exchange.sign.done", path=made.path))
    output.text(t("cli.seal.id", id=made.bundle_id))
    output.text(t("exchange.sign.by", name=keyring.holder(signer), fingerprint=keyring.grouped(signer.fingerprint)))
    return 0


@contextmanager
def _signer(where: tokens.Place | None, key: Path | None, secret: Path | None) -> Iterator[KeyFileSigner | TokenSigner]:
    if where is None:
        path = key or keyring.path_of(session.directory(), keyring.APPROVER)
        yield keyring.open_key(path, session.need_passphrase(secret, t("exchange.sign.prompt")))
        return
    with tokens.opened(where, token.pin(secret)) as signer:
        token.warn(signer)
        yield signer
