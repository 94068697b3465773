"""The folder for Windows: python.org's embeddable Python, the libraries, the program, one command to start it.

Made on any system. Nothing in it is a program of ours but two small DLLs (`native`): the only executables are those
python.org has signed.
"""

from __future__ import annotations

import fnmatch
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipping import archive, bytecode, materials
from shipping.archive import RefusedError

DATA = Path(__file__).resolve().parents[1] / "windows"
SITE = "site-packages"
PROGRAM = "selfaudit"
_ASKED_FOR = ("METADATA", "entry_points.txt")


@dataclass(frozen=True)
class Result:
    """What was made."""

    folder: Path
    packed: Path
    bytes: int
    """Of the unpacked folder."""


def embeddable(python_zip: Path, sha256: str, target: Path) -> str:
    """Unpack python.org's embeddable ZIP and point it at our libraries; gives its version as in "312".

    RefusedError when the digest is another one, or the ZIP is no embeddable Python.
    """
    if archive.sha256(python_zip) != sha256.lower():
        raise RefusedError(f"{python_zip.name}: SHA-256 {archive.sha256(python_zip)}")
    names = archive.unpack(python_zip, target)
    paths = [name for name in names if name.endswith("._pth")]
    if "python.exe" not in names or len(paths) != 1:
        raise RefusedError(f"{python_zip.name}: no python.exe or not one ._pth file")
    number = paths[0].removeprefix("python").removesuffix("._pth")
    # The ._pth file alone decides where modules come from: no registry, no PYTHONPATH, no working folder.
    (target / paths[0]).write_bytes(
        f"python{number}.zip\r\n.\r\n..\\{bytecode.LIBRARIES}\r\n..\\{SITE}\r\n".encode("ascii")
    )
    return number


def prune(site: Path) -> int:
    """Take out what is never used at run time (``leave_out.txt``); gives the bytes saved."""
    before = archive.size(site)
    for pattern in (DATA / "leave_out.txt").read_text(encoding="utf-8").splitlines():
        if pattern and not pattern.startswith("#"):
            for found in _matching(site, pattern):
                shutil.rmtree(found) if found.is_dir() else found.unlink()
    return before - archive.size(site)


def assemble(site: Path, python_zip: Path, sha256: str, out: Path, epoch: int) -> Result:
    """Put everything together in `out`: the folder ``selfaudit-<version>-windows`` and the ZIP beside it.

    RefusedError when a distribution has no licence text, was made for another Python, or the program itself is missing.
    """
    found = materials.materials(site)
    own = next((one for one in found if one.name == PROGRAM), None)
    if own is None:
        raise RefusedError(f"{PROGRAM} is not in {site.name}")
    if bare := materials.without_text(found):
        raise RefusedError(f"no licence text: {', '.join(bare)}")
    folder = out / f"{PROGRAM}-{own.version}-windows"
    number = embeddable(python_zip, sha256, folder / "python")
    _same_python(site, number)
    shutil.copytree(site, folder / SITE, ignore=shutil.ignore_patterns("bin", ".lock"))
    for info in (folder / SITE).glob("*.dist-info"):
        _only_names(info)
    bytecode.pack_libraries(folder / SITE, folder / bytecode.LIBRARIES, epoch)
    _texts(folder)
    found = sorted([*found, materials.python(python_zip, folder / "python")], key=lambda one: one.name.lower())
    (folder / "LICENSES.txt").write_text(materials.licences(found), encoding="utf-8", newline="\r\n")
    (folder / "sbom.cdx.json").write_text(materials.bill(found, PROGRAM, epoch), encoding="utf-8", newline="\n")
    packed = out / f"{folder.name}.zip"
    archive.pack(folder, packed, epoch)
    return Result(folder, packed, archive.size(folder))


def _texts(folder: Path) -> None:
    """What starts the program and what is to be read first, with the line ends of Windows."""
    for file in sorted(DATA.glob("*.cmd")) + sorted(DATA.glob("README*.txt")):
        text = file.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\n", "\r\n")
        # Notepad and old consoles read the byte order mark; cmd.exe must not see one.
        (folder / file.name).write_text(text, encoding="utf-8-sig" if file.suffix == ".txt" else "ascii", newline="")


def _only_names(info: Path) -> None:
    """Keep of a distribution's metadata what programs ask for; its licence texts are in LICENSES.txt, whole."""
    for file in _files(info):
        if file.name not in _ASKED_FOR:
            file.unlink()
    for place in sorted(info.rglob("*"), reverse=True):
        place.rmdir() if place.is_dir() else None
    metadata = info / "METADATA"
    head, _, _description = metadata.read_text(encoding="utf-8").replace("\r\n", "\n").partition("\n\n")
    metadata.write_text(head + "\n", encoding="utf-8", newline="\n")


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def _matching(site: Path, pattern: str) -> list[Path]:
    """Files and folders whose path below `site` matches; the ones inside a match are not listed again."""
    paths = sorted(site.rglob("*"), key=lambda path: len(path.parts))
    taken: list[Path] = []
    for path in paths:
        inside = any(parent in taken for parent in path.parents)
        if not inside and fnmatch.fnmatchcase(path.relative_to(site).as_posix(), pattern):
            taken.append(path)
    return taken


def _same_python(site: Path, number: str) -> None:
    """Refuse compiled modules for another Python than the one in the folder, or for another system."""
    for file in site.rglob("*"):
        name = file.name
        if name.endswith((".so", ".dylib")):
            raise RefusedError(f"{name} is not for Windows")
        if name.endswith(".pyd") and ".cp" in name and f".cp{number}-" not in name:
            raise RefusedError(f"{name} is not for Python {number}")
