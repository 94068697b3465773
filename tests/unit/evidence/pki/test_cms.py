"""DER and CMS: what is read is strict, what is written others accept, what is changed is refused."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import Refused
from evidence.keys import KeyFileSigner
from evidence.pki import certs, cms, der

WHEN = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)
CONTENT = b"<xml/>\nline\n"


@pytest.fixture(scope="module")
def signature(operator: KeyFileSigner) -> bytes:
    return cms.sign(CONTENT, operator, cms.PROOF_OF_ORIGIN, WHEN)


def test_a_signature_says_who_when_and_as_what(signature: bytes, operator: KeyFileSigner) -> None:
    signed = cms.parse(signature)
    checked = cms.check(signed, CONTENT)
    cms.require_canonical(signed, signature)
    assert checked.certificate == operator.certificate
    assert checked.signing_time == WHEN
    assert checked.commitments == (cms.PROOF_OF_ORIGIN,)


def test_other_content_is_refused(signature: bytes) -> None:
    with pytest.raises(Refused) as caught:
        cms.check(cms.parse(signature), CONTENT + b" ")
    assert caught.value.code.name == "SIG_DIGEST_MISMATCH"


@pytest.mark.filterwarnings("ignore:Parsed a serial")
def test_no_bit_of_a_signature_is_free(signature: bytes) -> None:
    """CMS is malleable outside the signed attributes; the canonical form leaves no slack."""
    free = []
    for bit in range(8 * len(signature)):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << (bit % 8)
        try:
            signed = cms.parse(bytes(changed))
            cms.check(signed, CONTENT)
            cms.require_canonical(signed, bytes(changed))
        except Refused:
            continue
        free.append(bit)
    assert free == []


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_garbage_raises_only_our_refusal(raw: bytes) -> None:
    with pytest.raises(Refused):
        cms.parse(raw)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_signature_raises_only_our_refusal(signature: bytes, data: st.DataObject) -> None:
    raw = bytearray(signature)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        cms.check(cms.parse(bytes(raw)), CONTENT)
    except Refused:
        return


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_der_raises_only_its_own_error(raw: bytes) -> None:
    try:
        node = der.parse(raw)
        for child in node.children():
            child.oid()
            child.time()
    except der.DerError:
        return


def test_deep_nesting_is_cheap() -> None:
    raw = b""
    for _ in range(20_000):
        raw = der.tlv(der.SEQUENCE, raw) if len(raw) < 60_000 else raw
    with pytest.raises(Refused):
        cms.parse(raw)


@pytest.mark.parametrize(
    ("oid", "length", "expected"),
    [("2.16.840.1.101.3.4.2.1", 0x7F, b"\x30\x7f"), ("", 0x80, b"\x30\x81\x80"), ("", 0x100, b"\x30\x82\x01\x00")],
)
def test_lengths_are_minimal(oid: str, length: int, expected: bytes) -> None:
    assert der.tlv(der.SEQUENCE, bytes(length))[: len(expected)] == expected


def test_times_before_and_after_2050() -> None:
    """RFC 5652 section 11.3."""
    early = der.time(datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC))
    late = der.time(datetime(2050, 1, 1, tzinfo=UTC))
    assert early == b"\x17\x0d491231235959Z"
    assert late == b"\x18\x0f20500101000000Z"
    assert der.parse(late).time() == datetime(2050, 1, 1, tzinfo=UTC)


def test_a_p384_or_small_key_is_outside_the_signing_policy(operator: KeyFileSigner) -> None:
    key = ec.derive_private_key(7, ec.SECP521R1())
    cert = (
        x509.CertificateBuilder()
        .subject_name(operator.certificate.subject)
        .issuer_name(operator.certificate.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(WHEN)
        .not_valid_after(WHEN.replace(year=2036))
        .sign(key, hashes.SHA256())
    )
    with pytest.raises(certs.AlgorithmError):
        certs.public_key(cert)


def test_wycheproof_p256(shared: Path) -> None:
    """174 valid and 310 invalid ECDSA signatures of C2SP/wycheproof: strict DER and range checks."""
    path = shared / "samples/evidence-vectors/wycheproof/ecdsa_secp256r1_sha256_test.json"
    if not path.is_file():
        pytest.skip("wycheproof vectors not found")
    seen = {"valid": 0, "invalid": 0}
    for group in json.loads(path.read_text("utf-8"))["testGroups"]:
        key = serialization.load_pem_public_key(group["publicKeyPem"].encode())
        assert isinstance(key, ec.EllipticCurvePublicKey)
        for case in group["tests"]:
            try:
                key.verify(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]), ec.ECDSA(hashes.SHA256()))
                got = "valid"
            except InvalidSignature:
                got = "invalid"
            assert got == case["result"], case["comment"]
            seen[got] += 1
    assert seen == {"valid": 174, "invalid": 310}


@pytest.mark.tool
@pytest.mark.parametrize("kind", ["ec", "rsa", "stream"])
def test_signatures_made_by_openssl(tmp_path: Path, kind: str) -> None:
    """The reader takes what ``openssl cms -sign -cades`` writes, and names the BER form of ``-stream``."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    key, cert, out, body = (str(tmp_path / n) for n in ("k.pem", "c.pem", "o.p7s", "body"))
    Path(body).write_bytes(CONTENT)
    algorithm = ["rsa:2048"] if kind == "rsa" else ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    request = [openssl, "req", "-x509", "-newkey", *algorithm, "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=x"]
    subprocess.run(request, check=True, capture_output=True)
    sign = [openssl, "cms", "-sign", "-cades", "-binary", "-md", "sha256", "-signer", cert, "-inkey", key]
    sign += ["-in", body, "-outform", "DER", "-out", out, *(["-stream", "-nodetach"] if kind == "stream" else [])]
    subprocess.run(sign, check=True, capture_output=True)
    raw = Path(out).read_bytes()
    if kind == "stream":
        with pytest.raises(Refused) as caught:
            cms.parse(raw)
        assert caught.value.code.name == "SIG_NOT_DER"
        return
    assert certs.common_name(cms.check(cms.parse(raw), CONTENT).certificate) == "x"
