"""Planting and removing: the one thing a search writes, and only where the operator wants a positive control."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

# Some clusters of any file system; random, so that nothing compresses it and nothing else is like it.
SIZE = 32 << 10
PREFIX = "selfaudit-control-"


class ControlError(Exception):
    """The marker could not be written; `code` is explained in checks/text/exit_<lang>.toml, section "control"."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Planted:
    """A marker file at `live` with content `stays`, and a twin whose content `goes` was written, flushed and deleted."""

    root: Path
    live: Path
    stays: bytes = field(repr=False)
    goes: bytes = field(repr=False)


def plant(root: Path) -> Planted:
    """Plant both in the folder `root` of a volume. Raises ControlError: not_written."""
    name = PREFIX + secrets.token_hex(8)
    planted = Planted(root, root / f"{name}.bin", secrets.token_bytes(SIZE), secrets.token_bytes(SIZE))
    twin = root / f"{name}-deleted.bin"
    try:
        _write(planted.live, planted.stays)
        _write(twin, planted.goes)
        twin.unlink()
    except OSError as error:
        planted.live.unlink(missing_ok=True)
        twin.unlink(missing_ok=True)
        raise ControlError("not_written", str(root)) from error
    return planted


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def remove(planted: Planted) -> None:
    """Delete the marker file. What stays of it on the disk are random bytes."""
    planted.live.unlink(missing_ok=True)
