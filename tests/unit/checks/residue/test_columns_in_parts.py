"""Lists as offices keep them: values spread over columns, short headings, short lists, and lists of things drawn alike."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult, Verdict


def look(text: str) -> FileResult:
    return inspect_bytes(text.encode(), "list.csv", Budget(), reveal=True)


def values(text: str) -> set[tuple[str, str]]:
    return {(kind, "".join(value.split())) for kind, value, _ in look(text).matches or ()}


FOUND = {
    "a day in four columns": ("氏名,元号,年,月,日\n畔柳直樹,昭和,45,2,19\n蛭田恵子,平成,3,11,7\n", {("birth_date", "昭和45年2月19日")}),
    "a day in three columns": ("氏名,年,月,日\n畔柳直樹,1970,2,19\n蛭田恵子,1991,11,7\n", {("birth_date", "1970年2月19日")}),
    "a day as a sheet writes it": ("利用者,生年月日\n畔柳様,3-Mar-1970\n", {("birth_date", "3-Mar-1970"), ("name", "畔柳")}),
    "a postal code in two columns": ("氏名,郵便,番号\n畔柳直樹,65,7177\n蛭田恵子,114,529\n", {("postal_code", "065-7177"), ("postal_code", "114-0529")}),
    "an account under 番号": ("氏名,金融機関,支店,種別,番号,名義\n畔柳直樹,静岡銀行,本店,普通,0123456,クロヤナギ ナオキ\n", {("bank_account", "0123456")}),
    "accounts and readings alone": ("銀行,支店,種類,口座,名義カナ\n静岡銀行,本店,普通,1234567,ソネ シンゴ\n群馬銀行,高崎,普通,2234561,サトウ ハナコ\n", {("bank_account", "1234567"), ("kana", "ソネシンゴ")}),
    "an insurance card in two columns": ("氏名,記号,番号\n畔柳直樹,36,0276487\n蛭田恵子,65,8038351\n", {("insured_number", "0276487")}),
    "telephones in figures": ("氏名,番号\n畔柳直樹,09043921648\n蛭田恵子,0538246609\n曽根博,08034912297\n", {("phone", "0538246609")}),
    "a telephone under 父": ("児童,父\n畔柳蓮,090-4392-1648\n", {("phone", "090-4392-1648")}),
    "letters apart": ("回数,利用者\n3,畔 柳 直 樹\n5,蛭 田 恵 子\n", {("name", "畔柳直樹")}),
    "one heading over two columns": ("No,氏名,\n1,畔柳,直樹\n2,蛭田,恵子\n3,曽根,博\n", {("name", "畔柳直樹"), ("name", "曽根博")}),
    "a reading in two columns": ("氏名,フリガナ,\n曽根博,ソネ,ヒロシ\n蛭田恵子,ヒルタ,ケイコ\n", {("kana", "ソネヒロシ")}),
    "one row": ("利用者,回数\n畔柳直樹,3\n", {("name", "畔柳直樹")}),
    "two rows": ("No,会員氏名\n1,グエン・ティ・ラン\n2,畔柳直樹\n", {("name", "グエン・ティ・ラン")}),
    "Latin names among others": ("No,名前\n1,曽根博\n2,GARCIA JUAN\n3,蛭田恵子\n4,畔柳直樹\n", {("name", "GARCIAJUAN")}),
    "a building in its own column": ("氏名,市区町村,町名番地,方書\n曽根博,高崎市,倉賀野町9-17-2,グランハイツ橋本107\n", {("address", "高崎市倉賀野町9-17-2")}),
    "land and its owner's home": ("地番,氏名,住所\n205-75,曽根博,群馬県高崎市倉賀野町9-17-2\n", {("address", "群馬県高崎市倉賀野町9-17-2")}),
    "one heading over an address": ("氏名,住所,,\n曽根博,群馬県,高崎市,倉賀野町9-17-2\n蛭田恵子,静岡県,磐田市,見付4-2\n", {("address", "群馬県高崎市倉賀野町9-17-2")}),
    "a table between lines": ("依頼\n次のとおり\n利用者名,電話番号\n曽根博,0538-24-6609\n※変更あり\n", {("phone", "0538-24-6609")}),
    "two lines each": ("氏名,性別\n生年月日,確認\n曽根　博,男\n1950/2/3,○\n蛭田　恵子,女\n1961/5/9,○\n", {("birth_date", "1950/2/3")}),
}  # fmt: skip
QUIET = {
    "days of buildings": "施設名,取得年,月,日\n中央図書館,1970,2,19\n東公民館,1991,11,7\n南児童館,1985,4,1\n",
    "firms and their accounts": "支払先,金融機関,支店,種別,番号,名義カナ\n山田工務店,静岡銀行,本店,普通,1234567,ヤマダコウムテン\n佐藤電機株式会社,群馬銀行,高崎,当座,2234561,カ)サトウデンキ\n",
    "flowers": "No,項目,数\n1,さくら,3\n2,あおい,4\n3,かえで,2\n4,すみれ,5\n5,椿,1\n",
    "counts by era": "区分,昭和,平成,令和\n千葉,12,3,4\n山口,22,5,1\n福島,9,3,2\n石川,8,2,2\n",
    "a nationality": "国籍,人数\nネパール,12\nベトナム,30\nブラジル,4\n",
    "shelves": "書名,記号,番号\nこころ,91,2234\n雪国,91,2235\n舞姫,91,2236\n",
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_what_is_told_in_parts_is_found_whole(case: str) -> None:
    text, wanted = FOUND[case]
    assert wanted <= values(text)


@pytest.mark.parametrize("case", QUIET)
def test_things_drawn_alike_stay_quiet(case: str) -> None:
    assert look(QUIET[case]).verdict is Verdict.CLEAN


def test_a_firm_among_those_who_are_paid_is_nobody() -> None:
    assert not {kind for kind, _ in values(QUIET["firms and their accounts"])}


def test_a_nationality_is_nothing_sensitive() -> None:
    """個人情報の保護に関する法律についてのガイドライン（通則編）2-3: a nationality alone is a legal status."""
    told = values("氏名,国籍,電話番号\n曽根博,日本,0538-24-6609\nグエン・ティ・ラン,ベトナム,090-4392-1648\n")
    assert "sensitive" not in {kind for kind, _ in told}
