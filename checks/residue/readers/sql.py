"""SQL dumps: the tuples of INSERT and the lines of COPY become rows under their column names.

One too large to be held is read block by block: what the tables before were made of, and a statement that goes on, lead each block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import sql_sets, tags
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unhexed, unwrap

_CREATE = re.compile(
    r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([`\"\[\]\w.]+)\s*\(((?:[^Cc]|[Cc](?!REATE\s))*?)\)\s*(?:[^;()]*);",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"^\s*[`\"\[]?([^\s`\"\],()]+)", re.MULTILINE)
# SQL Server leaves INTO out, MySQL replaces rows, PostgreSQL may have the tuples behind FROM
_INSERT = re.compile(
    r"(?:\bINSERT\s+(?:IGNORE\s+)?(?:INTO\s+|(?=\[))|\bREPLACE\s+INTO\s+|\bINTO\s+(?=\w+\s*\([^()]*\)\s*VALUES))([`\"\[\]\w.]+)"
    r"\s*(?:\(((?:`[^`]*`|\"[^\"]*\"|\[[^\]]*\]|[^()`\"])*)\))?\s*(?:SELECT\s+[\w*, ]{1,200}\s+FROM\s*\(\s*)?VALUES\s*",
    re.IGNORECASE,
)
_TUPLE = re.compile(r"\s*,?\s*\(((?:'(?:[^'\\]|''|\\.)*+'|[^()'])*+)\)", re.DOTALL)
_FIELD = re.compile(r"\s*(?:N?'((?:[^'\\]|''|\\.)*)'|([^,']*))\s*(?:,|$)", re.DOTALL)
_SIGN = re.compile(r"'(?:[^'\\]|''|\\.)*+'?|,|[^',]+", re.DOTALL)
_LONG = 1_000
_COPY_HEAD = re.compile(r"COPY\s+\S+\s*\([^()]*\)\s+FROM\s+stdin[^\n]*\n", re.IGNORECASE)
_COPY = re.compile(
    r"^COPY\s+(\S+)\s*\(([^()]*)\)\s+FROM\s+stdin[^\n]*\n(.*?)^\\\.", re.IGNORECASE | re.MULTILINE | re.DOTALL
)

_BEGINS = re.compile(
    r"^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO|INSERT\s+\[[^\s()]+|REPLACE\s+INTO|CREATE\s+(?:TABLE|DATABASE|SCHEMA)|DROP\s+TABLE|COPY\s+\S+\s*\([^)]*\)\s+FROM)\s|^-- ?(?:MySQL dump|PostgreSQL database dump)",
    re.IGNORECASE | re.MULTILINE,
)
_MADE = 1 << 18
"""Signs of the statements that made tables which are kept for the blocks behind."""


def fits(head: str) -> bool:
    """Whether a large text that begins with `head` is a dump."""
    return _BEGINS.search(head) is not None


def read_blocks(blocks: Iterable[str], source: Source) -> Iterator[Part]:
    """`read_sql` of a dump that comes in blocks, each ending at the end of a line."""
    made = going_on = ""
    for block in blocks:
        source.meter.clock()
        text = going_on + block
        yield from read_sql(made + text, source)
        for match in _CREATE.finditer(block):
            if len(made) + len(match.group()) <= _MADE:
                made += match.group() + "\n"
        going_on = _going_on(text)


def _going_on(text: str) -> str:
    """The beginning of the statement that has not ended with `text`."""
    last = max(text.rfind("insert"), text.rfind("INSERT"), text.rfind("COPY"), text.rfind("copy"))
    insert = _INSERT.match(text, last) if last >= 0 else None
    if insert is not None:
        rest = text[_tuples(text, insert.end(), []) :].strip()
        return insert.group() if rest in ("", ",") else ""
    copy = _COPY_HEAD.match(text, last) if last >= 0 else None
    return copy.group() if copy is not None and "\n\\." not in text[last:] else ""


def read_sql(text: str, source: Source) -> Iterator[Part]:
    """A table for each target of INSERT or COPY, and what is left as text."""
    text = sql_sets.plain(unhexed(text))
    made = [(_bare(name), body) for name, body in _CREATE.findall(text)]
    columns = {name: _names(body) for name, body in made}
    remarks = {name: _told(body) for name, body in made if "COMMENT" in body.upper()}
    tables: dict[str, list[list[str]]] = {}
    last: dict[str, list[str]] = {}
    spans: list[tuple[int, int]] = []
    for match in _INSERT.finditer(text):
        target = _bare(match.group(1))
        heading = (
            [_bare(name.strip()) for name in match.group(2).split(",")] if match.group(2) else columns.get(target, [])
        )
        heading = [remarks[target].get(name, name) for name in heading] if target in remarks else heading
        rows = tables.setdefault(target, [])
        if heading and heading != last.get(target):  # rows without names of columns, or with others, may stand before
            rows.append(heading)
            last[target] = heading
        spans.append((match.start(), _tuples(text, match.end(), rows)))
    for name, heading_text, body in (match.groups() for match in tags.closed(_COPY, text, "\n\\.")):
        heading = [_bare(part.strip()) for part in heading_text.split(",")]
        tables[_bare(name)] = [heading, *(line.split("\t") for line in body.splitlines())]
    for name, rows in tables.items():
        if rows:
            fitting = _fitting(rows) if name in columns else rows
            yield Table([[unwrap(cell) for cell in row] for row in fitting], name)
    yield from sql_sets.rows(text)
    rest = tags.replaced(_COPY, "", _outside(text, spans), "\n\\.")
    if tables:
        rest = _said(rest)
    if rest.strip():
        yield Text(unwrap(rest))


_STATEMENT = re.compile(
    r"\s*(?:;|--|/\*|SET\b|DROP\b|LOCK\b|UNLOCK\b|BEGIN\b|COMMIT\b|START\b|USE\b|ALTER\b|CREATE\b|SELECT\b|\)|[`\"\w]+\s+[\w()]+[^;]*,?\Z|\Z)",
    re.IGNORECASE,
)


# `氏名` varchar(255) DEFAULT NULL,
_DEFINED = re.compile(r"\s*[`\"\[][^`\"\]]{1,60}[`\"\]]\s+\[?[A-Za-z]\w*\]?[^'@]*(?:COMMENT\s+'[^'\n]*',?\s*)?")
_REACHES = re.compile(r"@|[0-9]{2}[-/ ][0-9]|[0-9]{7}")


def _said(rest: str) -> str:
    """What is left of a dump without the statements around its rows, which would pass for a program.

    Lines that may hold a number, a day or a mailbox stay: remarks, and rows that did not end.
    """
    return "\n".join(
        line
        for line in rest.split("\n")
        if not _DEFINED.fullmatch(line) and (not line.isascii() or _REACHES.search(line) or not _STATEMENT.match(line))
    )


def _fitting(rows: list[list[str]]) -> list[list[str]]:
    """The rows without a heading that tells fewer columns than most of them have: the table was made anew since, or another."""
    wider = sum(1 for row in rows[1:] if len(row) > len(rows[0]))
    return rows[1:] if 2 * wider > len(rows) else rows


def _tuples(text: str, start: int, rows: list[list[str]]) -> int:
    while (match := _TUPLE.match(text, start)) is not None:
        body = match.group(1)
        fields = _FIELD.findall(body)[: body.count(",") + 1] if len(body) <= _LONG else list(_fields(body))
        rows.append([_clean(quoted, plain) for quoted, plain in fields])
        start = match.end()
    return start


def _fields(body: str) -> Iterator[tuple[str, str]]:
    """What `_FIELD` finds, sign by sign: (in quotes, as it stands) of each field, in time linear in a tuple of any length."""
    quoted = plain = ""
    for sign in _SIGN.finditer(body):
        told = sign.group()
        if told == ",":
            yield quoted, plain
            quoted = plain = ""
        elif told[0] == "'":
            quoted = quoted or told[1:].removesuffix("'")
        else:
            plain = plain or told
    yield quoted, plain


def _clean(quoted: str, plain: str) -> str:
    if quoted:
        return quoted.replace("''", "'").replace("\\'", "'").replace("\\n", " ")
    value = plain.strip()
    return "" if value.upper() == "NULL" else value


def _bare(name: str) -> str:
    return name.strip('`"[]').rpartition(".")[2].strip('`"[]')


def _names(body: str) -> list[str]:
    skip = {"PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "FOREIGN", "INDEX", "CHECK"}
    return [name for name in _COLUMN.findall(body.replace(", ", ",\n")) if name.upper() not in skip]


# `c1` varchar(255) DEFAULT NULL COMMENT '被保険者番号',
_COMMENT = re.compile(r"^\s*[`\"\[]?([^\s`\"\],()]+)[^\n]*?\sCOMMENT\s+'([^'\n]{1,40})'", re.MULTILINE | re.IGNORECASE)


def _told(body: str) -> dict[str, str]:
    """What the columns of a table hold, where remarks say so in Japanese."""
    return {name: told for name, told in _COMMENT.findall(body) if not told.isascii()}


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        last = max(last, end)
    return "".join([*parts, text[last:]])
