"""What works on this PC and what does not: terminal, fonts, rights, disk, clock, parts of the program.

Only looked at, never changed; nothing is asked of a network. What cannot be told is UNKNOWN with a reason.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from selfaudit.services import parts
from selfaudit.services.health import Finding, Health, found
from selfaudit.text import console
from selfaudit.text.messages import program, t

OLDEST, NEWEST = (3, 11), (3, 14)
"""Versions of Python the program is tested with."""
NEEDED = 500 * 1024 * 1024
"""Bytes that have to be free for evidence, bundles and reports."""
DRIFT = timedelta(minutes=5)
"""Difference from a reference clock from which times in the records mislead."""


def examine(folder: Path, clock: Path | None = None) -> list[Finding]:
    """Look at everything; `folder` is the data folder, `clock` a file saved just now where the clock is right."""
    return [
        _python(),
        *_terminal(),
        _fonts(),
        _rights(),
        _writable(folder),
        _space("space_data", folder),
        _space("space_temp", Path(tempfile.gettempdir())),
        _time_zone(),
        _clock(folder, clock),
        _support_table(),
        *parts.required(),
        *parts.extras(),
    ]


def _python() -> Finding:
    version = platform.python_version()
    system = f"{platform.system()} {platform.release()}"
    right = OLDEST <= sys.version_info[:2] <= NEWEST
    return found("python", Health.OK if right else Health.LACK, version=version, system=system)


def _terminal() -> list[Finding]:
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return [found("terminal", Health.LACK)]
    columns, lines = shutil.get_terminal_size()
    large = columns >= console.SMALLEST[0] and lines >= console.SMALLEST[1]
    wanted: dict[str, Any] = {
        "columns": columns,
        "lines": lines,
        "least": f"{console.SMALLEST[0]}×{console.SMALLEST[1]}",
    }
    return [found("size", Health.OK if large else Health.LACK, **wanted), _colours(), _width()]


def _colours() -> Finding:
    term, many = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    if os.environ.get("NO_COLOR"):
        return found("colours", Health.OK, "none", term=term)
    if many in ("truecolor", "24bit") or os.name == "nt":
        return found("colours", Health.OK, "all", term=term)
    if term in ("", "dumb"):
        return found("colours", Health.LACK, term=term)
    return found("colours", Health.OK, "some", term=term)


def _width() -> Finding:
    wide = console.probe().plain
    return found("width", Health.LACK if wide else Health.OK, cells=2 if wide else 1)


def _fonts() -> Finding:
    """The font for PDF files comes with the program; which font the terminal draws with, no program can ask."""
    try:
        from selfaudit.report.typeset import font_characters

        rare = t("doctor.font.rare")
        missing = "".join(character for character in rare if ord(character) not in font_characters())
    except (ImportError, OSError, ValueError) as error:
        return found("font", Health.FAIL, why=type(error).__name__)
    return found("font", Health.LACK if missing else Health.OK, characters=missing or rare)


def _rights() -> Finding:
    from checks.local.rights import is_elevated

    return found("rights", Health.OK if is_elevated() else Health.LACK)


def _writable(folder: Path) -> Finding:
    from selfaudit.store.paths import shown

    there = next((place for place in (folder, *folder.parents) if place.exists()), None)
    able = there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    return found("data", Health.OK if able else Health.FAIL, folder=shown(folder))


def _space(identifier: str, folder: Path) -> Finding:
    there = next((place for place in (folder, *folder.parents) if place.exists()), None)
    try:
        free = shutil.disk_usage(there or folder).free
    except OSError as error:
        return found(identifier, Health.UNKNOWN, why=type(error).__name__)
    values: dict[str, Any] = {"free": f"{free / 1024**3:.1f}", "needed": f"{NEEDED / 1024**3:.1f}", "bytes": free}
    return found(identifier, Health.OK if free >= NEEDED else Health.FAIL, **values)


def _time_zone() -> Finding:
    offset = datetime.now().astimezone().utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    return found("zone", Health.OK if hours == 9 else Health.LACK, offset=f"{hours:+g}")


def _clock(folder: Path, reference: Path | None) -> Finding:
    """Compare the clock with a file saved just now elsewhere, else with the newest time the program itself has seen."""
    now = datetime.now().astimezone()
    if reference is not None:
        try:
            saved = datetime.fromtimestamp(reference.stat().st_mtime).astimezone()
        except OSError as error:
            return found("clock", Health.UNKNOWN, why=type(error).__name__)
        seconds = round((now - saved).total_seconds())
        right = abs(now - saved) <= DRIFT
        return found("clock", Health.OK if right else Health.FAIL, "near" if right else "far", seconds=seconds)
    latest = parts.newest_known(folder)
    if latest > now + DRIFT:
        return found("clock", Health.FAIL, "behind", latest=latest.isoformat(timespec="minutes"), program=program())
    return found("clock", Health.OK, "plausible", program=program())


def _support_table() -> Finding:
    """How old the table of support dates is; past the checks' own limit it passes nothing any more."""
    from checks.registry import get_check
    from checks.support import dated, table_age

    days = int(table_age(datetime.now().astimezone()))
    limit = int(get_check("patch.eol").thresholds["table_days"])
    browsers = int(get_check("patch.apps").thresholds["browser_days"])
    health = Health.OK if days <= limit else Health.LACK
    return found("support", health, dated=dated().isoformat(), days=days, limit=limit, browsers=browsers)
