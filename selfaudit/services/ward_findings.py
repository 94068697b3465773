"""Findings at the ward's desk: raise, hand out signed, look again, close or raise again.

What the contractor says was done comes in a bundle (``improvements.json``); every later bundle has to name every
finding that is not closed, and what is missing is said.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import keys, model
from evidence.jsonstrict import Text
from selfaudit.catalog import load_profile
from selfaudit.domain.finding import Act, Finding, FindingState, IssuedFindings, Severity
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError, SelfAuditError
from selfaudit.services import findings_file as files
from selfaudit.services import photos, ward
from selfaudit.services.files import write_signed
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.text.wareki import japan

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_MIN_PREFIX = 6
_LATEST = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """A finding to be raised."""

    contract: str
    item: str
    severity: Severity
    text: str
    due: date
    bundle: str = ""
    """Id of the bundle it was found in."""
    fiscal_year: int | None = None
    """None: that of the bundle, else the present one."""
    photos: Sequence[Path] = ()


@dataclass(frozen=True)
class Seen:
    """A finding with what the contractor last said of it."""

    finding: Finding
    state: FindingState
    answer: Mapping[str, Any] | None
    """As in improvements.json: cause, correction, prevention, owner, planned, done, answered_by, answered_at, evidence."""
    answered_in: str
    """Id of the bundle the answer came in, or empty."""


def raise_finding(workspace: Workspace, wanted: Wanted) -> Finding:
    """Enter a finding; InputError without a contract number, clause or text, or for a picture that cannot be read."""
    ward.name(workspace)
    if not (_named(wanted.contract) and _named(wanted.item) and files.plain_text(wanted.text)):
        raise InputError(t("findings.incomplete"), "", t("findings.incomplete_next"))
    _fits(wanted.text)
    now = workspace.clock()
    year = wanted.fiscal_year or FiscalYear.of(japan(now).date()).year
    serial = 1 + sum(1 for row in workspace.repository.findings(wanted.contract) if row.fiscal_year == year)
    row = Finding(
        id=new_id(),
        contract_number=wanted.contract,
        number=f"{year}-{serial:02d}",
        fiscal_year=year,
        bundle=wanted.bundle,
        item=wanted.item,
        severity=wanted.severity,
        text=files.plain_text(wanted.text),
        due=wanted.due,
        raised_at=now,
        raised_by=workspace.operator,
        photos=tuple(_photo(workspace, path, place) for place, path in enumerate(wanted.photos, 1)),
        remarks=(_remark(workspace, Act.RAISED, ""),),
    )
    workspace.repository.save_finding(row)
    return row


def close(workspace: Workspace, finding_id: str, text: str) -> Finding:
    """Look again and be satisfied; `text` says by what. InputError when it is closed already."""
    row = _open(workspace, finding_id)
    _fits(text)
    remarks = (*row.remarks, _remark(workspace, Act.CLOSED, text))
    return _saved(workspace, replace(row, closed_at=workspace.clock(), remarks=remarks))


def reopen(workspace: Workspace, finding_id: str, text: str, due: date | None = None) -> Finding:
    """Look again and not be satisfied: the answer so far does not count. `text` says why, `due` is a new last day."""
    row = find(workspace, finding_id)
    if not text.strip():
        raise InputError(t("findings.why"), row.number, t("findings.why_next"))
    _fits(text)
    again = _remark(workspace, Act.REOPENED, text)
    if answered(
        files.noted(replace(row, closed_at=None, remarks=(*row.remarks, again))), said := _newest(workspace, row)
    ):
        # Times are kept in seconds, and clocks differ: the answer that was looked at came before, whatever it says.
        before = datetime.fromisoformat(str((said or {})["answered_at"]))
        again |= {"at": (min(before, _LATEST) + timedelta(seconds=1)).isoformat()}
    remarks = (*row.remarks, again)
    return _saved(workspace, replace(row, closed_at=None, due=due or row.due, remarks=remarks))


def _newest(workspace: Workspace, row: Finding) -> Mapping[str, Any] | None:
    return next(seen.answer for seen in standing(workspace, row.contract_number) if seen.finding.id == row.id)


def issue(
    workspace: Workspace, contract: str, signer: keys.KeyFileSigner, out: Path
) -> tuple[Path, IssuedFindings, files.FindingsList]:
    """Sign the list of all findings of a contract into a folder, with its pictures; InputError when there is none."""
    repository = workspace.repository
    rows = repository.findings(contract)
    if not rows:
        raise InputError(t("findings.none"), contract, t("findings.none_next"))
    now = workspace.clock()
    before = repository.issued_findings(contract)
    value = files.FindingsList(
        ward=ward.name(workspace),
        contract=contract,
        issued_at=model.utc(now),
        previous=before[-1].id if before else None,
        findings=tuple(files.noted(row) for row in rows),
    )
    signed = files.sign(value, signer, now)
    path = write_signed(out, files.NAME, signed)
    _write_photos(workspace, rows, out / files.PHOTOS)
    issued = IssuedFindings(
        signed.sha256,
        contract,
        now,
        signed.document.decode("utf-8"),
        base64.b64encode(signed.signature).decode("ascii"),
    )
    repository.save_issued_findings(issued)
    return path, issued, value


def standing(workspace: Workspace, contract: str | None = None) -> list[Seen]:
    """All findings, or those of one contract, each with its state and the newest answer."""
    repository = workspace.repository
    rows = repository.findings(contract)
    whose = {row.contract_number for row in rows}
    received = [row for row in repository.received_bundles() if row.contract_number in whose] if rows else []
    digests = repository.digests([row.id for row in received])
    answers: dict[str, tuple[Mapping[str, Any], str]] = {}
    for bundle in sorted(received, key=lambda row: row.received_at):
        digest = digests.get(bundle.id)
        if digest is None or bundle.verdict == "INVALID":
            continue
        for finding, answer in digest.content.get("improvements", {}).items():
            if answer:
                answers[finding] = (answer, bundle.id)
    return [_seen(row, answers.get(row.id)) for row in rows]


def _seen(row: Finding, found: tuple[Mapping[str, Any], str] | None) -> Seen:
    answer, bundle = found or (None, "")
    if row.closed:
        return Seen(row, FindingState.CLOSED, answer, bundle)
    state = FindingState.ANSWERED if answered(files.noted(row), answer) else FindingState.OPEN
    return Seen(row, state, answer, bundle)


def answered(finding: files.Noted, answer: Mapping[str, Any] | None) -> bool:
    """Whether an answer is complete, and was given after the finding was last raised."""
    if not answer or not all(answer.get(name) for name in ("cause", "correction", "prevention", "owner", "done")):
        return False
    try:
        return datetime.fromisoformat(str(answer["answered_at"])) >= finding.since
    except (KeyError, ValueError, TypeError):
        return False


@dataclass(frozen=True)
class Times:
    """What is known of when a bundle came into being."""

    sealed_at: datetime | None
    """As the bundle says: the contractor's clock."""
    stamped_at: datetime | None
    """As a timestamp authority proves; None without a timestamp that counts."""
    received_at: datetime
    """When the ward first had it."""


