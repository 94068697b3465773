"""Where a PDF file found in raw bytes ends."""

from __future__ import annotations

from checks.residue.raw.inflate import Reader

MOST = 32 << 20
_STEP = 256 << 10
# A later end mark of the same file (an appended change) stands within this of the one before.
_APART = 1 << 20
_END, _HEAD = b"%%EOF", b"%PDF-"


def end_of_pdf(read: Reader, offset: int) -> bytes:
    """The file that begins at `offset`, up to its last end mark before the next file or 32 MiB; empty where there is none."""
    data, last = bytearray(), -1
    while len(data) < min(MOST, last + _APART if last >= 0 else MOST):
        piece = read(offset + len(data), _STEP)
        looked = max(len(data) - len(_END), 5)
        data += piece
        following = data.find(_HEAD, looked)
        if following >= 0:
            del data[following:]
        last = max(last, data.rfind(_END, looked))
        if following >= 0 or len(piece) < _STEP or not any(piece):
            break
    return bytes(data[: last + len(_END) + 2]) if last >= 0 else b""
