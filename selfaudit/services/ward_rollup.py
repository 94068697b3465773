"""All contractors at a glance: which topics fail most, which machines are out of support, which findings are late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfaudit.catalog import load_profile, topics
from selfaudit.domain.desk import Digest
from selfaudit.domain.exchange import ReceivedBundle
from selfaudit.errors import SelfAuditError, UsageError
from selfaudit.services import ward_findings, ward_register
from selfaudit.services.files import write_new
from selfaudit.services.ward_findings import Seen
from selfaudit.services.ward_judge import NO_SUPPORT
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, fiscal_year_label, japan

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_SETTLED = {"conforms", "nonconforming", "not_applicable", "dropped"}
"""States that leave nothing to be decided; any other, one nobody knows too, is open."""


@dataclass(frozen=True)
class TopicLine:
    """One control topic over all contractors."""

    topic: str
    title: str
    nonconforming: int
    """Contracts with a clause of the topic that does not conform."""
    open: int
    """Contracts with a clause of the topic that is not answered, or needs a look."""
    contracts: int
    """Contracts the topic applies to."""


@dataclass(frozen=True)
class MachineLine:
    """One PC whose system its maker no longer supports."""

    contract: str
    contractor: str
    host: str
    os: str


@dataclass(frozen=True)
class Rollup:
    """Everything of one fiscal year."""

    fiscal_year: int
    states: dict[str, int]
    """Contracts by state."""
    topics: tuple[TopicLine, ...]
    machines: tuple[MachineLine, ...]
    unread_machines: int
    """PCs of which nobody knows whether they are supported."""
    findings: tuple[Seen, ...]
    """Past their last day, the oldest first."""
    unknown_profiles: tuple[str, ...]
    """Profiles this program does not have: their clauses are in no topic."""


def rollup(workspace: Workspace, fiscal_year: int) -> Rollup:
    """The roll-up of one fiscal year, from the newest bundle of each contract that is not INVALID."""
    repository = workspace.repository
    digests = repository.digests()
    newest: dict[str, tuple[ReceivedBundle, Digest]] = {}
    for row in repository.received_bundles():
        usable = row.fiscal_year == fiscal_year and row.type == "inspection" and row.verdict != "INVALID"
        if usable and row.id in digests:
            newest[row.contract_number] = (row, digests[row.id])
    today = japan(workspace.clock()).date()
    late = [seen for seen in ward_findings.standing(workspace) if seen.finding.overdue(today)]
    machines, unread = _machines(newest.values())
    profiles = {str(digest.content.get("profile", "")) for _, digest in newest.values()}
    return Rollup(
        fiscal_year=fiscal_year,
        states=dict(Counter(row.state for row in ward_register.register(workspace, fiscal_year))),
        topics=_topics([digest for _, digest in newest.values()]),
        machines=tuple(machines),
        unread_machines=unread,
        findings=tuple(sorted(late, key=lambda seen: seen.finding.due)),
        unknown_profiles=tuple(sorted(name for name in profiles if not _topics_of(name))),
    )


def _topics(digests: Sequence[Digest]) -> tuple[TopicLine, ...]:
    applies: dict[str, int] = defaultdict(int)
    failed: dict[str, int] = defaultdict(int)
    undecided: dict[str, int] = defaultdict(int)
    for digest in digests:
        states: dict[str, set[str]] = defaultdict(set)
        served = _topics_of(str(digest.content.get("profile", "")))
        for item, state in dict(digest.content.get("states", {})).items():
            for topic in served.get(item, ()):
                states[topic].add(str(state))
        for topic, found in states.items():
            if found <= {"dropped", "not_applicable"}:
                continue
            applies[topic] += 1
            failed[topic] += "nonconforming" in found
            undecided[topic] += bool(found - _SETTLED)
    titles = topics()
    lines = [
        TopicLine(
            topic,
            titles[topic].title.get(language()) if topic in titles else topic,
            failed[topic],
            undecided[topic],
            count,
        )
        for topic, count in applies.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.nonconforming, -line.open, line.topic)))


@cache
def _topics_of(profile: str) -> dict[str, tuple[str, ...]]:
    """The topics of each clause of a profile; empty for one this program does not have."""
    try:
        return {item.id: tuple(item.topics) for item in load_profile(profile).items}
    except SelfAuditError:
        return {}


def _machines(rows: Any) -> tuple[list[MachineLine], int]:
    found, unread = [], 0
    for row, digest in rows:
        for host, said in dict(digest.content.get("hosts", {})).items():
            status = said.get("statuses", {}).get(NO_SUPPORT)
            if status == "FAIL":
                found.append(MachineLine(row.contract_number, row.contractor, host, str(said.get("os"))))
            elif status != "PASS":
                unread += 1
    return sorted(found, key=lambda line: (line.contract, line.host)), unread


def document(found: Rollup) -> dict[str, Any]:
    """A roll-up for scripts."""
    return {
        "fiscal_year": found.fiscal_year,
        "states": found.states,
        "topics": [vars(line) for line in found.topics],
        "machines": [vars(line) for line in found.machines],
        "unread_machines": found.unread_machines,
        "findings": [
            {
                "contract": seen.finding.contract_number,
                "number": seen.finding.number,
                "due": seen.finding.due.isoformat(),
            }
            for seen in found.findings
        ],
        "unknown_profiles": list(found.unknown_profiles),
    }


@dataclass(frozen=True)
class Table:
    """One table of a roll-up in the reader's words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(found: Rollup) -> list[Table]:
    """The roll-up as tables, for paper, Excel and the screen."""
    states = [(t(f"exchange.state.{state}"), str(count)) for state, count in sorted(found.states.items())]
    topic_rows = [
        (line.topic, line.title, str(line.nonconforming), str(line.open), str(line.contracts)) for line in found.topics
    ]
    machine_rows = [(line.contract, line.contractor, line.host, line.os) for line in found.machines]
    late = [
        (
            seen.finding.contract_number,
            seen.finding.number,
            date_label(seen.finding.due),
            t(f"findings.state.{seen.state}"),
            seen.finding.text,
        )
        for seen in found.findings
    ]
    return [
        _table("states", ("state", "count"), states),
        _table("topics", ("topic", "title", "nonconforming", "open", "contracts"), topic_rows),
        _table("machines", ("contract", "contractor", "host", "os"), machine_rows),
        _table("findings", ("contract", "number", "due", "state", "text"), late),
    ]


