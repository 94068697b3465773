"""A 適合 turns 要確認 by itself when roster, machines or places change after it, and comes back when it is confirmed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from selfaudit.domain.inspection import Outcome
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.report import build_report
from selfaudit.services.views import State
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from tests.assets.full_contract import NOW, full_contract


def at(workspace: Workspace, days: int) -> None:
    """Let so many days pass since the contract was filled in."""
    workspace.clock = lambda: NOW + timedelta(days=days)
    workspace.repository._clock = lambda: NOW + timedelta(days=days)


def roster_item(walk: Walk) -> str:
    return next(item.id for item in walk.profile.scored if "T16" in item.topics)


def test_a_roster_change_asks_for_another_look(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path)
    with workspace:
        at(workspace, 0)
        item = roster_item(walk)
        other = next(each.id for each in walk.profile.scored if each.topics in (("T01",), ("T49",)))
        for each in (item, other):
            walk.set_outcome(each, Outcome.CONFORMS)
        at(workspace, 100)
        ContractRecords(workspace, walk.contract.id).set_person("p0", "training", "R9.1.10")
        walk.reload()
        before = walk.view(item)
        ContractRecords(workspace, walk.contract.id).set_person("p0", "role", "統括責任者")
        walk.reload()
        after = walk.view(item)
        assert after.state is State.NEEDS_REVIEW
        assert [old.why for old in after.stale] == ["roster"]
        assert before.stale == () or before.stale[0].since < after.stale[0].since
        assert walk.view(other).state is State.CONFORMS
        (row,) = [row for sheet in build_report(walk, NOW).sheets for row in sheet.rows if row.id == item]
        assert row.outcome is Outcome.NEEDS_REVIEW
        assert any("従事者名簿" in gap for gap in row.gaps)
        walk.set_outcome(item, Outcome.CONFORMS)
        assert walk.view(item).state is State.CONFORMS
        assert walk.view(item).dated == (NOW + timedelta(days=100)).date()
        walk.reload()
        assert walk.view(item).state is State.CONFORMS


def test_evidence_of_last_year_needs_new_evidence(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path)
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-1.7 a")
    with workspace:
        at(workspace, 0)
        following = workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=walk.contract)
        item = roster_item(following)
        old = following.attach(item, str(paper))
        at(workspace, 365)
        following.set_outcome(item, Outcome.CONFORMS)
        assert following.view(item).shown_too_old
        assert following.view(item).state is State.NEEDS_REVIEW
        following.attach(item, str(paper))
        following.detach(old.id)
        assert following.view(item).state is State.CONFORMS
