"""Sealing a half-finished inspection: the bundle says what was said, and what was not."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import verify
from evidence.trust import Trust
from selfaudit.domain.inspection import Outcome
from selfaudit.errors import InputError
from selfaudit.services import inspect, seal
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

PASSPHRASE = "correct horse battery"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="setagaya-2026",
            title="就労支援業務委託",
            contractor="みほん会",
            fiscal_year=2026,
            operator="見本 𠮷子",
        )


def documents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_tells_answers_gaps_evidence_and_machine_results(walk: Walk, tmp_path: Path) -> None:
    for question in walk.questions():
        walk.answer_question(question.condition.id, question.condition.id == "electronic")
    open_items = [row.item.id for row in walk.items() if row.counts]
    walk.set_outcome(open_items[0], Outcome.CONFORMS)
    walk.set_field(open_items[0], "note", "現物を見た")
    walk.set_outcome(open_items[1], Outcome.NONCONFORMING)
    photo = tmp_path / "見本 𠮷子の名札.JPG"
    photo.write_bytes(b"\xff\xd8 picture")
    walk.attach(open_items[0], str(photo))
    inspect.run(walk, only=["disk.encryption"])
    sealed = seal.seal(walk, tmp_path, PASSPHRASE)
    report = verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint]))
    assert str(report.verdict) == "VALID", report.codes
    found = documents(sealed.path)
    assert all(name.isascii() for name in found), "original file names are not entry names"
    items = {row["id"]: row for row in json.loads(found["items.json"])["items"]}
    assert items[open_items[0]]["answer"]["note"] == "現物を見た"
    assert items[open_items[0]]["answer"]["answered_by"] == "見本 𠮷子"
    assert items[open_items[0]]["attachments"] == ["attachments/0001.jpg"]
    assert found["attachments/0001.jpg"] == photo.read_bytes()
    assert items[open_items[1]]["gaps"] == ["owner", "due"], "an unfinished answer is sealed as unfinished"
    assert items[open_items[2]]["answer"] is None
    bundle = json.loads(found["bundle.json"])
    assert bundle["attachments"][0]["name"] == "見本 𠮷子の名札.JPG"
    assert bundle["attachments"][0]["sha256"] == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert bundle["profile"] == {"id": "setagaya-2026", "sha256": walk.profile.digest}
    hosts = [
        json.loads(raw) for name, raw in found.items() if name.startswith("hosts/") and name.endswith("report.json")
    ]
    assert [row["check"] for host in hosts for row in host["results"]] == ["disk.encryption"]
    assert "現物を見た" in found["01_report.html"].decode()


def test_the_journal_in_the_bundle_is_the_database_s_own(walk: Walk, tmp_path: Path) -> None:
    walk.answer_question(walk.questions()[0].condition.id, True)
    sealed = seal.seal(walk, tmp_path, PASSPHRASE)
    found = documents(sealed.path)
    lines = found["journal.jsonl"].splitlines()
    with sqlite3.connect(tmp_path / "data" / "selfaudit.db") as database:
        count = database.execute("select count(*) from journal").fetchone()[0]
    head = json.loads(lines[-1])
    assert len(lines) == count - 1, "all rows but that of the sealing itself"
    assert json.loads(found["bundle.json"])["journal"]["head"] == head["link"]
    assert json.loads(found["bundle.json"])["journal"]["count"] == head["seq"]


def test_the_key_is_made_once_and_a_wrong_passphrase_is_explained(walk: Walk, tmp_path: Path) -> None:
    first = seal.seal(walk, tmp_path / "a.asice.zip", PASSPHRASE)
    second = seal.seal(walk, tmp_path / "b.asice.zip", PASSPHRASE)
    assert first.fingerprint == second.fingerprint
    with pytest.raises(InputError) as raised:
        seal.seal(walk, tmp_path / "c.asice.zip", "another passphrase")
    assert raised.value.next_step
    assert not (tmp_path / "c.asice.zip").exists()


def test_a_sealed_file_is_never_overwritten(walk: Walk, tmp_path: Path) -> None:
    target = tmp_path / "x.asice.zip"
    target.write_bytes(b"mine")
    with pytest.raises(InputError):
        seal.seal(walk, target, PASSPHRASE)
    assert target.read_bytes() == b"mine"
    assert seal.seal(walk, tmp_path, PASSPHRASE).path != seal.seal(walk, tmp_path, PASSPHRASE).path


def test_readiness_names_what_is_open(walk: Walk) -> None:
    sentences = " ".join(seal.readiness(walk))
    assert str(walk.progress().total) in sentences
    assert str(len(walk.questions())) in sentences


def test_an_exhibit_altered_on_disk_is_not_sealed_as_if_it_were_whole(walk: Walk, tmp_path: Path) -> None:
    paper = tmp_path / "台帳.txt"
    paper.write_text("一行目", encoding="utf-8")
    exhibit = walk.attach(walk.next_unanswered(None), str(paper))
    kept = walk.workspace.repository.exhibit_path(exhibit.sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"something else")
    with pytest.raises(InputError) as raised:
        seal.seal(walk, tmp_path / "out.asice.zip", PASSPHRASE)
    assert "台帳.txt" in str(raised.value)
    kept.unlink()
    with pytest.raises(InputError):
        seal.seal(walk, tmp_path / "out.asice.zip", PASSPHRASE)
    assert not (tmp_path / "out.asice.zip").exists()


def test_a_no_that_the_pc_contradicts_is_named_before_sealing(walk: Walk) -> None:
    from datetime import UTC, datetime

    from selfaudit.domain.inspection import MachineSays

    contradicted = next(question for question in walk.questions() if question.condition.contradicted_by)
    walk.answer_question(contradicted.condition.id, False)
    before = seal.readiness(walk)
    check = contradicted.condition.contradicted_by[0]
    said = MachineSays(walk.inspection.id, "pc-1", check, "FAIL", "found", datetime.now(UTC), {"serves": [check]})
    inspect.keep(walk, "pc-1", [said])
    new = set(seal.readiness(walk)) - set(before)
    assert any("食い違う" in sentence for sentence in new)


def test_the_answers_in_oscal_say_the_same_as_the_bundle_s_own(walk: Walk, tmp_path: Path) -> None:
    rows = [row for row in walk.items() if row.counts]
    walk.set_outcome(rows[0].item.id, Outcome.CONFORMS)
    walk.set_outcome(rows[1].item.id, Outcome.NONCONFORMING)
    sealed = seal.seal(walk, tmp_path, PASSPHRASE, more=seal.Extras(oscal=True))
    found = documents(sealed.path)
    counts = json.loads(found["bundle.json"])["counts"]
    (result,) = json.loads(found["oscal/assessment-results.json"])["assessment-results"]["results"]
    states = [row["target"]["status"]["state"] for row in result["findings"]]
    assert states.count("satisfied") == counts["pass"] == 1, "an open item is never satisfied"
    assert states.count("not-satisfied") == counts["fail"] + counts["manual"]
    assert str(verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint])).verdict) == "VALID"
    plain = seal.seal(walk, tmp_path, PASSPHRASE)
    assert "oscal/assessment-results.json" not in documents(plain.path)
