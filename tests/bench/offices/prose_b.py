"""What people of a service company write in whole sentences: check-ups, after-school care, a benefit call centre."""

from random import Random

from tests.bench.offices.doc import Doc, Pen
from tests.bench.offices.people import People


def call_note(rng: Random, people: People) -> Doc:
    doc = Doc("応対記録", "prose")
    n = Pen(rng, doc)
    op = people.one("middle")
    for _ in range(rng.randint(2, 5)):
        a = people.one()
        doc.p(rng.choice((
            f"""受電 {rng.randint(9, 17)}:{rng.randint(10, 59)} OP={n.who(op, "family")} 本人確認：{n.who(a, "joined")}様／{n.born(a)}／{n.put("phone", a.mobile)}
給付金の書類が届かないとのお申し出。送付先は{n.address(a)}でお間違いなし。再送手配。""",
            f"""架電　{n.who(a, "full")}様　不在。留守電に折り返し依頼を残す。{n.mobile(a)}""",
            f"""ご主人の{n.who(a, "joined")}さまより。口座を普通{n.put("bank_account", a.bank)}に変えたいとのこと。書面での変更をご案内、納得されず上席（{n.who(people.one("middle"), "family")}SV）へ転送。""",
            f"""耳が遠い方。ゆっくりお話しする。{n.who(a, "family")}様、{n.sick(a.frame)}とのことで課税の確認が必要。""",
        )))  # fmt: skip
    return doc


def complaint(rng: Random, people: People) -> Doc:
    doc = Doc("苦情報告書", "prose")
    n = Pen(rng, doc)
    a, op, sv = people.one(), *people.some(2, "middle")
    doc.p(f"""苦情・要望報告（VOC）
申出者　{n.who(a, "joined")}　{n.put("phone", a.phone)}
10月分のがん検診で{n.who(op, "family")}の応対が乱暴だったとのご指摘。{n.who(a, "family")}様によれば、{n.sick(a.illness)}で通院中と伝えたにもかかわらず、同じ質問を三度されたという。
録音を{n.who(sv, "family")}が聴取。事実と確認し、当日中に{n.who(sv, "family")}からお詫びの電話を入れた。
{n.who(op, "joined")}には再研修を実施する。""")
    return doc


def after_school(rng: Random, people: People) -> Doc:
    doc = Doc("学童日誌", "prose")
    n = Pen(rng, doc)
    a, b, c, d = people.some(4, "young")
    staff = people.one("middle")
    doc.p(f"""{rng.randint(4, 12)}月{rng.randint(1, 28)}日　出席38名　記入　{n.who(staff, "family")}
{n.who(a, "given", "ちゃん")}が校庭で転び、左ひざをすりむく。洗って絆創膏。お迎えのお母さんに伝える。
ドッジボールの順番で{n.who(b, "given", "くん")}と{n.who(c, "given", "くん")}が言い合いに。二人の話を聞き、{n.who(c, "given")}から謝った。
{n.who(d, "joined")}、今日から{n.sick("卵アレルギー")}のためおやつを替える（せんべい）。保護者の携帯は{n.mobile(d)}。
{n.who(b, "family")}さん宅、あすは祖母の迎え。""")
    return doc


def doctor_letter(rng: Random, people: People) -> Doc:
    doc = Doc("紹介状", "prose")
    n = Pen(rng, doc)
    a, dr, to = people.one("middle"), *people.some(2, "middle")
    doc.p(f"""診療情報提供書
{n.who(to, "joined")}先生　御机下
患者　{n.who(a, "full")}（{n.kana(a)}）殿　{n.born(a, "long")}生
傷病名　{n.sick(a.illness)}疑い
市の特定健診で異常を指摘された方です。ご高診のほどお願い申し上げます。既往に{n.sick("虫垂炎")}があります。
{rng.randint(4, 12)}月{rng.randint(1, 28)}日　健診センターひばり　医師　{n.who(dr, "full")}""")
    return doc