def _table(name: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(t(f"rollup.table.{name}"), tuple(t(f"rollup.column.{each}") for each in columns), tuple(rows))


def write(workspace: Workspace, found: Rollup, out: Path) -> None:
    """Write a roll-up as its file's ending says: .xlsx or .pdf; UsageError for another one."""
    created = workspace.clock()
    title = t("rollup.title", year=fiscal_year_label(found.fiscal_year))
    if out.suffix.lower() == ".xlsx":
        from selfaudit.report.registers_xlsx import BookSheet, render

        sheets = [BookSheet(each.title, each.headings, each.rows) for each in tables(found)]
        write_new(out, render(sheets, created))
    elif out.suffix.lower() == ".pdf":
        from selfaudit.report import tables_pdf

        parts = [tables_pdf.Part(each.title, each.headings, each.rows) for each in tables(found)]
        write_new(out, tables_pdf.render(title, notes(found), parts, created))
    else:
        raise UsageError(t("rollup.ending"), out.name, t("rollup.ending_next"))


def notes(found: Rollup) -> list[str]:
    """What the tables do not show."""
    said = [t("rollup.note")]
    if found.unread_machines:
        said.append(t("rollup.unread", count=found.unread_machines))
    said += [t("rollup.no_profile", profile=name) for name in found.unknown_profiles]
    return said
