"""Writers: one document in one format. Where a real writer is at hand it writes (XlsxWriter, typst, the standard library)."""

from __future__ import annotations

import base64
import csv
import email.message
import email.policy
import gzip
import html
import io
import json
import random
import sqlite3
import tarfile
import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import typst
import xlsxwriter

from tests.bench.search.documents import Document, tables

Writer = Callable[[Document, Path, random.Random], None]


def lines(doc: Document) -> str:
    """The document as plain lines."""
    out: list[str] = []
    for kind, content in doc.blocks:
        if kind == "p":
            out.append(str(content))
        elif kind == "form":
            out += [f"{label}　{value}" for label, value in content]  # type: ignore[attr-defined]
        else:
            out += ["\t".join(row) for row in content]  # type: ignore[attr-defined]
    return "\n".join(out) + "\n"


def _text(codec: str) -> Writer:
    def write(doc: Document, path: Path, rng: random.Random) -> None:
        path.with_suffix(".txt").write_bytes(lines(doc).replace("\n", "\r\n").encode(codec, "replace"))

    return write


def _csv(codec: str, separator: str) -> Writer:
    def write(doc: Document, path: Path, rng: random.Random) -> None:
        out = io.StringIO()
        for table in tables(doc):
            csv.writer(out, delimiter=separator, quoting=rng.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))).writerows(
                table
            )
        path.with_suffix(".csv").write_bytes(out.getvalue().encode(codec, "replace"))

    return write


def fixed_width(doc: Document, path: Path, rng: random.Random) -> None:
    """Columns padded with blanks, cp932."""
    rows = [row for table in tables(doc) for row in table]
    width = [
        max(len(row[n].encode("cp932", "replace")) if n < len(row) else 0 for row in rows) + 2
        for n in range(max(map(len, rows)))
    ]
    text = "\r\n".join(
        "".join(cell + " " * (width[n] - len(cell.encode("cp932", "replace"))) for n, cell in enumerate(row))
        for row in rows
    )
    path.with_suffix(".dat").write_bytes(text.encode("cp932", "replace"))


def _records(doc: Document) -> list[dict[str, str]]:
    head, *rows = tables(doc)[0]
    return [dict(zip(head, row, strict=False)) for row in rows]


def to_json(doc: Document, path: Path, rng: random.Random) -> None:
    """A list of objects, escaped or not."""
    path.with_suffix(".json").write_text(
        json.dumps({"items": _records(doc)}, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1))),
        encoding="utf-8",
    )


def to_xml(doc: Document, path: Path, rng: random.Random) -> None:
    """Records as elements, letters as numeric references now and then."""
    numeric = rng.random() < 0.4
    say = (lambda t: "".join(f"&#{ord(c)};" if ord(c) > 127 else html.escape(c) for c in t)) if numeric else html.escape
    body = "".join(
        "<row>" + "".join(f'<field name="{html.escape(k)}">{say(v)}</field>' for k, v in record.items()) + "</row>"
        for record in _records(doc)
    )
    path.with_suffix(".xml").write_text(f'<?xml version="1.0" encoding="UTF-8"?><rows>{body}</rows>', encoding="utf-8")


def to_html(doc: Document, path: Path, rng: random.Random) -> None:
    """A page, in cp932 now and then."""
    codec = rng.choice(("utf-8", "cp932"))
    body = ""
    for kind, content in doc.blocks:
        if kind == "p":
            body += f"<p>{html.escape(str(content)).replace(chr(10), '<br>')}</p>"
        else:
            body += (
                "<table>"
                + "".join(
                    "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in content
                )
                + "</table>"
            )  # type: ignore[attr-defined]
    path.with_suffix(".html").write_bytes(
        f"<!DOCTYPE html><html><head><meta charset='{codec}'></head><body>{body}</body></html>".encode(
            codec, "xmlcharrefreplace"
        )
    )


def to_sql(doc: Document, path: Path, rng: random.Random) -> None:
    """A dump."""
    records = _records(doc)
    columns = ", ".join(f"`{key}`" for key in records[0])
    out = "".join(
        f"INSERT INTO `t1` ({columns}) VALUES ({', '.join(chr(39) + value.replace(chr(39), chr(39) * 2) + chr(39) for value in record.values())});\n"
        for record in records
    )
    path.with_suffix(".sql").write_text("-- dump\n" + out, encoding="utf-8")


