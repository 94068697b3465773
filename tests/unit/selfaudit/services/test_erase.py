"""The end of a contract with real files, a real registry and real searches: found, refused, erased, certified."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from checks.residue.fingerprint import Key
from evidence import verify
from evidence.trust import Trust
from selfaudit.domain.contract import Person
from selfaudit.domain.erasure import CONSENT, Attestation, FileErasure
from selfaudit.domain.register import RegisterEntry, RegisterKind
from selfaudit.errors import InputError, UsageError
from selfaudit.report.certificate import render
from selfaudit.services import assisted_erase, certificate, erase, residue, seal
from selfaudit.services.certificate import Issue
from selfaudit.services.certificate_page import sections
from selfaudit.services.ending import CLEAN, CONTENT, UNREADABLE, Ending, Target, said
from selfaudit.services.search_standing import path_digest, salt, upwards, upwards_on_volume
from selfaudit.services.storage import StorageKind
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace, new_id

PASSPHRASE = "correct horse battery"
KEY = Key(b"ward half of the key", "contractor half")
PLAIN = date(2026, 11, 20)


def residents(count: int = 40) -> str:
    """Invented residents as a CSV table."""
    names = ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村"]
    lines = ["氏名,電話番号,生年月日,住所"]
    for n in range(count):
        name = f"{names[n % 8]} {'花子' if n % 2 else '太郎'}{n}"
        lines.append(
            f"{name},090-{1000 + n * 37:04}-{5000 + n * 53:04},19{50 + n % 40}-0{n % 9 + 1}-1{n % 9},見本町{n}-{n + 1}"
        )
    return "\r\n".join(lines) + "\r\n"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(
            profile="setagaya-2026",
            title="就労支援業務委託",
            contractor="みほん会",
            fiscal_year=2026,
            operator="見本 𠮷子",
        )
        workspace.save_person(Person("p1", walk.contract.id, "𠮷田 花子", "取扱責任者"))
        yield walk


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder to be searched, with one copy left behind among other files."""
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "写し.csv").write_bytes(residents().encode("cp932"))
    (folder / "関係ない.txt").write_text("本日の天気は晴れです。\n" * 200, encoding="utf-8")
    return folder


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    source = tmp_path / "received"
    source.mkdir()
    (source / "名簿.csv").write_bytes(residents().encode("cp932"))
    file = tmp_path / "intake.registry"
    residue.register([source], file, KEY, column_map={}, consent="2026-10-01 承諾")
    return file


def keep_registers(walk: Walk, *, erased: int = 1) -> None:
    """One disc came, one disc was erased."""
    day = {"day": "R8.4.3", "time": "14:20", "handler": "𠮷田 花子", "information": "氏名・住所", "unit": "枚"}
    for book, more in (
        (
            RegisterKind.RECEIPT,
            {"slip": "A-1", "counterpart": "所管課 見本", "quantity": "1", "medium": "DVD-R", "number": "12"},
        ),
        (
            RegisterKind.ERASURE,
            {"quantity": str(erased), "method": "上書きして削除", "place": "PC-01", "witness": "見本 次郎"},
        ),
    ):
        row = new_id()
        for field, text in {"asset": "対象者名簿", **day, **more}.items():
            walk.registers.set(row, book, field, text)


def ending(walk: Walk) -> Ending:
    return Ending(walk.workspace, walk.contract.id)


def search(walk: Walk, registry: Path, folder: Path, **options: Any) -> tuple[Any, list[Any]]:
    hits: list[Any] = []
    target = Target(registry, KEY, [folder], **{"levels": frozenset({1}), **options})
    return ending(walk).search(target, found=hits.append), hits


def consent(walk: Walk) -> None:
    row = Attestation("c", walk.contract.id, CONSENT, "所管課長 見本三郎", PLAIN, "紙は後日返す", "7見障発第12号")
    walk.workspace.repository.save_attestation(row)


