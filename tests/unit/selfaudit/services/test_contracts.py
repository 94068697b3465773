"""A contract's own data with the real database: checked, saved, undone; folders; the next fiscal year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError
from selfaudit.services import contracts, search
from selfaudit.services.contracts import ContractRecords, Touched
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

#: Invented people; no carrier gives out numbers of a 000 block.
LIST = (
    "氏名,メール,電話\n佐藤花子,hanako.sato@example.jp,090-0005-4321\n鈴木太郎,taro.suzuki@example.jp,090-0008-8765\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "data", program="test") as opened:
        yield opened


@pytest.fixture
def walk(workspace: Workspace) -> Walk:
    return workspace.start(
        profile="setagaya-2026", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="見本 点検子"
    )


@pytest.fixture
def records(workspace: Workspace, walk: Walk) -> ContractRecords:
    return ContractRecords(workspace, walk.contract.id)


def test_every_field_of_the_contract_is_read_as_it_is_meant(records: ContractRecords) -> None:
    records.set_contract("section", "  障害施策推進課\u0007 ")
    records.set_contract("start", "令和８年４月１日")
    records.set_contract("end", "R9.3.31")
    records.set_contract("information", "氏名\n\n住所\n氏名\n 電話番号 ")
    records.set_contract("representative", "理事長 𠮷田 髙子")
    contract = records.contract
    assert contract.section == "障害施策推進課"
    assert (contract.start, contract.end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert contract.information == ("氏名", "住所", "電話番号")
    assert contract.representative == "理事長 𠮷田 髙子"
    records.set_contract("start", "")
    assert records.contract.start is None


@pytest.mark.parametrize(
    ("field", "text"), [("title", "　 "), ("contractor", ""), ("start", "来年の春"), ("end", "R9.2.30")]
)
def test_what_cannot_be_read_is_refused_and_the_old_value_stays(
    records: ContractRecords, field: str, text: str
) -> None:
    before = records.contract
    with pytest.raises(InputError):
        records.set_contract(field, text)
    assert records.contract == before


def test_undo_and_redo_go_through_contract_people_and_pcs_and_survive_a_restart(
    workspace: Workspace, records: ContractRecords, walk: Walk
) -> None:
    records.set_contract("number", "第12号")
    records.set_person("p1", "name", "𠮷田 花子")
    records.set_person("p1", "role", "取扱責任者")
    records.set_machine("m1", "label", "PC-01")
    records.remove_machine("m1")
    again = ContractRecords(workspace, walk.contract.id)
    assert again.undo() == Touched("machine", "m1")
    assert [machine.label for machine in again.machines()] == ["PC-01"]
    assert again.undo() == Touched("machine", "m1")
    assert again.undo() == Touched("person", "p1")
    assert again.person("p1").role == ""
    assert again.undo() == Touched("person", "p1")
    assert again.people() == []
    assert again.undo() == Touched("contract", walk.contract.id)
    assert again.contract.number == ""
    assert again.undo() is None, "the contract itself stays: inspections hang on it"
    assert again.contract.title == "就労支援"
    for _ in range(5):
        assert again.redo() is not None
    assert again.redo() is None
    assert again.person("p1").role == "取扱責任者"
    assert again.machines() == []
    assert workspace.repository.verify_journal() == []


def test_undo_touches_neither_another_contract_nor_the_answers(
    workspace: Workspace, walk: Walk, records: ContractRecords
) -> None:
    other = workspace.start(profile="shinjuku-2012", title="相談", contractor="みほん会", fiscal_year=2026)
    theirs = ContractRecords(workspace, other.contract.id)
    records.set_person("p1", "name", "見本")
    theirs.set_person("p2", "name", "別の契約の人")
    walk.answer_question(walk.questions()[0].condition.id, yes=True)
    assert records.undo() == Touched("person", "p1")
    assert records.undo() is None
    assert [person.name for person in theirs.people()] == ["別の契約の人"]
    assert walk.questions()[0].answer is True


def test_every_change_says_who_and_what_was_before(workspace: Workspace, records: ContractRecords) -> None:
    records.set_contract("number", "第1号")
    records.set_contract("number", "第2号")
    last = list(workspace.repository.journal())[-1]
    assert last.who == "見本 点検子"
    assert last.before is not None
    assert last.after is not None
    assert (last.before["number"], last.after["number"]) == ("第1号", "第2号")


def test_a_folder_is_kept_in_full_once_and_taken_off_again(records: ContractRecords, tmp_path: Path) -> None:
    folder = tmp_path / "委託 業務"
    folder.mkdir()
    assert records.add_folder(f'"{folder}"') == str(folder)
    records.add_folder(f"{folder}/../委託 業務/")
    assert records.contract.folders == (str(folder),)
    records.remove_folder(str(folder))
    assert records.contract.folders == ()
    assert folder.is_dir()
    records.undo()
    assert records.contract.folders == (str(folder),)


def test_folders_that_are_not_there_or_would_hide_everything_are_refused(
    records: ContractRecords, tmp_path: Path, isolated_machine: Path
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("氏名", encoding="utf-8")
    for wrong in ("", "業務/名簿", str(tmp_path / "ない"), str(file), str(Path("/").absolute()), str(isolated_machine)):
        with pytest.raises(InputError):
            records.add_folder(wrong)
    assert records.contract.folders == ()


def test_a_folder_of_the_contract_is_a_place_of_work_for_the_search(
    walk: Walk, records: ContractRecords, tmp_path: Path
) -> None:
    folder = tmp_path / "disk" / "業務"
    folder.mkdir(parents=True)
    (folder / "名簿.csv").write_text(LIST, encoding="utf-8")

    def verdict() -> str:
        search.run(walk, [str(tmp_path / "disk")], workers=1)
        (row,) = walk.workspace.repository.machine_results(walk.inspection.id)
        return row.status

    assert verdict() == "FAIL"
    records.add_folder(str(folder))
    # Not held against the contractor, but "nothing found" would be untrue: after the end of the contract it has to go.
    assert verdict() == "UNKNOWN"


def test_a_period_that_cannot_be_right_is_told(records: ContractRecords) -> None:
    year = FiscalYear(2026)
    records.set_contract("start", "R8.4.1")
    records.set_contract("end", "R9.3.31")
    assert contracts.period_trouble(records.contract, year) == ""
    records.set_contract("end", "R8.3.31")
    assert "始まりの日より前" in contracts.period_trouble(records.contract, year)
    records.set_contract("start", "R7.4.1")
    assert "令和8年度" in contracts.period_trouble(records.contract, year)
    records.set_contract("end", "")
    assert contracts.period_trouble(records.contract, year) == ""


def test_the_next_fiscal_year_continues_the_same_contract(workspace: Workspace, walk: Walk) -> None:
    today = date(2027, 4, 2)
    (row,) = contracts.overview(workspace, today)
    assert row.years == (2027,)
    again = contracts.begin_year(workspace, row.contract, 2027)
    assert (again.contract.id, again.fiscal_year.year) == (walk.contract.id, 2027)
    assert len(workspace.contracts()) == 1
    (row,) = contracts.overview(workspace, today)
    assert [found.inspection.fiscal_year for found in row.inspections] == [2027, 2026]
    assert row.years == (2028,)
    back = contracts.begin_year(workspace, row.contract, 2026)
    assert back.inspection == walk.inspection
    resumed = workspace.walk()
    assert resumed is not None
    assert resumed.inspection == walk.inspection, "what was chosen last is resumed"


def test_years_to_begin_never_run_ahead(workspace: Workspace, walk: Walk) -> None:
    for today, years in ((date(2026, 11, 20), (2027,)), (date(2029, 5, 1), (2027, 2029)), (date(2025, 4, 1), (2025,))):
        assert contracts.overview(workspace, today)[0].years == years
