"""The kinds of columns all tables share."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Dialect, Integer, Text, TypeDecorator
from sqlmodel import Field

STRICT = {"sqlite_strict": True}


class JsonText(TypeDecorator[Any]):
    """A JSON value kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write the value as JSON text; ValueError for NaN, TypeError for what JSON does not know."""
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the JSON text back."""
        return None if value is None else json.loads(value)


def text(**options: Any) -> Any:
    """A column of text."""
    return Field(sa_type=Text, **options)


def number(**options: Any) -> Any:
    """A column of whole numbers."""
    return Field(sa_type=Integer, **options)


def json_value() -> Any:
    """A column that keeps a JSON value as text."""
    return Field(sa_type=JsonText, nullable=False)
