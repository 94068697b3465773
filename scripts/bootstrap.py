"""Set the program up in its own environment and start it: what run, test and their Windows twins call.

Usage: python scripts/bootstrap.py run [ARGUMENT...]     the program
       python scripts/bootstrap.py test [ARGUMENT...]    all tests (arguments go to pytest)
       python scripts/bootstrap.py install app|dev       the environment alone

Needs Python 3.11 or newer and pip, nothing else. Takes uv where it is present and falls back to pip. Narration goes to
stderr. A finished installation leaves a copy of its lock file in the environment; while that copy is the same as the
file in requirements/, nothing is installed again. An interrupted installation has no copy and is simply done again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(os.environ.get("SELFAUDIT_VENV") or ROOT / ".venv")
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
MESSAGES = Path(__file__).with_name("bootstrap.toml")

#: Two processes at least halve the wait; a file stays in one process, so that its expensive fixtures are made once.
ALL_TESTS = ("-n", "auto", "--dist", "loadfile")

EX_USAGE = 64
EX_UNAVAILABLE = 69
STOPPED = 130


class InstallError(Exception):
    """An installation step that failed; the argument is the key of the message that says so."""


def main(arguments: Sequence[str]) -> int:
    """Install what is missing and start what was asked for; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    act, *rest = arguments or ["run"]
    if act not in ("run", "test", "install"):
        say("usage")
        return EX_USAGE
    lock = "dev" if act == "test" else "app" if act == "run" else (rest or ["app"])[0]
    try:
        install(lock)
    except InstallError as error:
        say(str(error))
        return EX_UNAVAILABLE
    except KeyboardInterrupt:
        say("interrupted")
        return STOPPED
    if act == "run":
        return start([str(PYTHON), "-m", "selfaudit", *rest])
    if act == "test":
        os.chdir(ROOT)
        return start([str(PYTHON), "-m", "pytest", *(rest or ALL_TESTS)])
    return 0


def install(lock: str) -> None:
    """Bring the environment to the versions of requirements/<lock>.lock; InstallError when that cannot be done."""
    file = ROOT / "requirements" / f"{lock}.lock"
    if not file.is_file():
        raise InstallError("no_lock")
    if installed(file):
        return
    say("preparing", place=ENVIRONMENT)
    make_environment()
    stamp(file).unlink(missing_ok=True)
    fill_environment(file)
    # Faster searches of whole disks where there is a compiler; nothing is missing without one.
    quietly([str(PYTHON), str(ROOT / "checks" / "residue" / "native" / "build.py")])
    # The first start is as quick as all others.
    quietly(
        [str(PYTHON), "-m", "compileall", "-q", *(str(ROOT / name) for name in ("selfaudit", "checks", "evidence"))]
    )
    quietly([str(PYTHON), "-m", "checks.residue.prepared"])
    # The larger set holds the smaller one, with the same versions.
    for name in ("app", "dev") if lock == "dev" else (lock,):
        shutil.copyfile(ROOT / "requirements" / f"{name}.lock", stamp(ROOT / f"{name}.lock"))
    say("ready")


def installed(file: Path) -> bool:
    """Whether the environment was completed from exactly this lock file."""
    return stamp(file).is_file() and stamp(file).read_bytes() == file.read_bytes() and PYTHON.exists()


def stamp(file: Path) -> Path:
    """The copy of a lock file that a finished installation leaves."""
    return ENVIRONMENT / file.name


def make_environment() -> None:
    """An environment whose Python runs and has pip at hand; a broken one is made anew."""
    if PYTHON.exists() and works(PYTHON, "import sys; sys.exit(sys.version_info < (3, 11))"):
        return
    if uv() and quietly([uv(), "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, str(ENVIRONMENT)]):
        return
    if quietly([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        return
    # Debian ships venv without ensurepip; pip of the base Python can still install into an environment without pip.
    if not quietly([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)]):
        raise InstallError("no_venv")


def fill_environment(file: Path) -> None:
    """Install the locked versions, each file checked against its hash; the allowed range where a version cannot be had."""
    if uv() and quietly(
        [uv(), "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(file)]
    ):
        return
    code, output = pip("--require-hashes", "-r", str(file))
    if code == 0:
        return
    sys.stderr.write(output)
    if "DO NOT MATCH THE HASHES" in output:
        raise InstallError("wrong_hash")
    say("unlocked")
    code, output = pip(*dependencies("dev" if file.stem == "dev" else ""))
    if code:
        sys.stderr.write(output)
        raise InstallError("no_packages")


def pip(*arguments: str) -> tuple[int, str]:
    """Run pip install on the environment, with its own pip or, where it has none, with that of this Python."""
    command = [str(PYTHON), "-m", "pip"]
    if not works(PYTHON, "import pip"):
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    command += ["install", "--disable-pip-version-check", "--no-input", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        output = "".join(followed(process.stdout or ()))
    return process.returncode, output


def followed(lines: Iterable[str]) -> Iterator[str]:
    """The lines of pip, with a count of the parts on the terminal meanwhile."""
    parts = 0
    for line in lines:
        if line.startswith("Collecting ") and sys.stderr.isatty():
            parts += 1
            sys.stderr.write(f"\r  {parts:3} {line.split()[1][:50]:50}")
            sys.stderr.flush()
        yield line
    if parts:
        sys.stderr.write("\r" + " " * 60 + "\r")


def dependencies(extra: str) -> list[str]:
    """The ranges pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]


def uv() -> str:
    """Path of uv, or an empty string."""
    return shutil.which("uv") or ""


def works(python: Path, code: str) -> bool:
    """Whether this Python runs this code."""
    return quietly([str(python), "-c", code])


def quietly(command: Sequence[str]) -> bool:
    """Run a command whose failure has another way behind it."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def start(command: list[str]) -> int:
    """Become the program (on Windows: run it), with the repository as its only source of modules."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    if WINDOWS:
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return STOPPED
    os.execve(command[0], command, environment)  # noqa: S606 - no shell is wanted
    raise AssertionError


def say(key: str, **values: object) -> None:
    """Tell the person at the keyboard, in Japanese unless they asked for English."""
    english = "--lang=en" in sys.argv or "--lang en" in " ".join(sys.argv)
    sentence = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))["en" if english else "ja"][key]
    sys.stderr.write(sentence.format(root=ROOT, **values) + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
