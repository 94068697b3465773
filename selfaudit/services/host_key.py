"""The key this PC signs its own report with, used without a person.

Its passphrase lies beside it, readable by this account only (on Windows sealed by the system for this account on this
PC): it shows which PC made a report, and that nobody else
altered it afterwards; it cannot protect against the PC's own administrator (docs/format, threat model).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from evidence import dpapi, keys
from evidence.errors import EvidenceError
from selfaudit.errors import InputError
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

SUBJECT = "selfaudit host"


def name_of(signer: keys.KeyFileSigner) -> str:
    """The PC's name in reports: the beginning of its key's fingerprint, which tells nothing about PC or owner."""
    return f"pc-{signer.fingerprint[:8]}"


def host_signer(directory: Path) -> keys.KeyFileSigner:
    """Open this PC's key below `directory`, making it at the first use. InputError when it cannot be read or made."""
    folder = directory / "keys"
    key, secret = folder / "host.key", folder / "host.secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not key.exists():
            _write_private(secret, _sealed(secrets.token_urlsafe(32)))
            return keys.create_key_file(key, _opened(secret.read_bytes()), SUBJECT)
        return keys.load_key_file(key, _opened(secret.read_bytes()))
    except OSError as error:
        raise InputError(t("services.host_key.unusable"), str(folder), t("services.host_key.unusable_next")) from error
    except EvidenceError as error:
        raise translated(error) from error


_PROTECTED = b"DPAPI1\r\n"
"""In front of a passphrase that Windows keeps."""


def _sealed(passphrase: str) -> bytes:
    plain = passphrase.encode("ascii")
    return _PROTECTED + dpapi.protect(plain) if dpapi.available() else plain


def _opened(kept: bytes) -> str:
    plain = dpapi.unprotect(kept.removeprefix(_PROTECTED)) if kept.startswith(_PROTECTED) else kept
    return plain.decode("ascii", "replace")


def _write_private(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
