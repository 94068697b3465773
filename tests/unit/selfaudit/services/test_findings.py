"""The findings loop: raised, signed, taken in, answered, sealed, looked at again, closed; nothing gets lost on the way."""

import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidence import keys, verify
from evidence.jsonstrict import SchemaError
from evidence.pki import detached
from evidence.trust import Trust
from selfaudit.domain.finding import FindingState, Severity
from selfaudit.errors import InputError
from selfaudit.services import findings, findings_file, seal, ward_findings, ward_receive, ward_register
from selfaudit.services.photo_file import facts
from selfaudit.services.ward_findings import Wanted
from tests.assets.exchange import NUMBER, Pair, key, pair
from tests.assets.photo import jpeg, tiff

ITEM = "shinjuku-2012/contractor/3"
WRITTEN = {
    "cause": "更新の担当を決めていなかった。",
    "correction": "全PCを更新した。",
    "prevention": "毎月第1月曜に確かめる。",
    "owner": "取扱責任者",
    "done": "2026-11-10",
}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.close()


def found(both: Pair, text: str = "定義ファイルが古い。", photos: tuple[Path, ...] = ()) -> str:
    wanted = Wanted(NUMBER, ITEM, Severity.SERIOUS, text, date(2026, 12, 1), fiscal_year=2026, photos=photos)
    return ward_findings.raise_finding(both.office, wanted).id


def handed_out(both: Pair) -> Path:
    return ward_findings.issue(both.office, NUMBER, both.root, both.fresh())[0]


def received(both: Pair, file: Path) -> ward_receive.Taken:
    return ward_receive.receive(both.office, file, lambda: "")


def answer(both: Pair, finding: str, **more: str) -> None:
    for name, text in {**WRITTEN, **more}.items():
        findings.of_walk(both.walk).set(finding, name, text)


def sealed(both: Pair) -> Path:
    return both.signed(both.sealed()).path


def ready(both: Pair) -> None:
    both.take_in(both.ask())


def test_what_is_pasted_from_a_sheet_can_be_handed_out(both: Pair) -> None:
    ready(both)
    one = found(both, "PC 3\t定義ファイル\r\n2か月前\u202e\x07")
    ward_findings.reopen(both.office, one, "まだ\t古い")
    rows = findings_file.read(handed_out(both).read_bytes()).findings
    assert [row.text for row in rows] == ["PC 3 定義ファイル\n2か月前"]
    assert rows[0].remarks[-1].text == "まだ 古い"
    with pytest.raises(InputError):
        ward_findings.raise_finding(both.office, Wanted(NUMBER, "a\tb", Severity.ADVICE, "x", date(2026, 12, 1)))


def test_a_picture_is_handed_out_without_the_place_it_was_taken_at(both: Pair) -> None:
    ready(both)
    picture = both.folder / "office.jpg"
    picture.write_bytes(jpeg(tiff()))
    found(both, photos=(picture,))
    (given,) = (handed_out(both).parent / "photos").iterdir()
    assert facts(picture.read_bytes()).located is True
    assert facts(given.read_bytes()).located is False


