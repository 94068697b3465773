"""A search begins at once: what it does not need is not loaded, and words become the values they did with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer._coercion import build_runtime_param

from selfaudit.cli.coercion import Plain

HEAVY = {
    "pydantic",
    "rich",
    "cryptography",
    "sqlalchemy",
    "sqlmodel",
    "yaml",
    "numpy",
    "textual",
    "wcwidth",
    "evidence",
}
LOADED = """
import io, json, sys
sys.stdout, real = io.StringIO(), sys.stdout
from selfaudit.__main__ import main
code = main(["search", "--workers", "1", sys.argv[1]])
json.dump([code, sorted({name.partition(".")[0] for name in sys.modules})], real)
"""


def test_a_search_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("会議は十時から", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", LOADED, str(tmp_path)], capture_output=True, check=True)
    code, loaded = json.loads(done.stdout)
    assert code == 0
    assert HEAVY.isdisjoint(loaded)


def _options(
    text: str = typer.Option(""),
    number: int = typer.Option(0, min=0, max=64),
    path: Path | None = typer.Option(None),
    switch: bool = typer.Option(False, "--switch"),
    texts: list[str] = typer.Option([]),
    paths: list[Path] = typer.Argument(...),
) -> None:
    """Options of every type the commands have."""


def _parameters() -> dict[str, Any]:
    app = typer.Typer(add_completion=False)
    app.command()(_options)
    return {param.name: param for param in typer.main.get_command(app).params}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "残置"), ("text", ""), ("text", None), ("number", "7"), ("number", 0), ("path", "a/../b"), ("path", ""), ("path", None),
        ("switch", True), ("switch", None), ("texts", ["a", "b"]), ("texts", ()), ("texts", None), ("paths", ("x", ".", "a b")), ("paths", ()), ("paths", None),
    ],
)  # fmt: skip
def test_words_become_the_values_typer_makes_of_them(name: str, value: object) -> None:
    param = _parameters()[name]
    context = typer.Context(typer.core.TyperCommand("command"))
    expected = build_runtime_param(param.type_descriptor).coerce(value, param=param, ctx=context)
    given = Plain(param.type_descriptor).coerce(value, param=param, ctx=context)
    assert (type(given), given) == (type(expected), expected)


@pytest.mark.parametrize("value", ["many", "65", "-1"])
def test_wrong_numbers_are_still_refused(value: str) -> None:
    param = _parameters()["number"]
    context = typer.Context(typer.core.TyperCommand("command"))
    with pytest.raises(typer.BadParameter):
        Plain(param.type_descriptor).coerce(value, param=param, ctx=context)
