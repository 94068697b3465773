"""PDF pages drawn step by step, in a font that is not embedded."""

from __future__ import annotations

from tests.bench.offices.pdfs import assemble, stream

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UCS2-H/DescendantFonts[5 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/W[1 94 500 231 632 500]/FontDescriptor 6 0 R>>",
    b"<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 6/FontBBox[-170 -331 1024 903]/ItalicAngle 0/Ascent 723/Descent -241/CapHeight 709/StemV 69>>",
)


def written(out: list[str]) -> bytes:
    """A page with the drawing steps `out`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>",
        *FONT,
        stream("\n".join(out).encode()),
    ]
    return assemble(objects)
