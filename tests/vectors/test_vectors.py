"""One set of tampered bundles, judged by data that any implementation of the format can share (expected.json)."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from evidence import report, trust, verify
from evidence.known import Known
from evidence.verdict import Code, Report
from tests.vectors import generate
from tests.vectors.forge import NOW, Forge

EXPECTED = generate.expected()
UNREACHED = {"ZIP_TOO_BIG", "TST_NONCE", "TST_EXPIRED", "NOT_JUDGED"}
"""Codes that other tests produce: they need a huge file, a live service, or another time."""


@pytest.fixture(scope="session")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forge]:
    folder = tmp_path_factory.mktemp("vectors")
    return folder, generate.generate(folder)


def judged(vectors: tuple[Path, Forge], name: str) -> Report:
    folder, _ = vectors
    known = Known((folder / "request.json").read_bytes()) if EXPECTED[name]["request"] else None
    return verify.verify(folder / f"{name}.asice.zip", trust=trust.load(folder / "trust.json"), now=NOW, known=known)


@pytest.mark.parametrize("name", generate.CASES)
def test_vector(vectors: tuple[Path, Forge], name: str) -> None:
    answer = judged(vectors, name)
    assert list(dict.fromkeys(answer.names())) == EXPECTED[name]["codes"]
    assert answer.verdict.value == EXPECTED[name]["verdict"]


def test_the_set_is_complete() -> None:
    assert set(EXPECTED) == set(generate.CASES)
    refused = [n for n, row in EXPECTED.items() if row["verdict"] != "VALID"]
    assert len(refused) >= 60
    named = {code for row in EXPECTED.values() for code in row["codes"]}  # type: ignore[attr-defined]
    assert {c.name for c in Code} - named - UNREACHED == set()


def test_good_bundles_and_nothing_else_are_valid() -> None:
    valid = {n for n, row in EXPECTED.items() if row["verdict"] == "VALID"}
    assert valid == {
        "good", "good_deflated", "good_with_archive_timestamp", "good_renewed_twelve_times",
        "request_the_ward_knows_signed_by_a_key_revoked_since", "host_signed_by_the_operator_openly", "journal_times_in_year_one", "signer_issued_by_the_ward", "signer_with_rsa2048", "signer_with_p384", "timestamp_good",
        "timestamp_without_certificate", "timestamp_demanded_and_there", "timestamp_proves_signing_before_revocation",
        "withheld_with_reason", "previous_none", "previous_none_for_an_erasure", "journal_left_out",
        "journal_entry_redacted", "host_report_of_last_year", "host_collected_in_the_future",
        "host_journal_head_on_the_chain", "clock_created_in_the_future", "clock_created_before_the_request",
        "request_none_and_none_known", "journal_times_run_backwards",
        "journal_times_in_the_future", "journal_times_in_order",
    }  # fmt: skip


@pytest.mark.tool
def test_openssl_judges_the_signatures_alike(vectors: tuple[Path, Forge], tmp_path: Path) -> None:
    """Where openssl refuses a first signature so do we; where we refuse one it accepts, it is for the format's rules."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    ours_alone = {
        "SIG_NONCANONICAL", "SIG_ATTR_MISSING", "SIG_CERT_SUBSTITUTED", "SIG_NOT_DER", "SIG_SIGNER_COUNT", "SIG_MALFORMED",
        "SIG_ALG", "SIG_NO_SIGNED_ATTRS", "SIG_CONTENT_TYPE",
    }  # fmt: skip
    for name in [n for n in generate.CASES if n.startswith(("sig_", "good", "signer_"))]:
        with zipfile.ZipFile(vectors[0] / f"{name}.asice.zip") as zipped:
            (tmp_path / "s").write_bytes(zipped.read("META-INF/signature001.p7s"))
            (tmp_path / "m").write_bytes(zipped.read("META-INF/ASiCManifest001.xml"))
        command = [openssl, "cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", str(tmp_path / "s")]
        command += ["-content", str(tmp_path / "m"), "-out", str(tmp_path / "o")]
        accepted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        ours = {c for c in EXPECTED[name]["codes"] if c.startswith("SIG_")}  # type: ignore[attr-defined]
        assert accepted == (not ours) or (accepted and ours <= ours_alone), name


def test_nothing_from_a_bundle_steers_the_terminal(vectors: tuple[Path, Forge]) -> None:
    """A key with an escape sequence is named, its control characters are not printed."""
    shown = "\n".join(report.lines(judged(vectors, "bundle_key_with_escape_sequence")))
    assert "[31mred" in shown
    assert "\x1b" not in shown
