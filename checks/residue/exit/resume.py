"""A stopped search of an image, kept in a file to go on from: where it stood, what it had counted, which persons it had seen.

Persons are their numbers in the registry, which say nothing without it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.exit.model import Coverage, ExitError, ExitSummary
from checks.residue.fingerprint import Registry

VERSION = 1
_MOST = 64 << 20


@dataclass(frozen=True, slots=True)
class Resume:
    """What a stopped search of an image of `size` bytes had done up to `offset`."""

    size: int
    offset: int
    coverage: Coverage
    hits: dict[str, int]
    seen: npt.NDArray[np.bool_] = field(repr=False)


def save(path: Path, summary: ExitSummary, seen: npt.NDArray[np.bool_]) -> bool:
    """Write the file, replacing an older one; False where the search was not stopped in an image. Raises OSError."""
    settled = summary.settled
    if settled is None:
        return False
    state = {
        "v": VERSION,
        "registry": summary.registry,
        "offset": settled.offset,
        "coverage": settled.coverage.as_json() | {"bytes": summary.levels[3].bytes},
        "hits": settled.hits,
        "seen": np.packbits(seen).tobytes().hex(),
    }
    partial = path.with_name(path.name + ".part")
    partial.write_text(json.dumps(state), encoding="ascii")
    os.replace(partial, path)
    return True


def load(path: Path, registry: Registry) -> Resume:
    """The search to go on with. Raises ExitError: not_found, damaged_state, other_registry."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MOST)
    except OSError as error:
        raise ExitError("not_found", str(path)) from error
    try:
        state: dict[str, Any] = json.loads(raw)
        if state["v"] != VERSION:
            raise ValueError("another version")
        other = state["registry"] != registry.digest
        kept = state["coverage"]
        coverage = Coverage(
            bytes_looked=int(kept["bytes_looked"]),
            bytes_zero=int(kept["bytes_zero"]),
            uninspectable={str(reason): int(count) for reason, count in kept["uninspectable"].items()},
        )
        hits = {str(kind): int(count) for kind, count in state["hits"].items()}
        bits = np.frombuffer(bytes.fromhex(state["seen"]), np.uint8)
        seen = np.unpackbits(bits, count=registry.records).astype(np.bool_)
        resume = Resume(int(kept["bytes"]), int(state["offset"]), coverage, hits, seen)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExitError("damaged_state", str(path)) from error
    if other:
        raise ExitError("other_registry", str(path))
    return resume
