"""What the program says about itself in signed documents, and how it writes them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any


def encode(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and a final line feed, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


@cache
def program_digest() -> str:
    """SHA-256 (hex) over the program's own source files, so that a document says which program made it."""
    import checks
    import evidence
    import selfaudit

    whole = hashlib.sha256()
    for package in (checks, evidence, selfaudit):
        root = Path(str(package.__file__)).parent
        for file in sorted(root.rglob("*.py")):
            whole.update(file.relative_to(root.parent).as_posix().encode() + b"\0")
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