def to_sqlite(doc: Document, path: Path, rng: random.Random) -> None:
    """A database; now and then its rows are deleted and only its pages remember."""
    target = path.with_suffix(".db")
    database = sqlite3.connect(target)
    database.execute("PRAGMA secure_delete=OFF")
    head, *rows = tables(doc)[0]
    database.execute(f"CREATE TABLE t ({', '.join(chr(34) + key + chr(34) for key in head)})")
    database.executemany(
        f"INSERT INTO t VALUES ({', '.join('?' * len(head))})", [(row + [""] * len(head))[: len(head)] for row in rows]
    )
    database.commit()
    if rng.random() < 0.3 and doc.truth:
        database.execute("DELETE FROM t")
        database.commit()
    database.close()


def to_xlsx(doc: Document, path: Path, rng: random.Random) -> None:
    """A workbook: tables on sheets (hidden now and then), paragraphs as cells, comments or text boxes."""
    book = xlsxwriter.Workbook(path.with_suffix(".xlsx"))
    cover = book.add_worksheet("表紙")
    cover.write(0, 0, "作成日")
    number = 0
    for kind, content in doc.blocks:
        if kind == "p":
            way = rng.randrange(3)
            if way == 0:
                cover.write(number + 2, 0, content)
            elif way == 1:
                cover.write_comment(number + 2, 1, str(content))
            else:
                cover.insert_textbox(number * 8 + 3, 2, str(content))
            number += 1
            continue
        sheet = book.add_worksheet(f"Sheet{number + 1}")
        number += 1
        if rng.random() < 0.3:
            sheet.hide() if rng.random() < 0.5 else sheet.very_hidden()
        top = rng.choice((0, 0, 2))
        for r, row in enumerate(content):  # type: ignore[arg-type, var-annotated]
            for c, cell in enumerate(row):
                if cell.isdigit() and len(cell) <= 12 and not cell.startswith("0"):
                    sheet.write_number(r + top, c, int(cell))
                else:
                    sheet.write_string(r + top, c, cell)
    book.close()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


def _runs(text: str, rng: random.Random) -> str:
    """Words cut into runs at odd places, as Word does after edits."""
    parts, at = [], 0
    while at < len(text):
        step = rng.randrange(2, 12)
        parts.append(text[at : at + step])
        at += step
    return "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{html.escape(part)}</w:t></w:r>'
        for part in parts
    )


def to_docx(doc: Document, path: Path, rng: random.Random, office: bool = False) -> None:
    """A letter: paragraphs in the body, a comment, a note, a text box, or struck out with its trace kept."""
    body, comments, notes = "", "", ""
    for number, (kind, content) in enumerate(doc.blocks):
        if kind == "p":
            run = "<w:r><w:br/></w:r>".join(_runs(line, rng) for line in str(content).split("\n"))
            way = rng.randrange(7)
            if way == 0:
                comments += f'<w:comment w:id="{number}" w:author="x"><w:p>{run}</w:p></w:comment>'
                body += f'<w:p><w:r><w:t>確認</w:t></w:r><w:r><w:commentReference w:id="{number}"/></w:r></w:p>'
            elif way == 1:
                notes += f'<w:footnote w:id="{number + 2}"><w:p>{run}</w:p></w:footnote>'
                body += f'<w:p><w:r><w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="{number + 2}"/></w:r></w:p>'
            elif way == 2:
                body += (
                    f"<w:p><w:r><wps:txbx><w:txbxContent><w:p>{run}</w:p></w:txbxContent></wps:txbx></w:r></w:p>"
                    if not office
                    else f"<w:p>{run}</w:p>"
                )
            elif way == 3:
                body += f'<w:p><w:del w:id="{90 + number}" w:author="x" w:date="2026-04-01T00:00:00Z">{run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del></w:p>'
            else:
                body += f"<w:p>{run}</w:p>"
        else:
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc><w:p>{_runs(cell, rng)}</w:p></w:tc>" for cell in row) + "</w:tr>"
                for row in content
            )  # type: ignore[attr-defined]
            body += f"<w:tbl>{rows}</w:tbl>"
    with zipfile.ZipFile(path.with_suffix(".docx"), "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
        )
        out.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        links = f'<Relationship Id="r1" Type="{kind}/comments" Target="comments.xml"/>' * bool(
            comments
        ) + f'<Relationship Id="r2" Type="{kind}/footnotes" Target="footnotes.xml"/>' * bool(notes)
        out.writestr(
            "word/_rels/document.xml.rels",
            f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        )
        out.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>',
        )
        if comments:
            out.writestr("word/comments.xml", f'<?xml version="1.0"?><w:comments {_W}>{comments}</w:comments>')
        if notes:
            out.writestr("word/footnotes.xml", f'<?xml version="1.0"?><w:footnotes {_W}>{notes}</w:footnotes>')


