"""Texts without persons that stand beside personal data in every office: manuals, blank forms, laws, code, logs, notices."""

from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.harmless_tables import DEPARTMENTS, STATIONS
from tests.bench.offices.people import PLACES


def manual(rng: Random) -> str:
    return f"""個人情報の取扱手順書（第{rng.randint(2, 6)}版）
1 目的　この手順書は、利用者の氏名、住所、生年月日、電話番号その他の個人情報を適切に取り扱うために定める。
2 責任者　個人情報保護管理者は施設長とし、各課長がこれを補佐する。
3 持ち出し　USBメモリによる持ち出しは禁止する。やむを得ない場合は管理者の承認を受ける。
4 郵送　封入は二名で行い、宛名と中身を読み合わせる。
5 廃棄　シュレッダーにかけるか、溶解を委託する。電子データは復元できない方法で消去する。
6 事故のとき　直ちに管理者に報告し、委託元（電話0120-{rng.randint(100, 999)}-{rng.randint(100, 999)}）に連絡する。"""


def blank_form(rng: Random) -> str:
    return f"""様式第{rng.randint(1, 20)}号
利用申込書
　　　　　　　　　　　　　　　　　　　　　　令和　　年　　月　　日
（ふりがな）
氏名　　　　　　　　　　　　　　　　　　印
生年月日　　明・大・昭・平・令　　　年　　月　　日
住所　〒　　　-
電話番号　　　　　（　　　　）
既往歴　　□高血圧　□糖尿病　□心疾患　□その他（　　　　　）
障害者手帳　　□身体　□療育　□精神　（　　級）
緊急連絡先　氏名　　　　　　続柄　　　電話"""


def specimen(rng: Random) -> str:
    who = rng.choice(("山田 太郎", "福祉 花子", "見本 一郎", "○○ ○○", "日本 太郎"))
    return f"""【記入例】給付金申請書の書き方
氏名　　{who}
フリガナ　ヤマダ タロウ
生年月日　昭和50年1月1日
住所　　〒123-4567　○○県○○市○○町1丁目2番3号
電話番号　090-1234-5678
口座番号　1234567
※鉛筆や消せるボールペンでは記入しないでください。"""


def law(rng: Random) -> str:
    return """個人情報の保護に関する法律（抄）
第二条　この法律において「個人情報」とは、生存する個人に関する情報であって、次の各号のいずれかに該当するものをいう。
一　当該情報に含まれる氏名、生年月日その他の記述等により特定の個人を識別することができるもの
３　この法律において「要配慮個人情報」とは、本人の人種、信条、社会的身分、病歴、犯罪の経歴、犯罪により害を被った事実その他本人に対する不当な差別、偏見その他の不利益が生じないようにその取扱いに特に配慮を要するものとして政令で定める記述等が含まれる個人情報をいう。"""


def contract(rng: Random) -> str:
    return f"""業務委託契約書
委託者　{rng.choice(PLACES)[2]}（以下「甲」という。）と受託者　株式会社○○（以下「乙」という。）とは、次のとおり契約を締結する。
第1条　乙は、別紙仕様書に定める業務を誠実に履行する。
第2条　契約期間は令和{rng.randint(6, 8)}年4月1日から翌年3月31日までとする。
第3条　委託料は金{rng.randint(100, 9000)},000円（消費税を含む。）とする。
令和7年4月1日
甲　所在地　　　　　　　　　　　　　　　代表者　　　　　　　　印
乙　所在地　　　　　　　　　　　　　　　代表者　　　　　　　　印"""


def notice(rng: Random) -> str:
    return f"""{rng.choice(PLACES)[2]}からのお知らせ
特定健康診査のご案内
対象　40歳から74歳までの国民健康保険加入者
期間　6月1日（月）〜11月30日（月）
場所　市内の指定医療機関、{rng.choice(STATIONS)}駅前保健センター
持ち物　受診券、被保険者証、問診票
問い合わせ　{rng.choice(DEPARTMENTS)}　電話048-{rng.randint(200, 900)}-{rng.randint(1000, 9999)}（直通）　FAX048-{rng.randint(200, 900)}-{rng.randint(1000, 9999)}"""


