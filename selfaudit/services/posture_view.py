"""What the checks say, arranged for a person: by subject, by PC or by clause; rolled up over PCs; changed since the last run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from checks.model import Status
from checks.registry import all_checks, checks_for, worst
from selfaudit.catalog.loader import topics
from selfaudit.services import policy
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.domain.inspection import MachineSays
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

_BEFORE = "posture_before"
_FACT_LINES = 12
_FACT_CHARACTERS = 160


class Grouping(StrEnum):
    """How the results are listed."""

    SUBJECT = "subject"
    HOST = "host"
    CLAUSE = "clause"


@dataclass(frozen=True)
class Row:
    """One line: a check on one PC, or on all of them (`host` empty)."""

    check: str
    host: str
    title: str
    status: str
    """Worst of the PCs; empty where no PC was looked at."""
    before: str = ""
    """Status of the run before, where it differs."""
    says: tuple[MachineSays, ...] = ()


@dataclass(frozen=True)
class Group:
    """Lines below one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Board:
    """All results of one inspection at one moment."""

    says: Mapping[str, Mapping[str, MachineSays]]
    """By check, then by PC."""
    before: Mapping[str, Mapping[str, str]]
    """Status of the run before, by PC, then by check."""
    hosts: tuple[str, ...]
    own: str

    @property
    def elevated_only(self) -> int:
        """How many checks of this PC an administrator could decide."""
        return sum(1 for said in self.says.values() if self.own in said and _refused(said[self.own]))

    @property
    def changed(self) -> int:
        """How many results differ from the run before."""
        return sum(
            1 for said in self.says.values() for host, row in said.items() if self.was(row.check, host, row.status)
        )

    def status(self, check: str, host: str = "") -> str:
        """The status on one PC, or the worst of all; a PC that was not asked is unknown beside others that were."""
        said = self.says.get(check, {})
        if host:
            return said[host].status if host in said else ""
        if not said:
            return ""
        silent = [str(Status.UNKNOWN)] if len(said) < len(self.hosts) else []
        return str(worst(Status(one) for one in [*(row.status for row in said.values()), *silent]))

    def was(self, check: str, host: str, status: str) -> str:
        """The status before on one PC; empty where it is the same or there was none."""
        before = self.before.get(host, {}).get(check, "")
        return before if before != status else ""


def board(walk: Walk, own: str) -> Board:
    """Read all results; `own` is this PC's name in reports. Searches for personal data are no part of it."""
    known = all_checks()
    rows = [row for row in walk.machine_results() if row.check in known]
    says: dict[str, dict[str, MachineSays]] = {}
    for row in rows:
        says.setdefault(row.check, {})[row.host] = row
    hosts = tuple(sorted({row.host for row in rows}, key=lambda host: (host != own, host)))
    before = {host: earlier(walk.workspace, walk.inspection.id, host) for host in hosts}
    return Board(says, before, hosts, own)


def groups(found: Board, walk: Walk, grouping: Grouping, language: str) -> list[Group]:
    """The results below their headings."""
    if grouping is Grouping.HOST and found.hosts:
        return [Group(host_name(found, host), _rows(found, all_checks(), language, host)) for host in found.hosts]
    if grouping is Grouping.CLAUSE:
        return _clauses(found, walk, language)
    titles = topics()
    by_topic: dict[str, list[str]] = {}
    for check in all_checks().values():
        by_topic.setdefault(check.topics[0] if check.topics else "", []).append(check.id)
    ordered = sorted(by_topic, key=lambda topic: list(titles).index(topic) if topic in titles else len(titles))
    heading = {
        topic: titles[topic].title.get(language) if topic in titles else t("checks.no_subject") for topic in ordered
    }
    return [Group(heading[topic], _rows(found, by_topic[topic], language)) for topic in ordered]


def explained(found: Board, row: Row) -> str:
    """What every PC says about one check, the worst first."""
    if not row.says:
        return t("tui.checks.not_yet")
    order = list(map(str, (Status.FAIL, Status.ERROR, Status.UNKNOWN, Status.NOT_PERMITTED, Status.PASS)))
    rows = sorted(row.says, key=lambda one: order.index(one.status) if one.status in order else len(order))
    return "\n".join(_line(found, one, named=len(found.hosts) > 1) for one in rows)