def to_pptx(doc: Document, path: Path, rng: random.Random) -> None:
    """One slide for each block."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    with zipfile.ZipFile(path.with_suffix(".pptx"), "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        for number, (kind, content) in enumerate(doc.blocks, start=1):
            if kind == "p":
                inner = "".join(
                    f"<a:p><a:r><a:t>{html.escape(line)}</a:t></a:r></a:p>" for line in str(content).split("\n")
                )
            else:
                inner = (
                    "<a:tbl>"
                    + "".join(
                        "<a:tr>"
                        + "".join(
                            f"<a:tc><a:txBody><a:p><a:r><a:t>{html.escape(cell)}</a:t></a:r></a:p></a:txBody></a:tc>"
                            for cell in row
                        )
                        + "</a:tr>"
                        for row in content
                    )
                    + "</a:tbl>"
                )  # type: ignore[attr-defined]
            folder = rng.choice(("slides/slide", "slides/slide", "notesSlides/notesSlide"))
            out.writestr(f"ppt/{folder}{number}.xml", f"<p:sld {names}><p:txBody>{inner}</p:txBody></p:sld>")


_TYPST = str.maketrans({ch: "\\" + ch for ch in "\\#$*_`<>@[]~=+-/\"'"})


def to_pdf(doc: Document, path: Path, rng: random.Random) -> None:
    """A page set by typst with embedded fonts."""
    import pylopdf_fonts_cjk

    folder = Path(pylopdf_fonts_cjk.__file__).parent
    out = ['#set text(font: ("Noto Sans JP", "Noto Serif JP"), size: 10pt)']
    for kind, content in doc.blocks:
        if kind == "p":
            out.append(" \\\n".join(line.translate(_TYPST) for line in str(content).split("\n")))
        else:
            cells = ", ".join("[" + cell.translate(_TYPST) + "]" for row in content for cell in row)  # type: ignore[attr-defined]
            out.append(f"#table(columns: {max(len(row) for row in content)}, {cells})")  # type: ignore[attr-defined]
    path.with_suffix(".pdf").write_bytes(
        typst.compile("\n\n".join(out).encode(), font_paths=[str(p) for p in {f.parent for f in folder.rglob("*.?tf")}])
    )


def to_eml(doc: Document, path: Path, rng: random.Random) -> None:
    """A mail, its text in one of three encodings, tables attached as csv."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"] = "desk@midori-care.example", "center@midori-care.example"
    message["Subject"] = doc.name
    text = "\n".join(str(content) for kind, content in doc.blocks if kind == "p") or "添付のとおり"
    codec, transfer = rng.choice((("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-2022-jp", "7bit")))
    try:
        message.set_content(text + "\n", charset=codec, cte=transfer)
    except (UnicodeEncodeError, ValueError):
        message.set_content(text + "\n", charset="utf-8", cte="base64")
    for table in tables(doc):
        out = io.StringIO()
        csv.writer(out).writerows(table)
        message.add_attachment(
            out.getvalue().encode("cp932", "replace"),
            maintype="application",
            subtype="octet-stream",
            filename="一覧.csv",
        )
    path.with_suffix(".eml").write_bytes(bytes(message))


def to_mbox(doc: Document, path: Path, rng: random.Random) -> None:
    """The mail among others."""
    to_eml(doc, path, rng)
    body = path.with_suffix(".eml").read_bytes()
    path.with_suffix(".eml").unlink()
    other = b"From a@b.example Mon Apr  6 10:00:00 2026\r\nFrom: a@b.example\r\nTo: c@b.example\r\nSubject: test\r\n\r\nhello\r\n\r\n"
    path.with_suffix("").write_bytes(other + b"From x@y.example Tue Apr  7 10:00:00 2026\r\n" + body + b"\r\n" + other)


