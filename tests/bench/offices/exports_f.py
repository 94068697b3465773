"""The sixth office's exports: lists as other programs give them out, chats, packed and locked files."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import tempfile
from html import escape
from pathlib import Path
from random import Random

from tests.bench.offices import formats_f, packs, pictures
from tests.bench.offices.doc import Doc, Rows
from tests.bench.offices.formats_f import HEAD, PACKAGE, RELS, Write, flat, text, xlsx, zipped


def rows_of(doc: Doc) -> Rows:
    """Every line as a row."""
    return [line if isinstance(line, list) else [line] for line in flat(doc)]


def separated(codec: str, between: str, quoting: int) -> Write:
    """Separated values."""

    def write(doc: Doc, _rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=between, quoting=quoting, lineterminator="\r\n").writerows(rows_of(doc))  # type: ignore[arg-type]
        try:
            return out.getvalue().encode(codec)
        except UnicodeEncodeError:
            return out.getvalue().encode("utf-8-sig")

    return write


def _records(doc: Doc) -> list[dict[str, str]]:
    """Rows under their headings, or under numbers where headings are missing."""
    rows = [r for block in doc.blocks if block.rows for r in block.rows]
    wide = max(map(len, rows))
    head = [h or f"列{n + 1}" for n, h in enumerate(rows[0] + [""] * (wide - len(rows[0])))]
    return [dict(zip(head, row, strict=False)) for row in rows[1:]]


def objects(doc: Doc, _rng: Random) -> bytes:
    """Records of a web service."""
    return json.dumps(
        {"totalCount": len(_records(doc)), "records": _records(doc)}, ensure_ascii=False, indent=1
    ).encode()


def lines(doc: Doc, _rng: Random) -> bytes:
    """One record a line, letters as \\u."""
    return "".join(json.dumps(r) + "\n" for r in _records(doc)).encode()


def kintone(doc: Doc, _rng: Random) -> bytes:
    """Every field with its type and value."""
    found = [{k: {"type": "SINGLE_LINE_TEXT", "value": v} for k, v in r.items()} for r in _records(doc)]
    return json.dumps({"records": found}, ensure_ascii=False).encode()


def xml(doc: Doc, _rng: Random) -> bytes:
    """Records with the field's name in an attribute."""
    out = "".join("<record>" + "".join(f'<field name="{escape(k)}">{escape(v)}</field>' for k, v in r.items()) + "</record>\n" for r in _records(doc))  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<export>\n{out}</export>\n'.encode()


def sql(doc: Doc, _rng: Random) -> bytes:
    """A dump of a database."""
    out = "".join("INSERT INTO `dtb_list` VALUES (" + ",".join("'" + c.replace("'", "''") + "'" for c in row) + ");\n" for row in rows_of(doc))  # fmt: skip
    return f"-- dump\nDROP TABLE IF EXISTS `dtb_list`;\n{out}".encode()


def database(doc: Doc, _rng: Random) -> bytes:
    """A small database file; every line of the document a row."""
    rows = rows_of(doc)
    wide = max(map(len, rows))
    with tempfile.TemporaryDirectory(prefix="office-f-") as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path)
        base.execute("create table note (id integer primary key, " + ", ".join(f"c{n} text" for n in range(wide)) + ")")
        base.executemany(f"insert into note values (null{', ?' * wide})", [r + [""] * (wide - len(r)) for r in rows])
        base.commit()
        base.close()
        return path.read_bytes()


def _said(doc: Doc) -> list[tuple[str, str]]:
    """Speaker and words of every line of a chat."""
    return [(who, what) for who, _, what in (line.partition("> ") for line in text(doc).strip().split("\n"))]


def line_talk(doc: Doc, rng: Random) -> bytes:
    """A talk history of a phone."""
    out = "[LINE] トーク履歴\r\n保存日時：2025/11/20 09:00\r\n\r\n2025/11/19(水)\r\n"
    return (out + "".join(f"{rng.randint(8, 20)}:{rng.randint(10, 59)}\t{who}\t{what}\r\n" for who, what in _said(doc))).encode("utf-8-sig")  # fmt: skip


def zoom(doc: Doc, rng: Random) -> bytes:
    """What was typed in a meeting."""
    return "".join(f"{rng.randint(10, 18)}:{rng.randint(10, 59)}:07\t 開始 {who} 終了 全員:\r\n\t{what}\r\n" for who, what in _said(doc)).encode()  # fmt: skip


def slack(doc: Doc, rng: Random) -> bytes:
    """One day of a channel."""
    found = [{"type": "message", "user": f"U0{rng.randint(1000, 9999)}", "ts": f"17636{rng.randint(10000, 99999)}.000100", "user_profile": {"real_name": who}, "text": what} for who, what in _said(doc)]  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=4).encode()


def teams(doc: Doc, _rng: Random) -> bytes:
    """A page saved from a chat."""
    return ("<html><meta charset=utf-8><body>" + "".join(f'<div class="ui-chat__message"><span class="author">{escape(w)}</span><p>{escape(t)}</p></div>' for w, t in _said(doc)) + "</body></html>").encode()  # fmt: skip


