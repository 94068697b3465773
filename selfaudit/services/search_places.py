"""What a person does with a finding: call its folder a legitimate place of work, with the reason, or open the folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.domain.pc_policy import PolicyValue
from selfaudit.errors import InputError
from selfaudit.services.contracts import ContractRecords
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_NAME = "work_place."
"""Begins the name under which the reason for a place of work is kept and journalled; such rows never leave the PC."""
MOST = 500
"""Characters of a reason."""


def mark(workspace: Workspace, contract: str, folder: str, reason: str) -> str:
    """Make a folder one of the contract's places of work; gives it in full.

    Folder and reason are journalled. Personal data found there is counted, not held against the contractor, from the
    next search on. InputError without a reason, or for a folder that cannot be one (see `ContractRecords.add_folder`).
    """
    why = " ".join(reason.split())
    if not why or len(why) > MOST:
        raise InputError(t("search.reason_needed"), folder, t("search.reason_needed_next", most=MOST))
    place = ContractRecords(workspace, contract).add_folder(folder)
    row = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    value = PolicyValue(f"{contract}/{_NAME}{row}", contract, f"{_NAME}{row}", f"{place}\n{why}")
    workspace.repository.save_policy_value(value)
    return place


def reasons(workspace: Workspace, contract: str) -> dict[str, str]:
    """The reason given for each place of work that was named from a search."""
    kept = [value.text for value in workspace.repository.policy_values(contract) if value.name.startswith(_NAME)]
    return dict(text.split("\n", 1) for text in kept if "\n" in text)


def inside(path: str, folder: str) -> bool:
    """Whether a file lies in a folder, compared as this system does."""
    whole, place = (os.path.normcase(os.path.abspath(one)) for one in (path, folder))
    return whole.startswith(place.rstrip(os.sep) + os.sep)


def show_folder(path: str) -> str:
    """Open the folder of a file in the system's own file manager, and say which. InputError where there is none."""
    folder = str(Path(path).parent)
    if sys.platform not in ("win32", "darwin") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        raise InputError(t("search.no_opener"), folder, t("search.no_opener_next"))
    try:
        if sys.platform == "win32":
            os.startfile(folder)  # noqa: S606 -- the person asked for this folder
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [opener, folder],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError as error:
        raise InputError(t("search.no_opener"), folder, t("search.no_opener_next")) from error
    return folder
