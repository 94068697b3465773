"""A JSON document and its detached signature beside it (``x.json`` and ``x.json.p7s``)."""

from __future__ import annotations

from datetime import datetime

from evidence.errors import Refused
from evidence.keys_protocol import Signer
from evidence.pki import cms, own
from evidence.pki.cms import Checked
from evidence.verdict import Code


def sign(document: bytes, signer: Signer, when: datetime) -> bytes:
    """The signature of a document: CAdES-B without a commitment, DER."""
    return cms.sign(document, signer, None, when)


def check(document: bytes, signature: bytes) -> Checked:
    """Who signed a document and when; Refused (SIG_*) unless every byte of the signature is signed or fixed."""
    return own.check(document, signature) or _any(document, signature)


def _any(document: bytes, signature: bytes) -> Checked:
    signed = cms.parse(signature)
    checked = cms.check(signed, document)
    cms.require_canonical(signed, signature)
    if checked.signing_time is None:
        raise Refused(Code.SIG_ATTR_MISSING)
    return checked
