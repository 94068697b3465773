"""Signing keys from the first form to their replacement."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from evidence import keys
from selfaudit.errors import InputError, UsageError
from selfaudit.services import keyring, ward
from tests.assets.exchange import SECRET, desk, key

NOW = datetime.now(UTC)


def test_the_exported_certificate_has_the_fingerprint_of_the_paper_form(tmp_path: Path) -> None:
    signer = key(tmp_path, "operator")
    handed = x509.load_pem_x509_certificate((tmp_path / "operator.pem").read_bytes())
    assert keys.fingerprint(handed) == signer.fingerprint
    assert keyring.grouped(signer.fingerprint).replace(" ", "") == signer.fingerprint
    assert b"PRIVATE" not in (tmp_path / "operator.pem").read_bytes()
    assert keyring.holder(signer) == "operator"


def test_after_a_change_only_the_new_passphrase_opens_and_a_backup_keeps_the_old(tmp_path: Path) -> None:
    signer, path, copy = key(tmp_path, "operator"), tmp_path / "operator.key", tmp_path / "copy.key"
    keyring.backup(path, copy)
    keyring.change_passphrase(path, SECRET, "another long one")
    assert keyring.open_key(path, "another long one").fingerprint == signer.fingerprint
    assert keyring.open_key(copy, SECRET).fingerprint == signer.fingerprint
    with pytest.raises(InputError):
        keyring.open_key(path, SECRET)
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("old", "new"), [(SECRET, SECRET), ("wrong one here", "another long one"), (SECRET, "short")])
def test_a_change_that_cannot_be_leaves_the_key_as_it_was(tmp_path: Path, old: str, new: str) -> None:
    key(tmp_path, "operator")
    before = (tmp_path / "operator.key").read_bytes()
    with pytest.raises(InputError) as raised:
        keyring.change_passphrase(tmp_path / "operator.key", old, new)
    assert raised.value.next_step
    assert (tmp_path / "operator.key").read_bytes() == before


def test_nothing_is_overwritten_and_what_is_missing_is_named(tmp_path: Path) -> None:
    signer = key(tmp_path, "operator")
    path = tmp_path / "operator.key"
    with pytest.raises(InputError):
        keyring.make(path, SECRET, "x")
    with pytest.raises(InputError):
        keyring.export(signer, tmp_path / "operator.pem")
    with pytest.raises(InputError):
        keyring.backup(path, path)
    for act in (lambda: keyring.open_key(tmp_path / "no.key", SECRET), lambda: keyring.backup(tmp_path / "no", path)):
        with pytest.raises(InputError) as raised:
            act()
        assert "key new" in raised.value.next_step
    with pytest.raises(UsageError):
        keyring.path_of(tmp_path, "../../etc")


def test_a_new_key_is_announced_by_the_old_one_and_by_nobody_else(tmp_path: Path) -> None:
    office, _ = desk(tmp_path / "ward")
    with office:
        old = key(tmp_path, "operator")
        ward.register(office, tmp_path / "operator.pem", role="operator")
        new, announced = keyring.rotate(tmp_path / "operator.key", SECRET, "another long one", NOW)
        keyring.export(new, tmp_path / "new.pem")
        (tmp_path / "new.pem.p7s").write_bytes(announced)
        assert keyring.open_key(tmp_path / "operator.key", "another long one").fingerprint == new.fingerprint
        kept = tmp_path / f"operator-{old.fingerprint[:8]}.key"
        assert keyring.open_key(kept, SECRET).fingerprint == old.fingerprint
        row = ward.register(office, tmp_path / "new.pem", role="operator", announcement=tmp_path / "new.pem.p7s")
        assert row.key == new.fingerprint
        key(tmp_path, "stranger")
        keyring.rotate(tmp_path / "stranger.key", SECRET, SECRET, NOW)
        with pytest.raises(InputError):
            ward.register(office, tmp_path / "stranger.pem", role="operator", announcement=tmp_path / "new.pem.p7s")


def test_a_certificate_of_the_ward_is_adopted_by_its_own_key_alone(tmp_path: Path) -> None:
    office, root = desk(tmp_path / "ward")
    with office:
        signer = key(tmp_path, "operator")
        key(tmp_path, "other")
        row = ward.register(office, tmp_path / "operator.pem", role="operator")
        ward.issue_certificate(office, row, root, tmp_path / "issued.pem")
    with pytest.raises(InputError):
        keyring.adopt(tmp_path / "other.key", SECRET, tmp_path / "issued.pem")
    adopted = keyring.adopt(tmp_path / "operator.key", SECRET, tmp_path / "issued.pem")
    assert adopted.fingerprint == signer.fingerprint
    adopted.certificate.verify_directly_issued_by(root.certificate)
