"""Formats that LibreOffice makes: a few batches, and pictures of the pages it made."""

import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from random import Random

import pypdfium2

from . import letters, sheets
from .marks import Doc

TARGETS = {"doc": (".doc", "doc"), "xls": (".xls", "xls"), "pdf": (".pdf", "pdf"), "png": (".png", "pdf"), "pdf-scan": (".pdf", "pdf")}  # fmt: skip


def there() -> str:
    """The program, or nothing."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def source(form: str, doc: Doc, rng: Random) -> tuple[str, bytes]:
    """What is converted: a workbook where it is rows, else a letter."""
    if form == "xls" or (form == "pdf" and doc.tabular()):
        return ".xlsx", sheets.plain(doc, rng)
    return ".docx", letters.docx(doc, rng)


def convert(jobs: list[tuple[str, str, bytes]]) -> list[bytes]:
    """Each job (format, extension, source) as made; one call for each target."""
    out = [b""] * len(jobs)
    with tempfile.TemporaryDirectory(prefix="office-r-") as name:
        home = Path(name)
        for target in sorted({TARGETS[form][1] for form, _, _ in jobs}):
            inner = home / target
            inner.mkdir()
            mine = [n for n, job in enumerate(jobs) if TARGETS[job[0]][1] == target]
            for n in mine:
                (inner / f"{n}{jobs[n][1]}").write_bytes(jobs[n][2])
            command = [there(), f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", target, "--outdir", str(inner)]  # fmt: skip
            subprocess.run([*command, *(str(inner / f"{n}{jobs[n][1]}") for n in mine)], capture_output=True, check=False, timeout=240)  # fmt: skip
            for n in mine:
                made = inner / f"{n}.{target}"
                if made.exists():
                    out[n] = drawn(jobs[n][0], made.read_bytes())
    return out


def drawn(form: str, data: bytes) -> bytes:
    """The pages as a picture where one is asked for."""
    if form not in ("png", "pdf-scan"):
        return data
    page = pypdfium2.PdfDocument(data)[0].render(scale=1.4, grayscale=True)
    high, wide = page.height, page.width
    grid = page.to_numpy().reshape(high, wide)
    if form == "png":
        raw = b"".join(b"\0" + grid[y].tobytes() for y in range(high))
        head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw)) + _chunk(b"IEND", b"")
    return _scan(wide, high, zlib.compress(grid.tobytes()))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _scan(wide: int, high: int, data: bytes) -> bytes:
    draw = b"q 595 0 0 842 0 0 cm /S0 Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</S0 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (wide, high, len(data), data),
    ]  # fmt: skip
    out, places = b"%PDF-1.5\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)  # fmt: skip
