"""Writers of workbooks, part by part."""

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from datetime import date
from html import escape
from random import Random

from .marks import Doc
from .plain import Formats, Write

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
Parts = dict[str, str | bytes]


def pack(parts: Mapping[str, str | bytes], stored: str = "") -> bytes:
    """A zip of parts, always with the same day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2023, 5, 1, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return out.getvalue()


def rels(*targets: tuple[str, str]) -> str:
    """A relationship part."""
    body = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))  # fmt: skip
    return f'{HEAD}<Relationships xmlns="{RELS}">{body}</Relationships>'


def types(**parts: str) -> str:
    """The list of content types; underscores are slashes."""
    body = "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in parts.items())
    return f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="xlsx" ContentType="{SHEET}sheet"/>{body}</Types>'


def ref(row: int, col: int) -> str:
    """The name of a cell."""
    return (chr(64 + col // 26) if col >= 26 else "") + chr(65 + col % 26) + str(row + 1)


def serial(value: str) -> int | None:
    """The serial of a day typed with slashes or dashes."""
    found = re.fullmatch(r"((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})", value)
    return (date(*map(int, found.groups())) - date(1899, 12, 30)).days if found else None  # type: ignore[arg-type]


class Book:
    """One workbook in the making."""

    def __init__(self, how: str) -> None:
        self.how, self.shared = how, {}  # type: tuple[str, dict[str, int]]
        self.readings: dict[str, str] = {}

    def cell(self, row: int, col: int, value: str) -> str:
        """One cell."""
        at = ref(row, col)
        if not value:
            return ""
        day = serial(value) if self.how == "dates" else None
        if day:
            return f'<c r="{at}" s="1"><v>{day}</v></c>'
        if self.how == "numbers" and re.fullmatch(r"\d{7,12}", value):
            return f'<c r="{at}"><v>{int(value)}</v></c>'
        if self.how == "inline":
            return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if self.how == "formula" and col:
            return f'<c r="{at}" t="str"><f>VLOOKUP($A{row + 1},原本!$A:$Z,{col + 1},0)</f><v>{escape(value)}</v></c>'
        return f'<c r="{at}" t="s"><v>{self.shared.setdefault(value, len(self.shared))}</v></c>'

    def sheet(self, grid: list[list[str]], tail: str = "", top: int = 0, left: int = 0) -> str:
        """One sheet."""
        rows = "".join(f'<row r="{top + y + 1}">' + "".join(self.cell(top + y, left + x, c) for x, c in enumerate(r)) + "</row>" for y, r in enumerate(grid))  # fmt: skip
        return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{rows}</sheetData>{tail}</worksheet>'

    def strings(self) -> str:
        """The shared strings, with a reading or in runs where told."""
        out = ""
        for value in self.shared:
            if self.how == "runs" and len(value) > 3:
                out += f'<si><r><rPr><b/></rPr><t>{escape(value[:2])}</t></r><r><t xml:space="preserve">{escape(value[2:])}</t></r></si>'
            elif value in self.readings:
                out += f'<si><t>{escape(value)}</t><rPh sb="0" eb="{len(value)}"><t>{self.readings[value]}</t></rPh><phoneticPr fontId="1"/></si>'
            else:
                out += f'<si><t xml:space="preserve">{escape(value)}</t></si>'
        return f'{HEAD}<sst xmlns="{MAIN}" count="{len(self.shared)}" uniqueCount="{len(self.shared)}">{out}</sst>'

    def write(self, sheets: list[tuple[str, str, str]], extra: Parts | None = None, macro: bool = False) -> bytes:
        """Name, state and body of each sheet as a file."""
        kinds = {f"xl/worksheets/sheet{n}.xml": SHEET + "worksheet+xml" for n in range(1, len(sheets) + 1)}
        kinds |= {"xl/sharedStrings.xml": SHEET + "sharedStrings+xml", "xl/styles.xml": SHEET + "styles+xml"}
        kinds["xl/workbook.xml"] = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macro else SHEET + "sheet.main+xml"  # fmt: skip
        for name in extra or {}:
            if "comments" in name:
                kinds[name] = SHEET + "comments+xml"
            elif "drawing" in name and "rels" not in name:
                kinds[name] = "application/vnd.openxmlformats-officedocument.drawing+xml"
            elif "pivotCache" in name and "rels" not in name:
                kinds[name] = SHEET + ("pivotCacheRecords+xml" if "Records" in name else "pivotCacheDefinition+xml")
        tabs = "".join(f'<sheet name="{escape(name)}" sheetId="{n}"{state} r:id="rId{n}"/>' for n, (name, state, _) in enumerate(sheets, 1))  # fmt: skip
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        parts: Parts = {
            "[Content_Types].xml": types(**kinds),
            "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(
                *targets, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
            ),
            "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        }
        parts |= {f"xl/worksheets/sheet{n}.xml": body for n, (_, _, body) in enumerate(sheets, 1)}
        return pack(parts | {"xl/sharedStrings.xml": self.strings()} | (extra or {}))


def xlsx(how: str = "", macro: bool = False) -> Write:
    """A workbook whose cells are written ``how``."""

    def write(doc: Doc, rng: Random) -> bytes:
        book = Book(how)
        if how == "offset":
            title = [[doc.title], [], *doc.grid()]
            return book.write([("Sheet1", "", book.sheet(title, top=2, left=2))])
        if how == "hidden":
            front = book.sheet([["集計用"], ["件数", str(len(doc.lines))]])
            return book.write([("集計", "", front), ("元データ", ' state="hidden"', book.sheet(doc.grid()))])
        if how == "very":
            front = book.sheet([["印刷用シート"]])
            return book.write([("印刷", "", front), ("data", ' state="veryHidden"', book.sheet(doc.grid()))])
        if how == "halves" and doc.tabular() and len(doc.lines) > 4:
            head, *rows = doc.grid()
            cut = len(rows) // 2
            return book.write([("上半期", "", book.sheet([head, *rows[:cut]])), ("下半期", "", book.sheet([head, *rows[cut:]]))])  # fmt: skip
        return book.write([("Sheet1", "", book.sheet(doc.grid())), ("Sheet2", "", book.sheet([]))], macro=macro)

    return write


def comments(doc: Doc, rng: Random) -> bytes:
    """Every last cell of a row stands in the comment of its first."""
    book, notes = Book(""), ""
    grid = doc.grid()
    for y, row in enumerate(grid):
        note = "\n".join(f"{h}：{c}" for h, c in zip(grid[0][1:], row[1:], strict=False) if c) if y % 2 else ""
        if note:
            notes += f'<comment ref="{ref(y, 0)}" authorId="0"><text><r><t xml:space="preserve">{escape(note)}</t></r></text></comment>'
    shown = [row[:1] if y % 2 else row for y, row in enumerate(grid)]
    extra: Parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors><author>PC02</author></authors><commentList>{notes}</commentList></comments>',
    }
    return book.write([("Sheet1", "", book.sheet(shown))], extra)


def boxes(doc: Doc, rng: Random) -> bytes:
    """A text box on a sheet of headings."""
    book = Book("")
    paras = "".join(f"<a:p><a:r><a:rPr/><a:t>{escape(x)}</a:t></a:r></a:p>" for x in doc.text("　").split("\n"))
    ns = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    corner = "<xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{0}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    extra: Parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr {ns}><xdr:twoCellAnchor><xdr:from>{corner.format(1)}</xdr:from><xdr:to>{corner.format(9)}</xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="テキスト ボックス 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/>{paras}</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
    }
    return book.write([("メモ", "", book.sheet([["別記"]], '<drawing r:id="rId1"/>'))], extra)


def readings(doc: Doc, rng: Random) -> bytes:
    """Readings of the names in phonetic guides, as the input method leaves them."""
    book = Book("")
    for row in doc.grid()[1:]:
        kana = next((c for c in row if re.fullmatch(r"[ァ-ヶー]+ [ァ-ヶー]+", c)), "")
        if kana and row.index(kana):
            book.readings[row[row.index(kana) - 1]] = kana.replace(" ", "　")
    return book.write([("名簿", "", book.sheet(doc.grid()))])


def cached(doc: Doc, rng: Random) -> bytes:
    """A pivot's cache keeps the rows that the sheet no longer has."""
    book = Book("")
    head, *rows = doc.grid()
    names = "".join(f'<cacheField name="{escape(h) or "列"}"><sharedItems/></cacheField>' for h in head)
    kept = "".join("<r>" + "".join(f'<s v="{escape(c)}"/>' if c else "<m/>" for c in r) + "</r>" for r in rows)
    extra: Parts = {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="{len(rows)}"><cacheSource type="worksheet"><worksheetSource ref="A1:Z{len(rows) + 1}" sheet="元"/></cacheSource><cacheFields count="{len(head)}">{names}</cacheFields></pivotCacheDefinition>',
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": rels(("pivotCacheRecords", "pivotCacheRecords1.xml")),
        "xl/pivotCache/pivotCacheRecords1.xml": f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="{len(rows)}">{kept}</pivotCacheRecords>',
    }
    return book.write([("集計", "", book.sheet([["行ラベル", "個数"], ["総計", str(len(rows))]]))], extra)


