"""The books of `duties.toml`: which registers there are besides those of custody, and what each asks for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from selfaudit.domain.duty import Book, DutyField, FieldKind

_FIELD = re.compile(r"(?P<name>\w+)(?::(?P<kind>\w+)(?:\((?P<choices>[\w ]+)\))?)?(?P<needed>!?)")


@cache
def books() -> dict[str, Book]:
    """All books by id, in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "duties.toml").read_text(encoding="utf-8"))
    return {row["id"]: _book(row) for row in data["book"]}


def _book(row: dict[str, Any]) -> Book:
    fields = tuple(_field(text) for text in row["fields"])
    return Book(row["id"], fields, row.get("day", ""), tuple(row.get("topics", ())), bool(row.get("single")))


def _field(text: str) -> DutyField:
    found = _FIELD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    choices = tuple((found["choices"] or "").split())
    return DutyField(found["name"], FieldKind(found["kind"] or "text"), bool(found["needed"]), choices)
