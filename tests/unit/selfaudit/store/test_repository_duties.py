"""Rows of the registers whose books are data: kept, undone, withheld from the journal that leaves the PC."""

from __future__ import annotations

from dataclasses import replace

from selfaudit.catalog.duties import books
from selfaudit.domain.duty import DutyEntry, lacking, latest
from selfaudit.store.repository import Repository

ROW = DutyEntry("d1", "c1", "training", {"day": "2026-04-01", "lecturer": "𠮷田 花子", "attended": "髙橋 太郎"})


def test_a_row_is_kept_and_taken_back(repository: Repository) -> None:
    repository.save_duty_entry(ROW)
    changed = replace(ROW, values={**ROW.values, "place": "本部"})
    repository.save_duty_entries([changed, replace(ROW, id="d2")])
    assert [row.text("place") for row in repository.duty_entries("c1")] == ["本部", ""]
    repository.remove_duty_entry("d2")
    for _ in range(2):
        assert repository.undo(contract_id="c1") is not None
    assert repository.verify_journal() == []
    assert "花子" not in b"".join(repository.export_journal("c1")).decode()


def test_what_a_row_lacks_and_which_one_is_the_latest() -> None:
    book = books()["training"]
    assert lacking(ROW, book) == ("place", "method", "contents", "materials", "targets")
    older = replace(ROW, id="d0", values={"day": "2025-04-01"})
    assert latest([ROW, older], book) is ROW
    assert latest([], book) is None


def test_every_book_is_dated_by_a_field_of_its_own() -> None:
    for book in books().values():
        names = [field.name for field in book.fields]
        assert len(names) == len(set(names)), book.id
        assert not book.day or book.day in names, book.id
