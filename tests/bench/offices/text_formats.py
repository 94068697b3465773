"""Documents as text files: encodings, separated and fixed records, markup, dumps, address books, escapes."""

import base64
import html
import json
import quopri
from collections.abc import Callable
from random import Random
from urllib.parse import quote

from tests.bench.offices.doc import Block, Doc, Rows

PLAINER = {
    "𠮷": "吉",
    "﨑": "崎",
    "髙": "高",
    "德": "徳",
    "栁": "柳",
    "濵": "浜",
    "邉": "辺",
    "－": "-",
    "・": "・",
    "—": "-",
    "〜": "～",
    "…": "…",
}
KEYS = {
    "氏名": "name", "利用者氏名": "user_name", "フリガナ": "kana", "生年月日": "birthday", "住所": "address", "電話番号": "tel", "電話": "phone",
    "メール": "email", "郵便番号": "zip", "個人番号": "mynumber", "口座番号": "account_no", "被保険者番号": "insured_no", "性別": "sex",
}  # fmt: skip
HALF = str.maketrans(
    {
        **dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ", strict=True)),
        **{c: f"{b}ﾞ" for c, b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ", strict=True)},
        **{c: f"{b}ﾟ" for c, b in zip("パピプペポ", "ﾊﾋﾌﾍﾎ", strict=True)},
        "\u3000": " ",
    }
)  # fmt: skip


def change(doc: Doc, how: Callable[[str], str]) -> None:
    """Rewrite every text and every noted value in the same way, so that the truth stays true."""
    doc.values[:] = [(k, how(v), s) for k, v, s in doc.values]
    doc.blocks[:] = [
        Block(how(b.text), [[how(c) for c in r] for r in b.rows] if b.rows is not None else None, b.place)
        for b in doc.blocks
    ]


def fit(doc: Doc, encoding: str) -> None:
    """Replace what an encoding cannot hold, as old programs do."""

    def one(char: str) -> str:
        for candidate in (char, PLAINER.get(char, char), {"～": "〜", "－": "-"}.get(char, "〓")):
            try:
                candidate.encode(encoding)
            except UnicodeEncodeError:
                continue
            return candidate
        return "?"

    change(doc, lambda text: "".join(map(one, text)))


def text(doc: Doc) -> str:
    return "\n".join(doc.lines()) + "\n"


def separated(doc: Doc, mark: str = ",", always: bool = False) -> str:
    """csv or tsv: paragraphs as lines of one cell."""

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if always or mark in value or '"' in value else value

    out: list[str] = []
    for block in doc.blocks:
        out += [mark.join(map(cell, row)) for row in block.rows] if block.rows is not None else [cell(block.text)]
    return "\r\n".join(out) + "\r\n"


def rows_of(doc: Doc) -> Rows:
    """The first table, a form as one row under its labels, or the paragraphs as rows of one cell."""
    if doc.layout == "form":
        pairs = next(b.rows for b in doc.blocks if b.rows is not None)
        return [list(column) for column in zip(*pairs, strict=True)]
    return next((b.rows for b in doc.blocks if b.rows is not None), [[b.text] for b in doc.blocks])


def objects(doc: Doc, latin: bool) -> list[dict[str, str]]:
    head, *rest = rows_of(doc)
    keys = [KEYS.get(h, h) if latin else h for h in head]
    return [dict(zip(keys, row, strict=False)) for row in rest]


def as_json(doc: Doc, latin: bool, ascii_only: bool) -> str:
    body: object = objects(doc, latin) if any(b.rows for b in doc.blocks) else {"body": text(doc)}
    return json.dumps({"version": 1, "items": body}, ensure_ascii=ascii_only, indent=None if ascii_only else 1)


def as_xml(doc: Doc) -> str:
    if not any(b.rows for b in doc.blocks):
        inner = "".join(f"<段落>{html.escape(line)}</段落>\n" for line in doc.lines())
    else:
        inner = "".join(
            "<record>" + "".join(f"<{_tag(k)}>{html.escape(v)}</{_tag(k)}>" for k, v in row.items()) + "</record>\n"
            for row in objects(doc, False)
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<data>\n{inner}</data>\n'


def _tag(label: str) -> str:
    return "".join(c for c in label if c.isalnum()) or "x"


def as_html(doc: Doc, escape: Callable[[str], str] = html.escape, charset: str = "utf-8") -> str:
    parts: list[str] = []
    for block in doc.blocks:
        if block.rows is None:
            parts.append(f"<p>{escape(block.text)}</p>")
        else:
            parts.append(
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>\n" for row in block.rows)
                + "</table>"
            )
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{escape(doc.title)}</title><script>var n=1;</script></head><body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def entities(value: str) -> str:
    return "".join(c if ord(c) < 128 else f"&#x{ord(c):X};" for c in html.escape(value))


def as_sql(doc: Doc) -> str:
    head, *rest = rows_of(doc)
    columns = ", ".join(f"`{KEYS.get(h, h)}`" for h in head)
    values = ",\n".join("(" + ", ".join("'" + c.replace("'", "''") + "'" for c in row) + ")" for row in rest)
    return f"-- MySQL dump 10.13\nDROP TABLE IF EXISTS `t1`;\nINSERT INTO `t1` ({columns}) VALUES\n{values};\n"


def as_fixed(doc: Doc) -> bytes:
    """Records of one length in cp932, fields filled up with blanks."""
    fit(doc, "cp932")
    rows = rows_of(doc)
    widths = [max(len(r[i].encode("cp932")) for r in rows) + 2 for i in range(len(rows[0]))]
    return b"".join(
        b"".join(c.encode("cp932").ljust(w) for c, w in zip(r, widths, strict=False)) + b"\r\n" for r in rows
    )


PROPERTIES = (
    (("電話", "TEL", "携帯", "連絡先"), "TEL;TYPE=CELL:{}"), (("メール",), "EMAIL;TYPE=INTERNET:{}"), (("住所", "お迎え先"), "ADR;TYPE=HOME:;;{};;;;"),
    (("生年月日",), "BDAY:{}"), (("カナ", "ﾌﾘｶﾞﾅ", "フリガナ", "ふりがな", "名義"), "X-PHONETIC-LAST-NAME:{}"),
)  # fmt: skip


def as_vcard(doc: Doc) -> str:
    """Cards as phones write them; what has no property of its own is a note."""
    out = []
    names = {v for k, v, _ in doc.values if k == "name"}
    for row in objects(doc, False):
        name = next((v for v in row.values() if v in names), "")
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{name.replace(' ', ';')};;;"]
        for label, value in row.items():
            shape = next((p for labels, p in PROPERTIES if any(x in label for x in labels)), f"NOTE:{label} {{}}")
            lines += [shape.format(value)] if value and value != name else []
        out.append("\r\n".join([*lines, "END:VCARD"]))
    return "\r\n".join(out) + "\r\n"


def as_ics(doc: Doc) -> str:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{i}@cal\r\nDTSTART:20251121T100000\r\nSUMMARY:{line[:60]}\r\nDESCRIPTION:{line}\r\nEND:VEVENT\r\n"
        for i, line in enumerate(doc.lines())
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


def as_ldif(doc: Doc) -> str:
    out = []
    for n, row in enumerate(objects(doc, True)):
        out.append(
            f"dn: uid={n},ou=people\n"
            + "\n".join(f"{_latin(k)}:: {_wrapped(v if k.isascii() else f'{k} {v}')}" for k, v in row.items() if v)
        )
    return "\n\n".join(out) + "\n"


def _wrapped(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _latin(key: str) -> str:
    return key if key.isascii() else "description"


def as_log(doc: Doc) -> str:
    """Web server lines whose queries carry the values percent-encoded."""
    out = []
    for n, row in enumerate(objects(doc, True)):
        query = "&".join(f"{quote(k)}={quote(v)}" for k, v in row.items())
        out.append(
            f'10.0.0.{n % 250} - - [05/Nov/2025:10:{n % 60:02d}:11 +0900] "GET /entry/confirm?{query} HTTP/1.1" 200 5123 "-" "Mozilla/5.0"'
        )
    return "\n".join(out) + "\n"


def as_markdown(doc: Doc) -> str:
    out: list[str] = [f"# {doc.title}", ""]
    for block in doc.blocks:
        if block.rows is None:
            out.append(block.text)
        else:
            out += ["| " + " | ".join(r) + " |" for r in block.rows]
            out.insert(len(out) - len(block.rows) + 1, "|" + "---|" * len(block.rows[0]))
    return "\n".join(out) + "\n"


def as_ltsv(doc: Doc) -> str:
    return "\n".join("\t".join(f"{k}:{v}" for k, v in row.items()) for row in objects(doc, True)) + "\n"


def as_dbf(doc: Doc) -> bytes:
    """dBase III in cp932."""
    fit(doc, "cp932")
    head, *rest = rows_of(doc)
    widths = [min(254, max([4] + [len(r[i].encode("cp932")) for r in rest])) for i in range(len(head))]
    size = 1 + sum(widths)
    out = (
        bytes([3, 125, 11, 20])
        + len(rest).to_bytes(4, "little")
        + (33 + 32 * len(head)).to_bytes(2, "little")
        + size.to_bytes(2, "little")
        + bytes(17)
        + b"\x7b\0\0"
    )
    for label, width in zip(head, widths, strict=True):
        out += (
            label.encode("cp932")[:10].decode("cp932", "ignore").encode("cp932").ljust(11, b"\0")
            + b"C"
            + bytes(4)
            + bytes([width])
            + bytes(15)
        )
    out += b"\r"
    for row in rest:
        out += b" " + b"".join(c.encode("cp932")[:w].ljust(w) for c, w in zip(row, widths, strict=True))
    return out + b"\x1a"


def as_rtf(doc: Doc, by_code: bool) -> bytes:
    """Rich text: ``by_code`` writes cp932 bytes, otherwise Unicode escapes."""
    if by_code:
        fit(doc, "cp932")

    def esc(value: str) -> str:
        out = []
        for char in value:
            if char in "\\{}":
                out.append("\\" + char)
            elif ord(char) < 128:
                out.append(char)
            elif by_code:
                out.append("".join(f"\\'{b:02x}" for b in char.encode("cp932")))
            else:
                units = char.encode("utf-16-le")
                out.append(
                    "".join(
                        f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?"
                        for i in range(0, len(units), 2)
                    )
                )
        return "".join(out)

    body = []
    for block in doc.blocks:
        if block.rows is None:
            body.append(esc(block.text) + "\\par")
        else:
            cells = "".join(f"\\cellx{1500 * (i + 1)}" for i in range(len(block.rows[0])))
            body += [f"\\trowd{cells} " + "".join(esc(c) + "\\cell " for c in row) + "\\row" for row in block.rows]
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Mincho;}}\\f0 " + "\n".join(body) + "}"
    ).encode("ascii")


