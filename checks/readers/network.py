"""Listeners and what listens, shares, remote control, interfaces. notes/posture.md 2.5, 2.13, 2.14."""

from __future__ import annotations

from ipaddress import ip_address

from checks.readers.base import Output, Values, reader


def is_loopback(address: str) -> bool:
    """Tell whether a bound address is reachable from this PC only."""
    try:
        return ip_address(address.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return False


@reader(r"^api:sockets$", "listen.rows", "listen.partial")
def sockets(output: Output) -> Values:
    """Give bound ports: proto, port, program, and whether only this PC reaches them (addresses are not kept)."""
    told = output.json()
    rows = [
        {"proto": r["proto"], "port": r["port"], "program": r["program"], "local": is_loopback(r["ip"])}
        for r in told["rows"]
    ]
    return {"listen.rows": rows, "listen.partial": bool(told["partial"])}


@reader(r"^api:interfaces$", "net.interfaces")
def interfaces(output: Output) -> Values:
    """Give interfaces that are up and carry an address, except loopback."""
    rows = [r for r in output.json() if r["up"] and r["addresses"] and not r["loopback"]]
    return {"net.interfaces": [{"name": r["name"], "wireless": r["wireless"]} for r in rows]}


@reader(r"^api:processes$", "run.names")
def process_names(output: Output) -> Values:
    """Give the names of running programs."""
    return {"run.names": output.json()}
