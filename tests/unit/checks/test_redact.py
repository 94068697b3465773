"""No name, address or mail of a person is in a result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.redact import Personal, mask, redact


def test_names_keep_their_ends_only() -> None:
    assert mask("yamada") == "y****a"
    assert mask("山田") == "山*"
    assert mask("x") == "x*"


def test_homes_mail_and_addresses_go() -> None:
    told = redact(
        {"path": "/home/yamada/data", "win": r"C:\Users\yamada\x", "mail": "a.b@example.co.jp", "ip": "203.0.113.9"}
    )
    assert told == {"path": "/home/y****a/data", "win": r"C:\Users\y****a\x", "mail": "<mail>", "ip": "<address>"}
    assert redact({"version": "26.2.1.2"}) == {"version": "26.2.1.2"}
    assert redact(r"C:\Users\Public\x 127.0.0.1 /home/") == r"C:\Users\Public\x 127.0.0.1 /home/"


@given(st.text(min_size=4))
def test_a_personal_value_is_never_whole_anywhere(name: str) -> None:
    told = redact({"rows": [{"name": Personal(name)}, [Personal(name)]]})
    assert told["rows"][0]["name"] != name or set(name[1:-1]) == {"*"}
