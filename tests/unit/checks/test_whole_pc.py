"""A whole Windows PC and a whole Mac, as their sources answer, judged on any system: the healthy one and the usual one.

The shapes are those of Microsoft's and Apple's documentation of each call (notes/posture.md section 1 and 2).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checks.model import Policy, Raw, Result, Status, Why
from checks.replay import TableHost
from checks.runner import run_checks

NOW = datetime(2026, 9, 25, 3, 0, tzinfo=UTC)
POLICY = Policy(roster=frozenset({"sato", "suzuki"}), work_folders=(r"C:\work",))
MAC_POLICY = Policy(roster=frozenset({"sato"}), work_folders=("/Users/sato/work",))


def pc(system: str, answers: dict[str, Any]) -> TableHost:
    """A PC that answers from a table: bytes, text or JSON values are outputs, a `Why` is a refusal, all else is absent."""
    return TableHost(
        system, {source: raw_of(source, answer) for source, answer in answers.items()}, NOW, otherwise=Why.ABSENT
    )


def raw_of(source: str, answer: Any) -> Raw:
    if isinstance(answer, Why):
        return Raw(source, rc=None, error=answer)
    data = (
        answer
        if isinstance(answer, bytes)
        else answer.encode()
        if isinstance(answer, str)
        else json.dumps(answer).encode()
    )
    return Raw(source, data)


def key(path: str, **values: object) -> dict[str, object]:
    return {"key": path, "values": {name: str(value) for name, value in values.items()}}


def wmi(source: str, *rows: dict[str, object]) -> tuple[str, list[dict[str, object]]]:
    return f"wmi:{source}", list(rows)


SYSTEM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
DEFENDER = r"root\Microsoft\Windows\Defender:SELECT * FROM MSFT_MpComputerStatus"
CENTER = r"root\SecurityCenter2:SELECT displayName, productState FROM AntiVirusProduct"
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
AU = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU"
NT = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
MP = {"AMRunningMode": "Normal", "AMServiceEnabled": True, "AntivirusEnabled": True, "RealTimeProtectionEnabled": True}


def account(
    name: str, rid: int, *, on: bool = True, required: bool = True, last: int = 1790000000
) -> dict[str, object]:
    return {"name": name, "rid": rid, "flags": (0 if on else 2) | (0 if required else 0x20) | 0x200, "last_logon": last}


HEALTHY: dict[str, Any] = {
    f"reg:{SYSTEM}": key(SYSTEM, InactivityTimeoutSecs=600),
    r"reg:HKCU\Control Panel\Desktop": key(r"HKCU\Control Panel\Desktop", ScreenSaveActive=1),
    "win:screensaver": {"active": 1, "timeout": 600, "secure": 1},
    "win:power": {"video": {"ac": 600, "dc": 300}, "console": {"ac": 1, "dc": 1}},
    rf"reg:{NT}\Winlogon": key(rf"{NT}\Winlogon", AutoRestartShell=1),
    "win:users": [
        account("Administrator", 500, on=False),
        account("Guest", 501, on=False, required=False),
        account("sato", 1001),
        account("suzuki", 1002),
    ],
    "win:admins": [r"PC\Administrator", r"PC\sato"],
    "win:join": {"domain": False, "entra": False},
    "win:password_policy": {"min_length": 12, "lockout": 10},
    "win:updates": {
        "pending": [],
        "searched_at": "2026-09-24T01:00:00+00:00",
        "installed_at": "2026-09-10T01:00:00+00:00",
    },
    "win:reboot_flags": {"servicing": False, "update": False},
    rf"reg:{NT}": key(
        NT, CurrentBuild=26200, UBR=1, EditionID="Core", InstallationType="Client", ProductName="Windows 10 Home"
    ),
    r"reg:HKLM\SYSTEM\CurrentControlSet\Services\wuauserv": key(
        r"HKLM\SYSTEM\CurrentControlSet\Services\wuauserv", Start=3
    ),
    "win:security_health": {"firewall": 0, "autoUpdate": 0, "antiVirus": 0, "uac": 0, "securityCenterService": 0},
    **dict([wmi(CENTER, {"displayName": "Windows Defender", "productState": 397568})]),
    **dict([wmi(DEFENDER, MP | {"AntivirusSignatureAge": 1, "QuickScanAge": 3, "FullScanAge": 4294967295})]),
    "win:firewall": {name: {"on": True, "inbound": 0} for name in ("domain", "private", "public")},
    "win:bitlocker": {"C:": 1},
    "win:fixed_drives": ["C:"],
    "win:shares": [
        {"name": "ADMIN$", "type": 0x80000000},
        {"name": "C$", "type": 0x80000000},
        {"name": "IPC$", "type": 0x80000003},
    ],
    "api:sockets": {
        "rows": [
            {"proto": "tcp", "ip": "0.0.0.0", "port": 135, "program": "svchost.exe"},  # noqa: S104
            {"proto": "tcp", "ip": "::", "port": 445, "program": "System"},
            {"proto": "tcp", "ip": "0.0.0.0", "port": 49664, "program": "lsass.exe"},  # noqa: S104
            {"proto": "udp", "ip": "0.0.0.0", "port": 5353, "program": "svchost.exe"},  # noqa: S104
        ],
        "partial": False,
    },
    "api:processes": ["System", "explorer.exe", "svchost.exe"],
    "api:interfaces": [{"name": "Ethernet", "up": True, "loopback": False, "addresses": 1, "wireless": False}],
    "api:sync_roots": [],
    "api:browsers": [{"browser": "edge", "saving": False, "stored": 0}],
    r"regtree:HKLM\SYSTEM\CurrentControlSet\Enum\USBSTOR": Why.ABSENT,
    r"reg:HKLM\SYSTEM\CurrentControlSet\Services\USBSTOR": key(
        r"HKLM\SYSTEM\CurrentControlSet\Services\USBSTOR", Start=4
    ),
    f"regtree:{UNINSTALL}": {
        "keys": [key(UNINSTALL), key(rf"{UNINSTALL}\x", DisplayName="7-Zip", DisplayVersion="24")]
    },
    r"win:acl:C:\work": {
        "entries": [
            {"sid": "S-1-5-18", "name": "SYSTEM", "mask": 0x1F01FF, "deny": False},
            {"sid": "S-1-5-32-544", "name": "Administrators", "mask": 0x1F01FF, "deny": False},
            {"sid": "S-1-5-21-1-2-3-1001", "name": "sato", "mask": 0x1F01FF, "deny": False},
        ]
    },
    r"api:protection:C:\work": {"protected": 3},
    "cmd:w32tm /query /status /verbose": (
        "閏インジケーター: 0 (警告なし)\r\n階層: 4 (二次参照)\r\n精度: -23\r\nルート遅延: 0.02s\r\nルート分散: 0.1s\r\n参照 ID: 0x0\r\n"
        "最終正常同期時刻: 2026/09/25 11:00:00\r\nソース: time.windows.com,0x9\r\nポーリング間隔: 10 (1024s)\r\n\r\n位相オフセット: 0.001s\r\n"
        "クロック レート: 0.0156s\r\nステート マシン: 2 (同期)\r\nソース フラグ: 0\r\nサーバー ロール: 0\r\n前回の同期エラー: 0\r\n"
        "前回の正常な同期からの時間: 3600.5s\r\n"
    ).encode("cp932"),
    "cmd:auditpol /get /category:* /r": (
        "Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting\r\n"
        "PC,システム,ログオン,{0CCE9215-69AE-11D9-BED3-505054503030},成功および失敗,\r\n"
        "PC,システム,ユーザー アカウント管理,{0CCE9235-69AE-11D9-BED3-505054503030},成功,\r\n"
        "PC,システム,セキュリティ グループ管理,{0CCE9237-69AE-11D9-BED3-505054503030},成功,\r\n"
        "PC,システム,監査ポリシーの変更,{0CCE922F-69AE-11D9-BED3-505054503030},成功,\r\n"
    ).encode("cp932"),
    "win:event_oldest:Security": {"oldest": 1780000000},
    "win:file_history": {"protected_up_to": 1790200000},
    r"reg:HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server": key(
        r"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server", fDenyTSConnections=1
    ),
}


def judge(system: str, answers: dict[str, Any], policy: Policy) -> dict[str, Result]:
    return {result.check: result for result in run_checks(pc(system, answers), policy=policy)}


def test_a_healthy_windows_pc_passes_what_can_pass() -> None:
    results = judge("windows", HEALTHY, POLICY)
    open_ = {
        name: result.reason
        for name, result in results.items()
        if result.status not in (Status.PASS, Status.NOT_APPLICABLE)
    }
    assert open_ == {
        "av.exclusions": "missing_absent",
        "log.review": "no_record",
        "net.proxy": "missing_absent",
        "net.tls": "outgoing_unseen",
        "sw.inventory": "listed",
    }


ENCRYPTABLE = (
    r"wmi:root\CIMV2\Security\MicrosoftVolumeEncryption:"
    "SELECT DriveLetter, ProtectionStatus, ConversionStatus, VolumeType FROM Win32_EncryptableVolume"
)


@pytest.mark.parametrize(
    ("shell", "protection", "conversion", "status"),
    [
        (5, 1, 1, Status.PASS),
        (5, 0, 1, Status.FAIL),
        (1, 0, 1, Status.FAIL),
        (5, 2, 1, Status.UNKNOWN),
        (1, 1, 3, Status.FAIL),
    ],
)
def test_an_administrator_settles_what_the_shell_cannot_tell(
    shell: int, protection: int, conversion: int, status: Status
) -> None:
    row = {"DriveLetter": "C:", "ProtectionStatus": protection, "ConversionStatus": conversion, "VolumeType": 0}
    answers = HEALTHY | {"win:bitlocker": {"C:": shell}, ENCRYPTABLE: [row]}
    assert judge("windows", answers, POLICY)["disk.encryption"].status is status


USUAL: list[tuple[str, Any, str, Status]] = [
    ("win:bitlocker", {"C:": 2}, "disk.encryption", Status.FAIL),
    ("win:bitlocker", {"C:": 5}, "disk.encryption", Status.UNKNOWN),
    ("win:bitlocker", {}, "disk.encryption", Status.UNKNOWN),
    ("win:fixed_drives", ["C:", "D:"], "disk.encryption", Status.UNKNOWN),
    ("win:password_policy", {"min_length": 0, "lockout": 0}, "auth.password_policy", Status.FAIL),
    ("win:password_policy", Why.REFUSED, "auth.password_policy", Status.NOT_PERMITTED),
    ("win:join", {"domain": False, "entra": True}, "auth.password_policy", Status.UNKNOWN),
    ("win:join", {"domain": True, "entra": False}, "roster.reconcile", Status.UNKNOWN),
    ("win:users", [account("tanaka", 1003)], "roster.reconcile", Status.FAIL),
    ("win:users", [account("renamed", 500)], "auth.builtin_admin", Status.FAIL),
    ("win:users", [account("sato", 1001, required=False)], "auth.login_password", Status.FAIL),
    ("win:users", [account("sato", 1001, last=1700000000)], "auth.accounts", Status.FAIL),
    ("win:admins", [r"PC\tanaka"], "auth.admins", Status.FAIL),
    ("win:updates", {"pending": [], "searched_at": "2026-08-01T00:00:00+00:00"}, "patch.pending", Status.UNKNOWN),
    (
        "win:updates",
        {
            "pending": [{"KBArticleIDs": ["2267602"], "MsrcSeverity": "Critical"}],
            "searched_at": "2026-09-24T00:00:00+00:00",
        },
        "patch.pending",
        Status.PASS,
    ),
    (
        "win:updates",
        {"pending": [{"KBArticleIDs": ["5065432"], "MsrcSeverity": "Critical"}]},
        "patch.pending",
        Status.FAIL,
    ),
    (rf"reg:{NT}", key(NT, CurrentBuild=19045, EditionID="Core", InstallationType="Client"), "patch.eol", Status.FAIL),
    (
        rf"reg:{NT}",
        key(NT, CurrentBuild=22631, EditionID="Professional", InstallationType="Client"),
        "patch.eol",
        Status.FAIL,
    ),
    (
        rf"reg:{NT}",
        key(NT, CurrentBuild=26100, EditionID="EnterpriseS", InstallationType="Client"),
        "patch.eol",
        Status.PASS,
    ),
    (rf"reg:{NT}\Winlogon", key(rf"{NT}\Winlogon", AutoAdminLogon=1), "auth.autologon", Status.FAIL),
    (rf"reg:{AU}", key(AU, NoAutoUpdate=1), "patch.auto_update", Status.FAIL),
    (
        r"reg:HKLM\SYSTEM\CurrentControlSet\Services\wuauserv",
        key(r"HKLM\SYSTEM\CurrentControlSet\Services\wuauserv", Start=4),
        "patch.auto_update",
        Status.FAIL,
    ),
    (r"reg:HKLM\SYSTEM\CurrentControlSet\Services\wuauserv", Why.REFUSED, "patch.auto_update", Status.NOT_PERMITTED),
    ("win:reboot_flags", {"servicing": True, "update": False}, "patch.reboot", Status.FAIL),
    (
        f"wmi:{CENTER}",
        [
            {"displayName": "ESET Security", "productState": 266240},
            {"displayName": "Windows Defender", "productState": 393472},
        ],
        "av.installed",
        Status.PASS,
    ),
    ("win:shares", [{"name": "名簿", "type": 0}], "net.shares", Status.FAIL),
    (
        "win:firewall",
        {
            "domain": {"on": True, "inbound": 0},
            "private": {"on": True, "inbound": 1},
            "public": {"on": True, "inbound": 0},
        },
        "fw.enabled",
        Status.FAIL,
    ),
    ("api:processes", ["AnyDesk.exe"], "net.remote_access", Status.FAIL),
    ("api:processes", ["Winny.exe"], "sw.p2p", Status.FAIL),
    ("api:sync_roots", [{"client": "OneDrive", "root": "c:/WORK"}], "cloud.sync_clients", Status.FAIL),
    ("api:browsers", [{"browser": "chrome", "saving": False, "stored": 4}], "auth.saved_passwords", Status.FAIL),
    ("api:browsers", [{"browser": "chrome", "saving": False}], "auth.saved_passwords", Status.UNKNOWN),
    (r"api:protection:C:\work", {"protected": 3, "plain": 1}, "file.encrypted", Status.FAIL),
    (r"api:protection:C:\work", {}, "file.encrypted", Status.UNKNOWN),
    (
        r"win:acl:C:\work",
        {"entries": [{"sid": "S-1-5-11", "name": "Authenticated Users", "mask": 0x1301BF, "deny": False}]},
        "file.acl",
        Status.FAIL,
    ),
    ("cmd:auditpol /get /category:* /r", Why.REFUSED, "log.audit_policy", Status.NOT_PERMITTED),
    ("win:event_oldest:Security", {"oldest": 1789900000}, "log.retention", Status.UNKNOWN),
]


@pytest.mark.parametrize(
    ("source", "answer", "check", "status"), USUAL, ids=[f"{row[2]}-{row[3]}-{n}" for n, row in enumerate(USUAL)]
)
def test_one_thing_wrong_on_windows(source: str, answer: Any, check: str, status: Status) -> None:
    assert judge("windows", HEALTHY | {source: answer}, POLICY)[check].status is status


def test_the_lock_time_is_the_worst_power_source() -> None:
    no_saver = {"win:screensaver": {"active": 1, "timeout": 600, "secure": 0}, f"reg:{SYSTEM}": key(SYSTEM)}
    good = judge("windows", HEALTHY | no_saver, POLICY)["auth.screenlock"]
    assert (good.status, good.reason) == (Status.PASS, "locks_in_time")
    slow = no_saver | {"win:power": {"video": {"ac": 3600, "dc": 300}, "console": {"ac": 1, "dc": 1}}}
    assert judge("windows", HEALTHY | slow, POLICY)["auth.screenlock"].reason == "too_late"
    never = no_saver | {"win:power": {"video": {"ac": 0, "dc": 300}, "console": {"ac": 1, "dc": 1}}}
    assert judge("windows", HEALTHY | never, POLICY)["auth.screenlock"].reason == "never_locks"
    bare = no_saver | {"win:power": {"video": {"ac": 300, "dc": 300}, "console": {"ac": 0, "dc": 1}}}
    assert judge("windows", HEALTHY | bare, POLICY)["auth.screenlock"].reason == "never_locks"


def test_names_of_people_do_not_leave_the_pc() -> None:
    answers = HEALTHY | {"win:users": [account("tanaka-hanako", 1003)]}
    text = json.dumps([r.to_json() for r in judge("windows", answers, POLICY).values()], ensure_ascii=False)
    assert "tanaka-hanako" not in text
    assert "t***********o" in text


MAC: dict[str, Any] = {
    "cmd:sysadminctl -screenLock status": "2026-09-25 12:00:00.1 sysadminctl[1:2] screenLock delay is immediate\n",
    "cmd:pmset -g custom": "Battery Power:\n displaysleep         2\nAC Power:\n displaysleep         10\n",
    "cmd:defaults read /Library/Preferences/com.apple.loginwindow autoLoginUser": (
        "2026-09-25 12:00:00.1 defaults[1:2] \nThe domain/default pair of (/Library/Preferences/com.apple.loginwindow, autoLoginUser) does not exist\n"
    ),
    "cmd:defaults read /Library/Preferences/com.apple.loginwindow GuestEnabled": "0\n",
    "cmd:dscl . list /Users UniqueID": "_www 70\nroot 0\nsato 501\n",
    "cmd:dscl . read /Groups/admin GroupMembership": "GroupMembership: root sato\n",
    "cmd:fdesetup status": "FileVault is On.\n",
    "cmd:/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate": "Firewall is enabled. (State = 1)\n",
    "cmd:sw_vers": "ProductName:\t\tmacOS\nProductVersion:\t\t26.7\nBuildVersion:\t\t25G229\n",
    "cmd:softwareupdate -l --no-scan": "Software Update Tool\n\nNo new software available.\n",
    "cmd:softwareupdate --schedule": "Automatic checking for updates is turned on\n",
    "cmd:xprotect version": "Version: 5360 Installed: 2026-09-18 21:53:58 +0000\n",
    "cmd:csrutil status": "System Integrity Protection status: enabled.\n",
    "cmd:spctl --status": "assessments enabled\n",
    "cmd:launchctl print system/com.openssh.sshd": 'Bad request.\nCould not find service "com.openssh.sshd" in domain for system\n',
    "cmd:launchctl print system/com.apple.screensharing": 'Bad request.\nCould not find service "com.apple.screensharing" in domain for system\n',
    "cmd:systemsetup -getusingnetworktime": "You need administrator access to run this tool... exiting!\n",
    "api:processes": ["launchd", "Finder"],
}


def test_a_mac_is_judged_by_its_own_sources() -> None:
    results = judge("macos", MAC, MAC_POLICY)
    good = {name for name, result in results.items() if result.status is Status.PASS}
    wanted = """auth.screenlock auth.resume_password auth.autologon auth.guest roster.reconcile auth.admins disk.encryption fw.enabled patch.eol
    patch.auto_update av.installed av.signature_age os.integrity net.remote_access"""
    assert set(wanted.split()) <= good
    assert results["time.sync"].status is Status.NOT_PERMITTED
    assert results["patch.pending"].status is Status.UNKNOWN
    assert results["av.realtime"].status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("source", "answer", "check", "status"),
    [
        (
            "cmd:fdesetup status",
            "FileVault is On.\nDecryption in progress: Percent completed = 10\n",
            "disk.encryption",
            Status.FAIL,
        ),
        ("cmd:fdesetup status", "FileVault ist aktiviert.\n", "disk.encryption", Status.UNKNOWN),
        ("cmd:pmset -g custom", "AC Power:\n displaysleep         0\n", "auth.screenlock", Status.FAIL),
        ("file:/etc/kcpassword", b"\x7d\x89\x52", "auth.autologon", Status.FAIL),
        ("cmd:dscl . list /Users UniqueID", "sato 501\nyamada 502\n", "roster.reconcile", Status.FAIL),
    ],
)
def test_one_thing_wrong_on_a_mac(source: str, answer: Any, check: str, status: Status) -> None:
    assert judge("macos", MAC | {source: answer}, MAC_POLICY)[check].status is status


GERMAN_AUDIT = (
    "Computername,Richtlinienziel,Unterkategorie,Unterkategorie-GUID,Aufnahmeeinstellung,Ausschlusseinstellung\r\n"
    "PC,System,Anmelden,{0CCE9215-69AE-11D9-BED3-505054503030},Erfolg und Fehler,\r\n"
    "PC,System,Benutzerkontenverwaltung,{0CCE9235-69AE-11D9-BED3-505054503030},Erfolg,\r\n"
    "PC,System,Sicherheitsgruppenverwaltung,{0CCE9237-69AE-11D9-BED3-505054503030},%s,\r\n"
    "PC,System,Richtlinien,{0CCE922F-69AE-11D9-BED3-505054503030},Erfolg,\r\n"
)
GERMAN_TIME = (
    "Sprungindikator: %s(keine Warnung)\r\nStratum: (Sekundärreferenz)\r\nPräzision: -23\r\nStammverzögerung: 0.01s\r\n"
    "Stammabweichung: 7.7s\r\nReferenz-ID: 0x0\r\nLetzte Zeit: 25.09.2026 06:35:07\r\nQuelle: time.windows.com,0x8 \r\nAbrufintervall: 6\r\n\r\n"
    "Phasendifferenz: -0.0000433s\r\nTaktfrequenz: 0.0156250s\r\nStatuscomputer: 1\r\nKennzeichen: 0\r\nServerrolle: 0\r\n"
    "Letzter Fehler: 2 (nur veraltete Zeitdaten\r\nverfügbar.)\r\nZeit seit der letzten: 51.6640258s\r\n"
)


@pytest.mark.parametrize(
    ("source", "answer", "check", "status"),
    [
        ("cmd:auditpol /get /category:* /r", GERMAN_AUDIT % "Erfolg", "log.audit_policy", Status.PASS),
        ("cmd:auditpol /get /category:* /r", GERMAN_AUDIT % "Keine Überwachung", "log.audit_policy", Status.FAIL),
        ("cmd:w32tm /query /status /verbose", GERMAN_TIME % "0", "time.sync", Status.PASS),
        ("cmd:w32tm /query /status /verbose", GERMAN_TIME % "3", "time.sync", Status.FAIL),
        (
            "cmd:w32tm /query /status /verbose",
            "Folgender Fehler ist aufgetreten: (0x80070005)\r\n",
            "time.sync",
            Status.NOT_PERMITTED,
        ),
    ],
)
def test_a_language_nobody_prepared_for_is_read_all_the_same(
    source: str, answer: str, check: str, status: Status
) -> None:
    for encoding in ("utf-8", "utf-16"):
        answers = HEALTHY | {source: answer.encode(encoding)}
        assert judge("windows", answers, POLICY)[check].status is status
