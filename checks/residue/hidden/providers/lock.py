"""Lock files of Office (`~$name`, owner inside) and LibreOffice (`.~lock.name#`): they name the file that was open."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue.hidden.providers.model import Trace


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The locked file's name; Office cuts off its first two characters when it is long."""
    del data
    if name.startswith("~$"):
        yield Trace(name[2:])
    elif name.startswith(".~lock.") and name.endswith("#"):
        yield Trace(name[7:-1])
