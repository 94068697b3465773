r"""The length of a Windows volume or disk (\\.\C:, \\.\PhysicalDrive0), which cannot be asked by seeking."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

# The value of winioctl.h: function 0x17 of the disk class, buffered, for reading.
IOCTL_DISK_GET_LENGTH_INFO = 0x0007405C


def length_of(file: int) -> int:
    """Bytes of the device behind file descriptor `file`. Raises OSError."""
    if sys.platform == "win32":
        return _asked(file)
    raise OSError("a device of another system")


def _asked(file: int) -> int:
    import msvcrt

    windows: Any = ctypes
    length, returned = ctypes.c_longlong(0), ctypes.c_ulong(0)
    handle: Any = getattr(msvcrt, "get_osfhandle")(file)  # noqa: B009  # exists on Windows only
    done = windows.windll.kernel32.DeviceIoControl(
        ctypes.c_void_p(handle),
        IOCTL_DISK_GET_LENGTH_INFO,
        None,
        0,
        ctypes.byref(length),
        ctypes.sizeof(length),
        ctypes.byref(returned),
        None,
    )
    if not done:
        failure: OSError = windows.WinError()
        raise failure
    return int(length.value)
