"""Broken containers: one defect of the ZIP or ASiC layer each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

from evidence.container import asic, ziplayout
from tests.vectors import rawzip
from tests.vectors.forge import Forge, items, read, zipped
from tests.vectors.rawzip import Item

CASES: dict[str, Callable[[Forge], bytes]] = {}


def case(make: Callable[[Forge], bytes]) -> Callable[[Forge], bytes]:
    """Register a vector under the name of its function."""
    CASES[make.__name__] = make
    return make


def one(target: str, /, **changes: object) -> Callable[[Forge], bytes]:
    """The good bundle with one entry written differently."""

    def make(f: Forge) -> bytes:
        return rawzip.write([replace(i, **changes) if i.name == target else i for i in items(f.parts())])  # type: ignore[arg-type]

    return make


TARGET = "items.json"
ENCRYPTED, DESCRIPTOR, UTF8 = 0x1, 0x8, 0x800
CASES |= {
    "zip_flag_encrypted": one(TARGET, flags=ENCRYPTED),
    "zip_flag_data_descriptor": one(TARGET, flags=DESCRIPTOR),
    "zip_flag_utf8": one(TARGET, flags=UTF8),
    "zip_method_bzip2": one(TARGET, method=12),
    "zip_date_changed": one(TARGET, date=0x5D21),
    "zip_crc_wrong": one(TARGET, crc=1),
    "zip_size_larger": one(TARGET, size=500),
    "zip_size_differs_in_local_header": one(TARGET, local_size=5),
    "zip_name_differs_in_local_header": one(TARGET, local_name="itemz.json"),
    "zip_extra_in_directory": one(TARGET, extra=struct.pack("<2HI", 0x7777, 4, 1)),
    "zip_extra_in_local_header": one(TARGET, local_extra=struct.pack("<2HI", 0x7777, 4, 1)),
    "zip_timestamps_of_info_zip": one(
        TARGET, extra=struct.pack("<2HBI", 0x5455, 5, 1, 1), local_extra=struct.pack("<2HBI", 0x5455, 5, 1, 1)
    ),
    "zip_entry_comment": one(TARGET, comment=b"hello"),
    "zip_symlink": one(TARGET, attributes=0o120777 << 16),
    "zip_executable": one(TARGET, attributes=0o100755 << 16),
    "zip_name_traversal": one(TARGET, name="../items.json"),
    "zip_name_absolute": one(TARGET, name="/items.json"),
    "zip_name_backslash": one(TARGET, name="a\\items.json"),
    "zip_name_upper_case": one(TARGET, name="ITEMS.json"),
    "zip_name_device": one(TARGET, name="aux.json"),
    "zip_name_not_ascii": one(TARGET, name="項目.json"),
    "zip_name_too_long": one(TARGET, name="x" * 121),
    "zip_data_hidden_before_entry": one(TARGET, before=b"hidden"),
    "zip_entries_overlap": one(TARGET, offset=0),
    "zip_deflate_garbage": one(TARGET, method=8, packed=b"\x07garbage"),
    "zip_deflate_with_tail": one(TARGET, method=8, packed=rawzip.deflate(b'{"items": ["1", "2"]}') + b"tail"),
}


@case
def zip_empty_file(f: Forge) -> bytes:
    return b""


@case
def zip_not_a_zip(f: Forge) -> bytes:
    return b"%PDF-1.7\n" + bytes(100)


@case
def zip_truncated(f: Forge) -> bytes:
    return f.good[:-10]


@case
def zip_truncated_in_the_middle(f: Forge) -> bytes:
    return f.good[: len(f.good) // 2]


@case
def zip_trailing_byte(f: Forge) -> bytes:
    return f.good + b"\0"


@case
def zip_prepended(f: Forge) -> bytes:
    return b"#!/bin/sh\n" + f.good


@case
def zip_comment(f: Forge) -> bytes:
    return rawzip.write(items(f.parts()), comment=b"hello")


@case
def zip_count_wrong(f: Forge) -> bytes:
    return rawzip.write(items(f.parts()), count=3)


@case
def zip_disk_number(f: Forge) -> bytes:
    return rawzip.write(items(f.parts()), disk=1)


@case
def zip_hole_before_directory(f: Forge) -> bytes:
    return rawzip.write(items(f.parts()), hole=b"hidden")


@case
def zip_entry_twice(f: Forge) -> bytes:
    return rawzip.write([*items(f.parts()), Item(TARGET, b"{}")])


@case
def zip_directory_entry(f: Forge) -> bytes:
    return rawzip.write([*items(f.parts()), Item("attachments/", b"", attributes=0o40755 << 16 | 0x10)])


@case
def zip_bomb(f: Forge) -> bytes:
    return rawzip.write([*items(f.parts()), rawzip.packed(Item("bomb.json", bytes(20 << 20)))])


@case
def zip_bomb_that_lies(f: Forge) -> bytes:
    return rawzip.write([*items(f.parts()), replace(rawzip.packed(Item("bomb.json", bytes(20 << 20))), size=1000)])


@case
def zip_too_many_entries(f: Forge) -> bytes:
    header = ziplayout.central_header(ziplayout.Entry("a", 0, 0, 0, 0, 0)) * 20_000
    return header + ziplayout.end_records(20_000, 0, len(header))


@case
def zip_zip64_without_need(f: Forge) -> bytes:
    raw, at = f.good, len(f.good) - 22
    count, length, start = struct.unpack_from("<HII", raw, at + 10)
    record = ziplayout.EOCD64.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    return raw[:at] + record + ziplayout.LOCATOR.pack(b"PK\x06\x07", 0, at, 1) + raw[at:]


@case
def zip_deflated_otherwise(f: Forge) -> bytes:
    """The report deflated with another effort than when it was signed: same content, other bytes."""
    raw = f.sealed(store=False)
    out = []
    for item in items(read(raw)):
        level = {"01_report.html": 0}.get(item.name, 9)
        squeezed = item.name.endswith((".html", ".json", ".jsonl", ".txt")) and not item.name.startswith("META")
        smaller = len(rawzip.deflate(item.data)) < len(item.data)
        out.append(rawzip.packed(item, level) if squeezed and smaller else item)
    return rawzip.write(out)


@case
def zip_stored_afterwards(f: Forge) -> bytes:
    return zipped(read(f.sealed(store=False)))


@case
def zip_eocd_in_an_entry(f: Forge) -> bytes:
    """A second end record inside an entry must not be mistaken for the real one."""
    parts = f.parts()
    parts["attachments/0001.jpg"] = parts["attachments/0001.jpg"] + b"PK\x05\x06" + bytes(18)
    return zipped(parts)


@case
def mimetype_missing(f: Forge) -> bytes:
    parts = f.parts()
    del parts["mimetype"]
    return zipped(parts)


@case
def mimetype_of_another_format(f: Forge) -> bytes:
    return zipped(f.parts() | {"mimetype": b"application/vnd.etsi.asic-s+zip"})


@case
def mimetype_with_line_end(f: Forge) -> bytes:
    return zipped(f.parts() | {"mimetype": asic.MIMETYPE + b"\n"})


@case
def mimetype_not_first(f: Forge) -> bytes:
    parts = f.parts()
    parts["mimetype"] = parts.pop("mimetype")
    return zipped(parts)


@case
def mimetype_deflated(f: Forge) -> bytes:
    return rawzip.write([rawzip.packed(i) if i.name == "mimetype" else i for i in items(f.parts())])


@case
def meta_deflated(f: Forge) -> bytes:
    return rawzip.write([rawzip.packed(i) if i.name.endswith("Manifest001.xml") else i for i in items(f.parts())])


@case
def meta_unknown_file(f: Forge) -> bytes:
    parts = f.parts()
    parts["META-INF/signature003.p7s"] = parts["META-INF/signature001.p7s"]
    return zipped(parts)


@case
def meta_number_missing(f: Forge) -> bytes:
    parts = f.parts()
    del parts["META-INF/ASiCManifest001.xml"]
    del parts["META-INF/signature001.p7s"]
    return zipped(parts)


@case
def signatures_stripped(f: Forge) -> bytes:
    return zipped({n: b for n, b in f.parts().items() if not n.startswith("META-INF/")})


@case
def signature_without_manifest(f: Forge) -> bytes:
    parts = f.parts()
    del parts["META-INF/ASiCManifest002.xml"]
    return zipped(parts)


def xml(change: Callable[[bytes], bytes]) -> Callable[[Forge], bytes]:
    """Both manifests changed before they were signed."""
    return lambda f: f.resigned(xml=change)


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
CASES |= {
    "manifest_is_not_xml": xml(lambda _: b"bla"),
    "manifest_with_doctype": xml(lambda x: x.replace(b"?>\n", b"?>\n" + DOCTYPE + b"\n", 1)),
    "manifest_with_bom": xml(lambda x: b"\xef\xbb\xbf" + x),
    "manifest_with_other_element": xml(lambda x: x.replace(b"</asic:ASiCManifest>", b"<x/></asic:ASiCManifest>")),
    "manifest_with_stray_text": xml(lambda x: x.replace(b"<asic:DataObject", b"text<asic:DataObject", 1)),
    "manifest_name_twice": xml(
        lambda x: x.replace(b"attachments/0002.jpg", b"attachments/0001.jpg"),
    ),
    "manifest_name_twice_by_escape": xml(
        lambda x: x.replace(b"attachments/0002.jpg", b"attachments%2F0001.jpg"),
    ),
    "manifest_sha1": xml(
        lambda x: x.replace(b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2000/09/xmldsig#sha1", 1)
    ),
    "manifest_of_another_signature": xml(lambda x: x.replace(b"signature001.p7s", b"signature009.p7s")),
    "manifest_without_reference": xml(
        lambda x: x.replace(b"<asic:SigReference", b"<!--").replace(b'signature"/>', b"-->", 1)
    ),
}


@case
def entry_altered(f: Forge) -> bytes:
    return zipped(f.parts() | {TARGET: b'{"items": ["1", "X"]}'})


@case
def entry_removed(f: Forge) -> bytes:
    parts = f.parts()
    del parts["attachments/0002.jpg"]
    return zipped(parts)


@case
def entry_added(f: Forge) -> bytes:
    return zipped({**f.parts(), "00_readme.html": b"<p>all is well</p>"})


@case
def entry_added_before(f: Forge) -> bytes:
    parts = f.parts()
    return zipped({"mimetype": parts.pop("mimetype"), "verify.html": b"<p>VALID</p>", **parts})


@case
def entries_swapped(f: Forge) -> bytes:
    parts = f.parts()
    one, two = "attachments/0001.jpg", "attachments/0002.jpg"
    return zipped(parts | {one: parts[two], two: parts[one]})


@case
def entry_renamed(f: Forge) -> bytes:
    return zipped({("attachments/0003.jpg" if n == "attachments/0002.jpg" else n): b for n, b in f.parts().items()})


@case
def entry_emptied(f: Forge) -> bytes:
    return zipped(f.parts() | {"attachments/0001.jpg": b""})


@case
def entry_crc_collides(f: Forge) -> bytes:
    """Other content with the same length and CRC-32: only the digest can tell."""
    parts = f.parts()
    wanted = zlib.crc32(parts[TARGET])
    body = b'{"items": ["9"]} '
    parts[TARGET] = body + _suffix(zlib.crc32(body), wanted)
    return zipped(parts)


def _suffix(crc: int, wanted: int) -> bytes:
    """Four bytes that take a CRC-32 from one value to another (running the register backwards)."""
    table = [zlib.crc32(bytes([i]), 0xFFFFFFFF) ^ 0xFFFFFFFF for i in range(256)]
    top = {(t >> 24) & 0xFF: i for i, t in enumerate(table)}
    register = wanted ^ 0xFFFFFFFF
    for _ in range(4):
        index = top[(register >> 24) & 0xFF]
        register = ((register ^ table[index]) << 8 | index) & 0xFFFFFFFF
    return (register ^ crc ^ 0xFFFFFFFF).to_bytes(4, "little")