def test_found_refused_erased_searched_again_and_certified(
    walk: Walk, registry: Path, disk: Path, tmp_path: Path
) -> None:
    keep_registers(walk)
    run, hits = search(walk, registry, disk)
    assert run.summary["verdict"] == CONTENT
    paths = {Path(hit.path) for hit in hits}
    assert paths == {disk / "写し.csv"}
    with pytest.raises(erase.RefusedError) as refused:
        erase.issue(walk, tmp_path, PASSPHRASE)
    assert [obstacle.code for obstacle in refused.value.obstacles] == ["content"]
    wanted = assisted_erase.plan(sorted(paths))
    (done,) = assisted_erase.erase(walk.workspace, walk.contract.id, wanted, agreed=True, typed=wanted.code)
    assert done.done == ("overwritten", "truncated", "renamed", "unlinked")
    assert [path.name for path in disk.iterdir()] == ["関係ない.txt"]
    run, hits = search(walk, registry, disk)
    assert (run.summary["verdict"], hits) == (CLEAN, [])
    issued = erase.issue(walk, tmp_path, PASSPHRASE, registry=registry)
    assert issued.destroyed
    assert not registry.exists()
    assert issued.verdict == CLEAN
    document = json.loads(issued.document.read_text("utf-8"))
    assert [key[:3] for key in document if key != "v"] == [f"f{n:02}" for n in range(1, 24)]
    acts = [line["act"] for line in document["f18_history"]]
    assert acts == ["search", "erase_file", "search", "erase_registry"]
    assert document["f21_signature"]["registry"]["state"] == "destroyed"
    assert document["f08_receipts"]["registries"][0]["counts"]["records"] == 40
    assert document["f20_verdict"]["settled"] is True
    assert document["f16_control"] == [
        {"made": True, "places": 1, "live": "found", "deleted": "not_tried", "reason": "no_image"}
    ]
    everything = b"".join(path.read_bytes() for path in (issued.document, tmp_path / "data" / "selfaudit.db")).decode(
        "utf-8", "replace"
    )
    assert not any(line.split(",")[0] in everything for line in residents().splitlines()[1:]), (
        "no resident's name is kept"
    )
    assert "写し.csv" not in everything, "nor where a file lay"


def test_the_bundle_verifies_and_holds_pdf_and_data(walk: Walk, registry: Path, disk: Path, tmp_path: Path) -> None:
    annual = seal.seal(walk, tmp_path, PASSPHRASE)
    keep_registers(walk)
    (disk / "写し.csv").unlink()
    search(walk, registry, disk)
    issued = erase.issue(walk, tmp_path, PASSPHRASE, registry=registry)
    report = verify.verify(issued.bundle, trust=Trust.from_pins([annual.fingerprint]))
    assert str(report.verdict) in ("VALID", "INDETERMINATE"), report.codes
    assert not [code for code in report.codes if "MISMATCH" in str(code)]
    with zipfile.ZipFile(issued.bundle) as archive:
        manifest = json.loads(archive.read("bundle.json"))
        assert archive.read("erasure/certificate.json") == issued.document.read_bytes()
        assert archive.read("erasure/certificate.pdf") == issued.pdf.read_bytes()
        assert json.loads(archive.read("registers.json"))["balances"][0]["held"] == 0
    assert manifest["type"] == "erasure"
    assert manifest["previous"]["id"] == annual.bundle_id
    again = erase.issue(walk, tmp_path, PASSPHRASE)
    assert (again.edition, again.number) == (2, issued.number)
    second = json.loads(again.document.read_text("utf-8"))
    assert second["f23_editions"][0]["bundle"] == issued.bundle_id
    assert second["f21_signature"]["registry"]["state"] == "destroyed", "the registry was destroyed before"


def test_two_pages_that_say_what_is_not_proved(walk: Walk, registry: Path, disk: Path, tmp_path: Path) -> None:
    keep_registers(walk)
    (disk / "写し.csv").unlink()
    search(walk, registry, disk)
    walk.workspace.repository.save_attestation(
        Attestation("a", walk.contract.id, "cloud", "𠮷田 花子", PLAIN, "ごみ箱を空にした", "提供者の証明書.pdf")
    )
    issued = erase.issue(walk, tmp_path, PASSPHRASE)
    raw = issued.pdf.read_bytes()
    assert raw.startswith(b"%PDF")
    assert b"pdfaid" in raw
    known = Issue(
        datetime.fromisoformat("2026-11-20T14:20:00+09:00"), "ab" * 32, {"state": "kept", "at": None, "who": ""}, ""
    )
    pages = render(sections(certificate.document(walk, known), walk), known.at)
    assert render(sections(certificate.document(walk, known), walk), known.at) == pages, (
        "the same content, the same bytes"
    )
    book = pypdfium2.PdfDocument(raw)
    assert len(book) == 2
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in book)
    for wanted in (
        "消去証明書",
        "対象者名簿1枚",
        "A-1",
        "DVD-R12",
        "𠮷田花子",
        "検査範囲で検出なし",
        "NISTSP800-88のPurge/Destroyに当たる処理を証明するものではありません。",
        "「ごみ箱を空にした」(𠮷田花子、令和8年11月20日)添付「提供者の証明書.pdf」",
        "申告なし(確かめていません)",
        "実施していない",
        "区",
    ):
        assert wanted in text, wanted
    for never in ("完全消去", "安全です", "完全に消去"):
        assert never not in text