def test_the_whole_loop(both: Pair) -> None:
    ready(both)
    picture = both.folder / "田中さんの机.JPG"
    picture.write_bytes(b"\xff\xd8\xff picture")
    one = found(both, photos=(picture,))
    two = found(both, "鍵の管理簿に記入がない。")
    taken = findings.import_findings(both.walk.workspace, handed_out(both))
    assert (taken.fresh, [row.state for row in taken.rows]) == (2, [FindingState.OPEN, FindingState.OPEN])
    assert taken.rows[0].finding.photos[0].sha256 in {
        file.name for file in (both.folder / "contractor" / "exhibits").rglob("*")
    }
    assert "田中" not in taken.rows[0].finding.photos[0].name, "a picture's own name may name a person"

    proof = both.folder / "after.png"
    proof.write_bytes(b"updated")
    answer(both, one)
    findings.of_walk(both.walk).attach(both.walk, one, str(proof))
    first = received(both, sealed(both))
    assert str(first.report.verdict) == "VALID", first.report.names()
    assert first.problems == (f"unanswered:{two}",)
    seen = {row.finding.id: row for row in ward_findings.standing(both.office, NUMBER)}
    assert (seen[one].state, seen[two].state) == (FindingState.ANSWERED, FindingState.OPEN)
    said = seen[one].answer
    assert said is not None
    assert said["correction"] == WRITTEN["correction"]
    assert said["evidence"][0]["path"].startswith("attachments/")

    ward_findings.reopen(both.office, one, "1台だけ古いままでした。", date(2026, 12, 20))
    assert {row.finding.id: row.state for row in ward_findings.standing(both.office)}[one] is FindingState.OPEN
    findings.import_findings(both.walk.workspace, handed_out(both))
    row = findings.of_walk(both.walk).find(one)
    assert (row.state, row.finding.due) == (FindingState.OPEN, "2026-12-20"), "the answer so far does not count"
    time.sleep(1.5)  # times in the lists are in seconds: a person answers later than the second it was raised again
    answer(both, one, correction="残る1台も更新した。")
    answer(both, two)
    second = received(both, sealed(both))
    assert second.problems == ()
    for finding in (one, two):
        ward_findings.close(both.office, finding, "写真で確認した。")
    findings.import_findings(both.walk.workspace, handed_out(both))
    assert {row.state for row in findings.of_walk(both.walk).standing()} == {FindingState.CLOSED}
    with pytest.raises(InputError):
        findings.of_walk(both.walk).set(one, "cause", "別の原因")
    with zipfile.ZipFile(sealed(both)) as bundle:
        rows = json.loads(bundle.read("improvements.json"))["improvements"]
    assert {row["finding"]: row["state"] for row in rows} == {one: "closed", two: "closed"}, "carried on, closed or not"


def test_a_bundle_that_leaves_a_finding_out_is_not_in_order(both: Pair) -> None:
    ready(both)
    finding = found(both)
    handed_out(both)
    taken = received(both, sealed(both))
    assert str(taken.report.verdict) == "VALID", "the signatures are, the answer is not"
    assert taken.problems == (f"dropped:{finding}",)
    assert "2026-01" in ward_findings.sentences(both.office, taken.problems)[0]
    (year,) = ward_register.register(both.office)
    assert (year.state, year.open_findings) == ("review", 1)


def test_a_bundle_sealed_before_the_findings_is_told_apart(both: Pair) -> None:
    ready(both)
    bundle = sealed(both)
    clock = both.office.clock

    both.office.clock = lambda: clock() + timedelta(minutes=5)
    finding = found(both)
    handed_out(both)
    taken = received(both, bundle)
    assert taken.problems == (f"early:{finding}",)
    (sentence,) = ward_findings.sentences(both.office, taken.problems)
    assert "封印時刻は受託者の時計によるもの" in sentence


def test_a_timestamp_decides_what_the_contractor_s_clock_cannot(both: Pair) -> None:
    ready(both)
    finding = found(both)
    handed_out(both)
    (issued,) = both.office.repository.issued_findings(NUMBER)
    day, second = timedelta(days=1), timedelta(seconds=1)
    listed = issued.issued_at.replace(microsecond=0)
    for stamped, word in ((None, "early"), (listed - second, "stamped"), (listed, "dropped")):
        times = ward_findings.Times(listed - day, stamped, listed + day)
        assert ward_findings.problems([issued], times, {}, None) == [f"{word}:{finding}"]


def test_a_day_put_back_does_not_excuse_a_finding_the_list_inside_names(both: Pair) -> None:
    ready(both)
    finding = found(both)
    handed_out(both)
    (issued,) = both.office.repository.issued_findings(NUMBER)
    before = issued.issued_at - timedelta(days=1)
    for quoted, word in ((issued.id, "dropped"), (None, "early")):
        times = ward_findings.Times(before, None, issued.issued_at)
        said = ward_findings.problems([issued], times, {}, quoted)
        assert said == [f"{word}:{finding}"]


