"""The whole main job without a terminal: what `selfaudit demo` makes stands up to other tools."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from selfaudit.__main__ import main
from selfaudit.services import demo_files

PROFILES = ["shinjuku-2012", "shinjuku-2018", "shinjuku-2019", "shinjuku-2025-checklist", "setagaya-2026"]


@pytest.mark.parametrize("profile", PROFILES)
def test_demo_ends_in_a_valid_bundle(profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["demo", "--profile", profile, "--out", str(tmp_path / "out"), "--json"])
    made = json.loads(capsys.readouterr().out)
    assert (code, made["verdict"]) == (0, "VALID")
    bundle = Path(made["bundle"])
    assert made["openssl"] == ("ok" if shutil.which("openssl") else "absent")
    with zipfile.ZipFile(bundle) as archive:
        manifest = archive.read("META-INF/ASiCManifest001.xml")
        items = json.loads(archive.read("items.json"))
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert hashlib.sha256(manifest).hexdigest() == made["id"]
    scored = [row for row in items["items"] if row["duty"] in ("contractor", "both") and row["applies"]]
    assert len(scored) == made["items"]["total"] == made["items"]["answered"]
    assert all(row["answer"] is None for row in items["items"] if row["duty"] in ("client", "definition"))
    for name, _, _, _, phone, mail in demo_files.residents():
        for planted in (name, name.replace(" ", ""), phone, mail):
            assert planted.encode() not in everything, "a found value must never reach the bundle"
    stored = b"".join(file.read_bytes() for file in Path(made["data"]).rglob("*") if file.is_file())
    for name, _, _, _, phone, mail in demo_files.residents():
        for planted in (name, phone, mail):
            assert planted.encode() not in stored, "a found value must never reach the data folder"


def test_the_sealed_bundle_is_indeterminate_for_somebody_who_does_not_know_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo", "--profile", "shinjuku-2012", "--out", str(tmp_path), "--json"])
    made = json.loads(capsys.readouterr().out)
    code = main(["verify", made["bundle"], "--json"])
    stranger = json.loads(capsys.readouterr().out)
    assert (code, stranger["verdict"]) == (2, "INDETERMINATE")
    assert "SIGNER_UNTRUSTED" in {row["code"] for row in stranger["codes"]}
    code = main(["verify", made["bundle"], "--pin", made["fingerprint"], "--json"])
    known = json.loads(capsys.readouterr().out)
    assert (code, known["verdict"], known["id"]) == (0, "VALID", made["id"])


def test_exhibits_in_the_bundle_are_the_files_that_were_attached(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo", "--profile", "shinjuku-2018", "--out", str(tmp_path), "--json"])
    made = json.loads(capsys.readouterr().out)
    originals = {hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.rglob("exhibits/*.txt")}
    listing = subprocess.run(
        ["unzip", "-Z1", made["bundle"]]
        if shutil.which("unzip")
        else ["python3", "-m", "zipfile", "-l", made["bundle"]],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "attachments/0001.txt" in listing
    with zipfile.ZipFile(made["bundle"]) as archive:
        enclosed = {
            hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.startswith("attachments/")
        }
    assert enclosed
    assert enclosed <= originals
