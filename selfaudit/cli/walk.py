"""``selfaudit walk``: the walk in the app, or line by line."""

from __future__ import annotations

import sys
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.cli.plain import PlainWalk
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("walk", walk)


def walk(plain: bool = typer.Option(False, "--plain", help=t("cli.walk.plain"))) -> int:
    """Answer the contract's items; without a terminal, or with --plain, line by line."""
    app = session.app()
    if app is not None and not plain:
        return app()
    if not plain:
        diagnostics.say(t("cli.walk.no_terminal"))
    with session.workspace("walk --plain") as workspace:
        return PlainWalk(workspace, _ask).run()


def _ask(prompt: str) -> str:
    output.prompt(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")
