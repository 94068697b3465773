"""The forms of `forms.toml`: what each paper prints, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Part:
    """One block of a form."""

    kind: str
    """pairs, grid, each, say, approval, sign."""
    source: str = ""
    """Where the rows of a grid or of `each` come from."""
    fields: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    title: str = ""
    spare: int = 0
    """Empty rows at the end, for entries by hand."""
    choice: bool = True
    """Whether an approval may also be refused."""


@dataclass(frozen=True)
class Form:
    """One kind of paper."""

    id: str
    parts: tuple[Part, ...]
    row: str = ""
    """The register one row of which is printed; empty where the paper prints whole registers."""
    to: str = "client"
    by: str = "contractor"
    landscape: bool = False


@cache
def forms() -> dict[str, Form]:
    """All forms by id, in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
    return {row["id"]: _form(row) for row in data["form"]}


def _form(row: dict[str, Any]) -> Form:
    parts = tuple(_part(part) for part in row["blocks"])
    return Form(
        row["id"],
        parts,
        row.get("row", ""),
        row.get("to", "client"),
        row.get("by", "contractor"),
        bool(row.get("landscape")),
    )


def _part(part: dict[str, Any]) -> Part:
    title = part.get("title", "")
    if "grid" in part:
        names = [column.partition(":") for column in part["columns"]]
        fields = tuple(name for name, _, _ in names)
        return Part("grid", part["grid"], fields, tuple(int(width) for _, _, width in names), title, part["spare"])
    if "each" in part:
        return Part("each", part["each"], tuple(part["pairs"]), title=title)
    kind = next(name for name in ("pairs", "approval", "sign", "say") if name in part)
    fields = () if kind == "say" else tuple(part[kind])
    return Part(kind, fields=fields, title=title, choice=part.get("choice", True))
