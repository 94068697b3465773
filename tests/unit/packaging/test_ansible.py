"""The playbook: well-formed everywhere; where ansible is installed, two PCs are collected over a local connection."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml


@pytest.fixture
def playbooks(repo_root: Path) -> list[Path]:
    return sorted((repo_root / "packaging" / "ansible").glob("*.yml"))


def test_every_task_has_a_name_and_reads_only(playbooks: list[Path]) -> None:
    assert [file.name for file in playbooks] == ["collect-windows.yml", "collect.yml"]
    for file in playbooks:
        for play in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert play["gather_facts"] is False
            for task in play["tasks"]:
                assert task["name"]
                modules = [key for key in task if "." in key]
                assert len(modules) == 1
            removed = play["tasks"][-1]
            assert "absent" in str(removed), "what was made is taken away again"


@pytest.mark.tool
def test_reports_come_from_every_pc_and_nothing_stays(repo_root: Path, tmp_path: Path) -> None:
    program = shutil.which("ansible-playbook")
    installed = Path(sys.executable).with_name("selfaudit")
    if program is None or not installed.is_file():
        pytest.skip("ansible-playbook or the installed selfaudit is missing")
    pc = f"ansible_connection=local ansible_python_interpreter={sys.executable}"
    (tmp_path / "hosts.ini").write_text(f"[posix]\npc-01 {pc}\npc-02 {pc}\n", encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    playbook = repo_root / "packaging" / "ansible" / "collect.yml"
    # One after the other: both names are this one PC, with one key.
    command = [
        program,
        "-f",
        "1",
        "-i",
        str(tmp_path / "hosts.ini"),
        str(playbook),
        "-e",
        f"destination={tmp_path / 'reports'}",
    ]
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp"), "ANSIBLE_LOCAL_TEMP": str(tmp_path / "local")}
    done = subprocess.run(
        [*command, "-e", f"command={installed}"], env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    reports = sorted(file.name for file in (tmp_path / "reports").iterdir())
    assert reports == ["pc-01.hostreport.zip", "pc-02.hostreport.zip"]
    assert not list((tmp_path / "tmp").glob("*selfaudit*"))
