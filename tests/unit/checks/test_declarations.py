"""Every declaration is whole: texts in both languages, a fix per system, a reason for every system it leaves out."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

import checks
from checks.readers import all_readers
from checks.registry import POSTURE, SYSTEMS, Check, all_checks, engine_texts

CHECKS = list(all_checks().values())
IDS = [check.id for check in CHECKS]
ROOT = Path(checks.__file__).parent

# The auto_check ids the control topics ask a PC for (the others are answered by the search and the registers).
ASKED = """auth.screenlock auth.login_password auth.autologon auth.accounts roster.reconcile auth.password_policy auth.saved_passwords
patch.os patch.pending patch.eol patch.apps av.installed av.realtime av.signature_age av.last_scan fw.enabled net.listeners net.shares
net.remote_access disk.encryption time.sync log.audit_policy log.retention log.review usb.storage_policy usb.history cloud.sync_clients
net.interfaces net.proxy net.internet_reachability net.wifi_security net.tls file.acl file.encrypted backup.age sw.inventory""".split()


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_texts_are_there_in_both_languages(check: Check) -> None:
    texts = [
        check.title,
        check.why,
        check.limits,
        *check.fix.values(),
        *check.reasons.values(),
        *check.not_applicable.values(),
    ]
    for text in texts:
        assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text.ja), text
        assert text.en.isascii() or "“" in text.en or "é" in text.en or "…" in text.en, text
        fields = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in text]
        assert fields[0] == fields[1], text


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_every_system_is_served_or_excused(check: Check) -> None:
    for system in SYSTEMS:
        assert (system in check.systems) != (system in check.not_applicable), system
        assert (system in check.fix) == (system in check.systems), system
    assert check.privilege in ("user", "admin")


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_every_reason_of_the_judge_has_its_sentence(check: Check) -> None:
    source = (POSTURE / check.id.replace(".", "_") / "judge.py").read_text(encoding="utf-8")
    words = {"passed", "failed", "unknown", "refused", "outside"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in words and node.args:
            first = node.args[0]
            parts = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for part in parts:
                if isinstance(part, ast.Constant):
                    assert part.value in check.reasons, part.value


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_every_threshold_is_asked_for(check: Check) -> None:
    source = (POSTURE / check.id.replace(".", "_") / "judge.py").read_text(encoding="utf-8")
    for name in check.thresholds:
        assert f'"{name}"' in source, name


def test_what_the_catalog_asks_is_served() -> None:
    served = {name for check in CHECKS for name in (check.id, *check.serves)}
    assert set(ASKED) <= served


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_every_source_has_a_reader(check: Check) -> None:
    for system, sources in check.sources.items():
        for source in sources:
            plain = source.replace("{work}", "/x").replace("{home}", "/x").replace("{backup}", "/x")
            assert any(reader.answers(plain, system) for reader in all_readers()), (system, source)


def test_the_one_powershell_asks_every_query_that_is_declared() -> None:
    script = (ROOT / "local" / "windows.ps1").read_text(encoding="utf-8")
    from checks.local.windows import FUNCTIONS

    for check in CHECKS:
        for source in check.sources.get("windows", ()):
            kind, _, name = source.partition(":")
            if kind == "wmi":
                assert f"'{name}'" in script, name
            if kind == "win" and name.partition(":")[0] not in FUNCTIONS:
                assert f"$win['{name}']" in script, name


def test_the_engine_has_a_sentence_for_every_missing_fact() -> None:
    from checks.model import Why

    for why in Why:
        assert f"missing_{why}" in engine_texts()


def test_the_support_table_is_dated_and_sourced() -> None:
    text = (POSTURE / "patch_eol" / "support.toml").read_text(encoding="utf-8")
    assert "endoflife-date/endoflife.date (MIT License)" in text
    table = tomllib.loads(text)
    assert table["dated"].year == 2026
    assert len(table["releases"]) > 150
