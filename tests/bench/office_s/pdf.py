"""Writers of PDF by hand: predefined CMaps, form fields, vertical writing, pictures."""

import zlib
from random import Random

from .marks import Doc
from .plain import Formats, Write

CODES = {"90ms-RKSJ-H": "cp932", "UniJIS-UTF16-H": "utf-16-be", "UniJIS-UTF16-V": "utf-16-be", "EUC-H": "euc_jp", "UniJIS-UCS2-H": "utf-16-be"}  # fmt: skip
ADOBE = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>"


class File:
    """Objects and the table that finds them."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, data: str | bytes) -> int:
        """Put one in and give its number."""
        self.objects.append(data.encode("latin-1") if isinstance(data, str) else data)
        return len(self.objects)

    def stream(self, data: bytes, head: str = "") -> int:
        """A compressed stream."""
        packed = zlib.compress(data)
        return self.add(
            f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
        )

    def done(self, root: int) -> bytes:
        """The file."""
        out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
        for n, data in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{n} 0 obj\n".encode() + data + b"\nendobj\n"
        table = "".join(f"{p:010d} 00000 n \n" for p in places)
        start = len(out)
        return (
            out
            + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(places) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        )


def _font(file: File, cmap: str) -> int:
    deep = file.add(f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light {ADOBE} /DW 1000 >>")
    return file.add(f"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-{cmap} /Encoding /{cmap} /DescendantFonts [{deep} 0 R] >>")  # fmt: skip


def _pages(file: File, contents: list[int], font: int, extra: str = "", size: str = "1190 842") -> int:
    top = len(file.objects) + len(contents) + 1
    kids = [file.add(f"<< /Type /Page /Parent {top} 0 R /MediaBox [0 0 {size}] /Resources << /Font << /F1 {font} 0 R >> >> /Contents {c} 0 R {extra} >>") for c in contents]  # fmt: skip
    return file.add(f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>")


def _wide(value: str) -> float:
    return sum(4.5 if ord(c) < 128 else 9 for c in value)


def lines(cmap: str, split: bool = False) -> Write:
    """Pages of forty lines; cells of a row stand in columns; ``split`` shows every letter by itself."""

    def show(value: str) -> str:
        code = CODES[cmap]
        if split:
            return "[" + " -20 ".join(f"<{c.encode(code).hex()}>" for c in value) + "] TJ"
        return f"<{value.encode(code).hex()}> Tj"

    def write(doc: Doc, rng: Random) -> bytes:
        file = File()
        font = _font(file, cmap)
        rows = doc.grid()
        edges = [0.0]
        for n in range(max(map(len, rows))):
            edges.append(edges[-1] + 14 + max([_wide(r[n]) for r in rows if len(r) > max(1, n)], default=0))
        contents = []
        for first in range(0, len(rows), 40):
            code = ""
            for y, row in enumerate(rows[first : first + 40]):
                for x, value in enumerate(row):
                    if value:
                        code += f"BT /F1 9 Tf 1 0 0 1 {40 + edges[x]:.1f} {800 - 18 * y} Tm {show(value)} ET\n"
            contents.append(file.stream(code.encode()))
        pages = _pages(file, contents, font)
        return file.done(file.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))

    return write


def vertical(doc: Doc, rng: Random) -> bytes:
    """Columns from right to left."""
    file = File()
    font = _font(file, "UniJIS-UTF16-V")
    texts = doc.text("　").split("\n")
    contents = []
    for first in range(0, len(texts), 40):
        code = "".join(f"BT /F1 9 Tf 1 0 0 1 {1140 - 26 * n} 810 Tm <{x.encode('utf-16-be').hex()}> Tj ET\n" for n, x in enumerate(texts[first : first + 40]))  # fmt: skip
        contents.append(file.stream(code.encode()))
    pages = _pages(file, contents, font, size="1190 1684")
    return file.done(file.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


def _text(value: str) -> str:
    return f"<feff{value.encode('utf-16-be').hex()}>"


def fields(doc: Doc, rng: Random) -> bytes:
    """Labels on the page, answers in form fields."""
    file = File()
    font = _font(file, "90ms-RKSJ-H")
    code, answers, y = "", [], 800
    for row in doc.grid():
        for n, cell in enumerate(row):
            if n % 2 and cell:
                spot = f"[{60 + 130 * n} {y - 4} {180 + 130 * n} {y + 12}]"
                answers.append(file.add(f"<< /Type /Annot /Subtype /Widget /FT /Tx /T {_text(row[n - 1] + str(y))} /V {_text(cell)} /Rect {spot} /DA (/F1 9 Tf 0 g) >>"))  # fmt: skip
            elif cell:
                code += f"BT /F1 9 Tf 1 0 0 1 {40 + 130 * n} {y} Tm <{cell.encode('cp932').hex()}> Tj ET\n"
        y -= 20
    spots = "[" + " ".join(f"{a} 0 R" for a in answers) + "]"
    pages = _pages(file, [file.stream(code.encode())], font, f"/Annots {spots}")
    return file.done(file.add(f"<< /Type /Catalog /Pages {pages} 0 R /AcroForm << /Fields {spots} /NeedAppearances true >> >>"))  # fmt: skip


def picture(doc: Doc, rng: Random) -> bytes:
    """Scanned pages without a letter of text."""
    file = File()
    noise = bytes(rng.choice((255, 255, 255, 0)) for _ in range(120 * 160))
    image = file.stream(noise, "/Type /XObject /Subtype /Image /Width 120 /Height 160 /ColorSpace /DeviceGray /BitsPerComponent 8")  # fmt: skip
    content = file.stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    page = file.add(f"<< /Type /Page /Parent {len(file.objects) + 2} 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im0 {image} 0 R >> >> /Contents {content} 0 R >>")  # fmt: skip
    pages = file.add(f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    return file.done(file.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


ANY: Formats = {"pdf-rksj": (".pdf", lines("90ms-RKSJ-H")), "pdf-utf16": (".pdf", lines("UniJIS-UTF16-H")), "pdf-split": (".pdf", lines("UniJIS-UCS2-H", split=True)), "pdf-euc": (".pdf", lines("EUC-H"))}  # fmt: skip
PROSE: Formats = {"pdf-vertical": (".pdf", vertical)}
FORMS: Formats = {"pdf-fields": (".pdf", fields)}
