"""The one registry of what a person can do in the app.

Key bindings, the key bar, the command palette, the help screen and the key table of the documentation are made from
it. A label is the message ``tui.action.<id>.label``, its explanation ``tui.action.<id>.help``.

While a Japanese input method is on, a letter key arrives as its full-width form or as kana; every letter, digit and
mark is therefore bound together with its twins (`selfaudit.text.search.key_twins`, notes/anchors.md §2.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

from selfaudit.text.messages import t
from selfaudit.text.search import key_twins

_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "delete": "Del",
    "backspace": "BS",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
}


@dataclass(frozen=True)
class Action:
    """One thing a person can do, with all keys that do it."""

    id: str
    keys: tuple[str, ...]
    """Textual key names or single characters; the first one is shown."""
    scope: str
    """Where it works: "app" everywhere, else the name of a screen."""
    call: str
    """The Textual action, e.g. "undo" or "outcome(1)"."""
    rank: int = 0
    """Place in the key bar, 1 first; what does not fit is left out from the end. 0 = never there."""
    palette: bool = True
    """Whether the command palette offers it."""
    priority: bool = False
    """Whether it works even while a text field has the focus (function keys)."""

    @property
    def label(self) -> str:
        """A word or two for the key bar and the palette."""
        return t(f"tui.action.{self.id}.label")

    @property
    def help(self) -> str:
        """One sentence that says what happens."""
        return t(f"tui.action.{self.id}.help")

    @property
    def key_shown(self) -> str:
        """The first key, as printed on a keyboard."""
        return key_label(self.keys[0]) if self.keys else ""

    @property
    def always(self) -> bool:
        """Whether the key bar shows it however narrow the window: the way back and the help."""
        return bool(self.keys) and self.keys[0] in ("escape", "f1")

    @property
    def target(self) -> str:
        """The Textual action as it is run from any screen."""
        return f"app.{self.call}" if self.scope == "app" else self.call

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key that does it: the named ones, capital letters and what an input method makes of them."""
        wanted = [key for key in self.keys if len(key) > 1]
        for key in (key for key in self.keys if len(key) == 1):
            both = (key, key.upper()) if key.isalpha() else (key,)
            wanted += [form for each in both for form in (each, *key_twins(each))]
        return tuple(dict.fromkeys(wanted))


def key_label(key: str) -> str:
    """Return the key as a person reads it on the keyboard: "f2" → "F2", "ctrl+p" → "Ctrl+P"."""
    if key in _SHOWN:
        return _SHOWN[key]
    return "+".join(part.capitalize() for part in key.split("+"))


def _f(identifier: str, keys: str, scope: str, call: str, rank: int = 0, *, palette: bool = True) -> Action:
    return Action(identifier, tuple(keys.split()), scope, call, rank, palette, priority=True)


def _a(identifier: str, keys: str, scope: str, call: str, rank: int = 0, *, palette: bool = True) -> Action:
    return Action(identifier, tuple(keys.split()), scope, call, rank, palette)


_REGISTERS = (
    *("registers", "register_rows", "register_entry", "statements", "statement", "findings", "finding_answer"),
    *("duty_rows", "duty_entry"),
)

