"""The search as its user meets it: every file once, honest verdicts, nothing in clear, stoppable, repeatable."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import itertools
import json
import os
import random
import shutil
import sqlite3
import sys
import threading
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from checks.residue.budget import Budget
from checks.residue.fingerprint import forms
from checks.residue.model import KINDS, Grade, Progress, SearchError, Verdict, kind_text, reason_text
from checks.residue.search import SearchOptions, search
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, LINE, MAIL, NAME, PHONE, ROWS, zipped

CSV = "\r\n".join(",".join(row) for row in ROWS).encode("cp932")
ONE = SearchOptions(workers=1)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with a finding, a quiet file, a locked one, a picture, an empty one, and a file named after a person."""
    root = tmp_path / "tree"
    (root / "sub").mkdir(parents=True)
    (root / "list.csv").write_bytes(CSV)
    (root / "sub" / "memo.txt").write_text("打合せは10時から。", encoding="utf-8")
    (root / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (root / "empty.txt").write_bytes(b"")
    (root / f"{NAME}様_計画.txt").write_text("別紙のとおり。", encoding="utf-8")
    (root / "locked.zip").write_bytes(_locked_zip())
    return root


def _locked_zip() -> bytes:
    """A ZIP whose only member says that it is encrypted (general purpose flag bit 0, APPNOTE 4.4.4)."""
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def test_every_file_ends_in_exactly_one_verdict(tree: Path) -> None:
    run = search([tree], options=ONE)
    results = {Path(result.path).name: result for result in run}
    assert {name: (result.verdict, result.reason) for name, result in results.items()} == {
        "list.csv": (Verdict.CONTENT, ""),
        "memo.txt": (Verdict.CLEAN, ""),
        "photo.png": (Verdict.UNREADABLE, "picture_only"),
        "empty.txt": (Verdict.CLEAN, ""),
        f"{NAME}様_計画.txt": (Verdict.NAME_ONLY, "name_in_file_name"),
        "locked.zip": (Verdict.UNREADABLE, "locked"),
    }
    assert results["list.csv"].records == 1
    assert results["list.csv"].kinds == {"address": 1, "birth_date": 1, "kana": 1, "name": 1, "phone": 1}
    assert run.summary.files == 6
    assert sum(run.summary.counts.values()) == 6
    assert run.summary.reasons == {"picture_only": 1, "locked": 1}
    assert run.summary.coverage == pytest.approx(4 / 6)
    assert run.summary.verdict is Verdict.CONTENT
    assert not run.summary.cancelled


def test_a_line_of_json_has_the_agreed_keys(tree: Path) -> None:
    (line,) = [result.as_json() for result in search([tree / "list.csv"], options=ONE)]
    assert list(line) == ["path", "verdict", "kinds", "records", "reason"]
    (shown,) = [
        result.as_json() for result in search([tree / "list.csv"], options=dataclasses.replace(ONE, reveal=True))
    ]
    assert ["phone", PHONE, ""] in shown["matches"]


def test_values_appear_nowhere_unless_asked_for(tree: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cache = tmp_path / "cache.db"
    (tree / "broken.docx").write_bytes(zipped({"[Content_Types].xml": "", "word/document.xml": LINE})[:-30])
    told: list[str] = []

    def note(moment: Progress) -> None:
        told.append(repr(dataclasses.replace(moment, current="")))

    for _ in range(2):
        run = search([tree], options=SearchOptions(workers=1, cache=cache), progress=note)
        told += [
            json.dumps(dataclasses.asdict(dataclasses.replace(result, path="")), ensure_ascii=False) for result in run
        ]
        told.append(json.dumps(run.summary.as_json(), ensure_ascii=False))
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("cache.db*"))
    out, err = capfd.readouterr()
    everything = "\n".join([*told, out, err])
    for value in (NAME, KANA, BIRTH, ADDRESS, PHONE, MAIL):
        assert value not in everything, value
        assert value.encode() not in stored, value
    assert str(tree).encode() not in stored
    assert [
        path.name
        for path in tmp_path.iterdir()
        if path.name not in ("tree", "cache.db", "cache.db-wal", "cache.db-shm")
    ] == []


def test_samples_are_masked(tree: Path) -> None:
    (result,) = search([tree / "list.csv"], options=ONE)
    assert "飯＊ ＊" in result.samples
    assert "090-＊＊＊＊-＊＊38" in result.samples


def test_a_cache_that_cannot_be_kept_costs_no_result(tree: Path, tmp_path: Path) -> None:
    run = search([tree], options=SearchOptions(workers=1, cache=tmp_path / "no" / "such" / "folder" / "cache.db"))
    bare = search([tree], options=SearchOptions(workers=1))
    assert {(one.path, one.verdict) for one in run} == {(one.path, one.verdict) for one in bare}
    assert run.summary.mode == "full"


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_the_cache_is_for_its_user_alone_also_one_of_before(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache.db"
    cache.touch(mode=0o644)
    list(search([tree], options=SearchOptions(workers=1, cache=cache)))
    assert cache.stat().st_mode & 0o777 == 0o600


def test_unchanged_files_come_from_the_cache_and_changed_ones_do_not(tree: Path, tmp_path: Path) -> None:
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    first = search([tree], options=options)
    before = {result.path: (result.verdict, result.kinds, result.records, result.samples) for result in first}
    assert first.summary.from_cache == 0
    second = search([tree], options=options)
    after = {result.path: (result.verdict, result.kinds, result.records, result.samples) for result in second}
    assert after == before
    assert second.summary.from_cache == len(before)
    assert second.summary.mode == "incremental"
    (tree / "sub" / "memo.txt").write_text(LINE, encoding="utf-8")
    third = search([tree], options=options)
    found = {Path(result.path).name: result.verdict for result in third}
    assert found["memo.txt"] is Verdict.CONTENT
    assert third.summary.from_cache == len(before) - 1
    full = search([tree], options=dataclasses.replace(options, full=True))
    list(full)
    assert (full.summary.mode, full.summary.from_cache) == ("full", 0)


def test_in_a_folder_that_changed_only_the_changed_files_are_read_again(tree: Path, tmp_path: Path) -> None:
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    list(search([tree], options=options))
    (tree / "new.csv").write_bytes(CSV)
    (tree / "empty.txt").unlink()
    (tree / "photo.png").rename(tree / "photo2.png")
    again = {Path(result.path).name: result for result in search([tree], options=options)}
    assert {name for name, result in again.items() if not result.cached} == {"new.csv", "photo2.png"}
    assert again["locked.zip"].reason == "locked"
    assert again["list.csv"].kinds == again["new.csv"].kinds
    third = search([tree], options=options)
    assert {Path(result.path).name: (result.verdict, result.reason) for result in third} == {
        name: (result.verdict, result.reason) for name, result in again.items()
    }
    assert third.summary.from_cache == len(again)


def test_folders_that_were_deleted_leave_the_cache_at_the_end_of_the_next_whole_walk(
    tree: Path, tmp_path: Path
) -> None:
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    other = tmp_path / "other"
    for name in ("a", "b", "c"):
        (other / name).mkdir(parents=True)
        (other / name / "note.txt").write_text("会議", encoding="utf-8")

    def rows() -> int:
        with contextlib.closing(sqlite3.connect(tmp_path / "cache.db")) as database:
            return int(database.execute("SELECT count(*) FROM folder").fetchone()[0])

    list(search([tree], options=options))
    of_tree = rows()
    list(search([other], options=options))
    assert rows() == of_tree + 3
    shutil.rmtree(other / "b")
    with search([other], options=options, cancel=_Stopped()) as stopped:
        list(stopped)
    assert rows() == of_tree + 3
    again = search([other], options=options)
    list(again)
    assert rows() == of_tree + 2
    assert again.summary.from_cache == 2
    before = search([tree], options=options)
    list(before)
    assert before.summary.from_cache == before.summary.files


class _Stopped:
    """Somebody who stops a search at once."""

    def is_set(self) -> bool:
        return True


def test_other_detectors_make_the_cache_useless(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    list(search([tree], options=options))
    monkeypatch.setattr("checks.residue.search.engine", lambda: "residue-of-another-day")
    again = search([tree], options=options)
    list(again)
    assert again.summary.from_cache == 0


def test_two_searches_at_once_both_end(tree: Path, tmp_path: Path) -> None:
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    list(search([tree], options=options))
    (tree / "new.csv").write_bytes(CSV)
    run = search([tree], options=options)
    other = sqlite3.connect(tmp_path / "cache.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(list(run)) == 7
    assert run.summary.from_cache == 6
    other.execute("ROLLBACK")
    other.close()


def test_a_broken_cache_costs_only_time_and_is_made_anew(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"this is no database" * 100)
    told = []
    for _ in range(2):
        run = search([tree], options=SearchOptions(workers=1, cache=tmp_path / "cache.db"))
        assert len(list(run)) == 6
        told.append((run.summary.mode, run.summary.from_cache > 0))
    assert told == [("full", False), ("incremental", True)]


def test_cancel_stops_and_says_so(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.csv").write_bytes(CSV)
    stop = threading.Event()
    run = search([tmp_path], options=ONE, cancel=stop)
    got = 0
    for _ in run:
        got += 1
        if got == 5:
            stop.set()
    assert got < 400
    assert run.summary.cancelled
    assert run.summary.files == got


def test_a_stopped_search_goes_on_where_it_was(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(60):
        (tree / f"{number}.csv").write_bytes(CSV)
    options = SearchOptions(workers=1, cache=tmp_path / "cache.db")
    with search([tree], options=options) as run:
        for count, _ in enumerate(run, start=1):
            if count == 25:
                break
    again = search([tree], options=options)
    assert len(list(again)) == 60
    assert again.summary.from_cache >= 24


def test_a_slow_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("田中様山" * 3_000_000, encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(CSV)
    budget = Budget(seconds=0.2, bytes_per_second=1 << 30)
    found = {
        Path(result.path).name: result for result in search([tmp_path], options=SearchOptions(workers=1, budget=budget))
    }
    assert (found["a.txt"].verdict, found["a.txt"].reason) == (Verdict.UNREADABLE, "over_budget")
    assert found["b.csv"].verdict is Verdict.CONTENT


def test_bombs_cost_their_budget_only(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>aaaa</t></is></c></row>'
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "")
        out.writestr("xl/workbook.xml", "")
        out.writestr("xl/worksheets/sheet1.xml", "<sheetData>" + row * 1_000_000)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(200 << 20), 1))
    inner = zipped({"x": bytes(30 << 20)})
    for _ in range(6):
        inner = zipped({f"{n}.zip": inner for n in range(5)})
    (tmp_path / "nest.zip").write_bytes(inner)
    with (tmp_path / "holes.bin").open("wb") as stream:
        stream.seek(200 << 20)
        stream.write(b"x")
    budget = Budget(seconds=5)
    found = {
        Path(result.path).name: result for result in search([tmp_path], options=SearchOptions(workers=1, budget=budget))
    }
    assert {name: result.reason for name, result in found.items() if name != "holes.bin"} == {
        "bomb.xlsx": "over_budget",
        "bomb.gz": "over_budget",
        "nest.zip": "over_budget",
    }
    assert found["holes.bin"].verdict is Verdict.UNREADABLE


def test_damaged_files_are_all_accounted_for(tmp_path: Path, shared: Path) -> None:
    rng = random.Random(20)
    sources = [
        path
        for folder in ("tika", "msoffcrypto", "ichitaro", "lha")
        for path in sorted((shared / "samples" / folder).iterdir())
        if path.stat().st_size < 200_000
    ]
    for number in range(300):
        data = bytearray(sources[number % len(sources)].read_bytes())
        if number % 2:
            data = data[: rng.randrange(1, len(data))]
        for _ in range(rng.randrange(1, 30)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        (tmp_path / f"{number}.bin").write_bytes(data)
    run = search([tmp_path], options=SearchOptions(workers=1))
    results = list(run)
    assert len(results) == run.summary.files == 300
    assert not any(result.reason == "worker_died" for result in results)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV)
    (tmp_path / "a.csv").chmod(0)
    (result,) = search([tmp_path], options=ONE)
    assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "no_permission")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_are_not_followed_and_counted(tree: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.csv").write_bytes(CSV)
    (tree / "link").symlink_to(outside)
    (tree / "loop").symlink_to(tree)
    run = search([tree], options=ONE)
    assert len(list(run)) == 6
    assert run.summary.skipped == {"link": 2}


def test_overlapping_folders_are_searched_once(tree: Path) -> None:
    assert len(list(search([tree, tree / "sub", tree], options=ONE))) == 6


def test_nothing_on_the_disk_changes(tree: Path) -> None:
    def state() -> list[tuple[str, int, int, bytes]]:
        return sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes())
            for path in tree.rglob("*")
            if path.is_file()
        )

    connection = sqlite3.connect(tree / "a.db")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    before = state()
    list(search([tree], options=ONE))
    assert state() == before
    connection.close()


def test_places_of_work_are_marked_and_graded_low(tree: Path) -> None:
    found = {
        Path(result.path).name: result
        for result in search([tree], options=SearchOptions(workers=1, places_of_work=(tree,)))
    }
    assert (found["list.csv"].verdict, found["list.csv"].reason, found["list.csv"].grade) == (
        Verdict.CONTENT,
        "place_of_work",
        Grade.LOW,
    )


def test_excluded_places_are_counted(tree: Path) -> None:
    run = search([tree], options=SearchOptions(workers=1, exclude=(tree / "sub", tree / "list.csv")))
    assert len(list(run)) == 4
    assert run.summary.skipped == {"excluded": 2}


def test_a_place_that_does_not_exist_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(SearchError) as refused:
        search([tmp_path / "nowhere"])
    assert refused.value.code == "not_found"


def test_an_empty_folder_proves_nothing(tmp_path: Path) -> None:
    run = search([tmp_path], options=ONE)
    assert list(run) == []
    assert run.summary.verdict is Verdict.UNREADABLE
    assert run.summary.coverage == 0


def test_progress_ends_with_everything(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.csv").write_bytes(CSV)
    moments: list[Progress] = []
    for _ in search([tmp_path], options=ONE, progress=moments.append):
        time.sleep(0.005)
    assert moments
    assert all(a.files_done <= b.files_done for a, b in itertools.pairwise(moments))
    assert moments[-1].files_total == 50


def test_file_names_of_any_kind_are_survived(tmp_path: Path) -> None:
    names = ["\u202eexe.csv", "𠮷田.csv", "a'b;.csv", "絵文字😀.csv"]
    if sys.platform != "win32":
        names += ["改行\nあり.csv", "a'b\"c;.csv", " "]
    for name in names:
        (tmp_path / name).write_bytes(CSV)
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/\x93\x79.csv")).write_bytes(CSV)
    results = list(search([tmp_path], options=ONE))
    assert {result.verdict for result in results} == {Verdict.CONTENT}
    assert len(results) == len(list(tmp_path.iterdir()))


def test_every_code_and_kind_has_words_in_both_languages(repo_root: Path) -> None:
    for lang in ("ja", "en"):
        words = tomllib.loads((repo_root / "checks" / "text" / f"residue_{lang}.toml").read_text(encoding="utf-8"))
        assert set(words["kind"]) == {*KINDS, *forms.KINDS} - {"file_name"}
        assert set(words["grade"]) == {str(grade) for grade in Grade}
    assert reason_text("locked") != "locked"
    assert kind_text("phone", "en") == "telephone number"
    ja, en = (
        tomllib.loads((repo_root / "checks" / "text" / f"residue_{lang}.toml").read_text(encoding="utf-8"))
        for lang in ("ja", "en")
    )
    assert {key: set(value) for key, value in ja.items()} == {key: set(value) for key, value in en.items()}
