"""Hand a bundle over: an outer AES-256 ZIP under a neutral name, its password generated, the notice kept apart.

The notice (password, date, who hands over, how many) is a text here; the application makes a PDF of the same lines. It
must not travel on the medium of the archive, and nobody chooses a password (the key derivation of the ZIP format is
weak, so only a random one protects).
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence import text, together
from evidence.build import writing
from evidence.container import aeszip
from evidence.errors import BuildError, InputError

ALPHABET = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"
"""No 0 O o, 1 l I, 2 Z z, 5 S, 8 B: what is read from paper must be typed without doubt."""
GROUPS, GROUP = 5, 4
BITS = GROUPS * GROUP * math.log2(len(ALPHABET))
"""Entropy of a password, at least 100 bits."""
INNER_NAME = "bundle.asice.zip"
SUFFIX = ".zip"


@dataclass(frozen=True)
class Delivery:
    """What was written: the archive to hand over, the notice to send by another way."""

    path: Path
    notice: Path
    password: str
    size: int

    def __repr__(self) -> str:
        return f"Delivery({self.path.name}, {self.size} bytes)"


def new_password() -> str:
    """Five groups of four characters with hyphens, typed as printed."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def deliver(
    bundle: Path,
    out: Path,
    notice: Path,
    *,
    handled_by: str,
    when: datetime,
    lang: str = "ja",
    more: Sequence[str] = (),
    printed: tuple[Path, Callable[[str], bytes]] | None = None,
) -> Delivery:
    """Wrap ``bundle`` into ``out`` and write the password notice, with ``more`` lines of facts, to ``notice``.

    ``printed`` names a further file and how it is made of the notice's text. All files appear together or not at all;
    what an attempt left that was ended half-way is replaced. Raises BuildError when archive and notice would lie in one
    folder or on one removable medium or one is there already, and InputError when the bundle cannot be read.
    """
    if not bundle.is_file():
        raise InputError("unreadable", name=bundle.name, reason="")
    _apart(out, notice)
    papers = [notice, *([printed[0]] if printed else [])]
    unfinished_cleared([*papers, out])
    password = new_password()
    said = notice_text(out.name, password, handled_by, when, lang, more)
    with together.writing([*papers, out]) as files:
        files[0].write(said.encode("utf-8"))
        if printed:
            files[1].write(printed[1](said))
        aeszip.write(bundle, INNER_NAME, password, files[-1])
    return Delivery(out, notice, password, out.stat().st_size)


def unfinished_cleared(paths: Sequence[Path]) -> None:
    """Take away what an earlier attempt left half-way, the archive last; BuildError for a file that is there and whole."""
    together.clear(paths)
    for path in paths:
        if path.exists():
            raise BuildError("there_already", name=path.name)


def notice_text(
    name: str, password: str, handled_by: str, when: datetime, lang: str = "ja", more: Sequence[str] = ()
) -> str:
    """The lines of the notice: file, password, further facts, and the blanks the receiver fills in."""
    at = f"{when:%Y-%m-%d %H:%M}"
    facts = "".join(f"{line}\n" for line in more)
    return text.word("notice", lang, name=name, password=password, by=handled_by, at=at, more=facts)


def receive(path: Path, password: str, out: Path) -> Path:
    """Unpack a delivered archive to ``out``; InputError for a wrong password, damage or old ZipCrypto."""
    with writing(out) as file:
        aeszip.read(path, password, file)
    return out


def _apart(out: Path, notice: Path) -> None:
    """Refuse one folder, or one device that is not the one the user's own files live on."""
    one, two = out.resolve().parent, notice.resolve().parent
    if not one.is_dir() or not two.is_dir():
        raise BuildError("unwritable", name=(one if not one.is_dir() else two).name, reason="")
    same_medium = one.stat().st_dev == two.stat().st_dev != Path.home().stat().st_dev
    if one == two or same_medium:
        raise BuildError("one_medium")
