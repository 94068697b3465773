"""USB devices by serial number, stored credentials, and the screen lock of several Windows users."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from checks.local.powershell import read_answers
from checks.model import Policy, Status, Why
from checks.registry import get_check
from checks.replay import LooseHost
from checks.runner import run_checks
from tests.unit.checks.test_outputs import NOW
from tests.unit.checks.test_whole_pc import HEALTHY, POLICY, SYSTEM, judge, key

USBSTOR = r"HKLM\SYSTEM\CurrentControlSet\Enum\USBSTOR"
MODEL = "Disk&Ven_SanDisk&Prod_Ultra_Fit&Rev_1.00"
KEYED = Policy(key=b"secret of one office")


def plugged(*serials: str) -> dict[str, Any]:
    rows = [key(USBSTOR), key(rf"{USBSTOR}\{MODEL}"), *(key(rf"{USBSTOR}\{MODEL}\{serial}") for serial in serials)]
    return HEALTHY | {f"regtree:{USBSTOR}": {"keys": rows}}


def approving(*names: str) -> Policy:
    return replace(KEYED, declared={"media": list(names)})


@pytest.mark.parametrize(
    ("approved", "status"),
    [
        ((), Status.FAIL),
        (("4C530001",), Status.FAIL),
        (("4c530001", "4C530002"), Status.PASS),
        (("SanDisk Ultra Fit",), Status.PASS),
        ((MODEL,), Status.PASS),
    ],
)
def test_a_device_is_approved_by_its_serial_or_its_model(approved: tuple[str, ...], status: Status) -> None:
    results = judge("windows", plugged("4C530001&0", "4C530002&0"), approving(*approved))
    assert results["usb.history"].status is status


def test_a_result_holds_a_keyed_code_and_never_the_serial() -> None:
    result = judge("windows", plugged("4C530001&0"), KEYED)["usb.history"]
    text = json.dumps(result.to_json(), ensure_ascii=False)
    assert "4C530001" not in text
    assert "4c530001" not in text
    code = hashlib.blake2b(b"4c530001", key=KEYED.key, digest_size=4).hexdigest()
    assert f"SanDisk Ultra Fit #{code}" in text
    assert "#" not in judge("windows", plugged("4C530001&0"), Policy())["usb.history"].sentence.ja


def test_a_serial_that_windows_made_up_is_none() -> None:
    result = judge("windows", plugged("7&1c0a32b1&0"), KEYED)["usb.history"]
    assert "SanDisk Ultra Fit" in result.sentence.ja
    assert "#" not in result.sentence.ja


def test_the_number_of_approved_media_is_printed_not_their_names() -> None:
    result = judge("windows", plugged(), approving("4C530001", "SanDisk"))["usb.history"]
    assert result.policy["declared.media"] == 2


@pytest.mark.parametrize(
    ("stored", "status"), [({"server": 0, "other": 7}, Status.PASS), ({"server": 2, "other": 0}, Status.FAIL)]
)
def test_passwords_for_servers_count_tokens_of_programs_do_not(stored: dict[str, int], status: Status) -> None:
    assert judge("windows", HEALTHY | {"win:credentials": stored}, POLICY)["auth.saved_passwords"].status is status


OWN = {
    f"reg:{SYSTEM}": key(SYSTEM),
    "win:power": {"video": {"ac": 600, "dc": 300}, "console": {"ac": 0, "dc": 0}},
    r"reg:HKCU\Control Panel\Desktop": key(
        r"HKCU\Control Panel\Desktop",
        **{"ScreenSaveActive": 1, "ScreenSaverIsSecure": 1, "ScreenSaveTimeOut": 600, "SCRNSAVE.EXE": "scrnsave.scr"},
    ),
}
LOCKS = {
    "screensaveactive": "1",
    "screensaverissecure": "1",
    "screensavetimeout": "600",
    "scrnsave.exe": "scrnsave.scr",
}


@pytest.mark.parametrize(
    ("users", "reason"),
    [
        ({"profiles": 1, "rows": [LOCKS]}, "locks_in_time"),
        ({"profiles": 2, "rows": [LOCKS, LOCKS]}, "locks_in_time"),
        ({"profiles": 2, "rows": [LOCKS, LOCKS | {"screensaverissecure": "0"}]}, "some_users"),
        ({"profiles": 2, "rows": [LOCKS, LOCKS | {"scrnsave.exe": ""}]}, "some_users"),
        ({"profiles": 3, "rows": [LOCKS]}, "other_users"),
        (Why.REFUSED, "other_users"),
    ],
)
def test_everybodys_screen_has_to_lock_where_the_pc_itself_does_not(users: Any, reason: str) -> None:
    assert judge("windows", HEALTHY | OWN | {"win:user_locks": users}, POLICY)["auth.screenlock"].reason == reason


def test_a_limit_of_the_pc_locks_everybody() -> None:
    answers = HEALTHY | {"win:user_locks": {"profiles": 3, "rows": [LOCKS | {"scrnsave.exe": ""}]}}
    assert judge("windows", answers, POLICY)["auth.screenlock"].reason == "locks_in_time"


def test_the_script_is_read_also_where_base64_is_forbidden() -> None:
    told = {"win": {"x": {"value": "ウイルスバスター"}}}
    plain = json.dumps(told, ensure_ascii=False)
    for out in (
        base64.b64encode(plain.encode()),
        b"#< CLIXML\r\n" + base64.b64encode(plain.encode()) + b"\r\n",
        plain.encode("cp932") + b"\r\n",
        plain.encode("utf-8"),
    ):
        assert read_answers(out) == told
    for out in (b"", b"{", b"[1]", "ウイルス".encode("cp932")):
        assert read_answers(out) == {}


def test_a_saved_installation_log_is_compared_by_serial_too() -> None:
    from checks.model import Raw

    text = (
        "[Device Install Log]\n>>>  [Device Install (Hardware initiated) - SWD\\WPDBUSENUM\\_??_USBSTOR#"
        f"{MODEL}#4C530001&0#{{53f56307-b6bf-11d0-94f2-00a0c91efb8b}}]\n>>>  Section start 2026/10/01 09:00:00.000\n"
    )
    raw = Raw("setupapi.dev.log", text.encode(), rc=None, loose=True)
    for policy, status in ((KEYED, Status.FAIL), (approving("4C530001"), Status.PASS)):
        [result] = run_checks(LooseHost("log", raw, "windows"), policy=policy, clock=lambda: NOW)
        assert (result.check, result.status) == ("usb.history", status)
    assert get_check("usb.history").limits.ja


JOURNAL = "\n".join(
    json.dumps({"MESSAGE": text, "SYSLOG_IDENTIFIER": "kernel"})
    for text in (
        "usb 1-2: New USB device found, idVendor=0781, idProduct=5583, bcdDevice= 1.00",
        "usb 1-2: Product: Ultra Fit",
        "usb 1-2: Manufacturer: SanDisk",
        "usb 1-2: SerialNumber: 4C530001",
        "usb-storage 1-2:1.0: USB Mass Storage device detected",
        "usb 1-3: Product: USB Keyboard",
        "usbcore: registered new interface driver usb-storage",
    )
)


@pytest.mark.parametrize(
    ("approved", "status"),
    [((), Status.FAIL), (("4C530001",), Status.UNKNOWN), (("sandisk ultra fit",), Status.UNKNOWN)],
)
def test_the_kernels_notes_of_linux_name_serial_and_model(approved: tuple[str, ...], status: Status) -> None:
    source = next(source for source in get_check("usb.history").sources["linux"] if "journalctl" in source)
    answers = {
        source: f"{JOURNAL}\n".encode(),
        "api:usb_storage": [{"device": "SanDisk Ultra Fit", "serial": "4C530001"}],
    }
    result = judge("linux", answers, approving(*approved))["usb.history"]
    assert result.status is status
    assert "Keyboard" not in json.dumps(result.to_json())
