"""Windows Data Protection API for keys that must open without a person: bytes only this user on this PC can read.

Importable everywhere; elsewhere ``available`` is False and the caller keeps the secret in a file only its owner can read.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from evidence.errors import KeyFileError

_NO_UI = 0x1
"""CRYPTPROTECT_UI_FORBIDDEN."""


class _Blob(ctypes.Structure):
    """DATA_BLOB of dpapi.h."""

    _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))


def available() -> bool:
    """Whether this system has it."""
    return sys.platform == "win32"


def protect(secret: bytes) -> bytes:
    """The secret, sealed for this user on this PC; KeyFileError when the system refuses or is not Windows."""
    return _call("CryptProtectData", secret)


def unprotect(sealed: bytes) -> bytes:
    """The inverse; KeyFileError for another user, another PC or altered bytes."""
    return _call("CryptUnprotectData", sealed)


def _call(function: str, data: bytes) -> bytes:
    if not available():
        raise KeyFileError("dpapi")
    windows = vars(ctypes)["windll"]
    source = _Blob(len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(ctypes.c_char)))
    result = _Blob()
    call = getattr(windows.crypt32, function)
    if not call(ctypes.byref(source), None, None, None, None, _NO_UI, ctypes.byref(result)):
        raise KeyFileError("dpapi")
    try:
        return ctypes.string_at(result.data, result.size)
    finally:
        windows.kernel32.LocalFree(result.data)
