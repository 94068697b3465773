"""The words of the search, from checks/text/residue_<lang>.toml."""

from __future__ import annotations

from functools import cache


@cache
def _table(lang: str) -> dict[str, dict[str, str]]:
    import tomllib  # where a screen or a report asks: no worker does
    from importlib.resources import files

    source = files("checks") / "text" / f"residue_{lang}.toml"
    loaded: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return loaded


def word(section: str, key: str, lang: str = "ja") -> str:
    """The text of `key` in `section`; the key itself when there is none, so that nothing is lost."""
    return _table(lang if lang in ("ja", "en") else "ja").get(section, {}).get(key, key)
