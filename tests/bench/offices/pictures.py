"""Pictures of documents: typst sets the text, pdfium paints it, and the pixels become PNG, TIFF or BMP."""

import struct
import zlib
from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.zipped import pack


def bitmap(doc: Doc, scale: float = 1.3) -> tuple[int, int, bytes]:
    """Width, height and grey pixels of the first page."""
    from pathlib import Path

    import pylopdf_fonts_cjk
    import pypdfium2
    import typst

    def safe(text: str) -> str:
        return "".join("\\" + c if c in "\\#$*_`<>@=~-[]/\"'" else c for c in text)

    source = '#set page(width: 210mm, height: 297mm)\n#set text(font: "Noto Sans JP", size: 11pt)\n' + "\n\n".join(
        safe(t.replace("\t", "　")) for t in doc.lines()[:28]
    )
    fonts = str(Path(pylopdf_fonts_cjk.__file__).parent)
    page = pypdfium2.PdfDocument(typst.compile(source.encode(), font_paths=[fonts], ignore_system_fonts=True))[0]
    image = page.render(scale=scale, grayscale=True)
    raw, stride = bytes(image.buffer), image.stride
    return image.width, image.height, b"".join(raw[y * stride : y * stride + image.width] for y in range(image.height))


def png(doc: Doc, _rng: Random) -> bytes:
    width, height, pixels = bitmap(doc)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + pixels[y * width : (y + 1) * width] for y in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff(doc: Doc, _rng: Random) -> bytes:
    width, height, pixels = bitmap(doc)
    tags = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, len(pixels)),
    ]
    table = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8 + len(pixels)) + pixels + table


def bmp(doc: Doc, _rng: Random) -> bytes:
    width, height, pixels = bitmap(doc)
    stride = (width + 3) & ~3
    rows = b"".join(pixels[y * width : (y + 1) * width].ljust(stride, b"\0") for y in reversed(range(height)))
    palette = b"".join(bytes([g, g, g, 0]) for g in range(256))
    return (
        b"BM"
        + struct.pack("<IHHI", 54 + 1024 + len(rows), 0, 0, 54 + 1024)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, len(rows), 2835, 2835, 256, 0)
        + palette
        + rows
    )


def docx(doc: Doc, rng: Random) -> bytes:
    """A Word file that is one pasted scan."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    body = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="7000000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return pack({
        "[Content_Types].xml": head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": head + f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}image" Target="media/image1.png"/></Relationships>',
        "word/media/image1.png": png(doc, rng),
    })  # fmt: skip


PICTURES: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "png": (".png", png),
    "tiff": (".tif", tiff),
    "bmp": (".bmp", bmp),
    "docx-scan": (".docx", docx),
}
