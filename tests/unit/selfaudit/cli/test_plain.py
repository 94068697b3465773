"""The line-by-line walk, typed through a real pipe into the real program."""

import os
import subprocess
import sys
from pathlib import Path

from selfaudit.domain.inspection import Outcome
from selfaudit.services.views import Filter
from selfaudit.services.workspace import Workspace


def run(data: Path, typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "selfaudit", *(words or ("walk", "--plain")), "--data", str(data)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )


def test_first_run_interview_and_first_items(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "empty", program="test") as workspace:
        names = [row.id for row in workspace.profiles()]
    number = names.index("shinjuku-2018") + 1
    first_run = f"{number}\n就労支援業務\nみほん会\n見本 点検子\n1\n"
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2018", title="x", contractor="x", fiscal_year=2026)
        questions = len(walk.questions())
    done = run(tmp_path / "new", first_run + "1\n" * questions + "１\n備考です\n2\n担当 者\nR9.1.31\n\nq\n")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    with Workspace.open(tmp_path / "new", program="test") as workspace:
        walk = workspace.walk()
        assert walk is not None
        assert (walk.contract.title, walk.contract.contractor) == ("就労支援業務", "みほん会")
        assert all(question.answer for question in walk.questions())
        answered = [row for row in walk.items() if row.answered]
        assert [row.answer.outcome for row in answered] == [Outcome.CONFORMS, Outcome.NONCONFORMING]
        assert answered[0].answer.note == "備考です"
        assert (answered[1].answer.owner, str(answered[1].answer.due)) == ("担当 者", "2027-01-31")


def test_end_of_input_loses_nothing_and_a_wrong_key_is_asked_again(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        for question in walk.questions():
            walk.answer_question(question.condition.id, True)
    done = run(tmp_path / "data", "9\nあ\n4\n")
    assert done.returncode == 0
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.walk()
        assert walk is not None
        assert sum(row.answered for row in walk.items()) == 1


def test_items_passed_over_are_offered_once_and_the_walk_ends(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        for question in walk.questions():
            walk.answer_question(question.condition.id, True)
        count = len(walk.filtered(Filter.UNANSWERED))
    done = run(tmp_path / "data", "5\n" * count)
    assert done.returncode == 0
    assert done.stdout.count("回答 0/") == count


def test_walk_without_a_terminal_goes_line_by_line_and_says_why(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "", "walk")
    assert done.returncode == 0
    assert "端末" in done.stderr
    assert "1  " in done.stdout


OWN = """\
format: 1
id: own-2026
title: 別記（令和8年度）
client: ○○町
parties: {client: [発注者], contractor: [受注者]}
contract: {title: 見守り事業}
sheets:
  - id: a
    title: 別記
    party: 受注者
    items:
      - {number: 第1・2項, text: 受注者は、次のことを守ること。, duty: definition, duty_reason: 号を導く。}
      - {number: ア, parent: 第1・2項, text: 鍵をかける。}
  - id: b
    title: 発注者の表
    party: 発注者
    items:
      - {number: イ-1, text: 発注者は見守る。}
"""


def test_a_wards_own_file_is_chosen_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "契約 2026.yaml"
    file.write_text(OWN, encoding="utf-8")
    data = tmp_path / "data"
    done = run(data, f"{tmp_path}/ない.yaml\n'{file}'\n\n\nみほん会\n点検子\n1\n1\n\n")
    assert done.returncode == 0, done.stderr
    assert "ない.yaml" in done.stdout, "a wrong place is said and asked again"
    assert "上の項 第1・2項: 受注者は、次のことを守ること。" in done.stdout, "a sub-item is read with what leads to it"
    file.unlink()
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk is not None
        assert (walk.contract.title, walk.contract.contractor, workspace.operator) == (
            "見守り事業",
            "みほん会",
            "点検子",
        )
        assert [(row.item.number, row.answered) for row in walk.items() if row.counts] == [("ア", True)]


def test_profile_show_uses_the_partys_own_words(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    done = run(tmp_path / "data", "", "profile", "show", str(file))
    assert "発注者の実施事項" in done.stdout
    assert "受注者の実施事項" in done.stdout
    assert "区の" not in done.stdout


def test_the_pc_answers_and_a_folder_is_searched_without_leaving_the_walk(tmp_path: Path) -> None:
    place = tmp_path / "名簿"
    place.mkdir()
    (place / "list.csv").write_text("氏名,電話番号\n佐藤花子,090-4413-2867\n鈴木一郎,080-2358-9164\n", encoding="utf-8")
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        for question in walk.questions():
            walk.answer_question(question.condition.id, True)
    done = run(tmp_path / "data", f"8\n9\n{place}\n9\n/nowhere/at/all\nq\n")
    assert done.returncode == 0, done.stderr
    assert "090-4413-2867" not in done.stdout
    assert "list.csv" in done.stdout
    assert "/nowhere/at/all" in done.stdout
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.walk()
        assert walk is not None
        checks = {row.check for row in workspace.repository.machine_results(walk.inspection.id)}
        assert {"disk.encryption", "pii.scan"} <= checks
        assert len(workspace.repository.search_runs(walk.inspection.id)) == 1
