"""What the report says of an answer that was changed: nothing of the outcome taken back."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfaudit.domain.inspection import Outcome
from selfaudit.services import seal
from selfaudit.services.registers import books_of
from selfaudit.services.report import write_report
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="shinjuku-2018", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="見本"
        )


def test_a_reason_written_for_an_outcome_taken_back_is_not_reported(walk: Walk, tmp_path: Path) -> None:
    item = next(row.item.id for row in walk.items() if row.counts)
    walk.set_outcome(item, Outcome.NOT_APPLICABLE)
    walk.set_field(item, "reason", "作業所が無いため")
    walk.set_outcome(item, Outcome.NONCONFORMING)
    walk.set_field(item, "owner", "総務の担当")
    walk.set_field(item, "due", "R9.1.31")
    walk.set_field(item, "dissent", "見方が違う")
    walk.set_outcome(item, Outcome.CONFORMS)
    write_report(walk, tmp_path / "conforms.html")
    page = (tmp_path / "conforms.html").read_text(encoding="utf-8")
    for left in ("作業所が無いため", "総務の担当", "令和9年1月31日", "見方が違う"):
        assert left not in page
    assert walk.view(item).answer is not None
    assert walk.view(item).answer.reason == "作業所が無いため", "nothing written is lost"
    sealed = seal.seal(walk, tmp_path, "correct horse battery")
    with zipfile.ZipFile(sealed.path) as archive:
        items = {row["id"]: row for row in json.loads(archive.read("items.json"))["items"]}
    assert items[item]["answer"]["outcome"] == "適合"
    assert items[item]["answer"]["reason"] == items[item]["answer"]["owner"] == items[item]["answer"]["dissent"] == ""
    assert items[item]["answer"]["due"] is None
    walk.set_outcome(item, Outcome.NOT_APPLICABLE)
    write_report(walk, tmp_path / "dropped.html")
    assert "作業所が無いため" in (tmp_path / "dropped.html").read_text(encoding="utf-8")


def test_what_the_registers_say_stands_with_the_clauses_they_serve(walk: Walk, tmp_path: Path) -> None:
    book = next(book for row in walk.items() for book in books_of(row.item))
    for field, text in {"asset": "名簿USB-1", "quantity": "3"}.items():
        walk.registers.set("row-1", book, field, text)
    again = walk.workspace.walk(walk.inspection.id)
    assert again is not None
    walk = again
    served = [row for row in walk.items() if row.registers and row.registers.rows]
    assert served
    write_report(walk, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("名簿USB-1") >= len(served)
