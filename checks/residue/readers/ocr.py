"""Text in pictures, read by RapidOCR with the models that checks/residue/pictures.py finds; nothing is ever fetched.

What is read this way is searched, and the picture is still named as a picture: reading letters from pixels proves no absence.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from checks.residue import pictures
from checks.residue.budget import Meter
from checks.residue.pieces import Part, Text, Unread

LEAST_SCORE = 0.5
MOST_BYTES = 20 << 20
MOST_PIXELS = 40_000_000
LATEST = (
    0.5  # of a file's time: a page of small print takes up to half a minute, and must end before the worker is ended
)
# ideographs that look like katakana; a word of them and katakana alone is katakana
_ALIKE = str.maketrans("一二三力口夕才八工卜千", "ーニミカロタオハエトチ")
_KATAKANA = "\u30a1-\u30fa\u30fc"
_WORD = re.compile(
    rf"(?<![\u3400-\u9fff])[{_KATAKANA}一二三力口夕才八工卜千](?: ?[{_KATAKANA}一二三力口夕才八工卜千])+(?![\u3400-\u9fff])"
)
_TELLING = re.compile(f"(?![ノヶケー])[{_KATAKANA}]")
_CHINA = str.maketrans("别户单边", "別戸単辺")  # forms that Japanese does not use


def ready() -> bool:
    """Whether pictures can be read here."""
    return pictures.models() is not None


def parts(picture: Any, meter: Meter, where: str = "") -> Iterator[Part]:
    """The lines of a picture (bytes of an image file, or an array of pixels), and that it is one, read or not."""
    large = isinstance(picture, bytes) and len(picture) > MOST_BYTES
    late = time.monotonic() - meter.started > LATEST * meter.budget.wall(meter.size)
    told = None if not ready() or large or late else _lines(picture)
    if told:
        yield Text(told, f"{where} ocr".strip())
    yield Unread("picture_only" if told is None else "picture_read", where)


@cache
def _engine() -> Any:
    """RapidOCR on one core, with models given by path; what could ask the network for others is taken away."""
    found = pictures.models()
    if found is None:
        raise FileNotFoundError
    fetching: Any = import_module("rapidocr.utils.download_file")
    fetching.DownloadFile.run = _refuse
    image: Any = import_module("PIL.Image")
    image.MAX_IMAGE_PIXELS = MOST_PIXELS
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    params = {"Global.use_cls": False, "Global.log_level": "critical", **threads}
    paths = {"Det.model_path": str(found[0]), "Rec.model_path": str(found[1])}
    return import_module("rapidocr").RapidOCR(params={**params, **paths})


def _refuse(*_: object) -> None:
    raise OSError("no download")


def _lines(picture: Any) -> str | None:
    """What was read with confidence, empty where there is nothing; None for a picture that cannot be opened."""
    try:
        read = _engine()(picture)
    except Exception:  # noqa: BLE001  # whatever the library makes of a damaged picture, the picture is named anyway
        return None
    if not getattr(read, "txts", None):
        return ""
    found = zip(read.boxes.tolist(), read.txts, read.scores, strict=True)
    return beside([(corners, mended(text)) for corners, text, score in found if score >= LEAST_SCORE])


def beside(pieces: list[tuple[list[list[float]], str]]) -> str:
    """Pieces of text by the corners around them, as lines: what stands side by side is one line, its cells apart by tabs."""
    rows: list[list[tuple[float, float, float, str]]] = []  # (left edge, middle, height, text)
    for corners, text in sorted(pieces, key=lambda piece: sum(y for _, y in piece[0])):
        middle = sum(y for _, y in corners) / len(corners)
        height = max(y for _, y in corners) - min(y for _, y in corners)
        cell = min(x for x, _ in corners), middle, height, text
        if rows and abs(middle - rows[-1][0][1]) < 0.5 * min(height, rows[-1][0][2]):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return "\n".join("\t".join(text for *_, text in sorted(row)) for row in rows)


def mended(text: str) -> str:
    """A line with the ideographs in katakana words turned into the katakana they look like (力 and カ, 一 and ー)."""
    return _WORD.sub(_katakana, text.translate(_CHINA))


def _katakana(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_ALIKE) if _TELLING.search(word) else word
