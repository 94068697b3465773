"""``selfaudit residue``: the search at the end of a contract for what was registered at its receipt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.cli.search import printable
from selfaudit.errors import UsageError
from selfaudit.services import residue as service
from selfaudit.text.messages import program, t


def command() -> Any:
    """Build the command."""
    return single("residue", residue)


def residue(  # noqa: PLR0913, PLR0917 -- one act, one option for each thing it can be told
    paths: list[Path] = typer.Argument(None, help=t("cli.residue.paths"), metavar="[PATH...]"),
    registry: Path = typer.Option(..., "--registry", help=t("cli.register.registry"), metavar="FILE"),
    image: Path | None = typer.Option(None, "--image", help=t("cli.residue.image"), metavar="FILE"),
    level: str = typer.Option("", "--level", help=t("cli.residue.level"), metavar="1,2,3"),
    ward_half: Path | None = typer.Option(None, "--ward-half", help=t("cli.register.ward_half"), metavar="FILE"),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", help=t("cli.register.passphrase_file"), metavar="FILE"
    ),
    whole_pc: bool = typer.Option(False, "--whole-pc", help=t("residue.cli.whole_pc")),
    control: bool = typer.Option(False, "--control", help=t("residue.cli.control")),
    resume: Path | None = typer.Option(None, "--resume", help=t("residue.cli.resume"), metavar="FILE"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Search live files, hidden copies or raw bytes; says what was found and what could not be looked at."""
    if (paths and whole_pc) or not (paths or whole_pc or image) or (resume and (paths or whole_pc)):
        help_ = t("cli.usage.see_help", command=f"{program()} residue")
        raise UsageError(t("cli.usage.title"), t("cli.residue.one_of"), help_)
    levels = service.levels_from(
        level or service.usual_levels(folders=bool(paths) or whole_pc, image=image is not None)
    )
    key = service.key_from(ward_half, session.need_passphrase(passphrase_file, t("cli.register.prompt")))
    meter = diagnostics.Meter(t("cli.residue.running"))
    with service.controls(service.whole_pc() if whole_pc else paths or [], "" if control else "not_wanted") as planted:
        search = service.ExitSearch(
            paths or [],
            image,
            registry,
            key,
            levels,
            progress=lambda step: meter.show(session.steps(step)),
            control=planted.planted,
            whole_pc=whole_pc,
            resume=resume,
        )
        try:
            for hit in search:
                if as_json:
                    output.json_line(hit.as_json())
                else:
                    meter.done()
                    _print(hit)
        finally:
            search.close()
            meter.done()
            if resume and search.keep(resume):
                diagnostics.say(t("residue.cli.stopped", path=resume))
    if resume:
        resume.unlink(missing_ok=True)
    summary = search.summary.as_json()
    if control:
        summary["control_result"] = service.control_result(planted, search.summary, image)
    if as_json:
        output.json_line({"summary": summary})
    else:
        _summarise(summary)
    return diagnostics.exit_code(search.found, search.undecided)


def _print(hit: Any) -> None:
    row = hit.as_json()
    place = printable(row["path"]) if row.get("path") else t("cli.residue.offset", offset=row.get("offset"))
    where = f" [{printable(str(row['where']))}]" if row.get("where") else ""
    output.text(f"{row['verdict']}  {place}{where}")
    output.text(t("cli.residue.hit", level=row["level"], kind=row["kind"], records=row["records"]))


def _summarise(summary: dict[str, Any]) -> None:
    output.text(t("cli.residue.verdict", verdict=summary["verdict"], records=summary["records"]))
    for level, coverage in summary["coverage"].items():
        share = f"{coverage['share'] * 100:.1f}"
        output.text(
            t("cli.residue.coverage", level=level, share=share, looked=coverage["looked"], items=coverage["items"])
        )
        for reason, count in coverage["uninspectable"].items():
            output.text(f"    {service.uninspectable(reason)}: {count}")
        for reason in coverage["raw_only"]:
            if reason.startswith("shadow"):
                output.text(f"    {service.uninspectable(reason)}")
    if "control_result" in summary:
        output.text(t("residue.cli.control_said", said=service.control_words(summary["control_result"])))
    output.text(t("cli.residue.limits"))
