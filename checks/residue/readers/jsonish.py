"""JSON and JSON lines: objects of the same kind become a table, so that keys serve as column headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import json_contacts, json_texts
from checks.residue.readers.json_texts import DEEP, LINES
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap


def read_json(text: str, source: Source) -> Iterator[Part]:
    """Tables of `text`; broken JSON is read as running text with its escapes undone."""
    try:
        values = [json.loads(text, object_pairs_hook=_members)]
    except (ValueError, RecursionError):
        values = _lines(text)
    if not values:
        yield Text(unwrap(text))
        return
    for value in values if len(values) == 1 else [values]:
        try:
            yield from read_value(value)
        except RecursionError:
            yield Text(unwrap(text))


def _members(pairs: list[tuple[str, Any]]) -> Any:
    """The members of an object; where a name is told again, a list of objects, of which each begins where the one before is told again."""
    told = dict(pairs)
    if len(told) == len(pairs):
        return told
    objects: list[dict[str, Any]] = [{}]
    for name, value in pairs:
        if name in objects[-1]:
            objects.append({})
        objects[-1][name] = value
    return objects


def read_values(values: list[Any]) -> Iterator[Part]:
    """Values found one after another: objects are records together, and so are lists of plain values, rows of a cut table."""
    objects = [value for value in values if isinstance(value, dict)]
    rows = [
        value for value in values if isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value)
    ]
    for together in (objects, rows):
        if together:
            yield from read_value(together[0] if len(together) == 1 else together)
    for value in values:
        if isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
            yield from read_value(value)


def read_value(value: Any) -> Iterator[Part]:
    """Tables and texts of a value of JSON's types. Raises RecursionError."""
    opened = _opened(value, 0)
    yield from _tables(opened, "", 0)
    yield from (Text(told) for told in json_texts.texts_in(opened, _flat))


_BEGINS = re.compile(r"\{\s*\"|\[\s*[\[{\"]")
MOST_VALUES = 500


def values_in(run: str) -> list[Any]:
    """The values of JSON inside a run of text from a cache or a database, one after another; of a cut list its whole members."""
    decoder, at = json.JSONDecoder(object_pairs_hook=_members), 0
    values: list[Any] = []
    while len(values) < MOST_VALUES and (begin := _BEGINS.search(run, at)):
        try:
            value, at = decoder.raw_decode(run, begin.start())
        except (ValueError, RecursionError):
            at = begin.start() + 1
            continue
        values.append(value)
    return values


def _lines(text: str) -> list[Any]:
    found = []
    for line in text.splitlines():
        if line.strip():
            try:
                found.append(json.loads(line, object_pairs_hook=_members))
            except (ValueError, RecursionError):
                return []
    return found


def _opened(value: Any, depth: int) -> Any:
    """`value` with JSON kept as a string inside it opened, as clipboards, caches and settings keep it."""
    if depth > DEEP:
        return value
    if isinstance(value, dict):
        if len(value) == 1 and not _TYPED.isdisjoint(value):
            return _untyped(value, depth)
        return json_contacts.plain(
            {key: json_contacts.gathered(key, _opened(child, depth + 1)) for key, child in value.items()}
        )
    if isinstance(value, list):
        return [_opened(child, depth + 1) for child in value]
    return _string(value, depth) if isinstance(value, str) else value


_TYPED = frozenset(
    (
        "stringValue",
        "integerValue",
        "doubleValue",
        "timestampValue",
        "booleanValue",
        "nullValue",
        "mapValue",
        "arrayValue",
    )
)
"""Names under which Firestore keeps each value by its type (google.firestore.v1.Value)."""


def _untyped(value: dict[str, Any], depth: int) -> Any:
    (inner,) = value.values()
    if isinstance(inner, dict):
        inner = inner.get("fields", inner.get("values", inner))
    return _opened(inner, depth + 1)


def _string(value: str, depth: int) -> Any:
    value = json_contacts.rebuilt(value)
    if len(value) > 10 and value[0] in "{[" and value.rstrip()[-1:] in "}]":
        try:
            return _opened(json.loads(value), depth + 1)
        except (ValueError, RecursionError):
            return value
    return value


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
        yield from _object(value, where, depth)
    elif isinstance(value, list):
        yield from _list(value, where, depth)
    else:
        yield Text("\n".join(_scalars(value, 0)), where)


def _list(value: list[Any], where: str, depth: int) -> Iterator[Part]:
    """A list without objects of its own: lists of objects, rows of a table, or plain values."""
    lists = [item for item in value if isinstance(item, list)]
    if any(map(_holds_objects, lists)):
        for item in value:
            yield from _tables(item, where, depth + 1)
    elif len(lists) > 1:
        yield from _rows(value, where)
    elif not json_texts.is_text(value):
        yield Text("\n".join(_scalars(value, 0)), where)


def _holds_objects(value: list[Any]) -> bool:
    """Whether a list holds an object, or a list that begins with one."""
    return any(
        isinstance(item, dict) or (isinstance(item, list) and item and isinstance(item[0], dict)) for item in value
    )


def _columns(value: dict[str, Any]) -> dict[str, list[Any]]:
    """The lists of an object that are the columns of a table: plain values, as many in each; empty for any other object."""
    plain = {
        key: child
        for key, child in value.items()
        if isinstance(child, list) and len(child) > 1 and not any(isinstance(item, (dict, list)) for item in child)
    }
    lengths = set(map(len, plain.values()))
    return plain if len(plain) > 1 and len(lengths) == 1 else {}