def _record(kind: int, data: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, out = len(data), b""
    while True:
        out += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + out + data


def _wide(value: str) -> bytes:
    data = value.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def xlsb(doc: Doc, rng: Random) -> bytes:
    """The binary workbook."""
    shared: dict[str, int] = {}
    grid = doc.grid()
    body = (
        _record(129, b"")
        + _record(148, struct.pack("<IIII", 0, len(grid) - 1, 0, max(map(len, grid)) - 1))
        + _record(145, b"")
    )
    for y, row in enumerate(grid):
        body += _record(0, struct.pack("<IIHHBI", y, 0, 300, 0, 0, 0))
        for x, value in enumerate(row):
            if value:
                at = shared.setdefault(value, len(shared))
                body += _record(7, struct.pack("<III", x, 0, at))
    body += _record(146, b"") + _record(130, b"")
    texts = _record(159, struct.pack("<II", len(shared), len(shared)))
    texts += b"".join(_record(19, b"\0" + _wide(v)) for v in shared) + _record(160, b"")
    book = _record(131, b"") + _record(143, b"") + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")) + _record(144, b"") + _record(132, b"")  # fmt: skip
    kinds = {"xl/workbook.bin": "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/worksheets/sheet1.bin": "application/vnd.ms-excel.worksheet", "xl/sharedStrings.bin": "application/vnd.ms-excel.sharedStrings"}  # fmt: skip
    return pack({"[Content_Types].xml": types(**kinds), "_rels/.rels": rels(("officeDocument", "xl/workbook.bin")), "xl/workbook.bin": book, "xl/worksheets/sheet1.bin": body, "xl/sharedStrings.bin": texts,
                 "xl/_rels/workbook.bin.rels": rels(("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin"))})  # fmt: skip


TABLES: Formats = {
    "xlsx": (".xlsx", xlsx()), "xlsx-inline": (".xlsx", xlsx("inline")), "xlsx-runs": (".xlsx", xlsx("runs")), "xlsx-dates": (".xlsx", xlsx("dates")), "xlsx-numbers": (".xlsx", xlsx("numbers")),
    "xlsx-formula": (".xlsx", xlsx("formula")), "xlsx-offset": (".xlsx", xlsx("offset")), "xlsx-hidden": (".xlsx", xlsx("hidden")), "xlsx-very": (".xlsx", xlsx("very")), "xlsx-halves": (".xlsx", xlsx("halves")),
    "xlsm": (".xlsm", xlsx(macro=True)), "xlsb": (".xlsb", xlsb), "xlsx-comments": (".xlsx", comments), "xlsx-phonetic": (".xlsx", readings), "xlsx-pivot": (".xlsx", cached),
}  # fmt: skip
FORMS: Formats = {"xlsx-form": (".xlsx", xlsx("offset")), "xlsx-box": (".xlsx", boxes), "xlsm-form": (".xlsm", xlsx(macro=True)), "xlsb-form": (".xlsb", xlsb)}  # fmt: skip
ANY: Formats = {"xlsx-box": (".xlsx", boxes)}
