"""Tables, forms and harmless look-alikes written by hand without a look at the detectors, in batches.

python -m tests.bench.kinds.layouts [batch…] [--show]

`batch_N.txt` holds documents behind lines `### id ending`; an id begins with `t_` (table), `f_` (form) or `h_`
(harmless). 《…》 is a name that has to be found (in kana it may be told as a reading), 〈…〉 one that may be; the marks are
taken away. A line `+surname given` at the end tells a name that stands in two cells. `## name` parts the sheets of a
workbook.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult
from tests.bench.offices.compare import key

HERE = Path(__file__).parent
_MUST, _MAY = re.compile("《([^》]*)》"), re.compile("〈([^〉]*)〉")
_MARKS = re.compile("[《》〈〉]")


@dataclass(frozen=True)
class Document:
    """One text, and the names that must and may be found in it."""

    name: str
    ending: str
    text: str
    names: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def harmless(self) -> bool:
        """Whether nothing may be found."""
        return self.name.startswith("h_")

    def content(self) -> bytes:
        """The bytes of the file: a workbook for `xlsx`, else the text."""
        return _workbook(self.text) if self.ending == "xlsx" else self.text.encode()


@dataclass
class Verdicts:
    """What was found of one document."""

    document: Document
    result: FileResult
    lost: list[str]
    wrong: list[str]
    reported: int


def documents(batch: str) -> Iterator[Document]:
    """The documents of one batch."""
    for part in re.split("^### ", (HERE / f"batch_{batch}.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, ending = head.split()
        lines = body.rstrip("\n").split("\n")
        told = [line[1:] for line in lines if line.startswith("+")]
        text = "\n".join(line for line in lines if not line.startswith("+")) + "\n"
        names = tuple(dict.fromkeys([*_MUST.findall(text), *told]))
        yield Document(name, ending, _MARKS.sub("", text), names, tuple(_MAY.findall(text)))


def batches() -> list[str]:
    """The batches there are, in their order."""
    return sorted(path.stem.removeprefix("batch_") for path in HERE.glob("batch_*.txt"))


def judged(document: Document) -> Verdicts:
    """What the search finds in a document, and what it lost or told wrongly."""
    result = inspect_bytes(document.content(), f"file.{document.ending}", Budget(), reveal=True)
    got = {(kind, _key(value)): value for kind, value, _ in result.matches or [] if kind in ("name", "kana")}
    found = {folded for _, folded in got}
    lost = [name for name in document.names if _key(name) not in found and not _in_parts(name, found)]
    fair = {_key(one) for name in (*document.names, *document.optional) for one in (name, *name.split())}
    reported = [folded for kind, folded in got if kind == "name"]
    wrong = [got["name", folded] for folded in reported if folded not in fair]
    return Verdicts(document, result, lost, wrong, len(reported))


def _in_parts(name: str, found: set[str]) -> bool:
    parts = name.split()
    return len(parts) > 1 and all(_key(part) in found for part in parts)


def _key(name: str) -> str:
    return key("kana", key("name", name))


def _workbook(text: str) -> bytes:
    """A workbook of comma-separated rows, a sheet behind each line `## name`."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for part in re.split("^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        sheet = book.add_worksheet(title)
        for number, row in enumerate(csv.reader(io.StringIO(body))):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write(number, column, cell)
    book.close()
    return out.getvalue()