def test_a_finding_the_ward_never_handed_out_is_not_missed(both: Pair) -> None:
    ready(both)
    found(both)
    assert received(both, sealed(both)).problems == ()


def test_a_list_of_another_desk_inside_a_bundle_is_named(both: Pair, tmp_path: Path) -> None:
    ready(both)
    found(both)
    findings.import_findings(both.walk.workspace, handed_out(both))
    bundle = sealed(both)
    (issued,) = both.office.repository.issued_findings()
    problems = ward_findings.problems([], ward_findings.Times(None, None, issued.issued_at), {}, issued.id)
    assert problems == [f"foreign:{issued.id}"]
    assert received(both, bundle).problems[0].startswith("unanswered:")


def test_a_list_that_lost_a_finding_or_went_back_is_refused(both: Pair) -> None:
    ready(both)
    one = found(both)
    old = handed_out(both)
    findings.import_findings(both.walk.workspace, old)
    two = found(both, "別の指摘")
    new = handed_out(both)
    value = findings_file.read(new.read_bytes())
    lossy = findings_file.FindingsList(value.ward, value.contract, value.issued_at, value.previous, value.findings[1:])
    folder = both.fresh()
    signed = findings_file.sign(lossy, both.root, both.office.clock())
    (folder / "findings.json").write_bytes(signed.document)
    (folder / "findings.json.p7s").write_bytes(signed.signature)
    with pytest.raises(InputError) as raised:
        findings.import_findings(both.walk.workspace, folder / "findings.json")
    assert "2026-01" in raised.value.detail
    findings.import_findings(both.walk.workspace, new)
    assert {row.finding.id for row in findings.of_walk(both.walk).standing()} == {one, two}


def test_an_altered_list_a_stranger_s_and_a_missing_picture_are_refused(both: Pair) -> None:
    ready(both)
    picture = both.folder / "p.png"
    picture.write_bytes(b"before")
    found(both, photos=(picture,))
    good = handed_out(both)
    cases = []
    altered = both.fresh()
    shutil.copytree(good.parent, altered, dirs_exist_ok=True)
    (altered / "findings.json").write_bytes(good.read_bytes().replace(b"2026-12-01", b"2027-12-01"))
    cases.append(altered)
    stranger = both.fresh()
    shutil.copytree(good.parent, stranger, dirs_exist_ok=True)
    other = key(both.folder, "stranger")
    (stranger / "findings.json.p7s").write_bytes(detached.sign(good.read_bytes(), other, both.office.clock()))
    cases.append(stranger)
    bare = both.fresh()
    for name in ("findings.json", "findings.json.p7s"):
        shutil.copy(good.parent / name, bare)
    cases.append(bare)
    swapped = both.fresh()
    shutil.copytree(good.parent, swapped, dirs_exist_ok=True)
    next((swapped / "photos").iterdir()).write_bytes(b"after!")
    cases.append(swapped)
    for folder in cases:
        with pytest.raises(InputError) as raised:
            findings.import_findings(both.walk.workspace, folder / "findings.json")
        assert raised.value.next_step
        assert findings.of_walk(both.walk).standing() == []


def test_every_changed_byte_of_a_list_is_refused(both: Pair) -> None:
    ready(both)
    found(both)
    good = handed_out(both)
    raw = good.read_bytes()
    for place in range(0, len(raw), 7):
        bad = bytearray(raw)
        bad[place] ^= 1
        good.write_bytes(bytes(bad))
        with pytest.raises(InputError):
            findings.import_findings(both.walk.workspace, good)


