"""From forms found to persons found: two kinds of one person close together are content, one alone is a candidate.

Names and telephone numbers are shared by many; that two of them belong to the same registered person and stand within
256 bytes hardly ever happens by chance (notes/scan.md sections 4.4 and 4.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.forms import CODE, FILE_NAME, KINDS, WEAK
from checks.residue.fingerprint.matcher import Tokens

NEAR = 256
# Finds closer together than this are one hit: a cluster's worth of bytes.
GAP = 4096
# Data that have nothing to do with each other are looked at together when they are moved so far apart.
APART = 4 * GAP
_IS_WEAK = np.isin(np.arange(256), [CODE[kind] for kind in WEAK])
# People with the same name have the same reading: both together say no more than one.
_FAMILY = np.arange(len(KINDS), dtype=np.uint8)
_FAMILY[CODE["kana"]] = CODE["name"]
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Finds that lie together: first byte, length in bytes, record numbers, and whether two kinds agree."""

    start: int
    length: int
    records: frozenset[int]
    content: bool


def clusters(tokens: Tokens) -> Iterator[Cluster]:
    """Content clusters first, then candidates that lie outside of them; weak kinds alone are nothing."""
    tokens = _those(tokens, tokens.kind != FILE_NAME)
    if not len(tokens):
        return
    sure = _agreeing(tokens)
    covered = list(_grouped(tokens, np.flatnonzero(sure), content=True))
    yield from covered
    alone = np.flatnonzero(~sure & ~_IS_WEAK[tokens.kind])
    yield from _grouped(tokens, _outside(tokens, alone, covered), content=False)


def names(tokens: Tokens) -> Iterator[Cluster]:
    """Where names of received files stand; the clusters hold no persons."""
    found = _those(tokens, tokens.kind == FILE_NAME)
    for cluster in _grouped(found, np.arange(len(found)), content=False):
        yield Cluster(cluster.start, cluster.length, frozenset(), content=False)


def _those(tokens: Tokens, chosen: npt.NDArray[np.bool_]) -> Tokens:
    if chosen.all():
        return tokens
    return Tokens(tokens.position[chosen], tokens.length[chosen], tokens.record[chosen], tokens.kind[chosen])


def _agreeing(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Which tokens have one of another kind of the same record beside them."""
    order = np.lexsort((tokens.position, tokens.record))
    record, kind, start = tokens.record[order], _FAMILY[tokens.kind[order]], tokens.position[order]
    end = start + tokens.length[order]
    pair = (
        (record[1:] == record[:-1]) & (kind[1:] != kind[:-1]) & (start[1:] >= end[:-1]) & (start[1:] - end[:-1] <= NEAR)
    )
    sure = np.zeros(len(tokens), np.bool_)
    sure[order[1:][pair]] = True
    sure[order[:-1][pair]] = True
    return sure


def _grouped(tokens: Tokens, chosen: Array, *, content: bool) -> Iterator[Cluster]:
    if not chosen.size:
        return
    chosen = chosen[np.argsort(tokens.position[chosen], kind="stable")]
    start = tokens.position[chosen]
    end = np.maximum.accumulate(start + tokens.length[chosen])
    breaks = np.flatnonzero(start[1:] - end[:-1] > GAP) + 1
    edges = [0, *breaks.tolist(), len(chosen)]
    record = tokens.record[chosen].tolist()
    starts, ends = start.tolist(), end.tolist()
    for low, high in pairwise(edges):
        yield Cluster(starts[low], ends[high - 1] - starts[low], frozenset(record[low:high]), content)


def _outside(tokens: Tokens, chosen: Array, covered: list[Cluster]) -> Array:
    if not covered or not chosen.size:
        return chosen
    starts = np.array([cluster.start for cluster in covered])
    ends = np.array([cluster.start + cluster.length for cluster in covered])
    place = tokens.position[chosen]
    index = np.searchsorted(starts, place + GAP, "right") - 1
    return chosen[(index < 0) | (place > ends[index] + GAP)]
