"""Second signature, delivery, receipt: what is refused, and what other tools see."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from selfaudit.errors import InputError
from selfaudit.services import handover, ward_receive
from tests.assets.exchange import Pair, key, pair

NOW = datetime(2026, 11, 20, 10, 30).astimezone()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


def refused(act: object) -> InputError:
    assert callable(act)
    with pytest.raises(InputError) as raised:
        act()
    assert raised.value.next_step
    return raised.value


def deliver(both: Pair, bundle: Path, out: Path, notice: Path) -> handover.Delivered:
    return handover.deliver(bundle, out, notice, handled_by="点検 担当", when=NOW)


def test_the_second_signature_is_by_the_registered_person_and_made_once(both: Pair) -> None:
    both.take_in(both.ask())
    alone = both.sealed()
    stranger = key(both.folder, "stranger")
    refused(lambda: handover.countersign(alone, both.fresh(), stranger))
    refused(lambda: handover.countersign(alone, both.fresh(), both.operator))
    refused(lambda: handover.countersign(alone, alone, both.approver))
    made = both.signed(alone)
    refused(lambda: handover.countersign(made.path, both.fresh(), both.approver))
    report = handover.looked_at(made.path)
    assert [info.role for info in report.summary.signatures] == ["operator", "approver"]


def test_an_altered_bundle_is_neither_signed_nor_delivered(both: Pair) -> None:
    bundle = both.sealed()
    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.write_bytes(raw)
    one, two = both.fresh(), both.fresh()
    refused(lambda: handover.countersign(bundle, one, both.approver))
    refused(lambda: deliver(both, bundle, one, two))
    refused(lambda: handover.renew(bundle, one, "http://127.0.0.1:9/"))
    assert [*one.iterdir(), *two.iterdir()] == []


def test_a_timestamp_service_that_cannot_be_is_named(both: Pair) -> None:
    bundle = both.sealed()
    for address in ("file:///etc/passwd", "http://127.0.0.1:9/"):
        refused(lambda address=address: handover.renew(bundle, both.fresh(), address))
    refused(lambda: handover.renew(bundle, both.fresh(), ""))


def test_archive_and_notice_never_lie_together_and_nothing_is_overwritten(both: Pair) -> None:
    bundle, medium, paper = both.sealed(), both.fresh(), both.fresh()
    refused(lambda: deliver(both, bundle, medium, medium))
    assert list(medium.iterdir()) == []
    made = deliver(both, bundle, medium, paper)
    assert {file.parent for file in (made.text, made.pdf)} == {paper}
    refused(lambda: deliver(both, bundle, medium, paper))
    refused(lambda: deliver(both, bundle, both.folder / "none" / "x.zip", paper))


def test_the_notice_says_when_who_and_how_many_on_text_and_paper(both: Pair) -> None:
    made = deliver(both, both.sealed(), both.fresh(), both.fresh())
    text = made.text.read_text(encoding="utf-8")
    for wanted in ("2026-11-20", "点検 担当", "数量", "受領日時", made.path.name):
        assert wanted in text
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    words = subprocess.run(["pdftotext", "-layout", made.pdf, "-"], capture_output=True, check=True).stdout.decode()
    password = next(line.split(":")[1].strip() for line in text.splitlines() if line.count("-") == 4)
    assert password in words
    assert "点検 担当" in words


@pytest.mark.parametrize("tool", ["7z", "bsdtar"])
def test_other_tools_open_the_archive_with_the_printed_password(both: Pair, tool: str) -> None:
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} is not installed")
    bundle = both.sealed()
    made = deliver(both, bundle, both.fresh(), both.fresh())
    password = next(
        line.split(":")[1].strip() for line in made.text.read_text("utf-8").splitlines() if line.count("-") == 4
    )
    out = both.fresh()
    words = {
        "7z": ["x", f"-p{password}", f"-o{out}", str(made.path)],
        "bsdtar": ["-xf", str(made.path), "-C", str(out), "--passphrase", password],
    }[tool]
    subprocess.run([program, *words], check=True, capture_output=True)
    (inner,) = out.iterdir()
    assert inner.read_bytes() == bundle.read_bytes()


def test_the_ward_opens_it_with_that_password_alone(both: Pair) -> None:
    made = deliver(both, both.sealed(), both.fresh(), both.fresh())
    refused(lambda: ward_receive.receive(both.office, made.path, lambda: "wrong"))
    password = next(
        line.split(":")[1].strip() for line in made.text.read_text("utf-8").splitlines() if line.count("-") == 4
    )
    taken = ward_receive.receive(both.office, made.path, lambda: password)
    assert taken.row is not None


def test_a_receipt_counts_from_the_ward_that_asked_for_a_bundle_sealed_here(both: Pair, tmp_path: Path) -> None:
    both.take_in(both.ask())
    taken = ward_receive.receive(both.office, both.signed(both.sealed()).path, lambda: "")
    assert taken.row is not None
    path, _ = ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())
    workspace = both.walk.workspace
    changed = both.fresh() / "receipt.json"
    shutil.copy(path.with_name("receipt.json.p7s"), changed.with_name("receipt.json.p7s"))
    changed.write_bytes(path.read_bytes().replace(b"VALID", b"INVALID"))
    refused(lambda: handover.import_receipt(workspace, changed))
    assert handover.previous(both.walk) == (None, {})
    row = handover.import_receipt(workspace, path)
    assert (row.bundle, row.inspection) == (taken.row.id, both.walk.inspection.id)
    before, carried = handover.previous(both.walk)
    assert before is not None
    assert before.id == taken.row.id
    assert carried["previous/receipt.json"] == path.read_bytes()


def test_a_receipt_for_another_contractor_s_bundle_is_refused(both: Pair, tmp_path: Path) -> None:
    both.take_in(both.ask())
    taken = ward_receive.receive(both.office, both.signed(both.sealed()).path, lambda: "")
    assert taken.row is not None
    path, _ = ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())
    other = pair(tmp_path / "other")
    try:
        error = refused(lambda: handover.import_receipt(other.walk.workspace, path, [both.root.fingerprint]))
        assert taken.row.id in error.detail
    finally:
        other.close()


def test_every_seal_is_counted_and_anchors_the_journal_of_the_next(both: Pair) -> None:
    first = both.sealed()
    second = both.sealed()
    with zipfile.ZipFile(second) as archive:
        anchors = json.loads(archive.read("bundle.json"))["journal"]["anchors"]
    with zipfile.ZipFile(first) as archive:
        journal = json.loads(archive.read("bundle.json"))["journal"]
    assert [(row["count"], row["head"]) for row in anchors] == [(journal["count"], journal["head"])]
    assert str(handover.looked_at(second).verdict) == "INDETERMINATE", "nobody is trusted here, nothing is broken"
    assert len(both.walk.workspace.repository.sealed_bundles()) == 2
