"""The signing keys on this PC: one file per role below the data folder, sealed with a passphrase.

A contractor's operator and 取扱責任者 and a ward each have their own; a key may as well lie elsewhere, such as on a USB
stick that its holder keeps.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from evidence import keys, model, registration
from evidence.errors import EvidenceError
from evidence.pki import certs
from selfaudit.errors import InputError, UsageError
from selfaudit.services.files import read_small, write_new
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

OPERATOR, APPROVER, WARD = model.OPERATOR, model.APPROVER, "ward"
ROLES = (OPERATOR, APPROVER, WARD)


def path_of(directory: Path, role: str) -> Path:
    """Where the key of a role lies; UsageError for a role that has no key file."""
    if role not in ROLES:
        raise UsageError(t("exchange.key.role"), role, t("exchange.key.role_next", roles=" ".join(ROLES)))
    return directory / "keys" / f"{role}.key"


def make(path: Path, passphrase: str, holder: str) -> keys.KeyFileSigner:
    """Make a key in a new file; InputError when the file exists or the passphrase or name does not do."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return keys.create_key_file(path, passphrase, holder)
    except EvidenceError as error:
        raise translated(error) from error
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(path), t("cli.common.cannot_write_next")) from error


def open_key(path: Path, passphrase: str) -> keys.KeyFileSigner:
    """Open a key file; InputError when it is not there, damaged, or the passphrase is another."""
    if not path.is_file():
        missing(path)
    try:
        return keys.load_key_file(path, passphrase)
    except EvidenceError as error:
        raise translated(error) from error


def missing(path: Path) -> NoReturn:
    """Say that there is no key at this place."""
    raise InputError(t("exchange.key.none"), str(path), t("exchange.key.none_next"))


def shown(path: Path) -> tuple[str, str] | None:
    """Holder and fingerprint of a key file that lies there, without its passphrase; None where there is none.

    InputError when the file is no key file.
    """
    if not path.is_file():
        return None
    try:
        certificate = keys.certificate_of(path)
    except EvidenceError as error:
        raise translated(error) from error
    return certs.common_name(certificate), certs.fingerprint(certificate)


def export(signer: keys.KeyFileSigner, out: Path) -> None:
    """Write the registration (the certificate, PEM) a contractor hands in; InputError when `out` exists."""
    write_new(out, registration.export(signer))


def export_pfx(signer: keys.KeyFileSigner, passphrase: str, out: Path) -> None:
    """Write the key as PKCS#12 for other programs, readable by this account only; InputError when `out` exists."""
    try:
        content = keys.export_pfx(signer, passphrase)
    except EvidenceError as error:
        raise translated(error) from error
    write_new(out, content, private=True)


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Seal the same key under another passphrase; copies made before keep the old one."""
    open_key(path, old)
    if old == new:
        raise InputError(t("exchange.key.same"), "", t("exchange.key.same_next"))
    try:
        keys.change_passphrase(path, old, new)
    except EvidenceError as error:
        raise translated(error) from error


def backup(path: Path, out: Path) -> None:
    """Copy the sealed key file: whoever has the copy needs the same passphrase."""
    if not path.is_file():
        missing(path)
    write_new(out, path.read_bytes(), private=True)


def adopt(path: Path, passphrase: str, certificate: Path) -> keys.KeyFileSigner:
    """Keep the certificate the ward issued for this key in place of the self-signed one."""
    try:
        return keys.adopt_certificate(path, passphrase, registration.read(read_small(certificate)))
    except EvidenceError as error:
        raise translated(error) from error


def rotate(path: Path, old: str, new: str, when: datetime) -> tuple[keys.KeyFileSigner, bytes]:
    """Put a new key in the place of the present one, which stays beside it under its fingerprint.

    Returns the new key, and the old key's signature over the new certificate, to be handed in with it.
    """
    before = open_key(path, old)
    kept = path.with_name(f"{path.stem}-{before.fingerprint[:8]}{path.suffix}")
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    after = make(fresh, new, certs.common_name(before.certificate))
    try:
        announced = registration.announce(before, after.certificate, when)
        shutil.copy2(path, kept)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise InputError(t("cli.common.cannot_write"), str(path), t("cli.common.cannot_write_next")) from error
    return after, announced


def holder(signer: keys.Signer) -> str:
    """The name in the certificate."""
    return certs.common_name(signer.certificate)


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as it stands on paper."""
    return keys.grouped(fingerprint)
