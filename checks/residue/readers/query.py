"""Query strings in logs and histories: `name=...&tel=...` with percent signs, gathered into tables by their keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from checks.residue import charset
from checks.residue.pieces import Table

# a value may hold a few of the signs that end keys: with any number of them each would begin a search of the whole line
_VALUE = r"[^&=\s\"'<>]*+(?:=[^&=\s\"'<>]*+){0,5}"
_QUERY = re.compile(rf"(?<![\w%.\[\]-])[\w%.\[\]-]{{1,900}}={_VALUE}(?:&(?:amp;)?[\w%.\[\]-]{{1,900}}={_VALUE})+")
_ENCODED = re.compile(r"=[^&\s]{0,200}?%[0-9A-Fa-f]{2}")
MOST = 50_000


def take(text: str) -> tuple[str, list[Table]]:
    """`text` without its query strings, and these as tables; untouched where nothing is percent-encoded."""
    if "%" not in text or "&" not in text or not _ENCODED.search(text):
        return text, []
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for count, match in enumerate(_QUERY.finditer(text)):
        if count >= MOST:
            break
        if "%" in match.group():
            pairs = [pair.partition("=") for pair in _asked(match.group()).replace("&amp;", "&").split("&")]
            groups.setdefault(tuple(key for key, _, _ in pairs), []).append([_plain(value) for _, _, value in pairs])
    tables = list(_tables(groups))
    return (_QUERY.sub(_keep, text) if tables else text), tables


def _asked(told: str) -> str:
    """What is asked for, without the address it is asked of, which stands behind a key in files of links (URL=https:…)."""
    return told[_address(told) :]


def _address(told: str) -> int:
    """Where what is asked begins: behind the address that the first pair holds."""
    first = told.partition("&")[0]
    at = first.find("?", first.find("://") + 1) + 1 if "://" in first else 0
    return at if "=" in first[at:] else 0


def _keep(match: re.Match[str]) -> str:
    return f"{match.group()[: _address(match.group())]} " if "%" in match.group() else match.group()


def _tables(groups: dict[tuple[str, ...], list[list[str]]]) -> Iterator[Table]:
    for keys, rows in groups.items():
        head = [_plain(key) for key in keys]
        if len(rows) == 1:
            yield Table([[key, value] for key, value in zip(head, rows[0], strict=True)], "query")
        else:
            yield Table([head, *rows], "query")


def _plain(value: str) -> str:
    raw = unquote_to_bytes(value.replace("+", " "))
    return charset.decode(raw, charset.detect(raw) or "utf-8")
