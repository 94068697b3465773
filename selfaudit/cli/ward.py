"""``selfaudit ward``: the ward's desk: keys, trust, requests, bundles, receipts, the register of contracts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import typer

from selfaudit.cli import (
    diagnostics,
    output,
    session,
    ward_contracts,
    ward_findings,
    ward_papers,
    ward_review,
    ward_show,
)
from selfaudit.cli.command import group
from selfaudit.cli.ward_options import CONTRACT, JSON, OUT, PASSPHRASE, day
from selfaudit.errors import ExitCode, SelfAuditError, UsageError
from selfaudit.services import ward as service
from selfaudit.services import ward_receive, ward_register
from selfaudit.services.keyring import grouped
from selfaudit.services.ward_import import Outcome
from selfaudit.services.workspace import Workspace
from selfaudit.text.messages import t
from selfaudit.text.wareki import JST, date_label, moment_label

_WORST_FIRST = (int(ExitCode.INPUT), int(ExitCode.FOUND), int(ExitCode.UNDECIDED), int(ExitCode.OK))
_MIB = 1 << 20


def command() -> Any:
    """Build the command group."""
    acts: dict[str, Callable[..., int]] = {
        "init": init,
        "register": register,
        "revoke": revoke,
        "trust": trust,
        "request": request,
        "receive": receive,
        "receipt": receipt,
        "contracts": ward_contracts.contracts,
        "requests": ward_contracts.requests,
        "visit": ward_contracts.visit,
        "paper": ward_papers.paper,
        "calendar": ward_contracts.calendar,
        "verifier": ward_contracts.verifier,
        "review": ward_review.review,
        "sample": ward_review.sample,
        "compare": ward_review.compare,
        "rollup": ward_review.rollup,
        "finding": ward_findings.finding,
        "findings": ward_findings.findings,
        "notify": ward_findings.notify,
        "close": ward_findings.close,
        "reopen": ward_findings.reopen,
    }
    return group("ward", acts, lambda sub: t(f"exchange.help.ward.{sub}"))


def init(
    name: str = typer.Option(..., "--name", help=t("exchange.ward.name"), metavar="NAME"),
    passphrase_file: Path | None = PASSPHRASE,
    as_json: bool = JSON,
) -> int:
    """Make the ward's root key in this data folder."""
    with session.workspace("ward init") as workspace:
        diagnostics.say(t("cli.passphrase.new"))
        root = service.init(workspace, name, session.need_passphrase(passphrase_file, t("exchange.ward.ask"), new=True))
    if as_json:
        output.json_line({"ward": name, "fingerprint": root.fingerprint, "grouped": grouped(root.fingerprint)})
        return 0
    output.text(t("exchange.ward.made", name=name))
    output.text(t("exchange.key.fingerprint", fingerprint=grouped(root.fingerprint)))
    output.text(t("exchange.ward.made_next"))
    return 0


def register(  # noqa: PLR0913, PLR0917 -- one option each
    file: Path | None = typer.Argument(None, help=t("exchange.ward.registration"), metavar="[FILE]"),
    role: str = typer.Option("operator", "--role", help=t("exchange.ward.role"), metavar="ROLE"),
    contract: str = CONTRACT,
    name: str = typer.Option("", "--name", help=t("exchange.ward.holder"), metavar="NAME"),
    start: str = typer.Option("", "--from", help=t("exchange.ward.start"), metavar="DATE"),
    end: str = typer.Option("", "--until", help=t("exchange.ward.end"), metavar="DATE"),
    announcement: Path | None = typer.Option(
        None, "--announcement", help=t("exchange.ward.announcement"), metavar="FILE"
    ),
    issue: Path | None = typer.Option(None, "--issue", help=t("exchange.ward.issue"), metavar="FILE"),
    passphrase_file: Path | None = PASSPHRASE,
    year: int | None = typer.Option(None, "--fiscal-year", help=t("exchange.ward.year"), metavar="YEAR"),
    as_json: bool = JSON,
) -> int:
    """With FILE, enter a key; without, show the register of contracts."""
    if role not in service.KEY_ROLES:
        raise UsageError(t("exchange.key.role"), role, t("exchange.key.role_next", roles=" ".join(service.KEY_ROLES)))
    with session.workspace("ward register") as workspace:
        if file is None:
            ward_show.contracts(ward_register.register(workspace, year), as_json=as_json)
            return 0
        row = service.register(
            workspace,
            file,
            role=role,
            contract=contract,
            holder=name,
            start=day(start),
            end=day(end),
            announcement=announcement,
        )
        if issue is not None:
            signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
            service.issue_certificate(workspace, row, signer, issue)
    if as_json:
        output.json_line(ward_show.key_document(row))
        return 0
    output.text(t("exchange.ward.registered", name=row.name, role=t(f"exchange.role.{row.role}")))
    output.text(t("exchange.key.fingerprint", fingerprint=grouped(row.key)))
    output.text(t("exchange.ward.compare"))
    return 0


