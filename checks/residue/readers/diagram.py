"""Drawings of diagrams.net, whose pages are packed and written as base64 (drawio, mxfile)."""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from checks.residue.pieces import Part, Text
from checks.residue.readers import markup
from checks.residue.readers.source import Source

MOST = 500
_PAGE = re.compile(r"<diagram\b([^<>]*)>([A-Za-z0-9+/=\s]{8,})<")
_LABEL = re.compile(r"\b(?:value|label|tooltip|name)=\"([^\"]+)\"")
_TAG = re.compile(r"<[^<>]*>")


def read(text: str, source: Source) -> Iterator[Part]:
    """The labels of each page as lines; whatever else the file says as XML."""
    pages: list[str] = []
    for _, packed in _PAGE.findall(text)[:MOST]:
        try:
            told = zlib.decompressobj(-15).decompress(base64.b64decode(packed), source.meter.budget.member_bytes)
        except (binascii.Error, zlib.error):
            continue
        source.meter.add(len(told))
        pages.append(unquote(told.decode("utf-8", "replace")))
    for page in pages:
        labels = [_TAG.sub("\n", html.unescape(html.unescape(label))) for label in _LABEL.findall(page)]
        if labels:
            yield Text("\n".join(labels))
    yield from markup.read_xml(_PAGE.sub("", text), source)
