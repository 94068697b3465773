"""A ward's own profile file works for years, whatever happens to the file itself."""

from pathlib import Path

import pytest

from selfaudit.catalog import new_template
from selfaudit.domain.inspection import Outcome
from selfaudit.errors import InputError
from selfaudit.services.workspace import Workspace


def test_a_wards_own_file_is_kept_with_the_data(tmp_path: Path) -> None:
    own = tmp_path / "区の様式 𠮷.yaml"
    own.write_text(new_template(), encoding="utf-8")
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile=str(own), title="", contractor="みほん会", fiscal_year=2026)
        item = walk.next_unanswered(None)
        assert item is not None
        walk.set_outcome(item, Outcome.CONFORMS)
        title = walk.profile.title
    own.unlink()
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        resumed = workspace.walk()
        assert resumed is not None
        assert resumed.profile.title == title
        assert resumed.view(item).answer.outcome is Outcome.CONFORMS
        assert not resumed.profile_changed
        assert resumed.profile.id in {row.id for row in workspace.profiles()}, "it can be chosen again"


def test_a_file_with_an_error_is_refused_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(new_template().replace("title:", "titel:", 1), encoding="utf-8")
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        with pytest.raises(InputError) as raised:
            workspace.start(profile=str(own), title="", contractor="x", fiscal_year=2026)
        assert "titel" in str(raised.value)
        assert workspace.contracts() == []
