"""The option that names a key on a PKCS#11 token, and its PIN: the same for every command that signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfaudit.cli import diagnostics, session
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from evidence.tokens import TokenSigner

OPTION = typer.Option(None, "--token", help=t("signing.token.option"), metavar="URI")


def pin(file: Path | None) -> str:
    """The PIN from file, environment or keyboard; InputError as for a passphrase."""
    return session.need_passphrase(file, t("signing.token.pin"))


def warn(signer: TokenSigner) -> None:
    """Say what a citizen's card would put into the bundle, before it signs."""
    if signer.personal:
        diagnostics.say(t("signing.token.personal"))
