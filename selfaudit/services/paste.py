"""A path as people give it: typed, pasted with quotes, or dropped on the terminal."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selfaudit.errors import InputError
from selfaudit.text.messages import t

_QUOTES = {"'": "'", '"': '"', "「": "」", "“": "”", "’": "’"}
_ESCAPED = re.compile(r"\\(.)")


_BETWEEN = re.compile(r"[;\uff1b\n]")


def pasted_paths(text: str) -> list[Path]:
    """One path, or several with semicolons between them; a path that is there as it stands is one. InputError as below."""
    whole = pasted_path(text)
    if whole.exists():
        return [whole]
    return [pasted_path(part) for part in _BETWEEN.split(text) if part.strip()]


def pasted_path(text: str) -> Path:
    """Return the path meant by `text`: outer quotes, file: addresses, ``~`` and shell escapes are undone.

    A backslash is an escape only outside Windows, and only when the text as it stands names no file.
    Raises InputError for an empty text or one with a zero character.
    """
    cleaned = text.strip().strip("\u3000\r\n")
    if len(cleaned) >= 2 and _QUOTES.get(cleaned[0]) == cleaned[-1]:
        cleaned = cleaned[1:-1]
    if not cleaned or "\0" in cleaned:
        raise InputError(t("services.path.empty"), "", t("services.path.empty_next"))
    if cleaned.lower().startswith("file://"):
        address = urlsplit(cleaned)
        host = f"//{address.netloc}" if address.netloc not in ("", "localhost") else ""
        cleaned = host + unquote(address.path)
        if os.name == "nt" and re.match(r"/[A-Za-z]:", cleaned):
            cleaned = cleaned[1:]
    path = Path(cleaned).expanduser()
    if os.name != "nt" and "\\" in cleaned and not path.exists():
        path = Path(_ESCAPED.sub(r"\1", cleaned)).expanduser()
    return path
