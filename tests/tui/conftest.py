"""A data folder with an inspection begun, copied for each test that wants one."""

import shutil
from pathlib import Path

import pytest

from selfaudit.services.workspace import Workspace
from selfaudit.text import messages
from tests.tui.driver import answer_questions, begin


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection of the Setagaya contract with every question answered "yes"."""
    messages.set_strict(True)
    data = tmp_path_factory.mktemp("prepared") / "data"
    begin(data)
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk is not None
        answer_questions(walk, yes=True)
    return data


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared data folder for one test."""
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    return folder
