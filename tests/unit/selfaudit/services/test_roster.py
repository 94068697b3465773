"""The roster: who lacks what, rows pasted from a spreadsheet, and the comparison with the accounts of a checked PC."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checks.replay import ReplayHost
from selfaudit.domain.contract import Person
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import inspect, roster, roster_paste
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.roster import Comparison, Lack
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

TODAY = date(2026, 11, 20)
YEAR = FiscalYear(2026)
PASSWD = """root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
hanako:x:1000:1000::/home/hanako:/bin/bash
yamada:x:1001:1001::/home/yamada:/bin/bash
"""


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(profile="setagaya-2026", title="就労支援", contractor="みほん会", fiscal_year=2026)


@pytest.fixture
def records(walk: Walk) -> ContractRecords:
    return ContractRecords(walk.workspace, walk.contract.id)


def recorded_pc(folder: Path, passwd: str | None) -> ReplayHost:
    """A Linux PC whose accounts are those of `passwd`; unreadable with None."""
    folder.mkdir()
    (folder / "host.json").write_text(
        json.dumps({"system": "linux", "elevated": False, "recorded_at": "2026-11-20T01:00:00+00:00"}), encoding="utf-8"
    )
    row = {"file": "passwd", "command": "file:/etc/passwd", "rc": 0, "error": "" if passwd else "refused"}
    (folder / "index.json").write_text(json.dumps([row]), encoding="utf-8")
    (folder / "passwd").write_text(passwd or "", encoding="utf-8")
    return ReplayHost(folder)


def test_who_lacks_what() -> None:
    full = Person("1", "c", "見本 花子", pledge=date(2026, 4, 1), training=date(2026, 5, 1), accounts=("hanako",))
    assert roster.lacks(full, TODAY, YEAR) == ()
    assert roster.lacks(Person("1", "c", ""), TODAY, YEAR) == (Lack.NAME, Lack.PLEDGE, Lack.TRAINING, Lack.ACCOUNTS)
    earlier = Person("1", "c", "見本", pledge=date(2025, 4, 1), training=date(2026, 3, 31), accounts=("a",))
    assert roster.lacks(earlier, TODAY, YEAR) == (Lack.TRAINING_THIS_YEAR,)
    planned = Person("1", "c", "見本", pledge=date(2026, 12, 1), training=date(2026, 12, 1), accounts=("a",))
    assert roster.lacks(planned, TODAY, YEAR) == (Lack.PLEDGE, Lack.TRAINING), "what is to come has not happened"
    assert roster.lacks(Person("1", "c", "", ended=date(2026, 11, 19)), TODAY, YEAR) == ()
    assert Lack.PLEDGE in roster.lacks(Person("1", "c", "", ended=TODAY), TODAY, YEAR), "the last day still counts"


def test_accounts_are_compared_with_what_the_check_of_the_pc_saw(
    walk: Walk, records: ContractRecords, tmp_path: Path
) -> None:
    assert roster.accounts(walk, records.people(), TODAY).comparison is Comparison.NOT_LOOKED
    records.set_person("p1", "name", "見本 花子")
    inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(tmp_path / "pc", PASSWD))
    assert roster.accounts(walk, records.people(), TODAY).comparison is Comparison.NO_ROSTER
    records.set_person("p1", "accounts", "Hanako、jiro")
    compared = roster.accounts(walk, records.people(), TODAY)
    assert compared.comparison is Comparison.COMPARED
    assert compared.unlisted == ("y****a",), "the name of an account is not kept in full"
    assert compared.absent == ("jiro",)
    assert roster.absent_of(records.person("p1"), compared) == ["jiro"]
    records.set_person("p2", "accounts", "yamada")
    assert roster.accounts(walk, records.people(), TODAY).unlisted == ()
    records.set_person("p2", "ended", "R8.10.31")
    assert roster.accounts(walk, records.people(), TODAY).unlisted == ("y****a",), "who has left has no account"


def test_accounts_that_could_not_be_read_are_never_taken_for_none(
    walk: Walk, records: ContractRecords, tmp_path: Path
) -> None:
    records.set_person("p1", "accounts", "hanako")
    inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(tmp_path / "pc", None))
    compared = roster.accounts(walk, records.people(), TODAY)
    assert compared.comparison is Comparison.NOT_TOLD
    assert (compared.unlisted, compared.absent) == ((), ())


def test_rows_of_a_spreadsheet_in_the_usual_order() -> None:
    text = "𠮷田 花子\t取扱責任者\t支援計画\t本部\tR8.4.1\t2026/5/10\thanako、hanako2\t\r\n山﨑 太郎\t取扱者\r\n"
    pasted = roster_paste.read(text, "c", [])
    first, second = pasted.people
    assert (first.name, first.role, first.duties, first.place) == ("𠮷田 花子", "取扱責任者", "支援計画", "本部")
    assert (first.pledge, first.training) == (date(2026, 4, 1), date(2026, 5, 10))
    assert first.accounts == ("hanako", "hanako2")
    assert (first.ended, first.contract) == (None, "c")
    assert (second.name, second.role, second.pledge) == ("山﨑 太郎", "取扱者", None)
    assert first.id != second.id
    assert (pasted.problems, pasted.rest) == ((), "")


def test_a_heading_line_decides_the_order_and_unknown_columns_are_left_out() -> None:
    text = "No.\tログインID\t氏名\tふりがな\t研修受講日\n1\thanako\t見本 花子\tみほん\t令和8年5月1日"
    (person,) = roster_paste.read(text, "c", []).people
    assert (person.name, person.accounts, person.training) == ("見本 花子", ("hanako",), date(2026, 5, 1))
    assert (person.role, person.pledge) == ("", None)


def test_lines_that_cannot_be_read_stay_to_be_mended_with_their_heading() -> None:
    text = "氏名\t誓約日\n見本 花子\tR8.4.1\n山田 太郎\t来月\n\tR8.4.1\n"
    pasted = roster_paste.read(text, "c", [])
    assert [person.name for person in pasted.people] == ["見本 花子"]
    assert [problem.split("行目")[0] for problem in pasted.problems] == ["3", "4"]
    assert "来月" in pasted.problems[0]
    assert pasted.rest == "氏名\t誓約日\n山田 太郎\t来月\n\tR8.4.1"
    mended = roster_paste.read(pasted.rest.replace("来月", "R8.4.2").replace("\n\t", "\n鈴木\t"), "c", pasted.people)
    assert [person.name for person in mended.people] == ["山田 太郎", "鈴木"]


def test_a_name_on_the_roster_is_not_added_twice() -> None:
    known = [Person("1", "c", "見本 花子")]
    pasted = roster_paste.read("見本　花子\n山田\n山田\n", "c", known)
    assert [person.name for person in pasted.people] == ["山田"]
    assert pasted.known == ("見本　花子", "山田")


def test_commas_work_where_there_are_no_tabs() -> None:
    (person,) = roster_paste.read('見本 花子,取扱者,"支援, 送迎"', "c", []).people
    assert (person.role, person.duties) == ("取扱者", "支援, 送迎")


def test_too_many_lines_are_told_and_kept() -> None:
    pasted = roster_paste.read("\n".join(f"見本{number}" for number in range(roster_paste.LIMIT + 3)), "c", [])
    assert len(pasted.people) == roster_paste.LIMIT
    assert len(pasted.rest.split("\n")) == 3
    assert len(pasted.problems) == 1


def test_pasted_people_are_undone_together(records: ContractRecords) -> None:
    records.set_person("p0", "name", "先にいた人")
    records.add_people(roster_paste.read("見本\n山田\n鈴木", records.contract.id, records.people()).people)
    records.set_person("p9", "name", "あとの人")
    assert len(records.people()) == 5
    records.undo()
    assert len(records.people()) == 4
    records.undo()
    assert [person.name for person in records.people()] == ["先にいた人"]
    records.redo()
    assert len(records.people()) == 4
    records.undo()
    records.undo()
    assert records.people() == []
