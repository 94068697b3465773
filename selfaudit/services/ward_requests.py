"""Requests for many contracts at once, from a list in Excel; the verifier page to hand out with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import keys, model
from evidence.web import page
from selfaudit.domain.desk import WardContract
from selfaudit.domain.exchange import IssuedRequest
from selfaudit.errors import InputError, SelfAuditError
from selfaudit.services import sheet_rows, ward
from selfaudit.services.files import write_new, write_signed
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, parse_date

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

FIELDS = ("number", "title", "contractor", "profile", "due", "roles", "hosts")
VERIFIER = "verify.html"
_WORDS = re.compile(r"[\s,、，;；]+")


@dataclass(frozen=True)
class Issued:
    """The requests issued, by contract; or what could not be read, and then nothing was issued."""

    rows: tuple[tuple[Path, IssuedRequest], ...]
    problems: tuple[str, ...]


def from_list(
    workspace: Workspace,
    source: Path,
    signer: keys.KeyFileSigner,
    out: Path,
    *,
    due: date | None = None,
    fiscal_year: int | None = None,
    timestamp: bool = False,
) -> Issued:
    """Issue a request for every row of an .xlsx file, each into its own folder with the contract's trust list.

    What a row leaves out is taken from the register of contracts, its last day from `due`. All are issued, or none.
    """
    known = {row.number: row for row in workspace.repository.contracts_at_the_ward()}
    wanted: list[ward.Wanted] = []
    problems: list[str] = []
    for row in sheet_rows.read(source, "desk.column", FIELDS, "number", "desk.sheet.years"):
        try:
            wanted.append(_wanted(row.cells, known.get(row.cells["number"]), due, fiscal_year, timestamp=timestamp))
        except SelfAuditError as error:
            problems.append(f"{row.place}: {error.title} {error.detail}".strip())
    twice = {row.contract for row in wanted if [each.contract for each in wanted].count(row.contract) > 1}
    problems += [t("desk.xlsx.twice", place="", number=number).strip() for number in sorted(twice)]
    if problems:
        return Issued((), tuple(problems[: sheet_rows.PROBLEMS]))
    prepared = [(each, *ward.prepared(workspace, each, signer)) for each in wanted]
    written = []
    for each, signed, row_ in prepared:
        folder = out / folder_name(each.contract)
        path = write_signed(folder, "request.json", signed)
        ward.trust_list(workspace, signer, folder, each.contract)
        written.append((path, row_))
    workspace.repository.save_issued_requests([row for _, row in written])
    return Issued(tuple(written), ())


def one(
    workspace: Workspace, cells: Mapping[str, str], signer: keys.KeyFileSigner, out: Path, *, timestamp: bool = False
) -> tuple[Path, IssuedRequest]:
    """Issue the request of one contract into a folder, with the contract's trust list beside it.

    `cells` are texts by the names in `FIELDS`; what they leave out is taken from the register of contracts. InputError
    for what is lacking or cannot be read.
    """
    number = cells.get("number", "").strip()
    known = {row.number: row for row in workspace.repository.contracts_at_the_ward()}
    given = {name: cells.get(name, "").strip() for name in FIELDS}
    wanted = _wanted(given, known.get(number), None, None, timestamp=timestamp)
    found = ward.request(workspace, wanted, signer, out)
    ward.trust_list(workspace, signer, out, number)
    return found


def _wanted(
    cells: Mapping[str, str],
    known: WardContract | None,
    due: date | None,
    fiscal_year: int | None,
    *,
    timestamp: bool,
) -> ward.Wanted:
    last = _day(cells["due"]) or due
    profile = cells["profile"] or (known.profile if known else "")
    if not cells["number"] or not profile or last is None:
        lacking = [
            name for name, value in (("number", cells["number"]), ("profile", profile), ("due", last)) if not value
        ]
        names = t("exchange.word.and").join(t(f"desk.column.{name}") for name in lacking)
        raise InputError(t("desk.xlsx.lacking", names=names))
    roles = tuple(_words(cells["roles"])) or ("operator", "approver")
    if not set(roles) <= {"operator", "approver"}:
        raise InputError(t("exchange.key.role"), " ".join(roles))
    return ward.Wanted(
        contract=cells["number"],
        profile=profile,
        due=last,
        title=cells["title"] or (known.title if known else ""),
        contractor=cells["contractor"] or (known.contractor if known else ""),
        fiscal_year=fiscal_year,
        roles=roles,
        hosts=tuple(_words(cells["hosts"])),
        timestamp=timestamp,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except DateTextError as error:
        raise InputError(t("services.walk.bad_date"), str(error)) from error


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.split(text) if word]


def folder_name(number: str) -> str:
    """A folder name for a contract number, the same everywhere, different for different numbers."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", number).strip("-")
    return plain if plain == number else f"{plain or 'contract'}-{sha256(number.encode()).hexdigest()[:8]}"


def hand_out_verifier(folder: Path, workspace: Workspace | None = None, contract: str = "") -> tuple[Path, str]:
    """Write the auditor's verifier page into a folder; its path and its SHA-256 (hex), to print on paper.

    With a desk, the page carries the ward's root and the keys of one contract, so that nothing has to be chosen there.
    """
    content = page.OUT.read_bytes()
    if workspace is not None:
        content = page.page(model.write(ward.key_list(workspace, contract))).encode("utf-8")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(folder), t("cli.common.cannot_write_next")) from error
    write_new(folder / VERIFIER, content)
    return folder / VERIFIER, sha256(content).hexdigest()
