"""Who may import whom: the contracts hold, a broken one is noticed, and the verifier loads next to nothing."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# Third-party packages that reach stdout of the program below only if the verifier pulled them in.
FORBIDDEN_IN_VERIFY = (
    "selfaudit",
    "checks",
    "textual",
    "rich",
    "typer",
    "sqlmodel",
    "sqlalchemy",
    "typst",
    "jinja2",
    "pydantic",
    "numpy",
)

LOADED = """
import contextlib, io, json, sys
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
    {statement}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""
VERIFY_RUN = "import runpy; sys.argv[1:1] = ['verify']; runpy.run_module('evidence', run_name='__main__')"


def lint_imports(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports_command; sys.path.insert(0, sys.argv.pop()); lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--config", str(config), "--no-cache", str(folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=folder,
    )


def loaded_by(statement: str, folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(statement=statement), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=folder,
    )
    return set(json.loads(done.stdout))


def test_the_import_contracts_hold(repo_root: Path) -> None:
    done = lint_imports(repo_root / "pyproject.toml", repo_root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_gives_its_reason(repo_root: Path) -> None:
    text = (repo_root / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line == "[[tool.importlinter.contracts]]"]
    assert len(starts) == len(contracts) >= 5
    for start in starts:
        blank = max(number for number in range(start) if not lines[number])
        assert lines[blank + 1].startswith("# Why: "), lines[start + 1]


@pytest.mark.parametrize(
    ("planted", "reported"),
    [
        ("checks/planted.py", "checks and evidence know nobody above"),
        ("selfaudit/domain/planted.py", "selfaudit is layered"),
    ],
)
def test_a_planted_violation_breaks_its_contract(planted: str, reported: str, repo_root: Path, tmp_path: Path) -> None:
    """A skeleton of the three packages with the real contracts and one import too many."""
    rooms = ["tui", "cli", "services", "report", "store", "catalog", "domain", "text"]
    for package in ["selfaudit", "checks", "evidence", *[f"selfaudit/{room}" for room in rooms]]:
        (tmp_path / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / package / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "selfaudit" / "errors.py").write_text("", encoding="utf-8")
    config = tmp_path / "pyproject.toml"
    config.write_text((repo_root / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert lint_imports(config, tmp_path).returncode == 0
    (tmp_path / planted).write_text("import selfaudit.store\n", encoding="utf-8")
    done = lint_imports(config, tmp_path)
    assert done.returncode != 0
    assert f"{reported} BROKEN" in done.stdout


def test_the_verifier_loads_the_standard_library_and_cryptography(repo_root: Path, tmp_path: Path) -> None:
    """Not its imports alone: a whole run of `python -m evidence verify FILE`."""
    (tmp_path / "not-a-bundle.asice").write_bytes(b"PK\x03\x04")
    loaded = loaded_by(VERIFY_RUN, repo_root, str(tmp_path / "not-a-bundle.asice"))
    assert "evidence" in loaded
    assert not loaded & set(FORBIDDEN_IN_VERIFY)
    # Beside the standard library: cryptography with its cffi parts, and what site-packages puts into every process.
    foreign = {name for name in loaded - loaded_by("import json", repo_root) if name not in sys.stdlib_module_names}
    assert {name.lstrip("_") for name in foreign} <= {"cryptography", "evidence", "cffi_backend", "cffi", "openssl"}


def test_that_measurement_can_fail(repo_root: Path) -> None:
    assert "textual" in loaded_by("import textual", repo_root)
