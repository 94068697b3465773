"""The columns of every table as queries need them, without the library the tables are written with.

`tables` says everything about a table, but SQLModel and pydantic cost a third of the memory of the app and half of its
start (docs/adr/0006-layout-of-the-tables.md). Queries need names, types and keys alone: ``layout.json``, which
``scripts/layout.py`` writes from `tables`, holds just these. While it is not that of the present `tables` (somebody
changes them), the tables themselves are loaded: slower, never wrong.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from selfaudit.store.json_text import JsonText

FOLDER = Path(__file__).parent
FILE = FOLDER / "layout.json"
TYPES: dict[str, type[TypeEngine[Any]]] = {
    "text": Text,
    "integer": Integer,
    "bytes": LargeBinary,
    "json": JsonText,
}
"""What a column is called in the file."""
KEY = " key"
"""Ends the type of a column that belongs to the primary key."""


def table(kind: str) -> Table:
    """The table of this name; KeyError for a name that is none."""
    return _tables()[kind]


def describe(described: Table) -> dict[str, str]:
    """The columns of a table as the file holds them: the type by name."""
    names = {kind: name for name, kind in TYPES.items()}
    return {column.name: names[type(column.type)] + (KEY if column.primary_key else "") for column in described.columns}


def source_digest() -> str:
    """SHA-256 (hex) of the files the tables are written in, whatever their line ends."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("tables*.py"), FOLDER / "columns.py"]):
        digest.update(path.read_text(encoding="utf-8").encode())
    return digest.hexdigest()


@cache
def _tables() -> dict[str, Table]:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    if found["made_from"] != source_digest():
        from selfaudit.store import tables

        return dict(tables.METADATA.tables)
    held = MetaData()
    return {name: Table(name, held, *_columns(columns)) for name, columns in found["tables"].items()}


def _columns(columns: dict[str, str]) -> list[Column[Any]]:
    return [
        Column(name, TYPES[kind.removesuffix(KEY)], primary_key=kind.endswith(KEY), autoincrement=False)
        for name, kind in columns.items()
    ]
