"""Every shared recording gives the verdict its index names, or the disagreement is explained in disagreements.toml."""

from __future__ import annotations

import json
import os
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.model import Policy, Result, Status
from checks.replay import LooseHost, open_replay
from checks.runner import run_checks

REPO = Path(__file__).resolve().parents[3]
RECORDINGS = Path(os.environ.get("SELFAUDIT_SHARED") or REPO.parent / "shared").resolve() / "recordings"
ROWS: list[dict[str, Any]] = json.loads((RECORDINGS / "index.json").read_text()) if RECORDINGS.is_dir() else []
NOTES = tomllib.loads((Path(__file__).parent / "disagreements.toml").read_text(encoding="utf-8"))
ROSTER = Policy(roster=frozenset({"user01", "user02"}))
TODAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

TOPICS = {
    "screen_lock": ("auth.screenlock",),
    "autologon": ("auth.autologon",),
    "builtin_admin": ("auth.builtin_admin",),
    "guest": ("auth.guest",),
    "password_policy": ("auth.password_policy",),
    "lockout": ("auth.lockout",),
    "blank_password": ("auth.login_password",),
    "password_required": ("auth.login_password",),
    "accounts": ("roster.reconcile",),
    "admins": ("auth.admins",),
    "patch": ("patch.pending", "patch.os"),
    "os_supported": ("patch.eol",),
    "auto_update": ("patch.auto_update",),
    "reboot_pending": ("patch.reboot",),
    "antivirus": ("av.installed", "av.realtime", "av.signature_age"),
    "malware": ("av.last_scan",),
    "firewall": ("fw.enabled",),
    "listening_ports": ("net.listeners",),
    "disk_encryption": ("disk.encryption",),
    "time_sync": ("time.sync",),
    "audit_log": ("log.audit_policy",),
    "backup": ("backup.age",),
    "usb_history": ("usb.history",),
    "remote_access": ("net.remote_access",),
    "SMB1": ("net.smb1",),
    "sharing": ("net.shares",),
    "folder_acl": ("file.acl",),
    "gatekeeper": ("os.integrity",),
    "sip": ("os.integrity",),
    "selinux": ("os.integrity",),
    "xprotect": ("av.signature_age",),
}
WORDS = {
    "PASS": {Status.PASS},
    "FAIL": {Status.FAIL},
    "WARN": {Status.FAIL, Status.UNKNOWN},
    "REVIEW": {Status.FAIL, Status.UNKNOWN},
    "INFO": {Status.FAIL, Status.UNKNOWN},
    "UNKNOWN": {Status.UNKNOWN, Status.NOT_PERMITTED},
    "COULD NOT TELL": {Status.UNKNOWN, Status.NOT_PERMITTED, Status.NOT_APPLICABLE},
}
PATTERN = re.compile(
    rf"({'|'.join(TOPICS)})\b[^;:A-Z]*:?[^;A-Z]*?((?:PASS|FAIL|WARN|REVIEW|INFO|UNKNOWN|COULD NOT TELL)(?:/\w+)*)"
)


def promised(verdict: str) -> dict[str, set[Status]]:
    """Give the statuses the index names per topic ("password_policy FAIL; lockout PASS")."""
    found: dict[str, set[Status]] = {}
    for part in verdict.split(";"):
        match = PATTERN.search(part)
        if match:
            words = [word for word in match[2].split("/") if word in WORDS]
            found[match[1]] = set().union(*(WORDS[word] for word in words))
    return found


def replay(row: dict[str, Any], policy: Policy | None = None) -> list[Result]:
    moment = NOTES["clock"].get(row["file"])
    clock = (lambda: datetime.fromisoformat(f"{moment}T12:00:00+00:00")) if moment else (lambda: TODAY)
    return run_checks(host_of(row), policy=policy or ROSTER, clock=clock)


def host_of(row: dict[str, Any], data: bytes | None = None) -> LooseHost:
    host = open_replay(RECORDINGS / row["file"])[0]
    assert isinstance(host, LooseHost)
    return host if data is None else host.with_output(data)


@pytest.fixture(scope="module", autouse=True)
def _material() -> None:
    if not ROWS:
        pytest.skip(f"recordings not found at {RECORDINGS} (set SELFAUDIT_SHARED)")


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_verdict_is_the_indexed_one(row: dict[str, Any]) -> None:
    results = {result.check: result for result in replay(row)}
    explained = NOTES["disagreement"].get(row["file"], {})
    for topic, allowed in promised(row["verdict"]).items():
        told = {check: results[check].status for check in TOPICS[topic] if check in results}
        if topic in explained:
            assert {str(status) for status in told.values()} <= set(explained[topic]["ours"]), (topic, told)
            continue
        assert told, f"{topic}: no check answered {sorted(results)}"
        if Status.PASS in allowed:
            assert Status.PASS in told.values(), (topic, told)
            assert Status.FAIL not in told.values(), (topic, told)
        else:
            assert set(told.values()) & allowed, (topic, told)
            assert Status.PASS not in told.values(), (topic, told)


def test_every_explanation_is_still_needed() -> None:
    known = {row["file"]: promised(row["verdict"]) for row in ROWS}
    for file, topics in NOTES["disagreement"].items():
        for topic, note in topics.items():
            assert topic in known[file], (file, topic)
            assert len(note["reason"]) > 20


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_every_file_is_answered_and_nothing_personal_is_kept(row: dict[str, Any]) -> None:
    results = replay(row)
    assert results
    text = json.dumps([result.to_json() for result in results], ensure_ascii=False)
    for secret in NOTES["secrets"].get(row["file"], []):
        assert secret not in text


def test_names_alone_tell_as_much_as_the_index(tmp_path: Path) -> None:
    """A folder without index.json: what each file is, is read from its name and folder."""
    for row in ROWS:
        place = tmp_path / row["file"]
        place.parent.mkdir(exist_ok=True)
        place.write_bytes((RECORDINGS / row["file"]).read_bytes())
    indexed = {row["file"]: host_of(row) for row in ROWS}
    for host in open_replay(tmp_path):
        told = {result.check: result.status for result in run_checks(host, policy=ROSTER, clock=lambda: TODAY)}
        same = {
            result.check: result.status for result in run_checks(indexed[host.name], policy=ROSTER, clock=lambda: TODAY)
        }
        assert told == same, host.name
