"""A copy without some exhibits still verifies, names what is missing, and nothing else can be left out."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from evidence import build, model, verify
from evidence.errors import BuildError
from evidence.keys import KeyFileSigner
from evidence.redact import withhold
from evidence.trust import Trust
from evidence.verdict import Verdict

WHEN, NOW = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
NAME = "attachments/0001.txt"


@pytest.fixture
def full(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> Path:
    body = b"list of third persons\n" * 50
    entries = {n: b for n, b in content.entries.items() if not n.startswith("attachments/")} | {NAME: body}
    made = replace(
        content,
        entries=entries,
        attachments=(build.AttachmentNote(NAME, "list.txt", "1", "operator"),),
        withheld=(model.Withheld(NAME, sha256(body).hexdigest(), "names of third persons"),),
    )
    return build.build(tmp_path / "full.zip", made, [operator], signed_at=WHEN).path


def test_both_copies_are_valid(full: Path, tmp_path: Path, trust: Trust) -> None:
    whole = verify.verify(full, trust=trust, now=NOW)
    assert whole.verdict is Verdict.VALID
    assert "ENTRY_WITHHELD" not in whole.names()
    copy = withhold(full, tmp_path / "copy.zip", [NAME])
    report = verify.verify(copy.path, trust=trust, now=NOW)
    assert report.verdict is Verdict.VALID
    assert [f.where for f in report.codes if f.code.name == "ENTRY_WITHHELD"] == [NAME]
    assert report.bundle_id == whole.bundle_id
    with zipfile.ZipFile(copy.path) as opened:
        assert NAME not in opened.namelist()
    assert b"third persons\n" not in copy.path.read_bytes()


def test_nothing_else_can_be_left_out(full: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        withhold(full, tmp_path / "copy.zip", ["items.json"])
    assert caught.value.key == "withheld_not_allowed"


def test_another_file_under_its_name_is_refused(
    full: Path, tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner
) -> None:
    wrong = replace(content, withheld=(model.Withheld("items.json", "0" * 64, "x"),))
    with pytest.raises(BuildError) as caught:
        build.build(tmp_path / "x.zip", wrong, [operator], signed_at=WHEN)
    assert caught.value.key == "withheld_other"
