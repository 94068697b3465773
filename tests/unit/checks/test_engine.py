"""The engine keeps judges honest, keeps trouble inside its check, and stops when told."""

from __future__ import annotations

import os
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from checks.engine import Reading, judge_check
from checks.facts import Facts, MissingFact
from checks.host import LocalHost
from checks.model import Fact, Missing, Policy, Progress, Raw, Result, Status, Verdict, Why
from checks.process import OUTPUT_LIMIT, Programs
from checks.registry import Ask, all_checks, checks_for, get_check, worst
from checks.replay import LooseHost, TableHost
from checks.runner import run_checks

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Scripted(TableHost):
    """A PC that answers from a table, remembers what was asked, and may take its time."""

    def __init__(self, answers: dict[str, Raw], *, system: str = "linux", wait: threading.Event | None = None) -> None:
        super().__init__(system, answers, NOW, otherwise=Why.ABSENT)
        self.wait = wait
        self.asked: list[str] = []
        self.cancelled = False

    def read(self, source: str, deadline: float) -> Raw:
        self.asked.append(source)
        if self.wait:
            self.wait.wait(5)
        return super().read(source, deadline)

    def cancel(self) -> None:
        self.cancelled = True


def test_a_pass_without_every_needed_fact_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    check = get_check("time.sync")

    def careless(_facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
        return Verdict(Status.PASS, "synced")

    monkeypatch.setattr(type(check), "judge", property(lambda _self: careless))
    host = Scripted({"cmd:chronyc -c tracking": Raw("cmd:chronyc -c tracking", b"x")})
    result = judge_check(check, Reading(host, Policy()), Policy(), NOW, time.monotonic() + 60)
    assert result.status is Status.UNKNOWN
    assert result.reason.startswith("missing_")


def test_a_pass_that_did_not_look_at_its_facts_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    check = get_check("patch.eol")
    monkeypatch.setattr(
        type(check), "judge", property(lambda _self: lambda _f, _a, _n: Verdict(Status.PASS, "supported"))
    )
    host = Scripted({"file:/etc/os-release": Raw("file:/etc/os-release", b"ID=debian\nVERSION_ID=13\n")})
    result = judge_check(check, Reading(host, Policy()), Policy(), NOW, time.monotonic() + 60)
    assert result.status is Status.UNKNOWN


def test_a_judge_that_fails_is_an_error_of_its_check_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    check = get_check("patch.eol")

    def broken(_facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(
        type(check),
        "judge",
        property(lambda self: broken if self.id == "patch.eol" else (lambda *_: Verdict(Status.FAIL, "x"))),
    )
    host = Scripted({})
    result = judge_check(check, Reading(host, Policy()), Policy(), NOW, time.monotonic() + 60)
    assert result.status is Status.ERROR
    assert "secret detail" not in str(result.to_json())


def test_refused_is_told_apart_from_unknown() -> None:
    people = Raw("file:/etc/passwd", b"root:x:0:0:root:/root:/bin/bash\n")
    refused = Scripted({people.source: people, "file:/etc/shadow": Raw("file:/etc/shadow", rc=None, error=Why.REFUSED)})
    result = run_checks(refused, only=["auth.login_password"])[0]
    assert result.status is Status.NOT_PERMITTED
    assert result.would_decide is not None
    assert "管理者" in result.would_decide.ja


def test_no_source_at_all_gives_no_pass_anywhere() -> None:
    for system in ("linux", "windows", "macos"):
        for result in run_checks(Scripted({}, system=system), policy=Policy(work_folders=("/x",))):
            assert result.status is not Status.PASS or result.reason in ABSENCE_IS_THE_ANSWER, result


# Nothing to switch on automatically, no share file, no browser maker's package: certain absence is the answer itself.
ABSENCE_IS_THE_ANSWER = {"none", "none_found", "off"}


def test_every_source_is_read_once_a_run() -> None:
    host = Scripted({})
    run_checks(host)
    assert len(host.asked) == len(set(host.asked))


def test_progress_names_every_check_and_comes_from_the_calling_thread() -> None:
    seen: list[Progress] = []
    threads = set()

    def note(step: Progress) -> None:
        seen.append(step)
        threads.add(threading.get_ident())

    results = run_checks(Scripted({}), progress=note)
    assert threads == {threading.get_ident()}
    assert [step.check for step in seen if step.phase == "finished"].sort() == [
        result.check for result in results
    ].sort()
    assert seen[-1].done == seen[-1].total == len(all_checks())


def test_cancel_returns_at_once_and_says_what_was_not_done() -> None:
    hold, cancel = threading.Event(), threading.Event()
    host = Scripted({}, wait=hold)
    threading.Timer(0.1, cancel.set).start()
    results = run_checks(host, cancel=cancel)
    assert host.cancelled
    assert len(results) == len(all_checks())
    assert {result.reason for result in results} >= {"missing_cancelled"}
    hold.set()


def test_only_takes_check_ids_and_the_catalogs_ids() -> None:
    ids = {result.check for result in run_checks(Scripted({}), only=["auth.screenlock", "patch.eol"])}
    assert ids == {"auth.screenlock", "patch.eol"}
    assert {check.id for check in checks_for("auth.screenlock")} == {"auth.screenlock", "auth.resume_password"}
    with pytest.raises(KeyError):
        run_checks(Scripted({}), only=["no.such"])


def test_a_result_survives_json() -> None:
    for result in run_checks(LocalHost(), only=["patch.eol", "disk.encryption"]):
        assert Result.from_json(result.to_json()) == result


def test_thresholds_of_the_contract_win_and_are_told() -> None:
    answers = {"file:/var/log/apt/history.log": Raw("x", b"Start-Date: 2026-11-10  08:00:00\nUpgrade: a\n\n")}
    answers = {name: Raw(name, raw.out) for name, raw in answers.items()}
    loose = run_checks(Scripted(answers), only=["patch.os"])
    strict = run_checks(Scripted(answers), only=["patch.os"], policy=Policy(thresholds={"patch.os.installed_days": 5}))
    verdicts = [next(r for r in rows if r.check == "patch.os") for rows in (loose, strict)]
    assert [r.status for r in verdicts] == [Status.PASS, Status.FAIL]
    assert verdicts[1].policy == {"installed_days": 5}


def test_two_sources_that_disagree_do_not_pass() -> None:
    facts = Facts([Fact("a", 1), Fact("a", 2)], {"b": Missing(Why.REFUSED)})
    with pytest.raises(MissingFact) as conflict:
        facts.value("a")
    assert conflict.value.why == Why.CONFLICT
    with pytest.raises(MissingFact) as refused:
        facts.demand("c", "b")
    assert refused.value.why == Why.REFUSED


def test_roll_up_takes_the_worst() -> None:
    assert worst([Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE]) is Status.UNKNOWN
    assert worst([Status.PASS, Status.FAIL, Status.ERROR]) is Status.FAIL
    assert worst([]) is Status.UNKNOWN
    assert {check.id for check in checks_for("av.installed")} == {"av.installed"}


def test_a_recording_without_a_use_is_answered_too() -> None:
    results = run_checks(LooseHost("notes.txt", Raw("notes", b"hello\n", loose=True), "linux"))
    assert [(result.check, result.status) for result in results] == [("recording", Status.UNKNOWN)]


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX programs")
class TestPrograms:
    def run(self, *argv: str, seconds: float = 60.0) -> Raw:
        return Programs().run(argv, source="x", deadline=time.monotonic() + seconds, privilege="user")

    def test_a_hanging_program_is_ended_with_its_children(self, tmp_path: Path) -> None:
        note = tmp_path / "child"
        raw = self.run("/bin/sh", "-c", f"sleep 60 & echo $! > {note}; wait", seconds=3)
        assert raw.error == Why.TIMEOUT
        child = int(note.read_text())
        for _ in range(1500):
            if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
                return
            time.sleep(0.02)
        pytest.fail("the child lives on")

    def test_cancel_ends_what_runs_and_refuses_more(self) -> None:
        programs = Programs()
        threading.Timer(0.2, programs.cancel).start()
        raw = programs.run(["/bin/sleep", "60"], source="x", deadline=time.monotonic() + 60, privilege="user")
        assert raw.error == Why.CANCELLED

    def test_endless_output_is_refused_not_cut(self) -> None:
        raw = self.run("/bin/cat", "/dev/zero")
        assert raw.error == Why.TOO_LARGE
        assert len(raw.out) <= OUTPUT_LIMIT

    def test_a_program_that_is_not_there_is_absent(self) -> None:
        assert self.run("no-such-program-anywhere").error == Why.ABSENT

    def test_no_input_no_language_no_foreign_path(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/tmp/evil")
        monkeypatch.setenv("LANG", "ja_JP.UTF-8")
        raw = self.run("sh", "-c", "cat; echo $LC_ALL $LANG $PATH $SECRET")
        assert raw.out.decode().split()[:2] == ["C.UTF-8", "C.UTF-8"]
        assert b"evil" not in raw.out

    def test_exit_code_and_error_text_are_kept(self) -> None:
        raw = self.run("sh", "-c", "echo out; echo err >&2; exit 3")
        assert (raw.out, raw.err, raw.rc) == (b"out\n", b"err\n", 3)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root to become somebody else")
def test_an_ordinary_user_gets_not_permitted_where_root_gets_an_answer() -> None:
    import subprocess

    code = (
        "import os; os.setgid(65534); os.setuid(65534)\n"
        "from checks.host import LocalHost; from checks.runner import run_checks\n"
        "print(run_checks(LocalHost(), only=['auth.login_password'])[0].status)"
    )
    repo = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repo, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("the checkout is not readable for an ordinary user")
    assert done.stdout.strip() == "NOT_PERMITTED"


def test_a_missing_fact_is_named_to_people_by_the_checks_title() -> None:
    result = run_checks(Scripted({}), only=["time.sync"])[0]
    assert "時刻合わせ" in result.sentence.ja
    assert "time." not in result.sentence.ja
    assert str(result.facts["missing"]).startswith("time.")


def test_the_one_powershell_is_read_by_its_last_line_only() -> None:
    import base64
    import json

    from checks.local.powershell import read_answers

    line = base64.b64encode(json.dumps({"win": {"join": {"value": 1}}}).encode())
    assert read_answers(b"WARNING: noise\r\n" + line + b"\r\n") == {"win": {"join": {"value": 1}}}
    for broken in (b"", b"noise", line[:-5], base64.b64encode(b"[1]"), base64.b64encode(b"\xff")):
        assert read_answers(broken) == {}


def test_a_read_that_no_deadline_can_stop_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from checks import runner

    hold = threading.Event()
    quick = {name: replace(check, deadline_s=0.1) for name, check in all_checks().items()}
    monkeypatch.setattr(runner, "all_checks", lambda: quick)
    monkeypatch.setattr(runner, "GRACE_S", 0.05)
    results = run_checks(Scripted({}, wait=hold), only=["patch.eol", "time.sync"])
    assert {result.reason for result in results} == {"missing_timeout"}
    assert all(result.would_decide for result in results)
    hold.set()
