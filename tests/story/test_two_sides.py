"""A ward and a contractor over two fiscal years, everything through the command line; openssl keeps the time."""

import io
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from selfaudit.__main__ import main
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services.workspace import Workspace, now
from selfaudit.text import messages
from tests.assets.timestamp_service import openssl, timestamp_service

PROFILE = "shinjuku-2012"
NUMBER = "8-1234"
YEAR = FiscalYear.of(now().date()).year


@dataclass
class Side:
    """One party: its data folder, its folder of papers, its passphrase."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.secret = self.folder / "secret.txt"
        self.secret.write_text(f"pass phrase of {self.folder.name}\n", encoding="utf-8")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *words: str | Path, code: int = 0, typed: str = "") -> Any:
        """Run a command with --json; its last line, parsed. `typed` is what a person would type."""
        asked, printed = io.StringIO(typed), io.StringIO()
        before = sys.stdin, sys.stdout
        sys.stdin, sys.stdout = asked, printed
        json_wanted = [] if "walk" in words or "backup" in words else ["--json"]
        try:
            ended = main([str(word) for word in words] + json_wanted + ["--data", str(self.data)])
        finally:
            sys.stdin, sys.stdout = before
        out = printed.getvalue()
        assert ended == code, (words, ended, out)
        return json.loads(out.splitlines()[-1]) if json_wanted and out.strip() else out

    def signed(self, *words: str | Path, code: int = 0) -> Any:
        """The same for a command that opens this party's key."""
        return self.run(*words, "--passphrase-file", self.secret, code=code)


@dataclass
class Story:
    """Two fiscal years, played once; the tests look at what came of them."""

    ward: Side
    operator: Side
    approver: Side
    root: str
    clock: list[str]
    """--tsa and its address, or nothing without openssl."""
    first: dict[str, Any]
    second: dict[str, Any]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    messages.set_language("ja")
    base = tmp_path_factory.mktemp("story")
    if openssl() is None:
        yield play(base, "", None)
        return
    with timestamp_service(base / "tsa") as (address, certificate):
        yield play(base, address, certificate)


def play(base: Path, address: str, certificate: Path | None) -> Story:
    ward, operator, approver = (Side(base / name) for name in ("ward", "operator", "approver"))
    root = ward.signed("ward", "init", "--name", "見本区")["fingerprint"]
    if certificate is not None:
        ward.run("ward", "register", certificate, "--role", "tsa")
    for side, role in ((operator, "operator"), (approver, "approver")):
        side.signed("key", "new", "--role", role, "--name", f"株式会社見本 {role}")
        handed = side.signed("key", "export", "--role", role, "--out", side.folder / "key.pem")
        entered = ward.run("ward", "register", side.folder / "key.pem", "--role", role, "--contract", NUMBER)
        assert entered["fingerprint"] == handed["fingerprint"], "what the paper form says is what the ward sees"
    tale = Story(ward, operator, approver, root, ["--tsa", address] if address else [], {}, {})
    begin(operator)
    tale.first = one_year(tale, base / "one", YEAR)
    with Workspace.open(operator.data, program="story") as workspace:
        from selfaudit.services.contracts import begin_year

        begin_year(workspace, workspace.contracts()[0], YEAR + 1)
    answer(operator)
    tale.second = one_year(tale, base / "two", YEAR + 1)
    return tale


def begin(operator: Side) -> None:
    """The three questions of the first run and the whole walk, typed line by line."""
    ids = [row["id"] for row in json.loads(listed(operator))]
    header = f"{ids.index(PROFILE) + 1}\n見本業務委託\n株式会社見本\n点検 担当\n1\n"
    answer(operator, header)


def listed(side: Side) -> str:
    return json.dumps(side.run("profile", "list"))


def answer(operator: Side, header: str = "") -> None:
    from selfaudit.catalog import load_profile
    from selfaudit.domain.applicability import questions

    profile = load_profile(PROFILE)
    operator.run("walk", "--plain", typed=header + "1\n" * len(questions(profile)) + "1\n\n" * len(profile.items))


