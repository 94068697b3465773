"""Both sides over two fiscal years with nothing edited by hand, once for every profile and for one that is only a file.

Request, three PCs, every item, first and second signature, delivery, verification, a finding, its improvement with
evidence, receipts, and the next year's bundle that chains. One of them is looked at in a browser too.
"""

import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checks.replay import ReplayHost
from checks.runner import run_checks
from evidence import hostfile
from evidence.keys import KeyFileSigner
from selfaudit.catalog import list_profiles, load_profile
from selfaudit.domain.finding import FindingState, Severity
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Outcome
from selfaudit.services import (
    contracts,
    findings,
    fleet,
    handover,
    keyring,
    request,
    seal,
    ward,
    ward_findings,
    ward_receive,
    ward_register,
    ward_requests,
)
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.inspect import result_document
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace, now
from tests.assets.exchange import SECRET, contractor, desk, key
from tests.vectors.browser import Browser, program

YEAR = FiscalYear.of(now().date()).year
NUMBER = "第8-1234号"
ONLY_DATA = """\
format: 1
id: umikaze-2027
title: 海風市 見守り業務委託 特記仕様
client: 海風市
parties: {client: [発注者, 市], contractor: [受注者], both: [両者]}
contract: {title: 見守り業務委託, start: 2027-04-01, renews: true}
sheets:
  - id: terms
    title: 特記仕様
    party: 受注者
    items:
      - {number: 第1・2項, text: 受注者は、秘密を守らなければならない。, topics: [T02]}
      - {number: ア, text: 画面を離れるときは施錠する。, topics: [T27]}
      - {number: ①, text: 名簿を持ち出さないこと。, condition: takeout}
"""
PROFILES = [row.id for row in list_profiles()]
WHOLE = "shinjuku-2012"
"""The profile whose every item is answered with all its fields, and whose bundle a browser looks at."""
FEW = 5
"""Items answered for the other profiles: every one costs a write to the disk."""


