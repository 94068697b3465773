"""Writers of compound files: Outlook's message, Ichitaro."""

import struct
from random import Random

from .marks import Doc
from .plain import ANY as TEXTS
from .plain import Formats

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


class Compound:
    """A compound file of streams and storages."""

    def __init__(self) -> None:
        self.entries: list[list[object]] = []  # name, kind, left, right, child, start, size
        self.mini = b""
        self.minifat: list[int] = []
        self.sectors: list[bytes] = []
        self.fat: list[int] = []

    def _chain(self, data: bytes) -> int:
        """Big streams in sectors of their own."""
        first, count = len(self.sectors), -(-len(data) // 512)
        for n in range(count):
            self.sectors.append(data[n * 512 : n * 512 + 512].ljust(512, b"\0"))
            self.fat.append(first + n + 1 if n + 1 < count else END)
        return first if count else END

    def _stream(self, data: bytes) -> int:
        if len(data) >= 4096:
            return self._chain(data)
        first, count = len(self.minifat), -(-len(data) // 64)
        self.minifat += [first + n + 1 if n + 1 < count else END for n in range(count)]
        self.mini += data.ljust(count * 64, b"\0")
        return first if count else END

    def _folder(self, tree: Tree) -> int:
        """Entries of one storage as a tree in the order that the format asks for."""
        names = sorted(tree, key=lambda n: (len(n), n.upper()))
        numbers = {}
        for name in names:
            item = tree[name]
            numbers[name] = len(self.entries)
            entry: list[object] = [name, 2 if isinstance(item, bytes) else 1, FREE, FREE, FREE, 0, 0]
            self.entries.append(entry)
            if isinstance(item, bytes):
                entry[5], entry[6] = self._stream(item), len(item)
        for name in names:
            item = tree[name]
            if not isinstance(item, bytes):
                self.entries[numbers[name]][4] = self._folder(item)

        def balance(part: list[str]) -> int:
            if not part:
                return FREE
            middle = len(part) // 2
            entry = self.entries[numbers[part[middle]]]
            entry[2], entry[3] = balance(part[:middle]), balance(part[middle + 1 :])
            return numbers[part[middle]]

        return balance(names)

    def write(self, tree: Tree) -> bytes:
        """The file."""
        root: list[object] = ["Root Entry", 5, FREE, FREE, FREE, END, 0]
        self.entries.append(root)
        root[4] = self._folder(tree)
        root[5], root[6] = self._chain(self.mini), len(self.mini)
        small = self._chain(struct.pack(f"<{len(self.minifat)}I", *self.minifat).ljust(-(-len(self.minifat) // 128) * 512, b"\xff"))  # fmt: skip
        folder = b"".join(map(self._entry, self.entries))
        start = self._chain(folder + b"\0" * (-len(folder) % 512))
        count = 1
        while (len(self.sectors) + count + 127) // 128 > count:
            count += 1
        spots = [len(self.sectors) + n for n in range(count)]
        table = (self.fat + [FAT] * count + [FREE] * (count * 128))[: count * 128]
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        head += struct.pack("<IIIIIIIII", 0, count, start, 0, 4096, small, -(-len(self.minifat) // 128), END, 0)
        head += struct.pack("<109I", *(spots + [FREE] * (109 - count)))
        return head + b"".join(self.sectors) + struct.pack(f"<{count * 128}I", *table)

    @staticmethod
    def _entry(entry: list[object]) -> bytes:
        name, kind, left, right, child, start, size = entry
        data = str(name).encode("utf-16-le")
        return data.ljust(64, b"\0") + struct.pack("<HBBIII", len(data) + 2, kind, 1, left, right, child) + bytes(36) + struct.pack("<IQ", start, size)  # fmt: skip


def _wide(value: str) -> bytes:
    return value.encode("utf-16-le")


def _message(doc: Doc, body: str, more: Tree) -> bytes:
    texts = {"001A": "IPM.Note", "0037": f"【{doc.title}】", "0C1A": "事務局", "0C1F": "info@fujiminowa.example", "0E04": "相談班", "1000": body}  # fmt: skip
    tree: Tree = {f"__substg1.0_{tag}001F": _wide(value) for tag, value in texts.items()}
    rows = b"".join(struct.pack("<HHIII", 0x1F, int(tag, 16), 6, len(_wide(value)) + 2, 0) for tag, value in texts.items())  # fmt: skip
    parts = sum(1 for name in more if name.startswith("__attach"))
    tree["__properties_version1.0"] = bytes(8) + struct.pack("<IIII", 0, parts, 0, parts) + bytes(8) + rows
    tree["__nameid_version1.0"] = {
        "__substg1.0_00020102": b"",
        "__substg1.0_00030102": b"",
        "__substg1.0_00040102": b"",
    }
    return Compound().write(tree | more)


def msg(doc: Doc, rng: Random) -> bytes:
    """Outlook's message."""
    return _message(doc, doc.text("　").replace("\n", "\r\n"), {})


def msg_attached(doc: Doc, rng: Random) -> bytes:
    """Outlook's message with the document attached."""
    name, data = "資料.txt", TEXTS["txt-bom"][1](doc, rng)
    rows = struct.pack("<HHIII", 0x102, 0x3701, 6, len(data), 0) + struct.pack("<HHIII", 3, 0x3705, 6, 1, 0)
    part: Tree = {"__substg1.0_37010102": data, "__substg1.0_3704001F": _wide(name), "__substg1.0_3707001F": _wide(name), "__properties_version1.0": bytes(8) + rows}  # fmt: skip
    return _message(doc, "添付のとおりです。ご確認をお願いします。", {"__attach_version1.0_#00000000": part})


def jtd(doc: Doc, rng: Random) -> bytes:
    """Ichitaro: the text in UTF-16BE in one stream."""
    text = doc.text("　").replace("\n", "\r")
    data = b"SsmgV.01" + bytes(12) + b"TextV.01" + struct.pack(">I", len(text)) + text.encode("utf-16-be")
    return Compound().write({"DocumentText": data, "Header": b"JSTARO" + bytes(58), "LineMark": bytes(128)})


ANY: Formats = {"msg": (".msg", msg), "msg-attached": (".msg", msg_attached), "jtd": (".jtd", jtd)}