def facts(row: Row) -> str:
    """What the judge looked at, as it is stored: redacted, one fact on each line."""
    lines = []
    for says in row.says[:1]:
        for name, value in dict(says.detail.get("facts", {})).items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            lines.append(f"{name} = {text if len(text) <= _FACT_CHARACTERS else text[:_FACT_CHARACTERS] + '…'}")
    more = t("checks.more_facts", count=len(lines) - _FACT_LINES) if len(lines) > _FACT_LINES else ""
    return "\n".join([*lines[:_FACT_LINES], *([more] if more else [])])


def rules(row: Row) -> str:
    """The thresholds and declarations the verdict was given by."""
    return "\n".join(line for says in row.says[:1] for line in policy.used(row.check, says.detail.get("policy", {})))


def decides(row: Row, language: str) -> str:
    """What would decide a result that could not be told."""
    texts = (says.detail.get("texts", {}).get("would_decide", {}) for says in row.says)
    return next((str(text.get(language) or text.get("ja") or "") for text in texts if text), "")


def fixes(row: Row, systems: Mapping[str, str], language: str) -> str:
    """How to put it right, for the system of every PC where it does not hold."""
    check = all_checks()[row.check]
    failed = dict.fromkeys(systems.get(says.host, "") for says in row.says if says.status == str(Status.FAIL))
    found = [(system, check.fix[system].get(language)) for system in failed if system in check.fix]
    if len(found) == 1:
        return found[0][1]
    return "\n".join(f"{t(f'checks.system.{system}')}: {text}" for system, text in found)


def about(row: Row, language: str) -> tuple[str, str]:
    """Why one looks at this, and what the result does not prove."""
    check = all_checks()[row.check]
    return check.why.get(language), check.limits.get(language)


def host_name(found: Board, host: str) -> str:
    """A PC as it is listed."""
    return t("checks.this_pc", host=host) if host == found.own else host


def earlier(workspace: Workspace, inspection: str, host: str) -> dict[str, str]:
    """The statuses of one PC before its last run, by check."""
    try:
        kept = json.loads(workspace.repository.setting(f"{_BEFORE}/{inspection}/{host}", "{}"))
    except ValueError:
        return {}
    return {str(check): str(status) for check, status in kept.items()} if isinstance(kept, dict) else {}


def remember(workspace: Workspace, inspection: str, host: str, rows: Iterable[MachineSays]) -> None:
    """Keep the statuses that a new run of one PC replaces; those of checks it does not run stay."""
    kept = earlier(workspace, inspection, host) | {row.check: row.status for row in rows}
    workspace.repository.set_setting(f"{_BEFORE}/{inspection}/{host}", json.dumps(kept))


def _rows(found: Board, checks: Iterable[str], language: str, host: str = "") -> tuple[Row, ...]:
    return tuple(_row(found, check, language, host) for check in checks)


def _row(found: Board, check: str, language: str, host: str = "") -> Row:
    said = found.says.get(check, {})
    says = tuple(row for name, row in said.items() if host in ("", name))
    before = next((was for row in says if (was := found.was(check, row.host, row.status))), "")
    return Row(check, host, all_checks()[check].title.get(language), found.status(check, host), before, says)


def _clauses(found: Board, walk: Walk, language: str) -> list[Group]:
    listed = []
    for view in walk.items():
        checks = list(dict.fromkeys(check.id for auto in view.item.auto_checks for check in checks_for(auto)))
        if view.counts and checks:
            title = "  ".join(filter(None, (view.item.number, view.item.heading or view.item.text[:40])))
            listed.append(Group(title, _rows(found, checks, language)))
    return listed


def _line(found: Board, says: MachineSays, *, named: bool) -> str:
    from selfaudit.services.inspect import sentence
    from selfaudit.text.messages import language

    told = t("tui.walk.machine", status=t(f"tui.status.{says.status}"), sentence=sentence(says, language()))
    was = found.was(says.check, says.host, says.status)
    told += t("checks.was", status=t(f"tui.status.{was}")) if was else ""
    return f"{host_name(found, says.host)}  {told}" if named else told


def _refused(says: MachineSays) -> bool:
    return says.status == str(Status.NOT_PERMITTED)


def systems_of(walk: Walk, own: str, system: str) -> dict[str, str]:
    """The operating system of every PC that answered: this one's, and those the gathered reports name."""
    from selfaudit.services.fleet import gathered

    others: dict[str, Any] = {name: report.host.os for name, report in gathered(walk).items()}
    return {name: {"darwin": "macos"}.get(os, os) for name, os in others.items()} | {own: system}


def first(rows: Sequence[Group]) -> Row | None:
    """The first line of all groups."""
    return next((row for group in rows for row in group.rows), None)
