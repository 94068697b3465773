"""Whether a file needs a password is read from its own structure. Real files of Tika's, msoffcrypto's and libzip's test sets."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checks.local.folders import folder_acl, protection
from checks.local.protection import protection_of

REAL = {
    "tika/testEXCEL_protected_passtika.xlsx": "protected",
    "tika/testWORD_protected_passtika.docx": "protected",
    "tika/testODTEncrypted.odt": "protected",
    "tika/test7Z_protected_passTika.7z": "protected",
    "tika/full_encrypted.7z": "protected",
    "tika/test-documents-enc.rar": "protected",
    "msoffcrypto/example_password.xlsx": "protected",
    # RC4 and XOR of the old formats are broken within seconds.
    "tika/testEXCEL_protected_passtika.xls": "weak",
    "msoffcrypto/rc4cryptoapi_password.doc": "weak",
    "msoffcrypto/xor_password_123456789012345.xls": "weak",
    "evidence-vectors/yauzl/traditional-encryption.zip": "weak",
    # An owner password keeps nobody from reading; one plain entry is enough to leak.
    "tika/testPDF_protected.pdf": "plain",
    "tika/testZipEncrypted.zip": "plain",
    "evidence-vectors/libzip/encrypt-aes256.zip": "plain",
    "tika/test-documents.7z": "plain",
    "evidence-vectors/libzip/incons-eocd-magic-bad.zip": "unreadable",
}


@pytest.mark.parametrize(("name", "kind"), REAL.items(), ids=list(REAL))
def test_real_files(shared: Path, name: str, kind: str) -> None:
    assert protection_of(shared / "samples" / name) == kind


def test_plain_files_and_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,birthday\n", encoding="cp932")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not really")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "list.csv")
    told = {file.name: protection_of(file) for file in tmp_path.iterdir()}
    assert told == {
        "list.csv": "plain",
        "a.zip": "plain",
        "broken.xlsx": "unreadable",
        "empty": "plain",
        "link": "unreadable",
    }
    assert protection(str(tmp_path)) == {"plain": 3, "unreadable": 2}


@pytest.mark.skipif(not hasattr(Path, "chmod") or __import__("sys").platform == "win32", reason="mode bits")
@pytest.mark.parametrize(("mode", "kinds"), [(0o700, set()), (0o705, {"other"}), (0o707, {"other"})])
def test_others_count_only_where_every_parent_lets_them_through(tmp_path: Path, mode: int, kinds: set[str]) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    folder.chmod(mode)
    shut = any(not parent.stat().st_mode & 0o001 for parent in folder.parents)
    found = {row["kind"] for row in folder_acl(str(folder))} - {"named"}
    assert found == (set() if shut else kinds)
