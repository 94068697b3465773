"""The compiled kernel as a library: one file for all its parts, None where there is none."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from checks.residue.native.build import NAME, environment_folder

VERSION = 7
# Set to anything, it keeps the search to Python and NumPy.
OFF = "SELFAUDIT_NO_KERNEL"


# Of each function of text.c and bytes.c: what it takes, and what it gives: "p" an address, "n" a number of 64 bits, "-" nothing.
_SIGNATURES = {
    "spots": ("ppnnpnpnn", "n"), "part": ("ppnnnnp", "n"), "sort": ("pnnpp", "-"), "words": ("ppnnpnp", "n"), "map": ("pnpp", "n"), "run": ("pnnnp", "n"), "spread": ("pnnnp", "-"),
    "first": ("pnnpn", "n"), "lines": ("pnnpnnpp", "n"), "beside": ("pnnpnpnnp", "n"), "short": ("pnnpnnpppn", "n"),
}  # fmt: skip
_KINDS: dict[str, Any] = {"p": ctypes.c_void_p, "n": ctypes.c_int64, "-": None}


@cache
def load() -> Any | None:
    """The library of this environment, or None: not built, of an older version, or switched off."""
    return first(opened)


def first(open_one: Callable[[Path], Any | None]) -> Any | None:
    """The first library of this environment that `open_one` takes; None where there is none, or where it is switched off."""
    if os.environ.get(OFF):
        return None
    files = (folder / NAME for folder in (Path(__file__).parent, environment_folder()))
    return next((library for file in files if (library := open_one(file)) is not None), None)


def opened(file: Path) -> Any | None:
    """The library in `file` with its passes over text; None where this machine cannot load one."""
    if not file.is_file():
        return None
    try:
        library = ctypes.CDLL(str(file))
        if library.text_version() != VERSION:
            return None
        for name, (takes, gives) in _SIGNATURES.items():
            function = getattr(library, f"text_{name}")
            function.argtypes, function.restype = [_KINDS[kind] for kind in takes], _KINDS[gives]
    except (OSError, AttributeError):
        return None
    return library
