"""Whose folders are looked at: one's own, or with administrator rights those of everybody who uses this PC.

With sudo or "run as administrator" the own home is the administrator's, which says nothing about the people.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

FIRST_USER = {"linux": 1000, "darwin": 501}


def homes(*, elevated: bool) -> list[Path]:
    """Give the home folders to look at, each once; raises OSError where they cannot be listed."""
    own = [Path.home()]
    if not elevated:
        return own
    if sys.platform == "win32":
        others = [path for path in Path.home().parent.iterdir() if (path / "NTUSER.DAT").exists()]
    else:
        pwd: Any = importlib.import_module("pwd")
        first = FIRST_USER.get(sys.platform, 1000)
        others = [Path(row.pw_dir) for row in pwd.getpwall() if first <= row.pw_uid < 60000]
    return list(dict.fromkeys(path for path in [*own, *others] if path.is_dir()))


def local_app_data(home: Path) -> Path:
    """Give %LOCALAPPDATA% of a profile."""
    told = os.environ.get("LOCALAPPDATA", "")
    return Path(told) if told and home == Path.home() else home / "AppData" / "Local"
