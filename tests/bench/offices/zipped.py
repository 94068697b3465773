"""Small helpers for formats that are XML in a zip."""

import io
import zipfile
from html import escape

__all__ = ["escape", "pack"]


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A zip of the parts in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 11, 20, 10, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
