"""Names in formats nobody documents (.DS_Store, shared file lists): runs of printable UTF-16 of either order, and paths in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.hidden.providers.model import Trace

_BIG = re.compile(rb"(?:\x00[\x20-\x7e]|[\x30\x4e-\x9f\xff][\x00-\xff]){4,}")
_LITTLE = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x30\x4e-\x9f\xff]){4,}")
_PATH = re.compile(rb"/(?:[\x20-\x7e]|[\xe3-\xe9][\x80-\xbf]{2}){4,}")


def read(data: bytes, name: str) -> Iterator[Trace]:
    """Whatever reads like a name."""
    del name
    yield from (Trace(run.decode("utf-16-be", "replace")) for run in _BIG.findall(data))
    yield from (Trace(run.decode("utf-16-le", "replace")) for run in _LITTLE.findall(data))
    yield from (Trace(run.decode("utf-8", "replace")) for run in _PATH.findall(data))
