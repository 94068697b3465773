"""Fingerprints at receipt and the search at the end, as a script uses them."""

import json
import os
from pathlib import Path

import pytest

from selfaudit.__main__ import main

PEOPLE = [
    ("佐藤 花子", "090-4413-2867", "東京都千代田区霞が関9-9-101"),
    ("鈴木 一郎", "080-2358-9164", "東京都港区芝公園9-2-8"),
    ("髙橋 美咲", "070-3391-7721", "東京都文京区本郷9-5-12"),
]


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFAUDIT_PASSPHRASE", "correct horse")


@pytest.fixture
def registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    received = tmp_path / "received"
    received.mkdir()
    lines = ["氏名,電話番号,住所", *(",".join(person) for person in PEOPLE)]
    (received / "list.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    made = tmp_path / "intake.registry"
    assert main(["register", str(received), "--registry", str(made), "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["records"] == 3
    assert len(counts["digest"]) == 64
    stored = made.read_bytes()
    assert not any(value.encode() in stored for person in PEOPLE for value in person)
    return made


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_person_in_another_files_text_is_found_and_an_unrelated_file_is_not(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "pc"
    place.mkdir()
    (place / "memo.txt").write_bytes("鈴木一郎さん 08023589164 に電話する".encode("cp932"))
    (place / "other.txt").write_text("山本さんの予定表", encoding="utf-8")
    assert main(["residue", str(place), "--registry", str(registry), "--level", "1", "--json"]) == 1
    found = rows(capsys)
    assert {Path(str(row["path"])).name for row in found[:-1]} == {"memo.txt"}
    assert found[-1]["summary"]["verdict"] == "検出あり(内容)"
    (place / "memo.txt").unlink()
    assert main(["residue", str(place), "--registry", str(registry), "--level", "1", "--json"]) == 0
    assert rows(capsys)[-1]["summary"]["verdict"] == "検査範囲で検出なし"


def test_bytes_left_in_an_image_are_found_where_they_lie(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "disk.img"
    left = "髙橋 美咲,070-3391-7721,東京都文京区本郷9-5-12".encode("cp932")
    image.write_bytes(os.urandom(40960) + left + os.urandom(20000))
    before = image.read_bytes()
    assert main(["residue", "--image", str(image), "--registry", str(registry), "--json"]) == 1
    found = rows(capsys)
    assert any(40960 <= int(str(row["offset"])) < 40960 + len(left) for row in found[:-1])
    assert image.read_bytes() == before


def test_folder_and_image_in_one_search_with_a_positive_control(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "pc"
    place.mkdir()
    (place / "memo.txt").write_bytes("鈴木一郎さん 08023589164 に電話する".encode("cp932"))
    image = tmp_path / "disk.img"
    image.write_bytes(os.urandom(40960) + "髙橋 美咲,070-3391-7721".encode())
    words = ["residue", str(place), "--image", str(image), "--level", "1,2,3", "--registry", str(registry)]
    assert main([*words, "--control", "--json"]) == 1
    found = rows(capsys)
    assert {row["level"] for row in found[:-1]} == {1, 3}
    summary = found[-1]["summary"]
    assert isinstance(summary, dict)
    assert summary["control_result"]["live"] == "found"
    assert summary["control_result"]["deleted"] in ("not_tried", "not_found"), "the image is no disk of this PC"
    assert summary["records"] == 2
    assert [file.name for file in place.iterdir()] == ["memo.txt"]
    assert main([*words, "--control"]) == 1
    assert "陽性対照: 置いた目印を探した結果: あるファイル 見つかりました" in capsys.readouterr().out


def test_the_whole_pc_is_its_volumes(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    (volume / "memo.txt").write_bytes("鈴木一郎さん 08023589164 に電話する".encode("cp932"))
    for module in ("checks.residue.exit.files", "selfaudit.services.residue"):
        monkeypatch.setattr(f"{module}.volumes", lambda: [volume])
    words = ["residue", "--whole-pc", "--registry", str(registry), "--level", "1", "--control", "--json"]
    assert main(words) == 1
    found = rows(capsys)
    assert {str(row["path"]) for row in found[:-1]} == {str(volume / "memo.txt")}
    summary = found[-1]["summary"]
    assert isinstance(summary, dict)
    assert summary["control_result"]["live"] == "found"


def test_a_stopped_search_of_an_image_goes_on_where_it_stood(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    image, state = tmp_path / "disk.img", tmp_path / "state.json"
    with image.open("wb") as stream:
        stream.truncate(20 << 20)
        for offset, person in ((1 << 20, PEOPLE[0]), (19 << 20, PEOPLE[1])):
            stream.seek(offset)
            stream.write(",".join(person).encode("cp932"))
    words = ["residue", "--image", str(image), "--registry", str(registry), "--resume", str(state), "--json"]

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("selfaudit.cli.output.json_line", interrupted)
        assert main(words) == 130
    assert "続きから始めるためのファイルを書きました" in capsys.readouterr().err
    kept = state.read_text(encoding="ascii")
    assert not any(value in kept for person in PEOPLE for value in person)
    assert json.loads(kept)["offset"] == 0, "the chunk in which it was stopped is looked at again"
    assert main(words) == 1
    summary = rows(capsys)[-1]["summary"]
    assert isinstance(summary, dict)
    assert summary["records"] == 2
    assert summary["coverage"]["3"]["share"] == 1.0
    assert main(words) == 1
    whole = rows(capsys)[-1]["summary"]
    assert isinstance(whole, dict)
    assert summary["hits"] == whole["hits"], "what was met before the stop is not counted twice"
    assert summary["coverage"] == whole["coverage"]
    assert not state.exists()
    state.write_text(kept.replace('"registry": "', '"registry": "0'), encoding="ascii")
    assert main(words) == 65
    state.write_text("{}", encoding="ascii")
    assert main(words) == 65


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--image", "{tmp}/none.img"], 65),
        (["{tmp}/none"], 65),
        (["{tmp}", "--image", "{tmp}/x"], 65),
        ([], 64),
        (["{tmp}", "--whole-pc"], 64),
        (["{tmp}", "--level", "4"], 64),
    ],
)
def test_wrong_use_is_explained(
    words: list[str], code: int, registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [word.replace("{tmp}", str(tmp_path)) for word in words]
    assert main(["residue", *filled, "--registry", str(registry)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err


def test_the_wrong_passphrase_opens_nothing(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SELFAUDIT_PASSPHRASE", "wrong horse")
    assert main(["residue", str(tmp_path), "--registry", str(registry)]) == 65
    assert "パスフレーズ" in capsys.readouterr().err
