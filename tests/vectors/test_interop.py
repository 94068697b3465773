"""Other programs accept our signatures and refuse changed content: gpgsm and GnuTLS certtool beside openssl."""

import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from evidence import trust, verify
from evidence.keys import KeyFileSigner
from evidence.pki import cms
from tests.vectors.forge import NOW, Forge, signer

pytestmark = pytest.mark.tool


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, KeyFileSigner]:
    """Manifest, signature and certificate of a signature made now (both programs judge by today's clock)."""
    now = datetime.now(UTC)
    operator = signer(1, "Sample Operator", start=now)
    folder = tmp_path_factory.mktemp("interop")
    manifest = Forge().parts()["META-INF/ASiCManifest001.xml"]
    (folder / "m.xml").write_bytes(manifest)
    (folder / "s.p7s").write_bytes(cms.sign(manifest, operator, cms.PROOF_OF_ORIGIN, now))
    (folder / "c.pem").write_bytes(operator.certificate.public_bytes(Encoding.PEM))
    (folder / "bad.xml").write_bytes(manifest + b" ")
    return folder, operator


@pytest.fixture
def gnupg(files: tuple[Path, KeyFileSigner]) -> Iterator[dict[str, str]]:
    """A GnuPG home that trusts the operator's certificate (its socket needs a short path)."""
    if not shutil.which("gpgsm") or not shutil.which("gpg-agent"):
        pytest.skip("gpgsm is not installed")
    with tempfile.TemporaryDirectory(prefix="g") as home:
        Path(home).chmod(0o700)
        print_ = files[1].certificate.fingerprint(hashes.SHA1()).hex(":").upper()  # noqa: S303
        (Path(home) / "trustlist.txt").write_text(f"{print_} S relax\n", "ascii")
        env = {**os.environ, "GNUPGHOME": home, "LC_ALL": "C"}
        yield env
        subprocess.run(["gpgconf", "--kill", "all"], env=env, check=False, capture_output=True)


def test_gpgsm(files: tuple[Path, KeyFileSigner], gnupg: dict[str, str]) -> None:
    folder, _ = files
    base = ["gpgsm", "--batch", "--disable-crl-checks"]
    subprocess.run([*base, "--import", str(folder / "c.pem")], env=gnupg, check=True, capture_output=True)
    for name, good in (("m.xml", True), ("bad.xml", False)):
        command = [*base, "--verify", str(folder / "s.p7s"), str(folder / name)]
        done = subprocess.run(command, env=gnupg, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == good, done.stderr
        assert ("Good signature" in done.stderr) == good


def test_certtool(files: tuple[Path, KeyFileSigner]) -> None:
    """certtool exits with 0 either way: its words count."""
    if not shutil.which("certtool"):
        pytest.skip("certtool is not installed")
    folder, _ = files
    for name, good in (("m.xml", True), ("bad.xml", False)):
        command = ["certtool", "--p7-verify", "--inder", "--infile", str(folder / "s.p7s")]
        command += ["--load-ca-certificate", str(folder / "c.pem"), "--load-data", str(folder / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ("Signature status: ok" in done.stdout + done.stderr) == good, done.stdout + done.stderr


def test_a_zip_made_again_is_read_on_request(tmp_path: Path) -> None:
    """Unpacked and zipped again with another program: refused as it is, VALID with --repacked, with a warning."""
    forge, again = Forge(), tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in forge.parts().items():
            out.writestr(zipfile.ZipInfo(name, (2026, 7, 2, 10, 0, 0)), body)
    known = trust.parse(forge.trust.document)
    assert verify.verify(again, trust=known, now=NOW).verdict.value == "INVALID"
    report = verify.verify(again, trust=known, now=NOW, repacked=True)
    assert report.verdict.value == "VALID"
    assert report.names()[0] == "ZIP_REPACKED"
