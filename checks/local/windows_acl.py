"""The access entries of one Windows folder, through GetNamedSecurityInfoW. Reads; never sets."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import POINTER as POINTER_TO
from ctypes import Structure, byref, c_ubyte, c_uint16, c_uint32, c_void_p, c_wchar_p, cast, sizeof
from typing import Any

FILE_OBJECT, DACL = 1, 4
ALLOWED, DENIED = (0, 9), (1, 10)
"""ACE types with this layout: plain, and with a condition (callback), which is taken as met."""


class Acl(Structure):
    """ACL (winnt.h)."""

    _fields_ = (("revision", c_ubyte), ("pad", c_ubyte), ("size", c_uint16), ("count", c_uint16), ("pad2", c_uint16))


class Ace(Structure):
    """ACCESS_ALLOWED_ACE (winnt.h); the SID begins at sid_start."""

    _fields_ = (("kind", c_ubyte), ("flags", c_ubyte), ("size", c_uint16), ("mask", c_uint32), ("sid_start", c_uint32))


def entries(advapi32: Any, folder: str) -> Iterator[dict[str, Any]]:
    """Give every entry that holds for the folder or its files; a folder without a list is open to everyone."""
    acl, descriptor = c_void_p(), c_void_p()
    code = advapi32.GetNamedSecurityInfoW(folder, FILE_OBJECT, DACL, None, None, byref(acl), None, byref(descriptor))
    if code:
        raise PermissionError(folder)
    if not acl.value:
        yield {"sid": "S-1-1-0", "mask": 0x1F01FF, "deny": False}
        return
    header = cast(acl, POINTER_TO(Acl)).contents
    place = acl.value + sizeof(Acl)
    for _ in range(header.count):
        ace = cast(c_void_p(place), POINTER_TO(Ace)).contents
        if ace.kind in ALLOWED + DENIED:
            sid = c_void_p(place + Ace.sid_start.offset)
            yield {"sid": _sid_text(advapi32, sid), "mask": ace.mask, "deny": ace.kind in DENIED}
        place += ace.size


def _sid_text(advapi32: Any, sid: c_void_p) -> str:
    text = c_wchar_p()
    if not advapi32.ConvertSidToStringSidW(sid, byref(text)):
        raise OSError("ConvertSidToStringSidW")
    return str(text.value)
