"""``selfaudit check``: the posture checks of this PC, or of a recorded one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.errors import UsageError
from selfaudit.services import policy_file
from selfaudit.services.posture import Posture, look
from selfaudit.text.messages import program, t
from selfaudit.text.width import pad


def command() -> Any:
    """Build the command."""
    return single("check", check)


def check(
    record: Path | None = typer.Option(None, "--record", help=t("cli.check.record"), metavar="DIR"),
    replay: Path | None = typer.Option(None, "--replay", help=t("cli.check.replay"), metavar="DIR"),
    only: list[str] = typer.Option([], "--only", help=t("cli.check.only"), metavar="ID"),
    policy: Path | None = typer.Option(None, "--policy", help=t("policy.cli.file"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Check the PC, or what was recorded of one, and say what each check saw."""
    if record and replay:
        raise UsageError(
            t("cli.usage.title"), t("cli.check.both"), t("cli.usage.see_help", command=f"{program()} check")
        )
    meter = diagnostics.Meter(t("cli.check.running"))
    rules = policy_file.read(policy) if policy else None
    seen = look(record=record, replay=replay, only=only, policy=rules, progress=meter.show)
    meter.done()
    if record:
        diagnostics.say(t("cli.check.recorded", folder=record))
    if as_json:
        output.json_line(seen.document(session.language()))
    else:
        _print(seen)
    return diagnostics.exit_code(seen.found, seen.undecided)


def _print(seen: Posture) -> None:
    for line in seen.lines(session.language()):
        where = f" ({line.recording})" if line.recording else ""
        output.text(f"{pad(t(f'cli.status.{line.status}'), 10)}{pad(line.check, 28)}{line.title}{where}")
        rules = f"{t('policy.judged_by')}: {t('policy.and').join(line.rules)}" if line.rules else ""
        for said in filter(None, (line.sentence, line.would_decide, rules)):
            output.text(f"{'':10}{said}")
    if seen.not_permitted:
        diagnostics.say(t("cli.check.elevate", count=seen.not_permitted))
