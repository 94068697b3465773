"""The words of this package: ja.toml first, en.toml by choice. No sentence for a reader lives in code."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ja", "en")


@cache
def _load(lang: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{lang}.toml").read_text("utf-8"))


def sentence(code: str, lang: str = "ja") -> str:
    """What the code means, one sentence."""
    return str(_load(lang)["code"][code]["says"])


def next_step(code: str, lang: str = "ja") -> str:
    """What the reader of this code does now."""
    return str(_load(lang)["code"][code]["next"])


def error(key: str, part: str, lang: str, values: Mapping[str, object]) -> str:
    """Title, detail or next step of an EvidenceError; a value that is an OSError is said in words."""
    said = {name: system(value, lang) if isinstance(value, OSError) else value for name, value in values.items()}
    return str(_load(lang)["error"][key][part]).format_map(said)


def system(trouble: OSError, lang: str = "ja") -> str:
    """What the operating system complained of, in words; its own for what is rare."""
    name = errno.errorcode.get(trouble.errno or 0, "")
    return str(_load(lang)["system"].get(name) or trouble.strerror or "")


def word(key: str, lang: str = "ja", **values: object) -> str:
    """A label or sentence of the program, by key of the table ``word``."""
    return str(_load(lang)["word"][key]).format_map(values)


def page_words() -> dict[str, str]:
    """The words of verify.html (always Japanese): the table ``page`` and the words it shares with the program."""
    shared = (
        *("VALID", "INVALID", "INDETERMINATE", "verdict", "bundle_id", "operator", "approver", "trusted", "untrusted"),
        *("claimed", "timestamp", "receipt", "limits", "limits_request", "limits_signer"),
    )
    return {key: word(key) for key in shared} | {key: str(value) for key, value in _load("ja")["page"].items()}
