"""Two offices' folder trees: which document becomes which kind of file, and where it lies."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.offices import (
    compound,
    convert,
    leftovers,
    mails,
    office_c,
    office_d,
    office_e,
    office_f,
    packs,
    pdfs,
    pictures,
    prose_a,
    prose_b,
    sheets,
    slides,
    text_formats,
    word,
)
from tests.bench.offices.doc import Doc
from tests.bench.offices.forms import filled, form
from tests.bench.offices.harmless_tables import harmless_table
from tests.bench.offices.harmless_text import PLAIN_ONLY, harmless_text
from tests.bench.offices.people import People, names_of
from tests.bench.offices.tables import from_lists, table

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]

FOLDERS = {
    "A": (
        "01_利用者",
        "02_会議",
        "送迎",
        "工賃・請求",
        "★最新",
        "旧/2023",
        "個人用",
        "スキャン",
        "職員共有/研修",
        "AppData/Local/Temp",
        "ダウンロード",
        "USBから",
    ),
    "B": (
        "検診/名簿",
        "検診/結果",
        "学童/日誌",
        "学童/申請",
        "給付金/コール",
        "給付金/振込",
        "共有/マニュアル",
        "退職者PC/デスクトップ",
        "作業中",
        "Temp",
        "Downloads",
        "_old",
    ),
    "E": (
        "放デイ/記録",
        "放デイ/連絡",
        "訪問介護",
        "食堂みなと",
        "相談室/ひとり親",
        "就労",
        "理事会",
        "経理",
        "共有ドライブ/写",
        "旧サーバ",
        "temp",
        "職員デスクトップ",
    ),
    "F": (
        "包括センター",
        "民生委員/見守り",
        "要配慮者",
        "法律・消費・DV（限定）",
        "給食・就学援助",
        "ひろば",
        "居場所",
        "シルバー",
        "葬祭_墓地",
        "スポーツ教室/旧",
        "各自/ダウンロード",
        "NAS移行前",
    ),
    "D": ("入居", "看護", "塾", "旧PC/Desktop", "共有", "Temp", "添付", "2025", "控え", "スキャン"),
    "C": (
        "図書館",
        "町会",
        "プール",
        "公園/協力員",
        "個人フォルダ",
        "バックアップ_D",
        "デスクトップ",
        "Public",
        "メール添付",
        "tmp",
        "説明会",
        "2024/旧",
    ),
}
# offices with documents, names and look-alikes in a module of their own
OWN = {"C": office_c, "D": office_d, "E": office_e}
NAME_FILES = {"C": "names_c.txt", "D": "names_d.txt"}
STEMS = (
    "一覧",
    "記録",
    "控え",
    "最終",
    "最終版(2)",
    "コピー ～ 名簿",
    "資料",
    "11月分",
    "確認用",
    "提出",
    "メモ",
    "data",
    "export_20251120",
    "印刷用",
    "様式",
    "R7",
    "下書き",
)
ANY: Formats = (
    text_formats.ANY
    | word.ANY
    | slides.ANY
    | sheets.ANY
    | pdfs.ANY
    | compound.ANY
    | mails.ANY
    | packs.ANY
    | leftovers.ANY
)
TABLES: Formats = text_formats.TABLE_ONLY | sheets.TABLE_ONLY | leftovers.TABLE_ONLY
FORMS = ("pdf-fields", "docx-fields", "docx-controls")
COMMON = ("txt-cp932", "docx", "docx-runs", "xlsx", "csv-cp932", "pdf-unicode", "eml-base64", "txt-utf8")


@dataclass
class Plan:
    """One file to write: where, what, how; ``expected`` = read, locked, picture or listed."""

    path: str
    doc: Doc
    form: str
    expected: str = "read"


class Office:
    """One office's tree; the same seed gives the same tree."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind, self.rng = kind, Random(f"{kind}{seed}")
        self.people: Any = People(
            self.rng, self.rng.randrange(20), names_of(NAME_FILES[kind]) if kind in NAME_FILES else None
        )
        self.own: Any = OWN.get(kind)
        if kind == "E":
            self.people = office_e.people(self.rng)
        self.count = 0

    def plans(self) -> Iterator[tuple[Plan, Write | None]]:
        """All files, the real ones first; ``None`` for a writer means: convert with LibreOffice."""
        if self.kind == "F":
            yield from self._sixth()
            return
        real = 0
        for plan, write in self._real():
            real += 1
            yield plan, write
        yield from self._unreadable()
        yield from self._harmless(int(real * 4.2))

    def _sixth(self) -> Iterator[tuple[Plan, Write | None]]:
        """The office of kind F: its own documents, files and look-alikes."""
        real, converted = 0, convert.available()
        for doc, form_id, suffix, write in office_f.documents(self.rng, converted):
            real += 1
            yield self._plan(doc, form_id, suffix or "." + convert.FORMATS[form_id][2]), write
        for doc, form_id, suffix, locked, expected in office_f.unreadable(self.rng):
            yield self._plan(doc, form_id, suffix, expected), locked
        for doc, form_id, suffix, write in office_f.harmless(self.rng, real * office_f.ALIKE, converted):
            yield self._plan(doc, form_id, suffix or "." + convert.FORMATS[form_id][2]), write

    def _pairs(self) -> Iterator[tuple[Plan, Write | None]]:
        """The office of kind E says itself which document becomes which kind of file."""
        writers = ANY | TABLES | office_e.FORMATS
        converted = list(convert.FORMATS) if convert.available() else []
        for doc, form_id in office_e.documents(self.rng, self.people, list(ANY), list(TABLES), converted):
            if form_id in writers:
                suffix, write = writers[form_id]
                yield self._plan(doc, form_id, suffix, "listed" if form_id == "rar-stored" else "read"), write
            else:
                yield self._plan(doc, form_id, "." + convert.FORMATS[form_id][2]), None

    def _real(self) -> Iterator[tuple[Plan, Write | None]]:
        if self.kind == "E":
            yield from self._pairs()
            return
        for n, (form_id, (suffix, write)) in enumerate(ANY.items()):
            if form_id == "pdf-vertical":  # nobody sets a list upright
                doc = self._prose(n)
            else:
                doc = self._form(n) if form_id in FORMS else self._document(n)
            yield self._plan(doc, form_id, suffix, "listed" if form_id == "rar-stored" else "read"), write
        for n, (form_id, (suffix, write)) in enumerate(TABLES.items()):
            yield self._plan(self._list(n), form_id, suffix), write
        yield self._plan(self._prose(1), "owner", ".docx"), leftovers.owner
        for n in range(48):
            form_id = self.rng.choice(COMMON)
            doc = self._list(n) if form_id == "csv-cp932" or n % 4 == 3 else self._prose(n)
            suffix, write = (ANY | TABLES)[form_id]
            yield self._plan(doc, form_id, suffix), write
        if convert.available():
            for n, form_id in enumerate(convert.FORMATS):
                doc = self._list(n) if form_id in convert.TABLE_ONLY else self._document(n)
                yield self._plan(doc, form_id, "." + convert.FORMATS[form_id][2]), None

    def _prose(self, n: int) -> Doc:
        makers = self.own.PROSE if self.own else prose_a.PROSE if self.kind == "A" else prose_b.PROSE
        return makers[n % len(makers)](self.rng, self.people)

    def _list(self, n: int) -> Doc:
        if self.own:
            return from_lists(self.rng, self.people, self.own.TABLES, n)
        return table(self.rng, self.people, self.kind, n)

    def _form(self, n: int) -> Doc:
        if self.own:
            return filled(*self.own.FORMS[n % len(self.own.FORMS)](self.rng, self.people))[0]
        return form(self.rng, self.people, self.kind, n)[0]

    def _document(self, n: int) -> Doc:
        which = self.rng.randrange(20)
        turn = self.rng.randrange(3)
        if turn == 0:
            return self._list(which)
        return self._form(which) if turn == 1 else self._prose(which)

    def _unreadable(self) -> Iterator[tuple[Plan, Write | None]]:
        for expected, formats in (
            ("picture", pictures.PICTURES | pdfs.PICTURES),
            ("locked", pdfs.LOCKED | packs.LOCKED),
        ):
            for n, (form_id, (suffix, write)) in enumerate(formats.items()):
                if self.kind == "E":
                    doc = office_e.unreadable(self.rng, self.people, form_id)
                else:
                    doc = self._list(n) if form_id == "xlsx-locked" else self._document(n)
                yield self._plan(doc, form_id, suffix, expected), write

    def _harmless(self, count: int) -> Iterator[tuple[Plan, Write | None]]:
        formats, tables = list(ANY.items()), list(TABLES.items())
        common = [(k, v) for k, v in formats + tables if k in COMMON]
        spread = list(convert.FORMATS) if convert.available() else []
        for n in range(count):
            if self.own:
                doc, pool = self.own.harmless(self.rng, n), formats + common * 4 + (tables if n % 2 else [])
            elif n % 2:
                doc, pool = harmless_table(self.rng, n // 2), formats + tables + common * 4
            else:
                doc, pool = harmless_text(self.rng, n // 2), formats + common * 4
            plain_only = office_e.PLAIN_ONLY if self.kind == "E" else PLAIN_ONLY
            if doc.title in plain_only:
                yield self._plan(doc, "plain", plain_only[doc.title]), lambda d, r: text_formats.text(d).encode()
            elif spread and self.rng.random() < 0.12:
                form_id = self.rng.choice([s for s in spread if n % 2 or s not in convert.TABLE_ONLY])
                yield self._plan(doc, form_id, "." + convert.FORMATS[form_id][2]), None
            else:
                form_id, (suffix, write) = self.rng.choice(pool)
                yield self._plan(doc, form_id, suffix), write

    def _plan(self, doc: Doc, form_id: str, suffix: str, expected: str = "read") -> Plan:
        self.count += 1
        doc.settle()
        folder = self.rng.choice(FOLDERS[self.kind])
        prefix = "~$" if form_id == "owner" else ""
        return Plan(f"{folder}/{prefix}{self.rng.choice(STEMS)}{self.count:04d}{suffix}", doc, form_id, expected)


def build(out: Path, kind: str, seed: int) -> int:
    """Write one office to ``out/files`` with ``out/truth.jsonl``; gives the number of files."""
    office = Office(kind, seed)
    later: list[tuple[Path, bytes, str, str]] = []
    truth: list[dict[str, object]] = []
    for plan, write in office.plans():
        path = out / "files" / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if write is None:
            suffix, base, target = convert.FORMATS[plan.form]
            later.append((path, base(plan.doc, office.rng), suffix, target))
        else:
            path.write_bytes(write(plan.doc, office.rng))
        doc = plan.doc
        truth.append({
            "path": plan.path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": plan.form, "document": doc.title,
            "expected": plan.expected, "values": doc.values,
        })  # fmt: skip
    missing = {str(p.relative_to(out / "files")) for p in convert.convert(later)} if later else set()
    kept = [t for t in truth if t["path"] not in missing]
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in kept), "utf-8")
    return len(kept)
