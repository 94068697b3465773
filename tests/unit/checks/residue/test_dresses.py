"""Each kind is found in the dresses people write it in, and what only looks alike is not (tests/bench/kinds)."""

from __future__ import annotations

import pytest

from tests.bench.kinds.score import HERE, count, entries
from tests.bench.offices.score import Tally

# recall, precision: a little under what is measured, so that a new dress may be missed and none lost
LEAST = {"address": (0.95, 0.97), "kana": (0.93, 0.97), "sensitive": (0.93, 0.95)}
USUAL = (0.96, 0.97)


@pytest.mark.parametrize("kind", [path.stem for path in sorted(HERE.glob("*.toml"))])
def test_a_kind_is_found_in_its_dresses_and_look_alikes_are_not(kind: str) -> None:
    total = Tally()
    notes = []
    for entry in entries(HERE / f"{kind}.toml"):
        lost, wrong = count(entry, total)
        notes += [f"{entry.dress}: lost {lost} wrong {wrong} in {entry.text!r}"] if lost or wrong else []
    recall, precision = LEAST.get(kind, USUAL)
    assert total.hit >= recall * total.planted, notes
    assert total.right >= precision * total.reported, notes
