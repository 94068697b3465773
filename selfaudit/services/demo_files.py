"""The demo's sample folder: an invented office with invented residents, and harmless look-alikes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from selfaudit.text.messages import t

Resident = tuple[str, str, str, str, str, str]
"""Name, kana, birth date, address, phone, e-mail."""

EXHIBIT_KEYS = ("roster", "training", "cabinet")


def residents() -> list[Resident]:
    """Eight invented persons; the phone numbers use digits no carrier gives out (000 blocks), the mails example.jp."""
    rows = [line.split("|") for line in t("demo.residents").strip().splitlines()]
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]


def make_sample_folder(folder: Path) -> int:
    """Write the sample office into `folder` (made if missing) and return the number of files."""
    people = residents()
    header = t("demo.columns").split("|")
    table = [",".join(header), *(",".join(row) for row in people)]
    memo = t("demo.memo", name=people[0][0], phone=people[0][4])
    files: dict[str, bytes] = {
        "list_utf8.csv": "\r\n".join(table).encode("utf-8-sig"),
        "list_cp932.csv": b"\r\n".join(line.encode("cp932") for line in table if _in_cp932(line)),
        "memo.txt": memo.encode("utf-8"),
        "list.xlsx": _xlsx(header, people),
        "letter.docx": _docx([t("demo.letter", name=people[1][0], address=people[1][3]), people[1][4]]),
        "manual.txt": t("demo.manual").encode("utf-8"),
        "blank_form.csv": (",".join(header) + "\r\n" * 20).encode("utf-8-sig"),
        "catalogue.csv": "\r\n".join(
            f"{n},{n * 37 % 1000:03d}-{n * 91 % 10000:04d},{n * 120}" for n in range(400)
        ).encode(),
        "locked.bin": bytes(range(256)) * 8,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return len(files)


def make_exhibits(folder: Path) -> list[Path]:
    """Write three small exhibits and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for key in EXHIBIT_KEYS:
        path = folder / t(f"demo.exhibit.{key}_name")
        path.write_text(t(f"demo.exhibit.{key}"), encoding="utf-8")
        paths.append(path)
    return paths


def _in_cp932(line: str) -> bool:
    """Whether an old Windows program could have written this line: it knows no character outside the BMP."""
    try:
        line.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _xlsx(header: Sequence[str], rows: Sequence[Resident]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([header, *rows]):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def _docx(paragraphs: Sequence[str]) -> bytes:
    """A minimal Office Open XML document (ECMA-376 part 1, §11.3.10): content types, relations, body."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{word}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
