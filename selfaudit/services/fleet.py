"""Several PCs of one office: each signs its own report, one PC gathers them.

Collecting needs no interview and no administrator. What is gathered goes into the bundle byte for byte, under the key of
the PC that made it.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.host import LocalHost
from checks.model import Policy, Progress, Status
from checks.registry import worst
from checks.runner import run_checks
from evidence import hostfile, hosts, model
from evidence.errors import EvidenceError
from selfaudit import __version__
from selfaudit.domain.inspection import MachineSays
from selfaudit.errors import InputError
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.inspect import keep, result_document, row_from
from selfaudit.services.program import encode, program_digest
from selfaudit.services.request import digest as request_digest
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

SUFFIX = ".hostreport.zip"
REPORT = "report.json"
_FOLDER = "hosts"
_MAX_RESULTS = 500


@dataclass(frozen=True)
class Gathered:
    """One PC's report taken in."""

    host: str
    key: str
    """SHA-256 (hex) of the PC's public key."""
    collected_at: str
    results: int
    replaced: bool
    """Whether an earlier report of the same PC was replaced."""


def collect(
    directory: Path,
    out: Path,
    progress: Callable[[Progress], None] | None = None,
    folders: Sequence[str] = (),
    request: str | None = None,
    policy: Policy | None = None,
) -> tuple[Path, str]:
    """Check this PC and write its signed report; returns the file and the PC's name in reports.

    `directory` is the data folder (for the PC's key), `out` a file or folder, `request` the SHA-256 (hex) of the ward's
    request the report answers, `policy` what the contract asks (`folders` are added to its own). InputError when it cannot be written.
    """
    signer = host_signer(directory)
    host = name_of(signer)
    target = out / f"{host}{SUFFIX}" if out.is_dir() else out
    if target.exists():
        raise InputError(t("services.seal.exists"), str(target), t("services.seal.exists_next"))
    asked = policy or Policy()
    asked = replace(asked, work_folders=(*asked.work_folders, *folders))
    results = run_checks(LocalHost(), policy=asked, progress=progress)
    report = report_document(host, [result_document(result) for result in results], [])
    try:
        hostfile.write(target, sign(signer, host, report, datetime.now(UTC), request))
    except EvidenceError as error:
        raise translated(error) from error
    return target, host


def report_document(
    host: str, results: Sequence[Mapping[str, Any]], searches: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """report.json of one PC (docs/format, section 6)."""
    system = platform.system().lower()
    return {"v": 1, "host": host, "os": system, "results": list(results), "searches": list(searches)}


def sign(
    signer: Any,
    host: str,
    report: Mapping[str, Any],
    collected: datetime,
    request: str | None = None,
    journal_head: str | None = None,
) -> hosts.HostReport:
    """Sign one PC's report with that PC's key; it quotes the request it answers and the journal's head, if any."""
    tool = model.Tool("selfaudit", __version__, program_digest())
    return hosts.seal_host(
        host,
        signer,
        {REPORT: encode(report)},
        os=str(report["os"]),
        collected_at=collected,
        tool=tool,
        request=request,
        journal_head=journal_head,
    )


def gather(walk: Walk, files: Sequence[Path]) -> list[Gathered]:
    """Take in the reports of other PCs. All files are checked before the first is kept; InputError names the bad one."""
    read = []
    for file in files:
        try:
            read.append((file, hostfile.read(file)))
        except EvidenceError as error:
            raise translated(error) from error
    parsed = [(file, report, _rows(walk, file, report)) for file, report in read]
    own = name_of(host_signer(walk.workspace.directory))
    asked = request_digest(walk)
    for file, report, _ in parsed:
        if report.host.id == own:
            raise InputError(t("services.fleet.own"), file.name, t("services.fleet.own_next"))
        if quoted(report) != asked:
            raise InputError(t("exchange.fleet.stale"), file.name, t("exchange.fleet.stale_next"))
    done = []
    for _, report, rows in parsed:
        known = {row.host for row in walk.workspace.repository.machine_results(walk.inspection.id)}
        _store(_place(walk, report.host.id), report)
        keep(walk, report.host.id, rows)
        done.append(
            Gathered(report.host.id, report.host.key, report.host.collected_at, len(rows), report.host.id in known)
        )
    return done


def gathered(walk: Walk) -> dict[str, hosts.HostReport]:
    """The reports taken in for this inspection, as they came, by PC. InputError when one was altered meanwhile."""
    found = {}
    folder = _place(walk, "").parent
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            report = hostfile.read(file)
        except EvidenceError as error:
            raise translated(error) from error
        system = str(json.loads(report.entries[f"hosts/{report.host.id}/{REPORT}"]).get("os", ""))
        host = model.Host(
            report.host.id, report.host.key, system, report.host.collected_at, "", report.host.manifest_sha256
        )
        found[report.host.id] = hosts.HostReport(report.entries, host)
    return found


def quoted(report: hosts.HostReport) -> str | None:
    """SHA-256 (hex) of the request a PC's report answers."""
    return model.read(model.HostManifest, report.entries[f"hosts/{report.host.id}/manifest.json"]).request


def stale(walk: Walk) -> list[str]:
    """The gathered PCs whose reports answer another request than this inspection does; they must collect again."""
    asked = request_digest(walk)
    return [name for name, report in gathered(walk).items() if quoted(report) != asked]


def roll_up(walk: Walk) -> dict[str, tuple[str, dict[str, str]]]:
    """For every check the worst status of all PCs, and the status of each PC by name.

    A PC whose report lacks a check that another PC answered is UNKNOWN for it: what nobody looked at never passes.
    """
    rows = walk.workspace.repository.machine_results(walk.inspection.id)
    silent = dict.fromkeys((row.host for row in rows), str(Status.UNKNOWN))
    by_check: dict[str, dict[str, str]] = {}
    for row in rows:
        by_check.setdefault(row.check, dict(silent))[row.host] = row.status
    return {check: (str(worst(Status(one) for one in said.values())), said) for check, said in by_check.items()}


def _place(walk: Walk, host: str) -> Path:
    return walk.workspace.directory / _FOLDER / walk.inspection.id / f"{host}{SUFFIX}"


def _store(place: Path, report: hosts.HostReport) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        hostfile.write(place, report)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(place), t("cli.common.cannot_write_next")) from error
    except EvidenceError as error:
        raise translated(error) from error


def _rows(walk: Walk, file: Path, report: hosts.HostReport) -> list[MachineSays]:
    try:
        document = json.loads(report.entries[f"hosts/{report.host.id}/{REPORT}"])
        if document["host"] != report.host.id or len(document["results"]) > _MAX_RESULTS:
            raise ValueError("host or number of results")
        return [row_from(walk.inspection.id, report.host.id, row) for row in document["results"]]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise InputError(t("services.fleet.bad"), file.name, t("services.fleet.bad_next")) from error
