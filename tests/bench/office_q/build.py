"""Plan of the office: which document in which format in which folder, and its truth."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import boxes, convert, devices, locks, lookalikes, ole, pdfs, plain, sheets, words
from .marks import Doc, Draft, Writer, drafts
from .people import Dice, lists
from .plain import Formats

ENDS = ("", "", "", "_R6", "（最終）", "_v2", " - コピー", "_0521", "_旧", "（修正）", "_控", "2024")
ALL: Formats = (
    plain.TEXT
    | plain.TABLE
    | sheets.ANY
    | sheets.TABLE
    | words.ANY
    | words.FORM
    | words.TABLE
    | pdfs.ANY
    | pdfs.FORM
    | ole.ANY
    | boxes.ANY
    | boxes.TABLE
)
ODD_FOR_PROSE = ("json", "json-ascii", "js-escapes", "xml-base64", "xlsx-offset", "xlsx-header")
LAYOUTS = {
    "table": [*plain.TABLE, *sheets.TABLE, *sheets.ANY, *boxes.TABLE, *words.TABLE, "html-entities", "json", "json-ascii", "xml-base64", "js-escapes", "pdf-utf16", "pdf-sjis", "zip", "zip-cp932", "zip-nested", "7z", "tar.gz", "lzh", "sqlite-free", "sqlite-wal",
              *["xlsx", "csv-cp932", "xlsx-dates", "xlsx-numbers", "csv-bom"] * 3],
    "form": [*words.ANY, *words.FORM, *words.FORM, *pdfs.ANY, *pdfs.FORM, *pdfs.FORM, *ole.ANY, "xlsx", "xlsx-offset", "xlsx-box", "xlsx-header", "rtf", "html", "html-entities", "txt-cp932", "txt-utf16le", "mht", "eml-docx", "zip-cp932", "7z", *["docx", "xlsx"] * 3],
    "prose": [*(x for x in plain.TEXT if x not in ODD_FOR_PROSE), *words.ANY, *pdfs.ANY, *ole.ANY, *boxes.ANY, "xlsx-box", "json-ascii", *["docx", "txt-cp932", "eml-jis", "eml-base64", "msg"] * 2],
}  # fmt: skip
LAYOUTS["blank"] = [*LAYOUTS["prose"], *words.FORM, *pdfs.FORM]
FALLBACK = {
    ".txt": "txt-utf8",
    ".tsv": "csv-bom",
    ".csv": "csv-bom",
    ".htm": "html",
    ".html": "html",
    ".pdf": "pdf-utf16",
    ".eml": "eml-base64",
    ".dat": "csv-bom",
}
OFFICE = {
    "doc": ("docx", 5, 5), "odt": ("docx", 4, 4), "pdf-office": ("docx", 5, 5), "xls": ("xlsx", 5, 5), "ods": ("xlsx", 4, 4), "ppt": ("pptx", 4, 4),
}  # fmt: skip
BASES = {"docx": words.docx(cut=True), "xlsx": sheets.xlsx("dates"), "pptx": words.pptx()}
NEED_ROWS = ("fixed", "xlsx-pivot", "xlsx-comments", "log-percent", "sql", "jsonl", "xml", "sqlite")


class Office:
    """Writes files and their truth."""

    def __init__(self, out: Path, seed: int) -> None:
        self.home, self.seed, self.rows, self.taken = out / "files", seed, list[dict[str, object]](), set[str]()
        self.rng = Dice(f"office-q-{seed}")
        self.ward = self.rng.choice(lists("towns.txt")["ward"])
        self.decks: dict[str, list[str]] = {}
        self.office: dict[str, list[tuple[Draft, Doc, bytes]]] = {k: [] for k in OFFICE}

    def write(self, draft: Draft) -> Doc:
        """The document written out."""
        return Writer(self.rng, draft, self.ward).doc

    def deal(self, layout: str) -> str:
        """The next format of the layout's shuffled deck."""
        deck = self.decks.setdefault(layout, [])
        if not deck:
            deck += LAYOUTS[layout.rpartition("/")[2]]
            self.rng.shuffle(deck)
        return deck.pop()

    def put(
        self, stem: str, ext: str, form: str, doc: Doc, data: bytes, expected: str = "read", harmless: bool = False
    ) -> None:
        """A file and its line of the truth."""
        path = f"{stem}{ext}"
        n = 2
        while path.casefold() in self.taken:
            path, n = f"{stem}_{n}{ext}", n + 1
        self.taken.add(path.casefold())
        target = self.home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        personal = bool(doc.values) and not harmless
        layout = ("table" if len(doc.table()) > 2 else "prose") if doc.layout == "harmless" else doc.layout
        self.rows.append(
            {
                "path": path,
                "format": form,
                "document": doc.title,
                "layout": layout,
                "personal": personal,
                "expected": expected,
                "persons": len(doc.persons),
                "values": doc.values,
            }
        )

    def stem(self, draft: Draft) -> str:
        """Where it lies."""
        return f"{draft.folder}/{draft.title}{self.rng.choice(ENDS)}"

    def bundle(self, layout: str, title: str) -> None:
        """Several pieces one behind the other, as a journal or a binder has them."""
        pool = drafts(layout)
        top = self.rng.choice(pool).folder.partition("/")[0]
        near = [d for d in pool if d.folder.startswith(top) and not any(x.startswith(("*", "|")) for x in d.body)]
        picked = self.rng.sample(near, min(len(near), self.rng.randint(3, 6)))
        whole = Doc(title, layout)
        for draft in picked:
            doc = self.write(draft)
            whole.lines += [f"■{draft.title.replace('_', ' ')}", *doc.lines, ""]
            whole.persons |= doc.persons
            for value in doc.values:
                whole.put(*value)
        self.save(Draft(title, picked[0].folder, "", layout, ()), layout == "harmless", whole)

    def save(self, draft: Draft, harmless: bool = False, whole: Doc | None = None) -> None:
        """One document in the next format."""
        doc = whole or self.write(draft)
        layout = draft.layout
        if harmless:
            layout = "table" if len(doc.table()) > 2 else "prose"
        form = self.deal(
            f"personal/{layout}" if not harmless else f"harmless/{'blank' if layout == 'prose' else layout}"
        )
        rows = doc.table()
        if form in NEED_ROWS and (len(rows) < 3 or len({len(r) for r in rows}) > 1):
            form = "csv-bom"
        ext, how = ALL[form]
        try:
            data = how(doc, self.rng)
        except UnicodeEncodeError:
            form = FALLBACK[ext]
            ext, how = ALL[form]
            data = how(doc, self.rng)
        self.put(self.stem(draft), ext, form, doc, data, harmless=harmless)

    def later(self, target: str, draft: Draft) -> None:
        """One document for LibreOffice."""
        doc = self.write(draft)
        self.office[target].append((draft, doc, BASES[OFFICE[target][0]](doc, self.rng)))

    def convert(self) -> None:
        """All that waits for LibreOffice."""
        names = list(self.office)
        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(lambda k: convert.convert(k, [x[2] for x in self.office[k]]), names))
        for name, files in zip(names, made, strict=True):
            for (draft, doc, _), data in zip(self.office[name], files, strict=True):
                if data:
                    self.put(
                        self.stem(draft),
                        "." + name.partition("-")[0],
                        name,
                        doc,
                        data,
                        harmless=draft.layout == "harmless",
                    )


