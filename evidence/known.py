"""What a verifier has at hand besides keys: its own request, its receipt for the bundle, the id of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence import model
from evidence.errors import InputError
from evidence.jsonstrict import SchemaError
from evidence.trust import Trust, load_receipt, read_file

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Received:
    """The part of a checked receipt that later verifications use."""

    bundle: str
    moment: datetime


@dataclass(frozen=True)
class Known:
    """None of it is needed; each makes the verdict say more."""

    request: bytes | None = None
    """The bytes of request.json as the ward issued it."""
    receipt: Received | None = None
    previous: str | None = None
    """Bundle id, 64 hex digits."""


def load(trust: Trust, request: Path | None, receipt: Path | None, previous: str | None) -> Known:
    """Read the given files; InputError for one that is not what it should be."""
    raw = None if request is None else _request(request)
    received = None
    if receipt is not None:
        document = load_receipt(receipt, trust)
        received = Received(document.bundle, model.moment(document.received_at))
    if previous is not None and (len(previous) != 64 or set(previous) - _HEX):
        raise InputError("fingerprint", length=len(previous))
    return Known(raw, received, previous)


def _request(path: Path) -> bytes:
    raw = read_file(path)
    try:
        model.read(model.Request, raw)
    except SchemaError as error:
        raise InputError("document_bad", name=path.name, where=error.where) from None
    return raw