def pptx(doc: Doc, _rng: Random) -> bytes:
    """Slides; the text stands in a box, a table as rows of text."""
    spaces = f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{RELS}"'
    paras = "".join(f"<a:p><a:r><a:t>{escape('  '.join(b) if isinstance(b, list) else b)}</a:t></a:r></a:p>" for b in flat(doc))  # fmt: skip
    rels = f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId7" Type="{RELS}/slide" Target="slides/slide1.xml"/></Relationships>'
    return zipped(formats_f.package("ppt/presentation.xml", "presentationml.presentation", {
        "ppt/presentation.xml": f'{HEAD}<p:presentation {spaces}><p:sldIdLst><p:sldId id="256" r:id="rId7"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": HEAD + rels,
        "ppt/slides/slide1.xml": f"{HEAD}<p:sld {spaces}><p:cSld><p:spTree><p:sp><p:txBody><a:bodyPr/>{paras}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
    }))  # fmt: skip


def packed(inner: str, write: Write, times: int = 1) -> Write:
    """A zip, or a zip in a zip."""

    def made(doc: Doc, rng: Random) -> bytes:
        data, name = write(doc, rng), inner
        for n in range(times):
            data, name = zipped({f"資料/{name}": data}), f"中身{n}.zip"
        return data

    return made


def tool(args: list[str], suffix: str, inner: str, write: Write) -> Write:
    """An archive made by a program of the system; a plain zip where it lacks."""

    def made(doc: Doc, rng: Random) -> bytes:
        data = write(doc, rng)
        if not shutil.which(args[0]):
            return zipped({inner: data})
        with tempfile.TemporaryDirectory(prefix="office-f-") as home:
            (Path(home) / inner).write_bytes(data)
            subprocess.run([*args, f"a{suffix}", inner], cwd=home, capture_output=True, check=True)
            return (Path(home) / f"a{suffix}").read_bytes()

    return made


def office_locked(write: Write) -> Write:
    """An office file with a password to open."""

    def made(doc: Doc, rng: Random) -> bytes:
        from msoffcrypto.format.ooxml import OOXMLFile

        out = io.BytesIO()
        OOXMLFile(io.BytesIO(write(doc, rng))).encrypt("Ward2025", out)
        return out.getvalue()

    return made


def picture_book(doc: Doc, rng: Random) -> bytes:
    """A text document that holds nothing but a scan."""
    parts = formats_f.package("word/document.xml", "wordprocessingml.document", {})
    parts["word/document.xml"] = f'{HEAD}<w:document xmlns:w="{formats_f.WORD}"><w:body><w:p/></w:body></w:document>'
    return zipped(parts | {"word/media/image1.png": pictures.png(doc, rng)})


PLAIN = formats_f.coded("utf-8")
SHEET = xlsx("google")
ANY: dict[str, tuple[str, Write]] = {
    "f-pptx": (".pptx", pptx), "f-sqlite": (".sqlite", database), "f-zip": (".zip", packed("メモ.txt", PLAIN)), "f-zip-zip": (".zip", packed("一覧.xlsx", SHEET, 2)),
    "f-zip-docx": (".zip", packed("a.docx", formats_f.docx("google"))), "f-7z": (".7z", tool(["7z", "a"], ".7z", "a.txt", PLAIN)), "f-lzh": (".lzh", packs.lzh),
}  # fmt: skip
TABLES: dict[str, tuple[str, Write]] = {
    "f-csv-sjis": (".csv", separated("cp932", ",", csv.QUOTE_MINIMAL)), "f-csv-quoted": (".csv", separated("utf-8-sig", ",", csv.QUOTE_ALL)), "f-csv-semicolon": (".csv", separated("utf-8", ";", csv.QUOTE_MINIMAL)),
    "f-tsv-utf16": (".txt", separated("utf-16", "\t", csv.QUOTE_MINIMAL)), "f-sql": (".sql", sql),
}  # fmt: skip
RECORDS: dict[str, tuple[str, Write]] = {"f-json": (".json", objects), "f-jsonl": (".jsonl", lines), "f-kintone": (".json", kintone), "f-xml": (".xml", xml)}  # fmt: skip
CHATS: dict[str, tuple[str, Write]] = {"f-line": (".txt", line_talk), "f-zoom": (".txt", zoom), "f-slack": (".json", slack), "f-teams": (".html", teams)}  # fmt: skip
LOCKED: dict[str, tuple[str, Write]] = {
    "f-zip-crypto": (".zip", tool(["7z", "a", "-tzip", "-mem=ZipCrypto", "-pWard2025"], ".zip", "a.txt", PLAIN)), "f-zip-aes": (".zip", tool(["7z", "a", "-tzip", "-mem=AES256", "-pWard2025"], ".zip", "a.xlsx", SHEET)),
    "f-7z-locked": (".7z", tool(["7z", "a", "-pWard2025"], ".7z", "a.txt", PLAIN)), "f-7z-headers": (".7z", tool(["7z", "a", "-mhe=on", "-pWard2025"], ".7z", "a.txt", PLAIN)),
    "f-docx-locked": (".docx", office_locked(formats_f.docx("google"))), "f-xlsx-locked": (".xlsx", office_locked(SHEET)), "f-pptx-locked": (".pptx", office_locked(pptx)),
    "f-zip-aes-docx": (".zip", tool(["7z", "a", "-tzip", "-mem=AES128", "-pa"], ".zip", "a.docx", formats_f.docx("ns0"))), "f-xlsm-locked": (".xlsm", office_locked(xlsx("inline"))),
}  # fmt: skip