def problems(
    issued: Iterable[IssuedFindings],
    times: Times,
    improvements: Mapping[str, Mapping[str, Any] | None],
    quoted: str | None,
) -> list[str]:
    """What a bundle owes to the findings handed out before it came: words as `domain.desk.Digest.problems` has them.

    `improvements` are the bundle's answers by finding, `quoted` the SHA-256 of the list inside it.
    """
    rows = [row for row in issued if row.issued_at <= times.received_at]
    found = [] if quoted is None or quoted in {row.id for row in rows} else [f"foreign:{quoted}"]
    if not rows:
        return found
    last = rows[-1]
    given = next((row.document for row in rows if row.id == quoted), "")
    for finding in files.read(last.document.encode("utf-8")).findings:
        if not finding.open:
            continue
        if finding.id not in improvements:
            known = f'"{finding.id}"' in given  # whatever day it says, the list inside names the finding
            found.append(f"{'dropped' if known else _missing(times, _first_listed(rows, finding.id))}:{finding.id}")
        elif not answered(finding, improvements[finding.id]):
            found.append(f"unanswered:{finding.id}")
    return found


def _missing(times: Times, listed: datetime) -> str:
    """Why a finding can be missing that was first handed out at `listed`; a timestamp outweighs what the bundle says."""
    if times.stamped_at is not None:
        return "stamped" if times.stamped_at < listed else "dropped"
    return "early" if times.sealed_at is not None and times.sealed_at < listed else "dropped"


