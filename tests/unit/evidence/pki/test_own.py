"""The quick reading of our own signatures says what the thorough one says, or nothing."""

from datetime import UTC, datetime

import pytest

from evidence.errors import Refused
from evidence.pki import cms, own
from evidence.pki.cms import Checked
from tests.vectors.forge import WHEN, signer

CONTENT = b"the list of what was signed"
ROLES = (None, cms.PROOF_OF_ORIGIN, cms.PROOF_OF_APPROVAL)


def thoroughly(raw: bytes) -> Checked | str:
    try:
        signed = cms.parse(raw)
        checked = cms.check(signed, CONTENT)
        cms.require_canonical(signed, raw)
    except Refused as refused:
        return refused.code.name
    return checked


@pytest.mark.parametrize("role", ROLES)
def test_what_our_writer_writes_is_recognised(role: str | None) -> None:
    raw = cms.sign(CONTENT, signer(1, "operator"), role, WHEN)
    assert own.check(CONTENT, raw) == thoroughly(raw)
    assert own.check(CONTENT + b" ", raw) is None


def test_no_flipped_bit_is_recognised() -> None:
    """Every bit of a signature is signed or fixed, so the quick way must know none of the damaged ones."""
    raw = cms.sign(CONTENT, signer(1, "operator"), cms.PROOF_OF_ORIGIN, WHEN)
    for at in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[at] ^= 1 << bit
            assert own.check(CONTENT, bytes(changed)) is None, (at, bit)
    for at in range(len(raw)):
        assert own.check(CONTENT, raw[:at]) is None
        assert own.check(CONTENT, raw[:at] + b"\x00" + raw[at:]) is None


def test_a_certificate_of_another_key_is_not_recognised() -> None:
    """The certificate exchanged for another of the same length: signed attributes name the first."""
    ours, other = (cms.sign(CONTENT, signer(n, "operator"), None, WHEN) for n in (1, 2))
    first, second = (own._signer(raw[own._HEAD : own._HEAD + 4 + _length(raw)]) for raw in (ours, other))
    assert first is not None
    assert second is not None
    value = cms.parse(ours).signer
    mixed = cms.assembled(
        _certificate(other), second.identifier, value.algorithm, value.attribute_set.content, value.signature
    )
    assert own.check(CONTENT, mixed) is None
    assert thoroughly(mixed) == "SIG_CERT_SUBSTITUTED"


@pytest.mark.parametrize(
    "when", [datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)], ids=str
)
def test_times_of_both_forms(when: datetime) -> None:
    """From 2050 on a time is a GeneralizedTime (RFC 5652 section 11.3): left to the thorough way."""
    raw = cms.sign(CONTENT, signer(1, "operator"), None, when)
    found = own.check(CONTENT, raw)
    assert (found is None) == (when.year >= 2050)
    assert found in (None, thoroughly(raw))


def _length(raw: bytes) -> int:
    return int.from_bytes(raw[own._HEAD + 2 : own._HEAD + 4], "big")


def _certificate(raw: bytes) -> bytes:
    return raw[own._HEAD : own._HEAD + 4 + _length(raw)]
