"""Registers whose books are data: typed texts, Excel both ways, and the roster compared with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfaudit.catalog.duties import books
from selfaudit.errors import InputError
from selfaudit.services import duties as service
from selfaudit.services import duties_xlsx, reconcile
from selfaudit.services.duties import Duties
from selfaudit.services.walk import Walk
from selfaudit.text import messages
from tests.assets.full_contract import DUTIES, NOW, full_contract


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    workspace, walk = full_contract(tmp_path / "data")
    with workspace:
        yield walk


@pytest.fixture
def duties(walk: Walk) -> Duties:
    return Duties(walk.workspace, walk.contract.id)


def test_what_is_typed_is_kept_in_one_form_and_shown_in_the_readers(duties: Duties) -> None:
    row = duties.add("training", {"day": "令和８年５月１日", "time": "9.30", "method": "Online", "targets": "３"})
    assert row.values == {"day": "2026-05-01", "time": "09:30", "method": "online", "targets": "3"}
    assert service.texts(row)["method"] == "オンライン"
    messages.set_language("en")
    assert service.texts(row)["day"] == "2026-05-01"


@pytest.mark.parametrize(
    ("field", "text"), [("day", "いつか"), ("method", "たぶん"), ("targets", "3人"), ("nothing", "x")]
)
def test_what_cannot_be_read_keeps_the_old_value(duties: Duties, field: str, text: str) -> None:
    row = duties.entries("training")[0]
    with pytest.raises(InputError):
        duties.set(row.id, "training", field, text)
    assert duties.entries("training") == [row]


def test_a_book_of_one_row_has_one(duties: Duties) -> None:
    duties.set("another", "issuer", "clerk", "別の人")
    assert [row.text("clerk") for row in duties.entries("issuer")] == ["別の人"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_excel_gives_back_what_was_written(walk: Walk, duties: Duties, tmp_path: Path, language: str) -> None:
    messages.set_language(language)
    before = duties.entries()
    out = duties_xlsx.export(duties, tmp_path / "books.xlsx", walk.workspace.clock())
    done = duties_xlsx.read(duties, out)
    assert (done.added, done.changed, done.same) == (0, 0, len(before))
    other = walk.workspace.start(profile="shinjuku-2018", title="別", contractor="c", fiscal_year=2026)
    copied = Duties(walk.workspace, other.contract.id)
    assert duties_xlsx.read(copied, out).added == len(before)
    assert [row.values for row in copied.entries()] == [row.values for row in before]
    assert duties.entries() == before


def test_every_book_of_the_sample_is_complete_or_says_what_it_lacks(duties: Duties) -> None:
    assert set(DUTIES) <= set(books())
    row = duties.add("key", {"holder": "𠮷田 花子"})
    assert service.lacking_label(row) == "保管庫・保管先、鍵番号、本数がありません"


def test_roster_pledges_and_training_are_compared(walk: Walk, duties: Duties) -> None:
    found = {line.person.name: line for line in reconcile.reconcile(walk, NOW.date()).lines}
    assert found["𠮷田 花子"].gaps == ()
    assert found["山田 太郎"].gaps == ("pledge", "training", "accounts")
    assert found["鈴木 一郎"].gaps == ()  # has left
    duties.add("pledge", {"person": "山田　太郎", "day": "R8.5.1"})
    duties.add("training", {"day": "R7.5.1", "attended": "山田太郎\n誰か 別人"})
    after = reconcile.reconcile(walk, NOW.date())
    assert {line.person.name: line.gaps for line in after.lines}["山田 太郎"] == ("training_this_year", "accounts")
    assert after.strangers == ("誰か 別人",)
    assert after.accounts.comparison == "not_looked"


def test_a_bundle_gets_days_and_counts_but_no_free_text(duties: Duties) -> None:
    document = duties.document()
    assert document is not None
    rows = {row["book"]: row for row in document["entries"]}
    assert rows["statement"]["given"]["topic"] == "no_cloud"
    assert rows["training"]["counts"] == {"attended": 2, "absent": 0}
    assert rows["incident"]["given"]["known"] == "2026-08-07"
    assert "issuer" not in rows
    said = json.dumps(document, ensure_ascii=False)
    for private in ("𠮷田", "花子", "090-0000", "面談記録", "みほん"):
        assert private not in said


def test_rows_are_evidence_for_the_clauses_of_their_topics(walk: Walk) -> None:
    walk.reload()
    by_topic = {view.item.topics[0]: view for view in walk.items() if view.item.topics and view.counts}
    assert by_topic["T20"].backed  # training
    assert by_topic["T20"].registers is not None
    assert "残高" not in by_topic["T20"].registers.sentence
    assert "1件" in by_topic["T38"].registers.sentence  # type: ignore[union-attr]
