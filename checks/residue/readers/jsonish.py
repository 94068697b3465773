"""JSON and JSON lines: objects of the same kind become a table, so that keys serve as column headings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

DEEP = 40


def read_json(text: str, source: Source) -> Iterator[Part]:
    """Tables of `text`; broken JSON is read as running text with its escapes undone."""
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        values = _lines(text)
    if not values:
        yield Text(unwrap(text))
        return
    for value in values if len(values) == 1 else [values]:
        try:
            yield from _tables(value, "", 0)
        except RecursionError:
            yield Text(unwrap(text))


def _lines(text: str) -> list[Any]:
    found = []
    for line in text.splitlines():
        if line.strip():
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError):
                return []
    return found


def _tables(value: Any, where: str, depth: int) -> Iterator[Part]:
    if depth > DEEP:
        return
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield _records([item for item in value if isinstance(item, dict)], where)
        rest = [item for item in value if not isinstance(item, dict)]
        if rest:
            yield Text("\n".join(_scalars(rest, 0)), where)
        for item in value:
            if isinstance(item, dict):
                yield from _inner(item, where, depth)
    elif isinstance(value, dict):
        row = _flat(value, "")
        yield Table([[key, cell] for key, cell in row.items()], where)
        yield from _inner(value, where, depth)
    else:
        yield Text("\n".join(_scalars(value, 0)), where)


def _inner(value: dict[str, Any], where: str, depth: int) -> Iterator[Part]:
    """Lists of objects below an object; plain objects below it were flattened into its row."""
    for key, child in value.items():
        if isinstance(child, dict):
            yield from _inner(child, f"{where}.{key}", depth + 1)
        elif isinstance(child, list) and any(isinstance(item, (dict, list)) for item in child):
            yield from _tables(child, f"{where}.{key}", depth + 1)


def _records(items: list[dict[str, Any]], where: str) -> Table:
    flat = [_flat(item, "") for item in items]
    keys = list(dict.fromkeys(key for row in flat for key in row))
    return Table([keys, *([row.get(key, "") for key in keys] for row in flat)], where)


def _flat(value: dict[str, Any], prefix: str, depth: int = 0) -> dict[str, str]:
    row: dict[str, str] = {}
    for key, child in value.items():
        name = f"{prefix}{key}"
        if isinstance(child, dict) and depth < DEEP:
            row.update(_flat(child, f"{name}.", depth + 1))
        elif isinstance(child, list):
            if not any(isinstance(item, (dict, list)) for item in child):
                row[name] = " ".join(_scalars(child, 0))
        elif child is not None and not isinstance(child, bool):
            row[name] = unwrap(child) if isinstance(child, str) else str(child)
    return row


def _scalars(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, list) and depth < DEEP:
        for item in value:
            yield from _scalars(item, depth + 1)
    elif isinstance(value, str):
        yield unwrap(value)
    elif value is not None and not isinstance(value, (bool, list, dict)):
        yield str(value)
