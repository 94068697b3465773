"""Every paper carries everything that was entered, in PDF and Excel alike, and reads back without a lost character."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from selfaudit.catalog import list_profiles
from selfaudit.errors import InputError
from selfaudit.report.papers.forms import forms
from selfaudit.report.papers.model import Grid, Pairs, Paper, Sentences
from selfaudit.services import papers
from selfaudit.services.papers import Wanted
from selfaudit.services.walk import Walk
from selfaudit.text import messages
from tests.assets.full_contract import LONG, NOW, full_contract

#: Notes §4 and the words of the clauses: what a reader of each paper looks for, with whom and what it is about.
EXPECTED = {
    "handler_notice": ["取扱責任者・取扱者届", "𠮷田花子", "髙橋﨑太郎", "支援計画の作成、全ての個人情報"],
    "roster": ["従事者名簿", "令和8年9月30日", "090-0000-1111"],
    "pledge": ["誓約書", "従事を終えた後及び退職した後も"],
    "training_report": ["教育実施報告書", "確認テスト平均92点", "山田太郎", "令和8年5月20日"],
    "handover_ledger": ["受けた", "令和8年4月4日", "120件"],
    "receipt": ["預かり証", "預-001", "令和8年4月3日10:30", "令和9年3月31日"],
    "takeout_application": ["区の承諾欄", "対象者の居宅（電車）", "所管課長"],
    "copy_application": ["区の承認欄", "訪問計画の作成", "承認第3号"],
    "subcontract_application": ["株式会社みほん運送", "令和8年5月1日から令和9年3月31日まで"],
    "visit_record": ["10:00から11:30まで", "鍵管理簿の点検日が空欄"],
    "incident_final": ["滅失（紛失を含む）", "令和8年8月7日17:30", "11月に訓練を行う。"],
    "disposal_certificate": ["SN-2020-000123", "物理破壊", "C-0099"],
    "status_report": ["令和8年9月分", "118"],
    "completion_notice": ["金1,234,567円（消費税を含む）", "押印省略", "soumu@mihon.example"],
    "cloud_measures": ["ISO/IEC27017", "日本"],
    "backup_notice": ["差分の複製（暗号化）", "令和8年9月15日"],
    "statement": ["再委託なし", "クラウドサービスの利用なし"],
}


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    workspace, walk = full_contract(tmp_path_factory.mktemp("data"))
    with workspace:
        yield walk


def text_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    return _bare("".join(page.get_textpage().get_text_range() for page in pages))


def sheet_of(document: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(document))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return _bare("".join(str(cell) for row in rows for cell in row))


def _bare(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def said(paper: Paper) -> Iterator[str]:
    """Every text a paper is made of."""
    yield from (paper.title, paper.day_label, paper.addressee, *paper.issuer, paper.lead, *paper.foot)
    for name, value in paper.head:
        yield from (name, value)
    for block in paper.blocks:
        yield block.title
        if isinstance(block, Pairs):
            yield from (text for row in block.rows for text in row)
        elif isinstance(block, Grid):
            yield from (*block.head, *(text for row in block.rows for text in row))
        elif isinstance(block, Sentences):
            yield from block.lines
        else:
            yield from block.names


@pytest.mark.parametrize("form", forms())
def test_every_text_can_be_read_back_from_pdf_and_excel(walk: Walk, form: str) -> None:
    paper = papers.paper(walk, form)
    document = papers.render(paper, ".pdf")
    printed, sheet = text_of(document), sheet_of(papers.render(paper, ".xlsx"))
    for text in said(paper):
        for part in text.split("\n"):
            # A selfcheck runs over many pages: a clause may be cut by a page's foot.
            assert _bare(part)[:20] in printed, part
            assert _bare(part) in sheet, part
    for expected in EXPECTED.get(form, []):
        assert expected in printed, expected
        assert expected in sheet, expected


def test_no_part_of_a_long_value_is_lost(walk: Walk) -> None:
    assert _bare(LONG) in text_of(papers.render(papers.paper(walk, "receipt"), ".pdf"))
    serial = "SN-" + "0123456789" * 12
    wanted = Wanted(typed={"serial": serial})
    assert serial in text_of(papers.render(papers.paper(walk, "disposal_certificate", wanted), ".pdf"))


def test_the_same_paper_gives_the_same_bytes_and_is_archivable(walk: Walk) -> None:
    for suffix in papers.FORMATS:
        first, second = (papers.render(papers.paper(walk, "receipt"), suffix) for _ in range(2))
        assert first == second
    pdf = papers.render(papers.paper(walk, "receipt"), ".pdf").decode("latin-1")
    assert "pdfaid:part>3<" in pdf
    assert "pdfaid:conformance>B<" in pdf


def test_nothing_typed_becomes_a_formula_or_markup(walk: Walk) -> None:
    hostile = '=HYPERLINK("x") #read("/etc/passwd") $1$'
    paper = papers.paper(walk, "completion_notice", Wanted(typed={"work": hostile}))
    assert _bare(hostile) in text_of(papers.render(paper, ".pdf"))
    assert _bare(hostile) in sheet_of(papers.render(paper, ".xlsx"))


def test_the_first_year_of_an_era_and_a_seal_box(walk: Walk) -> None:
    paper = papers.paper(walk, "completion_notice", Wanted(day=date(2019, 5, 1), seal=True))
    printed = text_of(papers.render(paper, ".pdf"))
    assert "令和元年5月1日" in printed
    assert "㊞" in printed
    assert "㊞" not in text_of(papers.render(papers.paper(walk, "completion_notice"), ".pdf"))


def test_one_row_is_printed_of_those_there_are(walk: Walk) -> None:
    ((key, label),) = papers.choices(walk, "incident_first", NOW.date())
    assert label.startswith("令和8年8月7日")
    assert papers.paper(walk, "incident_first", Wanted(row=key)) == papers.paper(walk, "incident_first")
    with pytest.raises(InputError):
        papers.paper(walk, "incident_first", Wanted(row="nobody"))
    with pytest.raises(InputError):
        papers.form_of("nothing")


def test_the_words_of_the_parties_are_those_of_the_contract(tmp_path: Path) -> None:
    workspace, walk = full_contract(tmp_path, "shinjuku-2019")
    with workspace:
        titles = {block.title for block in papers.paper(walk, "copy_application").blocks}
        made = papers.make_all(walk, tmp_path / "all")
    assert any(walk.profile.parties.client[0] in title for title in titles)
    assert len(made) == 2 * len(forms())


@pytest.mark.parametrize("profile", [each.id for each in list_profiles()] + ["own"])
def test_every_form_is_filled_for_every_ward(tmp_path: Path, profile: str, repo_root: Path) -> None:
    if profile == "own":
        # A ward that exists only as a data file, with party words of its own.
        text = (repo_root / "selfaudit/catalog/data/shinjuku-2019.yaml").read_text(encoding="utf-8")
        text = text.replace("id: shinjuku-2019", "id: mihon-2027").replace("client: [", "client: [発注者, ")
        profile = str(tmp_path / "own.yaml")
        Path(profile).write_text(text, encoding="utf-8")
    workspace, walk = full_contract(tmp_path / "data", profile)
    with workspace:
        made = [papers.paper(walk, form) for form in forms()]
    texts = [text for paper in made for text in said(paper)]
    assert not [text for text in texts if "{" in text]
    word = walk.profile.parties.client[0]
    assert any(block.title.startswith(word) for paper in made for block in paper.blocks), word
    assert profile.endswith(".yaml") == (word == "発注者")


def test_papers_are_made_in_english_too(walk: Walk) -> None:
    messages.set_language("en")
    printed = text_of(papers.render(papers.paper(walk, "training_report"), ".pdf"))
    assert "Trainingreport" in printed
    assert "𠮷田花子" in printed
