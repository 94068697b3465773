"""The layout file says what the tables say, and a data folder opens without the library the tables are written with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from selfaudit.store import layout, tables

HOME = """
import sys
from pathlib import Path
from selfaudit.services import flow
from selfaudit.services.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), program="pytest") as workspace:
    flow.stages(workspace.walk())
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_layout_is_that_of_the_tables() -> None:
    """When this fails: python scripts/layout.py."""
    held = {name: layout.describe(table) for name, table in layout._tables().items()}
    assert held == {name: layout.describe(table) for name, table in tables.METADATA.tables.items()}


def test_the_layout_is_fresh() -> None:
    """When this fails: python scripts/layout.py."""
    assert f'"{layout.source_digest()}"' in layout.FILE.read_text(encoding="utf-8")


def test_a_stale_layout_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "layout.json"
    stale.write_text('{"made_from": "of another day", "tables": {}}', encoding="utf-8")
    monkeypatch.setattr(layout, "FILE", stale)
    layout._tables.cache_clear()
    try:
        assert layout.table("contract") is tables.METADATA.tables["contract"]
    finally:
        layout._tables.cache_clear()


def test_the_home_screen_needs_neither_the_table_library_nor_the_migrations(tmp_path: Path, repo_root: Path) -> None:
    from selfaudit.services.workspace import Workspace

    with Workspace.open(tmp_path, program="pytest") as workspace:
        workspace.start(profile=workspace.profiles()[0].id, title="t", contractor="c", fiscal_year=2026)
    done = subprocess.run(
        [sys.executable, "-c", HOME, str(tmp_path)], capture_output=True, check=True, encoding="utf-8", cwd=repo_root
    )
    loaded = set(done.stdout.split())
    assert "sqlalchemy" in loaded
    assert not loaded & {"sqlmodel", "pydantic", "alembic", "mako", "cryptography", "jinja2", "numpy", "ahocorasick_rs"}
