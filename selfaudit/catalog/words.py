"""Marks and column headings of ward papers, kept in words.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from selfaudit.catalog.yaml_tree import Scalar, Sequence, parse
from selfaudit.domain.profile import Mark


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return one list of words.yaml; KeyError for an unknown kind."""
    return _all()[kind]


def fold_mark(text: str) -> Mark | None:
    """Return the mark a cell shows, None for anything but a single circle, tick, dash or cross (field.md §1.1)."""
    shown = text.strip()
    if shown in words("circles"):
        return Mark.NEEDED
    return Mark.NOT_NEEDED if shown in words("dashes") or shown in words("crosses") else None


@cache
def _all() -> dict[str, tuple[str, ...]]:
    tree = parse(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {
        kind: tuple(part.text for part in node.nodes if isinstance(part, Scalar))
        for kind, node in tree.nodes.items()
        if isinstance(node, Sequence)
    }
