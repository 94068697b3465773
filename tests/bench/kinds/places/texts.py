"""Writers of text: tables with separators, markup, records of programs, escapes."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import quopri
import unicodedata
import urllib.parse
from collections.abc import Callable

from tests.bench.kinds.places.contents import Content, Rows

Writer = Callable[[Content], bytes | None]
CODECS = ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be")


def separated(content: Content, mark: str = ",", *, quoted: bool = False) -> str:
    """The rows with `mark` between their cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(content.rows)
    return out.getvalue()


def _separated_in(codec: str, mark: str = ",") -> Writer:
    return lambda content: separated(content, mark).encode(codec)


def _lines_in(codec: str) -> Writer:
    return lambda content: content.text.encode(codec)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WFA" else 1 for ch in text)


def _padded(content: Content, gap: int) -> str:
    wide = [max(_width(row[at]) for row in content.rows) + gap for at in range(len(content.rows[0]))]
    return "\n".join(
        "".join(cell + " " * (room - _width(cell)) for cell, room in zip(row, wide, strict=True)).rstrip()
        for row in content.rows
    )


def _broken(rows: Rows) -> str:
    """Each longer cell on two lines, in quotes."""
    halves = (
        [f"{cell[: len(cell) // 2]}\n{cell[len(cell) // 2 :]}" if len(cell) > 9 else cell for cell in row]
        for row in rows
    )
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in halves)


def _of_records(write: Callable[[list[dict[str, str]]], str]) -> Writer:
    return lambda content: write(content.records).encode() if content.records else None


def _tag(key: str) -> str:
    return "".join(ch for ch in key if ch.isalnum()) or "x"


def _xml(records: list[dict[str, str]], one: Callable[[dict[str, str]], str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><list>{"".join(map(one, records))}</list>'


def _elements(one: dict[str, str]) -> str:
    return "<p>" + "".join(f"<{_tag(key)}>{html.escape(value)}</{_tag(key)}>" for key, value in one.items()) + "</p>"


def _attributes(one: dict[str, str]) -> str:
    return "<p " + " ".join(f'{_tag(key)}="{html.escape(value)}"' for key, value in one.items()) + "/>"


def _entries(row: list[str]) -> str:
    return "<row>" + "".join(f"<entry>{html.escape(cell)}</entry>" for cell in row) + "</row>"


def _columns(records: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {key: {str(n): record[key] for n, record in enumerate(records)} for key in records[0]}


def _labelled(between: str) -> Writer:
    return _of_records(
        lambda records: "\n\n".join(
            "\n".join(f"{key}{between}{value}" for key, value in one.items()) for one in records
        )
    )


def _table(rows: Rows, cell: Callable[[str], str]) -> str:
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'


def _forms(records: list[dict[str, str]]) -> str:
    fields = (
        "".join(f'<label>{key}</label><input name="{key}" value="{html.escape(value)}">' for key, value in one.items())
        for one in records
    )
    return "<html><body>" + "".join(f"<form>{one}</form>" for one in fields) + "</body></html>"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _inserts(records: list[dict[str, str]], head: str = "INSERT INTO member") -> str:
    return "\n".join(
        f"{head} ({', '.join(f'[{key}]' for key in one)}) VALUES ({', '.join('N' + _quoted(value) for value in one.values())});"
        for one in records
    )


def _updates(records: list[dict[str, str]]) -> str:
    sets = (", ".join(f"{key} = {_quoted(value)}" for key, value in one.items()) for one in records)
    return "\n".join(f"UPDATE member SET {one} WHERE id = {n};" for n, one in enumerate(sets))


def _sections(records: list[dict[str, str]]) -> str:
    return "\n\n".join(
        "[[member]]\n" + "\n".join(f'"{key}" = "{value}"' for key, value in one.items()) for one in records
    )


def _yaml(records: list[dict[str, str]]) -> str:
    return "\n".join("- " + "\n  ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in one.items()) for one in records)


def _said(records: list[dict[str, str]]) -> str:
    told = (", ".join(f"{key}='{value}'" for key, value in one.items()) for one in records)
    return "\n".join(f"2026-04-01 10:00:00 DEBUG Member({one})" for one in told)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


WRITERS: dict[str, Writer] = {
    **{f"csv {codec}": _separated_in(codec) for codec in CODECS},
    **{f"txt {codec}": _lines_in(codec) for codec in CODECS},
    **{f"csv {mark!r}": _separated_in("utf-8", mark) for mark in "\t;|"},
    "csv quoted": lambda c: separated(c, quoted=True).encode("cp932"),
    "csv as formulas": lambda c: "\r\n".join(",".join(f'="{x}"' for x in row) for row in c.rows).encode("cp932"),
    "csv broken cells": lambda c: _broken(c.rows).encode("cp932"),
    "columns apart by two": lambda c: _padded(c, 2).encode(),
    "markdown": lambda c: "\n".join("| " + " | ".join(row) + " |" for row in c.rows).encode(),
    "lines of a list": lambda c: "\n".join("- " + " / ".join(row) for row in c.rows).encode(),
    **{f"labels {mark!r}": _labelled(mark) for mark in ("：", "＝", "\u3000\u3000", "\n", " → ")},
    "json": _of_records(_dumped),
    "json in ascii": _of_records(json.dumps),
    "json in json": _of_records(lambda records: _dumped({"payload": _dumped(records)})),
    "json columns": _of_records(lambda records: json.dumps(_columns(records))),
    "json head and rows": _of_records(
        lambda records: _dumped({"columns": list(records[0]), "data": [list(one.values()) for one in records]})
    ),
    "json typed values": _of_records(
        lambda records: _dumped([{"fields": {k: {"stringValue": v} for k, v in one.items()}} for one in records])
    ),
    "json lines": _of_records(lambda records: "\n".join(map(_dumped, records))),
    "yaml in ascii": _of_records(_yaml),
    "toml": _of_records(_sections),
    "printed objects": _of_records(_said),
    "sql": _of_records(_inserts),
    "sql without into": _of_records(lambda records: _inserts(records, "INSERT [dbo].[member]")),
    "sql update": _of_records(_updates),
    "xml elements": _of_records(lambda records: _xml(records, _elements)),
    "xml attributes": _of_records(lambda records: _xml(records, _attributes)),
    "xml cells": lambda c: f"<t><b>{''.join(map(_entries, c.rows))}</b></t>".encode(),
    "html table": lambda c: _table(c.rows, lambda x: f"<td>{html.escape(x)}</td>").encode(),
    "html widths": lambda c: _table(c.rows, lambda x: f'<td width="17%">{html.escape(x)}</td>').encode(),
    "html broken cells": lambda c: _table(c.rows, lambda x: f"<td>{html.escape(x).replace(' ', '<br>')}</td>").encode(),
    "html fields": _of_records(_forms),
    "html textarea": lambda c: f"<html><body><textarea>{html.escape(c.text)}</textarea></body></html>".encode(),
    "quoted-printable": lambda c: quopri.encodestring(c.text.encode()),
    "base64": lambda c: base64.encodebytes(c.text.encode("cp932")),
    "percent": lambda c: urllib.parse.quote(c.text).encode(),
    "escapes": lambda c: c.text.encode("ascii", "backslashreplace"),
}
"""Each content as a file, by the name of the place; None where a content cannot stand there."""
