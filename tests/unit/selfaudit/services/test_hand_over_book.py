"""What happened to a sealed bundle is kept, journalled, told to the ward on paper, and quoted by the next bundle."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from selfaudit.services import exchange, hand_over_book, handover, ward_receive
from selfaudit.services.exchange import State, Step
from selfaudit.store.paths import DATABASE
from tests.assets.exchange import Pair, pair

NOW = datetime(2026, 11, 20, 10, 30).astimezone()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


def states(both: Pair) -> dict[Step, State]:
    return {row.step: row.state for row in exchange.steps(both.walk)}


def test_each_step_of_a_year(both: Pair) -> None:
    """From nothing to the receipt: the state of every step, the paper with the journal's head, the next bundle's anchors."""
    workspace, repository = both.walk.workspace, both.walk.workspace.repository
    assert states(both)[Step.REQUEST] is State.OPTIONAL
    assert states(both)[Step.SEAL] is State.OPEN
    assert states(both)[Step.DELIVER] is State.WAITING
    both.take_in(both.ask())
    bundle = both.sealed()
    assert states(both)[Step.COUNTERSIGN] is State.OPEN
    signed = handover.countersign(bundle, both.fresh(), both.approver, book=workspace)
    count, head = repository.journal_head()
    made = handover.deliver(signed.path, both.fresh(), both.fresh(), handled_by="x", when=NOW, book=workspace)
    assert made.path.name == f"{signed.bundle_id[:8]}.zip", "nothing of the contract in the name"
    paper = made.text.read_text("utf-8").replace(" ", "")
    assert head in paper
    assert signed.bundle_id in paper
    assert f"{count}行目" in paper
    acts = [(row.act, row.bundle, row.file) for row in hand_over_book.of(both.walk)]
    assert acts == [
        ("countersign", signed.bundle_id, signed.path.name),
        ("deliver", signed.bundle_id, made.path.name),
    ]
    assert [row.kind for row in repository.journal()].count("handover") == 2
    assert ward_receive.receive(both.office, made.path, lambda: _password(made.text)).report.verdict.value == "VALID"
    receipt, _ = ward_receive.receipt(both.office, signed.bundle_id, both.root, both.fresh())
    handover.import_receipt(workspace, receipt)
    assert set(states(both).values()) <= {State.DONE, State.OPEN}
    assert states(both)[Step.RECEIPT] is State.DONE
    later = both.sealed()
    with zipfile.ZipFile(later) as opened:
        anchors = json.loads(opened.read("bundle.json"))["journal"]["anchors"]
    assert {"count": count, "head": head} in [{k: a[k] for k in ("count", "head")} for a in anchors]
    assert handover.looked_at(later, unsigned=True).verdict.value != "INVALID", "every anchor lies on the chain"


def test_a_delivery_that_cannot_be_noted_did_not_take_place(both: Pair) -> None:
    """The data folder is closed under its feet: no archive and no notice stay, and the next attempt is not in their way."""
    bundle, medium, paper = both.sealed(), both.fresh(), both.fresh()
    database = both.walk.workspace.directory / DATABASE
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE handover RENAME TO gone")
    with pytest.raises(Exception):  # noqa: B017, PT011 whatever the database says
        handover.deliver(bundle, medium, paper, handled_by="x", when=NOW, book=both.walk.workspace)
    assert [*medium.iterdir(), *paper.iterdir()] == []
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE gone RENAME TO handover")
    handover.deliver(bundle, medium, paper, handled_by="x", when=NOW, book=both.walk.workspace)
    assert len(list(medium.iterdir())) == 1
    assert len(list(paper.iterdir())) == 2


def test_a_bundle_of_another_folder_is_delivered_without_being_noted(both: Pair, tmp_path: Path) -> None:
    bundle = both.sealed()
    assert hand_over_book.note(both.office, "deliver", "00" * 32, bundle, NOW) is None
    handover.deliver(bundle, both.fresh(), both.fresh(), handled_by="x", when=NOW, book=both.office)
    assert both.office.repository.hand_overs() == []


def test_the_keys_are_shown_without_a_passphrase(both: Pair) -> None:
    (key,) = exchange.keys(both.walk)
    assert (key.role, key.holder, key.fingerprint) == ("operator", "operator", both.operator.fingerprint)


def test_a_damaged_key_file_counts_as_none(both: Pair) -> None:
    (both.walk.workspace.directory / "keys" / "operator.key").write_bytes(b"SAKEY1")
    assert exchange.keys(both.walk) == []
    assert states(both)[Step.KEYS] is State.OPEN


def _password(notice: Path) -> str:
    line = next(line for line in notice.read_text("utf-8").splitlines() if line.startswith("パスワード　"))
    return line.split(":")[1].strip()


def test_what_somebody_called_a_file_stays_on_the_pc(both: Pair) -> None:
    workspace = both.walk.workspace
    both.take_in(both.ask())
    signed = handover.countersign(both.sealed(), both.fresh(), both.approver, book=workspace)
    named = both.fresh() / "田中様へ.zip"
    handover.deliver(signed.path, named, both.fresh(), handled_by="x", when=NOW, book=workspace)
    assert [row.file for row in hand_over_book.of(both.walk)][-1] == named.name
    told = [json.loads(line) for line in workspace.repository.export_journal(both.walk.contract.id)]
    assert "田中" not in json.dumps(told, ensure_ascii=False)
