"""The HTML report: complete, verbatim, harmless, readable."""

import dataclasses
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.profile import Duty
from selfaudit.report.html import TEMPLATES, render, render_readme
from selfaudit.report.model import Readme, Report, Row, Sheet
from selfaudit.text import messages
from tests.assets.sample_report import HEAD, NOW, REPORT, ROWS

README = Readme(HEAD.contract_title, HEAD.client, HEAD.contractor, 2026, NOW, HEAD.key_fingerprint)
VOID = {"meta", "br", "link", "img", "hr", "input"}
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}<img src=x onerror=y>"


class Page(HTMLParser):
    """Tags, attributes and text of a page; complains about tags that do not close in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode("utf-8"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def one_row(**changes: object) -> Report:
    row = dataclasses.replace(Row("x", "1", "条項", "乙", Duty.CONTRACTOR), **changes)  # type: ignore[arg-type]
    return Report(HEAD, (Sheet("特記事項", (row,)),))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page", [lambda: render(REPORT), lambda: render_readme(README)], ids=["report", "readme"])
def test_nothing_runs_and_nothing_is_loaded(page: Callable[[], bytes], language: str) -> None:
    messages.set_language(language)
    parsed = Page(page())
    assert {tag for tag, _ in parsed.tags} & {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "img",
        "form",
        "base",
    } == set()
    attributes = [(name, value) for _, attrs in parsed.tags for name, value in attrs.items()]
    assert not [name for name, _ in attrs_starting_with_on(attributes)]
    assert all(
        value and re.fullmatch(r"#[\w-]+|01_report\.html", value)
        for name, value in attributes
        if name in ("href", "src")
    )
    assert "url(" not in (TEMPLATES / "style.css").read_text(encoding="utf-8")
    assert ("html", {"lang": language}) in parsed.tags


def attrs_starting_with_on(attributes: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    return [attribute for attribute in attributes if attribute[0].startswith("on")]


def test_every_clause_stands_there_in_its_own_words() -> None:
    text = Page(render(REPORT)).text
    for row in ROWS:
        assert row.text in text
        assert row.number in text


def test_what_was_said_attached_and_found_is_there() -> None:
    text = Page(render(REPORT)).text
    for expected in [
        "朝礼で確認\n記録あり", "誓約書(2026).pdf", "12" * 32, "120 KB", "attachments/0001.pdf", "30分操作がないと", "共用のPCで、待ち時間は",
        "鍵が壊れている。", "総務 担当", "令和8年12月10日", "質問「再委託をしますか」に「いいえ」と答えたため。", "電子メールを使わない業務である。",
        "甲の実施事項", "条例は令和5年4月1日に廃止されました。", "検出あり(内容)", "99%", "1234", "57", "令和8年度（2026年度）",
        "令和8年4月1日から令和9年3月31日まで", "令和8年11月20日 14時20分", "ef" * 32, "cd" * 32, "ab" * 32, "共有フォルダーが見つかりました。",
    ]:  # fmt: skip
        assert expected in text, expected


def test_counters_count_only_the_contractors_applicable_rows() -> None:
    counters = REPORT.counters
    # Of nine rows one is the client's, one a definition, one dropped by the interview.
    assert counters.total == 6
    assert (counters.answered, counters.backed, counters.dissents) == (4, 2, 1)
    assert (
        counters.conforms,
        counters.nonconforming,
        counters.needs_review,
        counters.not_applicable,
        counters.not_done,
    ) == (2, 1, 1, 1, 1)
    assert (counters.dropped, counters.client_duty, counters.definition) == (1, 1, 1)


def test_rows_to_look_at_first() -> None:
    assert [row.number for row in REPORT.attention] == ["2", "3①", "5", "6"]


@pytest.mark.parametrize("word", ["VALID", "合格", "完全消去", "安全です", "改ざんなし", "問題ありません"])
def test_the_report_passes_no_verdict_on_itself(word: str) -> None:
    assert word not in Page(render(REPORT)).text


@pytest.mark.parametrize(
    "field", ["text", "number", "heading", "note", "reason", "owner", "dissent", "party", "answered_by", "because"]
)
def test_hostile_text_stays_text(field: str) -> None:
    changes: dict[str, object] = {"outcome": Outcome.CONFORMS, "answered_at": NOW, field: HOSTILE}
    if field == "because":
        changes["applies"] = False
    page = render(one_row(**changes))
    assert HOSTILE in Page(page).text
    assert b"<script" not in page


def test_hostile_contract_title_stays_text() -> None:
    page = render(Report(dataclasses.replace(HEAD, contract_title=HOSTILE), ()))
    assert b"<script" not in page


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(REPORT) == render(REPORT)


def test_tables_can_be_read_aloud() -> None:
    headers = [attrs for tag, attrs in Page(render(REPORT)).tags if tag == "th"]
    assert headers
    assert all(attrs.get("scope") in ("row", "col") for attrs in headers)


def test_an_inspection_with_nothing_in_it_still_says_so() -> None:
    text = Page(render(Report(HEAD, ()))).text
    assert "自動点検は行っていません。" in text
    assert "残置検査は行っていません。" in text


def test_a_check_that_read_a_thousand_things_does_not_fill_the_report() -> None:
    check = dataclasses.replace(REPORT.checks[0], facts=tuple((f"fact{n}", "x" * 5000) for n in range(50)))
    text = Page(render(Report(HEAD, (), checks=(check,)))).text
    assert text.count("x") < 5000
    assert "続きは、バンドルの hosts フォルダーにあります" in text


def test_a_search_that_was_stopped_says_so() -> None:
    stopped = dataclasses.replace(REPORT.searches[0], finished=None)
    assert "（途中で中止）" in Page(render(dataclasses.replace(REPORT, searches=(stopped,)))).text


def test_english_report_keeps_the_clauses_japanese() -> None:
    messages.set_language("en")
    parsed = Page(render(REPORT))
    assert "Self-audit report" in parsed.text
    assert "Found (content)" in parsed.text
    assert ROWS[0].text in parsed.text


def test_the_first_page_says_how_to_verify() -> None:
    text = Page(render_readme(README)).text
    assert "python -m evidence verify" in text
    assert "openssl cms -verify" in text
    assert "点検内容が真実であることは示しません。" in text
    assert "cd" * 32 in text
    assert "02_report.pdf" not in text
    assert "02_report.pdf" in Page(render_readme(dataclasses.replace(README, has_pdf=True))).text


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb or #rgb (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_has_enough_contrast() -> None:
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    pairs = 0
    for rule in re.findall(r"\{([^{}]*)\}", css):
        colour = re.search(r"(?<![-\w])color: (#\w+)", rule)
        background = re.search(r"background: (#\w+)", rule)
        if colour:
            dark, light = sorted((luminance(colour[1]), luminance(background[1] if background else "#f2f5f9")))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, rule
            pairs += 1
    assert pairs > 5