def percent_body(doc: Doc) -> str:
    """A form's body as a browser sent it, kept in a debug log."""
    return "2025-11-20 10:11:12 DEBUG POST /contact body=" + quote(text(doc), safe="") + "\n"


def quoted(doc: Doc) -> bytes:
    """A saved page (MHTML) in quoted-printable."""
    inner = quopri.encodestring(as_html(doc).encode())
    return (
        b'From: <Saved by Blink>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b1"\r\n\r\n----b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        + inner
        + b"\r\n----b1--\r\n"
    )


def half(doc: Doc) -> bytes:
    """Kana in half width, cp932."""
    change(doc, lambda value: value.translate(HALF))
    fit(doc, "cp932")
    return separated(doc).encode("cp932")


def coded(encoding: str, mark: bytes = b"", make: Callable[[Doc], str] = text) -> Callable[[Doc, Random], bytes]:
    """A text writer in one encoding."""

    def write(doc: Doc, _rng: Random) -> bytes:
        fit(doc, encoding)
        return mark + make(doc).encode(encoding)

    return write


def utf8(make: Callable[[Doc], str]) -> Callable[[Doc, Random], bytes]:
    return lambda doc, _rng: make(doc).encode()


ANY = {
    "txt-utf8": (".txt", coded("utf-8")), "txt-cp932": (".txt", coded("cp932")), "txt-utf16": (".txt", coded("utf-16-le", b"\xff\xfe")),
    "txt-utf16be": (".txt", coded("utf-16-be", b"\xfe\xff")), "txt-utf16-nobom": (".dat", coded("utf-16-le")), "txt-euc": (".txt", coded("euc_jp")),
    "txt-jis": (".txt", coded("iso2022_jp")), "html": (".html", utf8(as_html)), "html-entities": (".htm", utf8(lambda d: as_html(d, entities))),
    "html-cp932": (".html", coded("cp932", b"", lambda d: as_html(d, charset="Shift_JIS"))), "xml": (".xml", utf8(as_xml)),
    "json-escaped": (".json", utf8(lambda d: as_json(d, True, True))), "json": (".json", utf8(lambda d: as_json(d, False, False))),
    "rtf-codes": (".rtf", lambda d, r: as_rtf(d, True)), "rtf-unicode": (".rtf", lambda d, r: as_rtf(d, False)), "mht": (".mht", lambda d, r: quoted(d)),
    "markdown": (".md", utf8(as_markdown)), "percent-body": (".log", utf8(percent_body)), "ics": (".ics", utf8(as_ics)),
    "base64-txt": (".b64", lambda d, r: base64.encodebytes(text(d).encode())),
}  # fmt: skip
TABLE_ONLY = {
    "csv-utf8": (".csv", utf8(separated)), "csv-cp932": (".csv", coded("cp932", b"", lambda d: separated(d, ",", True))), "csv-bom": (".csv", coded("utf-8", b"\xef\xbb\xbf", separated)),
    "tsv-utf16": (".txt", coded("utf-16-le", b"\xff\xfe", lambda d: separated(d, "\t"))), "csv-euc": (".csv", coded("euc_jp", b"", separated)),
    "csv-half": (".csv", lambda d, r: half(d)), "fixed": (".dat", lambda d, r: as_fixed(d)), "sql": (".sql", utf8(as_sql)), "vcard": (".vcf", utf8(as_vcard)),
    "ldif": (".ldif", utf8(as_ldif)), "query-log": (".log", utf8(as_log)), "ltsv": (".log", utf8(as_ltsv)), "dbf": (".dbf", lambda d, r: as_dbf(d)),
    "csv-bak": (".csv.bak", coded("cp932", b"", separated)), "semicolon": (".csv", utf8(lambda d: separated(d, ";"))),
}  # fmt: skip
