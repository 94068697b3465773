"""The kinds of columns all tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Text
from sqlmodel import Field

from selfaudit.store.json_text import JsonText

STRICT = {"sqlite_strict": True}


def text(**options: Any) -> Any:
    """A column of text."""
    return Field(sa_type=Text, **options)


def number(**options: Any) -> Any:
    """A column of whole numbers."""
    return Field(sa_type=Integer, **options)


def json_value() -> Any:
    """A column that keeps a JSON value as text."""
    return Field(sa_type=JsonText, nullable=False)
