"""Live files and hidden copies: what is found, what could not be read, and that nothing is changed."""

import hashlib
import json
import os
import random
import sqlite3
import struct
import threading
from pathlib import Path

import pytest

from checks.residue.exit.model import ExitError, ExitOptions, Hit
from checks.residue.exit.search import ExitRun, exit_search
from checks.residue.fingerprint import Key, open_registry, register
from checks.residue.model import Verdict
from tests.assets.registries import received, registry
from tests.assets.residents import as_csv, as_xlsx, as_zip, residents

COUNT = 120
PEOPLE = residents(COUNT)


def search(
    *paths: Path, levels: frozenset[int] = frozenset({1, 2}), options: ExitOptions | None = None
) -> tuple[list[Hit], ExitRun]:
    run = exit_search(list(paths), registry(COUNT), levels=levels, options=options)
    return list(run), run


def kinds(hits: list[Hit]) -> set[str]:
    return {hit.kind for hit in hits}


@pytest.mark.parametrize("name", list(received(COUNT)))
def test_a_received_file_is_known_under_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.bin").write_bytes(received(COUNT)[name])
    hits, run = search(tmp_path)
    assert {"file", "record"} <= kinds(hits)
    assert "name" not in kinds(hits)
    assert run.summary.records == COUNT


def test_a_rewritten_list_is_known_by_its_records(tmp_path: Path) -> None:
    some = PEOPLE[10:20]
    (tmp_path / "new.xlsx").write_bytes(as_xlsx(some))
    (tmp_path / "new.zip").write_bytes(as_zip({"inner/new.csv": as_csv(some, "euc_jp")}))
    letter = "".join(f"{person.name.replace('　', '')}様({person.phone.replace('-', '')})\n" for person in some)
    (tmp_path / "letter.txt").write_text(letter, encoding="utf-8")
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    (tmp_path / "wide.txt").write_text(
        "\n".join(f"{person.name}\n{person.address.translate(wide)}" for person in some), encoding="cp932"
    )
    hits, run = search(tmp_path)
    assert {Path(hit.path).name: hit.records for hit in hits if hit.kind == "record"} == dict.fromkeys(
        ("new.xlsx", "new.zip", "letter.txt", "wide.txt"), 10
    )
    assert run.summary.records == 10


def test_unrelated_files_are_clean(tmp_path: Path) -> None:
    (tmp_path / "others.csv").write_bytes(as_csv(residents(400, seed=7)))
    (tmp_path / "text.txt").write_text("きょうは晴れです。\n" * 100, encoding="utf-8")
    hits, run = search(tmp_path)
    assert [hit for hit in hits if hit.verdict is Verdict.CONTENT] == []
    assert run.summary.levels[1].share == 1.0


def test_a_name_alone_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "対象者一覧.xlsx").write_bytes(b"nothing")
    (tmp_path / f"{PEOPLE[3].name.replace('　', '')}_{PEOPLE[3].phone}.txt").write_bytes(b"nothing")
    hits, run = search(tmp_path)
    assert kinds(hits) == {"name"}
    assert run.summary.verdict is Verdict.NAME_ONLY


