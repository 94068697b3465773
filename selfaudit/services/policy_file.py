"""What a contract asks of its PCs as one file, for the other PCs of the office and for checks without an inspection.

JSON: v, thresholds ("check.name" → number), declared, roster (PC account names, or null where none was entered), folders.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from checks.model import Policy
from checks.registry import all_checks
from selfaudit.errors import InputError
from selfaudit.text.messages import t

VERSION = 1
MOST_BYTES = 1024 * 1024
_WORDS = ("media", "remote_tools")


def write(policy: Policy, out: Path) -> None:
    """Write the file; InputError where something is there already or it cannot be written."""
    document = {
        "v": VERSION,
        "thresholds": dict(policy.thresholds),
        "declared": dict(policy.declared),
        "roster": None if policy.roster is None else sorted(policy.roster),
        "folders": list(policy.work_folders),
    }
    try:
        with out.open("x", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
    except FileExistsError as error:
        raise InputError(t("services.seal.exists"), str(out), t("services.seal.exists_next")) from error
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(out), t("cli.common.cannot_write_next")) from error


def read(source: Path) -> Policy:
    """Read the file; InputError for anything that is not one."""
    try:
        with source.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError("size")
        return _policy(json.loads(data))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(t("policy.bad_file"), source.name, t("policy.bad_file_next")) from error


def _policy(document: dict[str, Any]) -> Policy:
    if document["v"] != VERSION:
        raise ValueError("version")
    roster = document["roster"]
    return Policy(
        thresholds={_threshold(name): _number(value) for name, value in document["thresholds"].items()},
        roster=None if roster is None else frozenset(map(_word, roster)),
        work_folders=tuple(map(_word, document["folders"])),
        declared={name: _declared(name, value) for name, value in document["declared"].items()},
    )


def _threshold(name: str) -> str:
    check, _, threshold = name.rpartition(".")
    if threshold not in all_checks()[check].thresholds:
        raise KeyError(name)
    return name


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("number")
    if not math.isfinite(value):
        raise ValueError("number")  # nothing is above a limit that is none
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _declared(name: str, value: Any) -> Any:
    if name in ("proxy", "sensitive_id") and isinstance(value, bool):
        return value
    if name == "ports":
        return [int(_number(port)) for port in value]
    if name in _WORDS:
        return [_word(each) for each in value]
    if name in ("backup_target", "log_reviewed_at"):
        return _word(value)
    raise KeyError(name)
