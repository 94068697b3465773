"""Many machines give the results of one, and a machine that dies takes nothing with it."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from checks.residue.search import SearchOptions, search

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
FILES = 150


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a file server: every tenth file holds a name, an address and a My Number with a right check digit."""
    folder = tmp_path_factory.mktemp("server")
    for number in range(FILES):
        place = folder / f"課{number % 7}"
        place.mkdir(exist_ok=True)
        person = "氏名,住所,個人番号\n曽我部 玲央奈,東京都世田谷区若林4-21-27,852741693050\n"
        text = person if number % 10 == 0 else f"議事録 {number} 本日の議題は次のとおり\n" * 5
        (place / f"{number:03}.csv").write_text(text, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 not really")
    return folder


@pytest.fixture(scope="module")
def cluster() -> object:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True, silence_logs="ERROR"
    ) as running:
        yield running


def told(folder: Path, options: SearchOptions) -> tuple[list[str], dict[str, object]]:
    """The results as lines, sorted by path, and the summary without its times."""
    running = search([folder], options=options)
    rows = sorted((result.as_json() for result in running), key=lambda row: row["path"])
    summary = {name: value for name, value in running.summary.as_json().items() if name != "seconds"}
    return [str(row) for row in rows], summary


def test_many_machines_give_the_results_of_one(server: Path, cluster: object) -> None:
    alone = told(server, SearchOptions(workers=1))
    together = told(server, SearchOptions(scheduler=cluster.scheduler_address))  # type: ignore[attr-defined]
    assert together == alone
    assert sum("検出あり(内容)" in row for row in together[0]) == FILES // 10


def test_a_killed_machine_loses_nothing(server: Path, cluster: object) -> None:
    alone = told(server, SearchOptions(workers=1))
    options = SearchOptions(scheduler=cluster.scheduler_address)  # type: ignore[attr-defined]
    victim = next(iter(cluster.workers.values())).pid  # type: ignore[attr-defined]
    killer = threading.Timer(0.5, os.kill, (victim, signal.SIGKILL))
    killer.start()
    together = told(server, options)
    killer.join()
    assert together == alone
    deadline = time.monotonic() + 60
    while victim in {w.pid for w in cluster.workers.values()} and time.monotonic() < deadline:  # type: ignore[attr-defined]
        time.sleep(0.1)
    assert victim not in {worker.pid for worker in cluster.workers.values()}  # type: ignore[attr-defined]


def test_a_file_that_kills_every_machine_is_not_inspectable_instead_of_clean() -> None:
    from checks.residue.cluster import ClusterPool
    from checks.residue.places.live import Found

    class Broken:
        def exception(self) -> Exception:
            return RuntimeError("KilledWorker")

    pool = ClusterPool.__new__(ClusterPool)
    pool._waiting = {Broken(): [Found("/x", 3)]}  # type: ignore[dict-item]
    ((_, result),) = pool._taken(next(iter(pool._waiting)))
    assert (result.verdict, result.reason, result.size) == (Verdict.UNREADABLE, "worker_died", 3)


def test_no_scheduler_is_an_error_not_an_empty_result(server: Path) -> None:
    with pytest.raises(OSError, match=r"Timed out|connect"):
        list(search([server], options=SearchOptions(scheduler="tcp://127.0.0.1:9")))
