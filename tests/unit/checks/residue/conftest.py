"""The compiled kernel, made once for all tests that compare it with what runs without."""

from pathlib import Path

import pytest

from checks.residue.native import build


@pytest.fixture(scope="session")
def kernel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build.build(tmp_path_factory.mktemp("kernel"))
    if made is None:
        pytest.skip("no C compiler")
    return made