ACTIONS: tuple[Action, ...] = (
    _f("help", "f1", "app", "help", 1),
    _a("help_mark", "?", "app", "help", palette=False),
    _f("palette", "f10 ctrl+p", "app", "palette", 90, palette=False),
    _a("theme", "", "app", "theme"),
    _f("quit", "ctrl+q", "app", "quit_safely", 95),
    _a("first_run_go_on", "enter", "first_run", "go_on", 2, palette=False),
    _f("desk_change", "f2", "first_run", "app.change_desk", 60),
    _a("first_run_back", "escape", "first_run", "back", 3, palette=False),
    _a("home_interview", "1", "home", "stage('prepare')"),
    _a("home_walk", "2", "home", "stage('walk')"),
    _a("home_checks", "3", "home", "stage('checks')"),
    _a("home_search", "4", "home", "stage('search')"),
    _a("home_registers", "5 r", "home", "stage('registers')"),
    _a("home_seal", "6", "home", "stage('seal')"),
    _a("home_submit", "7", "home", "stage('submit')"),
    _a("home_new", "n", "home", "new"),
    _a("home_contract", "c", "home", "open('contract')"),
    _a("home_roster", "m", "home", "open('roster')"),
    _a("home_machines", "d", "home", "open('machines')"),
    _a("home_duties", "t", "home", "open('duties')"),
    _a("home_ending", "e", "home", "open('ending')"),
    _a("home_findings", "f", "home", "open('findings')"),
    _a("home_charts", "g", "home", "open('charts')"),
    _f("desk_change", "f2", "home", "app.change_desk", 60),
    _a("desk_change_letter", "w", "home", "app.change_desk", palette=False),
    _a("home_open", "enter", "home", "select", 2, palette=False),
    _a("home_quit", "q", "home", "app.quit_safely", palette=False),
    _a("home_how_to_quit", "escape", "home", "app.help_quit", palette=False),
    _a("outcome_conforms", "1", "walk", "outcome(0)"),
    _a("outcome_nonconforming", "2", "walk", "outcome(1)"),
    _a("outcome_not_applicable", "3", "walk", "outcome(2)"),
    _a("outcome_needs_review", "4", "walk", "outcome(3)"),
    _a("outcome_none", "0", "walk", "outcome(-1)"),
    _a("go_on", "enter", "walk", "go_on", 3, palette=False),
    _f("next_unanswered", "f2", "walk", "next_unanswered", 2),
    _a("next_unanswered_letter", "n", "walk", "next_unanswered", palette=False),
    _f("find", "f3", "walk", "find", 7),
    _a("find_letter", "/ l", "walk", "find", palette=False),
    _f("attach", "f4", "walk", "attach", 5),
    _a("attach_letter", "a", "walk", "attach", palette=False),
    _f("checks", "f5", "walk", "open('checks')", 7),
    _f("filter", "f6", "walk", "filter", 8),
    _a("filter_letter", "f", "walk", "filter", palette=False),
    _f("interview", "f7", "walk", "open('interview')", 12),
    _a("note", "tab", "walk", "note", 4),
    _f("undo", "f8", "walk", "undo", 6),
    _a("undo_ctrl", "ctrl+z", "walk", "undo", palette=False),
    _f("redo", "f9", "walk", "redo", 11),
    _a("redo_ctrl", "ctrl+y", "walk", "redo", palette=False),
    _f("contract", "f12", "walk", "open('contract')", 14),
    _a("contract_letter", "c", "walk", "open('contract')", palette=False),
    _a("roster", "m", "walk", "open('roster')"),
    _a("machines", "d", "walk", "open('machines')"),
    _a("registers", "r", "walk", "open('registers')"),
    _a("same_as_last_year", "y", "walk", "confirm_previous"),
    _a("next_item", "down", "walk", "step(1)"),
    _a("previous_item", "up", "walk", "step(-1)"),
    _a("scroll_down", "pagedown space", "walk", "scroll(1)", palette=False),
    _a("scroll_up", "pageup", "walk", "scroll(-1)", palette=False),
    _a("back", "escape", "walk", "back", 13, palette=False),
    _a("interview_yes", "1 y", "interview", "answer(1)", 2),
    _a("interview_no", "2 n", "interview", "answer(0)", 3),
    _a("interview_clear", "0", "interview", "answer(-1)"),
    _a("interview_undo", "f8 ctrl+z", "interview", "undo", 5),
    _a("interview_done", "enter", "interview", "done", 4),
    _a("interview_back", "escape", "interview", "back", 6, palette=False),
    _f("checks_run", "f5", "checks", "run", 2),
    _f("checks_run_one", "f4", "checks", "run_one", 3),
    _f("checks_regroup", "f6", "checks", "regroup", 4),
    _f("checks_policy", "f7", "checks", "open('policy')", 5),
    _a("checks_stop", "s", "checks", "stop", 6),
    _a("checks_scroll_down", "right", "checks", "scroll(1)", palette=False),
    _a("checks_scroll_up", "left", "checks", "scroll(-1)", palette=False),
    _a("checks_back", "escape", "checks", "back", 7, palette=False),
    _a("charts_back", "escape", "charts", "back", 2, palette=False),
    _f("search_run", "f5", "search", "run", 2),
    _f("search_stop", "f8", "search", "stop", 8),
    _f("search_regroup", "f6", "search", "regroup", 4),
    _f("search_mark", "f4", "search", "mark", 5),
    _f("search_erase", "f7", "search", "erase", 6),
    _f("search_folder", "f9", "search", "folder", 7),
    _f("search_full", "f2", "search", "full", 9),
    _f("search_back", "escape", "search", "back", 3, palette=False),
    _f("seal_run", "f5", "seal", "run", 2),
    _f("seal_back", "escape", "seal", "back", 4, palette=False),
    _a("handing_open", "enter", "handing", "select", 2, palette=False),
    _a("handing_back", "escape", "handing", "back", 3, palette=False),
    _f("act_run", "f5", "handing_act", "run", 2),
    _f("act_back", "escape", "handing_act", "back", 3, palette=False),
    _f("folder_add", "f4", "contract", "add_folder", 2),
    _f("roster_open", "f6", "contract", "open('roster')", 5),
    _f("machines_open", "f7", "contract", "open('machines')", 6),
    _a("person_change", "enter", "roster", "edit", 2, palette=False),
    _f("person_add", "f4 a", "roster", "add", 3),
    _f("people_paste", "f5 p", "roster", "paste", 4),
    _f("person_remove", "delete backspace", "roster", "remove", 5),
    _f("person_add", "f4", "person", "add", 2),
    _a("machine_change", "enter", "machines", "edit", 2, palette=False),
    _f("machine_add", "f4 a", "machines", "add", 3),
    _f("machine_remove", "delete backspace", "machines", "remove", 4),
    _a("registers_open", "enter", "registers", "select", 2, palette=False),
    _f("registers_files", "f4", "registers", "files", 3),
    _f("registers_fingerprints", "f5", "registers", "open('fingerprints')", 10),
    _a("register_change", "enter", "register_rows", "edit", 2, palette=False),
    _f("register_add", "f4 a", "register_rows", "add", 3),
    _f("register_remove", "delete backspace", "register_rows", "remove", 4),
    _f("register_more", "f4", "register_entry", "add", 2),
    _f("register_export", "f2", "register_files", "export", 2),
    _f("register_import", "f3", "register_files", "import", 3),
    _f("register_files_back", "escape", "register_files", "back", 4, palette=False),
    _a("duties_open", "enter", "duties", "select", 2, palette=False),
    _f("duties_files", "f4", "duties", "files", 3),
    _f("duties_back", "escape", "duties", "back", 4, palette=False),
    _a("duty_change", "enter", "duty_rows", "edit", 2, palette=False),
    _f("duty_add", "f4 a", "duty_rows", "add", 3),
    _f("duty_remove", "delete backspace", "duty_rows", "remove", 4),
    _f("duty_more", "f4", "duty_entry", "add", 2),
    _a("people_open", "enter", "people", "select", 2, palette=False),
    _f("people_back", "escape", "people", "back", 3, palette=False),
    _a("sharing_accept", "enter", "sharing", "select", 2, palette=False),
    _f("sharing_checks", "f4", "sharing", "checks", 3),
    _f("sharing_machines", "f5", "sharing", "machines", 4),
    _f("sharing_back", "escape", "sharing", "back", 5, palette=False),
    _f("calendar_all", "f2", "calendar", "all", 2),
    _f("calendar_export", "f4", "calendar", "export", 3),
    _f("calendar_back", "escape", "calendar", "back", 4, palette=False),
    _a("paper_pdf", "enter", "papers", "select", 2, palette=False),
    _f("paper_excel", "f4", "papers", "excel", 3),
    _f("paper_all", "f5", "papers", "all", 4),
    _f("paper_folder", "f6", "papers", "folder", 5),
    _f("papers_back", "escape", "papers", "back", 6, palette=False),
    _f("ending_run", "f5", "ending", "run", 2),
    _f("ending_stop", "f8", "ending", "stop", 3),
    _f("ending_erase", "f6", "ending", "erase", 4),
    _f("ending_statements", "f4", "ending", "statements", 5),
    _f("ending_certificate", "f7", "ending", "certificate", 6),
    _f("ending_fingerprints", "f2", "ending", "fingerprints", 8),
    _f("ending_back", "escape", "ending", "back", 7, palette=False),
    _f("fingerprints_run", "f5", "fingerprints", "run", 2),
    _f("fingerprints_preview", "f6", "fingerprints", "preview", 3),
    _f("fingerprints_stop", "f8", "fingerprints", "stop", 3),
    _f("fingerprints_back", "escape", "fingerprints", "back", 4, palette=False),
    _f("erase_agree", "f2", "erase_found", "agree", 2),
    _f("erase_trashes", "f3", "erase_found", "trashes", 2),
    _f("erase_back", "escape", "erase_found", "back", 3, palette=False),
    _a("finding_change", "enter", "findings", "edit", 2, palette=False),
    _f("findings_take_in", "f4", "findings", "take_in", 3),
    _f("finding_evidence", "f4", "finding_answer", "add", 2),
    _a("statement_change", "enter", "statements", "edit", 2, palette=False),
    _f("statement_remove", "delete backspace", "statements", "remove", 3),
    _f("certificate_destroy", "f6", "certificate", "destroy", 3),
    _f("certificate_run", "f5", "certificate", "run", 2),
    _f("certificate_back", "escape", "certificate", "back", 4, palette=False),
    _a("contracts_choose", "enter", "contracts", "choose", 2, palette=False),
    _a("contract_new", "n", "contracts", "new", 3),
    _a("records_back", "escape", "contracts", "back", 4, palette=False),
    _f("desk_change", "f2", "ward_register", "app.change_desk", 60),
    _a("desk_change_letter", "w", "ward_register", "app.change_desk", palette=False),
    _a("ward_open", "enter", "ward_register", "edit", 2, palette=False),
    _f("ward_import", "f5", "ward_register", "import", 3),
    _f("ward_findings", "f4", "ward_register", "findings", 4),
    _f("ward_rollup", "f7", "ward_register", "rollup", 5),
    _f("ward_owed", "f6", "ward_register", "owed", 6),
    _a("ward_year_before", "left", "ward_register", "year(-1)", 7),
    _a("ward_year_after", "right", "ward_register", "year(1)", 8),
    _a("home_quit", "q", "ward_register", "app.quit_safely", palette=False),
    _a("home_how_to_quit", "escape", "ward_register", "back", palette=False),
    _f("ward_menu", "f3", "ward_register", "menu", 2),
    _a("ward_menu_open", "enter", "ward_menu", "select", 2, palette=False),
    _a("ward_key_open", "enter", "ward_keys", "edit", 2, palette=False),
    _f("ward_key_add", "f4", "ward_keys", "register", 3),
    _f("ward_key_list", "f6", "ward_keys", "hand_out", 4),
    _a("ward_line", "enter", "ward_contract", "edit", 2, palette=False),
    _f("ward_menu", "f3", "ward_contract", "menu", 5),
    _f("ward_receipt", "f7", "ward_review", "receipt", 6),
    _f("ward_paper", "f5", "ward_contract", "paper", 3),
    _f("ward_notify", "f6", "ward_contract", "hand_out", 4),
    _f("ward_notify", "f6", "ward_findings", "hand_out", 3),
    _f("ward_paper", "f5", "ward_review", "paper", 4),
    _f("ward_notify", "f6", "ward_review", "hand_out", 5),
    _a("ward_decide", "enter", "ward_findings", "edit", 2, palette=False),
    _a("ward_line", "enter", "ward_review", "edit", 2, palette=False),
    _f("ward_raise", "f4", "ward_review", "raise", 3),
    _f("ward_keep_finding", "f5", "ward_finding", "run", 2),
    _f("ward_import_run", "f5", "ward_import", "run", 2),
    _f("ward_import_stop", "f8", "ward_import", "stop", 3),
    _f("ward_rollup_write", "f5", "ward_rollup", "run", 2),
    *(
        _f("records_back", "escape", scope, "back", 9, palette=False)
        for scope in (
            *("ward_contract", "ward_findings", "ward_review", "ward_finding", "ward_import", "ward_rollup"),
            *("ward_menu", "ward_keys"),
        )
    ),
    *(
        action
        for scope in ("contract", "roster", "person", "machines", "machine", "policy", *_REGISTERS)
        for action in (
            _f("records_undo", "f8", scope, "undo", 7),
            _f("records_redo", "f9", scope, "redo", 8),
            _a("records_back", "escape", scope, "back", 9, palette=False),
        )
    ),
)


def of_scope(scope: str) -> tuple[Action, ...]:
    """Return the actions of one screen, in the order of the registry."""
    return tuple(action for action in ACTIONS if action.scope == scope)


def bindings(scope: str) -> list[Binding]:
    """Return the Textual bindings of one screen, twins included. Labels are read later, in the language then chosen."""
    return [
        Binding(key, action.call, show=False, priority=action.priority, id=f"{action.id}.{place}")
        for action in of_scope(scope)
        for place, key in enumerate(action.all_keys)
    ]


def bar(scope: str) -> list[Action]:
    """Return what the key bar of one screen shows, the most needed first."""
    shown = [action for action in (*of_scope(scope), *of_scope("app")) if action.rank]
    return sorted(shown, key=lambda action: action.rank)


def with_keys(action: Action, keys: tuple[str, ...]) -> Action:
    """Return the same action with other keys."""
    return replace(action, keys=keys)
