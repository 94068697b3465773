"""Key files: made once, opened with the passphrase alone, useless without it."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from evidence import keys
from evidence.errors import KeyFileError

PASSPHRASE = "ひらがなでも よい長い言葉"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keys.KeyFileSigner]:
    path = tmp_path_factory.mktemp("keys") / "operator.key"
    return path, keys.create_key_file(path, PASSPHRASE, "株式会社見本 点検担当")


def test_a_key_comes_back(made: tuple[Path, keys.KeyFileSigner]) -> None:
    path, signer = made
    again = keys.load_key_file(path, PASSPHRASE)
    assert again.fingerprint == signer.fingerprint
    assert again.certificate == signer.certificate
    public = again.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(again.sign(b"abc"), b"abc", ec.ECDSA(hashes.SHA256()))
    assert again.sign(b"abc") == signer.sign(b"abc"), "signatures are deterministic (RFC 6979)"


def test_the_file_is_for_its_owner_only(made: tuple[Path, keys.KeyFileSigner]) -> None:
    if sys.platform == "win32":
        pytest.skip("POSIX modes")
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600


def test_the_wrong_passphrase(made: tuple[Path, keys.KeyFileSigner]) -> None:
    with pytest.raises(KeyFileError) as caught:
        keys.load_key_file(made[0], PASSPHRASE + "x")
    assert caught.value.key == "key_locked"
    assert PASSPHRASE not in str(caught.value)


def test_an_existing_file_is_never_overwritten(made: tuple[Path, keys.KeyFileSigner]) -> None:
    before = made[0].read_bytes()
    with pytest.raises(KeyFileError) as caught:
        keys.create_key_file(made[0], PASSPHRASE, "x")
    assert caught.value.key == "key_exists"
    assert made[0].read_bytes() == before


def test_refusals(tmp_path: Path, made: tuple[Path, keys.KeyFileSigner]) -> None:
    raw = made[0].read_bytes()
    broken = {
        "key_not_ours": b"-----BEGIN PRIVATE KEY-----",
        "key_damaged": raw[:8] + b"\xff\xff\xff\xff" + raw[12:],
        "key_locked": raw[:-1] + bytes([raw[-1] ^ 1]),
    }
    for key, body in broken.items():
        (tmp_path / key).write_bytes(body)
        with pytest.raises(KeyFileError) as caught:
            keys.load_key_file(tmp_path / key, PASSPHRASE)
        assert caught.value.key == key
    with pytest.raises(KeyFileError) as caught:
        keys.load_key_file(tmp_path / "none", PASSPHRASE)
    assert caught.value.key == "key_unreadable"
    with pytest.raises(KeyFileError) as caught:
        keys.create_key_file(tmp_path / "new", "short", "x")
    assert caught.value.key == "passphrase_short"
    assert not (tmp_path / "new").exists()


def test_a_swapped_certificate_is_noticed(tmp_path: Path, made: tuple[Path, keys.KeyFileSigner]) -> None:
    """The certificate in the header is public, but authenticated with the key."""
    raw = bytearray(made[0].read_bytes())
    raw[80] ^= 1
    (tmp_path / "k").write_bytes(raw)
    with pytest.raises(KeyFileError):
        keys.load_key_file(tmp_path / "k", PASSPHRASE)


def test_a_new_passphrase(tmp_path: Path, made: tuple[Path, keys.KeyFileSigner]) -> None:
    path = tmp_path / "copy.key"
    path.write_bytes(made[0].read_bytes())
    keys.change_passphrase(path, PASSPHRASE, "another long one")
    assert keys.load_key_file(path, "another long one").fingerprint == made[1].fingerprint
    with pytest.raises(KeyFileError):
        keys.load_key_file(path, PASSPHRASE)
    assert [p.name for p in tmp_path.iterdir()] == ["copy.key"]


def test_the_certificate_suits_other_programs(made: tuple[Path, keys.KeyFileSigner]) -> None:
    cert = made[1].certificate
    usage = cert.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    eku = {o.dotted_string for o in cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value}
    assert eku == {"1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"}


@pytest.mark.tool
def test_the_fingerprint_is_what_openssl_computes(made: tuple[Path, keys.KeyFileSigner], tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    pem, der = tmp_path / "c.pem", tmp_path / "k.der"
    pem.write_bytes(made[1].certificate.public_bytes(serialization.Encoding.PEM))
    public = subprocess.run([openssl, "x509", "-in", pem, "-pubkey", "-noout"], capture_output=True, check=True).stdout
    subprocess.run([openssl, "pkey", "-pubin", "-outform", "DER", "-out", der], input=public, check=True)
    answer = subprocess.run([openssl, "dgst", "-sha256", "-r", der], capture_output=True, text=True, check=True).stdout
    assert answer.split()[0] == made[1].fingerprint


def test_groups_for_paper(made: tuple[Path, keys.KeyFileSigner]) -> None:
    shown = keys.grouped(made[1].fingerprint)
    assert [len(g) for g in shown.split()] == [4] * 16


def test_the_pfx_opens_elsewhere(made: tuple[Path, keys.KeyFileSigner]) -> None:
    pfx = keys.export_pfx(made[1], "transport words")
    key, cert, _ = serialization.pkcs12.load_key_and_certificates(pfx, b"transport words")
    assert cert == made[1].certificate
    assert key is not None
