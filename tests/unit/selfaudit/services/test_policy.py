"""What a contract asks of its PCs: read as people write it, kept and journalled, used by the checks and printed with the results."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.registry import all_checks
from selfaudit.catalog.pc_policy import fields
from selfaudit.errors import InputError
from selfaudit.services import inspect, policy, policy_file
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.duties import Duties
from selfaudit.services.policy import PcPolicy, policy_for
from selfaudit.services.posture_view import Grouping, board, explained, groups, rules
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from tests.tui.furnish import recorded_pc


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="setagaya-2026", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="点検 花子"
        )


@pytest.fixture
def own(walk: Walk) -> PcPolicy:
    return PcPolicy(walk.workspace, walk.contract.id)


def test_every_field_sets_a_threshold_that_a_check_has() -> None:
    checks = all_checks()
    for field in fields().values():
        for target in field.sets:
            check, _, name = target.rpartition(".")
            assert check == "declared" or name in checks[check].thresholds, target


def test_what_is_typed_becomes_thresholds_and_declarations(own: PcPolicy) -> None:
    typed = {
        "lock_minutes": "１０",
        "password_length": "12",
        "ports": "445、９１００",
        "media": "AA11-22\nSanDisk Ultra",
        "proxy": "いいえ",
        "remote_tools": "teamviewer, remote desktop",
        "backup_target": "E:\\控え",
    }
    for name, text in typed.items():
        own.set(name, text)
    assert own.thresholds() == {
        "auth.screenlock.lock_seconds": 600,
        "auth.resume_password.lock_seconds": 600,
        "auth.password_policy.min_length": 12,
    }
    assert own.declared() == {
        "ports": [445, 9100],
        "media": ["AA11-22", "SanDisk Ultra"],
        "proxy": False,
        "remote_tools": ["teamviewer", "remote desktop"],
        "backup_target": "E:\\控え",
    }
    assert own.texts()["proxy"] == "いいえ"


@pytest.mark.parametrize(
    ("name", "text"), [("lock_minutes", "0"), ("lock_minutes", "十"), ("ports", "445, 70000"), ("proxy", "たぶん")]
)
def test_what_cannot_be_meant_keeps_the_old_value(own: PcPolicy, name: str, text: str) -> None:
    with pytest.raises(InputError):
        own.set(name, text)
    assert own.texts()[name] == ""


def test_every_change_is_journalled_and_can_be_taken_back(walk: Walk, own: PcPolicy) -> None:
    repository = walk.workspace.repository
    own.set("lock_minutes", "10")
    own.set("lock_minutes", "5")
    own.set("lock_minutes", "")
    rows = [row for row in repository.journal() if row.kind == "policyvalue"]
    assert [(row.action, row.who) for row in rows] == [(word, "点検 花子") for word in ("add", "change", "remove")]
    assert own.thresholds() == {}
    ContractRecords(walk.workspace, walk.contract.id).undo()
    assert own.thresholds()["auth.screenlock.lock_seconds"] == 300
    assert repository.verify_journal() == []


def test_the_register_of_log_reviews_says_when_logs_were_reviewed(walk: Walk, own: PcPolicy) -> None:
    assert "log_reviewed_at" not in policy_for(walk).declared
    duties = Duties(walk.workspace, walk.contract.id)
    for day in ("R8.10.30", "R8.4.30"):
        duties.add(
            "log_review", {"day": day, "reviewer": "𠮷田 花子", "looked_at": "サインインの失敗", "found": "異常なし"}
        )
    assert policy_for(walk).declared["log_reviewed_at"] == "2026-10-30"


def test_the_values_used_stand_with_the_result(walk: Walk, own: PcPolicy, tmp_path: Path) -> None:
    own.set("unused_days", "30")
    Duties(walk.workspace, walk.contract.id).add("log_review", {"day": "R8.10.30", "reviewer": "𠮷田 花子"})
    rows = inspect.run(walk, only=["auth.accounts", "log.review"], host=recorded_pc(tmp_path / "pc"))
    told = {row.check: policy.used(row.check, row.detail["policy"]) for row in rows}
    assert "使わないIDの期限(日): 30" in told["auth.accounts"]
    assert told["log.review"] == ["ログの点検(日): 92", "ログを確認した日: 2026-10-30"]
    assert [row.reason for row in rows if row.check == "log.review"] == ["declared"]


def test_the_board_rolls_up_pcs_and_tells_what_changed(walk: Walk, tmp_path: Path) -> None:
    records = ContractRecords(walk.workspace, walk.contract.id)
    records.set_person("p1", "name", "𠮷田 花子")
    records.set_person("p1", "accounts", "hanako, guest")
    inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(tmp_path / "one"))
    records.set_person("p1", "accounts", "hanako")
    inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(tmp_path / "two"))
    name = inspect.host_id(walk.workspace)
    found = board(walk, name)
    assert found.changed == 1
    [row] = [row for group in groups(found, walk, Grouping.SUBJECT, "ja") for row in group.rows if row.says]
    assert (row.check, row.status) == ("roster.reconcile", "FAIL")
    assert row.before
    assert row.before != "FAIL"
    assert "前回" in explained(found, row)
    by_clause = groups(found, walk, Grouping.CLAUSE, "ja")
    served = {group.title for group in by_clause for each in group.rows if each.check == "roster.reconcile"}
    assert len(served) > 1
    assert rules(row) == ""


def test_a_pc_that_was_not_asked_keeps_a_check_unknown(walk: Walk, tmp_path: Path) -> None:
    from dataclasses import replace

    rows = inspect.run(walk, only=["roster.reconcile", "auth.autologon"], host=recorded_pc(tmp_path / "pc"))
    passed = [replace(row, host="pc-2", status="PASS") for row in rows if row.check == "auth.autologon"]
    inspect.keep(walk, "pc-2", passed)
    found = board(walk, inspect.host_id(walk.workspace))
    assert len(found.hosts) == 2
    assert found.status("auth.autologon", "pc-2") == "PASS"
    assert found.status("roster.reconcile", "pc-2") == ""
    assert found.status("auth.autologon") != "PASS"
    listed = groups(found, walk, Grouping.HOST, "ja")
    assert [group.title for group in listed][1] == "pc-2"


def test_a_profile_may_set_thresholds_and_a_contract_goes_over_them(walk: Walk) -> None:
    asked = PcPolicy(walk.workspace, walk.contract.id, {"log_days": 365, "lock_minutes": 5})
    assert asked.thresholds()["log.retention.span_days"] == 365
    assert {line.name: line.default for line in asked.lines()}["log_days"] == "365"
    asked.set("log_days", "730")
    assert asked.thresholds()["log.retention.span_days"] == 730
    assert asked.thresholds()["auth.screenlock.lock_seconds"] == 300


@pytest.mark.parametrize(
    "broken",
    [
        '"thresholds": {"auth.screenlock.lock_seconds": NaN}',
        '"thresholds": {"auth.screenlock.lock_seconds": Infinity}',
        '"thresholds": []',
        '"declared": {"ports": [Infinity]}',
    ],
)
def test_a_rules_file_that_sets_no_limit_is_refused(tmp_path: Path, broken: str) -> None:
    whole = {"thresholds": "{}", "declared": "{}", "roster": "null", "folders": "[]"}
    parts = [f'"{name}": {text}' for name, text in whole.items() if not broken.startswith(f'"{name}"')]
    file = tmp_path / "rules.json"
    file.write_text("{" + ", ".join(['"v": 1', broken, *parts]) + "}", encoding="utf-8")
    with pytest.raises(InputError):
        policy_file.read(file)


def test_every_number_a_check_judges_by_has_a_name_people_understand() -> None:
    for check in all_checks().values():
        numbers = {name: value for name, value in check.thresholds.items() if isinstance(value, int | float)}
        for line in policy.used(check.id, numbers):
            assert not any(line.startswith(name) for name in numbers), line
