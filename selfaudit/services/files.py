"""Small files given and written by the exchange: documents, signatures, certificates."""

from __future__ import annotations

import os
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.trust import read_file
from evidence.ward import Signed
from selfaudit.errors import InputError
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

SIGNATURE = ".p7s"


def read_small(path: Path) -> bytes:
    """The bytes of a small document; InputError when it cannot be read or is too large to be one."""
    try:
        return read_file(path)
    except EvidenceError as error:
        raise translated(error) from error


def read_signed(path: Path) -> Signed:
    """A document and the signature that lies beside it (``x.json`` and ``x.json.p7s``)."""
    return Signed(read_small(path), read_small(beside(path)))


def beside(path: Path) -> Path:
    """Where the signature of a document lies."""
    return path.with_name(path.name + SIGNATURE)


def write_new(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that must not exist yet; InputError when it does or cannot be written.

    A `private` one is readable by this account only, from its first byte.
    """
    try:
        with open(path, "xb", opener=_private if private else None) as out:
            out.write(content)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(path), t("cli.common.cannot_write_next")) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_signed(folder: Path, name: str, signed: Signed) -> Path:
    """Write document and signature side by side into a folder, which is made if need be; the document's path."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(folder), t("cli.common.cannot_write_next")) from error
    path = folder / name
    if beside(path).exists():
        raise InputError(t("cli.common.cannot_write"), str(beside(path)), t("cli.common.cannot_write_next"))
    write_new(path, signed.document)
    write_new(beside(path), signed.signature)
    return path
