"""A small writer of compound files ([MS-CFB]) and, with it, Outlook messages ([MS-OXMSG]) and packaged objects."""

import struct
from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.text_formats import separated, text

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _tree(streams: dict[str, bytes]) -> tuple[dict[str, list[str]], list[str]]:
    """The children of every storage, and all entries in the order of the directory."""
    tree: dict[str, list[str]] = {"": []}
    for path in streams:
        parent = ""
        for part in path.split("/"):
            child = f"{parent}/{part}" if parent else part
            if child not in tree[parent]:
                tree[parent].append(child)
                tree.setdefault(child, [])
            parent = child
    order = [""]
    for path in order:
        order += sorted(tree[path], key=lambda p: (len(p.rsplit("/", 1)[-1]), p.rsplit("/", 1)[-1].upper()))
    return tree, order


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file; a path ``a/b`` makes a storage. Streams below 4,096 bytes go to the mini stream."""
    tree, order = _tree(streams)
    number = {path: i for i, path in enumerate(order)}
    mini, sectors = bytearray(), bytearray()
    minifat: list[int] = []
    fat: list[int] = []

    def chain(body: bytes, unit: int, store: bytearray, table: list[int]) -> int:
        if not body:
            return END
        first, count = len(table), -(-len(body) // unit)
        store += body.ljust(count * unit, b"\0")
        table += [*range(first + 1, first + count), END]
        return first

    place: dict[str, tuple[int, int]] = {}
    for path, body in streams.items():
        small = len(body) < 4096
        place[path] = (chain(body, 64, mini, minifat) if small else chain(body, 512, sectors, fat), len(body))
    root = chain(bytes(mini), 512, sectors, fat)
    mini_start = chain(
        b"".join(struct.pack("<I", x) for x in minifat).ljust(-(-len(minifat) * 4 // 512) * 512, b"\xff"),
        512,
        sectors,
        fat,
    )
    entries = b""
    for path in order:
        kids = sorted(tree[path], key=lambda p: number[p])
        name = (path.rsplit("/", 1)[-1] or "Root Entry").encode("utf-16-le")
        siblings = sorted(tree[path.rpartition("/")[0]], key=lambda p: number[p]) if path else []
        after = siblings[siblings.index(path) + 1 : siblings.index(path) + 2] if path else []
        start, size = (root, len(mini)) if not path else place.get(path, (0, 0))
        kind = 5 if not path else (2 if path in streams else 1)
        entries += (name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name) + 2, kind, 1, FREE, number[after[0]] if after else FREE, number[kids[0]] if kids else FREE)
                    + bytes(36) + struct.pack("<IQ", start, size))  # fmt: skip
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    directory = chain(entries, 512, sectors, fat)
    count = 1
    while (len(fat) + count) * 4 > count * 512:
        count += 1
    fat_at = len(fat)
    fat += [FAT] * count
    table = b"".join(struct.pack("<I", x) for x in fat).ljust(count * 512, b"\xff")
    difat = [*range(fat_at, fat_at + count)]
    head = (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, 4096,
            mini_start if minifat else END, -(-len(minifat) * 4 // 512), END, 0))  # fmt: skip
    return head + b"".join(struct.pack("<I", x) for x in difat).ljust(436, b"\xff") + bytes(sectors) + table


def _props(sizes: dict[int, int], header: int) -> bytes:
    return bytes(header) + b"".join(struct.pack("<IIII", tag, 6, size, 0) for tag, size in sizes.items())


def message(doc: Doc, _rng: Random) -> bytes:
    """An Outlook message: prose in the body, lists as an attachment in cp932."""
    streams: dict[str, bytes] = {}
    sizes: dict[int, int] = {}
    is_list = any(b.rows is not None and len(b.rows) > 2 for b in doc.blocks)

    def prop(tag: int, value: str) -> None:
        raw = value.encode("utf-16-le")
        streams[f"__substg1.0_{tag:08X}"] = raw
        sizes[tag] = len(raw) + 2

    prop(0x001A001F, "IPM.Note")
    prop(0x0037001F, doc.title)
    prop(0x1000001F, "添付のとおり送ります。" if is_list else text(doc).replace("\n", "\r\n"))
    if is_list:
        body = separated(doc).encode("cp932", "replace")
        base = "__attach_version1.0_#00000000/"
        streams |= {
            base + "__substg1.0_37010102": body, base + "__substg1.0_3707001F": "list.csv".encode("utf-16-le"),
            base + "__properties_version1.0": _props({0x37010102: len(body), 0x3707001F: 18}, 8),
        }  # fmt: skip
    streams["__properties_version1.0"] = _props(sizes, 32)
    streams["__nameid_version1.0/__substg1.0_00020102"] = b""
    return compound(streams)


def native(name: str, body: bytes) -> bytes:
    """A packaged file as Office embeds it ("\\x01Ole10Native")."""
    label = name.encode("cp932")
    inner = (
        struct.pack("<H", 2)
        + label
        + b"\0"
        + label
        + b"\0"
        + struct.pack("<HHI", 0, 3, len(label) + 1)
        + label
        + b"\0"
        + struct.pack("<I", len(body))
        + body
    )
    return compound({"\x01Ole10Native": struct.pack("<I", len(inner)) + inner, "\x01CompObj": bytes(20)})


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {"msg": (".msg", message)}