def to_vcf(doc: Document, path: Path, rng: random.Random) -> None:
    """Cards, quoted-printable as old phones wrote them."""
    out = []
    for record in _records(doc):
        values = list(record.values())
        coded = "".join(f"={byte:02X}" for byte in values[0].encode("utf-8"))
        out.append(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
            + coded
            + "\r\n"
            + "".join(
                f"{'TEL;CELL' if sum(c.isdigit() for c in v) >= 9 and '@' not in v else 'EMAIL' if '@' in v else 'NOTE'}:{v}\r\n"
                for v in values[1:]
            )
            + "END:VCARD\r\n"
        )
    path.with_suffix(".vcf").write_text("".join(out), encoding="utf-8", newline="")


def percent_log(doc: Document, path: Path, rng: random.Random) -> None:
    """A web server's log of a search form."""
    out = [
        f'10.0.0.{rng.randrange(200)} - - [12/Apr/2026:10:{n % 60:02}:00 +0900] "GET /find?{urllib.parse.urlencode(record)} HTTP/1.1" 200 {rng.randrange(9999)}'
        for n, record in enumerate(_records(doc))
    ]
    path.with_suffix(".log").write_text("\n".join(out) + "\n", encoding="utf-8")


def base64_json(doc: Document, path: Path, rng: random.Random) -> None:
    """An upload kept as base64."""
    out = io.StringIO()
    for table in tables(doc):
        csv.writer(out).writerows(table)
    path.with_suffix(".json").write_text(
        json.dumps({"file": "list.csv", "data": base64.b64encode(out.getvalue().encode()).decode()}), encoding="utf-8"
    )


def _wrapped(inner: Writer, wrap: Callable[[bytes, str, Path], None]) -> Writer:
    def write(doc: Document, path: Path, rng: random.Random) -> None:
        before = set(path.parent.iterdir())
        inner(doc, path, rng)
        (made,) = set(path.parent.iterdir()) - before
        data = made.read_bytes()
        made.unlink()
        wrap(data, made.name, path)

    return write


def _zip(data: bytes, name: str, path: Path) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("受領/" + name, data)


def _gz(data: bytes, name: str, path: Path) -> None:
    path.with_suffix(".gz").write_bytes(gzip.compress(data))


def _tgz(data: bytes, name: str, path: Path) -> None:
    with tarfile.open(path.with_suffix(".tgz"), "w:gz") as out:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        out.addfile(info, io.BytesIO(data))


def _7z(data: bytes, name: str, path: Path) -> None:
    with py7zr.SevenZipFile(path.with_suffix(".7z"), "w") as out:
        out.writestr(data, name)


def _leftover(data: bytes, name: str, path: Path) -> None:
    """What a disk check saves: a piece of a file among zeros."""
    path.with_suffix(".CHK").write_bytes(b"\0" * 700 + data[: 3 * len(data) // 4 + 40] + b"\0" * 512)


TABLE_WRITERS: dict[str, Writer] = {
    "csv_utf8": _csv("utf-8-sig", ","), "csv_cp932": _csv("cp932", ","), "tsv_utf16": _csv("utf-16", "\t"), "csv_euc": _csv("euc_jis_2004", ","), "fixed": fixed_width,
    "json": to_json, "xml": to_xml, "html": to_html, "sql": to_sql, "sqlite": to_sqlite, "xlsx": to_xlsx, "xlsx2": to_xlsx, "docx": to_docx, "pptx": to_pptx, "pdf": to_pdf,
    "eml": to_eml, "vcf": to_vcf, "percent": percent_log, "base64": base64_json, "zip": _wrapped(to_xlsx, _zip), "gz": _wrapped(_csv("cp932", ","), _gz),
    "tgz": _wrapped(to_docx, _tgz), "7z": _wrapped(_csv("utf-8", ","), _7z), "chk": _wrapped(_csv("cp932", ","), _leftover), "txt_cp932": _text("cp932"), "txt_utf8": _text("utf-8"),
}  # fmt: skip
TEXT_WRITERS: dict[str, Writer] = {
    "txt_utf8": _text("utf-8"), "txt_cp932": _text("cp932"), "txt_utf16": _text("utf-16"), "txt_iso2022": _text("iso2022_jp_ext"), "docx": to_docx, "pdf": to_pdf, "eml": to_eml,
    "mbox": to_mbox, "html": to_html, "pptx": to_pptx, "xlsx": to_xlsx, "zip": _wrapped(to_docx, _zip), "chk": _wrapped(_text("cp932"), _leftover),
}  # fmt: skip
# made from docx or xlsx by LibreOffice where it is installed
OFFICE = {"doc": "docx", "odt": "docx", "rtf": "docx", "xls": "xlsx", "ods": "xlsx"}