def test_open_balances_refuse_until_the_ward_consents_and_the_consent_is_printed(
    walk: Walk, registry: Path, disk: Path, tmp_path: Path
) -> None:
    keep_registers(walk, erased=0)
    (disk / "写し.csv").unlink()
    search(walk, registry, disk)
    with pytest.raises(erase.RefusedError) as refused:
        erase.issue(walk, tmp_path, PASSPHRASE)
    assert "残高が0ではありません: 対象者名簿 残高 1枚" in refused.value.detail
    incomplete = Attestation("c", walk.contract.id, CONSENT, "所管課長 見本三郎", None, "", "7見障発第12号")
    walk.workspace.repository.save_attestation(incomplete)
    with pytest.raises(erase.RefusedError):
        erase.issue(walk, tmp_path, PASSPHRASE)
    consent(walk)
    issued = erase.issue(walk, tmp_path, PASSPHRASE)
    document = json.loads(issued.document.read_text("utf-8"))
    assert document["f10_basis"]["consent"]["document"] == "7見障発第12号"
    assert [why["code"] for why in document["f10_basis"]["despite"]] == ["balance"]
    page = "".join("".join(p.get_textpage().get_text_bounded().split()) for p in pypdfium2.PdfDocument(issued.pdf))
    assert "区の了承:令和8年11月20日所管課長見本三郎書面「7見障発第12号」" in page
    assert "記録簿の残高に0でないもの" in page


def test_nothing_recorded_and_nothing_searched_is_no_certificate(walk: Walk, tmp_path: Path) -> None:
    with pytest.raises(erase.RefusedError) as refused:
        erase.issue(walk, tmp_path, PASSPHRASE)
    assert {obstacle.code for obstacle in refused.value.obstacles} == {"no_registers", "no_search"}


def test_a_clean_folder_does_not_clear_another_one(walk: Walk, registry: Path, disk: Path, tmp_path: Path) -> None:
    keep_registers(walk)
    search(walk, registry, disk)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("何もない\n" * 50, encoding="utf-8")
    run, _ = search(walk, registry, other)
    assert run.summary["verdict"] == CLEAN
    assert ending(walk).verdict() == CONTENT
    (disk / "写し.csv").unlink()
    search(walk, registry, tmp_path / "disk")
    assert ending(walk).verdict() == CLEAN
    assert len(ending(walk).standing()) == 2


def test_a_search_that_saw_less_does_not_clear_a_find(walk: Walk, registry: Path, disk: Path) -> None:
    keep_registers(walk)
    first, _ = search(walk, registry, disk)
    assert first.summary["verdict"] == CONTENT
    shut = {"items": 1, "looked": 0, "bytes": 9, "bytes_looked": 0, "uninspectable": {"no_permission": 1}}
    blind = {**first.summary, "verdict": UNREADABLE, "hits": {}, "coverage": {"1": shut, "2": shut}}
    keep = walk.workspace.repository.save_exit_run
    keep(replace(first, id="blind", summary=blind))
    assert CONTENT in {run.summary["verdict"] for run in ending(walk).standing()}
    keep(replace(first, id="again", summary={**first.summary, "verdict": CLEAN, "hits": {}}))
    assert ending(walk).verdict() == CLEAN


