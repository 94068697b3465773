"""Outlook stores (PST, OST): read through libpff where it is installed, otherwise named as unread."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from checks.residue import charset
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers.source import Source

MESSAGES = 100_000


def read(source: Source) -> Iterator[Part]:
    """Subjects, bodies and attachments of all folders."""
    try:
        pypff = import_module("pypff")
    except ImportError:
        yield Unread("unsupported_format")
        return
    store = pypff.file()
    store.open_file_object(io.BytesIO(source.all()))
    try:
        yield from _folder(store.get_root_folder(), source)
    finally:
        store.close()


def _folder(folder: Any, source: Source) -> Iterator[Part]:
    pending = [folder]
    while pending:
        current = pending.pop()
        pending += [current.get_sub_folder(index) for index in range(current.get_number_of_sub_folders())]
        for index in range(current.get_number_of_sub_messages()):
            source.meter.member()
            yield from _message(current.get_sub_message(index))


def _message(message: Any) -> Iterator[Part]:
    subject = message.get_subject() or ""
    yield Text(
        "\n".join(filter(None, (subject, message.get_sender_name() or "", _plain(message.get_plain_text_body())))),
        subject[:0],
    )
    html = message.get_html_body()
    if html:
        yield Member("body.html", bytes(html))
    rtf = message.get_rtf_body()
    if rtf and not html:
        yield Member("body.rtf", bytes(rtf))
    for index in range(message.get_number_of_attachments()):
        attachment = message.get_attachment(index)
        yield Member("attachment", bytes(attachment.read_buffer(attachment.get_size())))


def _plain(body: bytes | str | None) -> str:
    if body is None or isinstance(body, str):
        return body or ""
    return charset.decode(body, charset.detect(body) or "cp932")
