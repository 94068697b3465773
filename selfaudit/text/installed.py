"""How this copy of the program was installed, and the command that adds an extra part to it."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from selfaudit.text.messages import t

PROGRAM = "selfaudit"
_ROOT = Path(__file__).resolve().parents[2]


def how_to_add(extra: str) -> str:
    """Say in one sentence how an extra ("raw", "ocr" …) is added to this copy of the program."""
    if any(Path(sys.executable).parent.glob("python*._pth")):
        return t("installed.folder")
    return t("installed.command", command=command(extra, Path(sys.prefix), Path(sys.executable), _ROOT))


def command(extra: str, prefix: Path, python: Path, root: Path) -> str:
    """The command itself, for the environment at `prefix` with this `python` and the program's files at `root`.

    A clone has lists of exact versions; what pipx or uv installed is added to with these, for they leave no pip in it.
    """
    lock = root / "requirements" / f"{extra}.lock"
    wanted = f"-r {_quoted(lock)}" if lock.is_file() else " ".join(map(_quoted, _needed(extra)))
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx inject {PROGRAM} {wanted}"
    if (prefix / "uv-receipt.toml").is_file() or find_spec("pip") is None:
        return f"uv pip install --python {_quoted(python)} {wanted}"
    return f"{_quoted(python)} -m pip install {wanted}"


def _needed(extra: str) -> list[str]:
    """The libraries of an extra with the versions that fit, as the installed program declares them."""
    try:
        lines = metadata.requires(PROGRAM) or []
    except metadata.PackageNotFoundError:
        lines = []
    parts = [line.partition(";") for line in lines]
    of_extra = [name.strip() for name, _, marker in parts if f"'{extra}'" in marker or f'"{extra}"' in marker]
    return of_extra or [f"{PROGRAM}[{extra}]"]


def _quoted(word: object) -> str:
    text = str(word)
    plain = all(character.isalnum() or character in "/\\:._-=~" for character in text)
    return text if plain and (os.sep != "/" or "\\" not in text) else f'"{text}"'
