"""The ward's request on the contractor's side: whose it is, whether it fits, and what quotes it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from evidence import verify
from evidence.known import Known
from selfaudit.domain.inspection import MachineSays
from selfaudit.errors import InputError
from selfaudit.services import fleet, inspect, request, seal, ward
from selfaudit.services.contracts import begin_year
from tests.assets.exchange import DUE, NUMBER, SECRET, Pair, contractor, desk, host_report, pair


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


def refused(both: Pair, path: Path, pins: list[str], trust: Path | None = None) -> InputError:
    with pytest.raises(InputError) as raised:
        request.import_request(both.walk.workspace, path, trust_file=trust, pins=pins)
    assert raised.value.next_step
    assert both.walk.workspace.repository.imported_requests() == {}
    return raised.value


def test_what_is_asked_is_shown_and_kept_as_it_came(both: Pair) -> None:
    path = both.ask(hosts=("pc-12345678", f"pc-aaaaaaaa={'ab' * 32}"), max_bytes=1 << 20)
    asked = both.take_in(path)
    assert (asked.ward, asked.contract, asked.roles) == ("見本区", NUMBER, ("operator", "approver"))
    assert asked.hosts == (("pc-12345678", ""), ("pc-aaaaaaaa", "ab" * 32))
    assert asked.due.astimezone().date().year == DUE.year
    assert asked.sha256 == sha256(path.read_bytes()).hexdigest() == request.read_digest(path)
    assert asked.ward_key == both.root.fingerprint
    assert request.asked(both.walk) == asked
    assert request.entries(both.walk)["request/request.json"] == path.read_bytes()
    kinds = [row.kind for row in both.walk.workspace.repository.journal(both.walk.inspection.id)]
    assert kinds[-1] == "importedrequest"


def test_the_contract_number_comes_from_the_request_or_must_be_the_same(both: Pair) -> None:
    both.take_in(both.ask())
    both.walk.reload()
    assert both.walk.contract.number == NUMBER
    workspace = both.walk.workspace
    workspace.save_contract(replace(both.walk.contract, number="7-999"))
    with pytest.raises(InputError) as raised:
        both.take_in(both.ask())
    assert NUMBER in raised.value.detail
    assert "7-999" in raised.value.detail


def test_a_ward_nobody_vouched_for_is_refused_with_its_fingerprint_to_compare(both: Pair) -> None:
    error = refused(both, both.ask(), [])
    assert both.root.fingerprint in error.detail.replace(" ", "")
    refused(both, both.ask(), ["ab" * 32])


def test_a_request_or_trust_list_changed_on_the_way_is_refused(both: Pair) -> None:
    pins = [both.root.fingerprint]
    path = both.ask()
    path.write_bytes(path.read_bytes().replace(b'"approver"', b'"operator"'))
    refused(both, path, pins)
    refused(both, both.folder / "none.json", pins)
    unsigned = both.ask()
    unsigned.with_name("request.json.p7s").unlink()
    refused(both, unsigned, pins)
    path = both.ask()
    trust = path.with_name("trust.json")
    trust.write_bytes(trust.read_bytes().replace(both.approver.fingerprint.encode(), b"0" * 64))
    refused(both, path, pins, trust)
    trust.with_name("trust.json.p7s").unlink()
    refused(both, path, pins, trust)
    path.write_bytes(b"{}")
    refused(both, path, pins)


def test_another_ward_s_trust_list_does_not_introduce_itself(both: Pair, tmp_path: Path) -> None:
    office, root = desk(tmp_path / "other")
    with office:
        out = both.fresh()
        ward.trust_list(office, root, out)
        path = ward.request(office, ward.Wanted(NUMBER, "shinjuku-2012", DUE), root, out)[0]
    refused(both, path, [both.root.fingerprint], out / "trust.json")


def test_another_profile_is_refused(both: Pair, tmp_path: Path) -> None:
    other = contractor(tmp_path / "other", profile="setagaya-2026")
    with other.workspace, pytest.raises(InputError) as raised:
        both.take_in(both.ask(), other)
    assert "setagaya-2026" in raised.value.detail


def test_next_year_the_known_ward_needs_no_introduction(both: Pair) -> None:
    both.take_in(both.ask())
    both.walk.reload()
    workspace = both.walk.workspace
    later = begin_year(workspace, both.walk.contract, 2027)
    path = both.ask(year=2027)
    asked = request.import_request(workspace, path, trust_file=None, pins=[])
    assert asked.inspection == later.inspection.id, "the newest inspection of that contract number"
    assert [pin.key for pin in request.pins_of(later, "approver")] == [both.approver.fingerprint]


def test_a_report_that_answers_no_or_another_request_is_not_gathered(both: Pair) -> None:
    first = both.ask()
    without = host_report(both.folder / "pc1")
    both.take_in(first)
    with pytest.raises(InputError) as raised:
        fleet.gather(both.walk, [without])
    assert "--request" in raised.value.next_step
    quoting = host_report(both.folder / "pc2", request.read_digest(first))
    fleet.gather(both.walk, [quoting])
    both.take_in(both.ask())
    with pytest.raises(InputError):
        seal.seal(both.walk, both.folder, SECRET)
    assert list(both.folder.glob("*.asice.zip")) == []


def test_the_sealed_bundle_answers_the_request_under_the_ward_s_eyes(both: Pair) -> None:
    path = both.ask(roles=("operator",))
    both.take_in(path)
    inspect.run(both.walk, only=["disk.encryption"])
    bundle = both.sealed()
    report = verify.verify(bundle, trust=ward.trust(both.office, NUMBER), known=Known(path.read_bytes()))
    assert str(report.verdict) == "VALID", report.names()
    assert not {"REQ_MISSING", "HOST_STALE", "PREV_MISSING"} & set(report.names())


def test_what_the_request_wants_and_is_not_there_is_said_before_sealing(both: Pair) -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    said_then = MachineSays(both.walk.inspection.id, "pc-early000", "disk.encryption", "PASS", "", early)
    inspect.keep(both.walk, "pc-early000", [said_then])
    before = set(seal.readiness(both.walk))
    both.take_in(both.ask(hosts=("pc-12345678",), timestamp=True))
    said = " ".join(set(seal.readiness(both.walk)) - before)
    assert "pc-12345678" in said
    assert "pc-early000" in said
    assert "--tsa" in said
