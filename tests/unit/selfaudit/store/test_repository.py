"""What is saved comes back exactly, also after the program was closed and opened again."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from selfaudit.domain.contract import Contract, Machine, Person
from selfaudit.domain.inspection import Answer, Inspection, MachineSays, Outcome, SearchRun
from selfaudit.errors import InputError
from selfaudit.store.repository import Repository

JST = timezone(timedelta(hours=9))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=JST)


def reopened(repository: Repository) -> Repository:
    repository.close()
    return Repository.open(repository.directory, program="pytest again")


def test_contracts_roster_machines_and_inspections_come_back_exactly(
    empty: Repository, contract: Contract, inspection: Inspection
) -> None:
    people = [
        Person(
            "p2", "c1", "𠮷田 髙子", "責任者", "全体", "本社", date(2026, 4, 1), date(2026, 5, 1), ("yoshida", "管理")
        ),
        Person("p1", "c1", "佐藤 一"),
    ]
    machines = [Machine("m9", "c1", "受付PC", "Windows 11", "事務室", "p1"), Machine("m1", "c1", "控えPC")]
    empty.save_contract(contract)
    empty.save_inspection(inspection)
    for person in people:
        empty.save_person(person)
    for machine in machines:
        empty.save_machine(machine)
    with reopened(empty) as again:
        assert again.contracts() == [contract]
        assert again.contract("c1") == contract
        assert again.people("c1") == people, "in the order they were entered"
        assert again.machines("c1") == machines
        assert again.inspections() == again.inspections("c1") == [inspection]
        assert again.inspection("i1") == inspection
        assert again.inspections("another") == []


def test_answers_come_back_by_item(repository: Repository) -> None:
    full = Answer(
        "i1",
        "3-2-1",
        Outcome.NONCONFORMING,
        "棚の鍵\nなし 🔑",
        "",
        "鈴木",
        date(2027, 1, 31),
        "検査は古い",
        "佐藤",
        NOON,
    )
    bare = Answer("i1", "ア")
    repository.save_answer(full)
    repository.save_answer(bare)
    with reopened(repository) as again:
        assert again.answers("i1") == {"3-2-1": full, "ア": bare}
        assert again.answers("other") == {}


def test_saving_the_same_answer_again_writes_nothing(repository: Repository) -> None:
    answer = Answer("i1", "1", Outcome.CONFORMS, answered_by="佐藤", answered_at=NOON)
    repository.save_answer(answer)
    count = repository.journal_head()
    repository.save_answer(answer)
    repository.save_answer(replace(answer, answered_at=NOON + timedelta(hours=1)))
    assert repository.journal_head() == count
    assert repository.answers("i1")["1"].answered_at == NOON
    repository.save_answer(replace(answer, answered_by="鈴木"))
    assert repository.journal_head()[0] == count[0] + 1


def test_interview_knows_yes_no_and_not_asked(repository: Repository) -> None:
    repository.set_interview("i1", "再委託", True)
    repository.set_interview("i1", "持出し", False)
    repository.set_interview("i1", "郵送", True)
    repository.set_interview("i1", "郵送", None)
    repository.set_interview("i1", "never asked", None)
    assert repository.interview("i1") == {"再委託": True, "持出し": False}


def test_settings_are_remembered_and_not_journalled(repository: Repository) -> None:
    count = repository.journal_head()
    repository.set_setting("language", "ja")
    repository.set_setting("language", "en")
    with reopened(repository) as again:
        assert again.setting("language") == "en"
        assert again.setting("other") == ""
        assert again.setting("other", "x") == "x"
        assert again.journal_head() == count


def test_results_of_a_machine_replace_its_earlier_ones_only(repository: Repository) -> None:
    def says(host: str, check: str, status: str) -> MachineSays:
        return MachineSays("i1", host, check, status, "理由", NOON, {"facts": {"list": [1, None, "x"]}, "on": True})

    repository.save_machine_results("i1", "pc1", [says("pc1", "firewall", "FAIL"), says("pc1", "patch", "PASS")])
    repository.save_machine_results("i1", "pc2", [says("pc2", "patch", "UNKNOWN")])
    repository.save_machine_results("i1", "pc1", [says("pc1", "firewall", "PASS")])
    assert repository.machine_results("i1") == [says("pc1", "firewall", "PASS"), says("pc2", "patch", "UNKNOWN")]
    assert repository.verify_journal() == []
    repository.save_machine_results("i1", "pc1", [])
    assert repository.machine_results("i1") == [says("pc2", "patch", "UNKNOWN")]
    assert [row.action for row in repository.journal("i1")][1:] == ["run"] * 4
    assert repository.verify_journal() == []


def test_results_under_a_wrong_name_are_refused(repository: Repository) -> None:
    stray = MachineSays("i1", "pc2", "patch", "PASS", "", NOON)
    with pytest.raises(ValueError, match="another PC"):
        repository.save_machine_results("i1", "pc1", [stray])


def test_search_runs_come_back_in_order_and_can_be_finished(repository: Repository) -> None:
    first = SearchRun("s2", "i1", "pc1", NOON, None, {"files": 3})
    second = SearchRun("s1", "i1", "pc1", NOON, NOON, {"files": 4})
    repository.save_search_run(first)
    repository.save_search_run(second)
    finished = replace(first, finished=NOON, summary={"files": 9, "kinds": {"phone": 2}})
    repository.save_search_run(finished)
    assert repository.search_runs("i1") == [finished, second]
    assert repository.verify_journal() == []


def test_a_contract_in_use_cannot_be_removed(repository: Repository, contract: Contract) -> None:
    before = repository.journal_head()
    with pytest.raises(InputError) as refused:
        repository.remove_contract("c1")
    assert refused.value.title == "この変更はできません"
    assert refused.value.next_step
    assert repository.contracts() == [contract]
    assert repository.journal_head() == before


def test_removed_rows_are_gone(empty: Repository, contract: Contract) -> None:
    empty.save_contract(contract)
    empty.save_person(Person("p1", "c1", "佐藤"))
    empty.save_machine(Machine("m1", "c1", "PC"))
    empty.remove_person("p1")
    empty.remove_machine("m1")
    assert (empty.people("c1"), empty.machines("c1")) == ([], [])
    empty.remove_contract("c1")
    assert empty.contracts() == []


def test_an_unknown_id_is_named_in_words(repository: Repository) -> None:
    for call in (
        lambda: repository.contract("x"),
        lambda: repository.inspection("x"),
        lambda: repository.remove_person("x"),
        lambda: repository.remove_exhibit("x"),
        lambda: repository.save_answer(Answer("x", "1")),
        lambda: repository.save_person(Person("p", "x", "佐藤")),
    ):
        with pytest.raises(InputError) as refused:
            call()
        assert refused.value.detail
        assert refused.value.next_step


def test_a_time_without_utc_offset_is_refused(repository: Repository) -> None:
    naive = datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="UTC offset"):
        repository.save_answer(Answer("i1", "1", answered_at=naive))


def test_a_note_longer_than_a_bundle_can_carry_is_refused_and_nothing_is_lost(repository: Repository) -> None:
    kept = Answer("i1", "1", note="短い")
    repository.save_answer(kept)
    with pytest.raises(InputError) as refused:
        repository.save_answer(replace(kept, note="長" * 200_000))
    assert refused.value.title == "文章が長すぎます"
    assert repository.answers("i1") == {"1": kept}


def test_text_that_is_no_unicode_is_kept_readable(repository: Repository) -> None:
    repository.save_answer(Answer("i1", "1", note="bad \udc83 byte"))
    assert repository.answers("i1")["1"].note == "bad ? byte"


def test_calls_from_several_threads_queue_up(repository: Repository) -> None:
    def save(start: int) -> None:
        for number in range(start, start + 20):
            repository.save_answer(Answer("i1", str(number)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(0, 80, 20)))
    assert len(repository.answers("i1")) == 80
    assert repository.verify_journal() == []


def test_nothing_personal_is_in_an_error_of_the_database(repository: Repository, data: Path) -> None:
    with sqlite3.connect(data / "selfaudit.db") as other:
        other.execute("CREATE TRIGGER broken BEFORE INSERT ON answer BEGIN SELECT missing_function(); END")
    other.close()
    with pytest.raises(Exception, match=r".") as failed:
        repository.save_answer(Answer("i1", "1", note="山田太郎 090-1234-5678"))
    told = []
    error: BaseException | None = failed.value
    while error is not None:
        told.append(str(error))
        error = error.__cause__ or error.__context__
    assert "山田" not in "".join(told)
    assert "090-1234" not in "".join(told)
