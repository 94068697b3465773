"""Headings and labels: which kind of data a short text announces (data/labels.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_MARKS = re.compile(
    r"[\s\u3000※*:：。、【】\[\]〔〕<>《》■□●○◆◇・\"'?？!！/／]+|\(必須\)|\(任意\)|^ご|^[0-9]{1,2}[.)．]|^\(?[0-9]{1,2}\)"
)
_LONGEST = 24


@cache
def _tables() -> tuple[dict[str, str], list[tuple[str, str]]]:
    loaded = tomllib.loads((files("checks.residue.data") / "labels.toml").read_text(encoding="utf-8"))
    full: dict[str, str] = {}
    part: list[tuple[str, str]] = []
    for kind, lists in loaded.items():
        for label in lists["full"]:
            full.setdefault(_MARKS.sub("", label.lower()), kind)
        part += [(label.lower(), kind) for label in lists["part"]]
    return full, part


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> str | None:
    """The kind announced by heading or label `text` (folded), a guide kind beginning with "_", or None."""
    if not text or len(text) > _LONGEST + 8:
        return None
    bare = _MARKS.sub("", text.lower())
    if not bare or len(bare) > _LONGEST:
        return None
    full, part = _tables()
    found = full.get(bare)
    if found is None and "." in bare:
        found = full.get(bare.rpartition(".")[2])
    if found is None:
        found = next((kind for label, kind in part if label in bare), None)
    return found


@cache
def inline_pattern() -> re.Pattern[str]:
    """`label: value` inside running text; the label is group 1, the rest of the line group 2."""
    full, _ = _tables()
    chosen = sorted(
        (label for label, kind in full.items() if not kind.startswith("_") and len(label) >= 2 and not label.isascii()),
        key=len,
        reverse=True,
    )
    return re.compile(
        "(?:^|(?<=[\\s\u3000、。,;(【\\[|]))("
        + "|".join(map(re.escape, chosen))
        + r")[)】\]]?[ \t\u3000]*[:：=][ \t\u3000]*([^\n]{1,80})"
    )
