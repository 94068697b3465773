"""The one-command launchers on a real copy of the scripts: real environments, real pip, no network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the POSIX launchers; their Windows twins share bootstrap.py")

PROGRAM = "import sys, importlib.util\nprint(sys.argv[1:], importlib.util.find_spec('part') is not None)\n"


def make_wheel(folder: Path) -> Path:
    """A wheel with one module, made by hand (PEP 427)."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / "part-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("part.py", "")
        archive.writestr("part-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: part\nVersion: 1.0\n")
        archive.writestr(
            "part-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(
            "part-1.0.dist-info/RECORD", "part.py,,\npart-1.0.dist-info/METADATA,,\npart-1.0.dist-info/WHEEL,,\n"
        )
    return wheel


class Clone:
    """A small repository with the real launchers, one dependency, and a folder of wheels as its only index."""

    def __init__(self, root: Path, repo_root: Path) -> None:
        self.root, self.wheels = root, root.parent / "wheels"
        (root / "selfaudit").mkdir(parents=True)
        (root / "requirements").mkdir()
        shutil.copytree(repo_root / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("run", "test"):
            shutil.copy2(repo_root / name, root / name)
        (root / "selfaudit" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
        (root / "pyproject.toml").write_text('[project]\ndependencies = ["part<2"]\n', encoding="utf-8")
        self.lock(hashlib.sha256(make_wheel(self.wheels).read_bytes()).hexdigest())

    def lock(self, digest: str, version: str = "1.0") -> None:
        text = f"part=={version} --hash=sha256:{digest}\n"
        (self.root / "requirements" / "app.lock").write_text(text, encoding="utf-8")

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run ./run with this Python, an index that is a folder, and no uv."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
        settings = {
            "SELFAUDIT_PYTHON": sys.executable,
            "PATH": "/usr/bin:/bin",
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
        }
        return subprocess.run(
            [str(self.root / "run"), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            cwd=cwd or self.root.parent,
            env={**kept, **settings, "PIP_FIND_LINKS": self.wheels.as_uri()},
        )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """One clone for all tests of this file, in a folder with a space and Japanese in its name."""
    root = Path(__file__).resolve().parents[3]
    return Clone(tmp_path_factory.mktemp("launch") / "受託 点検" / "clone", root)


# The tests of this file follow one another on the same environment, as a user's evening does: making one takes seconds.


def test_1_the_first_start_installs_and_passes_the_arguments_on(clone: Clone) -> None:
    done = clone.run("demo", "--out", "a b", "")
    assert done.stdout == "['demo', '--out', 'a b', ''] True\n", done.stderr
    assert "準備ができました。" in done.stderr
    assert done.returncode == 0


def test_2_the_second_start_installs_nothing(clone: Clone) -> None:
    done = clone.run("check")
    assert (done.stdout, done.stderr) == ("['check'] True\n", "")


def test_3_modules_of_the_current_folder_are_not_taken_for_the_programs(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "selfaudit.py").write_text("print('wrong one')\n", encoding="utf-8")
    assert clone.run(cwd=tmp_path).stdout == "[] True\n"


def test_3_a_link_to_the_launcher_starts_the_same_program(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "first").symlink_to(clone.root / "run")
    (tmp_path / "second").symlink_to("first")
    done = subprocess.run([tmp_path / "second", "check"], capture_output=True, check=False, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("['check'] True\n", "")


def test_4_an_interrupted_installation_is_done_again(clone: Clone) -> None:
    (clone.root / ".venv" / "app.lock").unlink()
    for file in (clone.root / ".venv").rglob("part.py"):
        file.unlink()
        shutil.rmtree(file.parent / "part-1.0.dist-info")
    done = clone.run()
    assert done.stdout == "[] True\n", done.stderr


def test_5_a_part_with_another_hash_is_refused(clone: Clone) -> None:
    before = (clone.root / "requirements" / "app.lock").read_text(encoding="utf-8")
    for file in (clone.root / ".venv").rglob("part.py"):
        file.unlink()
        shutil.rmtree(file.parent / "part-1.0.dist-info")
    clone.lock("0" * 64)
    done = clone.run()
    assert done.returncode == 69
    assert "安全のため、入れずに止めました" in done.stderr
    assert not list((clone.root / ".venv").rglob("part.py"))
    (clone.root / "requirements" / "app.lock").write_text(before, encoding="utf-8")


def test_6_a_version_nobody_has_falls_back_to_the_allowed_range_and_says_so(clone: Clone) -> None:
    clone.lock("0" * 64, version="1.1")
    done = clone.run()
    assert done.stdout == "[] True\n", done.stderr
    assert "許す範囲の版で続けます" in done.stderr


def test_7_what_cannot_be_installed_is_said_with_a_next_step(clone: Clone) -> None:
    clone.lock("0" * 64, version="3.0")
    (clone.root / "pyproject.toml").write_text('[project]\ndependencies = ["part>=3"]\n', encoding="utf-8")
    done = clone.run()
    assert done.returncode == 69
    assert "次にすること" in done.stderr
    assert "Traceback" not in done.stderr


def test_8_no_python_is_said_in_words(clone: Clone, tmp_path: Path) -> None:
    for name in ("python3", "python", "python3.11"):
        shim = tmp_path / name
        shim.write_text("#!/bin/sh\necho 'no version set' >&2\nexit 127\n", encoding="utf-8")
        shim.chmod(0o755)
    for name in ("dirname", "cat", "cmp", "sh"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        ["/bin/sh", str(clone.root / "run")],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 69
    assert "Python 3.11 以降が見つかりませんでした。" in done.stderr


def test_an_environment_without_pip_is_filled_by_the_pip_of_the_base(tmp_path: Path, repo_root: Path) -> None:
    """What Debian makes where venv is installed and ensurepip is not."""
    pytest.importorskip("pip", reason="the tests run in an environment without pip")
    bare = Clone(tmp_path / "clone", repo_root)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare.root / ".venv")], check=True)
    done = bare.run()
    assert done.stdout == "[] True\n", done.stderr


def test_windows_twins_are_ascii_with_windows_line_ends(repo_root: Path) -> None:
    for name in ("run.cmd", "test.cmd", "scripts/find-python.cmd"):
        content = (repo_root / name).read_bytes()
        content.decode("ascii")
        assert content.count(b"\r\n") == content.count(b"\n") > 5, name


def test_what_the_bootstrap_says_fits_a_japanese_windows_console(repo_root: Path) -> None:
    for name in ("scripts/bootstrap.toml", "scripts/no-python.txt"):
        (repo_root / name).read_text(encoding="utf-8").encode("cp932")
