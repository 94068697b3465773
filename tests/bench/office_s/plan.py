"""What lies where: personal files, four times as many harmless ones, a few that stay closed."""

import json
import shutil
import subprocess
import tempfile
from itertools import cycle
from pathlib import Path
from random import Random

from . import packs, pdf, plain, sheets, texts
from .devices import devices
from .marks import Doc, Draft, Scribe, drafts
from .people import Person, person
from .plain import Formats, Write

HOMES = {
    "相談": ("PC02_相談/デスクトップ", "PC02_相談/ドキュメント/ケース", "NAS/共有/03_相談/令和5年度", "NAS/共有/03_相談/令和6年度", "PC02_相談/メール保存"),
    "配食": ("PC03_配食/配達", "PC03_配食/ドキュメント", "NAS/共有/04_配食", "NAS/共有/04_配食/古いもの"),
    "学童": ("PC05_学童/ほしぞら", "PC05_学童/書類", "NAS/共有/05_学童/R6", "NAS/共有/05_学童/_削除予定"),
    "調査": ("PC01_事務/調査R4", "NAS/共有/06_調査/R5", "NAS/共有/06_調査/納品前", "PC01_事務/ダウンロード"),
    "催事": ("PC04_催事/夏まつり", "PC04_催事/デスクトップ", "NAS/共有/07_イベント/2023", "NAS/共有/07_イベント/2024"),
    "総務": ("PC01_事務/総務", "PC01_事務/デスクトップ", "NAS/共有/01_総務", "NAS/共有/02_経理", "USBメモリ/持出"),
    "旧PC": ("旧ひばり企画PC/D/業務", "旧ひばり企画PC/D/業務/H26", "旧ひばり企画PC/C/Users/hibari/Desktop", "旧ひばり企画PC/D/バックアップ/20150331"),
}  # fmt: skip
TAILS = ("", "_R5", "_R6", "(2)", "_最新", "_0401", "_控", "_修正", " - コピー", "_v2", "_印刷用", "_old")
COMMON = {
    "table": "xlsx xlsx xlsx xlsx xlsx-dates xlsx-numbers xlsx-offset csv-cp932 csv-cp932 csv-bom csv-utf8 docx-table",
    "form": "docx-form docx-form xlsx-form xlsx-form docx rtf",
    "prose": "txt-cp932 txt-cp932 txt-bom txt-utf8 docx docx docx-cut docx-cut eml-jis eml-base64 eml-qp",
}
ALSO = {
    "table": "html html-sjis html-refs pdf-rksj pdf-utf16 rtf eml-csv eml-xlsx eml-qp mbox zip zip-cp932 zip-nested 7z lzh tar.gz gz msg-attached odt txt-bak docx-tmp csv-none csv-old",
    "form": "html html-refs pdf-rksj pdf-utf16 txt-cp932 txt-utf16le docx-box xlsx-box eml-docx zip 7z jtd pptx odt msg",
    "prose": "docx-tmp xlsx",
}
ALL: Formats = (
    plain.ANY | plain.TABLES | plain.FORMS | sheets.TABLES | sheets.FORMS | sheets.ANY | texts.ANY | texts.TABLES | texts.FORMS
    | pdf.ANY | pdf.PROSE | pdf.FORMS | packs.ANY | packs.TABLES
)  # fmt: skip
OWN = {
    "table": [plain.TABLES, sheets.TABLES, texts.TABLES, packs.TABLES],
    "form": [plain.FORMS, sheets.FORMS, texts.FORMS, pdf.FORMS],
    "prose": [plain.ANY, texts.ANY, pdf.ANY, pdf.PROSE, packs.ANY, sheets.ANY],
}
#: Harmless pieces among which a personal one may stand.
AROUND = (
    "会議次第",
    "議事概要 役職のみ",
    "学童だより",
    "配達マニュアル",
    "防災マニュアル",
    "会場図メモ",
    "利用案内ちらし",
    "体操教室案内",
    "感染症対策",
)
#: What LibreOffice makes: target, source, its writer, layouts, how many personal and harmless.
OFFICE: tuple[tuple[str, str, Write, str, int, int], ...] = (
    ("doc", ".docx", texts.docx(cut=False), "prose form", 8, 4), ("xls", ".xlsx", sheets.xlsx("dates"), "table", 9, 5), ("ppt", ".pptx", texts.pptx(), "prose", 4, 2),
    ("odt", ".docx", texts.docx(cut=False), "prose form", 4, 2), ("ods", ".xlsx", sheets.xlsx(), "table", 4, 2), ("pdf", ".docx", texts.docx(cut=False), "prose form", 7, 4),
)  # fmt: skip


class Dice(Random):
    """The dice of one office; nothing here is secret."""


class Deck:
    """Formats dealt in turn, the usual ones more often."""

    def __init__(self, rng: Random, layout: str) -> None:
        names = [n for group in OWN[layout] for n in group] + ALSO[layout].split() + COMMON[layout].split()
        rng.shuffle(names)
        self.names = cycle(names)

    def deal(self) -> str:
        """The next."""
        return next(self.names)


