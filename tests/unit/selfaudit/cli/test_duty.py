"""Papers and registers from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfaudit.cli import main
from selfaudit.cli.globals import Options
from tests.assets.full_contract import full_contract


def run(data: Path, *argv: str) -> int:
    return main.run(list(argv), Options(data=data, language="ja"), None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    workspace, _ = full_contract(tmp_path / "data")
    workspace.close()
    return tmp_path / "data"


def test_a_row_is_entered_changed_and_taken_off(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "duty", "add", "key", "holder=𠮷田", "key_number=K-9") == 0
    key = capsys.readouterr().out.split()[0]
    assert run(data, "duty", "set", "key", key, "copies_of_key=2") == 0
    capsys.readouterr()
    assert run(data, "duty", "show", "key", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[-1] == {
        "id": key,
        "values": {"holder": "𠮷田", "key_number": "K-9", "copies_of_key": "2"},
        "gaps": ["storage"],
    }
    assert run(data, "duty", "remove", "key", key) == 0
    assert run(data, "duty", "remove", "key", key) == 65
    assert run(data, "duty", "add", "nothing", "a=b") == 65
    assert run(data, "duty", "add", "key", "nonsense") == 64


def test_what_is_due_is_told_and_written(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "duty", "due", "--json") == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"day", "kind", "what", "contract", "done", "basis", "note"} <= set(rows[0])
    assert run(data, "duty", "due", "--ics", str(tmp_path / "due.ics")) == 0
    assert (tmp_path / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_people_who_lack_something_are_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "duty", "people") == 1
    assert "山田 太郎  誓約 なし" in capsys.readouterr().out


def test_papers_are_listed_and_made(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "paper", "list", "--json") == 0
    forms = {row["id"]: row["rows"] for row in json.loads(capsys.readouterr().out)}
    assert forms["incident_first"] == 1
    assert forms["roster"] is None
    out = tmp_path / "届.pdf"
    assert run(data, "paper", "make", "handler_notice", "--out", str(out), "--date", "R8.10.1", "--seal") == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert run(data, "paper", "make", "handler_notice", "--out", str(out)) == 65  # never over an existing file
    assert run(data, "paper", "make", "handler_notice", "--out", str(tmp_path / "x.docx")) == 65
    assert run(data, "paper", "make", "nothing", "--out", str(tmp_path / "x.pdf")) == 65
