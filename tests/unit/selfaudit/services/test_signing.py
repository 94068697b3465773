"""Keys elsewhere than in our file, their papers, and journal rows that were blacked out before sealing."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from evidence import trust, verify
from selfaudit.__main__ import main
from selfaudit.errors import InputError
from selfaudit.services import handover, host_key, key_form, keyring, seal, token
from tests.assets.exchange import SECRET, Pair, pair
from tests.unit.evidence.test_tokens import PIN, library

__all__ = ["library"]
NOW = datetime(2026, 11, 20, 10, 30).astimezone()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("uri", ["", "pkcs11:", "pkcs11:token=a;object=b", "http:token=a;object=b?module-path=c"])
def test_a_token_is_named_in_full(uri: str) -> None:
    with pytest.raises(InputError):
        token.place(uri)


def test_the_uri_of_a_token() -> None:
    assert token.place(None) is None
    place = token.place("pkcs11:token=My%20card;object=sign?module-path=/usr/lib/x.so")
    assert place == token.Place(Path("/usr/lib/x.so"), "My card", "sign")


@pytest.mark.tool
def test_both_signatures_on_a_token(library: Path, both: Pair) -> None:
    where = {name: token.Place(library, "sample", name) for name in ("operator", "approver")}
    keys = [token.make(place, PIN, name) for name, place in where.items()]
    with token.opened(where["operator"], PIN) as signer:
        sealed = seal.seal(both.walk, both.fresh(), "", more=seal.Extras(signer=signer))
    assert sealed.fingerprint == keys[0]
    with token.opened(where["approver"], PIN) as signer:
        made = handover.countersign(sealed.path, both.fresh(), signer)
    report = verify.verify(made.path, trust=trust.Trust.from_pins(keys))
    assert report.verdict.value == "VALID"
    with pytest.raises(InputError), token.opened(where["operator"], "9999"):
        pass


def test_rows_can_be_blacked_out_before_sealing(both: Pair) -> None:
    sealed = seal.seal(both.walk, both.fresh(), SECRET, more=seal.Extras(redact=frozenset({1, 2})))
    with zipfile.ZipFile(sealed.path) as opened:
        rows = [json.loads(line) for line in opened.read("journal.jsonl").splitlines()]
    assert [row["payload"] is None for row in rows][:2] == [True, True]
    report = verify.verify(sealed.path, trust=trust.Trust.from_pins([sealed.fingerprint]))
    assert report.verdict.value == "VALID"
    assert "JOURNAL_REDACTED" in report.names()
    with pytest.raises(InputError):
        seal.seal(both.walk, both.fresh(), SECRET, more=seal.Extras(redact=frozenset({99999})))


def words_of(pdf: Path) -> str:
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run([program, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return "".join(text.split())


@pytest.mark.tool
def test_the_papers_of_a_key(both: Pair, tmp_path: Path) -> None:
    """Registration and notice of loss: every group of the fingerprint in its order, whose key, in which role."""
    key_form.registration(both.operator, "operator", NOW, tmp_path / "a.pdf")
    holder, fingerprint = keyring.shown(keyring.path_of(both.walk.workspace.directory, "operator")) or ("", "")
    key_form.loss(fingerprint, holder, "operator", "2026-11-19", NOW, tmp_path / "b.pdf")
    for name in ("a.pdf", "b.pdf"):
        words = words_of(tmp_path / name)
        assert [words.count(fingerprint[i : i + 16]) for i in range(0, 64, 16)] == [1, 1, 1, 1]
        assert "点検担当者" in words
    assert "紛失届" in words_of(tmp_path / "b.pdf")
    with pytest.raises(InputError):
        key_form.registration(both.operator, "operator", NOW, tmp_path / "a.pdf")


def test_a_key_for_another_program(both: Pair, tmp_path: Path) -> None:
    out = tmp_path / "k.pfx"
    keyring.export_pfx(both.operator, "another phrase", out)
    key, cert, _ = pkcs12.load_key_and_certificates(out.read_bytes(), b"another phrase")
    assert key is not None
    assert cert is not None
    assert cert.public_key() == both.operator.certificate.public_key()
    assert oct(out.stat().st_mode)[-3:] in ("600", "666"), "readable by its owner alone where the system knows that"


def test_the_key_of_a_pc_opens_without_a_person(tmp_path: Path) -> None:
    first = host_key.host_signer(tmp_path)
    assert host_key.host_signer(tmp_path).fingerprint == first.fingerprint
    (tmp_path / "keys" / "host.secret").write_bytes(b"DAPI")
    with pytest.raises(InputError):
        host_key.host_signer(tmp_path)


def test_the_commands(both: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, secret = both.walk.workspace.directory, tmp_path / "p"
    secret.write_text(SECRET, "utf-8")
    base = ["--data", str(data), "key"]
    assert main([*base, "form", "--out", str(tmp_path / "f.pdf"), "--lost", "2026-11-19"]) == 0
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
    pfx = [*base, "pfx", "--out", str(tmp_path / "k.pfx"), "--passphrase-file", str(secret)]
    assert main([*pfx, "--new-passphrase-file", str(secret)]) == 0
    assert main([*base, "form", "--role", "approver", "--out", str(tmp_path / "g.pdf"), "--lost", "x"]) == 65
    assert SECRET not in "".join(capsys.readouterr())


@pytest.mark.tool
def test_the_report_carries_a_signature_of_its_own(both: Pair, tmp_path: Path) -> None:
    """pdfsig finds it whole, and broken once a byte of the page is changed; the bundle verifies as ever."""
    pytest.importorskip("pyhanko", reason="the extra 'pdf' is not installed")
    program = shutil.which("pdfsig")
    if not program:
        pytest.skip("pdfsig is not installed")
    sealed = seal.seal(both.walk, both.fresh(), SECRET, more=seal.Extras(pdf=True))
    with zipfile.ZipFile(sealed.path) as opened:
        raw = opened.read("02_report.pdf")
    (tmp_path / "good.pdf").write_bytes(raw)
    (tmp_path / "bad.pdf").write_bytes(raw.replace(b"/Producer", b"/Producex", 1))
    said = {
        name: subprocess.run([program, str(tmp_path / name)], capture_output=True, text=True, check=False).stdout
        for name in ("good.pdf", "bad.pdf")
    }
    assert "Signature is Valid" in said["good.pdf"]
    assert "ETSI.CAdES.detached" in said["good.pdf"]
    assert "Total document signed" in said["good.pdf"]
    assert "Signature is Valid" not in said["bad.pdf"]
    report = verify.verify(sealed.path, trust=trust.Trust.from_pins([sealed.fingerprint]))
    assert report.verdict.value == "VALID"
