"""What a ward's desk shows and hands out of its own: how much of everything there is, and the fingerprint of its key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError
from selfaudit.services import key_form, keyring, papers, ward, ward_findings, ward_register
from selfaudit.services.entry import Kind, read
from selfaudit.text.messages import t
from selfaudit.text.wareki import japan, wareki_short

if TYPE_CHECKING:
    from evidence.keys import KeyFileSigner
    from selfaudit.services.workspace import Workspace


def counts(workspace: Workspace, fiscal_year: int) -> dict[str, int]:
    """How many contracts, keys that count, requests, bundles, bundles without a receipt and open findings there are.

    Requests and bundles are those of one fiscal year. InputError before `ward.init`.
    """
    years = ward_register.register(workspace, fiscal_year)
    bundles = [row for year in years for row in year.bundles]
    return {
        "contracts": len(years),
        "keys": sum(1 for row in workspace.repository.registered_keys() if row.revoked_since is None),
        "requests": sum(len(year.requests) for year in years),
        "bundles": len(bundles),
        "unreceipted": sum(1 for row in bundles if row.receipted_at is None and row.verdict == "VALID"),
        "findings": sum(1 for seen in ward_findings.standing(workspace) if not seen.finding.closed),
    }


def begin(workspace: Workspace, name: str, passphrase: str, again: str) -> KeyFileSigner:
    """Make this data folder a ward's desk (`ward.init`) where both passphrases are the same; InputError otherwise."""
    if passphrase != again:
        raise InputError(t("ward_acts.differ"), "", t("ward_acts.differ_next"))
    return ward.init(workspace, name.strip(), passphrase)


def announce_key(workspace: Workspace, out: Path) -> Path:
    """Write the paper that tells contractors the fingerprint of the ward's key (PDF); its path."""
    key_form.announcement(ward.own_fingerprint(workspace), ward.name(workspace), workspace.clock(), out)
    return out


def back_up_key(workspace: Workspace, out: Path) -> Path:
    """Copy the ward's sealed key file, best to another medium; its path. InputError where the key lies elsewhere."""
    keyring.backup(keyring.path_of(workspace.directory, keyring.WARD), out)
    return out


def day(text: str) -> date | None:
    """The day typed, None for nothing; InputError for what is none."""
    found = read(Kind.DATE, text)
    return found if isinstance(found, date) else None


def need_day(text: str) -> date:
    """The day typed; InputError for what is none."""
    found = day(text)
    if found is None:
        raise InputError(t("services.walk.bad_date"), text, t("services.walk.bad_date_next"))
    return found


def last_day(workspace: Workspace, contract: str) -> date | None:
    """The last day the register has for a contract in the present fiscal year."""
    year = FiscalYear.of(japan(workspace.clock()).date()).year
    return next((row.deadline for row in ward_register.register(workspace, year, contract)), None)


def proposed(kind: str, which: str, today: date, suffix: str = "") -> Path:
    """Where something is written unless somebody says otherwise: a name not taken yet in the person's own folder.

    `kind` is a word of ``ward_acts.file``; without a suffix it is a folder.
    """
    stem = "_".join(part for part in (t(f"ward_acts.file.{kind}"), which, wareki_short(today)) if part)
    return papers.free(Path.home(), stem, suffix)