def revoke(
    fingerprint: str = typer.Argument(..., help=t("exchange.ward.fingerprint"), metavar="FINGERPRINT"),
    since: str = typer.Option("", "--since", help=t("exchange.ward.since"), metavar="DATE"),
    as_json: bool = JSON,
) -> int:
    """Let a registered key count no longer."""
    with session.workspace("ward revoke") as workspace:
        first = day(since)
        moment = datetime.combine(first, time(), JST) if first else workspace.clock()
        rows = service.revoke(workspace, fingerprint, moment)
    if as_json:
        output.json_line([ward_show.key_document(row) for row in rows])
        return 0
    for row in rows:
        output.text(t("exchange.ward.revoked", name=row.name, since=moment_label(moment.astimezone())))
    output.text(t("exchange.ward.revoked_next"))
    return 0


def trust(
    out: Path = OUT, contract: str = CONTRACT, passphrase_file: Path | None = PASSPHRASE, as_json: bool = JSON
) -> int:
    """Sign the list of keys that count, to hand out."""
    with session.workspace("ward trust") as workspace:
        signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
        path = service.trust_list(workspace, signer, out, contract)
    if as_json:
        output.json_line({"trust": str(path), "signature": f"{path}.p7s", "fingerprint": signer.fingerprint})
        return 0
    output.text(t("exchange.ward.trust_done", path=path))
    return 0


def request(  # noqa: PLR0913, PLR0917 -- one option each
    contract: str = typer.Option(..., "--contract", help=t("findings.cli.contract"), metavar="NUMBER"),
    profile: str = typer.Option(..., "--profile", help=t("exchange.ward.profile"), metavar="ID|FILE"),
    due: str = typer.Option(..., "--due", help=t("exchange.ward.due"), metavar="DATE"),
    out: Path = OUT,
    title: str = typer.Option("", "--title", help=t("exchange.ward.title"), metavar="TEXT"),
    contractor: str = typer.Option("", "--contractor", help=t("exchange.ward.contractor"), metavar="NAME"),
    year: int | None = typer.Option(None, "--fiscal-year", help=t("exchange.ward.year"), metavar="YEAR"),
    role: list[str] = typer.Option(["operator", "approver"], "--role", help=t("exchange.ward.roles"), metavar="ROLE"),
    host: list[str] = typer.Option([], "--host", help=t("exchange.ward.host"), metavar="NAME[=FINGERPRINT]"),
    tst: bool = typer.Option(False, "--tst", help=t("exchange.ward.tst")),
    max_mb: int = typer.Option(5 * 1024, "--max-mb", help=t("exchange.ward.max_mb"), min=1),
    passphrase_file: Path | None = PASSPHRASE,
    as_json: bool = JSON,
) -> int:
    """Sign a request for one contract."""
    last = day(due)
    if last is None or not set(role) <= {"operator", "approver"}:
        what = " ".join(role) if last else due
        raise UsageError(t("exchange.key.role"), what, t("exchange.key.role_next", roles="operator approver"))
    wanted = service.Wanted(contract, profile, last, title, contractor, year, role, host, tst, max_mb * _MIB)
    with session.workspace("ward request") as workspace:
        signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
        path, row = service.request(workspace, wanted, signer, out)
    if as_json:
        output.json_line({"request": str(path), "id": row.id, "fiscal_year": row.fiscal_year})
        return 0
    output.text(t("exchange.ward.request_done", path=path, contract=contract, due=date_label(last)))
    output.text(t("exchange.ward.request_next"))
    return 0


def receive(
    files: list[Path] = typer.Argument(..., help=t("exchange.ward.files"), metavar="FILE..."),
    password_file: Path | None = typer.Option(None, "--password-file", help=t("exchange.ward.password_file")),
    as_json: bool = JSON,
) -> int:
    """Verify bundles with the ward's own register and requests, and keep them; the worst file decides."""
    with session.workspace("ward receive") as workspace:
        single = len(files) == 1 and not files[0].is_dir()

        def password() -> str:
            return session.secret(password_file, t("exchange.ward.ask_password"))

        if single:
            outcomes = [_received(workspace, files[0], password)]
        else:
            outcomes = ward_show.all_received(workspace, files, password if password_file else None)
        codes = {ward_show.outcome(workspace, each, as_json=as_json) for each in outcomes}
    if not single:
        ward_show.total(outcomes)
    return next((code for code in _WORST_FIRST if code in codes), int(ExitCode.INPUT))


def _received(workspace: Workspace, file: Path, password: Callable[[], str]) -> Outcome:
    try:
        return Outcome(file, ward_receive.receive(workspace, file, password), None)
    except SelfAuditError as error:
        return Outcome(file, None, error)


def receipt(
    bundle: str = typer.Argument(..., help=t("exchange.ward.bundle"), metavar="ID"),
    out: Path = OUT,
    passphrase_file: Path | None = PASSPHRASE,
    as_json: bool = JSON,
) -> int:
    """Sign the receipt of a received bundle."""
    with session.workspace("ward receipt") as workspace:
        ward_receive.find(workspace, bundle)
        signer = service.root(workspace, session.need_passphrase(passphrase_file, t("exchange.ward.ask")))
        path, row = ward_receive.receipt(workspace, bundle, signer, out)
    if as_json:
        output.json_line({"receipt": str(path), "id": row.id, "verdict": row.verdict})
        return 0
    output.text(t("exchange.ward.receipt_done", path=path, id=row.id))
    return 0