def _first_listed(issued: Sequence[IssuedFindings], finding: str) -> datetime:
    """In whole seconds, as a bundle says when it was sealed."""
    return next(row.issued_at for row in issued if f'"{finding}"' in row.document).replace(microsecond=0)


def serious(problem: str) -> bool:
    """Whether a problem is an error: something was left out or is not ours; the others are said only."""
    return problem.partition(":")[0] in ("dropped", "foreign")


def sentences(workspace: Workspace, found: Iterable[str]) -> list[str]:
    """Problems in the user's language."""
    numbers = {row.id: row.number for row in workspace.repository.findings()}
    said = [problem.partition(":") for problem in found]
    return [t(f"findings.problem.{word}", number=numbers.get(which, which[:8])) for word, _, which in said]


@cache
def item_label(item: str) -> str:
    """What an item is called: number and heading; its id where this program does not have the profile or the item."""
    try:
        found = load_profile(item.partition("/")[0]).item(item)
    except (SelfAuditError, KeyError):
        return item
    return " ".join(part for part in (found.number, found.heading) if part)


def find(workspace: Workspace, finding_id: str) -> Finding:
    """The finding whose id begins so (6 digits); InputError when none or several do."""
    wanted = finding_id.strip().lower()
    found = [row for row in workspace.repository.findings() if row.id.startswith(wanted)]
    if len(found) != 1 or len(wanted) < _MIN_PREFIX:
        raise InputError(t("findings.unknown"), finding_id, t("findings.unknown_next"))
    return found[0]


def _open(workspace: Workspace, finding_id: str) -> Finding:
    row = find(workspace, finding_id)
    if row.closed:
        raise InputError(t("findings.closed_already"), row.number, t("findings.closed_already_next"))
    return row


def _saved(workspace: Workspace, row: Finding) -> Finding:
    workspace.repository.save_finding(row)
    return row


def _named(text: str) -> bool:
    """Whether a number or an id can stand in the list of findings."""
    rule = Text()
    return bool(text.strip()) and len(text) <= rule.longest and bool(rule.fits(text))


def _fits(text: str) -> None:
    if len(text) > files.MAX_TEXT:
        raise InputError(t("findings.too_long"), "", t("findings.too_long_next"))


def _remark(workspace: Workspace, act: Act, text: str) -> dict[str, str]:
    by = workspace.operator or ward.name(workspace)
    return {"act": act.value, "at": workspace.clock().isoformat(), "by": by, "text": files.plain_text(text)}


def _photo(workspace: Workspace, path: Path, place: int) -> dict[str, Any]:
    """Take a picture in under a neutral name: what a camera or a person called it may name somebody."""
    with photos.prepared(path) as (file, _):  # without the place it was taken at
        kept = workspace.repository.keep_file(file)
    ending = path.suffix.lower() if path.suffix[1:].isascii() and path.suffix[1:].isalnum() else ""
    return {"name": f"{kept.sha256[:12]}-{place:02d}{ending[:8]}", "sha256": kept.sha256, "size": kept.size}


def _write_photos(workspace: Workspace, rows: Sequence[Finding], folder: Path) -> None:
    for photo in (photo for row in rows for photo in row.photos):
        target = folder / str(photo["name"])
        try:
            folder.mkdir(exist_ok=True)
            shutil.copyfile(workspace.repository.kept_file(str(photo["sha256"])), target)
        except OSError as error:
            raise InputError(t("cli.common.cannot_write"), str(target), t("cli.common.cannot_write_next")) from error
