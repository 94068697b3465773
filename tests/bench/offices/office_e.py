"""A fifth office by another hand: a welfare NPO of a harbour town; which of its documents becomes which kind of file."""

from collections.abc import Iterator
from random import Random

from tests.bench.offices import formats_e
from tests.bench.offices.doc import Doc
from tests.bench.offices.forms_e import form
from tests.bench.offices.harmless_e import PLAIN_ONLY, harmless
from tests.bench.offices.people_e import Townspeople
from tests.bench.offices.prose_e import HANDS, written
from tests.bench.offices.tables_e import LAYOUTS, drawn, flat

__all__ = ["FORMATS", "PLAIN_ONLY", "documents", "harmless", "people"]

FORMATS = formats_e.FORMATS
PROSE_FILES = (
    "txt-utf8", "txt-cp932", "docx", "docx-runs", "eml-base64", "eml-jis", "pdf-unicode", "txt-utf16", "xlsx", "markdown", "rtf-unicode", "html",
)  # fmt: skip
# kinds of files that keep a drawn sheet's cells where they are
SHEET_FILES = ("xlsx", "xlsx-merged", "xlsx-several", "docx", "csv-cp932", "html", "pdf-unicode", "xlsx-inline", "pptx", "tsv-utf16", "csv-utf8", "xlsx-hidden", "xls", "ods")  # fmt: skip
SHEET_ONLY = {
    "方眼紙": ("xlsx", "xlsx-inline", "xlsx-merged", "docx"),
    "予定(改行)": ("xlsx", "xlsx-hidden", "xlsx-several", "xls"),
}
FORM_FILES = ("pdf-fields", "docx-fields", "docx-controls")
PER_HAND, PER_LAYOUT = 6, 4


def people(rng: Random) -> Townspeople:
    """The town's persons."""
    return Townspeople(rng)


def documents(rng: Random, town: Townspeople, any_forms: list[str], table_forms: list[str], converted: list[str]) -> Iterator[tuple[Doc, str]]:  # fmt: skip
    """Every document with the kind of file it becomes."""
    for hand in HANDS:
        for form_id in rng.sample(PROSE_FILES, PER_HAND):
            yield written(rng, town, hand), form_id
    for title in LAYOUTS:
        pool = SHEET_ONLY.get(title, SHEET_FILES)
        made = [f for f in pool if f in {*any_forms, *table_forms, *converted, *FORMATS}]
        for form_id in rng.sample(made, PER_LAYOUT):
            yield drawn(rng, town, title), form_id
    for n, form_id in enumerate(any_forms):
        if form_id in FORM_FILES:
            yield form(rng, town, n), form_id
        else:
            yield _either(rng, town, n if form_id != "pdf-vertical" else 0), form_id
    for n, form_id in enumerate(table_forms):
        yield flat(rng, town, n), form_id
    for n, form_id in enumerate(converted):
        yield (flat(rng, town, n) if form_id in ("xls-typed", "ods-typed") else _either(rng, town, n)), form_id
    for n, form_id in enumerate(FORMATS):
        yield written(rng, town, rng.choice(HANDS)), form_id
        yield (flat(rng, town, n) if form_id not in ("wrapped", "xlsx-header", "log-utf16") else form(rng, town, n)), form_id  # fmt: skip


def _either(rng: Random, town: Townspeople, turn: int) -> Doc:
    if turn % 3 == 0:
        return written(rng, town, rng.choice(HANDS))
    return flat(rng, town, rng.randrange(20)) if turn % 3 == 1 else form(rng, town, rng.randrange(20))


def unreadable(rng: Random, town: Townspeople, form_id: str) -> Doc:
    """What stands in a locked or pictured file."""
    return flat(rng, town, rng.randrange(20)) if "xlsx" in form_id or rng.random() < 0.5 else written(rng, town, rng.choice(HANDS))  # fmt: skip
