"""What a format costs: the same documents written in it and as plain text, so that reading is told from finding.

python -m tests.bench.offices.by_format [FORMAT…] [--seed N] [--documents N] [--show N]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from tests.bench.offices import convert, formats_e, forms_e, margins_e, office_e, tables_e, tree
from tests.bench.offices.doc import Doc
from tests.bench.offices.score import Row, Score, score

WRITTEN = (
    tree.ANY | tree.TABLES | {name: way for name, way in formats_e.FORMATS.items() if name not in margins_e.FORMATS}
)
LISTS = {*tree.TABLES, *convert.TABLE_ONLY}


def documents(form: str, seed: int, count: int) -> list[tuple[str, Doc, tree.Office]]:
    """`count` documents of each office for one format: lists, forms and prose in turn where it takes all of them."""
    found = []
    for kind in "ABCDE":
        office = tree.Office(kind, seed)
        for number in range(count):
            doc = _fifth(office, form, number) if kind == "E" else _document(office, form, number)
            doc.settle()
            found.append((f"{kind}{number}", doc, office))
    return found


def _document(office: tree.Office, form: str, number: int) -> Doc:
    make = (office._list, office._form, office._prose)[number % 3]
    make = office._list if form in LISTS else office._prose if form == "pdf-vertical" else make
    return (office._form if form in tree.FORMS else make)(number)


def _fifth(office: tree.Office, form: str, number: int) -> Doc:
    """A document of the fifth office, which draws its own layouts."""
    if form in LISTS:
        return tables_e.flat(office.rng, office.people, number)
    if form in tree.FORMS:
        return forms_e.form(office.rng, office.people, number)
    return office_e._either(office.rng, office.people, number)


def files(form: str, seed: int, count: int) -> list[tuple[Row, bytes, bytes]]:
    """(truth, the file, the same as text) of each document; those LibreOffice could not write are left out."""
    rows: list[Row] = []
    texts: list[bytes] = []
    made: list[bytes] = []
    jobs = []
    with tempfile.TemporaryDirectory() as folder:
        for name, doc, office in documents(form, seed, count):
            if form in WRITTEN:
                made.append(WRITTEN[form][1](doc, office.rng))
            else:
                suffix, base, target = convert.FORMATS[form]
                jobs.append((Path(folder) / name, base(doc, office.rng), suffix, target))
            texts.append(WRITTEN["txt-utf8"][1](doc, office.rng))
            rows.append({
                "path": name, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": form,
                "document": doc.title, "expected": "read", "values": doc.values,
            })  # fmt: skip
        if jobs:
            missing = {path.name for path in convert.convert(jobs)}
            kept = [(row, text) for row, text in zip(rows, texts, strict=True) if row["path"] not in missing]
            return [(row, (Path(folder) / row["path"]).read_bytes(), text) for row, text in kept]
    return list(zip(rows, made, texts, strict=True))


def _result(data: bytes) -> Row:
    found = inspect_bytes(data, "x", Budget(), reveal=True)
    return {"verdict": found.verdict.value, "matches": found.matches or [], "records": found.records}


def measure(form: str, seed: int, count: int) -> tuple[Score, Score]:
    """The score of a format, and of its documents as text."""
    of_format, of_text = Score(), Score()
    for row, data, text in files(form, seed, count):
        score([row], {row["path"]: _result(data)}, of_format)
        score([row], {row["path"]: _result(text)}, of_text)
    return of_format, of_text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", default=[*WRITTEN, *(convert.FORMATS if convert.available() else ())])
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--documents", type=int, default=12, help="documents of each office for each format")
    parser.add_argument("--show", type=int, default=0, help="values lost in the format alone")
    options = parser.parse_args()
    for form in options.formats:
        one, text = measure(form, options.seed, options.documents)
        found = f"{one.files.hit}/{one.files.planted} | {one.formats[form].line()}"
        sys.stdout.write(f"| {form} | {found} | {text.files.hit} | {text.formats[form].line()} |\n")
        lost = sorted(set(map(str, one.lost)) - set(map(str, text.lost)))
        sys.stdout.writelines(f"    {item}\n" for item in lost[: options.show])


if __name__ == "__main__":
    main()
