"""Messages of hospitals (HL7 2.5, SS-MIX2), address books of Thunderbird (Mork), mailboxes of Becky!."""

from __future__ import annotations

import base64

import pytest

from tests.unit.checks.residue.helpers import ADDRESS, LINE, NAME, PHONE, values

MESSAGE = (
    "MSH|^~\\&|HIS|1|GW|2|20240401100000||ADT^A08|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
    f"PID|0001||0000012345^^^^PI||{NAME[:2]}^{NAME[2:]}^^^^^L^I~イイジマ^リオ^^^^^L^P||19770819|F|||^^^^1740053^JPN^H^{ADDRESS}"
    f"||^PRN^PH^^^^^^^^^{PHONE.replace('-', '')}\r"
    "NK1|1|遠藤^真紀^^^^^L^I|MTH^母||^PRN^PH^^^^^^^^^07064217738\r"
)


@pytest.mark.parametrize("codec", ["utf-8", "iso2022_jp", "cp932"])
def test_persons_of_a_message(codec: str) -> None:
    found = values(MESSAGE.encode(codec), "ADT-00.hl7")
    assert {("name", f"{NAME[:2]} {NAME[2:]}"), ("address", ADDRESS), ("phone", PHONE.replace("-", ""))} <= found
    assert {("birth_date", "19770819"), ("name", "遠藤 真紀"), ("phone", "07064217738")} <= found


def _mork(text: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in "()$\\" else f"${byte:02X}" for byte in text.encode()
    )


def test_an_address_book() -> None:
    book = (
        '// <!-- <mdb:mork:z v="1.4"/> -->\n< <(a=c)> // (f=iso-8859-1)\n  (83=FirstName)(87=DisplayName)(8D=HomePhone)(8E=HomeAddress)>\n'
        f"<(90={_mork(NAME)})(91={PHONE})(92={_mork(ADDRESS)})(93={_mork('遠藤 真紀')})>\n"
        "{1:^80 {(k^BE:c)(s=9)} [1(^87^90)(^8D^91)(^8E^92)] [2(^87^93)(^8D=070-6421-7738)]}\n"
    )
    found = values(book.encode("ascii"), "abook.mab")
    assert {
        ("name", NAME),
        ("phone", PHONE),
        ("address", ADDRESS),
        ("name", "遠藤 真紀"),
        ("phone", "070-6421-7738"),
    } <= found


def test_a_mailbox_whose_letters_end_with_a_dot() -> None:
    head = "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nX-Becky-Status: 1\r\nContent-Type: text/plain; charset=utf-8\r\n"
    bodies = ("はい、分かりました。", LINE)
    letters = [base64.encodebytes(body.encode()).decode().replace("\n", "\r\n") for body in bodies]
    box = "".join(f"{head}Content-Transfer-Encoding: base64\r\n\r\n{letter}.\r\n" for letter in letters)
    assert {("name", NAME), ("phone", PHONE)} <= values(box.encode("ascii"), "1.bmf")
