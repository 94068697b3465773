"""The words of the exit search, from checks/text/exit_<lang>.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table(lang: str) -> dict[str, Any]:
    source = files("checks") / "text" / f"exit_{lang}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def exit_text(section: str, key: str, lang: str = "ja") -> str:
    """The text of `key` in `section` ("reason", "kind", "place.temp" …); the key itself when there is none."""
    found: Any = _table(lang if lang in ("ja", "en") else "ja")
    for part in (*section.split("."), key):
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, str) else key
