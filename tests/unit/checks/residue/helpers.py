"""What the tests of the search share: looking into bytes, and one invented resident planted in many places."""

from __future__ import annotations

import io
import zipfile

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult

NAME, KANA, BIRTH, PHONE = "飯島莉央", "イイジマ リオ", "昭和52年8月19日", "090-6421-7738"
ADDRESS, MAIL = "東京都板橋区蓮根2-14-9", "rio.iijima77@gmail.com"
LINE = f"利用者の{NAME}さん、{BIRTH}生まれ、{ADDRESS}、携帯{PHONE}、{MAIL}"
ROWS = [["氏名", "フリガナ", "生年月日", "住所", "電話番号"], [NAME, KANA, BIRTH, ADDRESS, PHONE]]


def look(data: bytes, name: str = "file", budget: Budget | None = None) -> FileResult:
    """The result for `data`, clear values shown."""
    return inspect_bytes(data, name, budget or Budget(), reveal=True)


def values(data: bytes, name: str = "file") -> set[tuple[str, str]]:
    """(kind, value) pairs found in `data`."""
    return {(kind, value) for kind, value, _ in look(data, name).matches or []}


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of `members`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document with `body` and further parts; two underscores in a key stand for a slash, one for a dot."""
    more = {key.replace("__", "/").replace("_", "."): value for key, value in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            **more,
        }
    )
