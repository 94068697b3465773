"""The specification says what the code does: codes, steps, and a recipe that works as printed."""

import re
import runpy
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.verdict import Code
from evidence.verify import STEPS
from tests.vectors import cases_content
from tests.vectors.forge import Forge


@pytest.fixture
def docs(repo_root: Path) -> Path:
    return repo_root / "docs" / "format"


def test_the_code_list_is_that_of_the_program(docs: Path) -> None:
    made = runpy.run_path(str(docs / "make_codes.py"))
    assert (docs / "codes.md").read_text("utf-8") == made["table"](), "run python docs/format/make_codes.py"


def test_every_step_is_described_under_its_number(docs: Path) -> None:
    text = (docs / "README.md").read_text("utf-8")
    section = text[text.index("## 8. Verification") :]
    numbered = {int(n) for n in re.findall(r"^(\d+)\. ", section[: section.index("## 9.")], re.MULTILINE)}
    assert numbered == {code.step for code in Code} == set(range(1, 16))
    assert {number for number, _ in STEPS} == numbered - {1, 15}, "1 opens the file, 15 is no step of a judgment"


@pytest.mark.tool
def test_the_recipe_works_as_printed(docs: Path, tmp_path: Path) -> None:
    """Every command of the recipe, run by a shell in the unpacked bundle, succeeds; and fails for a changed file."""
    if not all(shutil.which(tool) for tool in ("openssl", "sha256sum", "sh")):
        pytest.skip("openssl, sha256sum or sh is not installed")
    forge = Forge()
    source = tmp_path / "b.zip"
    source.write_bytes(cases_content.archived(forge))
    folder = tmp_path / "x"
    with zipfile.ZipFile(source) as zipped:
        zipped.extractall(folder)
    (folder / "tsa.pem").write_bytes(forge.authority.signer.certificate.public_bytes(Encoding.PEM))
    blocks = re.findall(r"```\n(.*?)```", (docs / "openssl-recipe.ja.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 5
    answers = []
    for block in blocks:
        done = subprocess.run(["sh", "-e", "-c", block], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (block, done.stdout, done.stderr)
        answers.append(done.stdout)
    assert forge.operator.fingerprint in answers[1]
    assert "FAILED" not in answers[2]
    (folder / "items.json").write_bytes(b"{}")
    assert subprocess.run(["sh", "-e", "-c", blocks[2]], cwd=folder, capture_output=True, check=False).returncode != 0


def test_the_powershell_script_reads_as_utf8(docs: Path) -> None:
    """Windows PowerShell 5.1 takes a script without byte order mark for the local code page."""
    raw = (docs / "verify.ps1").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert set(re.findall(r'Stop-Invalid "([A-Z_]+)"', raw.decode("utf-8-sig"))) <= {c.name for c in Code}


@pytest.mark.tool
def test_the_powershell_script_on_windows_powershell(docs: Path, tmp_path: Path) -> None:
    program = shutil.which("powershell")
    if not program:
        pytest.skip("Windows PowerShell is not here")
    forge = Forge()
    for name, raw, code in (("good", forge.good, 0), ("bad", forge.good.replace(b"one", b"two"), 1)):
        (tmp_path / f"{name}.zip").write_bytes(raw)
        command = [program, "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", str(docs / "verify.ps1")]
        command += ["-Bundle", str(tmp_path / f"{name}.zip"), "-Pin", forge.operator.fingerprint]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code
