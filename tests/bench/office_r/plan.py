"""Which documents are written how often, how and where."""

import json
import shutil
from itertools import repeat
from pathlib import Path
from random import Random

from . import converts
from .devices import devices
from .letters import LETTERS
from .marks import Doc, Draft, Scribe, drafts
from .packs import PACKS, UNREADABLE
from .sheets import BOXES, SHEETS
from .text_formats import TABLES, TEXTS, Formats

ALL: Formats = TEXTS | TABLES | SHEETS | BOXES | LETTERS | PACKS
ROWS = {
    "csv-cp932": 5, "csv-utf8": 3, "csv-bom": 4, "csv-crlf-q": 2, "csv-semi": 1, "tsv-utf16": 2, "tsv-utf8": 2, "tsv-cp932": 2, "fixed": 2, "json": 3, "jsonl": 1, "yaml": 2, "xml": 3, "sql": 2, "csv-noext": 1, "csv-tmp": 1,
    "xlsx": 7, "xlsx-dates": 4, "xlsx-numbers": 3, "xlsx-hidden": 2, "xlsx-notes": 2, "xlsx-offset": 2, "xlsx-merged": 4, "xlsx-sheets": 3, "xlsx-two": 2, "xlsm": 2, "ods": 4, "xlsx-tmp": 1, "xlsx-old": 1,
    "docx": 3, "docx-cut": 2, "odt": 2, "rtf": 2, "html": 2, "html-cp932": 1, "md": 2, "pptx": 1, "txt-cp932": 2, "txt-euc": 1, "eml-xlsx": 2, "eml-csv": 1, "eml-html": 1, "zip": 2, "zip-cp932": 1, "zip-nested": 1,
    "tar.gz": 1, "7z": 1, "bz2": 1, "sqlite": 2, "sqlite-wal": 1, "sqlite-deleted": 1, "spool": 1, "xls": 3, "pdf": 3, "dat": 1, "html-xls": 2, "tsv-xls": 1, "xml-2003": 2, "csv-utf16": 1, "mht": 1,
}  # fmt: skip
LINES = {
    "txt-cp932": 5, "txt-utf8": 5, "txt-utf8bom": 2, "txt-utf16": 2, "txt-euc": 1, "txt-jis": 1, "rtf": 3, "html": 2, "html-cp932": 1, "md": 2, "log": 1, "noext": 1, "bak": 1, "tmp": 1, "old": 1, "wrongext": 1, "spool": 1,
    "docx": 6, "docx-cut": 5, "docx-header": 2, "docx-comments": 2, "docx-footnotes": 1, "docx-tracked": 2, "docx-textbox": 2, "odt": 3, "odp": 2, "pptx": 3, "xlsx": 3, "xlsx-merged": 2, "xlsx-box": 1, "ods": 1,
    "eml-jis": 3, "eml-b64": 3, "eml-html": 2, "eml-docx": 2, "mbox": 2, "zip": 2, "zip-cp932": 1, "zip-nested": 1, "tar.gz": 1, "7z": 1, "gz": 1, "sqlite-chat": 2, "sticky": 1, "mht": 1, "doc": 3, "pdf": 4,
}  # fmt: skip
FALLBACK = {"table": "csv-utf8", "form": "txt-utf8", "prose": "txt-utf8"}
COPIES = {"tables": (3, 3), "forms": (5, 5), "prose": (1, 1), "harmless": (12, 13)}
HOMES = ("PC02_保育事務/Downloads", "PC07_防災/Desktop", "PC10_総務/Desktop", "旧バックアップ/2013_事務1", "旧バックアップ/2018_NAS移行前", "旧バックアップ/2020_在宅勤務", "PC06_調査/Desktop/新しいフォルダー")  # fmt: skip
MOST_CONVERTED = 56


