"""A ward's checklist workbook becomes a starter profile; what was not understood is left as a TODO."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from selfaudit.catalog import check_file, load_profile, template_from_xlsx
from selfaudit.domain.profile import Mark, Profile
from selfaudit.errors import InputError

Rows = list[list[object]]


def workbook(path: Path, **sheets: Rows) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(line, column, cell)
    book.close()
    return path


def profile_of(path: Path) -> tuple[str, Profile]:
    text = template_from_xlsx(path)
    made = path.with_suffix(".yaml")
    made.write_text(text, encoding="utf-8")
    assert [str(problem) for problem in check_file(made)] == []
    return text, load_profile(made)


ONE_SIDED: Rows = [
    ["個人情報保護対策チェックリスト"],
    [],
    ["No", "区分", "受託事業者の対策の内容", "要否"],
    [1, "運用", "個人情報は、施錠できる金庫又はキャビネット等に保管する。", "○"],
    [2, "", "個人情報の受渡しは、管理簿に日時: 取扱者: 数量を記載する。", "－"],
    [3, "システム", "ウイルス対策ソフトウェアを導入し、\n最新のパターンファイルを適用する。", "ー"],
    [4, "", "𠮷野様式により、# 毎月報告する。これを怠らない。", "△"],
    ["備考"],
    ["", "", "番号のない行だが、長い文なので項目として写される。", ""],
]


def test_numbers_texts_marks_and_headings_are_recognised(tmp_path: Path) -> None:
    text, profile = profile_of(workbook(tmp_path / "点検表.xlsx", 点検=ONE_SIDED))
    assert profile.title == "点検表"
    assert [item.number for item in profile.items] == ["1", "2", "3", "4", "r9"]
    assert [item.text for item in profile.items] == [row[2] for row in ONE_SIDED[3:7]] + [ONE_SIDED[8][2]]
    assert [item.mark for item in profile.items] == [Mark.NEEDED, Mark.NOT_NEEDED, Mark.NOT_NEEDED, None, None]
    assert [item.mark_text for item in profile.items[:3]] == ["○", "－", "ー"]
    assert [item.heading for item in profile.items] == ["運用", "運用", "システム", "システム", "システム"]
    assert {item.party for item in profile.items} == {"乙"}
    assert "TODO: 印「△」" in text
    assert "TODO: 8行目" in text
    assert "備考" in text
    assert "TODO: 番号が無い行" in text


TWO_SIDED: Rows = [
    ["番号", "区が行う対策", "要否", "委託事業者に行わせる対策", "要否"],
    ["(1)", "立入り調査等を実施するとともに、指導する。", "○", "立入り調査等を受けさせる。報告もさせる。", "○"],
    ["(1)", "取扱責任者をあらかじめ指定するよう指導する。", "―", "取扱責任者をあらかじめ指定させ、報告させる。", "−"],
]


def test_a_two_sided_table_becomes_two_sheets_with_their_own_marks(tmp_path: Path) -> None:
    text, profile = profile_of(workbook(tmp_path / "a.xlsx", 運用=TWO_SIDED, 空=[], 表紙=[["様式第5号"]]))
    assert [sheet.title for sheet in profile.sheets] == ["運用 区が行う対策", "運用 委託事業者に行わせる対策"]
    ours, theirs = (profile.items_of(sheet.id) for sheet in profile.sheets)
    assert [item.mark for item in ours] == [item.mark for item in theirs] == [Mark.NEEDED, Mark.NOT_NEEDED]
    assert ([item.scored for item in ours], [item.scored for item in theirs]) == ([False] * 2, [True] * 2)
    assert theirs[1].text == "取扱責任者をあらかじめ指定させ、報告させる。"
    assert "TODO: 同じ番号" in text
    assert "表紙" in text, "a worksheet without a checklist is named"


def test_a_table_without_column_headings_is_recognised_by_its_cells(tmp_path: Path) -> None:
    rows: Rows = [["①", "個人情報を第三者に提供してはならない。"], ["②", "個人情報を複写し、又は複製してはならない。"]]
    _, profile = profile_of(workbook(tmp_path / "b.xlsx", 表=rows))
    assert [(item.number, item.text) for item in profile.items] == [(row[0], row[1]) for row in rows]


def test_a_workbook_without_a_checklist_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="点検の表"):
        template_from_xlsx(workbook(tmp_path / "c.xlsx", 集計=[[1, 2], [3, 4]]))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"id,text\n1,a\n"]
)
def test_what_is_no_workbook_is_an_input_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        template_from_xlsx(path)
    assert caught.value.next_step


def test_a_missing_workbook_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        template_from_xlsx(tmp_path / "none.xlsx")


def test_a_cell_in_the_last_corner_of_a_sheet_does_not_take_all_memory(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "e.xlsx"))
    sheet = book.add_worksheet()
    sheet.write("A1", "番号")
    sheet.write("XFD1048576", "内容")
    book.close()
    with pytest.raises(InputError, match="大きすぎ"):
        template_from_xlsx(tmp_path / "e.xlsx")


def test_a_part_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfaudit.catalog.workbook_reader.MAX_UNPACKED", 5_000_000)
    path = workbook(tmp_path / "f.xlsx", 表=ONE_SIDED)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"\0" * 6_000_000)
    with pytest.raises(InputError, match="大きすぎ"):
        template_from_xlsx(path)


def test_a_named_column_of_short_texts_is_taken_at_its_word(tmp_path: Path) -> None:
    rows: Rows = [["番号", "対策の内容", "実施"], ["運用1", "施錠して保管する。", "○"], ["①", "持ち出さない。", "－"]]
    _, profile = profile_of(workbook(tmp_path / "short.xlsx", 一覧=rows))
    assert [(item.number, item.text) for item in profile.items] == [
        ("運用1", "施錠して保管する。"),
        ("①", "持ち出さない。"),
    ]


MARKED: Rows = [
    ["No.", "確認事項", "チェック"],
    ["第1項", "個人情報を取り扱う者を指定し、報告している。", "レ"],
    ["第2項", "再委託を行わない。又は承認を受けている。", "×"],
    ["第3項", "従事者に対する教育を毎年度行っている。", "✓"],
    ["ア", "電子データを消去した記録を保存している。", "☑"],
]


def test_ticks_and_crosses_are_marks_and_a_cross_is_asked_back(tmp_path: Path) -> None:
    text, profile = profile_of(workbook(tmp_path / "b.xlsx", 点検表=MARKED))
    assert [item.mark for item in profile.items] == [Mark.NEEDED, Mark.NOT_NEEDED, Mark.NEEDED, Mark.NEEDED]
    assert [item.mark_text for item in profile.items] == ["レ", "×", "✓", "☑"]
    assert [item.number for item in profile.items] == ["第1項", "第2項", "第3項", "ア"]
    assert text.count("TODO: 印「×」") == 1


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("対策が可能であれば○、必要がない場合は×を記入すること。", "必要がない"),
        ("凡例　○：対策を行う　×：対策の必要がない", "対策の必要がない"),
        ("（×は該当しない項目）", "該当しない項目"),
        ("「×」…不要", "不要"),
    ],
)
def test_a_cross_the_paper_itself_explains_is_a_mark_and_nothing_is_asked(
    said: str, meaning: str, tmp_path: Path
) -> None:
    text, profile = profile_of(workbook(tmp_path / "b.xlsx", 点検表=[[said], *MARKED]))
    assert "TODO: 印" not in text
    assert [item.mark for item in profile.items] == [Mark.NEEDED, Mark.NOT_NEEDED, Mark.NEEDED, Mark.NEEDED]
    assert dict(profile.sheets[0].marks) == {Mark.NOT_NEEDED: meaning}


def test_a_legend_on_another_sheet_or_below_the_table_counts_too(tmp_path: Path) -> None:
    apart = workbook(tmp_path / "apart.xlsx", 表紙=[["記入方法"], ["必要がない場合は「×」"]], 点検表=MARKED)
    below = workbook(tmp_path / "below.xlsx", 点検表=[*MARKED, ["※ ×: 対象外"]])
    for path, meaning in ((apart, "必要がない"), (below, "対象外")):
        text, profile = profile_of(path)
        assert "TODO: 印" not in text
        assert dict(profile.sheets[0].marks) == {Mark.NOT_NEEDED: meaning}


def test_a_cross_that_means_not_done_is_an_answer_and_no_mark(tmp_path: Path) -> None:
    text, profile = profile_of(workbook(tmp_path / "b.xlsx", 点検表=[["レ: 実施している　×: 未実施"], *MARKED]))
    assert [item.mark for item in profile.items] == [Mark.NEEDED, None, Mark.NEEDED, Mark.NEEDED]
    assert "凡例で「未実施」の意味" in text


def test_a_cross_in_a_sentence_explains_nothing(tmp_path: Path) -> None:
    text, _ = profile_of(workbook(tmp_path / "b.xlsx", 点検表=[["様式は縦×横の寸法を不要に変えないこと。"], *MARKED]))
    assert text.count("TODO: 印「×」") == 1


def test_what_no_checklist_says_is_taken_from_answers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", 点検表=MARKED)
    known = {"id": "mihon-2027", "title": "みほん区: 点検表", "client": "みほん区"}
    known |= {"client_word": "発注者", "contractor_word": "受注者"}
    made = tmp_path / "c.yaml"
    made.write_text(template_from_xlsx(path, known), encoding="utf-8")
    assert check_file(made) == []
    profile = load_profile(made)
    assert (profile.id, profile.title, profile.client) == ("mihon-2027", "みほん区: 点検表", "みほん区")
    assert (profile.parties.client[0], profile.parties.contractor[0]) == ("発注者", "受注者")
    assert {item.party for item in profile.items} == {"受注者"}
    assert all(item.scored for item in profile.items)