@dataclass
class Tale:
    """Two parties and everything that passed between them."""

    folder: Path
    office: Workspace
    root: KeyFileSigner
    walk: Walk
    approver: KeyFileSigner
    profile: str
    pcs: list[KeyFileSigner]

    def folder_of(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(parents=True)
        return made


@pytest.fixture(scope="module")
def pcs(tmp_path_factory: pytest.TempPathFactory) -> list[KeyFileSigner]:
    """Three PCs with keys of their own, the same for every contract."""
    return [host_signer(tmp_path_factory.mktemp(f"pc{number}")) for number in (1, 2, 3)]


def recorded_report(pcs: list[KeyFileSigner], folder: Path, asked: str, number: int) -> Path:
    """The signed report of a recorded PC: what it answers comes from a recording, the signature from its own key."""
    place = folder / f"recording{number}"
    place.mkdir(parents=True)
    head = {"system": "linux", "elevated": False, "recorded_at": datetime.now(UTC).isoformat()}
    (place / "host.json").write_text(json.dumps(head), encoding="utf-8")
    answers = {
        "os": ("file:/etc/os-release", f'ID=debian\nVERSION_ID="{9 + number}"\n'),
        "passwd": ("file:/etc/passwd", "root:x:0:0::/root:/bin/sh\n"),
    }
    index = [{"file": name, "command": command, "rc": 0, "error": ""} for name, (command, _) in answers.items()]
    (place / "index.json").write_text(json.dumps(index), encoding="utf-8")
    for name, (_, text) in answers.items():
        (place / name).write_text(text, encoding="utf-8")
    results = run_checks(ReplayHost(place), only=["patch.eol", "roster.reconcile"])
    signer = pcs[number - 1]
    host = name_of(signer)
    out = folder / f"{host}{fleet.SUFFIX}"
    report = fleet.report_document(host, [result_document(result) for result in results], [])
    hostfile.write(out, fleet.sign(signer, host, report, datetime.now(UTC), asked))
    return out


def begin(folder: Path, profile: str, pcs: list[KeyFileSigner]) -> Tale:
    """Ward and contractor meet: fingerprints compared, keys registered."""
    office, root = desk(folder / "ward")
    walk = contractor(folder / "contractor", YEAR, profile)
    operator = keyring.make(keyring.path_of(walk.workspace.directory, keyring.OPERATOR), SECRET, "operator")
    keyring.export(operator, folder / "operator.pem")
    approver = key(folder, "approver")
    for role in ("operator", "approver"):
        ward.register(office, folder / f"{role}.pem", role=role, contract=NUMBER)
    return Tale(folder, office, root, walk, approver, profile, pcs)


def ask(tale: Tale, year: int) -> Path:
    """The ward's request with its trust list; the contractor takes it in, each PC answers it."""
    papers = tale.folder_of(f"request{year}")
    wanted = ward.Wanted(NUMBER, tale.profile, date(2099, 3, 31), "業務", "株式会社見本", year)
    path, row = ward.request(tale.office, wanted, tale.root, papers)
    ward.trust_list(tale.office, tale.root, papers, NUMBER)
    request.import_request(
        tale.walk.workspace,
        path,
        trust_file=papers / "trust.json",
        pins=[tale.root.fingerprint],
        inspection=tale.walk.inspection.id,
    )
    reports = tale.folder_of(f"reports{year}")
    fleet.gather(tale.walk, [recorded_report(tale.pcs, reports, row.id, number) for number in (1, 2, 3)])
    return path


def answer(walk: Walk, *, whole: bool) -> None:
    """Every question; every item with all its fields, or the first ones only."""
    for question in walk.questions():
        walk.answer_question(question.condition.id, yes=True)
    counting = [item.id for item in walk.profile.scored]
    for item in counting if whole else counting[:FEW]:
        walk.set_outcome(item, Outcome.NONCONFORMING)
        if whole:
            walk.set_field(item, "owner", "取扱責任者")
            walk.set_field(item, "due", "2099-03-31")
            walk.set_field(item, "note", "確かめた。")


def hand_over(tale: Tale, name: str) -> ward_receive.Taken:
    """Seal, sign again, wrap; the ward opens it with the password of the paper notice and judges it."""
    folder = tale.folder_of(name)
    sealed = seal.seal(tale.walk, folder, SECRET)
    both = handover.countersign(sealed.path, tale.folder_of(f"{name}-both"), tale.approver)
    medium, paper = tale.folder_of(f"{name}-medium"), tale.folder_of(f"{name}-paper")
    given = handover.deliver(both.path, medium, paper, handled_by="点検 担当", when=datetime.now(UTC))
    notice = given.text.read_text(encoding="utf-8")
    password = next(
        line.split(":")[1].strip()
        for line in notice.splitlines()
        if line.strip().startswith("パスワード") and ":" in line
    )
    return ward_receive.receive(tale.office, given.path, lambda: password)


def receipt(tale: Tale, bundle: str, name: str) -> None:
    path, _ = ward_receive.receipt(tale.office, bundle, tale.root, tale.folder_of(name))
    handover.import_receipt(tale.walk.workspace, path)


def handed_findings(tale: Tale, name: str) -> None:
    path, _, _ = ward_findings.issue(tale.office, NUMBER, tale.root, tale.folder_of(name))
    findings.import_findings(tale.walk.workspace, path)


def improve(tale: Tale, finding: str) -> None:
    mine = findings.of_walk(tale.walk)
    texts = {
        "cause": "手順がなかった。",
        "correction": "直した。",
        "prevention": "毎月確かめる。",
        "owner": "取扱責任者",
        "done": "2026-11-19",
    }
    for name, text in texts.items():
        mine.set(finding, name, text)
    proof = tale.folder / "after.txt"
    proof.write_text("直した後の写真の代わり", encoding="utf-8")
    mine.attach(tale.walk, finding, str(proof))


def two_years(tale: Tale) -> list[ward_receive.Taken]:
    """The first year with its finding and improvement, and the next year's bundle."""
    answer(tale.walk, whole=tale.profile == WHOLE)
    ask(tale, YEAR)
    first = hand_over(tale, "first")
    assert first.row is not None
    item = next(iter(tale.walk.profile.scored)).id
    wanted = ward_findings.Wanted(
        NUMBER, item, Severity.ORDINARY, "直すこと", now().date() + timedelta(days=30), first.row.id
    )
    finding = ward_findings.raise_finding(tale.office, wanted).id
    handed_findings(tale, "findings")
    improve(tale, finding)
    second = hand_over(tale, "improved")
    assert second.row is not None
    (seen,) = ward_findings.standing(tale.office, NUMBER)
    assert seen.state is FindingState.ANSWERED
    ward_findings.close(tale.office, finding, "証拠で確かめた。")
    handed_findings(tale, "closed")
    receipt(tale, second.row.id, "receipt")
    contracts.begin_year(tale.walk.workspace, tale.walk.contract, YEAR + 1)
    following = tale.walk.workspace.walk()
    assert following is not None
    tale.walk = following
    answer(following, whole=False)
    ask(tale, YEAR + 1)
    third = hand_over(tale, "next")
    assert third.row is not None
    receipt(tale, third.row.id, "receipt-next")
    return [first, second, third]


def check(tale: Tale, taken: list[ward_receive.Taken]) -> None:
    first, second, third = (each.row for each in taken)
    assert first is not None
    assert second is not None
    assert third is not None
    assert [str(each.report.verdict) for each in taken] == ["VALID"] * 3, [each.report.names() for each in taken]
    assert third.previous == second.id
    with zipfile.ZipFile(tale.office.repository.received_path(third.id)) as bundle:
        manifest = json.loads(bundle.read("bundle.json"))
        carried = json.loads(bundle.read("improvements.json"))["improvements"]
        assert bundle.read("previous/receipt.json").decode() == next(
            row.receipt for row in tale.office.repository.received_bundles() if row.id == second.id
        )
    assert (manifest["previous"]["id"], len(manifest["hosts"])) == (second.id, 3)
    assert [row["state"] for row in carried] == ["closed"]
    years = ward_register.register(tale.office, contract=NUMBER)
    assert [(row.fiscal_year, row.state, row.open_findings) for row in years] == [
        (YEAR, "answered", 0),
        (YEAR + 1, "answered", 0),
    ]
    for workspace in (tale.office, tale.walk.workspace):
        assert workspace.repository.verify_journal() == []


@pytest.mark.parametrize("profile", [*PROFILES, "only-data"])
def test_two_years(tmp_path: Path, pcs: list[KeyFileSigner], profile: str) -> None:
    if profile == "only-data":
        (tmp_path / "own.yaml").write_text(ONLY_DATA, encoding="utf-8")
        profile = str(tmp_path / "own.yaml")
    tale = begin(tmp_path, profile, pcs)
    try:
        check(tale, two_years(tale))
        assert tale.walk.profile.id == load_profile(profile).id
        if profile == WHOLE:
            in_the_browser(tale)
    finally:
        tale.office.close()
        tale.walk.workspace.close()


def in_the_browser(tale: Tale) -> None:
    """The page the ward hands out says the same of the last bundle."""
    path = program()
    if path is None:
        return
    page, _ = ward_requests.hand_out_verifier(tale.folder_of("page"), tale.office, NUMBER)
    last = tale.office.repository.received_bundles()[-1]
    with Browser(path) as browser:
        browser.open(page)
        browser.pick("#files", [tale.office.repository.received_path(last.id)])
        text = browser.run(
            "new Promise(done => { const i = setInterval(() => { const t = document.getElementById('results').innerText;"
            "if (t.includes('検証結果')) { clearInterval(i); done(t); } }, 10); })"
        )
    assert "検証結果: 有効" in text, text
