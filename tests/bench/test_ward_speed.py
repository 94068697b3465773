"""The ward's desk with hundreds of contracts, against sha256sum and against a desk with five."""

import asyncio
import os
import shutil
import statistics
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from selfaudit.domain.desk import WardContract
from selfaudit.services import ward, ward_import
from tests.assets import bundles
from tests.assets.exchange import desk, key
from tests.tui.driver import LARGE, Driver, opened

pytestmark = pytest.mark.bench
COUNT = 500
BODY = 2_000_000
"""Bytes of the one picture in each bundle: photographs are what makes bundles large."""


def test_five_hundred_bundles_against_sha256sum(tmp_path: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not installed")
    office, root = desk(tmp_path / "ward")
    with office:
        signer = key(tmp_path, "operator")
        ward.register(office, tmp_path / "operator.pem", role="operator")
        files = list(bundles.many(tmp_path / "in", bundles.asked(office, root, COUNT), signer, os.urandom(BODY)))
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
    print(f"import and verify: {ratio:.2f} x the speed of sha256sum")  # noqa: T201
    assert ratio >= 0.8


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
