"""Signing with a key on a PKCS#11 token, such as a smart card: the key never leaves it (extra ``token``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from evidence import tokens
from evidence.errors import EvidenceError
from selfaudit.errors import InputError
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from evidence.tokens import TokenSigner


@dataclass(frozen=True)
class Place:
    """Where a key is: the maker's PKCS#11 library, the name of the token, the label of key and certificate."""

    library: Path
    token: str
    label: str


def place(uri: str | None) -> Place | None:
    """The place meant by a PKCS#11 URI (RFC 7512): ``pkcs11:token=NAME;object=LABEL?module-path=LIBRARY``.

    None without one; InputError when one of the three is missing.
    """
    if uri is None:
        return None
    scheme, _, rest = uri.partition(":")
    path, _, query = rest.partition("?")
    pairs = [part.partition("=") for part in (*path.split(";"), *query.split("&"))]
    found = {name: unquote(value) for name, _, value in pairs}
    library, token, label = (found.get(name, "") for name in ("module-path", "token", "object"))
    if scheme != "pkcs11" or not (library and token and label):
        raise InputError(t("signing.token.partly"), uri[:200], t("signing.token.partly_next"))
    return Place(Path(library), token, label)


@contextmanager
def opened(where: Place, pin: str) -> Iterator[TokenSigner]:
    """The key, as long as the token is open; InputError for a wrong PIN, a missing token, driver or key."""
    try:
        with tokens.open_token(where.library, where.token, pin, where.label) as signer:
            yield signer
    except EvidenceError as error:
        raise translated(error) from error


def make(where: Place, pin: str, holder: str) -> str:
    """Make a key and its certificate on the token; the fingerprint. InputError as for `opened`."""
    try:
        return tokens.create_on_token(where.library, where.token, pin, where.label, holder)
    except EvidenceError as error:
        raise translated(error) from error
