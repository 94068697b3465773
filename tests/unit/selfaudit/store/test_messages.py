"""Every message the store can say exists in both languages, with the same placeholders."""

import re
from pathlib import Path

import pytest

from selfaudit.store import problems
from selfaudit.text import messages

PLACEHOLDER = re.compile(r"\{(\w+)\}")
STORE = Path(problems.__file__).parent


def test_both_languages_say_the_same() -> None:
    japanese, english = (messages._messages("store", language) for language in ("ja", "en"))
    assert japanese.keys() == english.keys()
    for key, text in japanese.items():
        assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(english[key]))), key


def test_every_error_raised_has_a_title_a_detail_and_a_next_step() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in STORE.glob("*.py"))
    raised = set(re.findall(r'_error\(\s*"(\w+)"', source)) | set(re.findall(r': "(\w+)",\n', source))
    raised -= {"action"}
    assert len(raised) > 15
    for key in raised:
        for part in ("title", "detail", "next"):
            assert messages.has(f"store.{key}.{part}"), f"{key}.{part}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_next_steps_are_no_longer_than_a_reader_takes(language: str) -> None:
    for key, text in messages._messages("store", language).items():
        assert len(text) < 160, key
