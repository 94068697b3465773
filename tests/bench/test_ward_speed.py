"""The ward's desk with hundreds of contracts, against sha256sum and against a desk with five."""

import asyncio
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from selfaudit.domain.desk import WardContract
from selfaudit.services import ward, ward_import
from tests.assets import bundles
from tests.assets.exchange import desk, key
from tests.tui.driver import LARGE, Driver, opened

pytestmark = pytest.mark.bench
COUNT = 500
SIZES = {"no pictures": (COUNT, 0), "2 MB": (COUNT, 2_000_000), "20 MB": (60, 20_000_000)}
"""Bundles and bytes of the one picture in each. The bar is for bundles with pictures, as nearly all are: a clause's photo
from a telephone has 1 to 4 MB. Without any, a bundle has 8 kB; signatures and rows then cost a hundred times its hash."""


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: sha256sum writes nothing, and the ward's copy costs what its disk costs."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)


@pytest.mark.parametrize("size", SIZES)
def test_five_hundred_bundles_against_sha256sum(memory: Path, size: str) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not installed")
    count, body = SIZES[size]
    office, root = desk(memory / "ward")
    with office:
        signer = key(memory, "operator")
        ward.register(office, memory / "operator.pem", role="operator")
        files = list(bundles.many(memory / "in", bundles.asked(office, root, count), signer, os.urandom(body)))
        theirs = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run([tool, *map(str, files)], stdout=subprocess.DEVNULL, check=True)
            theirs.append(time.perf_counter() - began)
        began = time.perf_counter()
        done = ward_import.receive_all(office, files)
        ours = time.perf_counter() - began
    assert {str(each.taken.report.verdict) for each in done if each.taken} == {"VALID"}
    ratio = statistics.median(theirs) / ours
    print(f"{count} bundles, {size}: {ratio:.2f} x the speed of sha256sum, {1000 * ours / count:.1f} ms each")  # noqa: T201
    assert ratio >= 0.8 or not body


def prepared(folder: Path, count: int) -> Path:
    office, root = desk(folder)
    with office:
        office.repository.save_ward_contracts(
            WardContract(
                bundles.number(n), f"業務{n}", f"受託者{n}", "課", "shinjuku-2012", date(2026, 4, 1), date(2027, 3, 31)
            )
            for n in range(count)
        )
        bundles.asked(office, root, count)
    return folder


async def painted(app: Driver) -> None:
    """Wait until the first contract stands on the screen."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        await asyncio.sleep(0.001)
        screen = app.app.screen
        lines = [strip.text for strip in screen._compositor.render_strips()] if screen.is_mounted else []
        if app.place == "WardRegisterScreen" and any(bundles.number(0) in line for line in lines):
            return
    raise AssertionError(app.text)


async def test_the_register_opens_as_fast_with_five_hundred_contracts_as_with_five(tmp_path: Path) -> None:
    times: dict[int, list[float]] = {}
    for count in (5, COUNT):
        async with opened(prepared(tmp_path / str(count), count), LARGE) as app:
            for _ in range(9):
                began = time.process_time()
                app.app.open_place("ward_register")
                await painted(app)
                times.setdefault(count, []).append(time.process_time() - began)
                await app.settle()
                app.app.pop_screen()
                await app.settle()
    ratio = statistics.median(times[COUNT]) / statistics.median(times[5])
    print(f"register screen: {ratio:.2f} x")  # noqa: T201
    assert ratio < 1.5
