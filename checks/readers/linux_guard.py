"""Firewall and audit of Linux. notes/posture.md 2.5 and 2.8: the kernel decides, ufw and firewalld are front ends."""

from __future__ import annotations

import re
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, reader


@reader(r"\bufw status|ufw .*status verbose", "fw.ufw", absent={"fw.front_ends_absent": ["ufw"]}, system="linux")
def ufw(output: Output) -> Values:
    """Give ufw's state and, from the verbose form, what happens to incoming packets by default."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED if b"root" in output.raw.err else Why.FAILED)
    text = "\n".join(output.lines)
    status = re.search(r"^Status: (active|inactive)$", text, re.MULTILINE)
    if not status:
        raise Unreadable(Why.INCOMPLETE)
    default = re.search(r"^Default: (\w+) \(incoming\)", text, re.MULTILINE)
    verbose = "verbose" in output.raw.source
    if status[1] == "active" and verbose and not (default and re.search(r"^New profiles: ", text, re.MULTILINE)):
        raise Unreadable(Why.INCOMPLETE)
    row = {"active": status[1] == "active", "allowed": len(re.findall(r"\bALLOW(?: IN)?\b", text))}
    return {"fw.ufw": row | ({"incoming": default[1]} if default else {})}


@reader(
    r"firewall-cmd .*--list-all-zones|firewall-cmd",
    "fw.firewalld",
    absent={"fw.front_ends_absent": ["firewalld"]},
    system="linux",
    end=r"\n(?:trusted|work)\b[\s\S]*rich rules:.*\n(?:\s.*\n)*|FirewallD is not running",
)
def firewall_cmd(output: Output) -> Values:
    """Give firewalld's active zones: target, whether forwards are set; "not running" is exit code 252."""
    if output.raw.rc == 252 or re.search(r"^FirewallD is not running$", output.text, re.MULTILINE):
        return {"fw.firewalld": {"running": False}}
    if re.search(r"^not running$", output.text, re.MULTILINE):
        return {"fw.firewalld": {"running": False}}
    if "command not found" in output.text:
        raise Unreadable(Why.ABSENT)
    zones = [zone for zone in _zones(output.lines) if zone["active"]]
    if not zones:
        raise Unreadable(Why.INCOMPLETE)
    return {"fw.firewalld": {"running": True, "zones": zones}}


def _zones(lines: list[str]) -> list[dict[str, Any]]:
    zones: list[dict[str, Any]] = []
    for line in lines:
        if line and not line[0].isspace():
            zones.append({"name": line.split()[0], "active": "active" in line, "target": "", "forwards": 0})
        elif zones and "target:" in line:
            zones[-1]["target"] = line.split(":", 1)[1].strip()
        elif zones and "toport=" in line:
            zones[-1]["forwards"] += 1
    return zones


@reader(r"systemctl status firewalld", "fw.firewalld_unit", system="linux")
def firewalld_unit(output: Output) -> Values:
    """Tell whether firewalld runs now and starts at boot (systemd's words are not translated)."""
    loaded = re.search(r"Loaded: loaded \([^;]+; ([\w-]+)", output.text)
    active = re.search(r"Active: (\w+) \(\w+\)", output.text)
    if not loaded or not active:
        raise Unreadable(Why.INCOMPLETE)
    return {"fw.firewalld_unit": {"active": active[1] == "active", "enabled": loaded[1] == "enabled"}}


