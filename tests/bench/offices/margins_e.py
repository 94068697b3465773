"""Files that name persons only at their margins: properties, mail headings, names of packed files."""

import io
import re
import zipfile
from collections.abc import Callable
from email.header import Header
from random import Random

from tests.bench.offices import pdfs, word
from tests.bench.offices.doc import Doc
from tests.bench.offices.packs import raw_zip
from tests.bench.offices.zipped import escape, pack

Write = Callable[[Doc, Random], bytes]


def _people(doc: Doc, most: int) -> list[str]:
    """The whole names of a document; its truth is cut down to them."""
    names = list(dict.fromkeys(v for k, v, s in doc.values if k == "name" and re.match("full|join|wide", s)))[:most]
    doc.values[:] = [("name", n, next(s for _, v, s in doc.values if v == n)) for n in names]
    doc.persons.intersection_update({p for p in doc.persons if any(p.replace(" ", "") == re.sub("[ \u3000・]", "", n) for n in names)})  # fmt: skip
    return names


def author(doc: Doc, _rng: Random) -> bytes:
    """A blank form whose properties tell who made it and who saved it last."""
    names = _people(doc, 2) or ["office"]
    core = (
        f'{word.HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{escape(names[0])}</dc:creator><cp:lastModifiedBy>{escape(names[-1])}</cp:lastModifiedBy></cp:coreProperties>"
    )
    relation = '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(word.package(word.para("様式第1号（未記入）")))) as made:
        parts: dict[str, str | bytes] = {n: made.read(n) for n in made.namelist()}
    parts["_rels/.rels"] = made_rels(parts["_rels/.rels"], relation)
    return pack(parts | {"docProps/core.xml": core})


def made_rels(old: str | bytes, relation: str) -> str:
    """The package's relations with one more."""
    text = old.decode() if isinstance(old, bytes) else old
    return text.replace("</Relationships>", relation)


def pdf_author(doc: Doc, _rng: Random) -> bytes:
    """A blank page with an author in the document information."""
    name = (_people(doc, 1) or ["office"])[0]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        pdfs.stream(b"0 0 m 100 100 l S"), b"<</Producer(Print)/Author<feff" + name.encode("utf-16-be").hex().encode() + b">>>",
    ]  # fmt: skip
    return pdfs.assemble(objects, extra=b"/Info 5 0 R")


def mail_heads(doc: Doc, _rng: Random) -> bytes:
    """A message that names its sender and readers in the heading alone."""
    names = _people(doc, 6) or ["office"]
    heads = [f"{Header(name, 'utf-8').encode()} <m{n}@example.org>" for n, name in enumerate(names)]
    return f"From: {heads[0]}\r\nTo: {', '.join(heads[1:]) or heads[0]}\r\nSubject: {Header('資料', 'utf-8').encode()}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n資料を共有フォルダに置きました。\r\n".encode()  # fmt: skip


def member_names(doc: Doc, _rng: Random) -> bytes:
    """An archive of scans, each named for a person (cp932)."""
    names = [n for n in _people(doc, 12) if n.encode("cp932", "replace").decode("cp932") == n] or ["様式"]
    doc.values[:] = [v for v in doc.values if v[1] in names]
    return raw_zip([(f"履歴書/{name}_履歴書.txt".encode("cp932"), "別紙\r\n".encode("cp932")) for name in names])


FORMATS: dict[str, tuple[str, Write]] = {
    "docx-author": (".docx", author), "pdf-author": (".pdf", pdf_author), "eml-heads": (".eml", mail_heads), "zip-members": (".zip", member_names),
}  # fmt: skip