def test_an_answer_is_only_complete_with_every_part(both: Pair) -> None:
    ready(both)
    finding = found(both)
    findings.import_findings(both.walk.workspace, handed_out(both))
    mine = findings.of_walk(both.walk)
    for name, text in WRITTEN.items():
        assert mine.find(finding).state is FindingState.OPEN
        assert name in mine.find("2026-01").lacking
        mine.set(finding, name, text)
    assert mine.find(finding).state is FindingState.ANSWERED
    with pytest.raises(InputError):
        mine.set(finding, "done", "R8.13.1")
    assert mine.find(finding).improvement.done == date(2026, 11, 10)


def test_sealing_says_what_is_still_owed(both: Pair) -> None:
    ready(both)
    finding = found(both)
    findings.import_findings(both.walk.workspace, handed_out(both))
    assert any("指摘 1 件" in line for line in seal.readiness(both.walk))
    answer(both, finding)
    assert not any("指摘" in line for line in seal.readiness(both.walk))


def test_an_unknown_entry_does_not_disturb_the_verifier(both: Pair) -> None:
    ready(both)
    found(both)
    findings.import_findings(both.walk.workspace, handed_out(both))
    report = verify.verify(sealed(both), trust=Trust.from_pins([both.operator.fingerprint, both.approver.fingerprint]))
    assert str(report.verdict) != "INVALID", report.names()
    assert keys.fingerprint(both.root.certificate) == both.root.fingerprint


def test_the_journals_of_both_sides_hold(both: Pair) -> None:
    ready(both)
    finding = found(both)
    findings.import_findings(both.walk.workspace, handed_out(both))
    answer(both, finding)
    received(both, sealed(both))
    ward_findings.close(both.office, finding, "確認")
    assert both.office.repository.verify_journal() == []
    assert both.walk.workspace.repository.verify_journal() == []
    kinds = {row.kind for row in both.office.repository.journal()}
    assert {"finding", "issuedfindings"} <= kinds


@pytest.mark.parametrize("bad", [{"text": ""}, {"item": " "}, {"contract": ""}, {"text": "x" * 2000}])
def test_a_finding_needs_its_parts(both: Pair, bad: dict[str, str]) -> None:
    parts = {"contract": NUMBER, "item": ITEM, "text": "x"} | bad
    with pytest.raises(InputError):
        ward_findings.raise_finding(both.office, Wanted(severity=Severity.ADVICE, due=date(2026, 12, 1), **parts))  # type: ignore[arg-type]
    assert both.office.repository.findings() == []


def test_late_is_what_is_past_its_day_and_not_closed(both: Pair) -> None:
    finding = found(both)
    row = both.office.repository.findings()[0]
    assert not row.overdue(date(2026, 12, 1))
    assert row.overdue(date(2026, 12, 2))
    ward_findings.close(both.office, finding, "")
    assert not both.office.repository.findings()[0].overdue(date(2027, 1, 1))
    with pytest.raises(InputError):
        ward_findings.close(both.office, finding, "")
    with pytest.raises(InputError):
        ward_findings.reopen(both.office, finding, "")


def test_the_report_inside_shows_the_findings_before_the_numbers(both: Pair) -> None:
    import pypdfium2

    ready(both)
    finding = found(both, "𠮷田ビルの鍵が管理簿にない。")
    findings.import_findings(both.walk.workspace, handed_out(both))
    answer(both, finding)
    with zipfile.ZipFile(sealed(both)) as bundle:
        html = bundle.read("01_report.html").decode()
        with pypdfium2.PdfDocument(bundle.read("02_report.pdf")) as pdf:
            text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    assert html.index("前回までの指摘の状況") < html.index('id="numbers"')
    for said in ("𠮷田ビルの鍵が管理簿にない。", WRITTEN["correction"], "回答済み(再確認待ち)"):
        assert said in html
        assert said in text


def test_a_day_the_calendar_does_not_have_is_refused(both: Pair) -> None:
    found(both)
    raw = handed_out(both).read_bytes()
    assert findings_file.read(raw).findings[0].due == "2026-12-01"
    for day in (b"2026-11-31", b"2026-02-29", b"2026-13-01"):
        with pytest.raises(SchemaError):
            findings_file.read(raw.replace(b"2026-12-01", day))
