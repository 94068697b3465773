"""Containers and signatures made by others: broken archives, other ASiC profiles. None is ever VALID here.

Expected results are data (third_party.json): the first code of the canonical profile, all codes with --repacked, and for
signed containers whether the CMS signature itself holds, as openssl judges it.
"""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from evidence import verify
from evidence.container import asic
from evidence.errors import Refused
from evidence.pki import cms
from evidence.verdict import Verdict

EXPECTED: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("third_party.json").read_text("utf-8"))
SIGNED = [name for name, row in EXPECTED.items() if "cms" in row]


def vector(shared: Path, name: str) -> Path:
    path = shared / "samples" / "evidence-vectors" / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    return path


@pytest.mark.parametrize("name", EXPECTED)
def test_never_valid_and_always_named(shared: Path, name: str) -> None:
    path = vector(shared, name)
    strict = verify.verify(path)
    assert strict.verdict is Verdict.INVALID
    assert strict.names()[0] == EXPECTED[name]["canonical"]
    lenient = verify.verify(path, repacked=True)
    assert lenient.verdict is Verdict.INVALID
    assert lenient.names() == EXPECTED[name]["repacked"]


def parts(path: Path, row: dict[str, Any]) -> tuple[bytes, bytes]:
    """Signature and content; where the content is not known any content must be refused alike."""
    with zipfile.ZipFile(path) as zipped:
        return zipped.read(row["signature"]), zipped.read(row["content"]) if row["content"] else b""


@pytest.mark.parametrize("name", SIGNED)
def test_the_signature_inside(shared: Path, name: str) -> None:
    row = EXPECTED[name]["cms"]
    signature, content = parts(vector(shared, name), row)
    try:
        cms.check(cms.parse(signature), content)
        got = "ok"
    except Refused as refused:
        got = refused.code.name
    assert got == row["result"]


@pytest.mark.tool
@pytest.mark.parametrize("name", [n for n in SIGNED if EXPECTED[n]["cms"]["content"]])
def test_openssl_agrees(shared: Path, tmp_path: Path, name: str) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    row = EXPECTED[name]["cms"]
    signature, content = parts(vector(shared, name), row)
    (tmp_path / "s").write_bytes(signature)
    (tmp_path / "c").write_bytes(content)
    command = [openssl, "cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", str(tmp_path / "s")]
    command += ["-content", str(tmp_path / "c"), "-out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode == 0) == (row["result"] == "ok")


def test_a_manifest_that_is_none(shared: Path) -> None:
    path = vector(shared, "dss/brokenReferenceAndAlteredManifest.asice")
    with zipfile.ZipFile(path) as zipped, pytest.raises(Refused) as caught:
        asic.parse(zipped.read("META-INF/ASiCManifest.xml"))
    assert caught.value.code.name == "MANIFEST_MALFORMED"


def test_a_manifest_of_another_program_is_read(shared: Path) -> None:
    path = vector(shared, "dss/onefile-ok.asice")
    with zipfile.ZipFile(path) as zipped:
        manifest = asic.parse(zipped.read("META-INF/ASiCManifest.xml"))
    assert manifest.signature == "META-INF/signature001.p7s"
    assert len(manifest.digests) == 1
