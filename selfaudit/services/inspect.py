"""Let the PC answer for itself: run the checks and keep what they said beside the answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from checks.host import LocalHost
from checks.model import Progress, Result, Status
from checks.registry import Check, all_checks, checks_for
from checks.runner import run_checks
from selfaudit.domain.inspection import MachineSays
from selfaudit.domain.profile import Item
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.policy import policy_for
from selfaudit.services.posture_view import remember

if TYPE_CHECKING:
    from checks.host import Host
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

_HOST_ID = "host_id"


@dataclass(frozen=True)
class CheckInfo:
    """A check in the user's language."""

    id: str
    title: str
    why: str
    limits: str
    fix: str
    """How to put it right on this system; empty where the check does not exist here."""


def host_id(workspace: Workspace) -> str:
    """This PC's name in reports."""
    known = workspace.repository.setting(_HOST_ID)
    if not known:
        known = name_of(host_signer(workspace.directory))
        workspace.repository.set_setting(_HOST_ID, known)
    return known


def run(
    walk: Walk,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    host: Host | None = None,
) -> list[MachineSays]:
    """Check this PC (or `host`) and store the results; checks that were cancelled are not stored."""
    results = run_checks(host or LocalHost(), policy=policy_for(walk), only=only, progress=progress, cancel=cancel)
    name = host_id(walk.workspace)
    done = [result for result in results if result.reason != "cancelled"]
    rows = [row_from(walk.inspection.id, name, result_document(result)) for result in done]
    keep(walk, name, rows)
    return rows


def keep(walk: Walk, host: str, rows: Sequence[MachineSays]) -> None:
    """Store what some checks of one PC said; what its other checks said before stays."""
    repository = walk.workspace.repository
    said = {row.check: row for row in repository.machine_results(walk.inspection.id) if row.host == host}
    replaced = {row.check for row in rows} & said.keys()
    remember(walk.workspace, walk.inspection.id, host, [said[check] for check in replaced])
    said.update({row.check: row for row in rows})
    repository.save_machine_results(walk.inspection.id, host, list(said.values()))
    walk.reload()


def result_of(row: MachineSays) -> Result:
    """The check's result as the checks package knows it, with its sentences in both languages."""
    return Result.from_json(dict(row.detail))


def sentence(row: MachineSays, language: str) -> str:
    """What one check says, in the user's language."""
    texts = row.detail.get("texts", {}).get("sentence", {})
    return str(texts.get(language) or row.detail.get("sentence", ""))


def checks_for_item(item: Item, system: str, language: str) -> list[CheckInfo]:
    """The checks that serve one row of the contract."""
    found = {check.id: check for auto in item.auto_checks for check in checks_for(auto)}
    return [_info(check, system, language) for check in found.values()]


def every_check(system: str, language: str) -> list[CheckInfo]:
    """All checks."""
    return [_info(check, system, language) for check in all_checks().values()]


def _info(check: Check, system: str, language: str) -> CheckInfo:
    fix = check.fix.get(system)
    return CheckInfo(
        id=check.id,
        title=check.title.get(language),
        why=check.why.get(language),
        limits=check.limits.get(language),
        fix=fix.get(language) if fix else "",
    )


def result_document(result: Result) -> dict[str, Any]:
    """One result as it is stored and reported: the check's own JSON and the names it serves."""
    return {**result.to_json(), "serves": sorted({result.check, *all_checks()[result.check].serves})}


def row_from(inspection: str, host: str, document: Mapping[str, Any]) -> MachineSays:
    """The stored form of one reported result; ValueError or KeyError for one of another shape."""
    collected = datetime.fromisoformat(str(document["collected_at"]))
    if collected.tzinfo is None:
        raise ValueError("collected_at without offset")
    return MachineSays(
        inspection=inspection,
        host=host,
        check=str(document["check"]),
        status=str(Status(str(document["status"]))),
        reason=str(document["reason"]),
        collected_at=collected,
        detail=dict(document),
    )
