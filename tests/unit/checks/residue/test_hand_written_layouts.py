"""Tables, forms and harmless papers of many lines of work (tests/bench/kinds/layouts): names are found, look-alikes stay quiet."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.bench.kinds import layouts

HARMLESS = [
    pytest.param(document, id=f"{batch}-{document.name}")
    for batch in layouts.batches()
    for document in layouts.documents(batch)
    if document.harmless
]
KNOWN_TO_BE_FLAGGED = {"h_olympics", "h_photo_contest"}
"""Published names that nothing around them tells from a list of residents."""


@pytest.mark.parametrize("document", HARMLESS)
def test_harmless_papers_stay_quiet(document: layouts.Document) -> None:
    told = layouts.judged(document)
    if document.name in KNOWN_TO_BE_FLAGGED:
        pytest.xfail("looks like a list of persons")
    assert told.result.verdict is Verdict.CLEAN, told.result.matches


@pytest.mark.parametrize("batch", layouts.batches())
def test_names_of_tables_and_forms_are_found(batch: str) -> None:
    told = [layouts.judged(document) for document in layouts.documents(batch) if not document.harmless]
    planted = sum(len(one.document.names) for one in told)
    lost = [name for one in told for name in one.lost]
    wrong = [value for one in told for value in one.wrong]
    assert len(lost) <= 0.14 * planted, lost
    assert len(wrong) <= 0.04 * sum(one.reported for one in told), wrong
    assert sum(one.result.verdict is not Verdict.CLEAN for one in told) >= 0.85 * len(told)
