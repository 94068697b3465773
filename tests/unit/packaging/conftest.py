"""The release scripts are no package of the program: they are found beside it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = str(Path(__file__).resolve().parents[3] / "packaging")


@pytest.fixture(autouse=True)
def shipping_on_path() -> Iterator[None]:
    """Let `shipping` be imported as the scripts import it."""
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)
