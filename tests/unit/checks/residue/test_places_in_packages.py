"""Where people's data hides inside packages: mail, archives and databases, one in the other."""

from __future__ import annotations

import base64
import bz2
import email.message
import gzip
import io
import lzma
import shutil
import sqlite3
import subprocess
import tarfile
from pathlib import Path

import py7zr
import pytest

from checks.residue.budget import Budget, Meter
from checks.residue.pieces import Member
from checks.residue.readers.packed import read_tar
from checks.residue.readers.source import Source
from tests.unit.checks.residue.helpers import (
    LINE,
    NAME,
    PHONE,
    ROWS,
    docx,
    look,
    values,
    zipped,
)

CSV = "\r\n".join(",".join(row) for row in ROWS) + "\r\n"
WANTED = {("name", NAME), ("phone", PHONE)}


def message(codec: str, transfer: str) -> email.message.EmailMessage:
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@office.example", "b@office.example", f"{NAME}様の件"
    mail.set_content(LINE + "\n", charset=codec, cte=transfer)
    return mail


@pytest.mark.parametrize(
    ("codec", "transfer"),
    [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-2022-jp", "7bit"), ("shift_jis", "base64")],
)
def test_mail_is_read_in_its_usual_encodings(codec: str, transfer: str) -> None:
    data = bytes(message(codec, transfer))
    assert values(data) >= WANTED
    assert (
        values(
            b"From a Mon Apr  6 10:00:00 2026\n"
            + data
            + b"\nFrom b Mon Apr  6 10:00:01 2026\nFrom: x\nTo: y\nSubject: z\n\nhi\n"
        )
        >= WANTED
    )


def test_an_archive_in_a_mail_in_an_archive_is_opened() -> None:
    mail = message("utf-8", "base64")
    mail.set_content("添付のとおり\n")
    mail.add_attachment(
        zipped({"名簿.csv": CSV.encode("cp932")}), maintype="application", subtype="zip", filename="a.zip"
    )
    assert values(zipped({"mail.eml": bytes(mail)})) >= WANTED


def test_every_package_is_opened(tmp_path: Path) -> None:
    raw = CSV.encode("cp932")
    tar, seven = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as out:
        info = tarfile.TarInfo("list.csv")
        info.size = len(raw)
        out.addfile(info, io.BytesIO(raw))
    with py7zr.SevenZipFile(seven, "w") as archive:
        archive.writestr(raw, "list.csv")
    for packed in (
        gzip.compress(raw),
        bz2.compress(raw),
        lzma.compress(raw),
        tar.getvalue(),
        gzip.compress(tar.getvalue()),
        seven.getvalue(),
        zipped({"a/b.csv": raw}),
    ):
        assert values(packed) >= WANTED, packed[:8]


@pytest.mark.parametrize("method", ["5", "6", "7", "0"])
def test_lzh_is_opened(method: str, tmp_path: Path) -> None:
    lha = shutil.which("lha")
    if lha is None:
        pytest.skip("lha is not installed")
    (tmp_path / "list.csv").write_bytes(CSV.encode("cp932") * 40)
    if subprocess.run(
        [lha, f"ao{method}" if method != "0" else "az", "x.lzh", "list.csv"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    ).returncode:
        pytest.skip("this lha does not write the method")
    assert values((tmp_path / "x.lzh").read_bytes()) >= WANTED


def test_lzh_members_match_their_plain_text(shared: Path) -> None:
    from checks.residue.budget import Budget
    from checks.residue.extract import extract
    from checks.residue.pieces import Text

    def texts(name: str) -> list[str]:
        data = (shared / "samples" / "lha" / name).read_bytes()
        return [piece.text for piece in extract(data, name, Budget()) if isinstance(piece, Text)]

    one = texts("lhasa-lha_unix114i-h0_lh5.lzh")
    assert "END OF TERMS AND CONDITIONS" in one[0]
    for name in (
        "lhasa-lha_unix114i-h1_lh5.lzh",
        "lhasa-lha_unix114i-h1_lh7.lzh",
        "lhasa-lhmelt_16536-h0_lh6.lzh",
        "lhasa-lhmelt_16536-h1_lh5.lzh",
        "lhasa-lha213-lh5.lzh",
    ):
        assert texts(name) == one, name
    assert texts("lhasa-lha_amiga_122-level2.lzh") == ["hello world\n"]


def database(path: Path, *after: str) -> bytes:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA secure_delete=OFF")
    connection.execute("CREATE TABLE client (name TEXT, kana TEXT, birth TEXT, address TEXT, tel TEXT)")
    connection.executemany("INSERT INTO client VALUES (?,?,?,?,?)", [ROWS[1]] + [["x" * 30] * 5 for _ in range(200)])
    connection.commit()
    for statement in after:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    "after", [(), ("DELETE FROM client",), ("DROP TABLE client",), ("DELETE FROM client WHERE tel LIKE '090%'",)]
)
def test_live_and_deleted_rows_of_sqlite_are_read(after: tuple[str, ...], tmp_path: Path) -> None:
    data = database(tmp_path / "a.db", *after)
    assert NAME.encode() in data
    assert ("phone", PHONE) in values(data)


def test_a_write_ahead_log_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE client (name TEXT, tel TEXT)")
    connection.execute("INSERT INTO client VALUES (?, ?)", (NAME, PHONE))
    connection.commit()
    log = (tmp_path / "b.db-wal").read_bytes()
    connection.close()
    assert values(log) >= WANTED


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
@pytest.mark.parametrize("style", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_japanese_names_in_a_tar_are_read_in_both_character_sets(codec: str, style: int) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=style, encoding=codec) as archive:
        info = tarfile.TarInfo("名簿/利用者.csv")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"abc"))
    source = Source(out.getvalue(), "a.tar", Meter(Budget(), 1 << 20))
    assert [part.name for part in read_tar(source) if isinstance(part, Member)] == ["名簿/利用者.csv"]


