"""The strict ZIP reader against hostile and merely foreign archives."""

import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.container import ziplayout as z
from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from evidence.errors import BuildError, Refused


def written(entries: dict[str, bytes], *, store: bool = False) -> bytes:
    buffer = io.BytesIO()
    writer = ZipWriter(buffer, store=store)
    for name, body in entries.items():
        writer.add(name, body)
    writer.close()
    return buffer.getvalue()


def contents(raw: bytes, *, repacked: bool = False) -> dict[str, bytes]:
    reader = ZipReader(io.BytesIO(raw), repacked=repacked)
    return {n: b"".join(reader.chunks(e)) for n, e in reader.entries.items()}


def refusal(raw: bytes, *, repacked: bool = False) -> str:
    with pytest.raises(Refused) as caught:
        contents(raw, repacked=repacked)
    return caught.value.code.name


SAMPLE = {"a.json": b"abc" * 500, "dir/b.jpg": os.urandom(100), "empty.txt": b""}


@pytest.mark.parametrize("store", [False, True])
def test_what_was_written_is_read(store: bool) -> None:
    raw = written(SAMPLE, store=store)
    assert contents(raw) == SAMPLE
    with zipfile.ZipFile(io.BytesIO(raw)) as other:
        assert {n: other.read(n) for n in other.namelist()} == SAMPLE


def test_text_is_packed_and_pictures_are_not() -> None:
    entries = ZipReader(io.BytesIO(written(SAMPLE))).entries
    assert entries["a.json"].method == z.DEFLATED
    assert entries["dir/b.jpg"].method == z.STORED
    assert entries["empty.txt"].method == z.STORED


def test_what_would_grow_too_much_is_stored() -> None:
    body = bytes(2 << 20)
    raw = written({"zeros.json": body})
    assert contents(raw) == {"zeros.json": body}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.from_regex(r"\A[a-z0-9_]{1,12}\.(json|bin)\Z"), st.binary(max_size=3000), max_size=6))
def test_any_content_survives(entries: dict[str, bytes]) -> None:
    entries = {n: b for n, b in entries.items() if z.name_ok(n)}
    assert contents(written(entries)) == entries


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_garbage_is_refused_with_a_code(raw: bytes, repacked: bool) -> None:
    refusal(raw, repacked=repacked)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=4), st.booleans())
def test_a_damaged_archive_is_refused_or_reads_as_an_archive(changes: list[tuple[int, int]], repacked: bool) -> None:
    raw = bytearray(written({"a.json": b"abc" * 500, "b.jpg": b"\xff" * 90}))
    for at, value in changes:
        raw[at % len(raw)] = value
    try:
        contents(bytes(raw), repacked=repacked)
    except Refused:
        return


@pytest.mark.parametrize(
    "name",
    [
        "../x", "/x", "a/../b", "a\\b", "A.txt", "メモ.txt", "a/", "a//b", ".hidden", "con", "aux.txt", "com1.json", "a.",
        "x" * 121, "a/b/c/d/e/f", "", "a\0b", "META-INF/evil.xml", "META-INF/signature1.p7s",
    ],
)  # fmt: skip
def test_names_that_are_not_written(name: str) -> None:
    with pytest.raises(BuildError):
        written({name: b""})


def test_a_name_is_not_written_twice() -> None:
    writer = ZipWriter(io.BytesIO())
    writer.add("a.txt", b"")
    with pytest.raises(BuildError):
        writer.add("a.txt", b"")


def foreign(fill: Callable[[zipfile.ZipFile], object]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        fill(other)
    return buffer.getvalue()


def link(other: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    other.writestr(info, "/etc/passwd")


def test_foreign_archives_say_what_is_wrong() -> None:
    """Archives made with Python's zipfile: read as repacked, refused as canonical."""
    plain = foreign(lambda o: o.writestr("a.json", b"{}"))
    assert refusal(plain) == "ZIP_CD"
    assert contents(plain, repacked=True) == {"a.json": b"{}"}
    for raw, code in {
        foreign(lambda o: o.writestr("d/", b"")): "ZIP_DIR_ENTRY",
        foreign(lambda o: o.writestr("../x", b"")): "ZIP_NAME",
        foreign(link): "ZIP_NOT_REGULAR",
        foreign(lambda o: o.writestr("a", b"x" * 99, zipfile.ZIP_BZIP2)): "ZIP_METHOD",
        foreign(lambda o: o.writestr("a", bytes(3 << 20), zipfile.ZIP_DEFLATED)): "ZIP_RATIO",
    }.items():
        assert refusal(raw, repacked=True) == code
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = foreign(lambda o: (o.writestr("a", b"1"), o.writestr("a", b"2")))
    assert refusal(twice, repacked=True) == "ZIP_DUP"


def test_a_streamed_archive_is_refused() -> None:
    """Data descriptors leave the sizes open until after the data."""

    class Pipe(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.data += bytes(piece)
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as other:  # type: ignore[arg-type]
        other.writestr("a", b"1")
    assert refusal(pipe.data, repacked=True) == "ZIP_FLAGS"


def test_a_hundred_thousand_entries_are_not_even_read() -> None:
    header = z.central_header(z.Entry("a", 0, 0, 0, 0, 0))
    raw = header * 100_000
    raw += z.end_records(100_000, 0, len(raw))
    assert refusal(raw) == "ZIP_TOO_MANY"


def test_a_bomb_that_lies_about_its_size() -> None:
    """Sizes in the headers agree, but the stream unpacks to more."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = engine.compress(bytes(50 << 20)) + engine.flush()
    entry = z.Entry("a.json", 8, 0, len(packed), 60_000, 0)
    raw = z.local_header(entry) + packed
    head = z.central_header(entry)
    assert refusal(raw + head + z.end_records(1, len(raw), len(head))) == "ZIP_SIZE"


def test_zip64_beyond_four_gibibytes(tmp_path: Path) -> None:
    """A 4.3 GB exhibit (a sparse file): written in pieces, read by Python's zipfile and by our own directory reader."""
    if sys.platform == "win32":
        pytest.skip("sparse files")
    length = (1 << 32) + 5
    source, out = tmp_path / "big.bin", tmp_path / "big.zip"
    with source.open("wb") as file:
        file.truncate(length)
    with out.open("w+b") as file:
        entry = z.Entry("big.bin", 0, 0, length, length, 0)
        file.write(z.local_header(entry))
        file.seek(length, 1)
        start = file.tell()
        after = z.Entry("z.txt", 0, zlib.crc32(b"z"), 1, 1, start)
        file.write(z.local_header(after) + b"z")
        start = file.tell()
        heads = z.central_header(entry) + z.central_header(after)
        file.write(heads + z.end_records(2, start, len(heads)))
    with out.open("rb") as file:
        reader = ZipReader(file)
        assert [(e.name, e.size) for e in reader.entries.values()] == [("big.bin", length), ("z.txt", 1)]
        assert reader.read("z.txt", 10) == b"z"
    with zipfile.ZipFile(out) as other:
        assert other.getinfo("big.bin").file_size == length
        assert other.read("z.txt") == b"z"


def test_zip64_records_where_none_are_needed() -> None:
    raw = written({"a.json": b"{}"})
    at = raw.rfind(z.EOCD_SIG)
    count, length, start = struct.unpack_from("<HII", raw, at + 10)
    forged = z.EOCD64.pack(z.EOCD64_SIG, 44, 45, 45, 0, 0, count, count, length, start)
    forged += z.LOCATOR.pack(z.LOCATOR_SIG, 0, at, 1)
    assert refusal(raw[:at] + forged + raw[at:]) == "ZIP_ZIP64"
