"""``selfaudit search``: personal data in live files, one line per file."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import typer
from checks.residue.search import SearchOptions
from checks.residue.search import search as search_files

from checks.residue.model import FileResult, Progress, SearchError, Verdict, reason_text
from checks.residue.model import kind_text as kind_name
from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.errors import InputError
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("search", search)


def search(
    paths: list[Path] = typer.Argument(..., help=t("cli.search.paths"), metavar="PATH..."),
    reveal: bool = typer.Option(False, "--reveal", help=t("cli.search.reveal")),
    every: bool = typer.Option(False, "--all", help=t("cli.search.all")),
    workers: int = typer.Option(0, "--workers", help=t("cli.search.workers"), min=0, max=64),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Look for personal data; values are shown with --reveal only and never stored."""
    meter = diagnostics.Meter(t("cli.search.running"))
    options = SearchOptions(workers=workers, reveal=reveal)
    cancel = threading.Event()
    try:
        run = search_files(paths, options=options, progress=lambda step: _tell(meter, step), cancel=cancel)
        with run:
            for result in run:
                if as_json:
                    output.json_line(result.as_json())
                elif every or result.verdict is not Verdict.CLEAN:
                    meter.done()
                    _print(result)
    except SearchError as error:
        raise InputError(t("services.search.missing"), str(error.path), t("services.search.missing_next")) from error
    meter.done()
    if as_json:
        output.json_line({"summary": run.summary.as_json()})
    else:
        _summarise(run.summary)
    found = run.summary.verdict in (Verdict.CONTENT, Verdict.NAME_ONLY)
    return diagnostics.exit_code(found, run.summary.verdict is Verdict.UNREADABLE)


def _tell(meter: diagnostics.Meter, step: Progress) -> None:
    left = f" {t('cli.search.left', seconds=round(step.seconds_left))}" if step.seconds_left is not None else ""
    meter.show(f"{step.files_done}/{step.files_total} {step.bytes_done / 1e6:.1f} MB{left}")


def _print(result: FileResult) -> None:
    lang = session.language()
    kinds = " ".join(f"{kind_name(kind, lang)}:{count}" for kind, count in result.kinds.items())
    reason = reason_text(result.reason, lang) if result.reason else ""
    output.text(f"{result.verdict}  {printable(result.path)}")
    detail = "  ".join(part for part in (kinds, " ".join(result.samples), reason) if part)
    if detail:
        output.text(f"    {detail}")
    for kind, value, where in result.matches or ():
        output.text(f"    [{kind_name(kind, lang)}] {printable(value)}  ({printable(where)})")


def printable(text: str) -> str:
    """Text of unknown origin for a terminal: control and direction characters are shown as escapes."""
    return "".join(mark if mark.isprintable() or mark == "\u3000" else f"\\x{ord(mark):02x}" for mark in text)


def _summarise(summary: Any) -> None:
    output.text(t("cli.search.summary", files=summary.files, megabytes=f"{summary.bytes / 1e6:.1f}"))
    for verdict, count in summary.counts.items():
        output.text(f"  {verdict}: {count}")
    for reason, count in summary.reasons.items():
        output.text(f"    {reason_text(reason, session.language())}: {count}")
    output.text(t("cli.search.limits"))
