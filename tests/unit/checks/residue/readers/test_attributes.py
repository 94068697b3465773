"""What attributes of a page tell (HTML 13.1.2.3), and numbers that only programs on it see."""

from __future__ import annotations

import html

import pytest

from tests.unit.checks.residue.helpers import LINE, PHONE, values

ATTRIBUTES = {
    "description": f'<p aria-label="{LINE}">x</p>',
    "page in a page": f'<iframe srcdoc="{html.escape(f"<p>{LINE}</p>")}"></iframe>',
    "what a click does": f"<button onclick=\"alert('{LINE}')\">x</button>",
    "data": f'<div data-tel="{PHONE}" data-id="1234567890123">x</div>',
    "no quotes": f"<input type=hidden name=tel value={PHONE}>",
    "no quotes around a link": f"<a href=tel:{PHONE}>x</a>",
}


@pytest.mark.parametrize("kind", ATTRIBUTES)
def test_what_attributes_tell(kind: str) -> None:
    page = f"<!DOCTYPE html><html><body><h1>連絡票</h1>{ATTRIBUTES[kind]}</body></html>"
    found = values(page.encode(), "page.html")
    assert ("phone", PHONE) in found
    assert [value for known, value in found if known == "phone"] == [PHONE]
