"""Runs of base64 on a disk: sampled once in a kilobyte, then followed in both directions (notes/scan.md section 4.3)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

import numpy as np

EVERY = 1024
SAMPLE = 80
_ALPHABET = np.zeros(256, np.bool_)
_ALPHABET[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")] = True
_RUN = re.compile(rb"[A-Za-z0-9+/]+(?:\r?\n[A-Za-z0-9+/]+)*={0,2}")
_BEFORE = re.compile(rb"[A-Za-z0-9+/\r\n]*\Z")
_FEWEST_VALUES = 12
_LONGEST = 8 << 20


def runs(data: bytes | bytearray | memoryview, begin: int, end: int) -> Iterator[tuple[int, list[bytes]]]:
    """(offset, decodings) of each run that covers a sample in `data[begin:end]`.

    A run with line breaks is decoded from its first whole line; one without is decoded in all four phases, because a
    fragment may begin anywhere inside a group of four.
    """
    whole = np.frombuffer(data, np.uint8)
    first = -(-begin // EVERY) * EVERY
    count = max(0, (min(end, len(whole) - SAMPLE) - first + EVERY - 1) // EVERY)
    if not count:
        return
    samples = np.lib.stride_tricks.as_strided(whole[first:], (count, SAMPLE), (EVERY, 1), writeable=False)
    done = 0
    quick = np.flatnonzero(_ALPHABET[samples[:, 0]] & _ALPHABET[samples[:, 37]] & _ALPHABET[samples[:, 79]])
    for index in quick[_ALPHABET[samples[quick]].all(axis=1)].tolist():
        at = first + index * EVERY
        if at < done or len(np.unique(samples[index])) < _FEWEST_VALUES:
            continue
        start, run = _whole_run(data, at)
        done = start + len(run)
        yield start, decodings(run)


def _whole_run(data: bytes | bytearray | memoryview, at: int) -> tuple[int, bytes]:
    back = bytes(data[max(0, at - EVERY) : at])
    before = _BEFORE.search(back)
    start = at - (len(before.group().lstrip(b"\r\n")) if before else 0)
    match = _RUN.match(data, start, start + _LONGEST)
    return start, bytes(match.group()) if match else b""


def decodings(run: bytes) -> list[bytes]:
    """What `run` may stand for, one entry for each phase that has to be tried."""
    first, mark, rest = run.partition(b"\n")
    if mark:
        lines = rest.replace(b"\r", b"").replace(b"\n", b"").rstrip(b"=")
        head = first.rstrip(b"\r")
        return [_decode(head[len(head) % 4 :] + lines)]
    bare = run.rstrip(b"=")
    return [_decode(bare[phase:]) for phase in range(4)]


def _decode(text: bytes) -> bytes:
    """Slack bytes glued to the end are cut off: only whole groups of four are decoded."""
    return binascii.a2b_base64(text[: len(text) // 4 * 4])
