"""PDF files found in raw bytes, read by pdfium in a process of its own: a damaged file may take the process, not the search."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

from checks.residue.raw.inflate import Reader

MOST = 32 << 20
SECONDS = 20.0
# After so many deaths of the helper the rest is left to the Flate streams.
_MOST_DEATHS = 5
_ROOT = Path(__file__).resolve().parents[3]
_STEP = 256 << 10
# A later end mark of the same file (an appended change) stands within this of the one before.
_APART = 1 << 20
_END, _HEAD = b"%%EOF", b"%PDF-"


def end_of_pdf(read: Reader, offset: int) -> bytes:
    """The file that begins at `offset`, up to the last end mark before the next file or 32 MiB; empty where there is none."""
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


class PdfReader:
    """Text of PDF files, one after the other. The helper starts with the first file and is ended by `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths = 0

    def text(self, document: bytes) -> str | None:
        """All text of `document`; None where it cannot be read, takes too long or breaks the reader."""
        if self._deaths >= _MOST_DEATHS or not document:
            return None
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return None
        clock = threading.Timer(SECONDS, process.kill)
        clock.start()
        try:
            process.stdin.write(struct.pack("<I", len(document)) + document)
            process.stdin.flush()
            head = process.stdout.read(4)
            if len(head) < 4:
                raise OSError("the helper ended")
            return process.stdout.read(struct.unpack("<I", head)[0]).decode("utf-8", "replace") or None
        except OSError:
            self._deaths += 1
            self.close()
            return None
        finally:
            clock.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "checks.residue.raw.pdf_helper"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def close(self) -> None:
        """End the helper."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.kill()
        process.wait()
