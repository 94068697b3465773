"""Windows shortcuts (MS-SHLLINK): the path they lead to, and the strings people and programs put into them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.hidden.providers.model import Damaged, Trace, file_time, narrow_text, wide_text

HEADER = b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"
_HAS_IDS, _HAS_INFO, _UNICODE = 0x01, 0x02, 0x80
# name, relative path, working folder, arguments, icon location: flags 0x04 to 0x40 in this order (section 2.4)
_STRINGS = (0x04, 0x08, 0x10, 0x20, 0x40)


def read_link(data: bytes) -> Trace:
    """The target of one shortcut. Raises Damaged."""
    if not data.startswith(HEADER) or len(data) < 76:
        raise Damaged("no shortcut")
    (flags,) = struct.unpack_from("<I", data, 20)
    (written,) = struct.unpack_from("<Q", data, 44)
    (size,) = struct.unpack_from("<I", data, 52)
    at, names = 76, []
    try:
        if flags & _HAS_IDS:
            (length,) = struct.unpack_from("<H", data, at)
            names += _item_names(data[at + 2 : at + 2 + length])
            at += 2 + length
        path = ""
        if flags & _HAS_INFO:
            (length,) = struct.unpack_from("<I", data, at)
            path = _link_info(data[at : at + length])
            at += length
        strings = list(_strings(data, at, flags))
    except (struct.error, IndexError) as error:
        raise Damaged("cut off") from error
    path = path or next((text for text in strings[1:2] if text), "") or "\\".join(names) or next(iter(strings), "")
    return Trace(path, file_time(written), size, text="\n".join(filter(None, [*strings, *names])))


def _link_info(info: bytes) -> str:
    """LocalBasePath or NetName with the suffix (section 2.3), the Unicode ones where there are any."""
    _, header, flags, _, local, network, suffix = struct.unpack_from("<7I", info)
    if header >= 0x24:
        wide_local, wide_suffix = struct.unpack_from("<2I", info, 28)
        if flags & 1 and 0 < wide_local < len(info):
            return wide_text(info[wide_local:]) + (wide_text(info[wide_suffix:]) if wide_suffix else "")
    tail = narrow_text(info[suffix:]) if 0 < suffix < len(info) else ""
    if flags & 1 and local:
        return narrow_text(info[local:]) + tail
    if flags & 2 and network and network + 20 <= len(info):
        (name,) = struct.unpack_from("<I", info, network + 8)
        return narrow_text(info[network + name :]) + "\\" + tail
    return tail


def _strings(data: bytes, at: int, flags: int) -> Iterator[str]:
    width = 2 if flags & _UNICODE else 1
    for flag in _STRINGS:
        if not flags & flag:
            yield ""
            continue
        (count,) = struct.unpack_from("<H", data, at)
        raw = data[at + 2 : at + 2 + count * width]
        yield raw.decode("utf-16-le", "replace") if width == 2 else narrow_text(raw)
        at += 2 + count * width


def _item_names(ids: bytes) -> list[str]:
    """Long names in the shell items of files and folders: they end in a block that holds them in UTF-16."""
    names, at = [], 0
    while at + 2 <= len(ids):
        (size,) = struct.unpack_from("<H", ids, at)
        if size < 2:
            break
        item = ids[at : at + size]
        marker = item.find(b"\x04\x00\xef\xbe")
        if marker >= 0:
            names += [text for start in (42, 36, 30, 16) if _sensible(text := wide_text(item[marker + start :]))][:1]
        at += size
    return names


def _sensible(text: str) -> bool:
    return len(text) > 1 and text.isprintable()