def test_a_search_with_fewer_rights_does_not_clear_a_find(walk: Walk, registry: Path, disk: Path) -> None:
    keep_registers(walk)
    first, _ = search(walk, registry, disk)
    keep = walk.workspace.repository.save_exit_run
    keep(replace(first, id="all", summary={**first.summary, "rights": "admin"}))
    keep(replace(first, id="some", summary={**first.summary, "rights": "user", "verdict": CLEAN, "hits": {}}))
    assert ending(walk).verdict() == CONTENT


def test_raw_bytes_are_settled_by_a_search_of_the_same_disk_alone(
    walk: Walk, registry: Path, disk: Path, tmp_path: Path
) -> None:
    def raw(image: Path, *folders: Path) -> None:
        levels = frozenset({1, 3} if folders else {3})
        ending(walk).search(Target(registry, KEY, list(folders), image, levels, control=False))

    first, second = disk / "a.img", tmp_path / "b.img"
    first.write_bytes(bytes(1 << 16) + residents().encode("cp932") + bytes(1 << 16))
    second.write_bytes(b"nothing here " * 20_000)
    (disk / "写し.csv").unlink()
    raw(first)
    assert ending(walk).verdict() == CONTENT
    first.write_bytes(b"no longer there " * 20_000)
    raw(second, disk)
    assert ending(walk).verdict() == CONTENT, "another disk, and the folder the image lies in"
    raw(first)
    assert ending(walk).verdict() == CLEAN


def test_a_search_above_a_mount_point_does_not_cover_what_was_mounted_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "media" / "stick"
    folder = stick / "lists"
    folder.mkdir(parents=True)
    monkeypatch.setattr("os.path.ismount", lambda place: Path(place) == stick)
    assert upwards_on_volume(str(folder)) == [folder, stick]
    monkeypatch.setattr("os.path.ismount", lambda place: Path(place) == Path("/"))
    assert upwards_on_volume(str(folder))[:3] == [folder, stick, tmp_path / "media"]


def half_erased(walk: Walk, file: Path) -> None:
    """A file whose erasure ended early, as the service keeps it."""
    key = salt(walk.workspace.repository)
    places = " ".join(path_digest(key, place) for place in upwards(str(file)))
    now = walk.workspace.clock()
    row = FileErasure(
        new_id(), walk.contract.id, "file", places, 9, "ssd", "ext4", ("overwritten",), "in_use", now, "w"
    )
    walk.workspace.repository.save_file_erasure(row)


def open_points(walk: Walk) -> set[str]:
    return {obstacle.code for obstacle in certificate.obstacles(walk)}


def test_a_failed_erasure_is_settled_by_a_search_of_its_place_alone(
    walk: Walk, registry: Path, disk: Path, tmp_path: Path
) -> None:
    keep_registers(walk)
    (disk / "写し.csv").unlink()
    half_erased(walk, disk / "写し.csv")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("何もない\n" * 50, encoding="utf-8")
    search(walk, registry, other)
    assert open_points(walk) == {"erasure"}, "a clean search of another folder"
    (disk / "メモ.txt~").write_text("何もない\n" * 50, encoding="utf-8")
    run, _ = search(walk, registry, disk, levels=frozenset({2}))
    assert said(run) == CLEAN
    assert "erasure" in open_points(walk), "hidden copies alone"
    search(walk, registry, disk)
    assert open_points(walk) == set()
    half_erased(walk, disk / "写し.csv")
    assert open_points(walk) == {"erasure"}, "it failed again after the search"


def test_a_failed_erasure_is_settled_when_the_same_file_is_erased_after_all(
    walk: Walk, registry: Path, disk: Path
) -> None:
    keep_registers(walk)
    half_erased(walk, disk / "関係ない.txt")
    half_erased(walk, disk / "写し.csv")
    wanted = assisted_erase.plan([disk / "写し.csv"])
    assisted_erase.erase(walk.workspace, walk.contract.id, wanted, agreed=True, typed=wanted.code)
    assert "erasure" in open_points(walk)
    wanted = assisted_erase.plan([disk / "関係ない.txt"])
    assisted_erase.erase(walk.workspace, walk.contract.id, wanted, agreed=True, typed=wanted.code)
    assert open_points(walk) == {"no_search"}


