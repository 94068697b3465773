"""One bundle opened for review, and all of them added up."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.replay import ReplayHost
from selfaudit.domain.contract import Person
from selfaudit.domain.finding import Severity
from selfaudit.domain.inspection import Outcome
from selfaudit.domain.register import Direction, RegisterEntry, RegisterKind
from selfaudit.errors import InputError, UsageError
from selfaudit.services import findings, handover, inspect, ward_findings, ward_receive, ward_review, ward_rollup
from selfaudit.services.bundle_reader import statuses
from selfaudit.services.ward_findings import Wanted
from selfaudit.services.workspace import new_id
from tests.assets.exchange import NUMBER, Pair, pair

ITEM = "shinjuku-2012/contractor/3"


def old_pc(folder: Path) -> ReplayHost:
    """A PC with a Debian of 2016."""
    folder.mkdir()
    head = {"system": "linux", "elevated": False, "recorded_at": datetime.now(UTC).isoformat()}
    (folder / "host.json").write_text(json.dumps(head), encoding="utf-8")
    index = [{"file": "os", "command": "file:/etc/os-release", "rc": 0, "error": ""}]
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "os").write_text(
        'ID=debian\nVERSION_ID="8"\nPRETTY_NAME="Debian GNU/Linux 8 (jessie)"\n', encoding="utf-8"
    )
    return ReplayHost(folder)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A contract with hand-overs, a roster, an old PC, two bundles a while apart and one finding."""
    made = pair(tmp_path_factory.mktemp("review"))
    walk = made.walk
    contract = walk.contract.id
    for number in range(6):
        row = RegisterEntry(
            new_id(),
            contract,
            RegisterKind.HANDOVER,
            asset=f"名簿{number}",
            direction=Direction.IN,
            day=date(2026, 5, number + 1),
        )
        walk.workspace.repository.save_register_entry(row)
    for name in ("𠮷田 花子", "髙橋 太郎", "山田 次郎"):
        walk.workspace.save_person(Person(new_id(), contract, name))
    inspect.run(walk, only=["patch.eol"], host=old_pc(made.folder / "pc"))
    walk.set_outcome(ITEM, Outcome.NONCONFORMING)
    made.take_in(made.ask())
    first = take(made, made.signed(made.sealed()).path)
    receipt, _ = ward_receive.receipt(made.office, first, made.root, made.fresh())
    handover.import_receipt(walk.workspace, receipt)
    ward_findings.raise_finding(made.office, Wanted(NUMBER, ITEM, Severity.SERIOUS, "古いPC", date(2026, 1, 31), first))
    findings.import_findings(walk.workspace, ward_findings.issue(made.office, NUMBER, made.root, made.fresh())[0])
    walk.set_outcome(ITEM, Outcome.CONFORMS)
    walk.set_field(ITEM, "dissent", "入れ替えた")
    made.take_in(made.ask())
    take(made, made.signed(made.sealed()).path)
    yield made
    made.close()


def take(both: Pair, file: Path) -> str:
    taken = ward_receive.receive(both.office, file, lambda: "")
    assert taken.row is not None
    return taken.row.id


def test_findings_come_first_and_stand_with_their_clause(both: Pair) -> None:
    last = both.office.repository.received_bundles()[-1]
    opened = ward_review.review(both.office, last.id)
    assert [seen.finding.text for seen in opened.findings] == ["古いPC"]
    line = next(item for item in opened.items if item.id == ITEM)
    assert [seen.finding.number for seen in line.findings] == [opened.findings[0].finding.number]
    assert [statuses(report)["patch.eol"] for report in opened.view.hosts.values()] == ["FAIL"]
    assert opened.since is not None
    assert [change.id for change in opened.since.unbacked] == [ITEM], "the same PC, no new exhibit"


def test_the_sample_holds_no_name_and_stays_the_same(both: Pair) -> None:
    last = both.office.repository.received_bundles()[-1]
    opened = ward_review.review(both.office, last.id)
    assert [pick.kind for pick in opened.picks] == ["handover"] * 3 + ["asset"] + ["roster"] * 2
    said = json.dumps(ward_review.document(opened)["sample"], ensure_ascii=False)
    assert not any(name in said for name in ("吉", "𠮷", "髙橋", "山田"))
    assert ward_review.review(both.office, last.id).draw == opened.draw
    with zipfile.ZipFile(both.office.repository.received_path(last.id)) as bundle:
        roster = bundle.read("roster.json").decode()
    assert "田" not in roster
    assert len(json.loads(roster)["rows"]) == 3


def test_the_same_worker_has_the_same_reference_next_time(both: Pair) -> None:
    rosters = []
    for row in both.office.repository.received_bundles():
        with zipfile.ZipFile(both.office.repository.received_path(row.id)) as bundle:
            rosters.append([each["ref"] for each in json.loads(bundle.read("roster.json"))["rows"]])
    assert rosters[0] == rosters[1]
    assert len(set(rosters[0])) == 3


def test_the_roll_up_counts_contracts_machines_and_late_findings(both: Pair, tmp_path: Path) -> None:
    rolled = ward_rollup.rollup(both.office, 2026)
    assert [(line.contract, line.os) for line in rolled.machines] == [(NUMBER, "linux")]
    assert [seen.finding.text for seen in rolled.findings] == ["古いPC"]
    assert sum(rolled.states.values()) == 1
    assert all(line.contracts == 1 for line in rolled.topics)
    assert {line.open for line in rolled.topics} <= {0, 1}
    for name, head in (("all.xlsx", b"PK"), ("all.pdf", b"%PDF-")):
        ward_rollup.write(both.office, rolled, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(head)
    with pytest.raises(UsageError):
        ward_rollup.write(both.office, rolled, tmp_path / "all.doc")


def test_the_paper_says_what_the_tables_say(both: Pair, tmp_path: Path) -> None:
    import pypdfium2

    rolled = ward_rollup.rollup(both.office, 2026)
    ward_rollup.write(both.office, rolled, tmp_path / "all.pdf")
    with pypdfium2.PdfDocument(tmp_path / "all.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    plain = "".join(text.split())
    for table in ward_rollup.tables(rolled):
        assert "".join(table.title.split()) in plain
        for cell in (cell for row in table.rows for cell in row):
            assert "".join(cell.split()) in plain, cell


def test_a_year_without_bundles_is_empty(both: Pair) -> None:
    rolled = ward_rollup.rollup(both.office, 2020)
    assert (rolled.topics, rolled.machines, rolled.states) == ((), (), {})


def test_a_bundle_that_is_gone_is_said(both: Pair) -> None:
    with pytest.raises(InputError):
        ward_review.review(both.office, "ab" * 32)
    with pytest.raises(InputError):
        ward_review.opened(None, "no-such-file")
