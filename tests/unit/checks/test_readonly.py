"""Nothing that the checks run or read can change the PC: no changing verb, no shell, and no write seen by strace."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checks
from checks.registry import all_checks

ROOT = Path(checks.__file__).parent
COMMANDS = sorted(
    {
        source.removeprefix("cmd:")
        for check in all_checks().values()
        for sources in check.sources.values()
        for source in sources
        if source.startswith("cmd:")
    }
)
CHANGING = re.compile(
    r"^-{0,2}/?(set|set-.*|enable|disable|start|stop|restart|reload|remove|delete|add|del|write|install|upgrade|update|change|"
    r"edit|create|kill|unload|load|mount|umount|format|erase|purge|export|import|save|restore|flush|active:.*|resync|config)$",
    re.IGNORECASE,
)
SIMULATED = {"apt-get -s -o Debug::NoLocking=1 -o Dir::Log::Planner=/dev/null upgrade"}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_has_a_changing_word(command: str) -> None:
    words = shlex.split(command)
    assert words[0] not in ("sh", "bash", "cmd", "sudo", "env", "powershell", "osascript")
    changing = [word for word in words[1:] if CHANGING.match(word)]
    if command in SIMULATED:
        assert "-s" in words
        changing.remove("upgrade")
    if words[0] == "defaults":
        assert words[1] in ("read", "-currentHost")
        assert "read" in words
    assert changing == []


def test_windows_starts_at_most_three_small_programs() -> None:
    programs = {
        shlex.split(source.removeprefix("cmd:"))[0]
        for check in all_checks().values()
        for source in check.sources.get("windows", ())
        if source.startswith("cmd:")
    }
    assert len(programs) <= 3, programs


def test_the_powershell_script_only_gets_and_selects() -> None:
    script = (ROOT / "local" / "windows.ps1").read_text(encoding="utf-8")
    verbs = set(re.findall(r"\b([A-Z][a-z]+)-[A-Z][A-Za-z]+\b", script))
    assert verbs <= {"Get", "New", "Where", "Sort", "Select", "For", "Convert", "ConvertTo"}, verbs
    assert set(re.findall(r"New-(\w+)", script)) == {"Object"}
    assert not re.search(r"\.(Install|Download|Put|Delete|Save|Enable|Disable|Lock|Unlock)\w*\(", script)
    assert "Online = $false" in script


def test_no_module_writes_outside_the_recorder() -> None:
    writers = re.compile(r"\.(write_text|write_bytes|unlink|rmdir|rename|touch|mkdir)\(|open\([^)]*[\"'][wax]b?[\"']")
    for file in ROOT.rglob("*.py"):
        if "residue" not in file.parts and file.name != "replay.py":
            assert not writers.search(file.read_text(encoding="utf-8")), file.name


@pytest.mark.tool
@pytest.mark.skipif(not shutil.which("strace") or sys.platform != "linux", reason="strace is not installed")
def test_a_whole_run_writes_no_file(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    code = "from checks.host import LocalHost; from checks.runner import run_checks; run_checks(LocalHost())"
    calls = (
        "trace=open,openat,creat,rename,renameat2,unlink,unlinkat,mkdir,mkdirat,chmod,fchmodat,truncate,link,symlink"
    )
    argv = ["strace", "-f", "-e", calls, "-o", str(log), sys.executable, "-B", "-c", code]
    repo = Path(__file__).resolve().parents[3]
    done = subprocess.run(argv, cwd=repo, capture_output=True, text=True, check=False, timeout=240)
    if "ptrace" in done.stderr or not log.is_file():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr[-500:]
    writes = [line for line in log.read_text(errors="replace").splitlines() if _is_write(line)]
    assert writes == []


HARMLESS = ("/dev/null", "/dev/tty", "/dev/shm/", "/proc/self/")


def _is_write(line: str) -> bool:
    if " = -1 " in line or "resumed" in line:
        return False
    if re.search(r"\b(open|openat)\(", line):
        path = re.search(r'"([^"]*)"', line)
        changing = re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)", line)
        nameless = "O_TMPFILE" in line  # apt's working memory: a file without a name leaves nothing behind
        return bool(changing) and not nameless and not (path and path[1].startswith(HARMLESS))
    return bool(re.search(r"\b(creat|rename\w*|unlink\w*|mkdir\w*|chmod|fchmodat|truncate|link|symlink)\(", line))
