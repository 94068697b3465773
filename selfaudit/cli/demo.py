"""``selfaudit demo``: the whole main job on an invented contractor, for real."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import typer

from selfaudit.catalog import latest_profile
from selfaudit.cli import diagnostics, output
from selfaudit.cli.command import single
from selfaudit.report.labels import search_verdict_label
from selfaudit.services import demo as service
from selfaudit.services.keyring import grouped
from selfaudit.text.messages import t


def command() -> Any:
    """Build the command."""
    return single("demo", demo)


def demo(
    profile: str | None = typer.Option(None, "--profile", help=t("cli.demo.profile"), metavar="ID|FILE"),
    out: Path = typer.Option(Path("selfaudit-demo"), "--out", help=t("cli.demo.out"), metavar="DIR"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Interview, checks, search, answers, evidence, seal and verification, without a question."""
    began = time.monotonic()
    profile = profile or latest_profile()
    made = service.run(profile, out, diagnostics.say)
    seconds = round(time.monotonic() - began, 1)
    good = made.verdict == "VALID" and made.openssl != "failed"
    if as_json:
        output.json_line(
            {
                "bundle": str(made.bundle),
                "verdict": made.verdict,
                "id": made.bundle_id,
                "fingerprint": made.fingerprint,
                "openssl": made.openssl,
                "profile": profile,
                "data": str(made.folder / "data"),
                "items": {"total": made.total, "answered": made.answered, "backed": made.backed},
                "checks": made.checks,
                "search": made.search,
                "seconds": seconds,
            }
        )
        return 0 if good else 1
    output.text(t("cli.demo.items", total=made.total, answered=made.answered, backed=made.backed))
    output.text(t("cli.demo.checks", counts=_counts({t(f"cli.status.{k}"): v for k, v in made.checks.items()})))
    output.text(t("cli.demo.search", counts=_counts({search_verdict_label(k): v for k, v in made.search.items()})))
    output.text(t("cli.demo.bundle", path=made.bundle))
    output.text(t("cli.demo.verdict", verdict=made.verdict, openssl=t(f"cli.demo.openssl_{made.openssl}")))
    output.text(t("cli.demo.fingerprint", fingerprint=grouped(made.fingerprint)))
    output.text(t("cli.demo.next", bundle=made.bundle, fingerprint=made.fingerprint, data=made.folder / "data"))
    output.text(t("cli.demo.seconds", seconds=seconds))
    return 0 if good else 1


def _counts(counts: dict[str, int]) -> str:
    return "  ".join(f"{name} {count}" for name, count in counts.items())
