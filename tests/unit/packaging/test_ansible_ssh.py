"""The playbook over real connections: two PCs in network namespaces, each with its own sshd, name and accounts.

A third one does not answer. What is brought is taken into an inspection, and tells the PCs apart.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from selfaudit.services.workspace import Workspace

PASSWD = "root:x:0:0:root:/root:/bin/sh\nhanako:x:1001:1001::/home/hanako:/bin/sh\n"
SHADOW = "root:*:19000:0:99999:7:::\nhanako:*:19000:0:99999:7:::\n"
OPEN = ("kyoyo:x:1002:1002::/home/kyoyo:/bin/sh\n", "kyoyo::19000:0:99999:7:::\n")
"""An account without a password, as it stands in the two files."""
CONFIG = """
ListenAddress {address}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
PidFile none
LogLevel ERROR
Subsystem sftp internal-sftp
SetEnv XDG_DATA_HOME={folder}/data TMPDIR={folder}/tmp
"""
# A mount and a host name of its own: what a PC says about itself differs, this machine's own files stay as they are.
START = """
hostname {name}
mount -t tmpfs tmpfs /run && mkdir -p /run/sshd && mount -t tmpfs tmpfs /var/log
mount --bind {folder}/passwd /etc/passwd && mount --bind {folder}/shadow /etc/shadow
exec {sshd} -D -e -f {folder}/config
"""


@dataclass
class Pc:
    """One namespace with an address; `sshd` runs in it unless it is the one that does not answer."""

    name: str
    address: str
    folder: Path


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env={**os.environ, **env} if env else None
    )


def needed(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{name} is missing")
    return found


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[list[Pc]]:
    """Two PCs that answer, and one that does not."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("network namespaces need Linux and root")
    for tool in ("ip", "sshd", "ssh", "ssh-keygen", "unshare", "ansible-playbook"):
        needed(tool)
    tag = f"sa{os.getpid() % 10000}"
    net = f"10.{200 + os.getpid() % 50}"
    with ExitStack() as undone:
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key"))
        made = []
        for number in (1, 2, 3):
            pc = Pc(f"pc-0{number}", f"{net}.{number}.2", tmp_path / f"pc-0{number}")
            try:
                connect(f"{tag}-{number}", f"{net}.{number}", undone)
            except subprocess.CalledProcessError as error:
                pytest.skip(f"no network namespaces here: {error.stderr.strip()}")
            furnish(pc, tmp_path, OPEN if number == 2 else ("", ""))
            if number < 3:
                start(pc, f"{tag}-{number}", undone)
            made.append(pc)
        yield made


def connect(space: str, net: str, undone: ExitStack) -> None:
    """A namespace with a cable to this machine."""
    run("ip", "netns", "add", space)
    undone.callback(subprocess.run, ["ip", "netns", "del", space], check=False)
    outer, inner = f"{space}o", f"{space}i"
    run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner, "netns", space)
    undone.callback(subprocess.run, ["ip", "link", "del", outer], check=False, capture_output=True)
    run("ip", "addr", "add", f"{net}.1/24", "dev", outer)
    run("ip", "link", "set", outer, "up")
    run("ip", "-n", space, "addr", "add", f"{net}.2/24", "dev", inner)
    run("ip", "-n", space, "link", "set", inner, "up")
    run("ip", "-n", space, "link", "set", "lo", "up")


def furnish(pc: Pc, keys: Path, account: tuple[str, str]) -> None:
    """The PC's own files."""
    for part in ("data", "tmp"):
        (pc.folder / part).mkdir(parents=True)
    shutil.copy(keys / "key.pub", pc.folder)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(pc.folder / "host_key"))
    (pc.folder / "passwd").write_text(f"{PASSWD}sshd:x:104:65534::/run/sshd:/bin/false\n{account[0]}", encoding="utf-8")
    (pc.folder / "shadow").write_text(SHADOW + account[1], encoding="utf-8")
    (pc.folder / "config").write_text(CONFIG.format(address=pc.address, folder=pc.folder), encoding="utf-8")


