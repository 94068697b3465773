"""Compile the C files beside this one for this machine, where it has a compiler: ``python checks/residue/native/build.py [FOLDER]``.

The kernel is never needed: without it the search does the same with NumPy, more slowly. Standard library only, because it
runs while the program is being installed.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

# The processor, as `platform.machine` calls it: each worker asks for it, and that module takes longer to import than a file to read.
if sys.platform == "win32":
    import platform

    _MACHINE = platform.machine()
else:
    _MACHINE = os.uname().machine
# Names one processor and system: an environment that is copied to another machine is not mistaken. On Windows it ends as
# libraries do: one under another ending looks to a virus scanner as if it were hiding.
_ENDING = ".dll" if sys.platform == "win32" else ".bin"
NAME = f"selfaudit-kernel-{sys.platform}-{_MACHINE.lower()}-{sys.maxsize.bit_length() + 1}{_ENDING}"
_FLAGS = ("-O3", "-std=c99", "-shared", "-fPIC", "-fvisibility=hidden")
_SECONDS = 120


def environment_folder() -> Path:
    """Where the kernel of an environment lies."""
    return Path(sysconfig.get_path("data")) / "share" / "selfaudit"


def sources() -> list[Path]:
    """The C files."""
    return sorted(Path(__file__).parent.glob("*.c"))


def build(folder: Path) -> Path | None:
    """Compile into `folder`; the file, or None where there is no compiler or it fails."""
    import shutil  # here, because each worker asks this module for the name of what is compiled
    import subprocess
    import tempfile

    compiler = shutil.which(os.environ.get("CC") or "cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.byteorder != "little":
        return None
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / NAME
        try:
            done = subprocess.run(
                [compiler, *_FLAGS, "-o", str(made), *map(str, sources())],
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
            if done.returncode:
                return None
            folder.mkdir(parents=True, exist_ok=True)
            partial = folder / (NAME + ".part")
            shutil.copyfile(made, partial)
            partial.replace(folder / NAME)
        except (OSError, subprocess.SubprocessError):
            return None
    return folder / NAME


if __name__ == "__main__":
    sys.exit(0 if build(Path(sys.argv[1]) if len(sys.argv) > 1 else environment_folder()) else 1)
