"""``selfaudit search``: personal data in live files, one line per file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output
from selfaudit.cli.command import single
from selfaudit.report.labels import search_verdict_label
from selfaudit.services import search as service
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("search", search)


def search(
    paths: list[Path] = typer.Argument(..., help=t("cli.search.paths"), metavar="PATH"),
    reveal: bool = typer.Option(False, "--reveal", help=t("cli.search.reveal")),
    every: bool = typer.Option(False, "--all", help=t("cli.search.all")),
    workers: int = typer.Option(0, "--workers", help=t("cli.search.workers"), min=0, max=64, metavar="N"),
    full: bool = typer.Option(False, "--full", help=t("cli.search.full")),
    scheduler: str = typer.Option("", "--scheduler", help=t("cluster.option"), metavar="tcp://HOST:PORT"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Look for personal data; values are shown with --reveal only and never stored."""
    meter = diagnostics.Meter(t("cli.search.running"))
    begun = time.monotonic()
    finding = service.find(
        paths,
        reveal=reveal,
        workers=workers,
        full=full,
        scheduler=scheduler,
        progress=lambda step: _tell(meter, step, time.monotonic() - begun),
    )
    for result in finding:
        if as_json:
            output.json_line(result.as_json())
        elif every or not service.clean(result):
            meter.done()
            _print(result)
    meter.done()
    if as_json:
        output.json_line({"summary": finding.summary.as_json()})
    else:
        _summarise(finding.summary)
    return diagnostics.exit_code(finding.found, finding.undecided)


def printable(text: str) -> str:
    """Text of unknown origin for a terminal: control and direction characters are shown as escapes."""
    return "".join(mark if mark.isprintable() or mark == "\u3000" else f"\\x{ord(mark):02x}" for mark in text)


def _tell(meter: diagnostics.Meter, step: Any, seconds: float) -> None:
    left = f" {t('cli.search.left', seconds=round(step.seconds_left))}" if step.seconds_left is not None else ""
    rate = step.bytes_done / 1e6 / max(seconds, 0.001)
    meter.show(f"{step.files_done}/{step.files_total} {step.bytes_done / 1e6:.1f} MB {rate:.1f} MB/s{left}")


def _print(result: Any) -> None:
    output.text(f"{search_verdict_label(result.verdict)}  {printable(result.path)}")
    detail = "  ".join(service.describe(result))
    if detail:
        output.text(f"    {printable(detail)}")
    for kind, value, where in result.matches or ():
        output.text(f"    [{service.kind_name(kind)}] {printable(value)}  ({printable(where)})")


def _summarise(summary: Any) -> None:
    output.text(t("cli.search.summary", files=summary.files, megabytes=f"{summary.bytes / 1e6:.1f}"))
    if not summary.files:
        output.text(t("cli.search.nothing"))
    for verdict, count in summary.counts.items():
        output.text(f"  {search_verdict_label(verdict)}: {count}")
    for reason, count in summary.reasons.items():
        output.text(f"    {service.reason_name(reason)}: {count}")
    output.text(t("cli.search.limits"))
