"""Consoles that lack characters: nothing crashes, nothing is lost silently."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfaudit.text.encoding import UnencodableTextError, encode_exactly, make_safe

# Measured on a Japanese Windows pipe: the first five are missing from cp932, the others are there.
MISSING = "✓—⚠✅𠮷"
PRESENT = "～－①髙"


def test_a_cp932_stream_spells_out_what_it_lacks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp932")
    make_safe(stream)
    stream.write(MISSING + PRESENT)
    stream.flush()
    assert raw.getvalue().decode("cp932") == "○―<U+26A0><U+2705><U+20BB7>～－①髙"


def test_a_chosen_encoding_wins() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp932")
    make_safe(stream, "utf-8")
    stream.write(MISSING)
    stream.flush()
    assert raw.getvalue().decode("utf-8") == MISSING


def test_a_stream_without_encoding_is_left_alone() -> None:
    make_safe(io.StringIO())
    make_safe(None)


def test_evidence_is_refused_rather_than_changed() -> None:
    assert encode_exactly(PRESENT, "cp932") == PRESENT.encode("cp932")
    with pytest.raises(UnencodableTextError) as caught:
        encode_exactly("𠮷野と𠮷田✓", "cp932")
    assert caught.value.characters == "𠮷✓"


def test_a_real_program_on_a_cp932_pipe(repo_root: Path) -> None:
    code = f"from selfaudit.text.encoding import prepare_console; prepare_console(); print({MISSING!r})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=repo_root,
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
    )
    assert "<U+20BB7>" in done.stdout.decode("cp932")
