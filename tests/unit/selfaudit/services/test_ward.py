"""The ward's desk: who counts, what was asked, what came, and what was receipted."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evidence import keys, verify
from evidence import trust as trusts
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError
from selfaudit.services import fleet, handover, keyring, ward, ward_receive, ward_register
from selfaudit.services.host_key import host_signer
from selfaudit.services.workspace import Workspace
from selfaudit.text.wareki import JST
from tests.assets.exchange import NUMBER, PROFILE, SECRET, Pair, desk, host_report, key, pair


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


def no_password() -> str:
    raise AssertionError("a plain bundle needs no password")


def receive(both: Pair, file: Path) -> ward_receive.Taken:
    return ward_receive.receive(both.office, file, no_password)


def answered(both: Pair) -> Path:
    """A bundle with both signatures that answers a fresh request."""
    both.take_in(both.ask())
    return both.signed(both.sealed()).path


def test_a_folder_that_is_no_desk_does_nothing(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        acts = (
            lambda: ward.root(workspace, SECRET),
            lambda: ward.register(workspace, tmp_path / "x.pem", role="operator"),
            lambda: ward_register.register(workspace),
            lambda: ward_receive.receive(workspace, tmp_path / "x.zip", no_password),
        )
        for act in acts:
            with pytest.raises(InputError) as raised:
                act()
            assert "ward init" in raised.value.next_step


def test_the_desk_has_one_root_key(tmp_path: Path) -> None:
    office, root = desk(tmp_path / "ward")
    with office:
        with pytest.raises(InputError):
            ward.init(office, "別の区", SECRET)
        assert ward.name(office) == "見本区"
        assert ward.root(office, SECRET).fingerprint == root.fingerprint
        with pytest.raises(InputError):
            ward.root(office, "wrong passphrase")


@pytest.mark.parametrize("name", ["", "区" * 65])
def test_a_ward_needs_a_name_a_certificate_can_hold(tmp_path: Path, name: str) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        with pytest.raises(InputError):
            ward.init(workspace, name, SECRET)
        assert list((tmp_path / "data").rglob("*.key")) == []


def test_the_trust_list_names_one_contract_s_keys_and_holds_by_itself(both: Pair) -> None:
    key(both.folder, "elsewhere")
    ward.register(both.office, both.folder / "elsewhere.pem", role="operator", contract="9-9")
    path = ward.trust_list(both.office, both.root, both.fresh(), NUMBER)
    listed = trusts.load(path)
    assert {(pin.key, pin.role) for pin in listed.pins} == {
        (both.operator.fingerprint, "operator"),
        (both.approver.fingerprint, "approver"),
    }
    assert listed.is_ward(both.root.certificate)
    assert json.loads(path.read_bytes())["ward"] == "見本区"


def test_validity_is_cut_to_the_days_on_the_form(both: Pair) -> None:
    key(both.folder, "third")
    row = ward.register(
        both.office,
        both.folder / "third.pem",
        role="approver",
        start=date(2030, 4, 1),
        end=date(2031, 3, 31),
    )
    assert row.start == datetime(2030, 3, 31, 15, tzinfo=UTC), "midnight in Japan"
    assert row.end.astimezone(UTC).replace(microsecond=0) == datetime(2031, 3, 31, 14, 59, 59, tzinfo=UTC)
    for bad in (b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        (both.folder / "bad.pem").write_bytes(bad)
        with pytest.raises(InputError):
            ward.register(both.office, both.folder / "bad.pem", role="operator")


def test_a_bundle_is_judged_kept_and_receipted(both: Pair) -> None:
    file = answered(both)
    taken = receive(both, file)
    assert str(taken.report.verdict) == "VALID", taken.report.names()
    assert taken.row is not None
    kept = both.office.repository.received_path(taken.row.id)
    assert kept.read_bytes() == file.read_bytes()
    path, row = ward_receive.receipt(both.office, taken.row.id[:12], both.root, both.fresh())
    receipt = json.loads(path.read_bytes())
    assert (receipt["bundle"], receipt["verdict"], receipt["ward"]) == (taken.row.id, "VALID", "見本区")
    assert row.receipt == path.read_text(encoding="utf-8")
    again = trusts.load_receipt(path, ward.trust(both.office))
    assert again.bundle == verify.verify(file).bundle_id
    with pytest.raises(InputError):
        ward_receive.receipt(both.office, "abcd", both.root, both.fresh())


def test_a_kept_file_that_changed_gets_no_receipt(both: Pair) -> None:
    taken = receive(both, answered(both))
    assert taken.row is not None
    kept = both.office.repository.received_path(taken.row.id)
    raw = bytearray(kept.read_bytes())
    raw[len(raw) // 2] ^= 1
    kept.write_bytes(raw)
    with pytest.raises(InputError):
        ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())
    kept.unlink()
    with pytest.raises(InputError):
        ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())


def test_a_whole_bundle_replaces_a_stripped_one_and_not_the_other_way(both: Pair) -> None:
    both.take_in(both.ask())
    alone = both.sealed()
    whole = both.signed(alone).path
    first = receive(both, alone)
    assert "ROLE_MISSING" in first.report.names()
    assert first.row is not None
    assert first.row.verdict == "INVALID"
    second = receive(both, whole)
    assert second.row is not None
    assert (second.row.id, second.row.verdict) == (first.row.id, "VALID")
    third = receive(both, alone)
    assert str(third.report.verdict) == "INVALID"
    assert third.row == second.row
    assert both.office.repository.received_path(first.row.id).read_bytes() == whole.read_bytes()


def test_a_key_registered_for_another_contract_or_revoked_does_not_count(both: Pair) -> None:
    file = answered(both)
    rows = ward.revoke(both.office, both.operator.fingerprint[:16], datetime.now(UTC) - timedelta(days=1))
    assert [row.role for row in rows] == ["operator"]
    assert "CERT_REVOKED" in receive(both, file).report.names()
    for unclear in ("", "12", "zz" * 8):
        with pytest.raises(InputError):
            ward.revoke(both.office, unclear, datetime.now(UTC))


def test_a_bundle_of_an_unregistered_contract_is_not_vouched_for(both: Pair) -> None:
    both.walk.workspace.save_contract(both.walk.contract)
    bundle = both.sealed()
    taken = receive(both, bundle)
    assert str(taken.report.verdict) == "INDETERMINATE"
    assert "SIGNER_UNTRUSTED" in taken.report.names()


def test_a_pc_is_new_once(both: Pair) -> None:
    def year(asked: Path) -> ward_receive.Taken:
        answer = both.take_in(asked)
        (both.folder / "pc").mkdir(exist_ok=True)
        for old in (both.folder / "pc").glob("*.zip"):
            old.unlink()
        fleet.gather(both.walk, [host_report(both.folder / "pc", answer.sha256)])
        taken = receive(both, both.signed(both.sealed()).path)
        assert taken.row is not None
        receipt, _ = ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())
        handover.import_receipt(both.walk.workspace, receipt)
        return taken

    first, second = year(both.ask()), year(both.ask())
    assert "HOST_KEY_NEW" in first.report.names()
    assert "HOST_KEY_NEW" not in second.report.names()
    assert str(second.report.verdict) == "VALID", second.report.names()


def test_a_registered_pc_is_not_new(both: Pair) -> None:
    signer = host_signer(both.folder / "pc")
    keyring.export(signer, both.folder / "pc.pem")
    ward.register(both.office, both.folder / "pc.pem", role="host", contract=NUMBER)
    asked = both.take_in(both.ask())
    fleet.gather(both.walk, [host_report(both.folder / "pc", asked.sha256)])
    assert "HOST_KEY_NEW" not in receive(both, both.signed(both.sealed()).path).report.names()


def test_what_is_no_bundle_leaves_nothing_behind(both: Pair) -> None:
    junk = both.folder / "junk.zip"
    junk.write_bytes(b"PK\x03\x04" + b"x" * 100)
    taken = receive(both, junk)
    assert (str(taken.report.verdict), taken.row) == ("INVALID", None)
    with zipfile.ZipFile(both.folder / "other.zip", "w") as archive:
        archive.writestr("bundle.json", "{}")
    assert receive(both, both.folder / "other.zip").row is None
    with pytest.raises(InputError):
        receive(both, both.folder / "none.zip")
    assert list((both.folder / "ward" / "received").iterdir()) == []
    assert both.office.repository.received_bundles() == []


def test_the_register_says_who_is_late(both: Pair) -> None:
    def states() -> list[tuple[str, str]]:
        return [(row.contract_number, row.state) for row in ward_register.register(both.office, 2026)]

    wanted = ward.Wanted("7-1", PROFILE, date(2020, 3, 31), fiscal_year=2026)
    ward.request(both.office, wanted, both.root, both.fresh())
    both.take_in(both.ask())
    assert states() == [("7-1", "overdue"), (NUMBER, "open")]
    alone = both.sealed()
    receive(both, alone)
    assert states()[1] == (NUMBER, "review")
    receive(both, both.signed(alone).path)
    done = "answered" if FiscalYear.of(datetime.now(JST).date()).year == 2026 else "late"
    assert states()[1] == (NUMBER, done)
    assert ward_register.register(both.office, 2030) == []


def test_a_certificate_of_erasure_is_no_inspection(both: Pair) -> None:
    both.take_in(both.ask(roles=("operator",)))
    taken = receive(both, both.sealed())
    assert taken.row is not None
    both.office.repository.save_received_bundle(replace(taken.row, type="erasure"))
    assert [row.state for row in ward_register.register(both.office)] == ["open"]


def test_a_request_needs_clauses_that_exist_and_never_overwrites(both: Pair) -> None:
    out = both.fresh()
    with pytest.raises(InputError):
        ward.request(both.office, ward.Wanted(NUMBER, "no-such", date(2027, 3, 31)), both.root, out)
    ward.request(both.office, ward.Wanted(NUMBER, PROFILE, date(2027, 3, 31)), both.root, out)
    with pytest.raises(InputError):
        ward.request(both.office, ward.Wanted(NUMBER, PROFILE, date(2027, 3, 31)), both.root, out)
    assert len(both.office.repository.issued_requests()) == 1


def test_a_timestamp_authority_is_listed_by_its_certificate(both: Pair, tmp_path: Path) -> None:
    key(tmp_path, "authority")
    row = ward.register(both.office, tmp_path / "authority.pem", role=ward.TSA)
    listed = ward.trust(both.office, NUMBER)
    assert [keys.fingerprint(cert) for cert in listed.tsa] == [row.key]
    assert row.key not in {pin.key for pin in listed.pins}
