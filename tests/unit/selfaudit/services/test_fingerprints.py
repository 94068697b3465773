"""Fingerprints at receipt: how headings are understood before, what is journalled after, several places at once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.residue.fingerprint import Key
from selfaudit.__main__ import main
from selfaudit.errors import InputError
from selfaudit.services import fingerprints, residue
from selfaudit.services.paste import pasted_paths
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from tests.assets.residents import as_csv, as_xlsx, residents

KEY = Key(b"ward half", "contractor half")


@pytest.fixture
def received(tmp_path: Path) -> list[Path]:
    """Two folders and a file: a list whose telephone column says nothing, a workbook, a note."""
    lists, notes = tmp_path / "lists", tmp_path / "notes"
    lists.mkdir()
    notes.mkdir()
    (lists / "a.csv").write_bytes(as_csv(residents(12)).decode().replace("電話番号", "れんらく").encode("cp932"))
    (notes / "b.txt").write_text("打合せは来週です。\n", encoding="utf-8")
    (tmp_path / "c.xlsx").write_bytes(as_xlsx(residents(5)))
    return [lists, notes, tmp_path / "c.xlsx"]


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="setagaya-2026", title="委託", contractor="みほん会", fiscal_year=2026, operator="見本 𠮷子"
        )


def test_a_preview_says_which_headings_are_understood_and_which_are_not(received: list[Path], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    said = "\n".join(fingerprints.preview_words(fingerprints.preview(received, {})))
    assert "a.csv  12行: " in said
    assert "氏名→氏名" in said
    assert "種類が分からない見出し(登録しません): れんらく" in said
    assert "c.xlsx" in said
    named = "\n".join(fingerprints.preview_words(fingerprints.preview(received, {"れんらく": "phone"})))
    assert "れんらく→電話番号" in named
    assert "種類が分からない" not in named
    assert sorted(tmp_path.rglob("*")) == before, "nothing is written"


def test_a_preview_shows_headings_and_no_value(received: list[Path]) -> None:
    found = fingerprints.preview(received, {})
    said = json.dumps(fingerprints.preview_document(found), ensure_ascii=False) + "".join(
        fingerprints.preview_words(found)
    )
    assert not any(value in said for person in residents(12) for value in (person.name, person.phone, person.mail))


def test_a_table_without_headings_and_a_broken_workbook_are_said(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("佐藤 花子,090-1111-2222\n鈴木 一郎,090-3333-4444\n", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(as_xlsx(residents(5))[:900])
    said = fingerprints.preview_words(fingerprints.preview([tmp_path], {}))
    assert any("見出しが分からない表" in line and "佐藤" not in line for line in said)
    assert any("broken.xlsx" in line and "読めません" in line for line in said)
    with pytest.raises(InputError):
        fingerprints.preview([tmp_path / "missing"], {})


def test_what_was_registered_is_journalled_by_its_counts_and_digest_alone(
    walk: Walk, received: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "intake.registry"
    made = residue.register(received, file, KEY, column_map={"れんらく": "phone"}, consent="7見障発第12号")
    fingerprints.note(walk.workspace, walk.contract.id, made)
    (row,) = walk.workspace.repository.registrations(walk.contract.id)
    assert row.registry_digest == made.digest
    assert (row.counts["files"], row.counts["records"]) == (3, made.records)
    last = list(walk.workspace.repository.journal())[-1]
    assert (last.kind, last.who) == ("registration", "見本 𠮷子")
    said = json.dumps(last.after, ensure_ascii=False)
    assert made.digest in said
    assert not any(word in said for word in ("a.csv", str(tmp_path), "7見障発第12号", residents(12)[0].name))
    assert walk.workspace.repository.verify_journal() == []


def test_several_places_are_typed_with_semicolons_and_a_path_with_one_stays_whole(tmp_path: Path) -> None:
    odd = tmp_path / "a;b"
    odd.mkdir()
    assert pasted_paths(str(odd)) == [odd]
    assert pasted_paths(f'{tmp_path}; "{tmp_path / "x"}"；/y') == [tmp_path, tmp_path / "x", Path("/y")]


def test_the_command_registers_several_places_and_says_where_it_is_journalled(
    received: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELFAUDIT_PASSPHRASE", "correct horse")
    data = ["--data", str(tmp_path / "data")]
    places = [str(path) for path in received]
    assert main([*data, "register", *places, "--preview", "--json"]) == 0
    tables = json.loads(capsys.readouterr().out)["preview"]
    assert [Path(table["file"]).name for table in tables] == ["a.csv", "c.xlsx"]
    assert {"heading": "れんらく", "kind": None} in tables[0]["columns"]
    assert main([*data, "register", *places]) == 64, "no registry is named"
    capsys.readouterr()
    assert main([*data, "register", *places, "--registry", str(tmp_path / "one"), "--json"]) == 0
    first = capsys.readouterr()
    assert json.loads(first.out)["files"] == 3
    assert "操作の記録に残していません" in first.err
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        contract = workspace.start(
            profile="setagaya-2026", title="委託", contractor="みほん会", fiscal_year=2026
        ).contract.id
    assert main([*data, "register", *places, "--registry", str(tmp_path / "two"), "--json"]) == 0
    digest = json.loads(capsys.readouterr().out)["digest"]
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        assert [row.registry_digest for row in workspace.repository.registrations(contract)] == [digest]