def one_year(tale: Story, folder: Path, year: int) -> dict[str, Any]:
    """Request, import, collect on two more PCs, seal, sign, deliver, receive, receipt."""
    for name in ("request", "medium", "paper", "receipt"):
        (folder / name).mkdir(parents=True)
    ward, operator = tale.ward, tale.operator
    demand = ["--contract", NUMBER, "--profile", PROFILE, "--due", f"{year + 1}-03-31", "--fiscal-year", str(year)]
    demand += ["--tst"] if tale.clock else []
    asked = ward.signed("ward", "request", *demand, "--out", folder / "request")
    ward.signed("ward", "trust", "--contract", NUMBER, "--out", folder / "request")
    trust = ["--trust", folder / "request" / "trust.json", "--pin", tale.root]
    shown = operator.run("request", "import", asked["request"], *trust)
    assert (shown["request"], shown["roles"]) == (asked["id"], ["operator", "approver"])
    reports = []
    for number in (1, 2):
        pc = Side(folder / f"pc{number}") if year == YEAR else None
        if pc is not None:
            quoting = pc.run("collect", "--request", asked["request"], "--out", folder / f"pc{number}.zip")
            assert quoting["request"] == asked["id"]
            reports.append(quoting["file"])
    if reports:
        operator.run("gather", *reports)
    sealed = operator.signed("seal", "--out", folder, *tale.clock)
    both = tale.approver.signed("sign", sealed["bundle"], "--out", folder / "both.asice.zip", *tale.clock)
    assert both["id"] == sealed["id"]
    handed = ["--out", folder / "medium", "--notice", folder / "paper", "--by", "点検 担当"]
    delivered = operator.run("deliver", both["bundle"], *handed)
    password = folder / "password.txt"
    notice = Path(delivered["notice"][0]).read_text(encoding="utf-8")
    password.write_text(next(line.split(":")[1].strip() for line in notice.splitlines() if "-" in line), "utf-8")
    received = ward.run("ward", "receive", delivered["file"], "--password-file", password)
    receipt = ward.signed("ward", "receipt", received["id"][:8], "--out", folder / "receipt")
    operator.run("receipt", "import", receipt["receipt"])
    return {
        "folder": folder,
        "request": asked,
        "sealed": sealed,
        "both": both,
        "delivered": delivered,
        "received": received,
        "receipt": receipt,
        "entries": entries(Path(both["bundle"])),
    }


