"""``selfaudit certificate``: the exit search where wanted, then the 消去証明書, refused while something is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import diagnostics, output, session
from selfaudit.cli.command import single
from selfaudit.cli.ledger import worked_on
from selfaudit.cli.search import printable
from selfaudit.domain.erasure import CONSENT, Attestation
from selfaudit.errors import ExitCode, UsageError
from selfaudit.report.labels import search_verdict_label
from selfaudit.services import erase, residue
from selfaudit.services import seal as sealing
from selfaudit.services.ending import CLEAN, CONTENT, NAME_ONLY, TOPICS, Ending, Target
from selfaudit.services.entry import Kind, read
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t


@dataclass(frozen=True)
class _Search:
    """What the command line says about the search."""

    paths: list[Path]
    registry: Path | None
    image: Path | None
    level: str
    ward_half: Path | None
    passphrase_file: Path | None
    control: bool
    whole_pc: bool

    @property
    def folders(self) -> bool:
        """Whether live files are searched."""
        return bool(self.paths) or self.whole_pc


def command() -> Any:
    """Build the command."""
    return single("certificate", certificate, t("certificate.cli.help"))


def certificate(  # noqa: PLR0913, PLR0917 -- one act, one option for each thing it can be told
    paths: list[Path] = typer.Argument(None, help=t("certificate.cli.paths"), metavar="[PATH...]"),
    out: Path = typer.Option(Path(), "--out", help=t("certificate.cli.out"), metavar="DIR"),
    registry: Path | None = typer.Option(None, "--registry", help=t("certificate.cli.registry"), metavar="FILE"),
    image: Path | None = typer.Option(None, "--image", help=t("certificate.cli.image"), metavar="FILE"),
    level: str = typer.Option("", "--level", help=t("certificate.cli.level"), metavar="1,2,3"),
    ward_half: Path | None = typer.Option(None, "--ward-half", help=t("cli.register.ward_half"), metavar="FILE"),
    registry_passphrase_file: Path | None = typer.Option(
        None, "--registry-passphrase-file", help=t("certificate.cli.registry_passphrase_file")
    ),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", help=t("certificate.cli.passphrase_file"), metavar="FILE"
    ),
    consent_by: str = typer.Option("", "--consent-by", help=t("certificate.cli.consent_by"), metavar="NAME"),
    consent_day: str = typer.Option("", "--consent-day", help=t("certificate.cli.consent_day"), metavar="DAY"),
    consent_document: str = typer.Option(
        "", "--consent-document", help=t("certificate.cli.consent_document"), metavar="TEXT"
    ),
    statement: list[str] = typer.Option([], "--statement", help=t("certificate.cli.statement"), metavar="T=NAME:TEXT"),
    whole_pc: bool = typer.Option(False, "--whole-pc", help=t("residue.cli.whole_pc")),
    no_control: bool = typer.Option(False, "--no-control", help=t("certificate.cli.no_control")),
    destroy: bool = typer.Option(False, "--destroy-registry", help=t("certificate.cli.destroy")),
    search_only: bool = typer.Option(False, "--search-only", help=t("certificate.cli.search_only")),
    tsa: str | None = typer.Option(None, "--tsa", help=t("exchange.cli.tsa"), metavar="URL"),
    inspection: str | None = typer.Option(None, "--inspection", help=t("cli.seal.inspection"), metavar="ID"),
    as_json: bool = typer.Option(False, "--json", help=t("cli.common.json")),
) -> int:
    """Search, keep what persons state, and issue; 1 when something is found or open, 2 when nothing could be told."""
    wanted = _Search(paths or [], registry, image, level, ward_half, registry_passphrase_file, not no_control, whole_pc)
    with session.workspace("certificate") as workspace:
        walk = worked_on(workspace, inspection)
        _state(walk, statement, consent_by, consent_day, consent_document)
        if wanted.folders or image or search_only:
            _search(walk, wanted, as_json=as_json)
        if search_only:
            return _code(Ending(workspace, walk.contract.id).verdict())
        new = not sealing.key_info(walk).exists
        passphrase = session.need_passphrase(passphrase_file, t("cli.passphrase.prompt"), new=new)
        gone, half = (registry, ward_half) if destroy else (None, None)
        issued = erase.issue(walk, out, passphrase, registry=gone, ward_half=half, tsa=tsa)
    _tell(issued, as_json=as_json)
    return _code(issued.verdict)


def _tell(issued: erase.Issued, *, as_json: bool) -> None:
    if as_json:
        files = {"pdf": str(issued.pdf), "document": str(issued.document), "bundle": str(issued.bundle)}
        said = {"number": issued.number, "edition": issued.edition, "verdict": issued.verdict}
        output.json_line({**files, **said, "id": issued.bundle_id, "registry_destroyed": issued.destroyed})
        return
    verdict = search_verdict_label(issued.verdict)
    output.text(t("certificate.cli.issued", number=issued.number, edition=issued.edition, verdict=verdict))
    for path in (issued.pdf, issued.document, issued.bundle):
        output.text(t("certificate.cli.files", path=path))
    output.text(t("certificate.limits.fixed"))


def _search(walk: Walk, wanted: _Search, *, as_json: bool) -> None:
    if wanted.registry is None or not (wanted.folders or wanted.image) or (wanted.paths and wanted.whole_pc):
        raise UsageError(t("cli.usage.title"), t("certificate.cli.need_registry"))
    usual = residue.usual_levels(folders=wanted.folders, image=wanted.image is not None)
    levels = residue.levels_from(wanted.level or usual)
    secret = session.need_passphrase(wanted.passphrase_file, t("certificate.cli.registry_prompt"))
    key = residue.key_from(wanted.ward_half, secret)
    target = Target(
        wanted.registry, key, wanted.paths, wanted.image, frozenset(levels), wanted.control, wanted.whole_pc
    )
    meter = diagnostics.Meter(t("certificate.cli.searching"))

    def found(hit: Any) -> None:
        row = hit.as_json()
        place = printable(row["path"]) if row.get("path") else t("cli.residue.offset", offset=row.get("offset"))
        diagnostics.say(f"{row['verdict']}  {place}")

    run = Ending(walk.workspace, walk.contract.id).search(
        target, found=found, progress=lambda step: meter.show(session.steps(step))
    )
    meter.done()
    said = t("certificate.cli.searched", verdict=search_verdict_label(str(run.summary["verdict"])))
    if not as_json:
        output.text(said)


def _state(walk: Walk, statements: list[str], by: str, day: str, document: str) -> None:
    """Keep what persons state and the client's consent, each journalled."""
    given = [_statement(walk, text) for text in statements]
    if by or day or document:
        moment = read(Kind.DATE, day)
        if not (by.strip() and isinstance(moment, date) and document.strip()):
            raise UsageError(t("cli.usage.title"), t("certificate.cli.half_consent"))
        given.append(Attestation(new_id(), walk.contract.id, CONSENT, by.strip(), moment, "", document.strip()))
    for row in given:
        walk.workspace.repository.save_attestation(row)


def _statement(walk: Walk, text: str) -> Attestation:
    topic, equals, rest = text.partition("=")
    person, colon, said = rest.partition(":")
    if topic not in TOPICS or not equals or not colon or not person.strip() or not said.strip():
        next_step = t("certificate.cli.bad_statement_next", topics=", ".join(TOPICS))
        raise UsageError(t("certificate.cli.bad_statement"), text, next_step)
    today = walk.workspace.clock().date()
    return Attestation(new_id(), walk.contract.id, topic, person.strip(), today, said.strip())


def _code(verdict: str) -> int:
    if verdict in (CONTENT, NAME_ONLY):
        return int(ExitCode.FOUND)
    return int(ExitCode.OK if verdict == CLEAN else ExitCode.UNDECIDED)
