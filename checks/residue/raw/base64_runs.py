"""Runs of base64 on a disk: sampled once in a kilobyte, then followed in both directions (notes/scan.md section 4.3)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

EVERY = 1024
SAMPLE = 80
# Which bytes stand in a run.
ALPHABET = np.zeros(256, np.bool_)
ALPHABET[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")] = True
_RUN = re.compile(rb"[A-Za-z0-9+/]+(?:\r?\n[A-Za-z0-9+/]+)*={0,2}")
_BEFORE = re.compile(rb"[A-Za-z0-9+/\r\n]*\Z")
_FEWEST_VALUES = 12
_LONGEST = 8 << 20
Array = npt.NDArray[Any]


def samples(data: bytes | bytearray | memoryview, begin: int, end: int) -> Array:
    """Positions in `data[begin:end]` from which on a sample consists of the alphabet."""
    whole = np.frombuffer(data, np.uint8)
    first = -(-begin // EVERY) * EVERY
    count = max(0, (min(end, len(whole) - SAMPLE) - first + EVERY - 1) // EVERY)
    if not count:
        return np.empty(0, np.intp)
    taken = np.lib.stride_tricks.as_strided(whole[first:], (count, SAMPLE), (EVERY, 1), writeable=False)
    quick = np.flatnonzero(ALPHABET[taken[:, 0]] & ALPHABET[taken[:, 37]] & ALPHABET[taken[:, 79]])
    chosen: Array = quick[ALPHABET[taken[quick]].all(axis=1)] * EVERY + first
    return chosen


def runs(data: bytes | bytearray | memoryview, sampled: Array) -> Iterator[tuple[int, list[bytes]]]:
    """(offset, decodings) of each run that covers one of the positions `sampled`, in order.

    A run with line breaks is decoded from its first whole line; one without is decoded in all four phases, because a
    fragment may begin anywhere inside a group of four.
    """
    done = 0
    for at in sampled.tolist():
        if at < done or len(set(data[at : at + SAMPLE])) < _FEWEST_VALUES:
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