class Office:
    """The tree in the making."""

    def __init__(self, out: Path, seed: int) -> None:
        self.rng = Dice(f"office-s-{seed}")
        self.files, self.truth_path = out / "files", out / "truth.jsonl"
        self.truth: list[str] = []
        self.taken: set[str] = set()
        self.staff: list[Person] = [person(self.rng, "adult", self.rng.choice("ffm")) for _ in range(11)]
        self.decks = {layout: Deck(self.rng, layout) for layout in OWN}
        self.harmless_decks = {layout: Deck(self.rng, layout) for layout in OWN}

    def place(self, folder: str, title: str, suffix: str) -> str:
        """A path that nobody has."""
        title = title.replace("/", "・").strip()
        while True:
            path = f"{self.rng.choice(HOMES[folder])}/{title}{self.rng.choice(TAILS)}{suffix}"
            if path in self.taken:
                path = path.removesuffix(suffix) + f"_{self.rng.randint(3, 99)}{suffix}"
            if path not in self.taken:
                self.taken.add(path)
                return path

    def put(self, path: str, form: str, doc: Doc, data: bytes, expected: str = "read") -> None:
        """Write a file and its truth."""
        spot = self.files / path
        spot.parent.mkdir(parents=True, exist_ok=True)
        spot.write_bytes(data)
        self.truth.append(json.dumps({
            "path": path, "format": form, "document": doc.title, "layout": doc.layout, "personal": bool(doc.values), "expected": expected,
            "persons": len(doc.persons), "values": doc.values,
        }, ensure_ascii=False))  # fmt: skip

    def write(self, doc: Doc, folder: str, deck: Deck) -> None:
        """Write a document in the next format that has its letters."""
        for _ in range(40):
            form = deck.deal()
            suffix, make = ALL[form]
            if form == "query-log" and doc.values and all(kind != "phone" for kind, *_ in doc.values):
                continue  # nobody sends such a list as an entry
            try:
                data = make(doc, self.rng)
            except UnicodeEncodeError:
                continue
            self.put(self.place(folder, doc.title, suffix), form, doc, data)
            return

    def personal(self) -> None:
        """Tables twice, forms three times, prose once or twice."""
        for draft in drafts("tables") + drafts("forms"):
            for _ in range(2 if draft.layout == "table" else 3):
                self.write(Scribe(self.rng, draft, self.staff).doc, draft.folder, self.decks[draft.layout])
        for draft in drafts("prose"):
            for _ in range(self.rng.choice((1, 1, 2))):
                doc = Scribe(self.rng, draft, self.staff).doc
                if self.rng.random() < 0.2:
                    self.bury(doc)
                self.write(doc, draft.folder, self.decks["prose"])

    def bury(self, doc: Doc) -> None:
        """The piece stands behind or amid pages about nobody."""
        calm = [d for d in drafts("harmless") if d.title in AROUND]
        before, after = (Scribe(self.rng, d, self.staff).doc.lines for d in self.rng.sample(calm, 2))
        doc.lines = [*before, "", *doc.lines, "", *after]

    def harmless(self, each: int) -> None:
        """Every kind some times."""
        for draft in drafts("harmless"):
            for _ in range(each + self.rng.choice((0, 0, 1))):
                doc = Scribe(self.rng, draft, self.staff).doc
                if draft.option.startswith("."):
                    self.raw(doc, draft)
                    continue
                layout = "table" if draft.option == "table" else self.rng.choice(("prose", "prose", "form"))
                self.write(doc, draft.folder, self.harmless_decks[layout])

    def raw(self, doc: Doc, draft: Draft) -> None:
        """A file of a program, as it is."""
        old = draft.option in (".bas", ".ini", ".log") and self.rng.random() < 0.6
        title = draft.title.removesuffix(draft.option)
        data = doc.text("|").replace("\n", "\r\n" if old else "\n").encode("cp932" if old else "utf-8")
        self.put(self.place(draft.folder, title, draft.option), draft.option[1:], doc, data)

    def closed(self, each: int) -> None:
        """What nobody can read."""
        tables = [d for d in drafts("tables") if len(d.body) == 2]
        for expected, form, suffix, make in packs.CLOSED:
            for _ in range(each):
                draft = self.rng.choice(tables)
                while True:
                    doc = Scribe(self.rng, draft, self.staff).doc
                    try:
                        data = make(doc, self.rng)
                        break
                    except UnicodeEncodeError:
                        continue
                blank = Doc(doc.title, "table")
                self.put(self.place(draft.folder, doc.title, suffix), form, blank, data, expected)

    def converted(self) -> None:
        """What LibreOffice writes, one call a format; nothing where it is missing."""
        program = shutil.which("soffice")
        for target, suffix, make, layouts, good, quiet in OFFICE if program else ():
            chosen = [d for stem in ("tables", "forms", "prose") for d in drafts(stem) if d.layout in layouts]
            calm = [d for d in drafts("harmless") if d.option == ("table" if "table" in layouts else "any")]
            picked = self.rng.sample(chosen, good) + self.rng.sample(calm, quiet)
            docs = [(Scribe(self.rng, d, self.staff).doc, d.folder) for d in picked]
            with tempfile.TemporaryDirectory(prefix="office-s-") as home:
                work = Path(home)
                (work / "in").mkdir()
                for n, (doc, _) in enumerate(docs):
                    (work / "in" / f"{n}{suffix}").write_bytes(make(doc, self.rng))
                args = [str(program), f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", target, "--outdir", f"{home}/out"]  # fmt: skip
                sources = sorted(str(p) for p in (work / "in").iterdir())
                subprocess.run([*args, *sources], check=False, capture_output=True, timeout=100)
                for n, (doc, folder) in enumerate(docs):
                    made = work / "out" / f"{n}.{target}"
                    if made.exists():
                        self.put(
                            self.place(folder, doc.title, f".{target}"), f"{target}-office", doc, made.read_bytes()
                        )


def build(out: Path, seed: int) -> int:
    """Write the whole office; how many files it has."""
    office = Office(out, seed)
    shutil.rmtree(office.files, ignore_errors=True)
    office.personal()
    office.harmless(9)
    office.closed(2)
    for path, form, doc, data in devices(office.rng, office.staff):
        office.put(path, form, doc, data)
    office.converted()
    office.truth_path.write_text("\n".join(office.truth) + "\n", "utf-8")
    return len(office.truth)
