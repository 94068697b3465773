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


def test_the_file_for_other_pcs_is_used_by_check_and_collect(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, rules = tmp_path / "data", tmp_path / "rules.json"
    begin(data)
    assert run(data, "policy", "set", "password_length=20", "proxy=なし") == 0
    assert run(data, "policy", "export", str(rules)) == 0
    assert run(data, "policy", "export", str(rules)) == 65
    capsys.readouterr()
    run(tmp_path / "other", "check", "--policy", str(rules), "--only", "net.proxy", "--json")
    [result] = json.loads(capsys.readouterr().out)["results"]
    assert result["policy"] == {"declared.proxy": False}
    assert result["status"] in ("PASS", "FAIL")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"v": 2}',
        '{"v": 1, "thresholds": {"x.y": 1}, "declared": {}, "roster": null, "folders": []}',
        '{"v": 1, "thresholds": {}, "declared": {"ports": ["a"]}, "roster": null, "folders": []}',
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(content)
    assert run(tmp_path / "data", "check", "--policy", str(file), "--only", "net.proxy") == 65
