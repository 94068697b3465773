"""Compound files: messages of Outlook and texts of Ichitaro."""

from random import Random

from .marks import Doc
from .plain import Formats

END, FREE, FATSECT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _le(*numbers: int) -> bytes:
    return b"".join(n.to_bytes(4, "little") for n in numbers)


class _Store:
    """Sectors and their chains."""

    def __init__(self, size: int) -> None:
        self.size, self.data, self.fat = size, b"", list[int]()

    def add(self, data: bytes) -> int:
        """Store the data, give back its first sector."""
        if not data:
            return END
        data = data.ljust(-(-len(data) // self.size) * self.size, b"\0")
        first, count = len(self.fat), len(data) // self.size
        self.fat += [*range(first + 1, first + count), END]
        self.data += data
        return first


def _entry(name: str, kind: int, links: tuple[int, int, int], start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + len(raw).to_bytes(2, "little")
        + bytes([kind, 1])
        + _le(*links)
        + bytes(16 + 4 + 16)
        + _le(start, size)
        + bytes(4)
    )


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of version 3 with these streams in its root."""
    big, mini = _Store(512), _Store(64)
    names = sorted(streams, key=_order)
    places = {}
    for name in names:
        data = streams[name]
        places[name] = (big if len(data) >= 4096 else mini).add(data)
    root_start = big.add(mini.data)

    def tree(low: int, high: int) -> int:
        if low >= high:
            return FREE
        mid = (low + high) // 2
        links[mid] = (tree(low, mid), tree(mid + 1, high), FREE)
        return mid + 1

    links: dict[int, tuple[int, int, int]] = {}
    top = tree(0, len(names))
    folder = _entry("Root Entry", 5, (FREE, FREE, top), root_start, len(mini.data))
    folder += b"".join(_entry(n, 2, links[k], places[n], len(streams[n])) for k, n in enumerate(names))
    folder = folder.ljust(-(-len(folder) // 512) * 512, b"\0")
    first_dir = big.add(folder)
    short = _le(*mini.fat)
    first_mini = big.add(short.ljust(-(-len(short) // 512) * 512, b"\xff"))
    used = len(big.fat)
    fats = 1
    while (used + fats) > fats * 128:
        fats += 1
    table = [*big.fat, *[FATSECT] * fats]
    table += [FREE] * (fats * 128 - len(table))
    minis = -(-len(short) // 512)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
        + bytes(6)
        + _le(0, fats, first_dir, 0, 4096, first_mini if minis else END, minis, END, 0)
    )
    head += _le(*range(used, used + fats), *[FREE] * (109 - fats))
    return head + big.data + _le(*table)


def msg(doc: Doc, rng: Random) -> bytes:
    """A message kept by Outlook."""
    texts = {
        0x001A: "IPM.Note",
        0x0037: rng.choice(("Re: ご確認", "共有いたします", "Fw: 本日分")),
        0x0C1A: "受付班（共有）",
        0x0C1F: "uketsuke@office-q.example",
        0x0E04: "業務班",
        0x1000: doc.text(" ").replace("\n", "\r\n"),
    }
    streams = {f"__substg1.0_{tag:04X}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    props = bytes(8) + _le(0, 0, 0, 0) + bytes(8)
    for tag, text in texts.items():
        props += (
            (0x001F).to_bytes(2, "little") + tag.to_bytes(2, "little") + _le(6, len(text.encode("utf-16-le")) + 2, 0)
        )
    streams["__properties_version1.0"] = props
    return compound(streams)


def jtd(doc: Doc, rng: Random) -> bytes:
    """A text of Ichitaro 8 or later: the store of blocks of 256 bytes."""
    units = doc.text("　").encode("utf-16-be")
    body = (
        b"TextV.01"
        + (len(units) // 2).to_bytes(4, "big")
        + units
        + b"\0"
        + (len(units) // 2).to_bytes(4, "big")
        + b"\xff"
    )
    count = -(-len(body) // 256)
    where = (0, 0, len(body), count, count, *range(count))
    store = b"SsmgV.01" + b"".join(n.to_bytes(4, "big") for n in (1, 256, count)) + body.ljust(count * 256, b"\0")
    store += b"".join(n.to_bytes(4, "big") for n in (*where, 0))
    return compound(
        {"DocumentText": store, "LineMark": bytes(64), "PageMark": bytes(64), "DocumentViewStyles": bytes(128)}
    )


ANY: Formats = {"msg": (".msg", msg), "jtd": (".jtd", jtd)}
