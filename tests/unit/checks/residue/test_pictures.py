"""Pictures are named; where RapidOCR and its models are installed, their letters are searched as well."""

from __future__ import annotations

import os
from random import Random

import pytest

from checks.residue.budget import Budget
from checks.residue.model import Verdict
from checks.residue.readers import ocr
from tests.bench.offices import pdfs, pictures
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import LINE, PHONE, look

FORMATS = [*pictures.PICTURES.values(), *pdfs.PICTURES.values()]


def letter() -> Doc:
    doc = Doc("訪問", "prose")
    doc.p(LINE)
    return doc


@pytest.mark.parametrize("write", [write for _, write in FORMATS], ids=["png", "tiff", "bmp", "docx", "pdf"])
def test_a_picture_is_named_and_read_where_that_is_possible(write: object) -> None:
    assert callable(write)
    result = look(write(letter(), Random(1)))
    if not ocr.ready():
        assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "picture_only")
        return
    assert result.unread
    assert ("phone", PHONE) in {match[:2] for match in result.matches or []}


@pytest.mark.skipif(bool(os.environ.get("SELFAUDIT_OCR_MODELS")), reason="this office reads pictures")
def test_a_folder_without_models_reads_nothing_and_asks_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("SELFAUDIT_OCR_MODELS", str(tmp_path))
    ocr._models.cache_clear()
    assert not ocr.ready()
    assert Budget().memory_mib == 1_500
    ocr._models.cache_clear()
