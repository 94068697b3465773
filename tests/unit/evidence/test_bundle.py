"""Building and verifying: what a contractor seals, an auditor can check, and nobody can change."""

import hashlib
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence import build, model, text, verify
from evidence.errors import BuildError, InputError
from evidence.keys import KeyFileSigner
from evidence.pki import certs
from evidence.report import limits
from evidence.trust import Trust
from evidence.verdict import Verdict

WHEN = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)
NOW = datetime(2026, 8, 1, tzinfo=UTC)


def names(path: Path, trust: Trust | None = None) -> list[str]:
    return verify.verify(path, trust=trust, now=NOW).names()


def test_a_pinned_signer_makes_it_valid(sealed: Path, trust: Trust) -> None:
    report = verify.verify(sealed, trust=trust, now=NOW)
    assert report.verdict is Verdict.VALID
    assert report.names() == ["TIME_CLAIMED", "REQ_MISSING"]
    assert limits(report) == [text.word("limits_request")]
    with zipfile.ZipFile(sealed) as zipped:
        manifest = zipped.read("META-INF/ASiCManifest001.xml")
    assert report.bundle_id == hashlib.sha256(manifest).hexdigest()
    assert report.summary.bundle is not None
    assert report.summary.bundle.contract.contractor == "株式会社見本"
    assert [s.role for s in report.summary.signatures] == ["operator"]


def test_without_trust_nobody_can_tell(sealed: Path) -> None:
    report = verify.verify(sealed, now=NOW)
    assert report.verdict is Verdict.INDETERMINATE
    assert "SIGNER_UNTRUSTED" in report.names()
    assert report.exit_code == 2


def test_a_stranger_s_pin_does_not_help(sealed: Path) -> None:
    report = verify.verify(sealed, trust=Trust.from_pins(["ab" * 32]), now=NOW)
    assert report.verdict is Verdict.INDETERMINATE


def test_two_signatures(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner, approver: KeyFileSigner, trust: Trust
) -> None:
    path = build.build(tmp_path / "two.zip", content, [operator, approver], signed_at=WHEN).path
    report = verify.verify(path, trust=trust, now=NOW)
    assert report.verdict is Verdict.VALID
    assert [s.role for s in report.summary.signatures] == ["operator", "approver"]
    one = verify.verify(path, trust=Trust.from_pins([operator.fingerprint]), now=NOW)
    assert one.verdict is Verdict.INDETERMINATE


