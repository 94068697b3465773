"""A copy of a real bundle without some exhibits: named before sealing, still signed, said at every verification."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import verify
from evidence.trust import Trust
from selfaudit.__main__ import main
from selfaudit.errors import InputError
from selfaudit.services import handover, seal, ward_receive, withholding
from tests.assets.exchange import SECRET, Pair, pair

LIST, PHOTO = "名簿=控え.txt", "保管庫.txt"
BODY = "受給者 山田 太郎\n".encode() * 40


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


@pytest.fixture
def sealed(both: Pair) -> Path:
    """A bundle with two exhibits, one of which may be left out."""
    item = both.walk.next_unanswered(None) or ""
    for name, body in ((LIST, BODY), (PHOTO, b"locked")):
        file = both.folder / name
        file.write_bytes(body)
        both.walk.attach(item, str(file))
    both.take_in(both.ask())
    wish = seal.Extras(may_lack={LIST: "第三者の氏名"})
    return seal.seal(both.walk, both.fresh(), SECRET, more=wish).path


def withheld(bundle: Path, pin: str) -> tuple[str, list[str]]:
    report = verify.verify(bundle, trust=Trust.from_pins([pin]))
    return str(report.verdict), [found.where for found in report.codes if found.code.name == "ENTRY_WITHHELD"]


def test_the_copy_verifies_and_says_what_was_left_out(both: Pair, sealed: Path) -> None:
    (part,) = withholding.parts(sealed)
    assert (part.name, part.reason, part.size) == (LIST, "第三者の氏名", len(BODY))
    signed = handover.countersign(sealed, both.fresh(), both.approver).path
    made = withholding.copy(signed, both.fresh(), [LIST])
    assert made.path.name.endswith("-redacted.asice.zip")
    whole, copied = (verify.verify(file) for file in (signed, made.path))
    assert copied.bundle_id == whole.bundle_id
    assert set(copied.names()) - set(whole.names()) == {"ENTRY_WITHHELD"}
    assert str(copied.verdict) == str(whole.verdict)
    assert part.path not in zipfile.ZipFile(made.path).namelist()
    assert "山田".encode() not in made.path.read_bytes()
    assert withholding.parts(made.path) == []


def test_only_what_was_named_can_be_left_out_and_nothing_of_an_altered_bundle(both: Pair, sealed: Path) -> None:
    for name in (PHOTO, "items.json", "attachments/0002.txt"):
        with pytest.raises(InputError):
            withholding.copy(sealed, both.fresh(), [LIST, name])
    raw = bytearray(sealed.read_bytes())
    raw[raw.index("山田".encode())] ^= 1
    altered = both.fresh() / "altered.zip"
    altered.write_bytes(raw)
    with pytest.raises(InputError):
        withholding.parts(altered)
    out = both.fresh()
    with pytest.raises(InputError):
        withholding.copy(altered, out, [LIST])
    assert list(out.iterdir()) == []


def test_a_wish_that_fits_nothing_is_refused_before_signing(both: Pair, sealed: Path) -> None:
    for wish in ({"none.txt": "x"}, {LIST: " "}):
        out = both.fresh()
        with pytest.raises(InputError):
            seal.seal(both.walk, out, SECRET, more=seal.Extras(may_lack=wish))
        assert list(out.iterdir()) == []


def test_the_ward_keeps_the_fuller_copy_whatever_comes_first(both: Pair, sealed: Path) -> None:
    signed = handover.countersign(sealed, both.fresh(), both.approver).path
    copy = withholding.copy(signed, both.fresh(), [LIST]).path
    kept = []
    for file in (copy, signed, copy):
        taken = ward_receive.receive(both.office, file, lambda: "")
        assert taken.row is not None
        assert taken.row.verdict == "VALID"
        kept.append("ENTRY_WITHHELD" in taken.row.codes)
    assert kept == [True, False, False]
    assert taken.row is not None
    assert both.office.repository.received_path(taken.row.id).read_bytes() == signed.read_bytes()


def test_the_command(both: Pair, sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str | Path, code: int = 0) -> str:
        ended = main(["redact", *map(str, words)])
        said = capsys.readouterr()
        assert ended == code, said
        return said.out if code == 0 else said.err

    assert LIST in run(sealed)
    assert [row["name"] for row in json.loads(run(sealed, "--json"))["parts"]] == [LIST]
    made = json.loads(run(sealed, LIST, "--out", tmp_path / "copy.zip", "--json"))
    assert withheld(Path(made["bundle"]), both.operator.fingerprint)[1] == ["attachments/0001.txt"]
    assert "copy.zip" in run(sealed, "--all", "--out", tmp_path / "copy.zip", code=65)
    assert "redact" in run(sealed, PHOTO, "--out", tmp_path / "other.zip", code=65)
    run(sealed, LIST, "--all", code=64)
    run(tmp_path / "none.zip", code=65)
    assert not (tmp_path / "other.zip").exists()


def test_the_option_of_seal(both: Pair, sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    data = both.walk.workspace.directory
    both.close()
    words = ["seal", "--out", tmp_path / "s.zip", "--passphrase-file", secret, "--data", data, "--json"]
    assert main([str(word) for word in (*words, "--may-withhold", f"{LIST}=氏名")]) == 0
    capsys.readouterr()
    assert [part.reason for part in withholding.parts(tmp_path / "s.zip")] == ["氏名"]
