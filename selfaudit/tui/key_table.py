"""The table of all keys for the documentation, made from the registry of actions (scripts/docs.py writes it)."""

from __future__ import annotations

from collections.abc import Sequence

from selfaudit.text import messages
from selfaudit.text.messages import t
from selfaudit.tui import actions


def markdown() -> str:
    """Every screen with its keys and what they do, in the current language."""
    lines = [f"# {t('keys.title')}", "", t("keys.twins")]
    for scope in dict.fromkeys(action.scope for action in actions.ACTIONS):
        name = f"keys.scope.{scope}"
        lines += ["", f"## {t(name) if messages.has(name) else scope}", ""]
        lines += [f"| {t('keys.keys')} | {t('keys.action')} |", "|---|---|", *_rows(actions.of_scope(scope))]
    return "\n".join(lines) + "\n"


def _rows(found: Sequence[actions.Action]) -> list[str]:
    """One row for each thing to do, with all its keys."""
    keys: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    for action in found:
        shown = [f"`{actions.key_label(key)}`" for key in action.keys]
        if shown:
            keys[action.call] = [*keys.get(action.call, []), *shown]
            said.setdefault(action.call, f"{action.label}: {action.help}")
    return [f"| {' '.join(dict.fromkeys(keys[call]))} | {said[call]} |" for call in keys]
