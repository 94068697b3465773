"""How a function becomes a command, the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from selfaudit.errors import UsageError
from selfaudit.text.messages import t


class _TranslatedHelp:
    """Says what --help does in the user's language."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = t("cli.help.help")
        return option


class Command(_TranslatedHelp, TyperCommand):
    """A command with translated help."""


class Group(_TranslatedHelp, TyperGroup):
    """A command with sub-commands and translated help."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command named by the first argument; UsageError in the user's language when there is none."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            raise UsageError(
                t("cli.usage.no_command", name=args[0]), "", t("cli.usage.commands", names=" ".join(names))
            )
        return super().resolve_command(ctx, args)


def single(name: str, function: Callable[..., Any]) -> Any:
    """One command; its help text is the message ``cli.<name>.help``."""
    app = typer.Typer(add_completion=False)
    app.command(name, help=t(f"cli.{name}.help"), cls=Command)(function)
    return typer.main.get_command(app)


def group(name: str, functions: Mapping[str, Callable[..., Any]]) -> Any:
    """A command with sub-commands; help texts are ``cli.<name>.help`` and ``cli.<name>.<sub>_help``."""
    app = typer.Typer(cls=Group, add_completion=False, help=t(f"cli.{name}.help"), no_args_is_help=True)
    for sub, function in functions.items():
        app.command(sub, help=t(f"cli.{name}.{sub}_help"), cls=Command)(function)
    app.callback()(_nothing)
    built = typer.main.get_command(app)
    built.name = name
    return built


def _nothing() -> None:
    """A group runs nothing by itself."""
