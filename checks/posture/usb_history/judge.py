"""USB storage seen on the PC against the approved media, by serial number or model. notes/posture.md 2.10."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

SAMPLE = 5


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on devices seen that nobody approved; a PC that keeps no history cannot pass."""
    rows = [row for key in ("usb.history", "usb.since_start", "usb.now") for part in facts.all(key) for row in part]
    approved = {str(name).strip().lower() for name in ask.declared("media", [])}
    odd = sorted({_shown(row, ask.policy.key) for row in rows if not _names(row) & approved})
    if odd:
        return failed("seen", count=len(odd), names=odd[:SAMPLE])
    if facts.has("usb.history"):
        seen = sum(len(part) for part in facts.all("usb.history"))
        return passed("approved_only" if seen else "none", count=seen)
    facts.demand("usb.now", "usb.since_start", "usb.history")
    return unknown("no_history")


def _names(row: Mapping[str, Any]) -> set[str]:
    """What a device may be approved by: its serial number, or its model as a whole."""
    return {str(row[name]).lower() for name in ("serial", "device") if row.get(name)} | {_model(row).lower()}


def _model(row: Mapping[str, Any]) -> str:
    """The model as people write it: "SanDisk Ultra" for "Disk&Ven_SanDisk&Prod_Ultra&Rev_1.00"."""
    parts = re.search(r"Ven_([^&]*)&Prod_([^&]*)", str(row["device"]))
    return " ".join(" ".join(parts.groups()).replace("_", " ").split()) if parts else str(row["device"])


def _shown(row: Mapping[str, Any], key: bytes) -> str:
    """The model, and a code by which the office knows the device again; nobody gets the serial back from it."""
    if not row.get("serial") or not key:
        return _model(row)
    code = hashlib.blake2b(str(row["serial"]).lower().encode(), key=key[:64], digest_size=4).hexdigest()
    return f"{_model(row)} #{code}"
