"""What a provider gives."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trace:
    """A file that is or was: its path as written, when it was deleted or last used, its size in bytes, None where not said.

    `kept` says whether the content should still lie beside the trace. `text` is content itself, where a trace holds some.
    """

    path: str
    time: datetime.datetime | None = None
    size: int | None = None
    kept: bool = False
    text: str = ""


class Damaged(Exception):
    """The file is not what its name says, or is cut off."""


# 1601-01-01, the first day of Windows file times.
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


def file_time(value: int) -> datetime.datetime | None:
    """A Windows FILETIME (units of 100 ns since 1601, UTC), None for zero and for what no calendar holds."""
    try:
        return _EPOCH + datetime.timedelta(microseconds=value // 10) if value else None
    except OverflowError:
        return None


def wide_text(raw: bytes) -> str:
    """UTF-16LE up to the first zero character; unpaired surrogates become replacement signs."""
    end = next((at for at in range(0, len(raw) - 1, 2) if raw[at] == raw[at + 1] == 0), len(raw) // 2 * 2)
    return raw[:end].decode("utf-16-le", "replace")


def narrow_text(raw: bytes) -> str:
    """8-bit text up to the first zero byte: Shift_JIS where it fits, else Latin-1."""
    raw = raw.partition(b"\0")[0]
    try:
        return raw.decode("cp932")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