def team_mail(rng: Random, people: People) -> Doc:
    doc = Doc("予約変更の件", "prose")
    n = Pen(rng, doc)
    me, you, a = people.one("middle"), people.one("middle"), people.one("middle")
    doc.p(f"""{n.who(you, "family")}さん
お疲れさまです、{n.who(me, "family")}です。
26日10時の胃部検診、{n.who(a, "joined")}様から日程変更の電話がありました。次の空きを{n.email(a)}へ送ってもらえますか。
急ぎなら{n.mobile(a)}でもよいそうです。
--
{n.who(me, "joined")}
株式会社ひばり検診サービス 予約課""")
    return doc


def briefing(rng: Random, people: People) -> Doc:
    doc = Doc("朝礼メモ", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3, "middle")
    doc.p(f"""朝礼
・きのうの{n.who(a, "joined")}様の件、市の課税課に照会中。勝手に折り返さない
・{n.who(b, "family")}、{n.who(c, "family")}の二名は午後から封入へ
・{n.who(b, "given")}さんの誕生日ケーキ、休憩室にあります
・旧住所の方（{n.address(people.one(), pref=False)}）から返戻一通""")
    return doc


def interview(rng: Random, people: People) -> Doc:
    doc = Doc("面談の記録", "prose")
    n = Pen(rng, doc)
    child, staff = people.one("young"), people.one("middle")
    mum = n.put("name", f"{child.family}沙織" if child.rank != "foreign" else child.name, "kin")
    doc.p(f"""保護者面談　担当 {n.who(staff, "joined")}
児童　{n.who(child, "joined")}（小{rng.randint(1, 6)}）　保護者　{mum}
{n.sick("発達障害")}の診断を春に受けたとのこと。教室では落ち着いているが、家では弟に手が出てしまう。
家庭は{n.sick("ひとり親家庭")}で、母の勤務は19時まで。延長を希望。
住まいは{n.address(child)}に引っ越した。職場の電話は{n.put("phone", child.phone)}。""")
    return doc


def voice(rng: Random, people: People) -> Doc:
    doc = Doc("文字起こし", "prose")
    n = Pen(rng, doc)
    a, op = people.one("old"), people.one("middle")
    digits = a.mobile
    doc.p(f"""[00:00:03] OP: お電話ありがとうございます。給付金コールセンター、{n.who(op, "family")}でございます。
[00:00:09] CU: あのー、{n.who(a, "family")}と申しますが。{n.who(a, "joined")}です。
[00:00:15] OP: {n.who(a, "family")}様ですね。生年月日をお願いいたします。
[00:00:19] CU: ええと、{n.born(a, "long")}です。
[00:00:24] OP: ご住所もお願いできますか。
[00:00:28] CU: {n.address(a)}です。電話は{n.put("phone", digits)}。""")
    return doc


def resume(rng: Random, people: People) -> Doc:
    doc = Doc("職務経歴", "prose")
    n = Pen(rng, doc)
    a = people.one("middle")
    doc.p(f"""職務経歴書
{n.who(a, "wide")}
平成15年4月　株式会社オリベ印刷に入社、校正を担当。平成22年3月退社。
平成22年5月　有限会社まつば介護サービスに入社。ヘルパー2級取得。
志望の動機：家族の介護を経験し、人の役に立つ仕事をしたいと思いました。
連絡先　{n.mobile(a)}　{n.email(a)}　{n.address(a)}""")
    return doc


def minutes_b(rng: Random, people: People) -> Doc:
    doc = Doc("定例会議事録", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3, "middle")
    x = people.one()
    doc.p(f"""第{rng.randint(2, 20)}回　受託業務定例会　議事要旨
参加者：{n.who(a, "joined")}、{n.who(b, "joined")}、{n.who(c, "joined")}
1 前回の宿題　誤送付の件、{n.who(a, "family")}氏から経過説明。{n.who(x, "joined")}氏宛の通知が同姓の別世帯に届いた。
2 {n.who(c, "family")}氏より、封入時に二名で読み合わせを行う案。{n.who(b, "family")}が手順書を直す。
3 {n.who(x, "family")}氏には{n.who(a, "family")}が訪問して謝罪済み。""")
    return doc


PROSE = (call_note, complaint, after_school, doctor_letter, team_mail, briefing, interview, voice, resume, minutes_b)
