"""Whatever a sheet says beside its cells is found where one of a few words stands, which is asked for first."""

from __future__ import annotations

import pytest

from checks.residue.readers import sheets

ELEMENTS = (
    "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter", "formula1", "formula2",
    "prompt", "promptTitle", "error", "x:definedName",
)  # fmt: skip
ATTRIBUTES = ("prompt", "promptTitle", "error", "errorTitle", "tooltip", "display", "location", "text", "comment", "altText", "altTextSummary")  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        *(f'<{name} id="1">温品 試</{name}>' for name in ELEMENTS),
        *(f'<any {name}="温品 試"/>' for name in ATTRIBUTES),
        *(f'<{name} val="温品 試"/>' for name in ("filter", "customFilter", "x:inputCells")),
        "<xm:f>温品 試</xm:f>",
        "<val>温品 試</val>",
    ],
)
def test_each_saying_is_found(told: str) -> None:
    assert [one for found in sheets._sayings(told) for one in found if one] == ["温品 試"]


def test_a_sheet_of_cells_says_nothing_else() -> None:
    assert not sheets._sayings('<c r="A1" t="s"><v>3</v></c><pageMargins header="0.3" footer="0.3"/>')
