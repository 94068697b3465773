"""Compound files, as Outlook keeps a saved message."""

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _entry(name: str, kind: int, child: int, left: int, right: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, left, right, child)
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", start, size)
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """Streams in the root, small ones in the mini stream; siblings hang to the right in the order the format asks for."""
    names = sorted(streams, key=lambda n: (len(n), n.upper()))
    mini, minifat, big, starts = b"", [], [], {}
    for name in names:
        data = streams[name]
        if len(data) < 4096:
            starts[name] = len(minifat) if data else END
            count = -(-len(data) // 64)
            minifat += [len(minifat) + k + 1 for k in range(count - 1)] + [END] * bool(count)
            mini += data.ljust(count * 64, b"\0")
        else:
            big.append(name)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        if not data:
            return END
        first, count = len(sectors), -(-len(data) // 512)
        sectors.extend(data[k * 512 : k * 512 + 512].ljust(512, b"\0") for k in range(count))
        fat.extend([first + k + 1 for k in range(count - 1)] + [END])
        return first

    for name in big:
        starts[name] = put(streams[name])
    mini_at = put(mini)
    minifat_count = -(-len(minifat) * 4 // 512)
    minifat_at = put(b"".join(struct.pack("<I", x) for x in minifat + [FREE] * (minifat_count * 128 - len(minifat))))
    entries = [_entry("Root Entry", 5, 1 if names else FREE, FREE, FREE, mini_at, len(mini))]
    for n, name in enumerate(names, 1):
        entries.append(_entry(name, 2, FREE, FREE, n + 1 if n < len(names) else FREE, starts[name], len(streams[name])))
    blank = bytes(64) + struct.pack("<HBBIII", 0, 0, 0, FREE, FREE, FREE) + bytes(48)
    entries += [blank] * (-len(entries) % 4)
    dir_at = put(b"".join(entries))
    need = next(k for k in range(1, 100) if (len(fat) + k) <= k * 128)
    fat_at = len(sectors)
    fat += [FAT] * need
    fat += [FREE] * (need * 128 - len(fat))
    table = b"".join(struct.pack("<I", x) for x in fat)
    difat = [fat_at + k for k in range(need)] + [FREE] * (109 - need)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, need, dir_at, 0, 4096, minifat_at, minifat_count, END, 0) + struct.pack(
        "<109I", *difat
    )
    return head + b"".join(sectors) + table


def outlook_message(subject: str, body: str) -> bytes:
    """A message with subject and body in Unicode."""
    texts = {"001A": "IPM.Note", "0037": subject, "1000": body.replace("\n", "\r\n"), "0C1A": "事務室", "0E04": "本部"}
    head = bytes(8) + struct.pack("<IIII", 0, 0, 0, 0) + bytes(8)
    props, streams = b"", {}
    for tag, text in texts.items():
        raw = text.encode("utf-16-le")
        streams[f"__substg1.0_{tag}001F"] = raw
        props += struct.pack("<HHIII", 0x1F, int(tag, 16), 6, len(raw) + 2, 0)
    streams["__properties_version1.0"] = head + props
    return compound(streams)