def test_what_was_typed_into_the_properties_of_a_document() -> None:
    variables = f'<w:settings><w:docVars><w:docVar w:name="氏名" w:val="{NAME}"/><w:docVar w:name="電話番号" w:val="{PHONE}"/></w:docVars></w:settings>'
    fields = f'<office:meta><meta:user-defined meta:name="氏名">{NAME}</meta:user-defined><meta:user-defined meta:name="電話番号">{PHONE}</meta:user-defined></office:meta>'
    text = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<m/>",
        "content.xml": "<office:document-content/>",
        "meta.xml": f"<office:document-meta>{fields}</office:document-meta>",
    }
    for data in (docx("<w:p/>", word__settings_xml=variables), zipped(dict(text))):
        assert {("name", NAME), ("phone", PHONE)} <= values(data)


HEAD = "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize(("more", "blank"), [("; delsp=yes", " "), ("", " ")])
def test_lines_that_go_on_in_a_flowed_letter(more: str, blank: str) -> None:
    kind = f"Content-Type: text/plain; charset=utf-8; format=flowed{more}\r\n\r\n"
    text = f"{HEAD}{kind}利用者の{NAME[:2]}{blank}\r\n{NAME[2:]}さん、電話は{PHONE}です。\r\n"
    assert values(text.encode()) >= WANTED


def test_sealed_letters_are_named_as_locked() -> None:
    armour = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA5vJ7pL2\r\n-----END PGP MESSAGE-----\r\n"
    inline = f"{HEAD}Content-Type: text/plain\r\n\r\n{armour}".encode()
    sealed = bytes.fromhex("3082010006092a864886f70d010703") + bytes(range(256)) * 3
    letter = email.message.EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.jp", "b@example.jp", "x"
    letter.set_content(sealed, maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    for data in (inline, letter.as_bytes()):
        assert "locked" in {reason for _, reason in look(data).unread}


def test_documents_of_pictures_alone_are_named() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(300)
    cells = '<worksheet><sheetData><row><c t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'
    book: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": "<workbook/>",
        "xl/media/image1.png": picture,
    }
    written = zipped(
        {**book, "xl/worksheets/sheet1.xml": cells.format("令和6年度の年間行事と担当する職員の一覧表です。")}
    )
    empty = zipped({**book, "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>"})
    letter = b"{\\rtf1\\ansi{\\pict\\pngblip " + picture.hex().encode() + b"}\\par}"
    page = f"<html><body><img src='data:image/png;base64,{base64.b64encode(picture).decode()}'></body></html>".encode()
    for data in (empty, letter, page):
        assert look(data).reason == "picture_only"
    assert not look(written).unread


def test_a_letter_typed_into_a_cell_of_a_form_is_read_as_a_letter() -> None:
    letter = (
        "ぼくは夏休みにこはる君と川に行きました。",
        "こはる君のお父さんが魚のつかみ方を教えてくれました。",
        "星愛も上手になったね、と言われました。",
    )
    cell = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("五年二組 河合 星愛", *letter))
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>記録</w:t></w:r></w:p></w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    assert {("name", "河合 星愛"), ("name", "こはる")} <= values(docx(body))
