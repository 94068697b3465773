"""The whole corporation: which document lies where, in which format."""

import json
import sqlite3
from pathlib import Path
from random import Random

from . import extra, office, packs, pdfs, plain, soffice
from .marks import Doc, Draft, drafts, write_out
from .people import Person, person
from .plain import Formats, Write

ROOTS = {
    "図書館": "LIB-PC01/ドキュメント", "つくしの家": "TSUKUSHI/共有", "あけぼの荘": "akebono-note/Desktop", "健診": "KENSHIN-UKETSUKE/D", "外国人相談": "FRD-PC/デスクトップ",
    "青少年センター": "youth01/Users/staff/Documents", "自転車駐車場": "CHURIN/マイ ドキュメント", "本部": "honbu-nas/share",
}  # fmt: skip
POOLS: dict[str, Formats] = {
    "table": {**plain.TABLES, **office.TABLES, **pdfs.TABLES, **packs.TABLES},
    "prose": {**plain.PROSE, **office.PROSE, **pdfs.PROSE, **packs.PROSE},
    "form": {**plain.FORMS, **office.FORMS, **pdfs.FORMS, **packs.FORMS},
}
WEIGHTS = {
    "xlsx": 10, "csv-cp932": 6, "docx": 10, "txt-cp932": 7, "txt-utf8": 3, "docx-runs": 5, "xlsx-offset": 4, "xlsx-second": 3, "xlsx-dates": 3, "xlsx-hidden": 3, "xlsx-phonetic": 3, "docx-table": 3, "pdf": 3,
    "eml-base64": 4, "eml-jis": 3, "xlsx-form": 6, "docx-form": 5, "docx-form-runs": 3, "pdf-fields": 4, "csv-utf8-bom": 3, "pptx": 3, "rtf": 2, "docx-header": 2, "docx-box": 2, "docx-notes": 2, "xlsx-numbers": 2,
}  # fmt: skip
TIMES = {"table": (2, 2), "form": (2, 2), "prose": (1, 1)}
OLD = {
    "table": (("xls", 5), ("ods", 3)),
    "prose": (("doc", 4), ("odt", 3), ("ppt", 2), ("pdf-writer", 4)),
    "form": (("doc", 2), ("xls", 2)),
}
TAILS = ("", "(2)", "_最新", "_old", " - コピー", "_R5", "_H30", "_修正", "2", "_提出", "_0401", "【済】")


class Deck:
    """Formats dealt in a shuffled round, so that each comes."""

    def __init__(self, rng: Random, layout: str, times: int = 1) -> None:
        self.rng, self.pool = rng, POOLS[layout]
        self.names = [
            n for n in self.pool for _ in range(WEIGHTS.get(n, 1) if times == 1 else WEIGHTS.get(n, 1) * 2 - 1)
        ]
        self.left: list[str] = []

    def deal(self) -> str:
        """The next format."""
        if not self.left:
            self.left = self.rng.sample(self.names, len(self.names))
        return self.left.pop()


