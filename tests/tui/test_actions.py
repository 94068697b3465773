"""The registry of actions: every key does something that exists, is named and explained, and has its wide twins."""

import unicodedata

import pytest
from textual.app import App
from textual.geometry import Size

from selfaudit.text.console import SMALLEST
from selfaudit.text.messages import LANGUAGES, set_language
from selfaudit.tui import actions
from selfaudit.tui.app import _PLACES, SelfAuditApp, make_screen
from selfaudit.tui.widgets.key_bar import KeyBar

SCREENS = {"app": SelfAuditApp}


def owner(scope: str) -> type:
    return SCREENS.get(scope) or type(make_screen(scope))


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda action: action.id)
def test_every_action_exists_and_is_explained_in_both_languages(action: actions.Action) -> None:
    place, _, call = action.target.rpartition(".") if action.target.startswith("app.") else ("", "", action.target)
    method = call.partition("(")[0]
    assert callable(getattr(owner(place or action.scope), f"action_{method}"))
    for language in LANGUAGES:
        set_language(language)
        assert action.label
        assert action.help


def test_every_letter_and_digit_is_bound_with_its_full_width_twin() -> None:
    for action in actions.ACTIONS:
        for key in action.keys:
            if len(key) == 1:
                wide = [form for form in action.all_keys if unicodedata.east_asian_width(form[0]) in "FW"]
                assert any(unicodedata.normalize("NFKC", form) == key for form in wide), (action.id, key)


def test_no_key_means_two_things_on_one_screen() -> None:
    for scope in ("app", *_PLACES):
        scopes = dict.fromkeys((scope, "app"))
        keys = [key for each in scopes for action in actions.of_scope(each) for key in action.all_keys]
        doubled = {key for key in keys if keys.count(key) > 1}
        assert not doubled, (scope, doubled)


def test_the_key_bar_starts_with_help_and_names_the_function_keys() -> None:
    bar = actions.bar("walk")
    assert [action.key_shown for action in bar][:2] == ["F1", "F2"]
    assert issubclass(SelfAuditApp, App)


class Narrow(KeyBar):
    """A key bar of so many cells."""

    def __init__(self, scope: str, cells: int) -> None:
        super().__init__(scope)
        self.cells = cells

    @property
    def size(self) -> Size:
        return Size(self.cells, 1)


@pytest.mark.parametrize("cells", [SMALLEST[0], 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_bar_never_drops_the_way_back_and_the_help(language: str, cells: int) -> None:
    set_language(language)
    for scope in _PLACES:
        placed = Narrow(scope, cells)._placed()
        keys = [action.keys[0] for action, _, _ in placed]
        assert "f1" in keys, scope
        assert ("escape" in keys) == any(action.keys[:1] == ("escape",) for action in actions.bar(scope)), scope
        gap = 2
        assert placed[-1][2] - gap <= cells, (scope, keys)
