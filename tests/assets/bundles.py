"""Many small bundles, built and signed for real without walking an inspection each: for desks with hundreds of them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from evidence import build, model
from evidence.keys import KeyFileSigner
from selfaudit.domain.exchange import IssuedRequest
from selfaudit.services import ward
from selfaudit.services.program import encode, program_digest
from selfaudit.services.workspace import Workspace
from tests.assets.exchange import DUE, PROFILE


def number(index: int) -> str:
    return f"8-{index:04d}"


def asked(office: Workspace, root: KeyFileSigner, count: int, year: int = 2026) -> list[IssuedRequest]:
    """Requests for so many contracts, each asking for the operator's signature alone."""
    wanted = [
        ward.Wanted(number(index), PROFILE, DUE, f"業務{index}", f"受託者{index}", year, ("operator",))
        for index in range(count)
    ]
    rows = [ward.prepared(office, each, root)[1] for each in wanted]
    office.repository.save_issued_requests(rows)
    return rows


def content(
    request: IssuedRequest,
    states: dict[str, str] | None = None,
    hosts: dict[str, dict[str, str]] | None = None,
    body: bytes = b"",
) -> build.BundleContent:
    """What answers a request: items by state, PCs' check results left out, one exhibit of this body."""
    import base64

    items = [
        {"id": item, "number": item.rpartition("/")[2], "duty": "contractor", "state": state, "attachments": []}
        for item, state in (states or {f"{PROFILE}/clause/1": "conforms"}).items()
    ]
    entries: dict[str, bytes | Path] = {
        "request/request.json": request.document.encode("utf-8"),
        "request/request.json.p7s": base64.b64decode(request.signature),
        "items.json": encode({"v": 1, "items": items}),
    }
    notes = []
    if body:
        entries["attachments/0001.jpg"] = body
        notes.append(build.AttachmentNote("attachments/0001.jpg", "photo.jpg", items[0]["id"], "点検 担当"))
    return build.BundleContent(
        tool=model.Tool("selfaudit", "0.1.0", program_digest()),
        contract=model.Contract(request.contract_number, request.contract_title, "見本区", request.contractor),
        fiscal_year=request.fiscal_year,
        profile=model.Profile(PROFILE, "ab" * 32),
        created=model.utc(datetime.now(UTC)),
        counts=model.Counts(1, 0, 0, 0),
        entries=entries,
        attachments=tuple(notes),
        request=request.id,
    )


def many(folder: Path, rows: list[IssuedRequest], signer: KeyFileSigner, body: bytes = b"") -> Iterator[Path]:
    """One bundle for each request."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, row in enumerate(rows):
        path = folder / f"{index:04d}.asice.zip"
        build.build(path, content(row, body=body + json.dumps(index).encode() if body else b""), [signer])
        yield path
