"""Names in texts that speak of persons anyway: weak signs are enough there, and nowhere else."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.fold import fold
from checks.residue.inspect import inspect_bytes
from checks.residue.matchers import chats, latin, loose, loose_given
from checks.residue.model import Verdict


def named(text: str) -> set[str]:
    result = inspect_bytes(text.encode(), "note.txt", Budget(), reveal=True)
    return {value for kind, value, _ in result.matches or () if kind == "name"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("10:40 古賀 書類受取 済\n11:20 TEL 板垣", {"古賀"}),  # a place in Fukuoka, and a surname of many
        ("渡部心暖、作業所見学", {"渡部心暖"}),
        ("田島(望愛):英検準2級に合格", {"田島", "望愛"}),
        ("曽根には主治医細谷が説明。102斯波:更新する", {"細谷", "斯波"}),
        ("花岡と申します。よろしくお願いいたします。", {"花岡"}),
        ("森田（もりた）拓也（たくや）", {"森田", "拓也"}),
        ("訓練生の様子　指導：和久田", {"和久田"}),
        ("石川浜田三枝シフト月火水", set()),
        ("宇佐美田村小野", {"宇佐美", "田村", "小野"}),  # dictated: nothing between the names
        ("すぐにスミス看護師を呼んだ。録音をチャンが聴取。", {"スミス", "チャン"}),
        ("後任に張秀英を選任した。", {"張秀英"}),
    ],
)
def test_names_by_their_looks_and_places(text: str, names: set[str]) -> None:
    assert names <= loose.find(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "午前は検温、午後は入浴。夕方に服薬を確認。",
        "メールとカードとページを確認する。ショートステイとデイサービス。",
        "担当部署、会議室、第二駐車場、正面玄関。",
        "給食は大根、人参、小松菜、牛乳。",
    ],
)
def test_words_of_the_day_are_no_names(text: str) -> None:
    assert loose.find(fold(text)) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("次男の一颯は5歳。長男太陽の学用品。", {"一颯", "太陽"}),
        ("トシ子ばあちゃんの昔話。来週は陽介おじさんの法事。", {"トシ子", "陽介"}),
        ("真理という女性と暮らす。", {"真理"}),
        ("主人（拓也）が迎えに行きます。", {"拓也"}),
        ("優斗さんと律が言い合いになった。悠真、蓮、大翔。", {"律", "蓮", "大翔"}),
    ],
)
def test_given_names_by_themselves(text: str, names: set[str]) -> None:
    assert names <= loose_given.find(fold(text), {"優斗"})


def test_given_names_of_one_sign_need_another_given_name_beside() -> None:
    assert "律" not in loose_given.find("律と規則を守る。", set())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[LINE] 送迎のトーク履歴\n8:02\t小野麻衣\tおはよう\n8:05\t岩嵜@ひだまり\t了解です\n", {"小野麻衣", "岩嵜"}),
        ("Nao Sano 11:28\nおはようございます\nJunko Nakamura 8:59\n了解\n", {"Nao Sano", "Junko Nakamura"}),
        ("<@U02222|Yuki Kudo> 丸山さんから電話", {"Yuki Kudo"}),
    ],
)
def test_writers_of_chats(text: str, names: set[str]) -> None:
    assert names <= chats.writers(fold(text))


def test_a_timetable_is_no_chat() -> None:
    assert chats.writers("8:02\t三島\n8:15\t沼津\n開場 9:00\n閉場 17:00\n") == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Yuko", "Suzuki"),
        ("Oota", "Ryo"),
        ("Ohta", "Ryo"),
        ("Kaito", "Yokoyama"),
        ("Junichi", "Honma"),
        ("Shingo", "Kubota"),
    ],
)
def test_japanese_names_in_latin_letters_however_long_vowels_are_written(first: str, second: str) -> None:
    assert latin.japanese(first, second)


@pytest.mark.parametrize(
    ("first", "second"), [("Search", "Engine"), ("Linux", "Kernel"), ("Best", "Regards"), ("New", "York")]
)
def test_other_words_in_latin_letters_are_no_japanese_names(first: str, second: str) -> None:
    assert not latin.japanese(first, second)


def test_a_letter_in_english_names_its_persons() -> None:
    text = "Dear Ms. Hamada,\n\nMr. Suzuki will visit Kaito Yokoyama on Monday.\n\nBest regards,\nNaomi Takagi\n"
    assert {"Kaito Yokoyama", "Naomi Takagi", "Hamada"} <= named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright (c) 2024 Kenji Tanaka\nPermission is hereby granted, free of charge, to any person.\n",
        "Dear Customer,\n\nYour order has been shipped.\n\nBest regards,\nCustomer Service\n",
    ],
)
def test_licences_and_letters_to_nobody_stay_quiet(text: str) -> None:
    assert inspect_bytes(text.encode(), "note.txt", Budget()).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "text",
    [
        "炊き出し当番　11/22　調理：根本、田之上　配膳：永江、羽生　車：湯浅\n",
        "進路面談　北詰　第一志望 県立工業　母同席／東條　未定、父と意見が合わず\n",
        "退職願　私儀、一身上の都合により退職いたします。介護課　苫米地 翔子\n",
        "11/6　武富と話す。夜は洗濯機を使わないとのこと。布施へ連絡した。\n",
    ],
)
def test_short_notes_of_the_day_are_found_without_honorifics(text: str) -> None:
    assert inspect_bytes(text.encode(), "note.txt", Budget()).verdict is Verdict.CONTENT


@pytest.mark.parametrize(
    "text",
    [
        "担当地区　東部：青葉、緑、若葉、桜木　西部：泉、松原、藤沢、大塚　南部：石川、福田、森、原\n",
        "算数　ゆうきさんはあめを5こ、さくらさんは3こもっています。あわせて何こでしょう。式と答えをかきましょう。\n",
        "能「羽衣」「松風」「葵上」。シテ方は観世、宝生、金春、金剛、喜多の五流。\n",
        "電話を受けたら、相手のお名前を復唱し、担当者に取り次ぎます。担当者が不在のときは折り返しの要否を確認します。\n",
        "全国に多い名字は佐藤、鈴木、高橋、田中、伊藤の順。沖縄では比嘉、金城、大城が多い。\n",
    ],
)
def test_places_sums_and_manuals_stay_quiet(text: str) -> None:
    assert inspect_bytes(text.encode(), "note.txt", Budget()).verdict is Verdict.CLEAN


def test_a_part_of_a_name_found_whole_is_not_named_again() -> None:
    found = named("本日、田辺ヨネさんが来所。田辺ヨネさんは入浴、昼食後に帰宅された。検温36.4度。\n")
    assert "田辺ヨネ" in found
    assert "ヨネ" not in found


def test_words_before_an_honorific_name_are_no_part_of_it() -> None:
    found = named(
        "その他　和也さん（パート）が産休に入る。ご寄附の方　矢野英樹様。入浴介助、検温の記録。佐々木さん通院。\n"
    )
    assert not {value for value in found if value.startswith(("他", "方"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NGUYEN THI LAN　敬語が苦手。台本を渡す。", {"NGUYEN THI LAN"}),
        ("健診の同行。お子さま（KHAN IMRAN）は保健センターへ", {"KHAN IMRAN"}),
        ("出席 シルバ・カルロス、鄭在賢、Ferreira Camila\n", {"Ferreira Camila"}),
        ("USB HDD　を注文した。通訳 Microsoft Teams。", set()),
    ],
)
def test_names_in_latin_letters_among_japanese(text: str, names: set[str]) -> None:
    assert latin.noted(fold(text)) == names


def test_who_speaks_in_a_transcript() -> None:
    text = "00:00:03 森マリ: 聞こえますか\n00:00:07 巽いずみ: はい聞こえます\n00:01:30 森マリ: では始めます\n"
    assert chats.speakers(text) == {"森マリ", "巽いずみ"}
    assert not chats.speakers("09:00 開始: これから\n09:30 休憩: お茶を出す\n10:00 終了: 片付けをする\n")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("利用者の楠田さん宅。国保の件→保険永井さんへ電話", "永井"),
        ("楠田さん宅は留守で、妹に電話した。今大貫さん宅", "大貫"),
        ("楠田さんの妹。来月から苗字が「巽」に変わる", "巽"),
        ("楠田さんの聴覚障害。手話通訳平野麻衣さんに頼む", "平野麻衣"),
        ("楠田さんと面談。学校は山口教頭が窓口", "山口"),
        ("楠田さんの母親太田邦彦様の保険料の相談", "太田邦彦"),
    ],
)
def test_who_is_announced(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("藤井民生委員から電話。三丁目の楠田さんが留守", "藤井民生"),
        ("父千葉武も楠田さんの面談に同席し", "父千葉武"),
        ("楠田さんの長男の住まいは東京都杉並区和泉6-26-6", "住まい"),
        ("楠田さんの紹介状は市川まこと医師", "市川まこ"),
    ],
)
def test_what_announces_or_follows_is_no_part_of_a_name(text: str, name: str) -> None:
    assert name not in named(text)
