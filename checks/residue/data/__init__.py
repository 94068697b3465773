"""Data of the search: dictionaries and word lists, and the script that builds them."""

from __future__ import annotations

from typing import Any


def content(name: str) -> bytes:
    """The file `name` of this folder. What reads it is imported here: a worker that finds its tables kept never asks."""
    from importlib.resources import files

    return (files(__name__) / name).read_bytes()


def lists(name: str) -> dict[str, Any]:
    """The TOML file `name` of this folder."""
    import tomllib

    return tomllib.loads(content(name).decode("utf-8"))
