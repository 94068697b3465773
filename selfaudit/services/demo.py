"""The whole main job on an invented contractor: interview, checks, search, answers, evidence, seal, verify.

Nothing is pretended: the checks look at this PC, the search reads real files, the bundle is signed and verified, and
openssl verifies it a second time where it is installed. Only the contractor, its people and its answers are invented.
"""

from __future__ import annotations

import getpass
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding

from evidence import verify
from evidence.container.zipstrict import ZipReader
from evidence.trust import Trust
from selfaudit.domain.contract import Machine, Person
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Outcome
from selfaudit.domain.progress import contradicts
from selfaudit.errors import InputError
from selfaudit.services import demo_files, inspect, seal, search
from selfaudit.services.workspace import Workspace, new_id
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.views import ItemView
    from selfaudit.services.walk import Walk

_YES = frozenset(
    ("electronic", "network", "paper", "handover", "collects", "email", "contract_end", "erased", "create_data")
)
_OPENSSL_SECONDS = 20
_SIGNATURE_BYTES = 16 << 20
_RUNS = 999


@dataclass(frozen=True)
class DemoResult:
    """What the demo made."""

    folder: Path
    bundle: Path
    bundle_id: str
    fingerprint: str
    verdict: str
    openssl: str
    """``ok``, ``failed`` or ``absent``."""
    total: int
    answered: int
    backed: int
    checks: dict[str, int]
    """Status word → number of checks."""
    search: dict[str, int]
    """Verdict word → number of files."""


def run(profile: str, out: Path, told: Callable[[str], None]) -> DemoResult:
    """Do the whole job in a new folder below `out`; `told` hears each step as a sentence."""
    folder = _new_folder(out, profile)
    with Workspace.open(folder / "data", program="demo") as workspace:
        told(t("demo.step.contract"))
        walk = _contract(workspace, profile, folder)
        told(t("demo.step.interview"))
        for question in walk.questions():
            walk.answer_question(question.condition.id, question.condition.id in _YES)
        told(t("demo.step.checks"))
        results = inspect.run(walk)
        told(t("demo.step.search"))
        demo_files.make_sample_folder(folder / "sample")
        found = search.run(walk, [str(folder / "sample")], workers=1)
        told(t("demo.step.answers"))
        _answer_everything(walk, demo_files.make_exhibits(folder / "exhibits"))
        told(t("demo.step.seal"))
        passphrase = secrets.token_urlsafe(24)
        sealed = seal.seal(walk, folder, passphrase)
        told(t("demo.step.verify"))
        report = verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint]))
        second = openssl_verdict(sealed.path, seal.signer(walk, passphrase).certificate.public_bytes(Encoding.PEM))
        progress = walk.progress()
    statuses: dict[str, int] = {}
    for row in results:
        statuses[row.status] = statuses.get(row.status, 0) + 1
    return DemoResult(
        folder=folder,
        bundle=sealed.path,
        bundle_id=sealed.bundle_id,
        fingerprint=sealed.fingerprint,
        verdict=str(report.verdict),
        openssl=second,
        total=progress.total,
        answered=progress.answered,
        backed=progress.backed,
        checks=statuses,
        search=dict(found.summary.counts),
    )


def openssl_verdict(bundle: Path, certificate: bytes) -> str:
    """Let openssl verify the operator's signature: ``ok``, ``failed``, or ``absent`` where openssl is not installed."""
    program = shutil.which("openssl")
    if program is None:
        return "absent"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        (work / "signer.pem").write_bytes(certificate)
        with bundle.open("rb") as file:
            archive = ZipReader(file)
            for name in ("ASiCManifest001.xml", "signature001.p7s"):
                (work / name).write_bytes(archive.read(f"META-INF/{name}", _SIGNATURE_BYTES))
        words = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "signature001.p7s"]
        words += ["-content", "ASiCManifest001.xml", "-CAfile", "signer.pem", "-out", "verified.xml"]
        try:
            done = subprocess.run(
                [program, *words], cwd=work, capture_output=True, timeout=_OPENSSL_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return "failed"
        same = (
            done.returncode == 0 and (work / "verified.xml").read_bytes() == (work / "ASiCManifest001.xml").read_bytes()
        )
        return "ok" if same else "failed"


def _new_folder(out: Path, profile: str) -> Path:
    stem = Path(profile).stem
    for number in range(1, _RUNS + 1):
        folder = out / f"{stem}-{number:03d}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise InputError(t("demo.cannot_write"), str(folder), t("demo.cannot_write_next")) from error
        return folder
    raise InputError(t("demo.too_many"), str(out), t("demo.too_many_next"))


def _contract(workspace: Workspace, profile: str, folder: Path) -> Walk:
    today = workspace.clock().date()
    walk = workspace.start(
        profile=profile,
        title="",
        contractor=t("demo.contractor"),
        fiscal_year=FiscalYear.of(today).year,
        operator=t("demo.operator"),
    )
    contract = replace(
        walk.contract,
        number=t("demo.number"),
        section=t("demo.section"),
        contractor_address=t("demo.address"),
        representative=t("demo.representative"),
        information=tuple(t("demo.information").split("|")),
        media=tuple(t("demo.media").split("|")),
        places=(t("demo.place"),),
        folders=(str((folder / "work").resolve()),),
    )
    (folder / "work").mkdir(mode=0o700)
    workspace.save_contract(contract)
    workspace.save_person(
        Person(
            id=new_id(),
            contract=contract.id,
            name=t("demo.operator"),
            role=t("demo.role"),
            place=t("demo.place"),
            pledge=today - timedelta(days=120),
            training=today - timedelta(days=90),
            accounts=(getpass.getuser(),),
        )
    )
    workspace.save_machine(Machine(id=new_id(), contract=contract.id, label=t("demo.machine"), place=t("demo.place")))
    return walk


def _answer_everything(walk: Walk, exhibits: list[Path]) -> None:
    rows = [row for row in walk.items() if row.counts]
    for number, row in enumerate(rows):
        _answer(walk, row, number)
        if number < len(exhibits) * 3:
            walk.attach(row.item.id, str(exhibits[number % len(exhibits)]))


def _answer(walk: Walk, row: ItemView, number: int) -> None:
    item = row.item.id
    outcome = Outcome.NEEDS_REVIEW if number % 17 == 16 else Outcome.CONFORMS
    if contradicts(outcome, row.machine):
        outcome = Outcome.NONCONFORMING
    walk.set_outcome(item, outcome)
    if outcome is Outcome.NONCONFORMING:
        due = walk.workspace.clock().date() + timedelta(days=30)
        walk.set_field(item, "owner", t("demo.operator"))
        walk.set_field(item, "due", due.isoformat())
    walk.set_field(item, "note", t(f"demo.note.{outcome.name.lower()}"))
