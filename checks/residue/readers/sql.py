"""SQL dumps: the tuples of INSERT and the lines of COPY become rows under their column names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import tags
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unhexed, unwrap

_CREATE = re.compile(
    r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([`\"\[\]\w.]+)\s*\(((?:[^Cc]|[Cc](?!REATE\s))*?)\)\s*(?:[^;()]*);",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"^\s*[`\"\[]?([^\s`\"\],()]+)", re.MULTILINE)
_INSERT = re.compile(
    r"INSERT\s+(?:IGNORE\s+)?INTO\s+([`\"\[\]\w.]+)\s*(?:\(((?:`[^`]*`|\"[^\"]*\"|\[[^\]]*\]|[^()`\"])*)\))?\s*VALUES\s*",
    re.IGNORECASE,
)
_TUPLE = re.compile(r"\s*,?\s*\(((?:'(?:[^'\\]|''|\\.)*+'|[^()'])*+)\)", re.DOTALL)
_FIELD = re.compile(r"\s*(?:N?'((?:[^'\\]|''|\\.)*)'|([^,']*))\s*(?:,|$)", re.DOTALL)
_SIGN = re.compile(r"'(?:[^'\\]|''|\\.)*+'?|,|[^',]+", re.DOTALL)
_LONG = 1_000
_COPY = re.compile(
    r"^COPY\s+(\S+)\s*\(([^()]*)\)\s+FROM\s+stdin[^\n]*\n(.*?)^\\\.", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


def read_sql(text: str, source: Source) -> Iterator[Part]:
    """A table for each target of INSERT or COPY, and what is left as text."""
    text = unhexed(text)
    columns = {_bare(name): _names(body) for name, body in _CREATE.findall(text)}
    tables: dict[str, list[list[str]]] = {}
    spans: list[tuple[int, int]] = []
    for match in _INSERT.finditer(text):
        target = _bare(match.group(1))
        heading = (
            [_bare(name.strip()) for name in match.group(2).split(",")] if match.group(2) else columns.get(target, [])
        )
        rows = tables.setdefault(target, [heading] if heading else [])
        spans.append((match.start(), _tuples(text, match.end(), rows)))
    for name, heading_text, body in (match.groups() for match in tags.closed(_COPY, text, "\n\\.")):
        heading = [_bare(part.strip()) for part in heading_text.split(",")]
        tables[_bare(name)] = [heading, *(line.split("\t") for line in body.splitlines())]
    for name, rows in tables.items():
        if rows:
            yield Table([[unwrap(cell) for cell in row] for row in rows], name)
    rest = _outside(text, spans)
    if rest.strip():
        yield Text(unwrap(tags.replaced(_COPY, "", rest, "\n\\.")))


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


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        last = max(last, end)
    return "".join([*parts, text[last:]])
