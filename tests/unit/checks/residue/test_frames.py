"""Persons called by one name without an honorific: what stands around the name tells them."""

from __future__ import annotations

import random

import pytest

from checks.residue.budget import Budget
from checks.residue.fold import fold
from checks.residue.inspect import inspect_bytes
from checks.residue.matchers import frames, gatherings
from checks.residue.matchers.lines import first_lines
from checks.residue.model import Verdict


def told(text: str) -> set[str]:
    return {value for value, _ in frames.find(fold(text))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("浴室で発見。看護師常盤が確認し、担当仁科へ報告。", {"常盤", "仁科"}),
        ("世帯主雁部 忠義、長男健吾は県外。妻まさ江は昨年死去。", {"雁部 忠義", "健吾", "まさ江"}),
        ("母方祖母のヨシと二人暮らし。妹の節子が通う。", {"ヨシ", "節子"}),
        ("次回甲斐谷宅。鍋島邸の鍵。柊宅訪問。", {"甲斐谷", "鍋島", "柊"}),
        ("205号味岡さん、1年2組千種が欠席", {"味岡", "千種"}),
        ("回覧 小串→安食→手塚→榎", {"小串", "安食", "手塚", "榎"}),
        ("12月シフト 早番有坂、日勤尾形・葉月", {"有坂", "尾形", "葉月"}),
        ("鳥居:おはようございます\n郡司:了解です\n", {"鳥居", "郡司"}),
        ("遊佐(ゆさ)、月見里(やまなし)", {"遊佐", "月見里"}),
        ("父のケビン・オコナーは帰国", {"ケビン・オコナー"}),
        ("氏 名  土 屋  栄 作  印", {"土 屋  栄 作"}),
        ("From: Maria Santos <maria@example.jp>", {"Maria Santos"}),
        ("根岸 美也子副会長、神崎 蒼", {"根岸 美也子", "神崎 蒼"}),
        ("申請者と同席、アブドゥル カリムは通訳。デイ サービスとショート ステイ。", {"アブドゥル カリム"}),
        ("仁科です。承知しました。", {"仁科"}),
    ],
)
def test_names_are_told_by_their_frames(text: str, names: set[str]) -> None:
    assert names <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "母国の料理、父兄の集まり、夫婦の会話、子供の遊び。",
        "利用者負担、担当部署、対象者全員、参加者募集。",
        "自宅から帰宅。社宅の住宅手当。",
        "石川県と千葉県、岡山市と福島市で開く。",
        "平成29年と令和元年に改めた。",
        "東の風、西の空。本を読む。森を歩く。",
        "銘柄:純米 21度\n種別:吟醸 19度\n",
        "訪問介護、通所介護、短期入所、居宅介護支援。",
    ],
)
def test_words_and_places_are_no_names(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "S: 妻佳代「食が細くなった」\nP: 管理栄養士向坂と食形態を相談",
        "申立人鶴見 和夫と相手方鶴見 りえとは、平成29年6月に婚姻し、長女芽衣をもうけた。",
        "保健師葛原が新生児訪問。母友梨奈、児湊斗。",
        "救急講習の申込者:青木、石黒、内海",
    ],
)
def test_telling_frames_alone_make_a_file_speak_of_persons(text: str) -> None:
    assert inspect_bytes(text.encode(), "memo.txt", Budget()).verdict is Verdict.CONTENT


@pytest.mark.parametrize(
    "text",
    [
        "出席者 小林部長、真鍋課長、株式会社みどりシステム 比嘉様\n議題 介護の見直し",
        "講師 大塚幹夫氏(東都大学教授) 司会 松岡里江",
        "うつ病は誰でもかかる病気です。母や妻が気づくこともあります。担当者に相談してください。",
    ],
)
def test_offices_and_pamphlets_stay_quiet(text: str) -> None:
    assert inspect_bytes(text.encode(), "memo.txt", Budget()).verdict is Verdict.CLEAN


def looked(text: str, name: str = "memo.txt") -> set[tuple[str, str]]:
    result = inspect_bytes(text.encode(), name, Budget(), reveal=True)
    return {(kind, value) for kind, value, _ in result.matches or []}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("利用者 佐伯さん。パーキンソン病で通院中。がん検診の案内を渡した。", {"パーキンソン病"}),
        ("長女の沙織さん来所。児童扶養手当の申請。認知症サポーター講座にも誘う。", {"児童扶養手当"}),
        ("担当仁科が佐伯様を訪問。既往歴:糖尿病\n要介護認定の状況 非課税世帯", {"糖尿病", "非課税世帯"}),
    ],
)
def test_troubles_are_a_persons_not_a_services(text: str, words: set[str]) -> None:
    assert {value for kind, value in looked(text) if kind == "sensitive"} == words


def test_rows_of_one_name_born_on_different_days_are_several_persons() -> None:
    rows = ["氏名,生年月日,電話番号", "佐伯 恵,昭和33年4月9日,090-1111-2201", "佐伯 恵,平成2年1月3日,090-1111-2202"]
    again = [*rows, "佐伯 恵,昭和33年4月9日,090-1111-2201", "東 昇,昭和40年5月6日,090-1111-2203"]
    result = inspect_bytes("\n".join(again).encode(), "list.csv", Budget())
    assert result.records == 3


def test_lists_are_found_wherever_their_pattern_alone_finds_them() -> None:
    signs = random.Random(4711)
    parts = (
        "山",
        "田中",
        "佐藤先生",
        "小林様",
        "はな",
        "さん",
        "、",
        "と",
        "・",
        "/",
        " ",
        "　",
        "(母)",
        "アキ",
        "1 ",
        "。",
    )
    for _ in range(3_000):
        text = "".join(signs.choices(parts, k=signs.randrange(2, 16)))
        expected = [match.span() for match in gatherings._LIST.finditer(text)]
        assert [match.span() for match in gatherings._lists_in(text, 0, len(text))] == expected, text


@pytest.mark.parametrize(
    ("above", "line", "names"),
    [("担当", "小串", {"小串"}), ("以上", "小串", set()), ("以上", "次回甲斐谷宅", {"甲斐谷"})],
)
def test_a_line_that_stands_there_many_times_is_asked_again_below_another_one(
    above: str, line: str, names: set[str]
) -> None:
    pages = "\n".join(["以上", "小串", "本日は晴れ"] * 40)
    assert told(f"{pages}\n{above}\n{line}\n以上\n{pages}") == names


def test_stretches_hold_every_line_of_a_text_once() -> None:
    signs = random.Random(4711)
    for _ in range(200):
        text = "\n".join(signs.choices(("山", "担当", "利用者の", "小串が来た", "", " "), k=signs.randrange(1, 120)))
        spans = first_lines(text, 2)
        lines = ["", *text.split("\n")]
        inside = "".join(text[start:stop] for start, stop in spans)
        assert all(f"{line}\n" in f"{inside}\n" for line in lines[1:])
        starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
        kept = {at for at in starts if at == len(text) or any(start <= at < stop for start, stop in spans)}
        told_of = {(lines[n][-2:], lines[n + 1]) for n, at in enumerate(starts) if at in kept}
        assert told_of == {(lines[n][-2:], lines[n + 1]) for n in range(len(starts))}
        assert all(text[stop - 1] == "\n" for _, stop in spans if stop < len(text))
