"""A search of the walk: what it leaves behind for the items, and that no later search makes it look better."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from selfaudit.domain.inspection import MachineSays
from selfaudit.errors import InputError, UsageError
from selfaudit.services import documents, search
from selfaudit.services.inspect import host_id, sentence
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from tests.assets.residents import as_csv, residents


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="setagaya-2026", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="見本"
        )


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with a list of residents two levels down."""
    folder = tmp_path / "書類" / "下" / "名簿"
    folder.mkdir(parents=True)
    (folder / "list.csv").write_bytes(as_csv(residents(5)))
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "書類" / "空き"
    folder.mkdir(parents=True)
    (folder / "memo.txt").write_text("来週の会議は中止です。\n", encoding="utf-8")
    return folder


def said(walk: Walk) -> MachineSays:
    (row,) = [row for row in walk.workspace.repository.machine_results(walk.inspection.id) if row.check == "pii.scan"]
    return row


def run(walk: Walk, *folders: Path) -> MachineSays:
    search.run(walk, [str(folder) for folder in folders], workers=1)
    return said(walk)


def test_a_clean_folder_does_not_clear_what_was_found_in_another(walk: Walk, full: Path, empty: Path) -> None:
    assert run(walk, full).status == "FAIL"
    after = run(walk, empty)
    assert after.status == "FAIL"
    assert after.reason == "検出あり(内容)"
    served = [row for row in walk.items() if any(says.check == "pii.scan" for says in row.machine)]
    assert served, "some clause relies on the search"
    assert all(says.status == "FAIL" for row in served for says in row.machine if says.check == "pii.scan")


@pytest.mark.parametrize("again", ["the same folder", "a folder above"])
def test_what_was_erased_is_cleared_by_a_search_that_covers_it(walk: Walk, full: Path, empty: Path, again: str) -> None:
    run(walk, full)
    run(walk, empty)
    (full / "list.csv").unlink()
    (full / "done.txt").write_text("消去しました。\n", encoding="utf-8")
    assert run(walk, full if again == "the same folder" else full.parent.parent).status == "PASS"


def test_a_folder_below_does_not_clear_the_one_above(walk: Walk, full: Path, empty: Path) -> None:
    assert run(walk, full.parent.parent).status == "FAIL"
    assert run(walk, empty).status == "FAIL"


def test_values_in_clear_do_not_go_to_other_machines(full: Path) -> None:
    with pytest.raises(UsageError):
        search.find([full], reveal=True, scheduler="tcp://127.0.0.1:9")


def test_nothing_to_read_is_no_pass(walk: Walk, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    assert run(walk, bare).status == "UNKNOWN"


def test_data_at_work_are_neither_held_against_anybody_nor_called_absent(walk: Walk, full: Path) -> None:
    walk.workspace.save_contract(replace(walk.contract, folders=(str(full),)))
    row = run(walk, full)
    assert row.status == "UNKNOWN"
    assert "検出なし" not in sentence(row, "ja")
    assert "作業用フォルダ" in sentence(row, "ja")
    assert "working folders" in sentence(row, "en")


def test_only_a_my_number_stands_against_handling_none(walk: Walk, full: Path) -> None:
    walk.answer_question("specific_pi", yes=False)

    def against() -> int:
        (question,) = [row for row in walk.questions() if row.condition.id == "specific_pi"]
        return len(question.against)

    run(walk, full)
    assert against() == 0, "names and telephone numbers are no My Numbers"
    # 12 digits with the check digit of the ordinance (総務省令第85号第5条), under its heading.
    (full / "my.csv").write_text("氏名,個人番号\n曽我部 玲央奈,852741693050\n", encoding="utf-8")
    run(walk, full)
    assert against() == 1


def test_no_place_is_kept_or_leaves_the_pc(walk: Walk, full: Path, tmp_path: Path) -> None:
    run(walk, full)
    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").glob("selfaudit.db*"))
    for part in ("名簿", "list.csv", str(full)):
        assert part.encode() not in stored
    report = documents.own_report(walk, host_id(walk.workspace))
    assert report is not None
    assert "standing" not in json.dumps(report[0]), "not even digests of places are sealed"


def test_a_missing_folder_is_said_and_not_counted(walk: Walk, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        search.run(walk, [str(tmp_path / "missing")], workers=1)
    assert walk.workspace.repository.search_runs(walk.inspection.id) == []
