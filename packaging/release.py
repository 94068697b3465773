"""Make what is released. Nothing is uploaded anywhere.

    python packaging/release.py windows --python-zip FILE --python-sha256 HEX [--python 3.12] [--out dist]
    python packaging/release.py wheelhouse [--platform linux] [--python 3.12 ...] [--out dist]
    python packaging/release.py wheels              every locked wheel exists for every system and Python
    python packaging/release.py sums --key FILE --passphrase-file FILE [--out dist]
    python packaging/release.py check --pin FINGERPRINT [--out dist]

The embeddable Python is the file python-<version>-embed-amd64.zip from python.org; its SHA-256 is printed there. The same
source, lock file, Python and SOURCE_DATE_EPOCH give the same bytes with the tools of packaging/tools.txt (``python -m pip
install -r packaging/tools.txt``). The Windows folder is compiled with a Python of the same version as the embeddable one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from shipping import archive, bytecode, locks, native, sums, wheelhouse, windows

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 110 * 1000 * 1000
"""Bytes the unpacked Windows folder should not exceed."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; exit code 0, or 1 with the reason on stderr."""
    sys.path.insert(0, str(ROOT))
    options = _parser().parse_args(argv)
    try:
        return int(options.act(options))
    except (archive.RefusedError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1


def make_windows(options: argparse.Namespace) -> int:
    """The folder for Windows and its ZIP."""
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / windows.SITE
        compiler = bytecode.compiler(options.python)
        locks.install(locks.PLATFORMS["windows"], options.python, site)
        archive.unpack(locks.own_wheel(Path(place), _epoch()), site)
        native.add_kernel(site)
        saved = native.small_algebra(site) + windows.prune(site)
        bytecode.compile_all(site, compiler, options.python_zip)
        made = windows.assemble(site, options.python_zip, options.python_sha256, options.out, _epoch())
    _say(f"{made.packed}  {made.packed.stat().st_size / 1e6:.1f} MB packed, {made.bytes / 1e6:.1f} MB unpacked")
    _say(f"left out: {saved / 1e6:.1f} MB; sha256 {archive.sha256(made.packed)}")
    if made.bytes > LIMIT:
        _say(f"larger than {LIMIT / 1e6:.0f} MB: {_largest(made.folder)}")
    return 0


def make_wheelhouse(options: argparse.Namespace) -> int:
    """The wheels of one system and an installer that needs nothing else."""
    folder = wheelhouse.collect(locks.PLATFORMS[options.platform], options.python, options.out, _epoch())
    packed = folder.with_name(folder.name + ".zip")
    archive.pack(folder, packed, _epoch())
    _say(f"{packed}  {packed.stat().st_size / 1e6:.1f} MB")
    return 0


def every_wheel(_options: argparse.Namespace) -> int:
    """Whether each locked version has a wheel for each system and Python."""
    missing = 0
    for platform in locks.PLATFORMS.values():
        for python in locks.PYTHONS:
            try:
                locks.narrowed(platform, python)
                verdict = "ok"
            except subprocess.CalledProcessError as error:
                verdict, missing = f"MISSING\n{error.stderr}", 1
            _say(f"{platform.name} {python}: {verdict}")
    return missing


def make_sums(options: argparse.Namespace) -> int:
    """Sums over the files in the folder, signed."""
    from evidence.keys import load_key_file

    files = [file for file in options.out.iterdir() if file.is_file() and file.name not in (sums.NAME, sums.SIGNATURE)]
    sums.write(files, options.out)
    signer = load_key_file(options.key, options.passphrase_file.read_text(encoding="utf-8").strip())
    sums.sign(options.out, signer, datetime.now(UTC))
    _say(f"{len(files)} files, signed by {signer.fingerprint}")
    return 0


def check_sums(options: argparse.Namespace) -> int:
    """Whether the files in the folder are as signed."""
    for name in sums.check(options.out, options.pin):
        _say(f"{name}: ok")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, act in (
        ("windows", make_windows),
        ("wheelhouse", make_wheelhouse),
        ("wheels", every_wheel),
        ("sums", make_sums),
        ("check", check_sums),
    ):
        command = commands.add_parser(name, help=(act.__doc__ or "").strip())
        command.set_defaults(act=act)
        command.add_argument("--out", type=Path, default=ROOT / "dist")
        if name == "windows":
            command.add_argument("--python-zip", type=Path, required=True)
            command.add_argument("--python-sha256", required=True)
            command.add_argument("--python", default="3.12")
        if name == "wheelhouse":
            command.add_argument("--platform", choices=sorted(locks.PLATFORMS), default="linux")
            command.add_argument("--python", nargs="+", default=["3.12"])
        if name == "sums":
            command.add_argument("--key", type=Path, required=True)
            command.add_argument("--passphrase-file", type=Path, required=True)
        if name == "check":
            command.add_argument("--pin", required=True)
    return parser


def _epoch() -> int:
    """The moment everything is stamped with: SOURCE_DATE_EPOCH, else the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=True)
    return int(told.stdout)


def _largest(folder: Path) -> str:
    sizes = {place.name: archive.size(place) for place in (folder / windows.SITE).iterdir() if place.is_dir()}
    first = sorted(sizes.items(), key=lambda pair: -pair[1])[:6]
    return ", ".join(f"{name} {count / 1e6:.0f} MB" for name, count in first)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
