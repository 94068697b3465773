"""Documents of Numbers: cells stand in their rows, whatever file of the document they are kept in."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values
from tests.unit.checks.residue.readers.samples import number, snappy

HEAD = ("氏名", "生年月日", "住所", "電話番号", "年齢")
ROWS: list[tuple[str | int | date | None, ...]] = [
    ("大塚幹夫", date(1944, 12, 25), "沼津市大手町3丁目14-22", "090-8712-3315", 80),
    ("松岡里江", None, "沼津市下香貫馬場150-3", "090-8712-3325", 81),
    ("野中芳子", None, None, "090-8712-3335", None),
]
MODEL, TILE, LIST, RICH, STORAGE = 6001, 6002, 6005, 6218, 2001


def field(key: int, value: int | bytes | str) -> bytes:
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    raw = value.encode() if isinstance(value, str) else value
    return number(key << 3 | 2) + number(len(raw)) + raw


def item(ident: int, kind: int, payload: bytes) -> bytes:
    """An object with its head."""
    head = field(1, ident) + field(2, field(1, kind) + field(3, len(payload)))
    return number(len(head)) + head + payload


def chunks(stream: bytes) -> bytes:
    """A file of objects."""
    out = b""
    for at in range(0, len(stream), 60_000):
        packed = snappy(stream[at : at + 60_000])
        out += b"\0" + struct.pack("<I", len(packed))[:3] + packed
    return out


class Texts:
    """The list of texts of a table; the last column's are kept as storages of their own."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def key(self, text: str) -> int:
        return self.known.setdefault(text, len(self.known) + 1)

    def payload(self) -> bytes:
        entries = (field(1, key) + field(2, 1) + field(3, text) for text, key in self.known.items())
        return field(1, 1) + b"".join(field(3, entry) for entry in entries)


def cell(value: str | int | date | None, texts: Texts) -> bytes:
    """A cell as it is stored: a text by its number, a day in seconds, a number in decimal."""
    if isinstance(value, str):
        return struct.pack("<BB6xII", 5, 3, 8, texts.key(value))
    if isinstance(value, int):
        return struct.pack("<BB6xI", 5, 2, 1) + value.to_bytes(14, "little") + (0x1820 << 1).to_bytes(2, "little")
    if isinstance(value, date):
        return struct.pack("<BB6xId", 5, 5, 4, (value - date(2001, 1, 1)).total_seconds())
    return b""


def row(place: int, cells: list[bytes]) -> bytes:
    offsets, at = [], 0
    for one in cells:
        offsets.append(at >> 2 if one else 0xFFFF)
        at += len(one)
    written = struct.pack(f"<{len(offsets)}H", *offsets)
    return field(1, place) + field(2, len(cells)) + field(6, b"".join(cells)) + field(7, written) + field(8, 1)


def document(*, split: bool = True) -> bytes:
    """A document with one table of two tiles, its parts in files of their own, and a note beside it."""
    texts = Texts()
    told = [row(n % 2, [cell(value, texts) for value in one]) for n, one in enumerate([HEAD, *ROWS])]
    tiles = [item(20 + n, TILE, b"".join(field(5, one) for one in told[2 * n : 2 * n + 2])) for n in range(2)]
    store = field(3, b"".join(field(1, field(1, n) + field(2, field(1, 20 + n))) for n in range(2)) + field(2, 2))
    store += field(4, field(1, 30))
    model = item(10, MODEL, field(1, "T") + field(4, store) + field(6, 4) + field(7, 5) + field(8, "利用者"))
    parts = {
        "Index/Document.iwa": item(1, 1, field(3, "メモ：松岡様の長男 松岡健一 090-5512-7741 へ連絡")) + model,
        "Index/Tables/DataList-30.iwa": item(30, LIST, texts.payload()),
        **{f"Index/Tables/Tile-{20 + n}.iwa": tile for n, tile in enumerate(tiles)},
    }
    if not split:
        parts = {"Index/Document.iwa": b"".join(parts.values())}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, stream in parts.items():
            archive.writestr(name, chunks(stream))
    return out.getvalue()


@pytest.mark.parametrize("split", [True, False])
def test_cells_stand_in_their_rows(split: bool) -> None:
    found = look(document(split=split), "名簿.numbers")
    told = {(kind, value) for kind, value, where in found.matches or () if where == "利用者"}
    assert {("name", "大塚幹夫"), ("birth_date", "1944-12-25"), ("address", "沼津市大手町3丁目14-22"), ("phone", "090-8712-3315")} <= told  # fmt: skip
    assert {value for kind, value in told if kind == "name"} == {"大塚幹夫", "松岡里江", "野中芳子"}
    assert found.records >= 3


def test_what_stands_beside_the_table_is_read_too() -> None:
    assert ("phone", "090-5512-7741") in values(document(), "名簿.numbers")


def test_a_list_of_texts_that_is_lost_leaves_the_rest() -> None:
    made = io.BytesIO(document())
    out = io.BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(out, "w") as left:
        for name in archive.namelist():
            content = archive.read(name)
            left.writestr(name, content[:-9] if "Tile-21" in name else content)
    found = look(out.getvalue(), "名簿.numbers")
    assert found.verdict is Verdict.CONTENT
    assert "corrupt" in {reason for _, reason in found.unread}
