"""``selfaudit key``: the signing keys on this PC, from the paper form to the last backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session, token
from selfaudit.cli.command import group
from selfaudit.services import key_form, keyring
from selfaudit.services import token as tokens
from selfaudit.services.files import beside, write_new
from selfaudit.services.host_key import host_signer
from selfaudit.text.messages import t
from selfaudit.text.wareki import now

_ROLE = typer.Option(keyring.OPERATOR, "--role", help=t("exchange.key.role_option"), metavar="ROLE")
_FILE = typer.Option(None, "--key", help=t("exchange.key.file"), metavar="FILE")
_PASSPHRASE = typer.Option(None, "--passphrase-file", help=t("cli.seal.passphrase_file"), metavar="FILE")
_NEW_PASSPHRASE = typer.Option(None, "--new-passphrase-file", help=t("exchange.key.new_passphrase_file"))
_JSON = typer.Option(False, "--json", help=t("cli.common.json"))


def command() -> Any:
    """Build the command group."""
    acts: dict[str, Callable[..., int]] = {
        "new": new,
        "export": export,
        "change-passphrase": change_passphrase,
        "backup": backup,
        "rotate": rotate,
        "adopt": adopt,
        "form": form,
        "pfx": pfx,
    }
    return group("key", acts, _help)


def _help(sub: str) -> str:
    return t(f"signing.help.{sub}") if sub in _NEWER else t(f"exchange.help.key.{sub}")


_NEWER = ("form", "pfx")


def new(
    name: str = typer.Option(..., "--name", help=t("exchange.key.name"), metavar="NAME"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    token_uri: str | None = token.OPTION,
    as_json: bool = _JSON,
) -> int:
    """Make a signing key for one role, in a file or on a token."""
    where = tokens.place(token_uri)
    if where is not None:
        fingerprint = tokens.make(where, token.pin(passphrase_file), name)
        output.text(t("signing.token.made", label=where.label))
        output.text(t("exchange.key.fingerprint", fingerprint=keyring.grouped(fingerprint)))
        return 0
    path = _path(role, key)
    diagnostics.say(t("cli.passphrase.new"))
    signer = keyring.make(path, _passphrase(passphrase_file, new=True), name)
    return _shown(path, signer.fingerprint, "exchange.key.made", as_json=as_json)


def export(
    out: Path = typer.Option(..., "--out", help=t("exchange.key.out"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    as_json: bool = _JSON,
) -> int:
    """Write the registration to hand in, and show the fingerprint for the paper form."""
    if role == "host":
        signer = host_signer(session.directory())
    else:
        signer = keyring.open_key(_path(role, key), _passphrase(passphrase_file))
    keyring.export(signer, out)
    return _shown(out, signer.fingerprint, "exchange.key.exported", as_json=as_json)


def change_passphrase(
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    new_passphrase_file: Path | None = _NEW_PASSPHRASE,
) -> int:
    """Protect the same key with another passphrase."""
    path = _path(role, key)
    old = _passphrase(passphrase_file)
    keyring.open_key(path, old)
    keyring.change_passphrase(path, old, _new(new_passphrase_file))
    output.text(t("exchange.key.changed", path=path))
    return 0


def backup(
    out: Path = typer.Option(..., "--out", help=t("exchange.key.backup_out"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
) -> int:
    """Copy the sealed key file to another medium."""
    keyring.backup(_path(role, key), out)
    output.text(t("exchange.key.backed_up", path=out))
    return 0


def rotate(
    out: Path = typer.Option(..., "--out", help=t("exchange.key.out"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    new_passphrase_file: Path | None = _NEW_PASSPHRASE,
    as_json: bool = _JSON,
) -> int:
    """Make a new key in place of the present one, announced by the old one's signature."""
    path = _path(role, key)
    old = _passphrase(passphrase_file)
    keyring.open_key(path, old)
    signer, announced = keyring.rotate(path, old, _new(new_passphrase_file), now())
    keyring.export(signer, out)
    write_new(beside(out), announced)
    if not as_json:
        output.text(t("exchange.key.rotated", path=out, announcement=beside(out)))
    return _shown(out, signer.fingerprint, "exchange.key.exported", as_json=as_json)


def adopt(
    certificate: Path = typer.Argument(..., help=t("exchange.key.certificate"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    as_json: bool = _JSON,
) -> int:
    """Take over the certificate the ward issued for this key."""
    path = _path(role, key)
    signer = keyring.adopt(path, _passphrase(passphrase_file), certificate)
    return _shown(path, signer.fingerprint, "exchange.key.adopted", as_json=as_json)


def form(
    out: Path = typer.Option(..., "--out", help=t("signing.key.form_out"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    lost: str | None = typer.Option(None, "--lost", help=t("signing.key.lost"), metavar="DATE"),
    passphrase_file: Path | None = _PASSPHRASE,
) -> int:
    """Print the paper that goes with a key: its registration, or the notice of its loss."""
    path = _path(role, key)
    if lost:
        holder, fingerprint = keyring.shown(path) or keyring.missing(path)
        key_form.loss(fingerprint, holder, role, lost, now(), out)
    elif role == keyring.WARD:
        holder, fingerprint = keyring.shown(path) or keyring.missing(path)
        key_form.announcement(fingerprint, holder, now(), out)
    else:
        key_form.registration(keyring.open_key(path, _passphrase(passphrase_file)), role, now(), out)
    output.text(t("signing.key.form_done", path=out))
    return 0


def pfx(
    out: Path = typer.Option(..., "--out", help=t("signing.key.pfx_out"), metavar="FILE"),
    role: str = _ROLE,
    key: Path | None = _FILE,
    passphrase_file: Path | None = _PASSPHRASE,
    new_passphrase_file: Path | None = _NEW_PASSPHRASE,
) -> int:
    """Export the key for other programs, under a passphrase of its own."""
    signer = keyring.open_key(_path(role, key), _passphrase(passphrase_file))
    keyring.export_pfx(signer, _new(new_passphrase_file), out)
    output.text(t("signing.key.pfx_done", path=out))
    return 0


def _path(role: str, key: Path | None) -> Path:
    return key or keyring.path_of(session.directory(), role)


def _passphrase(file: Path | None, *, new: bool = False) -> str:
    return session.need_passphrase(file, t("cli.passphrase.prompt"), new=new)


def _new(file: Path | None) -> str:
    return session.secret(file, t("exchange.key.new_prompt"), new=True)


def _shown(path: Path, fingerprint: str, key: str, *, as_json: bool) -> int:
    if as_json:
        output.json_line({"file": str(path), "fingerprint": fingerprint, "grouped": keyring.grouped(fingerprint)})
        return 0
    output.text(t(key, path=path))
    output.text(t("exchange.key.fingerprint", fingerprint=keyring.grouped(fingerprint)))
    return 0
