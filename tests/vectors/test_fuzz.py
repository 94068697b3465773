"""Hostile but properly signed content: whatever a signer puts into the documents, the verifier answers with a report."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence import model, trust, verify
from evidence.jsonstrict import SchemaError, loads
from evidence.known import Known
from evidence.verdict import Report
from tests.vectors.cases_content import raw_bundle
from tests.vectors.forge import NOW, Forge, Parts

FORGE = Forge()
TRUST = trust.parse(FORGE.trust.document)
HELD = Known(FORGE.request.document)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(max_size=12)
    | st.sampled_from(["0" * 64, "../x", "\ud7ff"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def judged(raw: bytes) -> Report:
    report = verify.verify_stream(BytesIO(raw), trust=TRUST, now=NOW, known=HELD)
    assert "NOT_JUDGED" not in report.names()
    return report


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a document."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


def changed(raw: bytes, data: st.DataObject) -> bytes:
    """A document with one value, anywhere in it, replaced by any other."""
    value = json.loads(raw)
    *way, last = data.draw(st.sampled_from(places(value)))
    inner = value
    for key in way:
        inner = inner[key]
    inner[last] = data.draw(JSON)
    return json.dumps(value, ensure_ascii=True).encode()


@FEW
@given(st.data())
def test_any_value_in_bundle_json(data: st.DataObject) -> None:
    assert judged(raw_bundle(FORGE, changed(FORGE.parts()["bundle.json"], data))).verdict


@FEW
@given(st.data(), st.sampled_from(["hosts/pc1/manifest.json", "request/request.json", "previous/receipt.json"]))
def test_any_value_in_the_other_documents(data: st.DataObject, name: str) -> None:
    raw = changed(FORGE.parts()[name], data)

    def change(parts: Parts) -> None:
        parts[name] = raw

    assert judged(FORGE.resigned(change)).verdict


@FEW
@given(
    st.binary(max_size=200),
    st.sampled_from(["journal.jsonl", "bundle.json", "hosts/pc1/manifest.json.p7s", "items.json"]),
)
def test_any_bytes_in_an_entry(raw: bytes, name: str) -> None:
    def change(parts: Parts) -> None:
        parts[name] = raw

    assert judged(FORGE.resigned(change) if name != "bundle.json" else raw_bundle(FORGE, raw)).verdict


@FEW
@given(st.data())
def test_any_value_in_a_trust_list_is_read_or_refused(data: st.DataObject) -> None:
    raw = changed(FORGE.trust.document, data)
    try:
        trust.parse(raw)
    except SchemaError:
        return


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=100) | st.text(max_size=60).map(str.encode) | JSON.map(lambda v: json.dumps(v).encode()))
def test_strict_json_raises_only_its_own_error(raw: bytes) -> None:
    try:
        loads(raw)
    except SchemaError:
        return


@pytest.mark.parametrize(
    "raw",
    [b'{"a":1,"a":1}', b"1.0", b"1e3", b"NaN", b"Infinity", b"[" * 13 + b"]" * 13, b"\xef\xbb\xbf1", b"\xff", b""],
)
def test_what_json_leaves_open_is_refused(raw: bytes) -> None:
    with pytest.raises(SchemaError):
        loads(raw)


def test_every_document_survives_its_own_writer() -> None:
    parts = FORGE.parts()
    for cls, name in ((model.BundleManifest, "bundle.json"), (model.Request, "request/request.json")):
        assert model.write(model.read(cls, parts[name])) == parts[name]
