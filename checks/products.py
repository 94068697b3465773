"""The anti-virus products of all sources as one list, for the judges of the av.* checks."""

from __future__ import annotations

from typing import Any

from checks.judging import Facts

KEYS = ("av.products", "av.running")


def products(facts: Facts) -> list[dict[str, Any]]:
    """Merge rows of equal names: what one source tells completes the other; two "on" that differ keep False."""
    merged: dict[str, dict[str, Any]] = {}
    for key in KEYS:
        for rows in facts.all(key):
            for row in rows:
                known = merged.setdefault(row["name"], {})
                for name, value in row.items():
                    known[name] = value and known.get(name, True) if name in ("on", "realtime", "current") else value
    return list(merged.values())


def active(facts: Facts) -> list[dict[str, Any]]:
    """Give the products that are switched on."""
    return [row for row in products(facts) if row.get("on")]


def names(rows: list[dict[str, Any]]) -> list[str]:
    """Give the product names."""
    return [str(row["name"]) for row in rows]
