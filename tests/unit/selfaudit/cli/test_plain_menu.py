"""The home screen line by line, typed through a real pipe; every place of the app has a line-by-line twin."""

from pathlib import Path

from selfaudit.cli.main import COMMANDS
from selfaudit.cli.plain_menu import COMMANDS as NAMED
from selfaudit.domain.register import RegisterKind
from selfaudit.services.registers import kinds
from selfaudit.services.workspace import Workspace
from selfaudit.tui.app import _PLACES
from tests.unit.selfaudit.cli.test_plain import run

#: Place of the app → the command of the program that does the same line by line.
TWINS = {
    **dict.fromkeys(("first_run", "home", "interview", "walk", "charts"), "walk"),
    **dict.fromkeys(("contracts", "contract", "roster", "person", "machines", "machine"), "walk"),
    **dict.fromkeys(("registers", "register_rows", "register_entry", "register_files"), "ledger"),
    **dict.fromkeys(("duties", "duty_rows", "duty_entry", "people", "calendar"), "duty"),
    **dict.fromkeys(("statements", "statement", "certificate", "ending"), "certificate"),
    **dict.fromkeys(("findings", "finding_answer"), "findings"),
    **dict.fromkeys(("handing", "handing_act"), "deliver"),
    "fingerprints": "register",
    "checks": "check",
    "policy": "policy",
    "search": "search",
    "seal": "seal",
    "erase_found": "erase",
    "papers": "paper",
    "sharing": "share",
}


def test_every_place_of_the_app_has_a_line_by_line_twin() -> None:
    missing = [
        place for place in _PLACES if TWINS.get(place, "ward" if place.startswith("ward") else "") not in COMMANDS
    ]
    assert missing == []
    assert set(NAMED.values()) <= set(COMMANDS)


def test_contract_people_machines_and_registers_are_entered_line_by_line(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="見本業務", contractor="みほん会", fiscal_year=2026)
        for question in walk.questions():
            walk.answer_question(question.condition.id, True)
        number = list(RegisterKind).index(RegisterKind.COPY) + 1
    contract = "c\n\n第0812号\n\n障害施策推進課\nきのう\nR8.4.1\n" + "\n" * 7
    person = "m\n𠮷田 花子\n取扱責任者\n\n\nR8.4.1\n\n\n\n"
    machine = "d\n管理番号 PC-01\nWindows 11\n\n"
    before = list(kinds(RegisterKind.COPY)).index("day")
    register = f"5\n{number}\n" + "\n" * before + "R8.5.1\n" + "\n" * 20
    done = run(tmp_path / "data", f"0\n{contract}{person}{machine}g\nx\n6\n{register}\nq\n")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "1  準備  はじめの質問は すべて回答済み" in done.stdout
    assert "selfaudit seal" in done.stdout
    assert "点検の結果" in done.stdout
    assert "その番号はありません。" in done.stdout
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        (kept,) = workspace.contracts()
        assert (kept.title, kept.number, kept.section, str(kept.start)) == (
            "見本業務",
            "第0812号",
            "障害施策推進課",
            "2026-04-01",
        )
        (worker,) = workspace.people(kept.id)
        assert (worker.name, worker.role, str(worker.pledge)) == ("𠮷田 花子", "取扱責任者", "2026-04-01")
        assert [found.label for found in workspace.machines(kept.id)] == ["管理番号 PC-01"]
        rows = workspace.walk().registers.entries(RegisterKind.COPY)  # type: ignore[union-attr]
        assert [str(row.day) for row in rows] == ["2026-05-01"]
