"""Text in pictures, read by RapidOCR where the office has installed it with its models (extra `ocr`); nothing is ever fetched.

The models are files of the office's own, named by the environment: a folder with `det.onnx` and `rec.onnx`. What is read this
way is searched, and the picture is still named as a picture: reading letters from pixels proves no absence.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checks.residue.budget import OCR, Meter

LEAST_SCORE = 0.5
MOST_BYTES = 20 << 20


@cache
def _models() -> tuple[str, str] | None:
    """The files that find and read lines, or None."""
    folder = Path(os.environ.get(OCR) or "/nowhere")
    found = folder / "det.onnx", folder / "rec.onnx"
    whole = all(path.is_file() for path in found) and find_spec("rapidocr") and find_spec("onnxruntime")
    return (str(found[0]), str(found[1])) if whole else None


@cache
def _engine() -> Any:
    """RapidOCR 3.8 or later with models given by path, so that it has no reason to look for others."""
    det, rec = _models() or ("", "")
    params = {"Global.use_cls": False, "Global.log_level": "critical", "Det.model_path": det, "Rec.model_path": rec}
    return import_module("rapidocr").RapidOCR(params=params)


def ready() -> bool:
    """Whether pictures can be read here."""
    return _models() is not None


def lines(picture: Any, meter: Meter) -> str:
    """The lines of a picture (bytes of an image file, or an array of pixels); empty where none is read with confidence."""
    if not ready() or (isinstance(picture, bytes) and len(picture) > MOST_BYTES):
        return ""
    meter.clock()
    try:
        read = _engine()(picture)
    except Exception:  # noqa: BLE001  # whatever the library makes of a damaged picture, the picture is named anyway
        return ""
    told = zip(getattr(read, "txts", None) or (), getattr(read, "scores", None) or (), strict=False)
    return "\n".join(text for text, score in told if score >= LEAST_SCORE)
