"""One calendar of all contracts: what the clauses, registers and incidents ask for, and what is known to be done."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from selfaudit.services import calendar
from selfaudit.services.duties import Duties
from tests.assets.full_contract import NOW, full_contract

TODAY = NOW.date()


def test_reports_notices_and_the_inspection_are_due(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path)
    with workspace:
        rows = calendar.of_walk(walk, TODAY)
        reports = [due for due in rows if due.kind == "monthly" and due.id.rpartition("/")[0].endswith("T21/10")]
        assert [due.day for due in reports[:2]] == [date(2026, 5, 10), date(2026, 6, 10)]
        assert reports[-1].day == date(2027, 3, 31)
        assert not reports[0].overdue(TODAY), "a month from before records were kept here"
        assert "記録を始める前" in reports[0].note
        assert not any(due.overdue(TODAY) for due in reports)
        (september,) = [due for due in reports if due.id.endswith("2026-09")]
        assert september.done is False, "the month is in the book, but was not handed in"
        assert september.overdue(september.day + timedelta(days=1))
        assert "閉庁日" in reports[0].note  # 10 May 2026 is a Sunday
        assert reports[0].basis == "I-10"
        notices = [due.day for due in rows if due.id.rpartition("/")[0].endswith("T50/20")]
        assert notices[0] == date(2026, 5, 20)
        (pledge,) = [due for due in rows if due.kind == "pledge"]
        assert pledge.overdue(TODAY)  # one worker has given none


def test_a_report_handed_in_is_done(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path)
    with workspace:
        duties = Duties(workspace, walk.contract.id)
        duties.set(duties.entries("report")[0].id, "report", "submitted", "R8.10.2")
        september = [due for due in calendar.of_walk(walk, TODAY) if due.id.endswith("T21/10/2026-09")]
        assert [due.done for due in september] == [True]
        assert all("2026-09" not in due.id for due in calendar.open_until(workspace, TODAY) if "/T21/10/" in due.id)


def test_the_clock_of_an_incident(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path)
    with workspace:
        duties = Duties(workspace, walk.contract.id)
        texts = {"known": "2026-12-25", "kind": "leak", "malicious": "確認中", "outline": "x"}
        duties.add("incident", texts)
        rows = {
            due.id.split("/")[1]: due for due in calendar.of_walk(walk, TODAY) if due.kind in ("incident", "authority")
        }
        assert rows["tell"].day == date(2026, 12, 25)
        assert rows["quick"].day == date(2027, 1, 4)
        assert rows["full"].day == date(2027, 2, 22)  # 60 days, as a wrongful purpose is not ruled out
        assert rows["full"].done is False


def test_several_contracts_make_one_calendar_file(tmp_path: Path) -> None:
    workspace, _ = full_contract(tmp_path / "data")
    with workspace:
        workspace.start(profile="shinjuku-2018", title="別の契約", contractor="c", fiscal_year=2026)
        assert len({due.contract for due in calendar.everything(workspace, TODAY)}) == 2
        before = workspace.repository.setting("last_inspection")
        count = calendar.export(workspace, tmp_path / "due.ics", NOW)
        assert workspace.repository.setting("last_inspection") == before
    data = (tmp_path / "due.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == count > 20
    assert b"DTSTART;VALUE=DATE:20270331" in data