def entries(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def codes(verified: dict[str, Any]) -> set[str]:
    return {found["code"] for found in verified["codes"]}


def test_both_years_are_valid_under_the_ward_s_own_request(story: Story) -> None:
    for year in (story.first, story.second):
        assert year["received"]["verdict"] == "VALID", year["received"]
        assert year["received"]["id"] == year["sealed"]["id"]
        assert year["received"]["request"] == year["request"]["id"]


def test_the_bundle_carries_the_request_and_every_pc_quotes_it(story: Story) -> None:
    found, folder = story.first["entries"], story.first["folder"] / "request"
    for name in ("request/request.json", "trust/trust.json"):
        for ending in ("", ".p7s"):
            assert found[name + ending] == (folder / (Path(name).name + ending)).read_bytes()
    manifests = [json.loads(body) for name, body in found.items() if name.endswith("manifest.json")]
    assert len(manifests) == 2
    assert {row["request"] for row in manifests} == {story.first["request"]["id"]}
    bundle = json.loads(found["bundle.json"])
    assert [row["role"] for row in bundle["people"]] == ["operator", "approver"]
    assert bundle["contract"]["no"] == NUMBER, "the number on the request becomes the contract's"


def test_the_second_year_carries_the_first_and_its_receipt(story: Story) -> None:
    found = story.second["entries"]
    bundle = json.loads(found["bundle.json"])
    assert bundle["previous"]["id"] == story.first["received"]["id"]
    assert found["previous/receipt.json"] == Path(story.first["receipt"]["receipt"]).read_bytes()
    first = json.loads(story.first["entries"]["bundle.json"])["journal"]
    assert {"count": first["count"], "head": first["head"]}.items() <= bundle["journal"]["anchors"][0].items()
    with_previous = ["--previous", story.first["received"]["id"], "--receipt", story.second["receipt"]["receipt"]]
    again = story.operator.run(
        "verify",
        story.second["both"]["bundle"],
        "--trust",
        story.second["folder"] / "request" / "trust.json",
        "--request",
        story.second["request"]["request"],
        *with_previous,
    )
    assert again["verdict"] == "VALID"
    other = ["--pin", story.root, "--previous", "ab" * 32]
    assert "PREV_MISMATCH" in codes(story.operator.run("verify", story.second["both"]["bundle"], *other, code=1))


def test_without_the_second_signature_nothing_is_delivered_or_accepted(story: Story, tmp_path: Path) -> None:
    alone = story.second["sealed"]["bundle"]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    story.operator.run("deliver", alone, "--out", tmp_path / "a", "--notice", tmp_path / "b", "--by", "x", code=65)
    assert list(tmp_path.rglob("*.*")) == []
    refused = story.ward.run("ward", "receive", alone, code=1)
    assert "ROLE_MISSING" in codes(refused)
    assert refused["register"] == "VALID", "a stripped copy does not push out the whole one"


def test_last_year_s_bundle_is_no_answer_to_this_year_s_request(story: Story) -> None:
    replayed = story.ward.run("ward", "receive", story.first["both"]["bundle"], code=2)
    assert "REQ_UNKNOWN_NONCE" in codes(replayed)
    assert replayed["received_before"]
    assert replayed["register"] == "VALID"


def test_the_register_shows_both_years_answered(story: Story) -> None:
    shown = story.ward.run("ward", "register")["contracts"]
    assert [(row["number"], row["fiscal_year"], row["state"]) for row in shown] == [
        (NUMBER, YEAR, "answered"),
        (NUMBER, YEAR + 1, "answered"),
    ]
    assert [row["bundles"][0]["id"] for row in shown] == [y["received"]["id"] for y in (story.first, story.second)]
    assert all(row["bundles"][0]["receipted_at"] for row in shown)


def test_the_password_is_on_the_notice_alone(story: Story) -> None:
    password = (story.first["folder"] / "password.txt").read_text(encoding="utf-8")
    text, pdf = (Path(name) for name in story.first["delivered"]["notice"])
    assert password in text.read_text(encoding="utf-8")
    assert "点検 担当" in text.read_text(encoding="utf-8")
    assert pdf.read_bytes().startswith(b"%PDF-")
    for side in (story.operator, story.ward):
        for file in side.data.rglob("*"):
            assert not file.is_file() or password.encode() not in file.read_bytes()


def test_both_journals_hold_and_name_what_passed_between_the_sides(story: Story) -> None:
    expected = (
        (story.operator, {"importedrequest", "sealedbundle", "importedreceipt"}),
        (story.ward, {"registeredkey", "issuedrequest", "receivedbundle"}),
    )
    for side, kinds in expected:
        with Workspace.open(side.data, program="story") as workspace:
            assert workspace.repository.verify_journal() == []
            assert kinds <= {row.kind for row in workspace.repository.journal()}


def test_a_renewed_bundle_keeps_its_id_and_verdict(story: Story, tmp_path: Path) -> None:
    if not story.clock:
        pytest.skip("openssl is not installed")
    bundle = shutil.copy(story.first["both"]["bundle"], tmp_path)
    renewed = story.operator.run("renew", bundle, *story.clock)
    assert Path(renewed["bundle"]).parent == tmp_path
    assert renewed["id"] == story.first["received"]["id"]
    trust = ["--trust", story.first["folder"] / "request" / "trust.json"]
    assert story.operator.run("verify", renewed["bundle"], *trust)["verdict"] == "VALID"
