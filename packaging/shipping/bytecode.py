"""Libraries as compiled Python: nothing is compiled at the first start, and the folder may lie where nobody can write.

Packages without compiled extensions and without data go into one ZIP that Python imports from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from shipping import archive, locks
from shipping.archive import RefusedError

PROGRAM = ("selfaudit", "checks", "evidence")
"""Shipped with their sources: an auditor may want to read them."""
LIBRARIES = "libraries.zip"
_SCRIPT = Path(__file__).with_name("compile_tree.py")
_MAGIC = 4


def compiler(version: str) -> str:
    """A Python of this version on the machine that builds; RefusedError where there is none."""
    command = [*locks.uv(), "python", "find", "--no-config", "--no-python-downloads", version]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if found.returncode:
        raise RefusedError(f"no Python {version} to compile with: {found.stderr.strip()}")
    return found.stdout.strip()


def compile_all(site: Path, python: str, python_zip: Path) -> None:
    """Compile everything in `site` with `python`; RefusedError when the Python in `python_zip` could not load the result."""
    shown = "import importlib.util, sys; sys.stdout.buffer.write(importlib.util.MAGIC_NUMBER)"
    ours = subprocess.run([python, "-S", "-c", shown], check=True, capture_output=True).stdout
    if ours != (theirs := magic(python_zip)):
        raise RefusedError(f"{python} compiles for {ours.hex()}, {python_zip.name} reads {theirs.hex()}")
    for stale in list(site.rglob("__pycache__")):
        shutil.rmtree(stale)
    # Constant sets are stored in the order of their hashes.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([python, "-S", str(_SCRIPT), str(site), *PROGRAM], check=True, env=environment)


def magic(python_zip: Path) -> bytes:
    """The first four bytes of the modules an embeddable Python brings: what it takes for its own."""
    with zipfile.ZipFile(python_zip) as packed:
        standard = [name for name in packed.namelist() if name.startswith("python3") and name.endswith(".zip")]
        if len(standard) != 1:
            raise RefusedError(f"{python_zip.name}: no standard library")
        with packed.open(standard[0]) as inner, zipfile.ZipFile(inner) as library:
            first = next((name for name in library.namelist() if name.endswith(".pyc")), None)
            if first is None:
                raise RefusedError(f"{python_zip.name}: no compiled standard library")
            return library.read(first)[:_MAGIC]


def pack_libraries(site: Path, out: Path, epoch: int) -> list[str]:
    """Move packages that are compiled Python and nothing else into the ZIP `out`; gives their names."""
    chosen = [one for one in sorted(site.iterdir()) if one.name not in PROGRAM and _only_bytecode(one)]
    gathered = out.with_suffix("")
    gathered.mkdir()
    for one in chosen:
        shutil.move(one, gathered / one.name)
    archive.pack(gathered, out, epoch, inside="")
    shutil.rmtree(gathered)
    return [one.name.removesuffix(".pyc") for one in chosen]


def _only_bytecode(place: Path) -> bool:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    return bool(files) and all(file.suffix == ".pyc" for file in files)