def _wanted(target: str, office: Office) -> Iterator[Draft]:
    rng, (base, personal, harmless) = office.rng, OFFICE[target]
    kinds = {"xlsx": ("table",), "docx": ("prose", "form"), "pptx": ("prose",)}[base]
    pool = [d for k in kinds for d in drafts(k)]
    yield from rng.sample(pool, personal)
    tables = [d for d in drafts("harmless") if any(x.startswith("*") for x in d.body)]
    yield from rng.sample(tables if base == "xlsx" else [d for d in drafts("harmless") if d not in tables], harmless)


def _old_formats(office: Office) -> None:
    if convert.present():
        for target in OFFICE:
            for draft in _wanted(target, office):
                office.later(target, draft)
        office.convert()


def _unreadable(office: Office) -> None:
    rng = office.rng
    pool = [*drafts("table"), *drafts("form")]
    for forms, reason, each in ((pdfs.PICTURES, "picture", 5), (locks.LOCKED, "locked", 3), (locks.ODD, "", 3)):
        for form, (ext, how) in forms.items():
            for _ in range(each):
                draft = rng.choice(pool)
                doc = office.write(draft)
                data = how(doc, rng)
                doc.values, doc.persons = ([], set()) if reason != "locked" else (doc.values, doc.persons)
                why = reason or ("unsupported" if form == "docuworks" else "broken")
                name = f"{draft.folder}/{rng.choice(('scan', 'FAX', 'SKM', 'IMG')) if reason == 'picture' else draft.title}{rng.randint(1000, 9999)}"
                office.put(name, ext, form, doc, data, why)


def build(out: Path, seed: int) -> int:
    """Write one office, give back the number of its files."""
    office = Office(out, seed)
    rng = office.rng
    _old_formats(office)
    tables, forms, prose = drafts("table"), drafts("form"), drafts("prose")
    for draft in (*tables, *rng.sample(tables, 34), *forms, *forms, *forms, *prose, *rng.sample(prose, 46)):
        office.save(draft)
    for stem, form, make in devices.ALL:
        book = devices.Book(rng, office.ward, form)
        office.put(stem.rpartition(".")[0], "." + stem.rpartition(".")[2], form, book.doc, make(book))
    for _ in range(9):
        for draft in drafts("harmless"):
            office.save(draft, harmless=True)
    for path, form, data in lookalikes.machines(rng, 11):
        stem, dot, ext = path.rpartition(".")
        office.put(
            stem, dot + ext, form, Doc(stem.rpartition("/")[2].rstrip("0123456789"), "harmless"), data, harmless=True
        )
    for _ in range(10):
        office.bundle("prose", rng.choice(("日誌", "記録綴り", "連絡ノート", "まとめ")))
    for _ in range(24):
        office.bundle("harmless", rng.choice(("手引き集", "資料編", "様式集", "綴り")))
    _unreadable(office)
    truth = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in office.rows)
    (out / "truth.jsonl").write_text(truth, "utf-8")
    return len(office.rows)
