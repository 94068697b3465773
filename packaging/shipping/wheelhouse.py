"""The offline wheelhouse: everything pip needs on a PC without internet, with its hashes, for one system."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from shipping import archive, locks

DATA = Path(__file__).resolve().parents[1] / "wheelhouse"
WANTED = "requirements.txt"
WHEELS = "wheels"


def collect(platform: locks.Platform, pythons: Iterable[str], out: Path, epoch: int) -> Path:
    """Download the locked wheels for every given Python and add the program; gives the folder."""
    folder = out / f"selfaudit-wheelhouse-{platform.name}"
    (folder / WHEELS).mkdir(parents=True)
    for python in pythons:
        locks.download(platform, python, folder / WHEELS)
    own = locks.own_wheel(folder / WHEELS, epoch)
    return finish(folder, own)


def finish(folder: Path, own: Path) -> Path:
    """Write what to install (all locked versions, and the program by its hash) and the scripts that do it."""
    lock = locks.APP_LOCK.read_text(encoding="utf-8").rstrip()
    name, version = own.name.split("-")[:2]
    lines = f"{lock}\n{name}=={version} \\\n    --hash=sha256:{archive.sha256(own)}\n"
    (folder / WANTED).write_text(lines, encoding="utf-8", newline="\n")
    for file in DATA.iterdir():
        shutil.copy(file, folder / file.name)
    return folder
