"""Rows of objects as Windows tools print them: JSON, Format-List, Format-Table, wmic /format:list, CSV.

Every value comes as a string, whatever form it had; nested JSON objects keep their "Value" or "value".
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from checks.model import Why
from checks.readers.base import Output, Unreadable

RULE = re.compile(r"^\s*-{2,}(\s+-{2,})*\s*$")
FIELD = re.compile(r"^\s*([\w.()#/ -]+?)\s*[:=]\s?(.*)$")


def objects(output: Output) -> list[dict[str, str]]:
    """Give the rows of any of the known forms; raises Unreadable where there are none."""
    text = output.text.lstrip()
    if text[:1] in ("{", "["):
        return [_flat(row) for row in dicts(output.json())]
    lines = output.lines
    ruled = next((number for number, line in enumerate(lines) if RULE.match(line)), None)
    rows = _table(lines[ruled - 1], lines[ruled], lines[ruled + 1 :]) if ruled else _list(lines)
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return rows


def dicts(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """Give the outermost objects of a JSON value (one object stands for a list of one)."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list) and depth < 3:
        return [row for part in value for row in dicts(part, depth + 1)]
    return []


def _flat(row: dict[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in row.items()}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        for name in ("Value", "value", "DateTime"):
            if name in value:
                return str(value[name])
        return ""
    if isinstance(value, list):
        return ",".join(_text(part) for part in value)
    return "" if value is None else str(value)


def _list(lines: list[str]) -> list[dict[str, str]]:
    """Blocks of "Name : value" or "Name=value"; an equal name starts a new object."""
    rows: list[dict[str, str]] = []
    row: dict[str, str] = {}
    last = ""
    for line in [*lines, ""]:
        match = FIELD.match(line)
        if match and not line.startswith("#"):
            last = match[1]
            if last in row:
                rows.append(row)
                row = {}
            row[last] = match[2].strip()
        elif line.startswith(" ") and last:
            row[last] += line.strip()
        elif not line.strip() and row:
            rows.append(row)
            row, last = {}, ""
    return rows


def _table(head: str, rule: str, lines: list[str]) -> list[dict[str, str]]:
    starts = [match.start() for match in re.finditer(r"-+", rule)]
    ends = [*starts[1:], None]
    names = [head[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    rows = []
    for line in lines:
        if line.strip():
            cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
            rows.append(dict(zip(names, cells, strict=True)))
    return rows


def csv_rows(output: Output) -> list[dict[str, str]]:
    """Give CSV rows by header; the lines before the header and short rows are left out."""
    lines = [line for line in output.lines if line.strip()]
    reader = csv.DictReader(io.StringIO("\n".join(lines)))
    return [{key: value for key, value in row.items() if key and value is not None} for row in reader]


def truth(word: str) -> bool:
    """Read True/False, 1/0, YES/NO; raises Unreadable on anything else."""
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if word.strip().lower() not in known:
        raise Unreadable
    return known[word.strip().lower()]


def powershell_epoch(text: str) -> int:
    """Give epoch seconds of "/Date(ms)/" or an ISO moment; raises ValueError."""
    match = re.search(r"/Date\((-?\d+)", text)
    if match:
        return int(match[1]) // 1000
    from checks.judging import epoch

    return int(epoch(text))