@reader(r"nft .*list ruleset|nft ruleset", "fw.nft", absent={"fw.front_ends_absent": ["nft"]}, system="linux")
def nft(output: Output) -> Values:
    """Judge each input chain of the kernel's ruleset from its rules and its policy."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED)
    if output.text.lstrip()[:1] not in ("{", "["):
        return {"fw.nft": _nft_text(output.lines)}
    items = output.json()["nftables"]
    chains = [item["chain"] for item in items if "chain" in item and item["chain"].get("hook") == "input"]
    rules = [item["rule"] for item in items if "rule" in item]
    rows = [{"family": chain["family"], "blocks": _chain_blocks(chain, rules, items)} for chain in chains]
    return {"fw.nft": {"tables": sum("table" in item for item in items), "input": rows}}


def _nft_text(lines: list[str]) -> dict[str, Any]:
    """Read the ruleset as text: the policy of each input chain, and its last rule where that has no condition."""
    if not any(line.startswith("table ") for line in lines) or lines[-1] != "}":
        raise Unreadable(Why.INCOMPLETE)
    rows, chain = [], ""
    for line in (line.strip() for line in lines):
        hook = re.search(r"hook input priority [^;]+;(?: policy (\w+);)?", line)
        if hook:
            chain = hook[1] or "accept"
        elif chain and line == "}":
            rows.append({"family": "", "blocks": chain == "drop"})
            chain = ""
        elif chain and re.fullmatch(r"(counter( packets \d+ bytes \d+)? )?(drop|reject( with .*)?)", line):
            chain = "drop"
        elif chain and line == "accept":
            chain = "accept"
    return {"tables": sum(line.startswith("table ") for line in lines), "input": rows}


def _chain_blocks(chain: dict[str, Any], rules: list[dict[str, Any]], items: list[Any], depth: int = 0) -> bool:
    """A chain blocks by default if its policy is drop, or a rule without condition drops or rejects before one accepts."""
    place = (chain["family"], chain["table"], chain["name"])
    for rule in rules:
        if (rule["family"], rule["table"], rule["chain"]) != place:
            continue
        last = rule["expr"][-1] if rule.get("expr") else {}
        conditional = any(name in part for part in rule.get("expr", []) for name in ("match", "vmap", "limit", "xt"))
        if conditional:
            continue
        if "drop" in last or "reject" in last:
            return True
        if "accept" in last:
            return False
        target = last.get("jump") or last.get("goto")
        if target and depth < 8:
            inner = {**chain, "name": target["target"], "policy": "accept"}
            if _chain_blocks(inner, rules, items, depth + 1):
                return True
    return bool(chain.get("policy", "accept") == "drop")


@reader(r"\bip6tables .*-S", "fw.ip6tables", system="linux")
def ip6tables(output: Output) -> Values:
    """Judge IPv6 as `iptables` does IPv4."""
    return {"fw.ip6tables": iptables(output)["fw.iptables"]}


@reader(r"^file:/proc/net/if_inet6$", "fw.ipv6_used", absent={"fw.ipv6_used": False}, system="linux")
def ipv6_addresses(output: Output) -> Values:
    """Tell whether an interface other than loopback has an IPv6 address that is not link-local (scope 20)."""
    rows = [line.split() for line in output.lines]
    return {"fw.ipv6_used": any(row[3] != "20" and row[5] != "lo" for row in rows)}


@reader(
    r"\biptables .*-S|iptables s",
    "fw.iptables",
    absent={"fw.front_ends_absent": ["iptables"]},
    system="linux",
    listing=ends.open_chain,
)
def iptables(output: Output) -> Values:
    """Judge the INPUT chain of `iptables -S`: policy DROP or REJECT, or a last unconditional drop or reject."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED)
    lines = output.lines
    policy = next((line.split()[2] for line in lines if line.startswith("-P INPUT ")), "")
    if not policy or not any(line.startswith("-P OUTPUT ") for line in lines):
        raise Unreadable(Why.INCOMPLETE)
    end = _chain_end("INPUT", lines) or policy
    return {"fw.iptables": {"policy": policy, "blocks": end in ("DROP", "REJECT")}}


def _chain_end(chain: str, lines: list[str], depth: int = 0) -> str:
    """Give what the first rule without a condition decides ("ACCEPT", "DROP", "REJECT"), "" where none does."""
    for line in lines:
        match = re.match(rf"^-A {re.escape(chain)} (?:-m comment --comment (?:\"[^\"]*\"|\S+) )?-[jg] (\S+)", line)
        if not match:
            continue
        if match[1] in ("ACCEPT", "DROP", "REJECT"):
            return match[1]
        inner = _chain_end(match[1], lines, depth + 1) if depth < 8 else ""
        if inner:
            return inner
    return ""


@reader(r"ip6?tables .*-L\b|iptables l", "fw.iptables", system="linux")
def iptables_list(output: Output) -> Values:
    """Judge the INPUT chain of `iptables -L`: its policy, or a last rule that drops everything."""
    blocks = re.split(r"\n\s*\n", "\n".join(output.lines))
    chain = next((block for block in blocks if block.startswith("Chain INPUT (policy")), "")
    if not chain or not any(block.startswith("Chain OUTPUT") for block in blocks):
        raise Unreadable(Why.REFUSED if "Permission denied" in output.text else Why.INCOMPLETE)
    rules = [line.split() for line in chain.split("\n")[2:]]
    plain = [
        rule for rule in rules if len(rule) >= 5 and rule[5:6] in ([], ["reject-with"]) and rule[1] in ("all", "0")
    ]
    everything = [rule[0] for rule in plain if set(rule[3:5]) <= {"anywhere", "0.0.0.0/0", "::/0"}]
    policy = chain.split("policy ")[1].split(")")[0].split()[0]
    blocks_all = (everything or [policy])[0] in ("DROP", "REJECT")
    return {"fw.iptables": {"policy": policy, "blocks": blocks_all}}


@reader(
    r"auditctl .*-s|auditctl s",
    "audit.kernel",
    absent={"audit.kernel": {"on": False, "installed": False}},
    system="linux",
    end=r"loginuid_immutable \d \w+\n|AUDIT_STATUS: [^\n]+backlog=\d+\n",
)
def audit_status(output: Output) -> Values:
    """Give whether the kernel audits and a daemon takes the records."""
    values = dict(line.split(None, 1) for line in output.lines if len(line.split(None, 1)) == 2)
    if output.text.startswith("AUDIT_STATUS:"):
        values = dict(re.findall(r"(\w+)=(\S+)", output.lines[0]))
    if not values and output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED)
    if "backlog" not in values:
        raise Unreadable(Why.INCOMPLETE)
    on = values["enabled"] in ("1", "2")
    return {"audit.kernel": {"on": on, "daemon": int(values["pid"]) > 0, "installed": True}}


@reader(r"auditctl .*-l|auditctl l", "audit.rules", system="linux")
def audit_rules(output: Output) -> Values:
    """Count loaded audit rules."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED)
    rules = sum(bool(re.match(r"^(-[awAW] \S|LIST_RULES: \S)", line)) for line in output.lines)
    if not rules and "No rules" not in output.lines:
        raise Unreadable(Why.INCOMPLETE)
    return {"audit.rules": rules}
