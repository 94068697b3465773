"""``selfaudit doctor``: what works on this PC, what does not, and how to get it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.services import doctor as services
from selfaudit.services.health import Finding, Health
from selfaudit.text.messages import t
from selfaudit.text.width import cell_width, wrap

_CELLS = 72


def command() -> Any:
    """Build the command."""
    return single("doctor", doctor, about=t("doctor.help"))


def doctor(
    clock: Path | None = typer.Option(None, "--clock", help=t("doctor.clock_option"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("doctor.json")),
) -> int:
    """Look, print, and end with 1 where something has to be put right, 2 where something could not be told."""
    found = services.examine(session.directory(), clock)
    if as_json:
        rows = [
            {"id": row.id, "health": row.health, "said": row.said, "next": row.next_step or None, "facts": row.facts}
            for row in found
        ]
        output.json_line({"findings": rows})
    else:
        _print(found)
    health = [row.health for row in found]
    return diagnostics.exit_code(Health.FAIL in health, Health.UNKNOWN in health)


def _print(found: Sequence[Finding]) -> None:
    output.text(t("doctor.title"))
    output.text()
    for row in found:
        _hang(f"  {t(f'doctor.mark.{row.health}')} ", row.said)
        if row.next_step:
            _hang(t("doctor.next"), row.next_step)
    output.text()
    health = [row.health for row in found]
    worst = next((h for h in (Health.FAIL, Health.UNKNOWN, Health.LACK) if h in health), Health.OK)
    output.text(t(f"doctor.summary_{worst}", count=health.count(worst)))


def _hang(head: str, text: str) -> None:
    """Print a sentence behind a head; further lines are indented by its width. A command below it stays in one piece."""
    indent = cell_width(head)
    sentence, *commands = text.split("\n")
    for number, line in enumerate([*wrap(sentence, _CELLS), *commands]):
        output.text((" " * indent if number else head) + line)