def test_another_registry_is_not_destroyed(walk: Walk, registry: Path, disk: Path, tmp_path: Path) -> None:
    keep_registers(walk)
    (disk / "写し.csv").unlink()
    search(walk, registry, disk)
    other = tmp_path / "other.registry"
    other.write_bytes(b"something precious")
    with pytest.raises(InputError):
        erase.issue(walk, tmp_path, PASSPHRASE, registry=other)
    assert other.read_bytes() == b"something precious"


def test_the_control_leaves_no_marker_behind(walk: Walk, registry: Path, disk: Path) -> None:
    before = sorted(path.name for path in disk.iterdir())
    run, _ = search(walk, registry, disk)
    assert run.control["live"] == "found"
    assert sorted(path.name for path in disk.iterdir()) == before
    image = disk.with_name("of another disk.img")
    image.write_bytes(bytes(1 << 20))
    run = ending(walk).search(Target(registry, KEY, [disk], image, frozenset({1, 2, 3})))
    assert (run.control["live"], run.control["deleted"]) == ("found", "not_tried")
    assert run.control["reason"] == "other_volume", "the image is known to be of no volume of this PC"
    assert run.summary["levels"] == [1, 2, 3]
    assert [row["kind"] for row in run.storage][-1] == StorageKind.IMAGE
    run, _ = search(walk, registry, disk, control=False)
    assert run.control == {"made": False, "reason": "not_wanted"}


def test_an_image_is_searched_whole_and_a_deleted_file_in_it_is_found(
    walk: Walk, registry: Path, tmp_path: Path
) -> None:
    image = tmp_path / "usb.img"
    for tool in ("mkfs.fat", "mcopy", "mdel"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    left = tmp_path / "rows.csv"
    left.write_bytes(residents().encode("cp932"))
    image.write_bytes(bytes(4 << 20))
    for command in (
        ["mkfs.fat", str(image)],
        ["mcopy", "-i", str(image), str(left), "::rows.csv"],
        ["mdel", "-i", str(image), "::rows.csv"],
    ):
        subprocess.run(command, check=True, capture_output=True)
    hits: list[Any] = []
    run = ending(walk).search(Target(registry, KEY, image=image, levels=frozenset({3})), found=hits.append)
    assert run.summary["verdict"] == CONTENT, "deleted is not gone"
    assert run.storage[0]["kind"] == StorageKind.IMAGE
    assert run.control == {"made": False, "reason": "image"}
    assert any(hit.offset is not None for hit in hits)


def test_without_both_confirmations_nothing_is_touched(walk: Walk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    wanted = assisted_erase.plan([file])
    for agreed, typed in ((False, wanted.code), (True, ""), (True, "0" if wanted.code != "0" else "1")):
        with pytest.raises(UsageError):
            assisted_erase.erase(walk.workspace, walk.contract.id, wanted, agreed=agreed, typed=typed)
    file.write_text("xy")
    with pytest.raises(InputError):
        assisted_erase.erase(walk.workspace, walk.contract.id, wanted, agreed=True, typed=wanted.code)
    assert file.read_text() == "xy"
    assert walk.workspace.repository.file_erasures(walk.contract.id) == []


def test_long_lists_still_fit_two_pages_and_say_what_is_not_printed(walk: Walk, tmp_path: Path) -> None:
    rows = [
        RegisterEntry(
            f"{book}{n}",
            walk.contract.id,
            book,
            asset=f"対象者名簿と支援記録の写し その{n}",
            slip=f"第{n}号",
            day=PLAIN,
            time="14:20",
            handler="𠮷田 花子",
            counterpart="所管課 就労支援係 見本",
            quantity=1,
            unit="冊",
            medium="USBメモリ",
            number=f"SN-2026-{n:04}",
        )
        for n in range(30)
        for book in (RegisterKind.RECEIPT, RegisterKind.RETURN, RegisterKind.COPY)
    ]
    walk.registers.add(rows)
    consent(walk)
    issued = erase.issue(walk, tmp_path, PASSPHRASE)
    book = pypdfium2.PdfDocument(issued.pdf)
    assert len(book) == 2
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in book)
    assert "(certificate.jsonに全件)" in text
    document = json.loads(issued.document.read_text("utf-8"))
    assert len(document["f08_receipts"]["rows"]) == 30
    assert len(document["f10_basis"]["despite"]) == 31, "30 copies are left, and nothing was searched"