def test_trash_shortcuts_and_indexes_are_level_two(tmp_path: Path) -> None:
    bin_ = tmp_path / "$Recycle.Bin" / "S-1-5-21-1"
    bin_.mkdir(parents=True)
    (bin_ / "$RABCDEF.csv").write_bytes(as_csv(PEOPLE[:5]))
    path = "C:\\work\\対象者一覧.xlsx".encode("utf-16-le") + b"\0\0"
    (bin_ / "$IABCDEF.csv").write_bytes(struct.pack("<QQQI", 2, 9, 0, len(path) // 2) + path)
    hits, run = search(tmp_path)
    assert {(hit.level, hit.place) for hit in hits} == {(2, "recycle_bin_windows")}
    assert kinds(hits) == {"record", "name"}
    assert run.summary.places == {"recycle_bin_windows": 2}


def test_deleted_rows_of_a_database_are_found_without_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    with sqlite3.connect(path) as database:
        # some systems build SQLite so that it overwrites what it deletes
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE people (name TEXT, phone TEXT)")
        database.executemany("INSERT INTO people VALUES (?, ?)", [(person.name, person.phone) for person in PEOPLE])
        database.commit()
        database.execute("DELETE FROM people")
        database.commit()
    database.close()
    before = path.read_bytes()
    hits, run = search(tmp_path)
    assert run.summary.records >= COUNT * 0.95
    assert "record" in kinds(hits)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["app.db"]


def test_the_write_ahead_log_of_a_database_is_looked_at(tmp_path: Path) -> None:
    live = sqlite3.connect(tmp_path / "live.db", isolation_level=None)
    live.execute("PRAGMA journal_mode=WAL")
    live.execute("CREATE TABLE people (name TEXT, phone TEXT)")
    live.executemany("INSERT INTO people VALUES (?, ?)", [(person.name, person.phone) for person in PEOPLE[:9]])
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "left.db-wal").write_bytes((tmp_path / "live.db-wal").read_bytes())
    live.close()
    hits, _ = search(copy)
    assert [(hit.place, hit.records) for hit in hits if hit.kind == "record"] == [("database_leftovers", 9)]


def test_what_cannot_be_read_is_counted_and_never_clean(tmp_path: Path) -> None:
    (tmp_path / "fine.txt").write_text("きょうは晴れ", encoding="utf-8")
    bin_ = tmp_path / "$Recycle.Bin"
    bin_.mkdir()
    (bin_ / "$I000001.csv").write_bytes(b"\2\0\0")
    hits, run = search(tmp_path)
    assert hits == []
    assert run.summary.levels[2].uninspectable == {"corrupt": 1}
    assert run.summary.verdict is Verdict.UNREADABLE


@pytest.mark.parametrize(
    "name", ["testZipEncrypted.zip", "full_encrypted.7z", "testWORD_protected_passtika.docx", "testODTEncrypted.odt"]
)
def test_locked_files_are_listed_as_locked(shared: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((shared / "samples/tika" / name).read_bytes())
    hits, run = search(tmp_path)
    assert hits == []
    assert run.summary.levels[1].uninspectable == {"locked": 1}
    assert run.summary.verdict is Verdict.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_counted(tmp_path: Path) -> None:
    (tmp_path / "closed").write_bytes(b"x")
    (tmp_path / "closed").chmod(0)
    _, run = search(tmp_path)
    assert run.summary.levels[1].uninspectable == {"no_permission": 1}


def test_nothing_at_all_is_not_clean(tmp_path: Path) -> None:
    _, run = search(tmp_path)
    assert run.summary.verdict is Verdict.UNREADABLE


def test_files_are_not_changed_and_a_second_search_finds_nothing_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(PEOPLE))
    (tmp_path / "b.zip").write_bytes(as_zip({"a.csv": as_csv(PEOPLE)}))

    def state() -> dict[str, tuple[str, int]]:
        return {
            str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
            for file in sorted(tmp_path.rglob("*"))
        }

    before = state()
    first = [hit.as_json() for hit in search(tmp_path)[0]]
    assert state() == before
    assert [hit.as_json() for hit in search(tmp_path)[0]] == first


def test_level_one_alone_and_level_two_alone_share_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(PEOPLE[:3]))
    (tmp_path / ".b.csv.swp").write_bytes(as_csv(PEOPLE[:3]))
    _, one = search(tmp_path, levels=frozenset({1}))
    _, two = search(tmp_path, levels=frozenset({2}))
    _, both = search(tmp_path)
    assert one.summary.levels[1].items == 2
    assert two.summary.levels[2].items == 1
    assert (both.summary.levels[1].items, both.summary.levels[2].items) == (1, 1)


def test_hidden_places_of_a_profile_are_searched_without_naming_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = tmp_path / "home/.local/share/Trash/files"
    trash.mkdir(parents=True)
    (trash / "list.csv").write_bytes(as_csv(PEOPLE[:4]))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    options = ExitOptions(home=str(tmp_path / "home"), roots=(str(tmp_path / "volume"),), exclude=("/var",))
    run = exit_search(None, registry(COUNT), levels={2}, options=options)
    hits = [hit for hit in run if hit.path and hit.path.startswith(str(trash))]
    assert {(hit.place, hit.records) for hit in hits if hit.kind == "record"} == {("trash_linux", 4)}


def test_shadow_copies_closed_to_this_user_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.residue.exit.files.shadows_unseen", lambda: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    options = ExitOptions(home=str(tmp_path), roots=(str(tmp_path),), exclude=("/var",))
    run = exit_search(None, registry(COUNT), levels={2}, options=options)
    list(run)
    assert run.summary.as_json()["coverage"]["2"]["raw_only"] == {"shadow_rights": 1}


