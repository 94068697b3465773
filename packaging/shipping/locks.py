"""Install the locked versions for one platform into a folder, or collect their wheels, without that platform."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shipping.archive import unpack

ROOT = Path(__file__).resolve().parents[2]
APP_LOCK = ROOT / "requirements" / "app.lock"
TOOLS = ROOT / "packaging" / "tools.txt"


@dataclass(frozen=True)
class Platform:
    """One kind of computer, as uv and as pip call it."""

    name: str
    uv: str
    pip: tuple[str, ...]
    """Tags of wheels that run there, the newest first."""


_GLIBC = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux2014", "manylinux_2_17")
PLATFORMS = {
    found.name: found
    for found in (
        Platform("windows", "x86_64-pc-windows-msvc", ("win_amd64",)),
        Platform("macos", "aarch64-apple-darwin", ("macosx_14_0_arm64", "macosx_14_0_universal2")),
        Platform("linux", "x86_64-manylinux_2_28", tuple(f"{tag}_x86_64" for tag in _GLIBC)),
    )
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def uv() -> list[str]:
    """The command uv: the program, or the module of this Python."""
    program = shutil.which("uv")
    return [program] if program else [sys.executable, "-m", "uv"]


def install(platform: Platform, python: str, target: Path, lock: Path = APP_LOCK) -> None:
    """Lay the locked wheels of a platform out in `target`; CalledProcessError when one has no wheel there."""
    command = [*uv(), "pip", "install", "--quiet", "--no-config", "--require-hashes", "-r", str(lock)]
    command += ["--python-platform", platform.uv, "--python-version", python, "--only-binary", ":all:"]
    command += ["--target", str(target), "--link-mode", "copy", "--no-compile-bytecode"]
    subprocess.run(command, check=True)


def narrowed(platform: Platform, python: str, lock: Path = APP_LOCK) -> str:
    """The lines of a lock that count on one platform and Python, hashes included."""
    command = [*uv(), "pip", "compile", "--quiet", "--no-config", "--no-header", "--no-annotate", "--generate-hashes"]
    command += ["--python-platform", platform.uv, "--python-version", python, "--only-binary", ":all:"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-deps", str(lock)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def download(platform: Platform, python: str, folder: Path, lock: Path = APP_LOCK) -> None:
    """Collect the wheels of a platform in `folder`, each compared with the hash in the lock."""
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place) / "wanted.txt"
        wanted.write_text(narrowed(platform, python, lock), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--require-hashes", "--only-binary", ":all:", "--python-version", python, "--implementation", "cp"]
        command += [word for tag in platform.pip for word in ("--platform", tag)]
        subprocess.run([*command, "-d", str(folder), "-r", str(wanted)], check=True)


def own_wheel(folder: Path, epoch: int) -> Path:
    """Build the program's own wheel from the last commit into `folder`; the same commit and epoch give the same bytes."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    # One wheel for every system: without the kernel this machine could compile. It names the version of what built it;
    # pip calls the versions it may take by the second name since 25.3, and splits both at spaces.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "SELFAUDIT_NO_KERNEL": "1"}
    environment |= {"PIP_CONSTRAINT": TOOLS.as_uri(), "PIP_BUILD_CONSTRAINT": TOOLS.as_uri()}
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "source.zip"
        subprocess.run(["git", "archive", "-o", str(source), "HEAD"], check=True, cwd=ROOT)
        unpack(source, Path(place) / "source")
        subprocess.run([*command, "-w", str(folder), str(Path(place) / "source")], check=True, env=environment)
    (wheel,) = folder.glob("selfaudit-*.whl")
    return wheel
