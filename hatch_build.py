"""Adds the compiled kernel of the raw search to a wheel, where the machine that builds it has a compiler.

Without one, and with SELFAUDIT_NO_KERNEL set, the wheel is one for every system, and the search uses NumPy.
"""

from __future__ import annotations

import importlib.util
import os
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("checks") / "residue" / "native"


class KernelHook(BuildHookInterface[Any]):
    """Called by hatchling for every wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and include; a failure leaves the wheel as it would be."""
        if version == "editable" or os.environ.get("SELFAUDIT_NO_KERNEL"):
            return
        found = importlib.util.spec_from_file_location("kernel_build", Path(self.root) / FOLDER / "build.py")
        if found is None or found.loader is None:
            return
        builder = importlib.util.module_from_spec(found)
        found.loader.exec_module(builder)
        made = builder.build(Path(tempfile.mkdtemp(prefix="selfaudit-kernel-")))
        if made is None:
            return
        build_data["force_include"][str(made)] = (FOLDER / builder.NAME).as_posix()
        build_data["pure_python"] = False
        # No part of Python's binary interface is used: one wheel for all its versions on this system.
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
