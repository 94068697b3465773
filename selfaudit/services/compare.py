"""Two bundles of one contract side by side: items, PCs, roster, thresholds; answers that changed without new evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.model import Status
from checks.registry import all_checks
from selfaudit.services.bundle_reader import BundleView, Json, statuses, thresholds
from selfaudit.text.messages import language, t

_SAID = ("outcome", "note", "reason", "dissent")
"""What of an answer is compared; who gave it and when always differs."""


@dataclass(frozen=True)
class ItemChange:
    """One clause whose answer is another one now."""

    id: str
    number: str
    before: str | None
    """State in the earlier bundle, None where the clause was not there."""
    after: str | None
    reworded: bool = False
    """The clause itself says something else."""
    without_evidence: bool = False
    """The answer changed, but no exhibit and no machine result is new."""


@dataclass(frozen=True)
class HostChange:
    """One PC that is in both bundles and says something else now."""

    name: str
    os: tuple[str, str] | None
    checks: tuple[tuple[str, str, str], ...]
    """Check, status before, status after; ``-`` where it was not made."""


@dataclass(frozen=True)
class Comparison:
    """Everything that differs."""

    contracts: tuple[str, str]
    fiscal_years: tuple[int, int]
    profile_changed: bool
    items: tuple[ItemChange, ...] = ()
    hosts_gone: tuple[str, ...] = ()
    hosts_new: tuple[str, ...] = ()
    hosts: tuple[HostChange, ...] = ()
    thresholds: tuple[tuple[str, str, str], ...] = ()
    """Check and name, values before, values after."""
    roster_gone: tuple[str, ...] = ()
    roster_new: tuple[str, ...] = ()
    roster_known: bool = field(default=True)
    """Whether both bundles have a roster; where one lacks it nothing is said about workers."""

    @property
    def unbacked(self) -> tuple[ItemChange, ...]:
        """The answers that changed without new evidence."""
        return tuple(change for change in self.items if change.without_evidence)


def compare(before: BundleView, after: BundleView) -> Comparison:
    """What differs between an earlier and a later bundle."""
    one, two = before.manifest, after.manifest
    known = bool(before.roster) and bool(after.roster)
    gone, new = _sets(_refs(before), _refs(after)) if known else ((), ())
    hosts_gone, hosts_new = _sets(set(before.hosts), set(after.hosts))
    return Comparison(
        contracts=(one.contract.no, two.contract.no),
        fiscal_years=(one.fiscal_year, two.fiscal_year),
        profile_changed=one.profile != two.profile,
        items=tuple(_items(before, after)),
        hosts_gone=hosts_gone,
        hosts_new=hosts_new,
        hosts=tuple(_hosts(before, after)),
        thresholds=tuple(_thresholds(before, after)),
        roster_gone=gone,
        roster_new=new,
        roster_known=known,
    )


def _sets(before: set[str], after: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(before - after)), tuple(sorted(after - before))


def _refs(view: BundleView) -> set[str]:
    """Workers still on the roster."""
    return {str(row.get("ref")) for row in view.roster if not row.get("ended")}


def _items(before: BundleView, after: BundleView) -> list[ItemChange]:
    found = []
    for item in {**before.items, **after.items}:
        one, two = before.items.get(item), after.items.get(item)
        change = ItemChange(
            item,
            str((two or one or {}).get("number") or item),
            _state(one),
            _state(two),
            reworded=bool(one and two) and (one or {}).get("text") != (two or {}).get("text"),
            without_evidence=bool(one and two) and _changed(one, two) and not _evidence(before, after, item),
        )
        if change.before != change.after or change.reworded or change.without_evidence:
            found.append(change)
    return found


def _state(row: Json | None) -> str | None:
    return None if row is None else str(row.get("state"))


def _changed(one: Json | None, two: Json | None) -> bool:
    def said(row: Json | None) -> list[Any]:
        answer = (row or {}).get("answer")
        return [answer.get(name) for name in _SAID] if isinstance(answer, dict) else []

    return said(one) != said(two) and bool(said(two))


def _evidence(before: BundleView, after: BundleView, item: str) -> bool:
    """Whether anything shown for a clause is new: an exhibit, or what a PC says."""
    shown = [{note.sha256 for note in view.manifest.attachments if note.item == item} for view in (before, after)]
    return bool(shown[1] - shown[0]) or _machine(before.items[item]) != _machine(after.items[item])


def _machine(row: Json) -> set[tuple[str, str, str]]:
    rows = row.get("machine")
    listed = [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
    return {(str(each.get("host")), str(each.get("check")), str(each.get("status"))) for each in listed}


def _hosts(before: BundleView, after: BundleView) -> list[HostChange]:
    found = []
    for name in sorted(set(before.hosts) & set(after.hosts)):
        systems = tuple(str(view.hosts[name].get("os")) for view in (before, after))
        one, two = statuses(before.hosts[name]), statuses(after.hosts[name])
        checks = tuple(
            (check, one.get(check, "-"), two.get(check, "-"))
            for check in sorted({*one, *two})
            if one.get(check) != two.get(check)
        )
        if systems[0] != systems[1] or checks:
            found.append(HostChange(name, (systems[0], systems[1]) if systems[0] != systems[1] else None, checks))
    return found


def _thresholds(before: BundleView, after: BundleView) -> list[tuple[str, str, str]]:
    one, two = (_values(view) for view in (before, after))
    return [(name, one[name], two[name]) for name in sorted(set(one) & set(two)) if one[name] != two[name]]


def _values(view: BundleView) -> dict[str, str]:
    """The thresholds of all PCs of a bundle, as text."""
    found: dict[str, set[str]] = {}
    for report in view.hosts.values():
        for name, value in thresholds(report).items():
            found.setdefault(name, set()).add(str(value))
    return {name: " ".join(sorted(values)) for name, values in found.items()}


def document(found: Comparison) -> dict[str, Any]:
    """A comparison for scripts."""
    return {
        "contracts": list(found.contracts),
        "fiscal_years": list(found.fiscal_years),
        "profile_changed": found.profile_changed,
        "items": [vars(change) for change in found.items],
        "hosts": {
            "gone": list(found.hosts_gone),
            "new": list(found.hosts_new),
            "changed": [
                {"host": row.name, "os": row.os, "checks": [list(each) for each in row.checks]} for row in found.hosts
            ],
        },
        "thresholds": [{"name": name, "before": one, "after": two} for name, one, two in found.thresholds],
        "roster": {"gone": list(found.roster_gone), "new": list(found.roster_new)} if found.roster_known else None,
    }


def lines(found: Comparison) -> list[str]:
    """A comparison for a person: what needs a look first."""
    said = []
    if found.contracts[0] != found.contracts[1]:
        said.append(t("compare.other_contract", before=found.contracts[0], after=found.contracts[1]))
    if found.profile_changed:
        said.append(t("compare.profile"))
    said += [t("compare.host_gone", host=host) for host in found.hosts_gone]
    said += [t("compare.unbacked", number=row.number, **_states(row)) for row in found.unbacked]
    said += [_item(row) for row in found.items if not row.without_evidence]
    said += [t("compare.host_new", host=host) for host in found.hosts_new]
    for row in found.hosts:
        if row.os:
            said.append(t("compare.os", host=row.name, before=row.os[0], after=row.os[1]))
        said += [
            t(
                "compare.check",
                host=row.name,
                check=check_title(check),
                before=status_label(one),
                after=status_label(two),
            )
            for check, one, two in row.checks
        ]
    said += [t("compare.threshold", name=name, before=one, after=two) for name, one, two in found.thresholds]
    if found.roster_known:
        said += [t("compare.worker_gone", ref=ref) for ref in found.roster_gone]
        said += [t("compare.worker_new", ref=ref) for ref in found.roster_new]
    else:
        said.append(t("compare.no_roster"))
    return [_plain(line) for line in said]


def differs(found: Comparison) -> bool | None:
    """Whether anything differs; None where nothing is seen to differ but not everything could be compared."""
    unknown = int(not found.roster_known)
    return True if len(lines(found)) > unknown else None if unknown else False


def check_title(check: str) -> str:
    """What a check is called; its id where this program does not have it."""
    known = all_checks().get(check)
    return known.title.get(language()) if known else check


def status_label(status: str) -> str:
    """A check's status in the reader's words, the standard one beside it."""
    return f"{t(f'report.status.{status}')} ({status})" if status in set(Status) else _plain(status)


def _item(row: ItemChange) -> str:
    if row.before is None:
        return t("compare.item_new", number=row.number, **_states(row))
    if row.after is None:
        return t("compare.item_gone", number=row.number, **_states(row))
    key = "compare.item_reworded" if row.before == row.after else "compare.item"
    return t(key, number=row.number, **_states(row))


def _states(row: ItemChange) -> Mapping[str, str]:
    return {name: state_label(getattr(row, name)) for name in ("before", "after")}


def state_label(state: str | None) -> str:
    """A state of items.json in the reader's words; one that is none of ours is shown as it is."""
    from selfaudit.services.views import State

    return t(f"compare.state.{state}") if state in set(State) else _plain(str(state or "-"))


def _plain(text: str) -> str:
    """Nothing out of a bundle may steer the terminal."""
    return "".join(c for c in text if c.isprintable())
