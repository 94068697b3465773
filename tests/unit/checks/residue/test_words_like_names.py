"""Words of everyday Japanese that stand where names stand: how many come, relatives, verbs, what numbers count, towns."""

from __future__ import annotations

import pytest

from checks.residue.matchers import loose, mentions
from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

QUIET = (
    "今日はお花見。友人は三人とも旦那様と子供ちゃんがいるので、昼で解散して、それぞれ家に帰って家事をしました。",
    "帰りの車では、お一人様の老後の話から、親のお葬式の話まで。\n4年前に再婚した子は、家族と仲よく暮らしています。",
    "「じいちゃんはどうして黙ってたの」と聞くと、ふとばあちゃんの口ぐせを思い出した。\nいつも家に帰らないじいちゃんが、電話で母に謝った日のこと。",
    "「どこまで行くんですか」「病院へ行くんです。母に電話を置いてきました」",
)


@pytest.mark.parametrize("text", QUIET)
def test_nobody_is_called_so(text: str) -> None:
    assert look(text.encode()).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "text",
    [
        "お一人様二千円",
        "数名様でお越しください",
        "子供ちゃん",
        "ふとばあちゃん",
        "うちのとうさん",
        "行くんだよ",
        "元首相が",
    ],
)
def test_no_mention(text: str) -> None:
    assert list(mentions.find(text)) == []


@pytest.mark.parametrize(("text", "name"), [("健くんだよ", "健"), ("翔くんです", "翔"), ("みおちゃん", "みお")])
def test_children_are_still_called(text: str, name: str) -> None:
    assert [mention.value for mention in mentions.find(text)] == [name]


def test_what_a_number_counts_is_no_name() -> None:
    assert loose.find("卒業から40年目、41回目の集まり。5年前は") == set()
    assert "本田" in loose.find("102本田 受取")


def test_towns_in_a_list_are_no_names() -> None:
    text = "同期会の出欠\n欠席は埼玉・福田、草加市・杉井君、大田区・岡村君、豊島区・瀧田君。病気療養中の岡村君から電話がありました。\n"
    told = {value for kind, value, _ in look(text.encode()).matches or [] if kind == "name"}
    assert {"杉井", "岡村", "瀧田"} <= told
    assert not told & {"草加市", "大田区", "豊島区"}


MINUTES = """みどり町議会厚生委員会会議録
〇開催日時 令和5年6月9日 午前10時
〇出席委員
木 島 大 介 久 保 裕 子
高 瀬 健 三 谷 口 慶 吾
〇説明のため出席した者
福 祉 課 長 清 原 幸 夫
〇高瀬健三委員長 これより本日の会議を開きます。谷口委員の質疑を続けます。
〇谷口委員 受診した方のその後の面談について伺います。
"""


def test_who_sits_in_an_assembly_is_public() -> None:
    assert look(MINUTES.encode()).verdict is Verdict.CLEAN


def test_whom_an_assembly_can_be_asked_to_call_is_told() -> None:
    text = MINUTES + "陳情者 青柳佳世子 住所 練馬区石神井町3-12-8 電話 090-4471-2208\n"
    told = {value for _, value, _ in look(text.encode()).matches or []}
    assert {"青柳佳世子", "090-4471-2208"} <= told
    assert not told & {"高瀬健三", "谷口"}


def test_names_set_wide_are_read_whole() -> None:
    text = "学童保育 父母会の出席者\n木 島 大 介 久 保 裕 子\n高 瀬 健 三 谷 口 慶 吾\n児童の送迎と欠席の連絡について相談\n"
    told = {value for kind, value, _ in look(text.encode()).matches or [] if kind == "name"}
    assert "高 瀬 健 三" in told
    assert not told & {"島 大", "保 裕", "瀬 健", "口 慶", "橋 健"}


def test_books_in_a_shop_are_not_by_customers() -> None:
    rows = "".join(
        f"INSERT INTO goods (id, title, description, price) VALUES ({n}, '{title}', '{author}の本です', {n}900);\n"
        for n, (title, author) in enumerate(
            [("夜の港", "伊東 幸太郎"), ("白い犬", "萩野 浩"), ("汽車", "辻 真理子"), ("雨", "谷川 由美")]
        )
    )
    assert look(rows.encode()).verdict is Verdict.CLEAN


def test_small_children_listed_in_hiragana_are_found() -> None:
    text = "十一月のおともだち\nたけうち はると\nおかもと りくと\nみやざき ほのか\nふじもと そうた\nいしかわ ゆい\n花束と手づくりのカードをわたしました。\n"
    assert look(text.encode()).kinds == {"kana": 5}