def history(rng: Random) -> str:
    return """郷土の歴史（三）
この地に宿場が置かれたのは慶長七年とされる。徳川家康が五街道の整備を命じ、大久保長安がその任にあたった。
享保の改革では徳川吉宗が新田の開発をすすめ、川崎平右衛門の名は今も堤に残る。
幕末には近藤勇、土方歳三らが道場に通い、明治になると渋沢栄一の勧めで製糸場が建った。
大正十二年九月一日の関東大震災では本堂が倒れ、昭和三年に再建された。"""


def novel(rng: Random) -> str:
    return rng.choice((
        """吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。
主人は苦沙弥と云う男で、職業は教師だそうだ。学校から帰ると終日書斎に這入ったぎりほとんど出て来る事がない。""",
        """メロスは激怒した。必ず、かの邪智暴虐の王を除かなければならぬと決意した。メロスには政治がわからぬ。メロスは、村の牧人である。笛を吹き、羊と遊んで暮して来た。
けれども邪悪に対しては、人一倍に敏感であった。きょう未明メロスは村を出発し、野を越え山越え、十里はなれた此のシラクスの市にやって来た。""",
        """親譲りの無鉄砲で小供の時から損ばかりしている。小学校に居る時分学校の二階から飛び降りて一週間ほど腰を抜かした事がある。
なぜそんな無闇をしたと聞く人があるかも知れぬ。別段深い理由でもない。新築の二階から首を出していたら、同級生の一人が冗談に、いくら威張っても、そこから飛び降りる事は出来まい。弱虫やーい。と囃したからである。""",
    ))  # fmt: skip


def source(rng: Random) -> str:
    return f'''# -*- coding: utf-8 -*-
"""利用者の氏名と生年月日を検査する部品"""
import re

PHONE = re.compile(r"0\\d{{1,4}}-\\d{{1,4}}-\\d{{4}}")
LIMIT = {rng.randint(10**9, 10**10)}
LABELS = {{"name": "氏名", "kana": "フリガナ", "address": "住所", "tel": "電話番号"}}


def check(row: dict) -> bool:
    # 氏名が空のときは飛ばす
    if not row.get("name"):
        return False
    return bool(PHONE.match(row["tel"])) and len(row["address"]) > {rng.randint(3, 9)}


if __name__ == "__main__":
    print(check({{"name": "テスト", "tel": "000-0000-0000", "address": ""}}))
'''


def script(rng: Random) -> str:
    return f"""// お名前の入力欄を確かめる
const fields = {{ sei: '姓', mei: '名', zip: '郵便番号', mail: 'メールアドレス' }};
const build = '{rng.getrandbits(160):040x}';
function validate(form) {{
  if (form.zip.value && !/^\\d{{3}}-\\d{{4}}$/.test(form.zip.value)) {{ return '郵便番号は 123-4567 の形で'; }}
  return form.mail.value.includes('@') ? '' : 'name@example.com の形で';
}}
"""


def log(rng: Random) -> str:
    def line() -> str:
        return f'{rng.randint(1, 223)}.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)} - - [{rng.randint(1, 28):02d}/Nov/2025:{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d} +0900] "GET /item/{rng.randrange(10**12):012d}?t={rng.randrange(10**10):010d} HTTP/1.1" 200 {rng.randint(200, 99999)} "-" "Mozilla/5.0"'

    return "\n".join(line() for _ in range(rng.randint(40, 400)))


def syslog(rng: Random) -> str:
    def line() -> str:
        return f"2025-11-{rng.randint(1, 28):02d} {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d},{rng.randint(0, 999):03d} INFO  [worker-{rng.randint(1, 9)}] バッチ処理 正常終了 件数={rng.randint(0, 9999)} seq={rng.randrange(10**11):011d} 所要={rng.randint(10, 9999)}ms"

    return "\n".join(line() for _ in range(rng.randint(30, 300)))


def licence_text(rng: Random) -> str:
    return """MIT License

Copyright (c) 2019-2024 John Resig, Marijn Haverbeke <marijn@haverbeke.berlin> and contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction."""


def package(rng: Random) -> str:
    return f"""{{
  "name": "yoyaku-form", "version": "1.{rng.randint(0, 20)}.{rng.randint(0, 9)}",
  "author": {{"name": "web team", "email": "info@hibari-kenshin.example"}},
  "repository": {{"type": "git", "url": "git+https://git.example.com/forms.git"}},
  "dependencies": {{"wareki": "^{rng.randint(1, 4)}.0.0", "kana-input": "~2.{rng.randint(0, 9)}.1"}}
}}"""


