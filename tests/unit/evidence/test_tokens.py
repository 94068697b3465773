"""Signing with a key that never leaves its token (SoftHSM2), and the import safety of the Windows parts."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence import build, dpapi, tokens, verify
from evidence.errors import KeyFileError
from evidence.trust import Trust
from evidence.verdict import Verdict

PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN = "4711-0815"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("pkcs11", reason="the extra 'token' is not installed")
    found = next((Path(p) for p in PLACES if Path(p).exists()), None)
    if found is None or not shutil.which("softhsm2-util"):
        pytest.skip("SoftHSM2 is not installed")
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n", "ascii")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    command = ["softhsm2-util", "--init-token", "--free", "--label", "sample", "--pin", PIN, "--so-pin", "12345678"]
    subprocess.run(command, check=True, capture_output=True)
    import pkcs11

    pkcs11.lib(str(found)).reinitialize()
    return found


@pytest.mark.tool
def test_a_bundle_signed_on_a_token(library: Path, tmp_path: Path, content: build.BundleContent) -> None:
    fingerprint = tokens.create_on_token(library, "sample", PIN, "operator", "点検 担当")
    now = datetime.now(UTC) + timedelta(seconds=1)
    with tokens.open_token(library, "sample", PIN, "operator") as signer:
        assert signer.fingerprint == fingerprint
        assert not signer.personal
        path = build.build(tmp_path / "b.zip", content, [signer], signed_at=now).path
    report = verify.verify(path, trust=Trust.from_pins([fingerprint]), now=now)
    assert report.verdict is Verdict.VALID
    for pin, label in (("0000", "operator"), (PIN, "other")):
        with pytest.raises(KeyFileError) as caught, tokens.open_token(library, "sample", pin, label):
            pass
        assert PIN not in str(caught.value)
    with pytest.raises(KeyFileError), tokens.open_token(library, "no such token", PIN, "operator"):
        pass


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError) as caught, tokens.open_token(tmp_path / "none.so", "x", "1234", "y"):
        pass
    assert caught.value.key in ("token_failed", "token_extra")


def test_windows_protection_is_import_safe() -> None:
    if sys.platform != "win32":
        assert not dpapi.available()
        with pytest.raises(KeyFileError):
            dpapi.protect(b"x")
        return
    sealed = dpapi.protect(b"secret")
    assert b"secret" not in sealed
    assert dpapi.unprotect(sealed) == b"secret"
    with pytest.raises(KeyFileError):
        dpapi.unprotect(sealed[:-1])
