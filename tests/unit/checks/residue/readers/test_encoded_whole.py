"""Files that are an encoding from end to end, locked ones written in letters, and PostScript printed to a file."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

PERSONS = [
    ("根岸 武", "048-267-3918"),
    ("早川 恵理子", "03-5938-2741"),
    ("小笠原 悟", "047-462-1190"),
    ("柳沢 千鶴", "045-561-8823"),
    ("堀内 沙也加", "080-6612-9035"),
]
WANTED = {pair for name, phone in PERSONS for pair in (("name", name), ("phone", phone))}
LIST = "\r\n".join(map(",".join, PERSONS))


def _dump(data: bytes, *, paired: bool) -> bytes:
    """As xxd writes it, or hexdump -C."""
    lines = []
    for at in range(0, len(data), 16):
        row = data[at : at + 16]
        seen = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        if paired:
            lines.append(f"{at:08x}: {row.hex(' ', -2):<39}  {seen}")
        else:
            lines.append(f"{at:08x}  {row[:8].hex(' ')}  {row[8:].hex(' '):<23}  |{seen}|")
    return "\n".join(lines).encode()


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
@pytest.mark.parametrize(
    "write",
    [
        lambda data: data.hex().encode(),
        lambda data: data.hex(" ").upper().encode(),
        lambda data: ", ".join(f"0x{byte:02x}" for byte in data).encode(),
        base64.b32encode,
        base64.urlsafe_b64encode,
        lambda data: b"<~" + base64.a85encode(data) + b"~>",
        lambda data: _dump(data, paired=True),
        lambda data: _dump(data, paired=False),
    ],
    ids=["base16", "base16 with blanks", "bytes of C", "base32", "base64url", "ascii85", "xxd", "hexdump -C"],
)
def test_a_list_written_in_an_encoding_is_read(write: object, codec: str) -> None:
    assert callable(write)
    assert values(write(LIST.encode(codec))) >= WANTED


def test_sums_and_keys_in_hexadecimal_stay_quiet() -> None:
    keys = "\n".join(os.urandom(32).hex() for _ in range(20))
    assert look(keys.encode()).verdict is Verdict.CLEAN
    assert look(_dump(b"The quick brown fox jumps over the lazy dog. " * 20, paired=True)).verdict is Verdict.CLEAN


_ENVELOPED = bytes.fromhex("30820bb006092a864886f70d010703a0")


@pytest.mark.parametrize(
    "data",
    [
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.encodebytes(b"age-encryption.org/v1\n" + os.urandom(900)),
        base64.encodebytes(b"Salted__" + os.urandom(900)),
        b"-----BEGIN PKCS7-----\n" + base64.encodebytes(_ENVELOPED + os.urandom(900)) + b"-----END PKCS7-----\n",
        b"$ANSIBLE_VAULT;1.1;AES256\n" + "\n".join(os.urandom(40).hex() for _ in range(20)).encode(),
    ],
    ids=["age", "openssl enc -a", "CMS", "ansible-vault"],
)
def test_what_is_locked_and_written_in_letters_is_named(data: bytes) -> None:
    told = look(data)
    assert (told.verdict, told.reason) == (Verdict.UNREADABLE, "locked")


def _printed(font: str, written: object) -> bytes:
    assert callable(written)
    shown = [
        f"72 {700 - 20 * at} moveto {written(name)} show\n200 {700 - 20 * at} moveto {written(phone)} show"
        for at, (name, phone) in enumerate(PERSONS)
    ]
    head = f"%!PS-Adobe-3.0\n%%Title: list\n/{font} findfont 12 scalefont setfont\n%%EndProlog\n%%Page: 1 1\n"
    return (head + "\n".join(shown) + "\nshowpage\n%%EOF\n").encode()


def _octal(data: bytes) -> str:
    return "(" + "".join(f"\\{byte:03o}" if byte > 126 or byte in b"()\\" else chr(byte) for byte in data) + ")"


@pytest.mark.parametrize(
    ("font", "written"),
    [
        ("Ryumin-Light-90ms-RKSJ-H", lambda name: f"<{name.encode('cp932').hex()}>"),
        ("GothicBBB-Medium-RKSJ-V", lambda name: _octal(name.encode("cp932"))),
        ("Ryumin-Light-EUC-H", lambda name: f"<{name.encode('euc_jp').hex()}>"),
        ("HeiseiMin-W3-UniJIS-UTF16-H", lambda name: f"<{name.encode('utf-16-be').hex()}>"),
    ],
)
def test_a_page_of_postscript_is_read_in_the_character_set_of_its_font(font: str, written: object) -> None:
    assert values(_printed(font, written)) >= WANTED
    assert values(b"\x1b%-12345X@PJL JOB\n@PJL ENTER LANGUAGE=POSTSCRIPT\n" + _printed(font, written)) >= WANTED


def test_a_page_of_latin_letters_is_clean() -> None:
    shown = "".join(f"72 {700 - 14 * at} moveto (Chapter {at}: how to set the clock) show\n" for at in range(30))
    assert look(f"%!PS-Adobe-3.0\n%%Page: 1 1\n{shown}showpage\n".encode()).verdict is Verdict.CLEAN


@pytest.mark.skipif(shutil.which("pdftops") is None, reason="needs pdftops (poppler-utils)")
def test_glyphs_without_letters_are_named(tmp_path: Path) -> None:
    from tests.unit.checks.residue.readers.pdf_pages import written

    (tmp_path / "a.pdf").write_bytes(
        written([f"BT /F1 12 Tf 72 700 Td <{LIST.replace(chr(13), '').encode('utf-16-be').hex()}> Tj ET"])
    )
    subprocess.run(["pdftops", "a.pdf", "a.ps"], cwd=tmp_path, check=True, capture_output=True)
    assert look((tmp_path / "a.ps").read_bytes()).verdict is Verdict.UNREADABLE
