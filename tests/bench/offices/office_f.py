"""A sixth office by another hand: a ward's contractor seen from the people it serves; which document becomes which kind of file."""

from collections.abc import Iterator
from random import Random

from tests.bench.offices import exports_f, formats_f, pdfs, pictures
from tests.bench.offices.doc import Doc
from tests.bench.offices.formats_f import Write
from tests.bench.offices.people_f import Citizens
from tests.bench.offices.script_f import Filler, Script, scripts, written
from tests.bench.offices.tables_f import table

PROSE = (
    "prose_f_1.txt",
    "prose_f_2.txt",
    "prose_f_3.txt",
    "prose_f_kept_1.txt",
    "prose_f_kept_2.txt",
    "prose_f_kept_3.txt",
)
HARMLESS = ("harmless_f_1.txt", "harmless_f_2.txt", "harmless_f_kept_1.txt", "harmless_f_kept_2.txt")
LOCKED = exports_f.LOCKED | pdfs.LOCKED
PICTURES = pictures.PICTURES | pdfs.PICTURES | {"f-docx-picture": (".docx", exports_f.picture_book)}
TEXT = formats_f.ANY | exports_f.ANY
MAILS = ("f-eml-qp", "f-eml-html", "f-mbox", "f-txt-utf8", "f-html", "f-pdf")
COMMON = ("f-txt-sjis", "f-txt-bom", "f-docx-google", "f-docx-split", "f-docx-br", "f-xlsx-google", "f-pdf", "f-md", "f-eml-qp", "f-odt", "f-html")  # fmt: skip
CONVERTED = ("doc", "rtf-writer", "odt", "ppt")
CONVERTED_TABLES = ("xls", "ods", "doc", "pdf-calc")
SHARE, LISTS, ALIKE = 190, 72, 4

Pair = tuple[Doc, str, str, Write | None]


def _plain(doc: Doc, _rng: Random) -> bytes:
    return formats_f.text(doc).encode()


def _headed(script: Script) -> bool:
    """Whether a list has one row of headings and so can be records of a database."""
    return (
        script.text.count("H ") == 1 and not {"turn", "card", "merged"} & set(script.cast) and "\nD " not in script.text
    )


def _form(rng: Random, script: Script, converted: list[str]) -> tuple[str, str, Write | None]:
    """A kind of file for a document: its own where it says one, else any."""
    if script.sort.startswith("plain."):
        return "f-plain", script.sort.removeprefix("plain"), _plain
    if script.sort in ("chat", "slack") and rng.random() < 0.75:
        name = rng.choice(list(exports_f.CHATS))
        return name, *exports_f.CHATS[name]
    turn = rng.random()
    if converted and turn < 0.07:
        return rng.choice(converted), "", None
    if "mail" in script.sort and turn < 0.7:
        name = rng.choice(MAILS)
    elif script.sort == "table" and turn < 0.45:
        lists = exports_f.TABLES | (exports_f.RECORDS if _headed(script) else {})
        name = rng.choice(list(lists))
        return name, *lists[name]
    else:
        name = rng.choice(COMMON if turn < 0.5 else list(TEXT))
    return name, *TEXT[name]


def documents(rng: Random, converted: bool) -> Iterator[Pair]:
    """Every real file of a seed: most of the prose, exports and lists."""
    people = Citizens(rng)
    found = [s for name in PROSE for s in scripts(name)]
    kept, shown = [s for s in found if s.kept], [s for s in found if not s.kept]
    for script in (*rng.sample(shown, SHARE // 2), *rng.sample(kept, SHARE // 2), *scripts("exports_f.txt")):
        yield written(rng, people, script), *_form(rng, script, list(CONVERTED) if converted else [])
    lists = scripts("tables_f.txt")
    for n in range(LISTS):
        script = lists[n] if n < len(lists) else rng.choice(lists)
        yield table(rng, people, script), *_form(rng, script, list(CONVERTED_TABLES) if converted else [])


def unreadable(rng: Random) -> Iterator[tuple[Doc, str, str, Write, str]]:
    """Locked files and pictures of documents: to be listed as not looked into."""
    people, found, lists = Citizens(rng), scripts(PROSE[0]), scripts("tables_f.txt")
    for expected, formats in (("locked", LOCKED), ("picture", PICTURES)):
        for name, (suffix, write) in formats.items():
            doc = table(rng, people, rng.choice(lists)) if "xlsx" in name else written(rng, people, rng.choice(found))
            yield doc, name, suffix, write, expected


def harmless(rng: Random, count: int, converted: bool) -> Iterator[Pair]:
    """Look-alikes: half of their kinds are kept back."""
    found = [s for name in HARMLESS for s in scripts(name)]
    for n in range(count):
        script = found[n % len(found)]
        doc = _alike(rng, script)
        forms = list(CONVERTED_TABLES if script.sort == "table" else CONVERTED) if converted and n % 4 == 0 else []
        yield doc, *_form(rng, script, forms)


def _alike(rng: Random, script: Script) -> Doc:
    filler = Filler(rng, Citizens(rng), script)
    doc = Doc(script.name, "prose")
    if script.sort == "table":
        doc.t([filler.fill(line).split("|") for line in script.text.split("\n")])
    else:
        doc.p(filler.fill(script.text))
    return doc