def test_a_stopped_search_could_not_tell(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("きょうは晴れ", encoding="utf-8")
    stop = threading.Event()
    run = exit_search([tmp_path], registry(COUNT), levels={1}, cancel=stop, progress=lambda _: stop.set())
    list(run)
    assert run.summary.cancelled
    assert run.summary.verdict is Verdict.UNREADABLE


def test_wrong_use_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ExitError, match="not_found"):
        exit_search([tmp_path / "none"], registry(COUNT), levels={1})
    with pytest.raises(ExitError, match="wrong_use"):
        exit_search([tmp_path], registry(COUNT), levels=set())


def test_the_json_shape_is_the_agreed_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(PEOPLE[:3]))
    hits, run = search(tmp_path)
    line = json.loads(json.dumps(next(hit for hit in hits if hit.kind == "record").as_json()))
    assert {"level", "place", "path", "kind", "verdict", "records"} <= set(line)
    assert {"verdict", "coverage", "records", "hits", "registry"} <= set(run.summary.as_json())


def test_a_level_without_its_disk_is_said_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("きょうは晴れ", encoding="utf-8")
    _, run = search(tmp_path, levels=frozenset({1, 2, 3}))
    assert run.summary.as_json()["coverage"]["3"]["uninspectable"] == {"no_image": 1}
    assert run.summary.verdict is Verdict.UNREADABLE


def test_every_reason_a_search_gives_has_words(repo_root: Path) -> None:
    from checks.residue.exit.words import exit_text

    for reason in (
        "no_image",
        "stopped",
        "io_error",
        "locked",
        "corrupt",
        "over_budget",
        "no_permission",
        "picture_only",
        "worker_died",
    ):
        for lang in ("ja", "en"):
            assert exit_text("reason", reason, lang) != reason


@pytest.mark.parametrize("name", ["tika/test-documents-enc.rar", "ichitaro/ver4_taro2016_basic.jsw", "random bytes"])
def test_formats_that_cannot_be_opened_are_never_clean(shared: Path, tmp_path: Path, name: str) -> None:
    source = shared / "samples" / name
    (tmp_path / "x").write_bytes(source.read_bytes() if source.is_file() else random.Random(2).randbytes(5000))
    _, run = search(tmp_path)
    assert run.summary.verdict is Verdict.UNREADABLE
    assert sum(run.summary.levels[1].uninspectable.values()) == 1


def test_an_index_of_a_bin_is_read_not_a_gap(tmp_path: Path) -> None:
    path = "C:\\work\\x.txt".encode("utf-16-le") + b"\0\0"
    (tmp_path / "$Recycle.Bin").mkdir()
    (tmp_path / "$Recycle.Bin" / "$I123456.txt").write_bytes(struct.pack("<QQQI", 2, 9, 0, len(path) // 2) + path)
    _, run = search(tmp_path)
    assert run.summary.verdict is Verdict.CLEAN


def test_a_list_of_passports_and_residence_cards_is_known_by_their_numbers(tmp_path: Path) -> None:
    guests = {"リー ユエン": "AB48120973CD", "グエン ティ ハー": "UH77213306ER", "パク スジン": "TR7714338"}
    received = tmp_path / "in" / "受入れ名簿.csv"
    received.parent.mkdir()
    rows = "\n".join(f"{name},{number}" for name, number in guests.items())
    received.write_text(f"氏名,在留カード・旅券番号\n{rows}\n", encoding="utf-8")
    key = Key(b"half of the ward", "passphrase of the contractor")
    summary = register([received], tmp_path / "r", key=key)
    assert summary.kinds == {"name": 3, "identity_document": 3}
    left = tmp_path / "left"
    left.mkdir()
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    (left / "a.txt").write_text(
        f"リー ユエン さん 在留カード {guests['リー ユエン'].translate(wide)} を確認\n", "utf-8"
    )
    (left / "b.txt").write_text("旅券 TR 7714338 のみ控えた\n", "cp932")
    (left / "c.txt").write_text("旅券 TR 7714339 のみ控えた\n", "utf-8")
    opened = open_registry(tmp_path / "r", key)
    found = {Path(hit.path or "").name: (hit.kind, hit.verdict) for hit in exit_search([left], opened, levels={1})}
    assert found == {"a.txt": ("record", Verdict.CONTENT), "b.txt": ("candidate", Verdict.NAME_ONLY)}
