"""Two bundles side by side: every kind of difference, each told once, and nothing told where nothing differs."""

from dataclasses import replace
from typing import Any

from evidence import model
from selfaudit.services.bundle_reader import BundleView
from selfaudit.services.compare import compare, differs, document, lines


def note(item: str, digest: str) -> model.Attachment:
    return model.Attachment(f"attachments/{digest[:4]}.jpg", "x.jpg", digest, 1, item, "点検 担当", None)


def item(
    state: str, note_: str = "", text: str = "条文", machine: tuple[tuple[str, str, str], ...] = ()
) -> dict[str, Any]:
    outcome = {"conforms": "適合", "nonconforming": "不適合"}.get(state)
    return {
        "number": "1",
        "state": state,
        "text": text,
        "answer": {"outcome": outcome, "note": note_, "answered_at": "2026-11-01T00:00:00Z"} if outcome else None,
        "machine": [dict(zip(("host", "check", "status"), row, strict=True)) for row in machine],
    }


def report(system: str = "windows", policy: int = 900, **statuses: str) -> dict[str, Any]:
    rows = [{"check": name, "status": status, "policy": {"lock_seconds": policy}} for name, status in statuses.items()]
    return {"os": system, "results": rows}


def view(**parts: Any) -> BundleView:
    manifest = model.BundleManifest(
        tool=model.Tool("selfaudit", "0.1.0", "ab" * 32),
        contract=model.Contract("8-1", "業務", "見本区", "受託者"),
        fiscal_year=2026,
        profile=model.Profile("p", "cd" * 32),
        created="2026-11-20T00:00:00Z",
        counts=model.Counts(0, 0, 0, 0),
        attachments=tuple(parts.pop("attachments", ())),
    )
    made = {
        "items": {"a": item("conforms", "同じ")},
        "hosts": {"pc-1": report(lock="PASS")},
        "roster": ({"ref": "aa"}, {"ref": "bb"}),
    }
    return BundleView("00" * 32, manifest, **(made | parts))


def test_nothing_differs() -> None:
    assert lines(compare(view(), view())) == []


def test_an_answer_that_changed_without_new_evidence_is_told_first_of_the_items() -> None:
    found = compare(
        view(items={"a": item("nonconforming"), "b": item("conforms")}),
        view(items={"a": item("conforms"), "b": item("nonconforming")}, attachments=[note("b", "ef" * 32)]),
    )
    assert [change.id for change in found.unbacked] == ["a"]
    assert [line[:6] for line in lines(found)] == ["新しい証跡が", "項目 1: "]


def test_a_new_exhibit_or_a_new_machine_result_is_new_evidence() -> None:
    before = view(items={"a": item("nonconforming", machine=(("pc-1", "lock", "FAIL"),))})
    assert compare(before, view(items={"a": item("conforms", machine=(("pc-1", "lock", "PASS"),))})).unbacked == ()
    shown = view(items={"a": item("conforms", machine=(("pc-1", "lock", "FAIL"),))}, attachments=[note("a", "12" * 32)])
    assert compare(before, shown).unbacked == ()
    kept = view(
        items={"a": item("nonconforming", machine=(("pc-1", "lock", "FAIL"),))}, attachments=[note("a", "12" * 32)]
    )
    assert [change.id for change in compare(kept, shown).unbacked] == ["a"], "last year's photo is not new evidence"


def test_the_same_outcome_with_another_note_is_a_changed_answer() -> None:
    found = compare(view(), view(items={"a": item("conforms", "別の説明")}))
    assert [(change.before, change.after) for change in found.unbacked] == [("conforms", "conforms")]


def test_pcs_that_vanished_came_and_changed() -> None:
    before = view(hosts={"pc-1": report(lock="PASS"), "pc-2": report(lock="PASS")})
    after = view(hosts={"pc-1": report("linux", lock="FAIL"), "pc-3": report(lock="PASS")})
    found = compare(before, after)
    assert (found.hosts_gone, found.hosts_new) == (("pc-2",), ("pc-3",))
    (changed,) = found.hosts
    assert (changed.os, changed.checks) == (("windows", "linux"), (("lock", "PASS", "FAIL"),))
    assert lines(found)[0] == "なくなったパソコン: pc-2"


def test_a_check_that_was_no_longer_made_shows() -> None:
    found = compare(view(hosts={"pc-1": report(lock="PASS", disk="FAIL")}), view(hosts={"pc-1": report(lock="PASS")}))
    assert found.hosts[0].checks == (("disk", "FAIL", "-"),)


def test_a_threshold_that_was_loosened_shows() -> None:
    found = compare(view(), view(hosts={"pc-1": report(policy=3600, lock="PASS")}))
    assert found.thresholds == (("lock/lock_seconds", "900", "3600"),)


def test_the_roster_is_compared_by_reference_and_only_where_both_have_one() -> None:
    found = compare(view(), view(roster=({"ref": "bb"}, {"ref": "cc"}, {"ref": "dd", "ended": "2026-05-01"})))
    assert (found.roster_gone, found.roster_new) == (("aa",), ("cc",))
    assert document(compare(view(), view(roster=())))["roster"] is None
    assert "分かりません" in lines(compare(view(), view(roster=())))[0]


def test_clauses_that_are_new_gone_or_reworded() -> None:
    before = view(items={"a": item("conforms"), "b": item("conforms")})
    after = view(items={"a": item("conforms", text="別の条文"), "c": item("unanswered")})
    found = compare(before, after)
    said = {change.id: (change.before, change.after, change.reworded) for change in found.items}
    assert said == {
        "a": ("conforms", "conforms", True),
        "b": ("conforms", None, False),
        "c": (None, "unanswered", False),
    }


def test_another_contract_is_said() -> None:
    other = view()
    other = replace(other, manifest=replace(other.manifest, contract=model.Contract("9-9", "x", "x", "x")))
    assert "8-1 → 9-9" in lines(compare(view(), other))[0]


def test_nothing_out_of_a_bundle_steers_the_terminal() -> None:
    assert all("\x1b" not in line for line in lines(compare(view(), view(hosts={"pc\x1b[2J": report()}))))


def test_what_could_not_be_compared_is_neither_the_same_nor_different() -> None:
    assert differs(compare(view(), view())) is False
    assert differs(compare(view(), view(roster=()))) is None
    assert differs(compare(view(roster=()), view(roster=(), hosts={"pc-9": report()}))) is True


def test_a_check_is_named_and_its_status_told_in_words_beside_the_standard_one() -> None:
    said: list[dict[str, Any]] = [{"auth.screenlock": status} for status in ("PASS", "FAIL")]
    before, after = (view(hosts={"pc-1": report(**each)}) for each in said)
    (line,) = lines(compare(before, after))
    assert "auth.screenlock" not in line
    assert "(PASS)" in line
    assert "基準を満たさない (FAIL)" in line