def _object(value: dict[str, Any], where: str, depth: int) -> Iterator[Part]:
    """An object as a form, or as the list it is by its keys or its columns."""
    if rows := _by_number(value):
        yield Table(rows, where)
        return
    if (records := _listed(value)) is not None:
        yield from _tables(records, where, depth)
        return
    if parted := _headed(value):
        head, body = parted
        yield Table([list(map(str, value[head])), *([_cell(one) for one in row] for row in value[body])], where)
        value = {key: child for key, child in value.items() if key not in parted}
    if columns := _columns(value):
        yield Table([list(columns), *(list(map(_cell, row)) for row in zip(*columns.values(), strict=True))], where)
        value = {key: child for key, child in value.items() if key not in columns}
        if not value:
            return
    yield Table([[key, cell] for key, cell in _flat(value, "").items()], where)
    yield from _inner(value, where, depth)


def _by_number(value: dict[str, Any]) -> list[list[str]]:
    """The rows of a table whose columns are objects with the number of each row as key (pandas); empty for any other object."""
    columns = list(value.values())
    if len(columns) < 2 or not all(isinstance(column, dict) and column for column in columns):
        return []
    numbers = list(columns[0])
    if not all(number.isdecimal() for number in numbers) or any(list(column) != numbers for column in columns):
        return []
    if any(isinstance(cell, (dict, list)) for column in columns for cell in column.values()):
        return []
    return [list(value), *([_cell(column[number]) for column in columns] for number in numbers)]


def _headed(value: dict[str, Any]) -> tuple[str, str] | None:
    """The names under which an object keeps the headings of a table and its rows apart; None where it does not."""
    lists = {key: child for key, child in value.items() if isinstance(child, list) and child}
    for head, names in lists.items():
        if len(names) < 2 or not all(isinstance(name, str) for name in names):
            continue
        for body, rows in lists.items():
            if all(isinstance(row, list) and len(row) == len(names) and not _holds_objects(row) for row in rows):
                return head, body
    return None


LEAST_KEYED = 3


def _keyed(value: dict[str, Any]) -> bool:
    """Whether an object is a list of records by their keys: {"a1": {…}, "a2": {…}}, all with some keys in common."""
    records = list(value.values())
    if len(records) < LEAST_KEYED or not all(isinstance(record, dict) for record in records):
        return False
    return len(set(records[0]).intersection(*records[1:])) >= min(2, len(records[0]) or 1)


def _listed(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The records of an object that is a list of them by their keys; a key that may tell something is a cell without heading."""
    telling = sum(not key.isascii() or "@" in key for key in value) > len(value) / 2
    if not _keyed(value) and not (telling and len(value) > 1 and all(map(_are_objects, value.values()))):
        return None
    if not telling:
        return list(value.values())
    return [
        {"": key, **record}
        for key, child in value.items()
        for record in (child if isinstance(child, list) else [child])
    ]


def _are_objects(value: Any) -> bool:
    """Whether a value is a list of objects."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _rows(value: list[Any], where: str) -> Iterator[Part]:
    """Lists as the rows of a table; of different lengths they are lines, with tables among them."""
    rows = [[_cell(one) for one in item] if isinstance(item, list) else [_cell(item)] for item in value]
    if len(set(map(len, rows))) == 1:
        yield Table(rows, where)
    else:
        yield Text("\n".join("\t".join(" ".join(cell.split("\n")) for cell in row) for row in rows), where)


def _cell(value: Any) -> str:
    """A value as a cell; what says nothing keeps its place."""
    return " ".join(_scalars(value, 0))


def _inner(value: dict[str, Any], where: str, depth: int) -> Iterator[Part]:
    """Lists of objects below an object; plain objects below it were flattened into its row."""
    for key, child in value.items():
        if isinstance(child, dict) and _listed(child) is not None:
            yield from _tables(child, f"{where}.{key}", depth + 1)
        elif isinstance(child, dict):
            yield from _inner(child, f"{where}.{key}", depth + 1)
        elif isinstance(child, list) and any(isinstance(item, (dict, list)) for item in child):
            yield from _tables(child, f"{where}.{key}", depth + 1)


def _records(items: list[dict[str, Any]], where: str) -> Table:
    flat = [_flat(item, "") for item in items]
    keys = list(dict.fromkeys(key for row in flat for key in row))
    return Table([keys, *([row.get(key, "") for key in keys] for row in flat)], where)


def _flat(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    row: dict[str, str] = {}
    for key, child in value.items():
        name = f"{prefix}{key}"
        if isinstance(child, str):
            if child.count("\n") < LINES:
                row[name] = unwrap(child)
        elif isinstance(child, dict) and depth < DEEP:
            row.update(_flat(child, f"{name}.", depth + 1) if not _keyed(child) else ())
        elif isinstance(child, list):
            if not any(isinstance(item, (dict, list)) for item in child) and not json_texts.is_text(child):
                row[name] = " ".join(_scalars(child, 0))
        elif (child is not None and not isinstance(child, bool)) or not key.isascii():
            row[name] = "" if child is None else str(child)
    return row


def _scalars(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, list) and depth < DEEP:
        for item in value:
            yield from _scalars(item, depth + 1)
    elif isinstance(value, str):
        if value.count("\n") < LINES:
            yield unwrap(value)
    elif value is not None and not isinstance(value, (bool, list, dict)):
        yield str(value)
