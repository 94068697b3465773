"""The verification slip says what the verifier said, whatever that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from evidence import text
from selfaudit.cli import main
from selfaudit.cli.globals import Options
from selfaudit.services import seal
from selfaudit.services.seal import Sealed
from tests.assets.full_contract import full_contract


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    folder = tmp_path_factory.mktemp("sealed")
    workspace, walk = full_contract(folder / "data")
    with workspace:
        yield seal.seal(walk, folder, "correct horse battery")


def printed(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def run(*argv: str) -> int:
    return main.run(["paper", "slip", *argv], Options(language="ja"), None)


def test_a_valid_bundle(sealed: Sealed, tmp_path: Path) -> None:
    out = tmp_path / "slip.pdf"
    assert run(str(sealed.path), "--pin", sealed.fingerprint, "--out", str(out)) == 0
    said = printed(out)
    assert "(VALID)" in said
    assert "第0812号" in said
    assert sealed.fingerprint.replace(" ", "") in said  # in one piece, to be copied
    assert "".join(text.word("limits_request", "ja").split()) in said
    assert "".join(text.word("limits", "ja").split()) not in said  # nothing bounds its age: no sentence says so
    assert sealed.bundle_id in said


def test_an_unknown_key_and_an_altered_file_are_told(sealed: Sealed, tmp_path: Path) -> None:
    assert run(str(sealed.path), "--out", str(tmp_path / "unknown.pdf")) == 2
    assert "SIGNER_UNTRUSTED" in printed(tmp_path / "unknown.pdf")
    altered = tmp_path / "altered.asice"
    data = bytearray(sealed.path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    altered.write_bytes(bytes(data))
    assert run(str(altered), "--pin", sealed.fingerprint, "--out", str(tmp_path / "altered.pdf")) == 1
    assert "(INVALID)" in printed(tmp_path / "altered.pdf")
    assert run(str(tmp_path / "nothing"), "--out", str(tmp_path / "n.pdf")) == 65