def start(pc: Pc, space: str, undone: ExitStack) -> None:
    """Start the PC's sshd and wait until it answers."""
    script = START.format(name=pc.name, folder=pc.folder, sshd=needed("sshd"))
    log = undone.enter_context((pc.folder / "log").open("wb"))
    sshd = subprocess.Popen(
        ["ip", "netns", "exec", space, "unshare", "--mount", "--uts", "sh", "-ec", script],
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    undone.callback(sshd.wait)
    undone.callback(sshd.terminate)
    for _ in range(100):
        if subprocess.run(["ssh-keyscan", "-T", "1", pc.address], capture_output=True, check=False).stdout:
            return
        if sshd.poll() is not None:
            break
        time.sleep(0.1)
    pytest.skip(f"sshd does not start here: {(pc.folder / 'log').read_text(encoding='utf-8').strip()}")


def inventory(pcs: list[Pc], keys: Path) -> str:
    """The PCs as an administrator writes them down; every host key is known beforehand."""
    known = keys / "known_hosts"
    lines = [f"{pc.address} {(pc.folder / 'host_key.pub').read_text(encoding='utf-8')}" for pc in pcs]
    known.write_text("".join(lines), encoding="utf-8")
    options = f"-o UserKnownHostsFile={known} -o StrictHostKeyChecking=yes -o ConnectTimeout=5"
    shared = f"ansible_user=root ansible_ssh_private_key_file={keys / 'key'} ansible_ssh_common_args='{options}'"
    rows = [f"{pc.name} ansible_host={pc.address} {shared}\n" for pc in pcs]
    return f"[posix]\n{''.join(rows)}[posix:vars]\nansible_python_interpreter={sys.executable}\n"


@pytest.mark.tool
def test_two_pcs_are_collected_over_ssh_and_the_silent_one_has_no_report(
    pcs: list[Pc], repo_root: Path, tmp_path: Path, data: Path
) -> None:
    (tmp_path / "hosts.ini").write_text(inventory(pcs, tmp_path), encoding="utf-8")
    program = tmp_path / "selfaudit"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={repo_root} exec {sys.executable} -m selfaudit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    playbook = repo_root / "packaging" / "ansible" / "collect.yml"
    given = ["-e", f"destination={tmp_path / 'reports'}", "-e", f"command={program}"]
    done = subprocess.run(
        [needed("ansible-playbook"), "-i", str(tmp_path / "hosts.ini"), *given, str(playbook)],
        env={**os.environ, "ANSIBLE_LOCAL_TEMP": str(tmp_path / "local"), "ANSIBLE_HOME": str(tmp_path / "home")},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 4, done.stdout + done.stderr  # ansible: some host was unreachable
    assert "pc-03" in done.stdout
    reports = sorted((tmp_path / "reports").iterdir())
    assert [file.name for file in reports] == ["pc-01.hostreport.zip", "pc-02.hostreport.zip"]
    assert not any(list((pc.folder / "tmp").iterdir()) for pc in pcs), "nothing stays on a PC but its key"

    gathered = run(
        *(sys.executable, "-m", "selfaudit", "--data", str(data), "gather", "--json", *map(str, reports)),
        PYTHONPATH=str(repo_root),
    )
    told = json.loads(gathered.stdout)
    assert len({row["host"] for row in told["hosts"]}) == 2
    assert len({row["key"] for row in told["hosts"]}) == 2
    passwords = next(row for row in told["checks"] if row["check"] == "auth.login_password")
    assert sorted(passwords["hosts"].values()) == ["FAIL", "PASS"], "only one of the two has an account without one"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The inspection of the PC that collects."""
    folder = tmp_path / "inspection"
    with Workspace.open(folder, program="test") as workspace:
        workspace.start(profile=workspace.profiles()[0].id, title="t", contractor="c", fiscal_year=2026)
    return folder
