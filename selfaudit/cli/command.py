"""How a function becomes a command, the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from selfaudit.cli.coercion import Plain
from selfaudit.errors import UsageError
from selfaudit.text.messages import t


class _TranslatedHelp:
    """Speaks the user's language in what typer itself adds to the help: usage line, types, what --help does.

    Files that may not be read reach the program, which says what is the matter; typer would call them wrong use.
    """

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        for word in ("OPTIONS", "COMMAND", "ARGS"):
            pieces = pieces.replace(word, t(f"cli.help.{word}"))
        formatter.write_usage(ctx.command_path, pieces, prefix=t("cli.help.usage"))

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters; switches and arguments without the name of a Python type."""
        found = list(super().get_params(ctx))  # type: ignore[misc]
        for param in found:
            param.type_descriptor.parameter_info.readable = False
            param._runtime_param = Plain(param.type_descriptor)  # noqa: SLF001 -- typer has no other place for it
            if getattr(param, "is_flag", False) or param.param_type_name == "argument":
                param.display_type_rich = _no_type
        return found

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, its headings in the user's language."""
        _translate_headings()
        super().format_help(ctx, formatter)  # type: ignore[misc]

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


def single(name: str, function: Callable[..., Any], about: str = "") -> Any:
    """One command; its help text is `about`, or the message ``cli.<name>.help``."""
    app = typer.Typer(add_completion=False)
    app.command(name, help=about or t(f"cli.{name}.help"), cls=Command)(function)
    return typer.main.get_command(app)


def group(name: str, functions: Mapping[str, Callable[..., Any]], about: Callable[[str], str] | None = None) -> Any:
    """A command with sub-commands; help texts are ``cli.<name>.help`` and ``cli.<name>.<sub>_help``.

    `about` gives other ones: the text of a sub-command by its name, that of the group by "group".
    """

    def said(sub: str) -> str:
        return about(sub) if about else t(f"cli.{name}.help" if sub == "group" else f"cli.{name}.{sub}_help")

    app = typer.Typer(cls=Group, add_completion=False, help=said("group"), no_args_is_help=True)
    for sub, function in functions.items():
        app.command(sub, help=said(sub), cls=Command)(function)
    app.callback()(_nothing)
    built = typer.main.get_command(app)
    built.name = name
    return built


def _no_type(ctx: Any) -> None:
    """What is printed in the column of types: nothing."""


def _nothing() -> None:
    """A group runs nothing by itself."""


def _translate_headings() -> None:
    # Only for a help text: what draws it takes longer to import than a command to run.
    from typer import rich_utils

    from selfaudit.cli.folding import FoldingHighlighter

    rich_utils.highlighter = FoldingHighlighter()
    rich_utils.OPTIONS_PANEL_TITLE = t("cli.help.options")
    rich_utils.ARGUMENTS_PANEL_TITLE = t("cli.help.arguments")
    rich_utils.COMMANDS_PANEL_TITLE = t("cli.help.commands")
    rich_utils.DEFAULT_STRING = t("cli.help.default", value="{}")
    rich_utils.REQUIRED_LONG_STRING = t("cli.help.required")
