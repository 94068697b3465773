"""All posture checks of a Linux PC, without the package manager's own time, beside `lynis audit system --quick`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pytest

from checks.host import LocalHost
from checks.registry import all_checks
from checks.runner import run_checks

PACKAGE_MANAGER = {"patch.pending", "patch.apps", "patch.auto_update", "sw.inventory", "sw.p2p"}


@pytest.mark.bench
@pytest.mark.skipif(sys.platform != "linux", reason="compares with a Linux program")
def test_all_checks_take_a_hundredth_of_lynis() -> None:
    if not shutil.which("lynis"):
        pytest.skip("lynis is not installed")
    only = [name for name in all_checks() if name not in PACKAGE_MANAGER]
    run_checks(LocalHost(), only=only)
    ours = min(_timed(lambda: run_checks(LocalHost(), only=only)) for _ in range(3))
    theirs = _timed(lambda: subprocess.run(["lynis", "audit", "system", "--quick"], capture_output=True, check=False))
    assert ours <= theirs / 100, (ours, theirs)


def _timed(action: object) -> float:
    started = time.perf_counter()
    action()  # type: ignore[operator]
    return time.perf_counter() - started
