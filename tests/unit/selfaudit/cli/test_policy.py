"""Thresholds and declarations from the command line."""

import json
from pathlib import Path

import pytest

from selfaudit.cli import main
from selfaudit.cli.globals import Options
from tests.tui.driver import begin


def run(data: Path, *argv: str) -> int:
    return main.run(list(argv), Options(data=data, language="ja"), None)


def test_values_are_set_listed_and_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    begin(data)
    assert run(data, "policy", "set", "lock_minutes=10", "ports=9100") == 0
    assert run(data, "policy", "set", "lock_minutes=1000") == 65
    assert run(data, "policy", "set", "nothing=1") == 65
    capsys.readouterr()
    assert run(data, "policy", "list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "thresholds": {"auth.screenlock.lock_seconds": 600, "auth.resume_password.lock_seconds": 600},
        "declared": {"ports": [9100]},
    }
    assert run(data, "policy", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("password_length") and "標準 8" in line for line in lines)
    assert any(line.startswith("proxy") and "申告なし" in line for line in lines)