def test_words_in_hiragana_apart_are_no_children() -> None:
    text = "きょうの よてい\nおはよう ございます\nうんどうかい れんしゅう\nきゅうしょく おべんとう\nたのしい えほん\nさようなら またね\n"
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_voices_in_a_game_are_known_by_their_work() -> None:
    text = "登場人物\n主人公\n声 - 竹原真司、深沢久美子、二宮隆、早瀬千夏\nノルン\nCV.上条 由香\n旅の占い師。\n"
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_pupils_by_the_year_they_are_in() -> None:
    text = "新人戦の先発\n3年 キャッチャー リク\n3年 センター ハルト\n4年 キャプテン 捕手 マサムネ\n2年 ショート ジン\n2年 サード コウタ\nみんなで整列しました。\n"
    told = {value for kind, value, _ in look(text.encode()).matches or [] if kind == "name"}
    assert told >= {"リク", "ハルト", "マサムネ", "コウタ"}


def test_subjects_by_the_year_they_are_taught_in_are_nobody() -> None:
    text = "時間割の見方\n1年 国語 ひらがな\n2年 算数 かけざん\n3年 理科 こんちゅう\n4年 社会 ごみ\n5年 家庭科 ごはん\n"
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_where_people_are_invited_to_is_no_home_of_the_speaker() -> None:
    place = "会場:「みどり区民センター」 講堂\n     練馬区石神井町3-12-8\n     TEL:03-3995-2211\n\n講演 三枝 倫子\n"
    assert look(f"講演会のご案内\n\n◆{place}".encode()).verdict is Verdict.CLEAN
    home = "訪問先の場所:練馬区石神井町3-12-8\n氏名 三枝 倫子\n電話 090-4471-2208\n"
    assert look(home.encode()).verdict is Verdict.CONTENT


def test_new_members_presented_one_by_one() -> None:
    text = "◎新入会員紹介=氏名・住所・趣味(敬称略)\n○杉浦 弘之= 練馬区石神井町・A・読書、野球観戦\n○三枝晶子=練馬区桜台・O・特になし\n"
    told = {value for kind, value, _ in look(text.encode()).matches or [] if kind == "name"}
    assert told == {"杉浦 弘之", "三枝晶子"}


@pytest.mark.parametrize("word", ["名古屋", "青空", "仲間達", "看護婦", "高齢者", "エール", "郷 田中"])
def test_words_beside_persons_are_not_counted_with_them(word: str) -> None:
    text = (
        "児童クラブの送迎で、わざわざ名古屋から三島君のお母さんが来られ、下級生にエールを送りました。仲間達、看護婦さん、高齢者、"
        "三島君が青空の下で弁当。故郷 田中 芳昭 ふるさと"
    )
    told = {value for kind, value, _ in look(text.encode()).matches or [] if kind == "name"}
    assert "三島" in told
    assert word not in told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("◆尾形 トキ子\n  連絡先 090-3333-4444", {"尾形 トキ子"}),
        ("西村篤史です。再検査の結果、服薬になります。通院は月一回です。090-6421-7738", {"西村篤史"}),
        ("西村篤史さんより入電。夫のがんがわかり、しばらく働けないとのこと。090-6421-7738", {"西村篤史"}),
        ("送付先を次男 睦 宅に変更。西村篤史さん了承。090-6421-7738", {"睦", "西村篤史"}),
        ("◎新しい仲間　眞鍋千尋さん（訪問支援課）。連絡は西村篤史さん090-6421-7738", {"眞鍋千尋", "西村篤史"}),
    ],
)
def test_words_beside_names_are_no_part_of_them(text: str, names: set[str]) -> None:
    assert {value for kind, value in values(f"{text}\n".encode(), "memo.txt") if kind == "name"} == names


@pytest.mark.parametrize(
    "text",
    [
        "No　確認事項　結果\n1　離席時の画面ロック　適\n2　紙の施錠保管　適\n3　入退室の記録　否\n",
        "報告\n第七条　精神上の障害により事理を弁識する能力を欠く常況にある者については、家庭裁判所は、本人、配偶者の請求により、後見開始の審判をすることができる。\n",
    ],
)
def test_heads_of_check_lists_and_articles_of_laws_are_nobody(text: str) -> None:
    assert look(text.encode(), "paper.txt").verdict is Verdict.CLEAN
