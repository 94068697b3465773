"""The command line: finds the command's module, runs it, turns every trouble into words and an exit code."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import Group
from selfaudit.cli.globals import Options
from selfaudit.errors import SelfAuditError, UsageError
from selfaudit.text import messages
from selfaudit.text.messages import t

COMMANDS = {
    "walk": "walk",
    "demo": "demo",
    "profile": "profile",
    "check": "check",
    "policy": "policy",
    "collect": "collect",
    "gather": "gather",
    "search": "search",
    "register": "register",
    "residue": "residue",
    "ledger": "ledger",
    "duty": "duty",
    "paper": "paper",
    "photo": "photo",
    "share": "share",
    "erase": "erase",
    "certificate": "certificate",
    "report": "report",
    "request": "request",
    "seal": "seal",
    "sign": "sign",
    "deliver": "deliver",
    "receipt": "receipt",
    "findings": "findings",
    "redact": "redact",
    "renew": "renew",
    "verify": "verify",
    "key": "key",
    "ward": "ward",
    "doctor": "doctor",
}
"""Command name → module of selfaudit.cli; each module has `command()`. Imported only when asked for."""

# typer keeps its copy of click private; its usage errors share one public descendant.
_UsageProblem: Any = typer.BadParameter.__mro__[1]


class LazyGroup(Group):
    """A group that imports a command's module when it is called or listed in the help."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All command names in the order of the daily work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, or None."""
        module = COMMANDS.get(cmd_name)
        return import_module(f"selfaudit.cli.{module}").command() if module else None


def build() -> Any:
    """Build the command line in the current language."""
    app = typer.Typer(cls=LazyGroup, help=t("cli.help.program"), add_completion=False, no_args_is_help=True)
    app.callback()(_root())
    return typer.main.get_command(app)


def run(argv: list[str], options: Options, open_app: Callable[[Path | None, str], int] | None) -> int:
    """Run one command and return the exit code; `open_app` is None where no terminal is."""
    output.prepare()
    messages.set_language(options.language)
    session.begin(options, open_app)
    try:
        if options.problem:
            raise UsageError(t("cli.usage.title"), t(options.problem), t("cli.usage.next"))
        result = build().main(args=argv, prog_name=messages.program(), standalone_mode=False)
        return int(result) if isinstance(result, int) else 0
    except SelfAuditError as error:
        return diagnostics.report(error)
    except (KeyboardInterrupt, typer.Abort):
        return diagnostics.stopped()
    except typer.Exit as leave:
        return int(leave.exit_code)
    except _UsageProblem as problem:
        return diagnostics.report(_usage_error(problem))
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 -- the last line of defence: no traceback reaches the user
        return diagnostics.internal(error, session.log_file())


def _root() -> Callable[..., None]:
    def root(
        data: Path | None = typer.Option(None, "--data", help=t("cli.help.data"), metavar="DIR"),
        lang: str | None = typer.Option(None, "--lang", help=t("cli.help.lang"), metavar="ja|en"),
    ) -> None:
        """Both options are taken out before typer runs (selfaudit.cli.globals); they stand here for the help."""

    return root


def _usage_error(problem: Any) -> UsageError:
    kind = type(problem).__name__
    key = f"cli.usage.{kind}"
    what = next((str(v) for v in (getattr(problem, n, None) for n in ("option_name", "param_hint")) if v), "")
    parameter = getattr(problem, "param", None)
    what = what or str(getattr(parameter, "metavar", "") or getattr(parameter, "name", "") or "")
    detail = t(key, what=what) if messages.has(key) and what else problem.format_message()
    command = problem.ctx.command_path if problem.ctx is not None else messages.program()
    return UsageError(t("cli.usage.title"), detail, t("cli.usage.see_help", command=command))
