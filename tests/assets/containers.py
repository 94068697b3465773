"""Disk images in containers, written from their specifications; libraries of others read them in the tests.

VHD: Microsoft, Virtual Hard Disk Image Format Specification 1.0. VMDK: VMware, Virtual Disk Format 5.0. E01: libewf,
Expert Witness Compression Format.
"""

from __future__ import annotations

import struct
import zlib

SECTOR = 512
_VHD_BLOCK = 2 << 20
_GRAIN = 128 * SECTOR
_CHUNK = 64 * SECTOR


def dynamic_vhd(content: bytes) -> bytes:
    """A dynamic VHD; blocks of zeros are left out."""
    size = -(-len(content) // SECTOR) * SECTOR
    blocks = -(-size // _VHD_BLOCK)
    footer = _summed(
        struct.pack(
            ">8sIIQI4sI4sQQHBBII16sB",
            b"conectix", 2, 0x10000, SECTOR, 0, b"test", 0x10000, b"Wi2k", size, size, 100, 4, 17, 3, 0, bytes(16), 0,
        ).ljust(SECTOR, b"\0"),
        64,
    )  # fmt: skip
    table_at = 3 * SECTOR
    header = _summed(
        struct.pack(">8sQQIIII", b"cxsparse", 0xFFFFFFFFFFFFFFFF, table_at, 0x10000, blocks, _VHD_BLOCK, 0).ljust(
            2 * SECTOR, b"\0"
        ),
        36,
    )
    table_size = -(-4 * blocks // SECTOR) * SECTOR
    table, body = [], bytearray()
    for index in range(blocks):
        block = content[index * _VHD_BLOCK : (index + 1) * _VHD_BLOCK]
        if not any(block):
            table.append(0xFFFFFFFF)
            continue
        table.append((table_at + table_size + len(body)) // SECTOR)
        body += b"\xff" * SECTOR + block.ljust(_VHD_BLOCK, b"\0")
    packed = struct.pack(f">{blocks}I", *table).ljust(table_size, b"\xff")
    return footer + header + packed + bytes(body) + footer


def _summed(structure: bytes, at: int) -> bytes:
    """With the ones' complement of the sum of its bytes at `at`."""
    return structure[:at] + struct.pack(">I", ~sum(structure) & 0xFFFFFFFF) + structure[at + 4 :]


def sparse_vmdk(content: bytes) -> bytes:
    """A monolithic sparse VMDK; grains of zeros are left out."""
    grains = -(-len(content) // _GRAIN)
    tables = -(-grains // 512)
    descriptor = (
        (
            '# Disk DescriptorFile\nversion=1\nCID=123a681e\nparentCID=ffffffff\ncreateType="monolithicSparse"\n\n'
            f'# Extent description\nRW {grains * 128} SPARSE "disk.vmdk"\n\n'
            '# The Disk Data Base\n#DDB\n\nddb.adapterType = "ide"\nddb.virtualHWVersion = "4"\n'
        )
        .encode()
        .ljust(20 * SECTOR, b"\0")
    )
    directory_at = 21
    first_table = directory_at + -(-4 * tables // SECTOR)
    overhead = -(-(first_table + 4 * tables) // 128) * 128
    entries, body = [], bytearray()
    for index in range(grains):
        grain = content[index * _GRAIN : (index + 1) * _GRAIN]
        if not any(grain):
            entries.append(0)
            continue
        entries.append(overhead + len(body) // SECTOR)
        body += grain.ljust(_GRAIN, b"\0")
    header = struct.pack(
        "<4sIIQQQQIQQQB4sH",
        b"KDMV", 1, 1, grains * 128, 128, 1, 20, 512, 0, directory_at, overhead, 0, b"\n \r\n", 0,
    ).ljust(SECTOR, b"\0")  # fmt: skip
    directory = struct.pack(f"<{tables}I", *(first_table + 4 * index for index in range(tables)))
    head = header + descriptor + directory.ljust((first_table - directory_at) * SECTOR, b"\0")
    head += struct.pack(f"<{grains}I", *entries).ljust(tables * 4 * SECTOR, b"\0")
    return head.ljust(overhead * SECTOR, b"\0") + bytes(body)


def ewf(content: bytes) -> bytes:
    """One E01 segment with deflated chunks of 32 KiB."""
    chunks = [zlib.compress(content[at : at + _CHUNK].ljust(_CHUNK, b"\0")) for at in range(0, len(content), _CHUNK)]
    note = zlib.compress(
        b"1\nmain\nc\tn\ta\te\tt\tav\tov\tm\tu\tp\r\n\t\t\t\t\t\t\t2026 11 20 0 0 0\t2026 11 20 0 0 0\t0\r\n"
    )
    volume = struct.pack("<B3xIIIQ", 1, len(chunks), 64, SECTOR, len(chunks) * 64).ljust(1048, b"\0")
    out = b"EVF\x09\x0d\x0a\xff\x00" + struct.pack("<BHH", 1, 1, 0)
    for name, data in (("header", note), ("volume", volume + _adler(volume))):
        out += _section(name, len(out), data)
    data_at = len(out) + 76
    out += _section("sectors", len(out), b"".join(chunks))
    places, at = [], data_at
    for chunk in chunks:
        places.append(0x80000000 | at)
        at += len(chunk)
    head = struct.pack("<I16x", len(chunks))
    rows = struct.pack(f"<{len(places)}I", *places)
    table = head + _adler(head) + rows + _adler(rows)
    for name in ("table", "table2"):
        out += _section(name, len(out), table)
    return out + _section("done", len(out), b"")


def _section(name: str, at: int, data: bytes) -> bytes:
    following = at if name == "done" else at + 76 + len(data)
    head = struct.pack("<16sQQ40x", name.encode(), following, 76 + len(data) if data else 76)
    return head + _adler(head) + data


def _adler(data: bytes) -> bytes:
    return struct.pack("<I", zlib.adler32(data))
