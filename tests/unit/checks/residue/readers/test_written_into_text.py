"""Files written into texts (uuencode, yEnc) and cards whose lines are folded in the middle of a letter or quoted."""

import binascii
import quopri

import pytest

from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, NAME, PHONE, ROWS, docx, values

ALL = {("name", NAME), ("kana", KANA), ("birth_date", BIRTH), ("address", ADDRESS), ("phone", PHONE)}
LISTED = [*ROWS, ["渡部信一", "ワタベ シンイチ", "昭和28年1月9日", "東京都板橋区高島平3-10-2", "080-5512-0937"]]
LIST = "\r\n".join(map(",".join, LISTED)).encode("cp932")
LETTER = docx(f"<w:p><w:r><w:t>氏名 {NAME} 電話 {PHONE}</w:t></w:r></w:p>")
HEADS = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: list\r\nMessage-ID: <1@example.org>\r\n\r\nplease see\r\n\r\n"


def uuencoded(data: bytes, name: str, *, blanks: bool = False) -> bytes:
    """As POSIX writes it; `blanks` writes zeros as blanks, which older programs did."""
    lines = b"".join(binascii.b2a_uu(data[at : at + 45], backtick=not blanks) for at in range(0, len(data), 45))
    return f"begin 644 {name}\n".encode() + lines + (b" \nend\n" if blanks else b"`\nend\n")


@pytest.mark.parametrize("head", [HEADS, b"Subject: list\n\n", b""])
@pytest.mark.parametrize("blanks", [True, False])
def test_uuencoded_lists_are_read(head: bytes, blanks: bool) -> None:
    assert values(head + uuencoded(LIST, "list.csv", blanks=blanks)) >= ALL


def test_uuencoded_files_are_opened() -> None:
    told = values(HEADS + uuencoded(LETTER, "a.docx") + b"\nand\n" + uuencoded(b"nothing", "b.txt") + b"\nbye\n")
    assert {("name", NAME), ("phone", PHONE)} <= told


def test_lines_that_lost_their_blanks_at_the_end_are_read() -> None:
    data = LIST + bytes(3)
    stripped = b"\n".join(line.rstrip(b" ") for line in uuencoded(data, "list.csv", blanks=True).split(b"\n"))
    assert values(stripped) >= ALL


def test_words_that_begin_a_file_are_no_file() -> None:
    assert values(b"begin 644 list.csv\nthis is no file\nend\n") == set()


def test_yenc_in_a_message_is_read() -> None:
    coded = bytearray()
    for byte in LIST:
        sign = (byte + 42) % 256
        coded += b"=" + bytes([(sign + 64) % 256]) if sign in (0, 10, 13, 61) else bytes([sign])
    body = b"=ybegin line=128 size=%d name=list.csv\r\n%s\r\n=yend size=%d\r\n" % (len(LIST), bytes(coded), len(LIST))
    assert values(HEADS + body) >= ALL


def folded(line: str) -> bytes:
    raw = line.encode()
    return b"\r\n ".join(raw[at : at + 74] for at in range(0, len(raw), 74))


def test_a_list_pasted_into_a_calendar_line_by_line() -> None:
    entries = b"".join(
        b"BEGIN:VEVENT\r\nDTSTART:20251120T090000\r\n" + folded(f"DESCRIPTION:{' '.join(row)}") + b"\r\nEND:VEVENT\r\n"
        for row in LISTED
    )
    assert values(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + entries + b"END:VCALENDAR\r\n") >= ALL


def test_a_fold_between_the_bytes_of_a_letter_loses_nothing() -> None:
    for blanks in range(3):
        line = folded(f"DESCRIPTION:{'x' * (40 + blanks)} 利用者の{NAME}さん、携帯{PHONE}、{ADDRESS}")
        event = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + line + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        assert {("name", NAME), ("address", ADDRESS)} <= values(event)


def test_notes_of_an_old_telephone() -> None:
    notes = b"".join(
        b"BEGIN:VNOTE\r\nVERSION:1.1\r\nBODY;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:"
        + quopri.encodestring(" ".join(row).encode("cp932"), quotetabs=True).replace(b"\n", b"\r\n")
        + b"\r\nEND:VNOTE\r\n"
        for row in LISTED
    )
    assert values(notes) >= ALL
