"""The ward's desk: request, receipt, trust list, registered keys; and a year of their use."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from evidence import keys, known, model, registration, trust, verify, ward
from evidence.__main__ import main
from evidence.errors import BuildError, InputError, KeyFileError
from evidence.known import Known, Received
from evidence.renew import renew
from evidence.trust import Trust
from evidence.verdict import Verdict
from tests.vectors import tsa
from tests.vectors.forge import END, ISSUED, NOW, START, WHEN, Forge, read, zipped


@pytest.fixture(scope="module")
def forge() -> Forge:
    return Forge()


@pytest.fixture(scope="module")
def ward_trust(forge: Forge) -> Trust:
    return trust.parse(forge.trust.document)


@pytest.fixture
def bundle(forge: Forge, tmp_path: Path) -> Path:
    path = tmp_path / "b.asice.zip"
    path.write_bytes(forge.good)
    return path


def write(path: Path, signed: ward.Signed) -> Path:
    path.write_bytes(signed.document)
    path.with_name(path.name + ".p7s").write_bytes(signed.signature)
    return path


def test_a_round_from_request_to_receipt(forge: Forge, ward_trust: Trust, bundle: Path, tmp_path: Path) -> None:
    report = verify.verify(bundle, trust=ward_trust, now=NOW, known=Known(forge.request.document))
    assert report.verdict is Verdict.VALID
    receipt = ward.receipt(report, "見本区", forge.root, NOW)
    assert json.loads(receipt.document)["bundle"] == report.bundle_id
    path = write(tmp_path / "receipt.json", receipt)
    later = known.load(ward_trust, None, path, None)
    again = verify.verify(bundle, trust=ward_trust, now=NOW, known=later)
    assert [s.time_source for s in again.summary.signatures] == ["receipt", "receipt"]
    assert "TIME_CLAIMED" not in again.names()


def test_the_receipt_saves_a_signature_whose_key_was_revoked_later(
    forge: Forge, ward_trust: Trust, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(forge.resigned(keys=(forge.later, forge.approver)))
    before = verify.verify(path, trust=ward_trust, now=NOW)
    assert before.verdict is Verdict.INDETERMINATE
    assert before.bundle_id is not None
    received = Known(receipt=Received(before.bundle_id, WHEN + timedelta(hours=2)))
    assert verify.verify(path, trust=ward_trust, now=NOW, known=received).verdict is Verdict.VALID
    late = Known(receipt=Received(before.bundle_id, WHEN + timedelta(days=2)))
    assert verify.verify(path, trust=ward_trust, now=NOW, known=late).verdict is Verdict.INVALID


def test_a_receipt_counts_only_with_the_ward_s_signature(forge: Forge, ward_trust: Trust, tmp_path: Path) -> None:
    path = write(tmp_path / "receipt.json", forge.receipt)
    assert trust.load_receipt(path, ward_trust).bundle == "ab" * 32
    path.write_bytes(forge.receipt.document.replace(b"2025", b"2024", 1))
    with pytest.raises(InputError) as caught:
        trust.load_receipt(path, ward_trust)
    assert caught.value.key == "document_signature"
    with pytest.raises(InputError):
        trust.load_receipt(write(tmp_path / "r.json", forge.receipt), Trust())


def test_a_trust_list_changed_on_the_way(forge: Forge, tmp_path: Path) -> None:
    path = write(tmp_path / "trust.json", forge.trust)
    assert trust.load(path).pins
    path.write_bytes(forge.trust.document.replace(forge.revoked.fingerprint.encode(), b"0" * 64))
    with pytest.raises(InputError) as caught:
        trust.load(path)
    assert caught.value.key == "document_signature"


def test_the_previous_id_the_ward_keeps(bundle: Path, ward_trust: Trust) -> None:
    right = verify.verify(bundle, trust=ward_trust, now=NOW, known=Known(previous="ab" * 32))
    assert right.verdict is Verdict.VALID
    wrong = verify.verify(bundle, trust=ward_trust, now=NOW, known=Known(previous="cd" * 32))
    assert "PREV_MISMATCH" in wrong.names()


def test_demands_are_judged_by_the_verifier_s_copy(forge: Forge, ward_trust: Trust, tmp_path: Path) -> None:
    """A contractor who swaps the request for a softer one of the same ward does not get rid of a role."""
    soft = Forge()
    soft.__dict__.update(root=forge.root)
    soft.__dict__.update(request=ward.request(forge.demand(required_roles=["operator"]), forge.root, WHEN))
    path = tmp_path / "b.zip"
    path.write_bytes(soft.sealed(signers=(forge.operator,)))
    report = verify.verify(path, trust=ward_trust, now=NOW, known=Known(forge.request.document))
    assert report.verdict is Verdict.INVALID
    assert {"ROLE_MISSING", "REQ_UNKNOWN_NONCE"} <= set(report.names())


def test_nothing_can_be_stripped_swapped_or_doubled(forge: Forge, ward_trust: Trust, tmp_path: Path) -> None:
    """Under a request that demands both roles: every entry removed, emptied, doubled, and every pair swapped."""
    held = Known(forge.request.document)
    parts = forge.parts()
    names = list(parts)
    tried = {f"without {n}": {m: b for m, b in parts.items() if m != n} for n in names}
    tried |= {f"empty {n}": {**parts, n: b""} for n in names if parts[n]}
    tried |= {f"double {n}": {**parts, "copy-" + n.replace("/", "-").lower(): parts[n]} for n in names}
    for i, a in enumerate(names):
        tried |= {f"{a} <-> {b}": {**parts, a: parts[b], b: parts[a]} for b in names[i + 1 :] if parts[a] != parts[b]}
    path = tmp_path / "t.zip"
    for what, changed in tried.items():
        path.write_bytes(zipped(changed))
        report = verify.verify(path, trust=ward_trust, now=NOW, known=held)
        assert report.verdict is not Verdict.VALID, what
    assert len(tried) > 290


def test_renewal_carries_a_signature_over_the_end_of_a_certificate(forge: Forge, bundle: Path, tmp_path: Path) -> None:
    """First authority until 2031, second until 2041: after 2031 only the renewed copy is VALID."""
    first = tsa.Authority(forge.authority.signer, WHEN + timedelta(days=1))
    second = tsa.Authority(tsa.certificate(8, START, END.replace(year=2041)), datetime(2030, 1, 1, tzinfo=UTC))
    known_tsa = (first.signer.certificate, second.signer.certificate)
    trusted = replace(trust.parse(forge.trust.document), tsa=known_tsa)
    one = renew(bundle, tmp_path / "1.zip", first, now=NOW).path
    two = renew(one, tmp_path / "2.zip", second, now=datetime(2030, 1, 1, tzinfo=UTC)).path
    after = datetime(2035, 1, 1, tzinfo=UTC)
    assert verify.verify(one, trust=trusted, now=NOW).verdict is Verdict.VALID
    aged = verify.verify(one, trust=trusted, now=after)
    assert aged.verdict is Verdict.INDETERMINATE
    assert "TST_EXPIRED" in aged.names()
    assert verify.verify(two, trust=trusted, now=after).verdict is Verdict.VALID
    assert verify.verify(two, trust=trusted, now=after).bundle_id == verify.verify(bundle).bundle_id
    with zipfile.ZipFile(two) as opened:
        assert "META-INF/timestamp002.tst" in opened.namelist()


def test_a_broken_bundle_is_not_renewed(forge: Forge, bundle: Path, tmp_path: Path) -> None:
    bundle.write_bytes(zipped(read(forge.good) | {"items.json": b"x"}))
    with pytest.raises(BuildError):
        renew(bundle, tmp_path / "x.zip", forge.authority, now=NOW)


def test_a_registered_key_gets_a_ward_certificate(forge: Forge, tmp_path: Path) -> None:
    path = tmp_path / "k.key"
    mine = keys.create_key_file(path, "long passphrase", "点検 担当", now=START)
    handed_in = registration.read(registration.export(mine))
    issued = ward.issue(forge.root, handed_in, START)
    adopted = keys.adopt_certificate(path, "long passphrase", issued)
    assert adopted.fingerprint == mine.fingerprint, "the fingerprint on the paper form stays"
    assert keys.load_key_file(path, "long passphrase").certificate == issued
    assert Trust(roots=(forge.root.certificate,)).root_of(issued) == forge.root.certificate
    with pytest.raises(KeyFileError) as caught:
        keys.adopt_certificate(path, "long passphrase", forge.stranger.certificate)
    assert caught.value.key == "key_other"


def test_only_a_root_issues(forge: Forge) -> None:
    with pytest.raises(BuildError) as caught:
        ward.issue(forge.operator, forge.approver.certificate, START)
    assert caught.value.key == "not_a_root"
    with pytest.raises(BuildError) as caught:
        ward.issue(forge.root, forge.issued.certificate, START)
    assert caught.value.key == "registration", "a certificate somebody else signed proves no possession"


def test_a_new_key_is_announced_by_the_old_one(forge: Forge, ward_trust: Trust) -> None:
    new = forge.stranger.certificate
    note = registration.announce(forge.operator, new, WHEN)
    assert registration.check_announcement(ward_trust, new, note) == forge.operator.fingerprint
    for wrong in (
        registration.announce(forge.stranger, new, WHEN),
        registration.announce(forge.revoked, new, WHEN),
        registration.announce(forge.operator, forge.approver.certificate, WHEN),
        b"",
    ):
        with pytest.raises(BuildError):
            registration.check_announcement(ward_trust, new, wrong)
    with pytest.raises(BuildError):
        registration.read(b"not a certificate")


def test_an_expired_pin_does_not_count(forge: Forge, ward_trust: Trust, bundle: Path) -> None:
    old = tuple(replace(p, end=model.utc(WHEN - timedelta(days=1))) for p in ward_trust.pins)
    report = verify.verify(bundle, trust=replace(ward_trust, pins=old), now=NOW)
    assert "SIGNER_UNTRUSTED" in report.names()


def test_the_command_takes_the_ward_s_files(
    forge: Forge, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = write(tmp_path / "trust.json", forge.trust), write(tmp_path / "request.json", forge.request)
    options = ["--trust", str(files[0]), "--request", str(files[1]), "--previous", "ab" * 32, "--json"]
    assert main(["verify", str(bundle), *options]) in (0, 2)
    assert json.loads(capsys.readouterr().out)["id"]
    assert main(["verify", str(bundle), "--request", str(files[0])]) == 65
    assert main(["verify", str(bundle), "--previous", "xyz"]) == 65
    assert main(["verify", str(bundle), "--receipt", str(tmp_path / "none.json")]) == 65


def test_a_demanded_timestamp_can_be_added_by_renewal(forge: Forge, ward_trust: Trust, tmp_path: Path) -> None:
    wanted = Forge()
    wanted.__dict__.update(root=forge.root, request=ward.request(forge.demand(required_tst=True), forge.root, START))
    path = tmp_path / "b.zip"
    path.write_bytes(wanted.sealed())
    assert "TST_MISSING" in verify.verify(path, trust=ward_trust, now=NOW).names()
    later = renew(path, tmp_path / "r.zip", forge.authority, now=NOW).path
    assert verify.verify(later, trust=ward_trust, now=NOW).verdict is Verdict.VALID


def test_a_key_typed_in_by_hand_does_not_make_its_owner_the_ward() -> None:
    """Only the signer's fingerprint is known: a request he made for himself is shown as nobody's."""
    forge = Forge()
    made = Forge()
    made.__dict__["request"] = ward.request(forge.demand(expected_hosts=None), forge.operator, ISSUED)
    by_hand = trust.Trust.from_pins([forge.operator.fingerprint, forge.approver.fingerprint])
    report = verify.verify_stream(BytesIO(made.sealed()), trust=by_hand, now=NOW)
    assert report.verdict.value == "INDETERMINATE"
    assert "REQ_UNTRUSTED" in report.names()