class Office:
    """Files written and their truth."""

    def __init__(self, out: Path, seed: int) -> None:
        self.files, self.rng = out / "files", Random(seed)
        self.truth: list[dict[str, object]] = []
        self.taken: set[str] = set()
        self.waiting: dict[str, list[tuple[Path, bytes]]] = {}
        self.later: list[tuple[Path, dict[str, object]]] = []
        self.staff: list[Person] = [person(self.rng) for _ in range(16)]

    def spot(self, stem: str, end: str) -> str:
        """A free path for a document."""
        site, _, rest = stem.partition("/")
        base = f"{ROOTS[site]}/{rest}"
        for n in range(999):
            tail = self.rng.choice(TAILS) if n < 6 else f"_{n}"
            path = f"{base}{tail}{end}"
            if path.lower() not in self.taken:
                self.taken.add(path.lower())
                return path
        raise ValueError(stem)

    def row(self, path: str, form: str, doc: Doc, expected: str = "read") -> dict[str, object]:
        """A line of the truth."""
        personal = bool(doc.values)
        return {
            "path": path, "format": form, "document": doc.title, "layout": doc.layout, "personal": personal, "expected": expected,
            "persons": len(doc.persons), "values": doc.values,
        }  # fmt: skip

    def save(self, path: str, form: str, doc: Doc, data: bytes, expected: str = "read") -> None:
        """A file and its line."""
        place = self.files / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.truth.append(self.row(path, form, doc, expected))

    def place(self, draft: Draft, layout: str, deck: Deck, shown: str = "") -> None:
        """A document in a format that can hold it."""
        doc = write_out(draft, layout, self.rng, self.staff)
        for _ in range(20):
            form = deck.deal()
            end, write = deck.pool[form]
            try:
                data = write(doc, self.rng)
            except (UnicodeEncodeError, sqlite3.OperationalError):
                continue
            doc.layout = shown or layout
            self.save(self.spot(draft.folder, end), form, doc, data)
            return
        raise ValueError(draft.title)

    def old(self, draft: Draft, layout: str, form: str) -> None:
        """A document that LibreOffice will convert."""
        doc = write_out(draft, layout, self.rng, self.staff)
        source: Write = {".xlsx": office.xlsx(), ".docx": office.docx(), ".pptx": office.pptx()}[soffice.JOBS[form][0]]
        path = self.spot(draft.folder, soffice.ENDS[form])
        self.waiting.setdefault(form, []).append((self.files / path, source(doc, self.rng)))
        self.later.append((self.files / path, self.row(path, form, doc)))

    def raw(self, draft: Draft) -> None:
        """Logs, sources and settings as they lie."""
        doc = write_out(draft, "prose", self.rng, self.staff)
        end = draft.option.partition(":")[2]
        text = doc.text().replace("\\n", "\n")
        code = self.rng.choice(("utf-8", "cp932")) if end in (".bas", ".sql", ".txt", ".ini") else "utf-8"
        self.save(self.spot(draft.folder, end), end[1:], doc, text.encode(code, "replace"))

    def personal(self) -> None:
        """Everything about persons."""
        for layout in ("table", "form", "prose"):
            deck, found = Deck(self.rng, layout), drafts({"table": "tables", "form": "forms", "prose": "prose"}[layout])
            for draft in found:
                for _ in range(self.rng.randint(*TIMES[layout]) + (layout == "prose" and self.rng.random() < 0.35)):
                    self.place(draft, layout, deck)
            if soffice.there():
                for form, count in OLD[layout]:
                    for draft in self.rng.sample(found, count):
                        self.old(draft, layout, form)
        for path, form, doc, data in extra.extras(self.rng, self.staff):
            site, _, rest = path.partition("/")
            self.save(f"{ROOTS[site]}/{rest}", form, doc, data)

    def harmless(self, each: tuple[int, int]) -> None:
        """Everything else."""
        kinds = {"t": "table", "p": "prose", "f": "form"}
        decks = {k: Deck(self.rng, v) for k, v in kinds.items()}
        found = drafts("harmless")
        for draft in found:
            for _ in range(self.rng.randint(*each)):
                if draft.option.startswith("x:"):
                    self.raw(draft)
                else:
                    self.place(draft, kinds[draft.option], decks[draft.option])
        if soffice.there():
            usable = {o: [d for d in found if d.option == o] for o in kinds}
            for option, layout in kinds.items():
                for form, count in OLD[layout]:
                    for draft in self.rng.sample(usable[option], count - 1):
                        self.old(draft, layout, form)

    def unreadable(self) -> None:
        """Locked, broken and picture-only files."""
        lists = drafts("tables")
        for expected, form, end, write in packs.LOCKED:
            for draft in self.rng.sample(lists, 4):
                doc = write_out(draft, "table", self.rng, self.staff)
                data = write(doc, self.rng)
                hidden = Doc(draft.title, "table", [], doc.values, doc.persons)
                self.save(self.spot(draft.folder, end), form, hidden, data, expected)

    def finish(self, out: Path) -> int:
        """Conversions and the truth."""
        done = soffice.convert(self.waiting) if self.waiting else set()
        self.truth += [row for path, row in self.later if path in done]
        self.truth.sort(key=lambda x: str(x["path"]))
        (out / "truth.jsonl").write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in self.truth), "utf-8")
        return len(self.truth)


def build(out: Path, seed: int) -> int:
    """Write one corporation; gives the number of files."""
    made = Office(out, seed)
    made.personal()
    made.harmless((9, 12))
    made.unreadable()
    return made.finish(out)
