"""From written forms to byte forms: six encodings, and delimiters round what is too short to stand alone."""

from __future__ import annotations

import json
import quopri
import re
import urllib.parse

from checks.residue.fingerprint.canonical import table

ENCODINGS = ("utf-8", "cp932", "utf-16-le", "utf-16-be", "euc_jp", "iso2022_jp")
FEW_ENCODINGS = ("utf-8", "cp932", "utf-16-le")
# A sampled window needs three bytes beyond its five (notes/scan.md section 4.2).
SHORTEST = 8
LONGEST = 200
# A form that lacks one byte holds a separator already; it is looked for beside the commonest delimiters only.
_FEW_PAIRS = 6
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")


def byte_forms(form: str, *, few: bool = False) -> set[bytes]:
    """The byte forms of `form`, each of 8 to 200 bytes; those it cannot have in an encoding are left out."""
    found: set[bytes] = set()
    for encoding in FEW_ENCODINGS if few else ENCODINGS:
        raw = _encode(form, encoding)
        if raw is None:
            continue
        if len(raw) >= SHORTEST:
            found.add(raw[:LONGEST])
        elif len(raw) >= SHORTEST - 2:
            found.update(
                _delimited(form, encoding, few=few) if encoding != "iso2022_jp" else [b"\x1b$B" + raw + b"\x1b(B"]
            )
    return {raw for raw in found if len(raw) >= SHORTEST}


def escaped_forms(form: str) -> set[bytes]:
    """How programs write a name where only ASCII is allowed: JSON, XML references, quoted-printable, URLs."""
    if form.isascii():
        return set()
    utf8 = form.encode("utf-8")
    written = (
        json.dumps(form)[1:-1],
        "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in form),
        quopri.encodestring(utf8, quotetabs=True).decode("ascii").replace("=\n", ""),
        urllib.parse.quote(form),
    )
    return {text.encode("ascii") for text in written if len(text) <= LONGEST}


def _encode(form: str, encoding: str) -> bytes | None:
    try:
        raw = form.encode(encoding)
    except UnicodeEncodeError:
        return None
    if encoding != "iso2022_jp" or b"\x1b" not in raw:
        return raw
    # Inside a line of ISO-2022-JP the escapes stand elsewhere; only a form that is one run of ideographs is the same there.
    runs = [run for run in _ESCAPE.split(raw) if run]
    return runs[0] if len(runs) == 1 else None


def _delimited(form: str, encoding: str, *, few: bool) -> list[bytes]:
    pairs = table()["delimiters"]["pairs"]
    many = 2 if few else _FEW_PAIRS if len(form.encode(encoding)) == SHORTEST - 1 else None
    return [f"{before}{form}{after}".encode(encoding, "ignore") for before, after in pairs[:many]]
