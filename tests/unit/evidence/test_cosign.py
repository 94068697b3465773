"""The approver signs later, on another PC, what the operator has sealed."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence import build, verify
from evidence.cosign import sign_again
from evidence.errors import BuildError
from evidence.keys import KeyFileSigner
from evidence.known import Known
from evidence.renew import renew
from evidence.trust import Trust, parse
from evidence.verdict import Verdict
from tests.vectors.forge import WHEN, Forge

LATER = datetime(2026, 7, 3, tzinfo=UTC)
NOW = datetime(2026, 8, 1, tzinfo=UTC)


def test_the_second_signature(sealed: Path, tmp_path: Path, approver: KeyFileSigner, trust: Trust) -> None:
    before = verify.verify(sealed, trust=trust, now=NOW)
    result = sign_again(sealed, tmp_path / "two.zip", approver, signed_at=LATER)
    after = verify.verify(result.path, trust=trust, now=NOW)
    assert after.verdict is Verdict.VALID
    assert [s.role for s in after.summary.signatures] == ["operator", "approver"]
    assert after.bundle_id == before.bundle_id == result.bundle_id, "the identity is that of the first manifest"
    with zipfile.ZipFile(sealed) as a, zipfile.ZipFile(result.path) as b:
        assert all(a.read(n) == b.read(n) for n in a.namelist())


def test_building_with_both_at_once_gives_the_same_file(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner, approver: KeyFileSigner
) -> None:
    one = build.build(tmp_path / "1.zip", content, [operator], signed_at=LATER).path
    both = build.build(tmp_path / "2.zip", content, [operator, approver], signed_at=LATER).path
    assert sign_again(one, tmp_path / "3.zip", approver, signed_at=LATER).path.read_bytes() == both.read_bytes()


def test_refusals(sealed: Path, tmp_path: Path, operator: KeyFileSigner, approver: KeyFileSigner) -> None:
    def refused(path: Path, signer: KeyFileSigner) -> str:
        with pytest.raises(BuildError) as caught:
            sign_again(path, tmp_path / "x.zip", signer, signed_at=LATER)
        assert not (tmp_path / "x.zip").exists()
        return caught.value.key

    assert refused(sealed, operator) == "signer_twice"
    two = sign_again(sealed, tmp_path / "two.zip", approver, signed_at=LATER).path
    assert refused(two, approver) == "cosign_twice"
    broken = tmp_path / "broken.zip"
    broken.write_bytes(sealed.read_bytes()[:-1])
    assert refused(broken, approver) == "cosign_invalid"


def test_a_stripped_second_signature_leaves_a_bundle_that_shows_one(
    sealed: Path, tmp_path: Path, approver: KeyFileSigner, trust: Trust
) -> None:
    """Without a request that demands both roles this is all that can be seen (docs/format, section 8, step 8)."""
    sign_again(sealed, tmp_path / "two.zip", approver, signed_at=LATER)
    report = verify.verify(sealed, trust=trust, now=NOW)
    assert [s.role for s in report.summary.signatures] == ["operator"]


def test_a_request_for_both_roles_is_what_the_second_signature_completes(tmp_path: Path) -> None:
    forge = Forge()
    one = tmp_path / "one.zip"
    one.write_bytes(forge.sealed(signers=(forge.operator,)))
    known = Known(request=forge.request.document)
    trusted = parse(forge.trust.document)
    before = verify.verify(one, trust=trusted, now=NOW, known=known)
    assert "ROLE_MISSING" in before.names()
    two = sign_again(one, tmp_path / "two.zip", forge.approver, signed_at=LATER, trust=trusted)
    after = verify.verify(two.path, trust=trusted, now=NOW, known=known)
    assert "ROLE_MISSING" not in after.names()
    assert after.verdict is Verdict.VALID, after.names()


def test_a_renewed_bundle_takes_no_signature(tmp_path: Path) -> None:
    """The timestamp of a renewal says that everything was there: what comes later could never verify."""
    forge = Forge()
    (tmp_path / "a.zip").write_bytes(forge.sealed(signers=(forge.operator,)))
    renew(tmp_path / "a.zip", tmp_path / "b.zip", replace(forge.authority, at=WHEN + timedelta(days=1)), now=NOW)
    with pytest.raises(BuildError) as caught:
        sign_again(tmp_path / "b.zip", tmp_path / "c.zip", forge.approver, signed_at=WHEN)
    assert caught.value.key == "cosign_renewed"
    assert not (tmp_path / "c.zip").exists()
