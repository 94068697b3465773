"""Pictures are named; where RapidOCR is installed with its models, their letters are searched as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from checks.residue import pictures as reading
from checks.residue.budget import Budget
from checks.residue.model import Verdict
from checks.residue.readers import ocr
from tests.bench.offices import pdfs, pictures
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look

FORMATS = [*pictures.PICTURES.values(), *pdfs.PICTURES.values()]
needs_models = pytest.mark.skipif(not ocr.ready(), reason="the extra ocr is not installed here")


def letter(*lines: str) -> Doc:
    doc = Doc("訪問", "prose")
    for line in lines or (LINE,):
        doc.p(line)
    return doc


@pytest.fixture
def other_setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    reading.models.cache_clear()
    ocr._engine.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    reading.models.cache_clear()
    ocr._engine.cache_clear()


@pytest.mark.parametrize("write", [write for _, write in FORMATS], ids=["png", "tiff", "bmp", "docx", "pdf"])
def test_a_picture_is_named_and_read_where_that_is_possible(write: object) -> None:
    assert callable(write)
    result = look(write(letter(), Random(1)))
    if not ocr.ready():
        assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "picture_only")
        return
    assert [reason for _, reason in result.unread] == ["picture_read"]
    assert {("phone", PHONE), ("name", NAME)} <= {match[:2] for match in result.matches or []}


def test_an_office_can_leave_pictures_unread(other_setting: pytest.MonkeyPatch) -> None:
    other_setting.setenv(reading.SETTING, reading.OFF)
    assert look(pictures.png(letter(), Random(1))).reason == "picture_only"
    assert Budget().memory_mib == 300


def test_a_folder_without_models_reads_nothing_and_asks_nobody(
    other_setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other_setting.setenv(reading.SETTING, str(tmp_path))
    assert look(pictures.png(letter(), Random(1))).reason == "picture_only"


@needs_models
def test_a_picture_that_cannot_be_opened_counts_as_not_read() -> None:
    assert look(pictures.png(letter(), Random(1))[:500]).reason == "picture_only"


@needs_models
def test_a_model_that_knows_no_letters_is_no_reason_to_fetch_others(
    other_setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = reading.models()
    assert found is not None
    for name in ("det.onnx", "rec.onnx"):  # a finder in the reader's place: it carries no list of letters
        (tmp_path / name).write_bytes(found[0].read_bytes())
    reading.models.cache_clear()
    other_setting.setenv(reading.SETTING, str(tmp_path))
    other_setting.setattr("requests.sessions.Session.request", lambda *_, **__: pytest.fail("asked the network"))
    result = look(pictures.png(letter(), Random(1)))
    assert (result.verdict, result.matches) == (Verdict.UNREADABLE, [])


@needs_models
def test_readings_in_a_picture_are_readings(other_setting: pytest.MonkeyPatch) -> None:
    list_of_three = letter(
        "氏名　　フリガナ　　電話番号",
        "大谷由紀夫　　オオタニ ユキオ　　090-6421-7738",
        "山下浩二　　ヤマシタ コウジ　　070-4417-9035",
        "黒田 力　　クロダ チカラ　　080-1290-4416",
    )
    found = {match[:2] for match in look(pictures.png(list_of_three, Random(1))).matches or []}
    assert {("phone", "090-6421-7738"), ("phone", "070-4417-9035"), ("phone", "080-1290-4416")} <= found
    assert {("name", "大谷由紀夫"), ("name", "山下浩二")} <= found


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("才才夕二 ユキ才", "オオタニ ユキオ"),
        ("コ一ポ若葉", "コーポ若葉"),
        ("コ一ポ 202", "コーポ 202"),
        ("クロダ 千力ラ 三丁目", "クロダ チカラ 三丁目"),
        ("二ノ宮 一郎 三丁目", "二ノ宮 一郎 三丁目"),
        ("性别", "性別"),
    ],
)
def test_ideographs_between_katakana_are_katakana(read: str, meant: str) -> None:
    assert ocr.mended(read) == meant
