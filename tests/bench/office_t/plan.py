"""Which document becomes which file, and where it lies."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import legacy, mail_formats, office_formats, pack_formats, pdf_formats, text_formats, word_formats
from .marks import Doc, Draft, Scribe, drafts
from .people import table
from .text_formats import Formats, raw

PCS = ("NAS-01", "PC-03_受付", "PC-07_入力", "PC-12_電話", "PC-15_収納", "PC-21_事務", "PC-28_SE", "旧NAS_2019")
ENDS = ("", "", "", "_R6", "_R5", "_最新", "(2)", " - コピー", "_確定", "_旧", "_作業中")
TEXT: Formats = text_formats.ANY
ALL: Formats = (
    TEXT | text_formats.TABLES | office_formats.BOOKS | word_formats.ANY | pdf_formats.ANY | pdf_formats.DOWN | pdf_formats.FORMS | mail_formats.ANY
    | mail_formats.TABLES | pack_formats.ANY
)  # fmt: skip
WEIGHTED = {
    "table": {
        "xlsx": 12, "xlsx-dates": 5, "xlsx-numbers": 4, "xlsx-hidden": 3, "xlsx-very": 2, "xlsx-second": 4, "xlsm": 3, "xlsx-notes": 3, "xlsx-phonetic": 5, "xlsx-cache": 3, "xlsx-pivot": 3, "xlsx-formula": 4, "xlsb": 3, "csv-cp932": 10, "csv-utf8": 5,
        "csv-bare": 4, "csv-utf16": 3, "csv-euc": 2, "tsv": 3, "fixed": 4, "json": 2, "json-escaped": 3, "jsonl": 2, "xml": 3, "xml-entities": 2, "sql": 4, "percent": 3, "html": 3, "html-sjis": 2, "html-entities": 2,
        "docx": 3, "docx-embedded": 3, "pptx": 2, "pdf-sjis": 3, "pdf-utf16": 3, "txt-utf16": 1, "rtf": 2, "eml-csv": 3, "eml-xlsx": 3, "eml-html": 2, "mbox": 2, "msg": 2, "zip": 3, "zip-cp932": 2, "zip-nested": 2,
        "tar.gz": 2, "7z": 2, "lzh": 2, "gz": 2, "sqlite": 3, "sqlite-free": 3, "sqlite-wal": 3,
    },
    "form": {
        "docx": 8, "docx-control": 5, "docx-box": 4, "docx-header": 2, "docx-comments": 2, "docx-tracked": 3, "xlsx": 7, "xlsx-second": 3, "xlsx-boxes": 5, "xlsx-hidden": 1, "pdf-acroform": 8, "pdf-sjis": 3, "pdf-utf16": 3, "rtf": 3,
        "txt-sjis": 3, "html": 2, "html-entities": 1, "eml-docx": 2, "eml-utf8": 2, "jtd": 1, "zip": 2, "lzh": 1, "pptx": 1, "msg": 2,
    },
    "prose": {
        "txt-utf8": 6, "txt-bom": 4, "txt-sjis": 10, "txt-euc": 2, "txt-jis": 2, "txt-utf16": 3, "txt-utf16be": 2, "txt-utf16-bare": 1, "docx": 6, "docx-cut": 8, "docx-comments": 4, "docx-footnotes": 3, "docx-endnotes": 2,
        "docx-tracked": 4, "docx-box": 4, "docx-header": 2, "pptx": 4, "pptx-notes": 4, "xlsx": 3, "xlsx-boxes": 3, "rtf": 4, "html": 2, "html-entities": 2, "pdf-sjis": 4, "pdf-utf16": 4, "pdf-vertical": 4,
        "eml-jis": 8, "eml-utf8": 7, "eml-html": 5, "eml-docx": 3, "mbox": 4, "msg": 5, "jtd": 2, "zip": 3, "zip-nested": 2, "7z": 2, "tar.gz": 1, "lzh": 2, "sqlite": 2, "sqlite-wal": 2,
    },
}  # fmt: skip
GROUPS = {"mail": ("eml-jis", "eml-utf8", "eml-html", "mbox", "msg", "eml-docx")}


@dataclass
class Truth:
    """One line of the truth."""

    doc: Doc
    form: str
    personal: bool
    expected: str = "read"

    def row(self, path: str) -> dict[str, object]:
        """The line's fields."""
        values = self.doc.values if self.personal else []
        return {
            "path": path, "format": self.form, "document": self.doc.title, "layout": self.doc.layout, "personal": self.personal, "expected": self.expected,
            "persons": len(self.doc.persons) if self.personal else 0, "values": values,
        }  # fmt: skip


