"""Compound files (the old binary container) and what is kept in them: saved Outlook messages, Ichitaro letters."""

import struct
from random import Random
from typing import Any

from .script import Doc
from .texts import Formats

FREE, END, FATSECT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


class _File:
    """A compound file, version 3: 512-byte sectors, streams under 4,096 bytes in the mini stream."""

    def __init__(self, tree: Tree) -> None:
        self.entries: list[list[Any]] = [["Root Entry", 5, FREE, FREE, FREE, END, 0]]
        self.mini = b""
        self.minifat: list[int] = []
        self.big: list[tuple[int, bytes]] = []
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self._add(tree, 0)

    def _add(self, items: Tree, parent: int) -> None:
        before = -1
        for name in sorted(items, key=_order):
            value = items[name]
            number = len(self.entries)
            stream = isinstance(value, bytes)
            self.entries.append([name, 2 if stream else 1, FREE, FREE, FREE, END if stream else 0, 0])
            if before < 0:
                self.entries[parent][4] = number
            else:
                self.entries[before][3] = number
            before = number
            if isinstance(value, dict):
                self._add(value, number)
            else:
                self._keep(value, number)

    def _keep(self, value: bytes, number: int) -> None:
        if len(value) >= 4096:
            self.big.append((number, value))
            self.entries[number][6] = len(value)
        elif value:
            first, count = len(self.minifat), -(-len(value) // 64)
            self.minifat.extend([*range(first + 1, first + count), END])
            self.mini += value.ljust(count * 64, b"\0")
            self.entries[number][5:] = [first, len(value)]

    def _store(self, data: bytes) -> int:
        count = -(-len(data) // 512)
        if not count:
            return END
        first = len(self.fat)
        self.fat.extend([*range(first + 1, first + count), END])
        self.sectors.extend(data[n * 512 : n * 512 + 512].ljust(512, b"\0") for n in range(count))
        return first

    def _listing(self) -> bytes:
        out = b""
        for name, kind, left, right, child, start, size in self.entries:
            raw = str(name).encode("utf-16-le") + b"\0\0"
            out += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, left, right, child)
            out += bytes(36) + struct.pack("<IQ", start, size)
        blank = bytes(66) + struct.pack("<BBIII", 0, 1, FREE, FREE, FREE) + bytes(48)
        return out + blank * (-len(self.entries) % 4)

    def whole(self) -> bytes:
        """Its bytes."""
        for number, value in self.big:
            self.entries[number][5] = self._store(value)
        self.entries[0][5:] = [self._store(self.mini), len(self.mini)]
        short = b"".join(struct.pack("<I", n) for n in self.minifat)
        short += b"\xff" * (-len(short) % 512)
        first = self._store(short)
        directory = self._store(self._listing())
        need = 1
        while need * 128 < len(self.fat) + need:
            need += 1
        at = len(self.fat)
        self.fat.extend([FATSECT] * need)
        table = b"".join(struct.pack("<I", n) for n in self.fat).ljust(need * 512, b"\xff")
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        shorts = first if self.minifat else END
        head += struct.pack("<IIIIIIIII", 0, need, directory, 0, 4096, shorts, len(short) // 512, END, 0)
        head += b"".join(struct.pack("<I", at + n) for n in range(need)) + b"\xff" * (4 * (109 - need))
        return head + b"".join(self.sectors) + table


def compound(tree: Tree) -> bytes:
    """A compound file of such streams and folders."""
    return _File(tree).whole()


def _strings(texts: dict[int, str], head: bytes) -> Tree:
    out: Tree = {}
    rows = b""
    for tag, text in texts.items():
        raw = text.encode("utf-16-le")
        out[f"__substg1.0_{tag:04X}001F"] = raw
        rows += struct.pack("<HHIII", 0x1F, tag, 6, len(raw) + 2, 0)
    out["__properties_version1.0"] = head + rows
    return out


def message(doc: Doc, rng: Random) -> bytes:
    """A mail dragged out of Outlook."""
    texts = {
        0x001A: "IPM.Note",
        0x0037: rng.choice(("RE: 連絡", "共有します", "FW: 記録")),
        0x0C1A: "事務局",
        0x1000: doc.text("　").replace("\n", "\r\n"),
    }
    tree = _strings(texts, bytes(8) + struct.pack("<IIII", 1, 0, 1, 0) + bytes(8))
    tree["__recip_version1.0_#00000000"] = _strings({0x3001: "みなもの里", 0x3003: "info@minamo-npo.example"}, bytes(8))
    tree["__nameid_version1.0"] = {f"__substg1.0_000{n}0102": b"" for n in (2, 3, 4)}
    return compound(tree)


ANY: Formats = {"msg": (".msg", message)}
