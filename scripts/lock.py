"""Write requirements/*.lock: exact versions with the hashes of every file the index offers, for every platform.

Usage: python scripts/lock.py [--upgrade] [--wheels]

Without an option the versions already locked are kept where they still fit pyproject.toml; ``--upgrade`` takes the newest
that fit. ``--wheels`` checks, without writing, that every locked version has a wheel for Windows, macOS and Linux on
every supported Python. Needs uv (``python -m pip install uv``). The files name no index: whoever installs uses their own.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
#: Lock file -> extras of pyproject.toml it holds beside the program's own dependencies.
LOCKS = {
    "app": (),
    "dev": ("dev",),
    **{extra: (extra,) for extra in ("raw", "token", "pdf", "ocr", "postgres", "cluster")},
}
#: Locks that promise a wheel everywhere; the others are for those who can compile.
WITH_WHEELS = ("app", "dev")
#: Intel Macs are missing: cryptography no longer ships wheels for them, so they have to compile it.
PLATFORMS = ("x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
HEADER = (
    "# Written by scripts/lock.py from pyproject.toml; do not edit. Versions and SHA-256 of every platform's files.\n"
)


def main() -> int:
    """Write or check the lock files; exit code 1 when a wheel is missing or a file would name an address."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true")
    parser.add_argument("--wheels", action="store_true")
    options = parser.parse_args()
    if options.wheels:
        return max(
            wheels(name, platform, python) for name in WITH_WHEELS for platform in PLATFORMS for python in PYTHONS
        )
    return max(lock(name, extras, upgrade=options.upgrade) for name, extras in LOCKS.items())


def lock(name: str, extras: tuple[str, ...], *, upgrade: bool) -> int:
    """Write one lock file; the application's versions bind the others."""
    out = REQUIREMENTS / f"{name}.lock"
    command = [*compile_command(), "--universal", "--python-version", PYTHONS[0], "--generate-hashes", "-o", str(out)]
    command += [part for extra in extras for part in ("--extra", extra)]
    command += ["--upgrade"] if upgrade else []
    command += ["-c", str(REQUIREMENTS / "app.lock")] if name != "app" else []
    subprocess.run([*command, "pyproject.toml"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    text = HEADER + out.read_text(encoding="utf-8")
    out.write_text(text, encoding="utf-8", newline="\n")
    named = re.findall(r"^.*(?:://|--index|--find-links|file:).*$", text, re.MULTILINE)
    print(
        f"{out.relative_to(ROOT)}: {len(re.findall(r'^[a-z]', text, re.MULTILINE))} packages, {text.count('sha256:')} hashes"
    )
    for line in named:
        print(f"  names an address: {line}", file=sys.stderr)
    return 1 if named else 0


def wheels(name: str, platform: str, python: str) -> int:
    """Whether every version of a lock can be installed from wheels on this platform."""
    target = ["--python-platform", platform, "--python-version", python, "--only-binary", ":all:"]
    done = subprocess.run(
        [*compile_command(), *target, str(REQUIREMENTS / f"{name}.lock")],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=ROOT,
    )
    print(f"{name} {platform} {python}: {'ok' if done.returncode == 0 else 'MISSING'}")
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return 1 if done.returncode else 0


def compile_command() -> list[str]:
    """The resolver of uv, without the settings of this machine and without naming where packages come from."""
    uv = shutil.which("uv")
    base = [uv] if uv else [sys.executable, "-m", "uv"]
    return [
        *base,
        "pip",
        "compile",
        "--quiet",
        "--no-config",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-find-links",
    ]


if __name__ == "__main__":
    sys.exit(main())
