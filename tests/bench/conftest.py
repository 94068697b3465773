"""Ratios of times say something only on a PC that does nothing else: they run when asked for.

``SELFAUDIT_BENCH=1 ./test tests/bench``
"""

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked as a measurement of time, with the reason."""
    if os.environ.get("SELFAUDIT_BENCH") == "1":
        return
    for item in items:
        if item.get_closest_marker("bench"):
            item.add_marker(pytest.mark.skip(reason="measures ratios of times: set SELFAUDIT_BENCH=1 on an idle PC"))
