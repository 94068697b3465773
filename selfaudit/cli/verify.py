"""``selfaudit verify``: what a bundle proves, the same as ``python -m evidence verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output
from selfaudit.cli.command import single
from selfaudit.errors import ExitCode, SelfAuditError
from selfaudit.services import verify as service
from selfaudit.text.messages import t

_WORST_FIRST = (int(ExitCode.INPUT), int(ExitCode.FOUND), int(ExitCode.UNDECIDED), int(ExitCode.OK))


def command() -> Any:
    """Build the command."""
    return single("verify", verify)


def verify(  # noqa: PLR0913, PLR0917 -- one option each
    files: list[Path] = typer.Argument(..., help=t("cli.verify.files"), metavar="FILE..."),
    trust: Path | None = typer.Option(None, "--trust", help=t("cli.verify.trust"), metavar="FILE"),
    pin: list[str] = typer.Option([], "--pin", help=t("cli.verify.pin"), metavar="FINGERPRINT"),
    request: Path | None = typer.Option(None, "--request", help=t("exchange.cli.verify_request"), metavar="FILE"),
    receipt: Path | None = typer.Option(None, "--receipt", help=t("exchange.cli.verify_receipt"), metavar="FILE"),
    previous: str | None = typer.Option(None, "--previous", help=t("exchange.cli.verify_previous"), metavar="ID"),
    repacked: bool = typer.Option(False, "--repacked", help=t("exchange.cli.verify_repacked")),
    compare: Path | None = typer.Option(None, "--compare", help=t("compare.cli.verify"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Verify bundles offline; the exit code is that of the worst file. What differs from an earlier one is told after."""
    codes = set()
    wanted = service.expanded(files)
    answers = service.verify_all(wanted, service.Given(trust, tuple(pin), request, receipt, previous, repacked))
    for place, (file, found) in enumerate(zip(wanted, answers, strict=True)):
        if isinstance(found, SelfAuditError):
            codes.add(diagnostics.report(found))
            continue
        codes.add(service.exit_code(found))
        if as_json:
            output.text(service.json_line(found, str(file)))
            continue
        if place:
            output.text()
        for line in [str(file), *service.lines(found)]:
            output.flowing(line)
        if compare is not None:
            _compared(compare, file)
        output.text(service.closing(found, file.name))
    return next((code for code in _WORST_FIRST if code in codes), int(ExitCode.INTERNAL))


def _compared(before: Path, after: Path) -> None:
    from selfaudit.services import compare
    from selfaudit.services.ward_review import opened

    found = compare.compare(opened(None, str(before)), opened(None, str(after)))
    for line in compare.lines(found) or [t("compare.same")]:
        output.text(line)
