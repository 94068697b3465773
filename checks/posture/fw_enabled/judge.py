"""Incoming connections are refused unless allowed. notes/posture.md 2.5: on Linux the kernel's rules decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

PROFILES = {"domain", "private", "public"}
LINUX = ("fw.nft", "fw.iptables", "fw.ufw", "fw.firewalld")


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """PASS where every network profile refuses incoming connections by default."""
    if facts.has("fw.profiles") or facts.has("fw.current"):
        return _windows(facts)
    if facts.has("fw.wsc"):
        return passed("third_party_or_windows") if facts.value("fw.wsc") == 0 else failed("off", where=["Windows"])
    if facts.has("fw.mac_state"):
        return (
            passed("on", where=["macOS"]) if facts.value("fw.mac_state") in (1, 2) else failed("off", where=["macOS"])
        )
    return _linux(facts)


def _windows(facts: Facts) -> Verdict:
    rows = [row for part in facts.all("fw.profiles") for row in part]
    off = sorted({row["profile"] for row in rows if not row["on"]})
    open_ = sorted({row["profile"] for row in rows if row["on"] and row.get("blocks") is False})
    untold = sorted({row["profile"] for row in rows if row["on"] and "blocks" not in row})
    healthy = facts.has("fw.wsc") and facts.value("fw.wsc") == 0
    if off:
        return passed("third_party_or_windows") if healthy else failed("off", where=off)
    if open_:
        return failed("lets_in", where=open_)
    if untold:
        return unknown("inbound_unknown", where=untold)
    if facts.has("fw.current"):
        current = facts.value("fw.current")
        if current["on"] and "blocks" not in current:
            return unknown("inbound_unknown", where=[current["profile"]])
        return (
            passed("on", where=[current["profile"]])
            if current["on"] and current["blocks"]
            else failed("off", where=["-"])
        )
    seen = {row["profile"] for row in rows}
    if seen >= PROFILES:
        return passed("on", where=sorted(seen))
    return unknown("profiles_missing", where=sorted(PROFILES - seen))


def _linux(facts: Facts) -> Verdict:
    nft = [row for part in facts.all("fw.nft") for row in part["input"]]
    ufw = next(iter(facts.all("fw.ufw")), None)
    tables = next(iter(facts.all("fw.iptables")), None)
    if any(row["blocks"] for row in nft) or (tables and tables["blocks"]):
        if _ipv6_open(facts, nft):
            return failed("lets_in", where=["IPv6"])
        return passed("on", where=["nftables" if nft else "iptables"])
    if ufw and ufw["active"]:
        shut = ufw.get("incoming", "deny") in ("deny", "reject")
        return passed("on", where=["ufw"]) if shut else failed("lets_in", where=["ufw"])
    return _firewalld(facts, bool(ufw))


def _ipv6_open(facts: Facts, nft: list[dict[str, Any]]) -> bool:
    """IPv4 rules say nothing about IPv6: with an IPv6 address its own chain has to block."""
    if not any(facts.all("fw.ipv6_used")):
        return False
    if any(row["blocks"] for row in nft if row["family"] in ("inet", "ip6", "")):
        return False
    return not any(part["blocks"] for part in facts.all("fw.ip6tables"))


def _firewalld(facts: Facts, ufw_told: bool) -> Verdict:
    unit = next(iter(facts.all("fw.firewalld_unit")), None)
    told = next(iter(facts.all("fw.firewalld")), None)
    if told and told["running"]:
        wide = [zone["name"] for zone in told["zones"] if zone["target"] == "ACCEPT"]
        if wide:
            return failed("lets_in", where=wide)
        if any(zone["forwards"] for zone in told["zones"]):
            return passed("on_with_forwards", where=[zone["name"] for zone in told["zones"]])
        return passed("on", where=["firewalld"])
    if unit and unit["active"]:
        return unknown("zones_unknown") if unit["enabled"] else failed("not_at_boot")
    if facts.has("fw.nft") or facts.has("fw.iptables") or ufw_told or told or unit:
        return failed("off", where=["Linux"])
    absent = {name for part in facts.all("fw.front_ends_absent") for name in part}
    if {"ufw", "firewalld", "nft", "iptables"} <= absent:
        return failed("no_program")
    facts.demand(*LINUX, "fw.profiles", "fw.current", "fw.mac_state", "fw.wsc")
    return unknown("zones_unknown")