class Plan:
    """Everything of one office."""

    def __init__(self, out: Path, seed: int) -> None:
        self.rng, self.home = Random(seed), out / "files"
        self.ward = self.rng.choice(table("places.txt")["ward"])[0]
        self.rows: list[dict[str, object]] = []
        self.used: set[str] = set()
        self.old: list[tuple[str, Draft, Doc, bool]] = []

    def scribe(self, draft: Draft) -> Doc:
        """A draft written out."""
        return Scribe(self.rng, draft, self.ward).doc

    def formats(self, draft: Draft) -> dict[str, int]:
        """What a draft may become."""
        names = [x for one in draft.formats for x in GROUPS.get(one, (one,))]
        return dict.fromkeys(names, 1) if names else WEIGHTED[draft.layout]

    def path(self, draft: Draft, extension: str, personal: bool) -> str:
        """A free path."""
        rng = self.rng
        root = rng.choice(PCS)
        folder = (
            draft.folder
            if rng.random() < 0.8
            else rng.choice(("Desktop", "Downloads", "ドキュメント", "退避/2021", "backup/old"))
        )
        title = draft.title.replace("/", "・")
        if rng.random() < 0.15:
            title = rng.choice(
                ("新しいテキスト文書", "Book1", "無題", "作業", "20240612", "data", "tmp", "メモ", "FAX", "確認用")
            )
        if personal and rng.random() < 0.05 and extension in (".txt", ".csv", ".docx", ".xlsx"):
            extension = rng.choice((".bak", ".tmp", extension + ".old"))
        for n in range(1000):
            tail = rng.choice(ENDS) if not n else f"{rng.choice(ENDS)}_{n}"
            path = f"{root}/{folder}/{title}{tail}{extension}"
            if path.casefold() not in self.used:
                self.used.add(path.casefold())
                return path
        raise RuntimeError(title)

    def write(self, path: str, data: bytes, truth: Truth) -> None:
        """A file and its truth."""
        place = self.home / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.rows.append(truth.row(path))

    def one(self, draft: Draft, personal: bool, form: str = "") -> None:
        """One file of a draft."""
        doc = self.scribe(draft)
        choices = self.formats(draft)
        for _ in range(30):
            name = form or self.rng.choices(list(choices), list(choices.values()))[0]
            if name.startswith("raw"):
                extension, write = name[3:], raw
            else:
                extension, write = ALL[name]
            try:
                data = write(doc, self.rng)
            except UnicodeEncodeError:
                form = ""
                choices = {k: v for k, v in choices.items() if k != name} or {"txt-utf8": 1}
                continue
            self.write(
                self.path(draft, extension, personal),
                data,
                Truth(doc, name.removeprefix("raw.") if name.startswith("raw") else name, personal),
            )
            return
        raise RuntimeError(draft.title)

    def harmless(self, count: int) -> None:
        """The files nobody must worry about, common kinds more often."""
        kinds = drafts("harmless")
        for n in range(count):
            self.one(kinds[n] if n < len(kinds) else self.rng.choice(kinds), personal=False)

    def personal(self) -> None:
        """Each personal draft once or twice, and each format at least once."""
        for stem, rate in (("tables", 0.45), ("forms", 1.3), ("prose", 0.1), ("raws", 0.3)):
            for draft in drafts(stem):
                times = 1 + int(rate) + (self.rng.random() < rate % 1)
                for _ in range(times):
                    self.one(draft, personal=True)
        seen = {str(r["format"]) for r in self.rows if r["personal"]}
        for stem, layout in (("tables", "table"), ("forms", "form"), ("prose", "prose")):
            for form in WEIGHTED[layout]:
                if form not in seen:
                    seen.add(form)
                    self.one(self.rng.choice([d for d in drafts(stem) if not d.formats]), personal=True, form=form)

    def unreadable(self) -> None:
        """What is locked, broken or only a picture."""
        for form, (extension, write, why) in pack_formats.UNREADABLE.items():
            for _ in range(self.rng.randint(3, 5)):
                draft = self.rng.choice([d for d in drafts("tables") if not d.formats])
                doc = self.scribe(draft)
                self.write(
                    self.path(draft, extension, personal=False),
                    write(doc, self.rng),
                    Truth(doc, form, personal=True, expected=why),
                )

    def legacy(self) -> None:
        """Files that LibreOffice writes from ours."""
        jobs = []
        for target in legacy.TARGETS:
            for personal in (True, True, True, False, False, False):
                stem = self.rng.choice(target.stems) if personal else "harmless"
                draft = self.rng.choice(
                    [d for d in drafts(stem) if not d.formats and (personal or d.layout in target.layouts)]
                )
                jobs.append((target, draft, self.scribe(draft), personal))
        made = legacy.convert([(t, d) for t, _, d, _ in jobs], self.rng)
        for (target, draft, doc, personal), data in zip(jobs, made, strict=True):
            if data:
                expected = target.expected
                self.write(
                    self.path(draft, target.extension, personal=False),
                    data,
                    Truth(doc, target.name, personal or expected != "read", expected),
                )


def build(out: Path, seed: int) -> int:
    """Write the office; give the number of files."""
    plan = Plan(out, seed)
    plan.personal()
    plan.unreadable()
    plan.legacy()
    personal = sum(bool(r["personal"]) and r["expected"] == "read" for r in plan.rows)
    already = sum(not r["personal"] for r in plan.rows)
    plan.harmless(4 * personal + 12 - already)
    plan.rng.shuffle(plan.rows)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as sink:
        sink.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in plan.rows)
    return len(plan.rows)
