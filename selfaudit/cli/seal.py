"""``selfaudit seal``: one inspection as one signed file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from selfaudit.cli import diagnostics, output, session, token
from selfaudit.cli.command import single
from selfaudit.errors import ExitCode, InputError
from selfaudit.services import request
from selfaudit.services import seal as service
from selfaudit.services import token as tokens
from selfaudit.services.keyring import grouped
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk


def command() -> Any:
    """Build the command."""
    return single("seal", seal)


def seal(  # noqa: PLR0913, PLR0917 -- one parameter per option
    out: Path = typer.Option(Path(), "--out", help=t("cli.seal.out"), metavar="FILE|DIR"),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", help=t("cli.seal.passphrase_file"), metavar="FILE"
    ),
    tsa: str | None = typer.Option(None, "--tsa", help=t("exchange.cli.tsa"), metavar="URL"),
    oscal: bool = typer.Option(False, "--oscal", help=t("exchange.cli.oscal")),
    pdf: bool = typer.Option(False, "--sign-pdf", help=t("signing.pdf.option")),
    redact: list[int] = typer.Option([], "--redact", help=t("signing.seal.redact"), metavar="SEQ"),
    may_withhold: list[str] = typer.Option([], "--may-withhold", help=t("withholding.option"), metavar="NAME=REASON"),
    token_uri: str | None = token.OPTION,
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Seal the inspection worked on last (or the one named) into a signed evidence bundle."""
    where = tokens.place(token_uri)
    with session.workspace("seal") as workspace:
        walk = workspace.walk(inspection)
        if walk is None:
            raise InputError(t("cli.seal.nothing"), "", t("cli.seal.nothing_next"))
        for sentence in service.readiness(walk):
            diagnostics.say(t("cli.seal.open", sentence=sentence))
        wish = service.Extras(oscal, frozenset(redact), pdf, may_lack=_reasons(may_withhold))
        if where is None:
            passphrase = _passphrase(walk, passphrase_file)
            sealed = service.seal(walk, out, passphrase, diagnostics.say, tsa, more=wish)
        else:
            with tokens.opened(where, token.pin(passphrase_file)) as signer:
                token.warn(signer)
                sealed = service.seal(walk, out, "", diagnostics.say, tsa, more=replace(wish, signer=signer))
        asked = request.asked(walk)
    if asked and sealed.size > asked.max_bytes:
        diagnostics.say(t("exchange.gap.size", size=sealed.size, most=asked.max_bytes))
    if as_json:
        document: dict[str, Any] = {"bundle": str(sealed.path), "id": sealed.bundle_id, "size": sealed.size}
        document |= {"request": asked.sha256 if asked else None}
        output.json_line({**document, "fingerprint": sealed.fingerprint})
        return int(ExitCode.OK)
    output.text(t("cli.seal.done", path=sealed.path))
    output.text(t("cli.seal.id", id=sealed.bundle_id))
    output.text(t("cli.seal.fingerprint", fingerprint=grouped(sealed.fingerprint)))
    output.text(t("cli.seal.hand_over"))
    output.text(t("cli.seal.verify", path=sealed.path, fingerprint=sealed.fingerprint))
    if asked and "approver" in asked.roles:
        output.text(t("exchange.sign.needed", path=sealed.path))
    return int(ExitCode.OK)


def _reasons(given: list[str]) -> dict[str, str]:
    """Names of exhibits with the reasons; the name may hold an equals sign, the reason may not begin with one."""
    pairs = [text.rpartition("=") for text in given]
    return {name: reason for name, _, reason in pairs}


def _passphrase(walk: Walk, file: Path | None) -> str:
    new = not service.key_info(walk).exists
    if new:
        diagnostics.say(t("cli.passphrase.new"))
    return session.need_passphrase(file, t("cli.passphrase.prompt"), new=new)
