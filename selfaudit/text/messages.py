"""Every sentence the program says, by key, in Japanese (first) and English.

A key is ``<file>.<table>.<name>``: ``t("cli.verify.done", count=3)`` reads ``[verify] done = "…"`` in
``locale/cli.ja.toml``. A file is read when its first key is asked for, so that starting the program reads none.
Values are inserted with ``str.format`` by name. What is missing in English is said in Japanese; what is missing in
both is shown as its key, so that a walk never ends because of a missing sentence (tests turn that into an error).
"""

import os
from functools import cache
from typing import Any

LANGUAGES = ("ja", "en")

_state: dict[str, Any] = {"language": "ja", "strict": False}


class MissingMessageError(LookupError):
    """A key or a placeholder that no locale file knows; raised only in strict mode (tests)."""


def set_language(language: str) -> None:
    """Choose the language of all following messages: ``"ja"`` or ``"en"``; ValueError for any other."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _state["language"] = language


def language() -> str:
    """The language messages are given in now."""
    return str(_state["language"])


def set_strict(strict: bool) -> None:
    """Raise MissingMessageError on a missing key instead of showing the key."""
    _state["strict"] = strict


def t(key: str, /, **values: object) -> str:
    """The message of this key in the current language, with its ``{placeholders}`` filled in."""
    template = _find(key, language())
    if template is None:
        return _missing(key)
    try:
        return template.format_map({"program": program(), **values}) if "{" in template or "}" in template else template
    except (KeyError, ValueError, IndexError) as error:
        return _missing(f"{key} ({error})", template)


def in_every_language(key: str, /, **values: object) -> dict[str, str]:
    """The message of this key in every language, for what is stored and read later in either."""
    return {name: (_find(key, name) or key).format_map({"program": program(), **values}) for name in LANGUAGES}


def program() -> str:
    """How the person started the program, for messages that name a command: every message may use ``{program}``."""
    return os.environ.get("SELFAUDIT_PROGRAM") or "selfaudit"


def has(key: str) -> bool:
    """Whether a message of this key exists in the current language or in Japanese."""
    return _find(key, language()) is not None


def keys(prefix: str) -> tuple[str, ...]:
    """All keys below a prefix such as ``"catalog.outcome"``, in the order of the Japanese file."""
    name = prefix.partition(".")[0]
    return tuple(key for key in _messages(name, "ja") if key == prefix or key.startswith(f"{prefix}."))


def _find(key: str, language: str) -> str | None:
    name = key.partition(".")[0]
    found = _messages(name, language).get(key)
    return found if found is not None else _messages(name, "ja").get(key)


def _missing(what: str, shown: str | None = None) -> str:
    if _state["strict"]:
        raise MissingMessageError(what)
    return shown if shown is not None else what


@cache
def _messages(name: str, language: str) -> dict[str, str]:
    # Imported here: together they cost milliseconds, and many starts need no message at all.
    import tomllib
    from pathlib import Path

    file = Path(__file__).parent / "locale" / f"{name}.{language}.toml"
    if not file.is_file():
        return {}
    return dict(_flatten(name, tomllib.loads(file.read_text(encoding="utf-8"))))


def _flatten(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}.{name}"
        rows.extend(_flatten(key, value) if isinstance(value, dict) else [(key, str(value))])
    return rows
