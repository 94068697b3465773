"""Files are shared out among workers: each is answered once, long ones are begun first, few of them start one worker."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from pathlib import Path

import pytest

from checks.residue import worker_process
from checks.residue.budget import Budget
from checks.residue.model import Verdict
from checks.residue.places.live import Found
from checks.residue.pool import LAST, LONG, WORTH_FILES, Pool, _Waiting
from checks.residue.worker_process import WorkerProcess, own_memory


def written(folder: Path, count: int) -> list[Found]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_text(f"会議の記録 {number}", encoding="utf-8")
        made.append(Found(str(path), path.stat().st_size))
    return made


def served(files: Iterable[Found | None], workers: int) -> tuple[Counter[str], int]:
    """How often each file was answered as clean, and how many workers there were at most."""
    pool, answered, most = Pool(workers, Budget(), reveal=False), Counter[str](), 0
    try:
        for pairs in pool.run(iter(files), lambda: False, lambda: None):
            most = max(most, len(pool.workers))
            assert all(result.path == found.path for found, result in pairs)
            answered.update(result.path for _, result in pairs if result.verdict is Verdict.CLEAN)
    finally:
        pool.close()
    return answered, most


def test_few_files_start_one_worker(tmp_path: Path) -> None:
    files = written(tmp_path, 5)
    assert served([*files[:2], None, *files[2:]], workers=4) == (Counter(one.path for one in files), 1)


def test_many_files_are_shared_and_each_is_answered_once(tmp_path: Path) -> None:
    files = written(tmp_path, WORTH_FILES * 2)
    assert served(files, workers=2) == (Counter(one.path for one in files), 2)


def test_the_last_files_are_shared_out_so_that_no_worker_still_has_many(tmp_path: Path) -> None:
    files = written(tmp_path, WORTH_FILES * 2)
    pool, answered = Pool(2, Budget(), reveal=False), 0
    try:
        before: dict[int, int] = {}
        for pairs in pool.run(iter(files), lambda: False, lambda: None):
            answered += len(pairs)
            waiting = {id(worker): len(worker.files) for worker in pool.workers}
            # one that the system lets wait may still hold what it was given early; it is given no more
            given = [held for worker, held in waiting.items() if held > before.get(worker, 0)]
            if answered and answered + sum(waiting.values()) == len(files):
                assert max(given, default=0) <= 4 * LAST
            before = waiting
    finally:
        pool.close()
    assert answered == len(files)


def test_a_worker_that_served_its_share_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "RECYCLE", 8)
    files = written(tmp_path, 20)
    answered, _ = served(files, workers=1)
    assert answered == Counter(one.path for one in files)


def test_paths_longer_than_a_pipe_of_windows_go_one_by_one(tmp_path: Path) -> None:
    files = written(tmp_path.joinpath(*["探索" * 40] * 8), 4)
    answered, _ = served(files, workers=1)
    assert answered == Counter(one.path for one in files)


def test_long_files_are_begun_before_short_ones_and_those_of_a_lost_worker_before_all() -> None:
    sizes = [10, LONG, 20, 4 * LONG, 30, 2 * LONG]
    waiting = _Waiting(iter([Found(str(size), size) for size in sizes]))
    assert not waiting.fill()
    assert waiting.exhausted
    waiting.again.append(Found("lost", 1))
    taken = []
    while waiting:
        size = waiting.size()
        taken.append(waiting.take())
        assert taken[-1].size == size
    assert [one.size for one in taken] == [1, 4 * LONG, 2 * LONG, LONG, 10, 20, 30]
    assert waiting.bytes == 0


def test_memory_of_a_process_that_is_gone_is_none() -> None:
    assert own_memory(2**22 + 1) == 0


def test_a_worker_whose_memory_is_full_is_replaced_and_the_files_behind_are_read(tmp_path: Path) -> None:
    glut = tmp_path / "glut.txt"
    glut.write_bytes(b"1" * (5 << 20))
    files = [Found(str(glut), glut.stat().st_size), *written(tmp_path / "more", 12)]
    pool = Pool(1, Budget(memory_mib=130), reveal=False)
    try:
        found = {
            one.path: result for pairs in pool.run(iter(files), lambda: False, lambda: None) for one, result in pairs
        }
    finally:
        pool.close()
    assert len(found) == len(files)
    assert (found[str(glut)].verdict, found[str(glut)].reason) == (Verdict.UNREADABLE, "over_budget")
    assert {result.verdict for path, result in found.items() if path != str(glut)} == {Verdict.CLEAN}


def test_files_of_a_worker_that_somebody_ended_are_read_by_another(tmp_path: Path) -> None:
    files = written(tmp_path, 60)
    pool, answered, ended = Pool(1, Budget(), reveal=False), Counter[tuple[str, str]](), 0
    try:
        for pairs in pool.run(iter(files), lambda: False, lambda: None):
            answered.update((result.path, result.verdict.name) for _, result in pairs)
            if pairs and ended < 2 and pool.workers:
                ended += 1
                pool.workers[0].process.kill()
    finally:
        pool.close()
    assert ended
    assert answered == Counter((one.path, "CLEAN") for one in files)


def test_a_file_that_ends_two_workers_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, 1)[0]
    pool, waiting, blamed = Pool(1, Budget(), reveal=False), deque[Found](), []
    try:
        for _ in range(2):
            worker = WorkerProcess(Budget(), False, pool.inbox)
            pool.workers.append(worker)
            worker.ready = True
            worker.give(waiting.popleft() if waiting else file)
            blamed += [(found, result.reason) for found, result in pool._lose(worker, waiting, "worker_died")]
    finally:
        pool.close()
    assert blamed == [(file, "worker_died")]
    assert not waiting


def test_where_no_worker_starts_every_file_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = written(tmp_path, 300)
    monkeypatch.setenv("PYTHONHOME", str(tmp_path / "no Python here"))  # what starts finds none of its modules
    pool = Pool(2, Budget(), reveal=False)
    try:
        pairs = [pair for some in pool.run(iter(files), lambda: False, lambda: None) for pair in some]
    finally:
        pool.close()
    assert Counter(found.path for found, _ in pairs) == Counter(file.path for file in files)
    assert {(result.verdict, result.reason) for _, result in pairs} == {(Verdict.UNREADABLE, "no_worker")}
