"""The trash of Linux desktops: `.trashinfo` files (freedesktop.org Trash specification 1.0)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import unquote

from checks.residue.hidden.providers.model import Damaged, Trace


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The path (percent-decoded) and the local time of deletion; nothing for the trashed files themselves."""
    if not name.endswith(".trashinfo"):
        return
    lines = dict(line.split("=", 1) for line in data.decode("utf-8", "replace").splitlines() if "=" in line)
    path = unquote(lines.get("Path", ""), "utf-8", "replace")
    if not path:
        raise Damaged("no path")
    yield Trace(path, _time(lines.get("DeletionDate", "")), kept=True)


def _time(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
