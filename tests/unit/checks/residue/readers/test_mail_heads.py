"""Letters as mail programs keep them are told by their header fields (RFC 5322, 3.6), whatever those begin with."""

from __future__ import annotations

import base64

import pytest

from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, values

BODY = base64.encodebytes(LINE.encode()).replace(b"\n", b"\r\n")
MIME = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
HEADS = {
    "thunderbird": b"X-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\nX-Mozilla-Keys:   \r\n" + MIME,
    "thunderbird mbox": b"From - Mon Apr  1 10:00:00 2024\r\nX-Account-Key: account1\r\nX-UIDL: 9\r\nX-Mozilla-Status2: 00000000\r\n"
    + MIME,
    "forwarded": b"ARC-Seal: i=1; a=rsa-sha256\r\nList-Id: <a.example.jp>\r\nAccept-Language: ja\r\nThread-Topic: x\r\n"
    + MIME,
    "short": b"Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    "marked": b"\xef\xbb\xbfFrom: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\n" + MIME,
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_letter_is_told_by_its_fields(kind: str) -> None:
    assert {("name", NAME), ("phone", PHONE)} <= values(HEADS[kind] + BODY, "letter.eml")


def test_a_letter_within_a_letter_has_a_subject_of_its_own() -> None:
    subject = "=?utf-8?B?" + base64.b64encode(LINE.encode()).decode() + "?="
    inner = f"Subject: {subject}\r\nFrom: a@example.jp\r\n\r\nhello\r\n"
    outer = "From: a@example.jp\r\nTo: b@example.jp\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    letter = f"{outer}--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
    assert ("phone", PHONE) in values(letter.encode(), "letter.eml")


def test_utf7_is_read_where_the_letter_says_so() -> None:
    head = b"From: a@example.jp\r\nTo: b@example.jp\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n"
    assert ("phone", PHONE) in values(head + LINE.encode("utf-7"), "letter.eml")


def test_settings_are_no_letter() -> None:
    text = f"Name: x\nDate: 2024-04-01\nFrom: here\nOwner: {LINE}\n"
    assert ("phone", PHONE) in values(text.encode(), "settings.txt")