class Office:
    """Files and what is true of them."""

    def __init__(self, out: Path, seed: int) -> None:
        self.root, self.rng, self.truth = out / "files", Random(f"office-r-{seed}"), []
        self.decks: dict[str, list[str]] = {}
        self.used: set[str] = set()
        self.jobs: list[tuple[str, str, str, bytes, Doc, str]] = []
        self.can = bool(converts.there())

    def note(self, path: str, form: str, doc: Doc, data: bytes, expected: str = "read") -> None:
        """Write a file and its line."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        row = {"path": path, "format": form, "document": doc.title, "layout": doc.layout, "personal": bool(doc.values), "expected": expected, "persons": len(doc.people), "values": doc.values}  # fmt: skip
        self.truth.append(row)

    def path(self, folder: str, title: str, ext: str) -> str:
        """A free name in a folder."""
        rng = self.rng
        if rng.random() < 0.2:
            folder = rng.choice(HOMES)
        ends = ("", "", "", "_最新", f"_{rng.randint(2012, 2024)}", f"（{rng.randint(1, 9)}）", " - コピー", f"_{rng.randint(1, 12):02d}月", "_提出", f"_v{rng.randint(2, 5)}", f"{rng.randint(20120401, 20120430)}", "(修正)")  # fmt: skip
        name = title + rng.choice(ends)
        for n in range(1, 99):
            found = f"{folder}/{name}{f'_{n}' if n > 1 else ''}{ext}"
            if found.casefold() not in self.used:
                break
        self.used.add(found.casefold())
        return found

    def draw(self, draft: Draft, group: str) -> str:
        """The next format for a document."""
        own = draft.options.get("fmt", "").split(",")
        pool = {f: 1 for f in own if f in ALL or f in converts.TARGETS} or (ROWS if draft.layout == "table" else LINES)
        key = f"{group} {','.join(pool)}"
        deck = self.decks.setdefault(key, [])
        if not deck:
            deck.extend(x for f, n in pool.items() for x in repeat(f, n))
            self.rng.shuffle(deck)
        return deck.pop()

    def write(self, draft: Draft, group: str) -> None:
        """One copy of a document."""
        doc = Scribe(Random(self.rng.random()), draft).doc
        title = draft.title
        if draft.options.get("name") and doc.values and self.rng.random() < 0.6:
            title += f"（{next(v[1] for v in doc.values if v[0] == 'name')}）"
        if ext := draft.options.get("ext"):
            code = "cp932" if ext in (".bas", ".bat") else "utf-8"
            self.note(self.path(draft.folder, title, ext), "raw", doc, doc.text(",").encode(code))
            return
        for _ in range(5):
            form = self.draw(draft, group)
            if form in converts.TARGETS:
                if self.can and len(self.jobs) < MOST_CONVERTED and (group != "harmless" or self.rng.random() < 0.4):
                    ext, data = converts.source(form, doc, self.rng)
                    self.jobs.append((self.path(draft.folder, title, converts.TARGETS[form][0]), form, ext, data, doc, "read"))  # fmt: skip
                    return
                continue
            try:
                data = ALL[form][1](doc, self.rng)
            except UnicodeEncodeError:
                continue
            break
        else:
            form = FALLBACK[draft.layout]
            data = ALL[form][1](doc, self.rng)
        self.note(self.path(draft.folder, title, ALL[form][0]), form, doc, data)

    def unreadable(self) -> None:
        """Locked, torn and pictures."""
        pool = (*drafts("tables"), *drafts("forms"))
        for form, (ext, write, why) in UNREADABLE.items():
            for draft in self.rng.sample(pool, 3):
                doc = Scribe(self.rng, draft).doc
                data = write(doc, self.rng)
                self.note(self.path(draft.folder, draft.title, ext), form, _bare(doc), data, why)
        for form in ("png", "pdf-scan") if self.can else ():
            for draft in self.rng.sample(drafts("forms"), 3):
                doc = Scribe(self.rng, draft).doc
                ext, data = converts.source(form, doc, self.rng)
                self.jobs.append((self.path(draft.folder, draft.title, converts.TARGETS[form][0]), form, ext, data, _bare(doc), "picture"))  # fmt: skip

    def finish(self) -> None:
        """What LibreOffice makes."""
        made = converts.convert([(form, ext, data) for _, form, ext, data, _, _ in self.jobs])
        for (path, form, ext, data, doc, expected), result in zip(self.jobs, made, strict=True):
            if result:
                self.note(path, form, doc, result, expected)
            elif expected == "read":
                self.note(path.rpartition(".")[0] + ext, ext[1:], doc, data)


def _bare(doc: Doc) -> Doc:
    """Personal, yet nothing of it can be read."""
    bare = Doc(doc.title, doc.layout)
    bare.values, bare.people = [], doc.people
    return bare


def build(out: Path, seed: int) -> int:
    """Write the office into ``out``."""
    if (out / "files").exists():
        shutil.rmtree(out / "files")
    office = Office(out, seed)
    office.unreadable()
    for row in office.truth:
        row["personal"] = True
    for group, (low, high) in COPIES.items():
        for draft in drafts(group):
            times = 3 if "raw" in draft.options else office.rng.randint(low, high)
            for _ in range(times):
                office.write(draft, group)
    for path, form, doc, data in devices(office.rng):
        office.note(path, form, doc, data)
    if office.jobs:
        office.finish()
    for row in office.truth:
        row["personal"] = row["personal"] or row["expected"] != "read"
    rows = sorted(office.truth, key=lambda r: r["path"])
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (out / "truth.jsonl").write_text(text, "utf-8")
    return len(rows)
