"""Whether letters in pictures can be read here, and with which model files (extra `ocr`); nothing is ever fetched.

RapidOCR's package carries a model for finding lines and one for reading them, Japanese included. An office may set others in
their place: `SELFAUDIT_OCR_MODELS` names a folder with `det.onnx` and `rec.onnx`, or says `off`.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SETTING = "SELFAUDIT_OCR_MODELS"
OFF = "off"


def installed() -> bool:
    """Whether the parts of the extra are here, and wanted."""
    return os.environ.get(SETTING) != OFF and bool(find_spec("rapidocr") and find_spec("onnxruntime"))


@cache
def models() -> tuple[Path, Path] | None:
    """The files that find lines and that read them, or None where pictures cannot be read."""
    if not installed():
        return None
    named = os.environ.get(SETTING)
    if named:
        found = [Path(named) / "det.onnx"], [Path(named) / "rec.onnx"]
    else:
        spec = find_spec("rapidocr")
        folder = Path((spec.submodule_search_locations or ["/nowhere"])[0] if spec else "/nowhere") / "models"
        found = sorted(folder.glob("*_det_*.onnx")), sorted(folder.glob("*_rec_*.onnx"))
    det, rec = (next((path for path in paths if path.is_file()), None) for paths in found)
    return (det, rec) if det and rec else None
