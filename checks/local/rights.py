"""Whether we run with administrator rights."""

from __future__ import annotations

import os
import sys


def is_elevated() -> bool:
    """Tell whether we run as root or as an elevated administrator."""
    if sys.platform == "win32":
        from checks.local.windows import dll

        return bool(dll("shell32").IsUserAnAdmin())
    else:  # noqa: RET505 - the type checker reads one branch per system
        return os.geteuid() == 0
