"""The two small DLLs of the Windows folder, compiled on any system with zig (PyPI: ziglang): our kernel, NumPy's algebra."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from shipping.archive import RefusedError
from shipping.portable import Image

OURS = Path(__file__).resolve().parents[1] / "windows" / "native"
KERNEL = "selfaudit-kernel-win32-amd64-64.dll"
"""As ``checks/residue/native/build.py`` names it on such a PC."""
_PARTS = Path("checks") / "residue" / "native"
_FLAGS = ("-target", "x86_64-windows-gnu", "-O3", "-std=c99", "-shared", "-s", "-fvisibility=hidden")


def zig() -> list[str]:
    """The compiler: the module of this Python, else the program; RefusedError where there is neither."""
    if importlib.util.find_spec("ziglang"):
        return [sys.executable, "-m", "ziglang"]
    if program := shutil.which("zig"):
        return [program]
    raise RefusedError("no zig: python -m pip install ziglang")


def library(sources: list[Path], out: Path) -> None:
    """Compile C files to a DLL; the same sources and zig give the same bytes wherever they lie."""
    with tempfile.TemporaryDirectory() as place:
        # The folder's name must not reach the file, nor a cache decide what is in it.
        for source in {file for one in sources for file in (one, *one.parent.glob("*.h"))}:
            shutil.copy(source, place)
        names = [source.name for source in sources]
        command = [*zig(), "cc", *_FLAGS, "-o", out.name, *names]
        done = subprocess.run(command, cwd=place, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RefusedError(done.stderr)
        shutil.copyfile(Path(place) / out.name, out)


def add_kernel(site: Path) -> None:
    """Compile the kernel of the search from the sources the program brings."""
    folder = site / _PARTS
    library(sorted(folder.glob("*.c")), folder / KERNEL)


def small_algebra(site: Path) -> int:
    """Put the part of the algebra library that NumPy's core needs in the place of the whole; gives the bytes saved.

    RefusedError when another module still takes a name that ours does not give.
    """
    (whole,) = (site / "numpy.libs").glob("libscipy_openblas*.dll")
    before = whole.stat().st_size
    for compiled in (site / "numpy" / "linalg").glob("*.pyd"):
        before += compiled.stat().st_size
        compiled.unlink()
    shutil.copy(OURS / "_umath_linalg.py", site / "numpy" / "linalg")
    library([OURS / "algebra.c"], whole)
    given = Image(whole).given()
    for module in sorted(site.rglob("*.pyd")):
        if missing := Image(module).taken().get(whole.name.lower(), set()) - given:
            raise RefusedError(f"{module.name} needs {', '.join(sorted(missing))}")
    return before - whole.stat().st_size