def test_the_same_content_gives_the_same_bytes(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner
) -> None:
    files = [build.build(tmp_path / n, content, [operator], signed_at=WHEN).path for n in ("a.zip", "b.zip")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_path_and_its_bytes_are_the_same_entry(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner
) -> None:
    entries = dict(content.entries)
    picture = tmp_path / "𠮷😀.jpg"
    body = entries["attachments/0001.jpg"]
    assert isinstance(body, bytes)
    picture.write_bytes(body)
    streamed = replace(content, entries=entries | {"attachments/0001.jpg": picture})
    a = build.build(tmp_path / "a.zip", content, [operator], signed_at=WHEN).path
    b = build.build(tmp_path / "b.zip", streamed, [operator], signed_at=WHEN).path
    assert a.read_bytes() == b.read_bytes()


def test_empty_exhibits_are_kept(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> None:
    empty = replace(content, entries=dict(content.entries) | {"attachments/0001.jpg": b""})
    path = build.build(tmp_path / "e.zip", empty, [operator], signed_at=WHEN).path
    assert names(path, Trust.from_pins([operator.fingerprint])) == ["TIME_CLAIMED", "REQ_MISSING"]


def test_common_tools_open_it(sealed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed) as zipped:
        assert zipped.testzip() is None
        assert zipped.namelist()[0] == "mimetype"
        zipped.extractall(tmp_path)
    for line in (tmp_path / "SHA256SUMS.txt").read_text("ascii").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    if not shutil.which("unzip"):
        pytest.skip("unzip is not installed")
    assert subprocess.run(["unzip", "-tqq", str(sealed)], check=False).returncode == 0


@pytest.mark.tool
@pytest.mark.parametrize("flags", [[], ["-cades"]])
def test_openssl_accepts_the_signature(sealed: Path, tmp_path: Path, operator: KeyFileSigner, flags: list[str]) -> None:
    """``openssl cms -verify -binary`` needs nothing but the certificate from the paper form."""
    from cryptography.hazmat.primitives.serialization import Encoding

    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    with zipfile.ZipFile(sealed) as zipped:
        zipped.extractall(tmp_path)
    (tmp_path / "ca.pem").write_bytes(operator.certificate.public_bytes(Encoding.PEM))
    meta = tmp_path / "META-INF"
    command = [openssl, "cms", "-verify", "-binary", "-inform", "DER", *flags, "-in", str(meta / "signature001.p7s")]
    command += ["-content", str(meta / "ASiCManifest001.xml"), "-CAfile", str(tmp_path / "ca.pem")]
    command += ["-attime", str(int(NOW.timestamp())), "-out", str(tmp_path / "out")]
    good = subprocess.run(command, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    with (meta / "ASiCManifest001.xml").open("ab") as file:
        file.write(b" ")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_an_unreadable_path_is_an_error_not_a_verdict(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        verify.verify(tmp_path / "none.zip")
    assert "none.zip" in caught.value.detail()
    with pytest.raises(InputError):
        verify.verify(tmp_path)


def test_an_empty_file_is_invalid(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(b"")
    assert names(tmp_path / "empty.zip") == ["ZIP_TRUNCATED"]


Change = Callable[[build.BundleContent], build.BundleContent]
IMPOSSIBLE: dict[str, tuple[Change, str]] = {
    "name": (lambda c: replace(c, entries={**c.entries, "メモ.txt": b""}), "entry_name"),
    "escape": (lambda c: replace(c, entries={**c.entries, "../x.txt": b""}), "entry_name"),
    "reserved": (lambda c: replace(c, entries={**c.entries, "META-INF/x.xml": b""}), "entry_name"),
    "device": (lambda c: replace(c, entries={**c.entries, "aux.txt": b""}), "entry_name"),
    "gone": (lambda c: replace(c, entries={**c.entries, "items.json": Path("/nonexistent/x")}), "entry_unreadable"),
    "note": (lambda c: replace(c, attachments=()), "attachment_note"),
    "exhibit": (lambda c: replace(c, entries={"items.json": b"{}"}, journal=None), "attachment_note"),
    "altered": (
        lambda c: replace(c, attachments=(replace(c.attachments[0], sha256="5" * 64),)),
        "attachment_altered",
    ),
    "year": (lambda c: replace(c, fiscal_year="2026"), "field"),  # type: ignore[arg-type]
    "created": (lambda c: replace(c, created="2026-07-01"), "field"),
    "no such day": (lambda c: replace(c, created="2026-02-30T00:00:00Z"), "field"),
    "counts": (lambda c: replace(c, counts=model.Counts(-1, 0, 0, 0)), "field"),
    "line break": (lambda c: replace(c, contract=replace(c.contract, title="a\nb")), "field"),
    "head": (lambda c: replace(c, journal=model.Journal("2" * 64, 3)), "journal_broken"),
    "no journal": (lambda c: replace(c, journal=None), "journal_missing"),
    "request": (lambda c: replace(c, request="3" * 64), "request_digest"),
    "host": (lambda c: replace(c, entries={**c.entries, "hosts/pc1/report.json": b"{}"}), "host_list"),
    "people": (lambda c: replace(c, people=(model.Person("operator", "x", "4" * 64),)), "signer_not_listed"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_impossible_content_is_not_signed(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner, case: str
) -> None:
    change, key = IMPOSSIBLE[case]
    with pytest.raises(BuildError) as caught:
        build.build(tmp_path / "x.zip", change(content), [operator], signed_at=WHEN)
    assert caught.value.key == key
    assert caught.value.title()
    assert caught.value.next_step("en")
    assert not list(tmp_path.iterdir()), "nothing may be left behind"


def test_wrong_signers_are_refused(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> None:
    root = certs.root_certificate(operator.private_key, "CA", WHEN, 10)
    wrong: list[tuple[list[KeyFileSigner], datetime, str]] = [
        ([], WHEN, "signer_count"),
        ([operator, operator], WHEN, "signer_twice"),
        ([operator], datetime(2019, 1, 1, tzinfo=UTC), "signer_expired"),
        ([KeyFileSigner(root, operator.private_key)], WHEN, "signer_purpose"),
    ]
    for signers, when, key in wrong:
        with pytest.raises(BuildError) as caught:
            build.build(tmp_path / "x.zip", content, signers, signed_at=when)
        assert caught.value.key == key


def test_a_place_that_cannot_be_written(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> None:
    with pytest.raises(BuildError) as caught:
        build.build(tmp_path / "no" / "x.zip", content, [operator], signed_at=WHEN)
    assert caught.value.key == "unwritable"


def test_a_full_disk_leaves_nothing(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> None:
    """/dev/full answers ENOSPC to every write."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    out = tmp_path / "x.zip"
    import os

    (tmp_path / f".x.zip.{os.getpid()}.part").symlink_to("/dev/full")
    with pytest.raises(BuildError) as caught:
        build.build(out, content, [operator], signed_at=WHEN)
    assert caught.value.key == "unwritable"
    assert not out.exists()
