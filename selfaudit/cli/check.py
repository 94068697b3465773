"""``selfaudit check``: the posture checks of this PC, or of a recorded one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from checks.host import LocalHost
from checks.model import Policy, Progress, Result, Status
from checks.registry import all_checks
from checks.replay import RecordingHost, ReplayError, open_replay
from checks.runner import run_checks
from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.errors import InputError, UsageError
from selfaudit.text.messages import t
from selfaudit.text.width import pad

_UNDECIDED = frozenset({Status.UNKNOWN, Status.NOT_PERMITTED, Status.ERROR})


def command() -> Any:
    """Build the command."""
    return single("check", check)


def check(
    record: Path | None = typer.Option(None, "--record", help=t("cli.check.record"), metavar="DIR"),
    replay: Path | None = typer.Option(None, "--replay", help=t("cli.check.replay"), metavar="DIR"),
    only: list[str] = typer.Option([], "--only", help=t("cli.check.only"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Check the PC, or what was recorded of one, and say what each check saw."""
    _known(only)
    if record and replay:
        raise UsageError(t("cli.usage.title"), t("cli.check.both"), t("cli.usage.see_help", command="selfaudit check"))
    hosts = _recorded(replay) if replay else [LocalHost()]
    if record:
        hosts = [_recording(hosts[0], record)]
    results: list[Result] = []
    meter = diagnostics.Meter(t("cli.check.running"))
    for host in hosts:
        results += run_checks(host, policy=Policy(), only=only or None, progress=lambda step: _tell(meter, step))
    meter.done()
    if record:
        hosts[0].close()
        diagnostics.say(t("cli.check.recorded", folder=record))
    if as_json:
        about = {"system": hosts[0].system, "elevated": hosts[0].elevated} if hosts else {}
        output.json_line({"host": about, "results": [result.to_json(session.language()) for result in results]})
    else:
        _print(results)
    statuses = {result.status for result in results}
    return diagnostics.exit_code(Status.FAIL in statuses, bool(statuses & _UNDECIDED) or not results)


def _known(only: list[str]) -> None:
    checks = all_checks()
    served = {name for check in checks.values() for name in check.serves}
    for name in only:
        if name not in checks and name not in served:
            names = " ".join(checks)
            raise UsageError(t("cli.check.unknown"), name, t("cli.check.unknown_next", names=names))


def _recorded(folder: Path) -> list[Any]:
    try:
        return list(open_replay(folder))
    except (ReplayError, OSError) as error:
        raise InputError(t("cli.check.no_recording"), str(folder), t("cli.check.no_recording_next")) from error


def _recording(host: Any, folder: Path) -> Any:
    try:
        return RecordingHost(host, folder)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(folder), t("cli.common.cannot_write_next")) from error


def _tell(meter: diagnostics.Meter, step: Progress) -> None:
    meter.show(f"{step.done}/{step.total} {step.check}")


def _print(results: list[Result]) -> None:
    lang = session.language()
    checks = all_checks()
    for result in results:
        title = checks[result.check].title.get(lang)
        status = t(f"cli.status.{result.status}")
        where = f" ({result.recording})" if result.recording else ""
        output.text(f"{pad(status, 10)}{pad(result.check, 28)}{title}{where}")
        output.text(f"          {result.sentence.get(lang)}")
        if result.would_decide:
            output.text(f"          {result.would_decide.get(lang)}")
    elevated = sum(1 for result in results if result.status is Status.NOT_PERMITTED)
    if elevated:
        diagnostics.say(t("cli.check.elevate", count=elevated))
