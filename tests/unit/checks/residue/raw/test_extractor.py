"""The helper that reads text: the time a file may take does not run while the helper is still starting."""

from pathlib import Path

import pytest

from checks.residue.budget import Budget
from checks.residue.raw.extractor import Extractor


def test_a_helper_that_starts_slowly_loses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a PC whose virus scanner looks at every module first: here Python itself is held up for three seconds."""
    (tmp_path / "sitecustomize.py").write_text("import time\ntime.sleep(3)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    file = tmp_path / "list.txt"
    file.write_text("温品 試\n", encoding="utf-8")
    extractor = Extractor()
    try:
        extractor.ask_file(str(file), file.stat().st_size, Budget(seconds=0.9))
        extracted = extractor.answer()
    finally:
        extractor.close()
    assert extracted.unread == []
    assert "温品" in "".join(text for _, text in extracted.texts)
