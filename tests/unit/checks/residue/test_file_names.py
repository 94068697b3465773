"""A file's name that may name a person is suspected before the file is handed on."""

import pytest

from checks.residue.matchers.file_names import may_name_person


@pytest.mark.parametrize(
    "name",
    [
        *(
            "田中花子_誓約書.pdf",
            "誓約書-伊藤美咲-2026.pdf",
            "誓約書(佐藤).pdf",
            "𠮷田花子.xlsx",
            "髙橋 﨑太郎 誓約書.pdf",
        ),
        *("山本 一郎.heic", "佐々木様受領書.pdf", "鈴木さんの机.jpg", "やまだ はなこ 様.docx", "伊藤美咲の机.jpg"),
    ],
)
def test_names_of_persons(name: str) -> None:
    assert may_name_person(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "訪問先一覧 令和8年度.pdf",
            "施錠.jpg",
            "IMG_2031.JPG",
            "本社 入口.jpg",
            "規程 平成30年.pdf",
            "森ビル 入館証.jpg",
        ),
        *(
            "世田谷区 仕様書.pdf",
            "高田馬場_施錠.jpg",
            "研修受講者一覧.xlsx",
            "シュレッダー.jpg",
            "東京 本店.png",
            "名簿.pdf",
        ),
        *("緑ヶ丘 拠点.jpg", "大和 支店.pdf", "秋 研修.pdf", "education_2026.pdf", ".pdf", ""),
    ],
)
def test_names_of_things_and_places(name: str) -> None:
    assert not may_name_person(name)
