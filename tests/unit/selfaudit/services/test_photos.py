"""Photos as evidence: their time and camera are read, their place is taken away, and nothing else changes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from evidence import verify
from evidence.build import AttachmentNote
from evidence.trust import Trust
from selfaudit.cli import main
from selfaudit.cli.globals import Options
from selfaudit.errors import InputError
from selfaudit.services import photos, seal
from selfaudit.services.photo_file import facts, kind_of, without_location
from selfaudit.services.walk import Walk
from selfaudit.text.wareki import JST
from tests.assets.full_contract import full_contract
from tests.assets.photo import XMP, heic, jpeg, tiff

#: 35 degrees 39 minutes 30 seconds as three rationals, in both byte orders (TIFF 6.0, type 5).
PLACES = (bytes.fromhex("23000000010000002700000001000000"), bytes.fromhex("00000023000000010000002700000001"))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("made", [jpeg, heic])
def test_what_a_photo_says_is_read_and_its_place_taken_away(order: str, made: object) -> None:
    data = made(tiff(order))  # type: ignore[operator]
    said = facts(data)
    assert said.taken == datetime(2026, 10, 5, 10, 30, 15, tzinfo=JST)
    assert said.camera == "Mihon Camera M-1 Pro"
    assert said.located is True
    assert any(place in data for place in PLACES)
    kept = without_location(data)
    after = facts(kept)
    assert after.located is False
    assert not any(place in kept for place in PLACES)
    assert (after.taken, after.camera, after.pixels) == (said.taken, said.camera, said.pixels)
    assert len(kept) == len(data)
    assert kept[-64:] == data[-64:]  # the picture itself


def test_a_second_block_and_xmp_lose_their_place_too() -> None:
    data = jpeg(tiff(), xmp=XMP) + jpeg(tiff(">"))  # a preview behind the picture, as some phones write it
    kept = without_location(data)
    assert facts(kept).located is False
    assert b"GPSLatitude" not in kept
    assert b"35,39" not in kept
    assert b'tiff:Make="Mihon"' in kept
    assert not any(place in kept for place in PLACES)


def test_a_heic_without_the_usual_mark_is_read(tmp_path: Path) -> None:
    data = heic(tiff(">"), marked=False)
    assert facts(data).located is True
    assert facts(without_location(data)).located is False


def test_what_cannot_be_read_is_unknown_and_never_clean() -> None:
    assert facts(heic(b"no tiff here")).located is None
    broken = jpeg(tiff()[:30])
    assert facts(broken).located is None
    assert facts(heic(tiff())[:20] + b"\0\0\0\x14ispe\0\0").pixels is None  # cut off within its size
    assert facts(jpeg(b"")).located is False  # no EXIF block at all
    assert facts(jpeg(tiff(located=False))).located is False
    assert facts(jpeg(tiff(taken="0000:00:00 00:00:00"))).taken is None
    assert kind_of(b"\x89PNG\r\n\x1a\n") == ""
    with pytest.raises(ValueError, match="JPEG"):
        facts(b"%PDF-1.7")


@pytest.mark.parametrize("cut", range(0, 260, 7))
def test_no_damage_does_more_than_make_it_unknown(cut: int) -> None:
    data = bytearray(jpeg(tiff()))
    data[20 + cut % 200 : 24 + cut % 200] = b"\xff\xff\xff\xff"
    facts(bytes(data))
    assert len(without_location(bytes(data[: max(cut, 12)]))) == max(cut, 12)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    workspace, walk = full_contract(tmp_path / "data")
    with workspace:
        yield walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "写真"
    folder.mkdir()
    (folder / "保管庫.jpg").write_bytes(jpeg(tiff()))
    (folder / "鍵.HEIC").write_bytes(heic(tiff(">")))
    (folder / "メモ.txt").write_text("x", encoding="utf-8")
    return folder


def test_photos_of_a_folder_are_kept_without_their_place(walk: Walk, folder: Path) -> None:
    item, _, show = photos.wanted(walk)[0]
    assert "名札" in show
    taken = photos.take(walk, item, [folder])
    assert sorted(each.exhibit.name for each in taken) == ["保管庫.jpg", "鍵.HEIC"]
    for each in taken:
        kept = walk.workspace.repository.exhibit_path(each.exhibit.sha256).read_bytes()
        assert facts(kept).located is False
        assert each.row.text("location") == "removed"
        assert (each.row.text("taken"), each.row.text("taken_time")) == ("2026-10-05", "10:30")
        assert len(each.row.text("original_sha256")) == 64
    readable = {each.exhibit.name: each.row.text("readable") for each in taken}
    assert readable == {"保管庫.jpg": "no", "鍵.HEIC": "yes"}
    assert len(walk.view(item).exhibits) == 2
    assert facts((folder / "保管庫.jpg").read_bytes()).located is True  # the original is not touched


def test_the_place_stays_where_it_is_wanted(walk: Walk, folder: Path) -> None:
    item = photos.wanted(walk)[0][0]
    (each,) = photos.take(walk, item, [folder / "保管庫.jpg"], keep_location=True)
    assert each.row.text("location") == "kept"
    kept = walk.workspace.repository.exhibit_path(each.exhibit.sha256).read_bytes()
    assert kept == (folder / "保管庫.jpg").read_bytes()


def test_a_photo_attached_like_any_file_loses_its_place_too(walk: Walk, folder: Path) -> None:
    item = photos.wanted(walk)[0][0]
    exhibit = walk.attach(item, str(folder / "保管庫.jpg"))
    assert facts(walk.workspace.repository.exhibit_path(exhibit.sha256).read_bytes()).located is False
    note = AttachmentNote("attachments/0001.jpg", exhibit.name, item, "a", sha256=exhibit.sha256)
    document = json.loads(bytes(photos.entries(walk, [note])["photos.json"]))  # type: ignore[arg-type]
    (row,) = document["photos"]
    assert (row["path"], row["taken"], row["offset"]) == ("attachments/0001.jpg", "2026-10-05", "+0900")
    assert "35" not in row["location"]


def test_a_photo_loses_its_place_whatever_it_is_called(walk: Walk, folder: Path) -> None:
    item = photos.wanted(walk)[0][0]
    renamed = (folder / "保管庫.jpg").rename(folder / "保管庫.jfif")
    exhibit = walk.attach(item, str(renamed))
    assert facts(walk.workspace.repository.exhibit_path(exhibit.sha256).read_bytes()).located is False


def test_a_folder_without_photos_and_files_that_are_none(walk: Walk, tmp_path: Path) -> None:
    item = photos.wanted(walk)[0][0]
    with pytest.raises(InputError):
        photos.take(walk, item, [tmp_path])
    fake = tmp_path / "a.jpg"
    fake.write_bytes(b"not a photo at all")
    with pytest.raises(InputError):
        photos.take(walk, item, [fake])
    exhibit = walk.attach(item, str(fake))
    assert exhibit.name == "a.jpg"
    assert photos.entries(walk, [AttachmentNote("a", "a.jpg", item, "a", sha256=exhibit.sha256)]) == {}


def test_photos_from_the_command_line(walk: Walk, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = photos.wanted(walk)[0][0]
    data = walk.workspace.directory
    walk.workspace.close()
    assert main.run(["photo", "take", item, str(folder)], Options(data=data, language="ja"), None) == 0
    told = capsys.readouterr().out
    assert "位置情報: 取り除いた" in told
    assert "読めるおそれ" in told
    assert main.run(["photo", "list", "--json"], Options(data=data, language="ja"), None) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["item"] == item


def test_a_sealed_bundle_with_photos_and_registers_is_valid_and_tells_no_names(
    walk: Walk, folder: Path, tmp_path: Path
) -> None:
    item = photos.wanted(walk)[0][0]
    photos.take(walk, item, [folder])
    sealed = seal.seal(walk, tmp_path, "correct horse battery")
    report = verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint]))
    assert str(report.verdict) == "VALID", report.codes
    with zipfile.ZipFile(sealed.path) as archive:
        told = json.loads(archive.read("photos.json"))["photos"]
        assert sorted(row["camera"] for row in told) == ["Mihon Camera M-1 Pro"] * 2
        assert all(facts(archive.read(row["path"])).located is False for row in told)
        duties = archive.read("duties.json").decode()
    assert json.loads(duties)["entries"]
    assert "花子" not in duties