def privacy_policy(rng: Random) -> str:
    return f"""プライバシーポリシー
株式会社ひばり検診サービス（以下「当社」）は、お預かりした氏名・住所・電話番号・健康診断の結果等を次の目的で利用します。
(1) 検診の予約の確認　(2) 結果の送付　(3) お問い合わせへの回答
個人情報相談窓口　〒330-0854　埼玉県さいたま市大宮区桜木町2-{rng.randint(1, 30)}-{rng.randint(1, 20)} 桜木ビル5階
電話 0120-{rng.randint(100, 999)}-{rng.randint(100, 999)}（平日9時〜17時）　privacy@hibari-kenshin.example"""


def quiz(rng: Random) -> str:
    return """個人情報研修テスト
問1　次のうち要配慮個人情報に当たるものはどれか。ア 病歴　イ 勤務先　ウ 趣味
問2　電話で本人確認をするとき、尋ねてよいことを三つ挙げなさい。
問3　「同姓同名」の利用者がいるとき、封入の前に何を確かめるか。
問4　佐藤さん、鈴木さんのように多い姓の方の書類を取り違えないための工夫を書きなさい。"""


def recipe(rng: Random) -> str:
    return f"""きょうの献立（{rng.randint(1, 12)}月{rng.randint(1, 28)}日）
ごはん　鮭の塩焼き　小松菜のおひたし　千切り大根　豆腐とわかめの味噌汁
熱量{rng.randint(480, 620)}kcal　たんぱく質{rng.randint(18, 30)}g　塩分2.{rng.randint(0, 9)}g
アレルギー表示：卵・乳・小麦・えび・かに"""


def novel_place(rng: Random) -> str:
    return f"""道順
{rng.choice(STATIONS)}駅の西口を出て、大森橋を渡り、田中ビルの角を左へ。桜井薬局の前を通って、小林公園の先、白い建物です。
駐車場は山本石油の裏に{rng.randint(2, 9)}台分あります。タクシーなら約{rng.randint(800, 2600)}円。"""


def guide(rng: Random) -> str:
    return f"""操作の手引き
1. 「利用者検索」を開き、カナ氏名の先頭2文字を入れます（例：ヤマ）。
2. 一覧から選ぶと、生年月日・住所・要介護度が表示されます。
3. 印刷はF{rng.randint(5, 12)}キー。CSVの列は「氏名,カナ,生年月日,電話番号」の順です。
困ったときは サポート窓口 050-{rng.randint(3000, 5999)}-{rng.randint(1000, 9999)} support@system-maker.example へ。"""


def terms(rng: Random) -> str:
    return """用語集
世帯主　住民票の世帯を代表する者。
被保険者番号　介護保険では10桁、健康保険では記号と番号。
受給者証　障害福祉サービスの支給決定を受けた人に交付される。
療育手帳　知的障害のある方に交付される手帳。愛の手帳（東京都）、みどりの手帳（埼玉県）ともいう。
生活保護　健康で文化的な最低限度の生活を保障する制度。"""


def news(rng: Random) -> str:
    return f"""【トピックス】介護報酬改定のポイント
厚生労働省は{rng.randint(1, 12)}日、来年度の介護報酬改定の方針を示した。通所介護では入浴介助加算の要件を見直す。
認知症の人への対応や、職員の処遇改善加算の一本化も盛り込まれた。全国の事業所は約{rng.randint(2, 5)}万か所。
千葉、福島、長崎の三県では先行して実施する。"""


TEXTS: tuple[Callable[[Random], str], ...] = (
    manual, blank_form, specimen, law, contract, notice, history, novel, source, script, log, syslog, licence_text, package, privacy_policy,
    quiz, recipe, novel_place, guide, terms, news,
)  # fmt: skip
PLAIN_ONLY = {
    "source": ".py",
    "script": ".js",
    "log": ".log",
    "syslog": ".log",
    "licence_text": ".txt",
    "package": ".json",
}


def harmless_text(rng: Random, which: int) -> Doc:
    """One text without persons; ``which`` walks through the kinds."""
    make = TEXTS[which % len(TEXTS)]
    doc = Doc(make.__name__, "harmless")
    doc.p(make(rng))
    return doc
