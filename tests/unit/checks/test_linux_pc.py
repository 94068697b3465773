"""Traps of a live Linux PC that no single recording shows: each is a false pass that must not happen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checks.model import Policy, Raw, Result, Status, Why
from checks.replay import LooseHost, TableHost
from checks.runner import run_checks

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DAY = 86400
T0 = int(NOW.timestamp())


def pc(answers: dict[str, Any]) -> TableHost:
    """A Linux PC that answers from a table; what is not in it is certainly absent."""
    host = TableHost(
        "linux", {source: raw_of(source, answer) for source, answer in answers.items()}, NOW, otherwise=Why.ABSENT
    )
    host.home = "/home/x"
    return host


def raw_of(source: str, answer: Any) -> Raw:
    if isinstance(answer, Why):
        return Raw(source, rc=None, error=answer)
    return Raw(source, answer.encode() if isinstance(answer, str) else json.dumps(answer).encode())


def judge(check: str, answers: dict[str, Any], policy: Policy | None = None) -> Result:
    [result] = run_checks(pc(answers), policy=policy, only=[check])
    return result


def file(name: str, days_old: float = 0, size: int = 10, *, folder: bool = False) -> dict[str, Any]:
    return {"name": name, "size": size, "mtime": T0 - int(days_old * DAY), "mode": 0, "dir": folder}


APT = "cmd:apt-get -s -o Debug::NoLocking=1 -o Dir::Log::Planner=/dev/null upgrade"
NOTHING = "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n"
LISTS = "dir:/var/lib/apt/lists"
MAIN, SECURITY = "deb_debian_dists_bookworm_InRelease", "deb_debian-security_dists_bookworm-security_InRelease"


@pytest.mark.parametrize(
    ("lists", "status", "reason"),
    [
        ([file(MAIN, 1), file(SECURITY, 1)], Status.PASS, "none_waiting"),
        ([file(MAIN, 9), file(SECURITY, 9)], Status.UNKNOWN, "stale_list"),
        ([file(MAIN, 1)], Status.UNKNOWN, "no_security_source"),
        ([file("partial", 0, folder=True)], Status.UNKNOWN, "missing_incomplete"),
    ],
)
def test_no_pending_update_counts_only_from_a_fresh_security_list(
    lists: list[Any], status: Status, reason: str
) -> None:
    result = judge("patch.pending", {APT: NOTHING, LISTS: lists})
    assert (result.status, result.reason) == (status, reason)


def test_an_old_log_that_nobody_writes_is_not_a_long_log() -> None:
    kept = {"dir:/var/log/journal": [file("0123", folder=True)]}
    old = kept | {"dir:/var/log": [file("syslog", 400), file("syslog.1", 500)]}
    assert judge("log.retention", old).reason == "not_written"
    live = {"dir:/var/log": [file("auth.log", 0), file("auth.log.4.gz", 120)]}
    assert judge("log.retention", live).status is Status.PASS


DROP = "-P INPUT DROP\n-P FORWARD DROP\n-P OUTPUT ACCEPT\n"
OPEN = "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n"
GLOBAL6 = "20010db8000000000000000000000001 02 40 00 80     eth0\n"


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"cmd:iptables -S": DROP}, Status.PASS),
        ({"cmd:iptables -S": DROP, "cmd:ip6tables -S": OPEN, "file:/proc/net/if_inet6": GLOBAL6}, Status.FAIL),
        ({"cmd:iptables -S": DROP, "cmd:ip6tables -S": DROP, "file:/proc/net/if_inet6": GLOBAL6}, Status.PASS),
        ({"cmd:iptables -S": DROP + "-A INPUT -j ACCEPT\n"}, Status.FAIL),
        ({"cmd:iptables -S": Why.REFUSED}, Status.NOT_PERMITTED),
        ({"cmd:nft -j list ruleset": '{"nftables": [{"metainfo": {}}]}'}, Status.FAIL),
        (
            {
                "cmd:ufw status verbose": "Status: active\nDefault: allow (incoming), allow (outgoing)\nNew profiles: skip\n"
            },
            Status.FAIL,
        ),
        ({"cmd:ufw status verbose": "Status: inactive\n", "cmd:iptables -S": DROP}, Status.PASS),
        ({}, Status.FAIL),
    ],
)
def test_the_kernel_decides_about_the_firewall(answers: dict[str, Any], status: Status) -> None:
    assert judge("fw.enabled", answers).status is status


GNOME = {
    "cmd:gsettings get org.gnome.desktop.session idle-delay": "uint32 300\n",
    "cmd:gsettings get org.gnome.desktop.screensaver lock-enabled": "true\n",
    "cmd:gsettings get org.gnome.desktop.screensaver lock-delay": "uint32 0\n",
    "cmd:gsettings get org.gnome.desktop.lockdown disable-lock-screen": "false\n",
}


def session(own: list[str], others: list[str] | None = None, *, installed: int = 1, bus: bool = True) -> dict[str, Any]:
    return {"api:desktop": {"installed": installed, "own": own, "others": others or [], "bus": bus}}


@pytest.mark.parametrize(
    ("answers", "status", "reason"),
    [
        (session([], installed=0), Status.NOT_APPLICABLE, "no_desktop"),
        (session([]), Status.UNKNOWN, "no_session"),
        (session([], ["gnome"]), Status.NOT_PERMITTED, "other_user"),
        (session(["gnome"], bus=False), Status.UNKNOWN, "no_bus"),
        (session(["gnome"]), Status.PASS, "locks_in_time"),
        (
            session(["gnome"]) | {"cmd:gsettings get org.gnome.desktop.session idle-delay": "uint32 0\n"},
            Status.FAIL,
            "never_locks",
        ),
        (
            session(["gnome"]) | {"cmd:gsettings get org.gnome.desktop.session idle-delay": "uint32 1800\n"},
            Status.FAIL,
            "too_late",
        ),
        (
            session(["gnome"]) | {"cmd:gsettings get org.gnome.desktop.lockdown disable-lock-screen": "true\n"},
            Status.FAIL,
            "never_locks",
        ),
        (session(["kde"]), Status.PASS, "locks_in_time"),
        (
            session(["kde"]) | {"file:/home/x/.config/kscreenlockerrc": "[Daemon]\nAutolock=false\n"},
            Status.FAIL,
            "never_locks",
        ),
        (session(["other"]), Status.UNKNOWN, "desktop_unknown"),
    ],
)
def test_gsettings_defaults_are_no_lock(answers: dict[str, Any], status: Status, reason: str) -> None:
    result = judge("auth.screenlock", GNOME | answers)
    assert (result.status, result.reason) == (status, reason)


def lsblk(*devices: dict[str, Any]) -> dict[str, Any]:
    return {"cmd:lsblk -J -o NAME,TYPE,FSTYPE,MOUNTPOINTS,SIZE,RM": {"blockdevices": list(devices)}}


def device(
    name: str, kind: str, *places: str, children: list[dict[str, Any]] | None = None, rm: bool = False
) -> dict[str, Any]:
    return {"name": name, "type": kind, "mountpoints": list(places) or [None], "rm": rm, "children": children or []}


CRYPT_ROOT = device(
    "sda2",
    "part",
    children=[device("luks", "crypt", children=[device("root", "lvm", "/"), device("swap", "lvm", "[SWAP]")])],
)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (lsblk(device("sda", "disk", children=[device("sda1", "part", "/boot"), CRYPT_ROOT])), Status.PASS),
        (lsblk(CRYPT_ROOT, device("zram0", "disk", "[SWAP]"), device("loop0", "loop", "/snap/x/1")), Status.PASS),
        (lsblk(CRYPT_ROOT, device("sda2", "part", "/run/netns")), Status.PASS),
        (lsblk(CRYPT_ROOT, device("sdb1", "part", "/run/media/hanako/USB")), Status.FAIL),
        (lsblk(CRYPT_ROOT, device("sdb1", "part", "/data")), Status.FAIL),
        (lsblk(CRYPT_ROOT, device("sdb1", "part", "[SWAP]")), Status.FAIL),
        (lsblk(device("sdb1", "part", "/data")), Status.UNKNOWN),
        (lsblk(), Status.UNKNOWN),
    ],
)
def test_every_volume_that_holds_data_counts(answers: dict[str, Any], status: Status) -> None:
    assert judge("disk.encryption", answers).status is status


def test_an_account_that_shadow_does_not_name_keeps_the_answer_open() -> None:
    people = "root:x:0:0::/root:/bin/bash\nsato:x:1000:1000::/home/sato:/bin/bash\n"
    answers = {"file:/etc/passwd": people, "file:/etc/shadow": "root:*:1:0:99999:7:::\n"}
    assert judge("auth.login_password", answers).status is Status.UNKNOWN
    answers["file:/etc/shadow"] = "root:*:1:0:99999:7:::\nsato::1:0:99999:7:::\n"
    assert judge("auth.login_password", answers).status is Status.FAIL


@pytest.mark.parametrize(
    ("people", "roster", "status"),
    [
        ("sato:x:1000:1000::/home/sato:/bin/bash\n", {"sato"}, Status.PASS),
        ("sato:x:1000:1000::/home/sato:/bin/bash\n", {"SATO"}, Status.PASS),
        ("sato:x:1000:1000::/home/sato:/bin/bash\n", {"suzuki"}, Status.FAIL),
        ("sato:x:1000:1000::/home/sato:/usr/sbin/nologin\n", {"suzuki"}, Status.UNKNOWN),
        ("www-data:x:33:33::/var/www:/bin/bash\n", set(), Status.UNKNOWN),
    ],
)
def test_accounts_are_compared_with_the_roster(people: str, roster: set[str], status: Status) -> None:
    answers = {"file:/etc/passwd": "root:x:0:0::/root:/bin/bash\n" + people}
    assert judge("roster.reconcile", answers, Policy(roster=frozenset(roster))).status is status


@pytest.mark.parametrize(
    ("names", "status"),
    [([], Status.PASS), (["display-manager.service"], Status.UNKNOWN), (["getty@tty1.service.d"], Status.UNKNOWN)],
)
def test_automatic_sign_in_is_looked_for_on_the_console_too(names: list[str], status: Status) -> None:
    assert judge("auth.autologon", {"dir:/etc/systemd/system": [file(name) for name in names]}).status is status


@pytest.mark.parametrize(
    ("version", "status"),
    [("13", Status.PASS), ("12", Status.PASS), ("11", Status.FAIL), ("99", Status.UNKNOWN), ("12.5", Status.PASS)],
)
def test_support_goes_by_the_dated_table(version: str, status: Status) -> None:
    assert judge("patch.eol", {"file:/etc/os-release": f'ID=debian\nVERSION_ID="{version}"\n'}).status is status


def test_a_stale_support_table_cannot_pass() -> None:
    later = datetime(2027, 6, 1, tzinfo=UTC)
    answers = {"file:/etc/os-release": "ID=debian\nVERSION_ID=13\n"}
    [result] = run_checks(pc(answers), only=["patch.eol"], clock=lambda: later)
    assert (result.status, result.reason) == (Status.UNKNOWN, "stale_table")
    ended = {"file:/etc/os-release": "ID=debian\nVERSION_ID=10\n"}
    [result] = run_checks(pc(ended), only=["patch.eol"], clock=lambda: later)
    assert result.status is Status.FAIL


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"api:clock": {"synced": True}}, Status.PASS),
        ({"api:clock": {"synced": False}}, Status.FAIL),
        (
            {
                "api:clock": {"synced": True},
                "cmd:chronyc -c tracking": "X,n,0,0.0,0.1,0,0,0,0,0,0,0,0,Not synchronised\n",
            },
            Status.FAIL,
        ),
        ({"api:clock": Why.FAILED, "file:/run/systemd/timesync/synchronized": ""}, Status.UNKNOWN),
        ({}, Status.UNKNOWN),
    ],
)
def test_the_kernel_tells_the_clock_where_no_time_service_answers(answers: dict[str, Any], status: Status) -> None:
    assert judge("time.sync", answers).status is status


@pytest.mark.parametrize(
    ("source", "text", "check", "status"),
    [
        (
            "cmd:needrestart -b -k -r l",
            "NEEDRESTART-KSTA: 1\nNEEDRESTART-SVC: cron.service\n",
            "patch.reboot",
            Status.FAIL,
        ),
        (
            APT,
            "  libc6 libssl1.1 linux-image-6\n0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.\n",
            "patch.pending",
            Status.UNKNOWN,
        ),
        (
            "cmd:dnf -q -C updateinfo list --security",
            "FEDORA-2026-aa security Moderate libcap-2.76.x86_64 2026-04-12 00:16:44\n",
            "patch.pending",
            Status.FAIL,
        ),
    ],
)
def test_forms_of_the_same_answer(source: str, text: str, check: str, status: Status) -> None:
    assert judge(check, {source: text, LISTS: [file(MAIN, 1), file(SECURITY, 1)]}).status is status


@pytest.mark.parametrize(
    ("command", "text", "check", "status"),
    [
        (
            "needs-restarting -r",
            "No core libraries or services have been updated since boot-up.\nReboot should not be necessary.\n",
            "patch.reboot",
            Status.PASS,
        ),
        (
            "timedatectl show-timesync",
            "ServerName=ntp\nNTPMessage={ Leap=0, Version=4, PacketCount=3, Jitter=24ms }\n",
            "time.sync",
            Status.PASS,
        ),
        (
            "timedatectl show-timesync",
            "ServerName=ntp\nNTPMessage={ Leap=3, Version=4, PacketCount=3, Jitter=24ms }\n",
            "time.sync",
            Status.FAIL,
        ),
        ("chronyc tracking", "506 Cannot talk to daemon\n", "time.sync", Status.UNKNOWN),
        (
            "auditctl -s",
            "AUDIT_STATUS: enabled=1 flag=1 pid=823 rate_limit=0 backlog_limit=320 lost=0 backlog=0\n",
            "log.audit_policy",
            Status.PASS,
        ),
        ("auditctl -l", "LIST_RULES: exit,always watch=/etc/group perm=wa\n", "log.audit_policy", Status.PASS),
        (
            "restic snapshots --json",
            '[{"snapshots": [{"time": "2026-11-19T16:07:52.940954006Z"}]}]\n',
            "backup.age",
            Status.PASS,
        ),
        (
            "nft list ruleset",
            "table inet f {\n\tchain i {\n\t\ttype filter hook input priority 0; policy drop;\n\t}\n}\n",
            "fw.enabled",
            Status.PASS,
        ),
        (
            "nft list ruleset",
            "table inet f {\n\tchain i {\n\t\ttype filter hook input priority 0; policy accept;\n\t}\n}\n",
            "fw.enabled",
            Status.FAIL,
        ),
    ],
)
def test_loose_forms_of_the_same_answer(command: str, text: str, check: str, status: Status) -> None:
    host = LooseHost("x", Raw(command, text.encode(), rc=None, loose=True), "linux", NOW)
    told = {result.check: result.status for result in run_checks(host)}
    assert told[check] is status


LASTLOG = "Username         Port     From                                       Latest\n"


@pytest.mark.parametrize(
    ("latest", "status", "reason"),
    [
        ("pts/4    192.0.2.7                                 Fri Nov 20 09:40:06 +0900 2026", Status.PASS, "in_use"),
        ("tty2                                               Mon Jun  1 18:00:00 +0900 2026", Status.FAIL, "unused"),
        ("                                                   **Never logged in**", None, ""),
    ],
)
def test_the_day_somebody_signed_in_is_read_in_any_time_zone(latest: str, status: Status | None, reason: str) -> None:
    passwd = "hanako:x:1000:1000::/home/hanako:/bin/bash\n"
    result = judge(
        "auth.accounts", {"file:/etc/passwd": passwd, "cmd:lastlog": f"{LASTLOG}hanako           {latest}\n"}
    )
    assert result.status is not Status.ERROR
    if status is not None:
        assert (result.status, result.reason) == (status, reason)
    else:
        assert result.status is not Status.PASS, "nobody knows when the account was used"
