"""What people of a welfare office write in whole sentences."""

from random import Random

from tests.bench.offices.doc import Doc, Pen
from tests.bench.offices.people import People


def diary(rng: Random, people: People) -> Doc:
    doc = Doc("支援日誌", "prose")
    n = Pen(rng, doc)
    a, b, c, d = people.some(4, "old")
    staff = people.one("middle")
    doc.p(f"""11月{rng.randint(1, 28)}日（火）くもり　記録者：{n.who(staff, "family")}
{n.san(a)}、10時10分来所。検温36.4度。朝食は半分ほどで、少し眠そうなご様子。
入浴は{n.san(b)}から先にご案内した。{n.san(b)}は右膝の痛みを訴えられ、湿布を貼った。
昼食後、{n.who(c, "joined", "様")}のご長女より電話があり、あすから三日間お休みしたいとのこと。{n.sick(c.illness)}の検査のためという。
レクは貼り絵。{n.san(a)}と{n.san(d)}が隣同士で笑いながら取り組まれていた。
16時、送迎。{n.san(d)}宅では玄関の段差でふらつきあり。次回は二人介助とする。""")
    return doc


def handover(rng: Random, people: People) -> Doc:
    doc = Doc("引き継ぎ", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3, "middle")
    doc.p(f"""■引き継ぎ（夜勤→日勤）
・{n.who(a, "given", "ちゃん")}、夜中に二度目が覚める。{n.sick(a.illness)}の薬は服用済み
・{n.who(b, "family")}：自室で過ごす。朝は声かけしても起きず。
・{n.who(c, "family")}さんのお母さまに連絡すること（{n.mobile(c)}）
・{n.who(a, "family", "くん")}の洗濯物、乾燥機に入ったままです""")
    return doc


def minutes(rng: Random, people: People) -> Doc:
    doc = Doc("ケース会議録", "prose")
    n = Pen(rng, doc)
    case, worker, nurse, head = people.one("middle"), *people.some(3, "middle")
    doc.p(f"""個別ケース検討会議　議事録
日時　令和7年{rng.randint(4, 12)}月{rng.randint(1, 28)}日　15:00〜16:10
出席　{n.who(head, "family")}施設長、{n.who(worker, "family")}相談員、{n.who(nurse, "joined")}（看護師）
対象　{n.who(case, "joined")}氏（{n.born(case, "long")}生、{n.sick(case.disability)}）
{n.who(worker, "family")}より経過を報告。{n.who(case, "family")}氏は{n.address(case)}で母と二人暮らし。母の体調がすぐれず、夕方の見守りが課題。
{n.who(nurse, "family")}：{n.sick(case.illness)}の服薬が乱れがち。訪問看護を週二回に増やしてはどうか。
{n.who(head, "family")}：区の担当とも相談したい。{n.who(case, "given")}さん本人の気持ちを先に聞くこと。
次回は翌月第二火曜。""")
    return doc


def letter(rng: Random, people: People) -> Doc:
    doc = Doc("ご家族へのお便り", "prose")
    n = Pen(rng, doc)
    a, staff = people.one("old"), people.one("middle")
    doc.p(f"""〒{n.postal(a)}
{n.address(a)}
{n.who(a, "full")}　様
　　　　　　　　　　　　　　　　　　　　　　　　　　　　　デイホームかざはな
　　　　　　　　　　　　　　　　　　　　　　　　　　　　　生活相談員　{n.who(staff, "full")}
拝啓　朝夕は肌寒くなってまいりました。いつも当事業所をご利用いただき、ありがとうございます。
さて、先日お話しした通所の曜日ですが、月曜と木曜でご用意できました。ご都合が悪いときはお知らせください。
敬具""")
    return doc


def incident(rng: Random, people: People) -> Doc:
    doc = Doc("事故報告", "prose")
    n = Pen(rng, doc)
    a, b, c = people.one("old"), people.one("middle"), people.one("middle")
    doc.p(f"""ヒヤリハット・事故報告
発生日時：2025年{rng.randint(4, 12)}月{rng.randint(1, 28)}日　13時40分ごろ
トイレへ移動中の{n.who(a, "joined", "様")}（{rng.randint(78, 97)}歳、{n.sick(a.frame)}）が廊下で転倒された。
発見者は{n.who(b, "family")}。すぐに{n.who(c, "family")}看護師を呼び、意識と外傷を確かめた。
{n.who(a, "family")}様は「足がもつれた」と話された。右肘に擦り傷あり、{n.sick(a.illness)}のため血が止まりにくい。
14時5分、ご家族（次男・{n.put("name", a.family + "健児" if a.rank != "foreign" else a.name, "kin")}さま、{n.mobile(a)}）に連絡。夕方に迎えに来られるとのこと。""")
    return doc


def mail(rng: Random, people: People) -> Doc:
    doc = Doc("利用の相談", "prose")
    n = Pen(rng, doc)
    a, me = people.one("old"), people.one("middle")
    doc.p(f"""相談支援センターかわせみ
{n.who(me, "family")}様
お世話になっております。下記の方の体験利用をお願いしたく、ご連絡しました。
お名前は{n.who(a, "joined")}さん、{n.born(a, "western")}生まれの方です。{n.sick(a.illness)}がありますが、歩行は杖で自立されています。
お住まいは{n.address(a)}。日中の連絡先は娘さんの携帯{n.mobile(a)}です。
保険証の番号は{n.put("insured_number", a.insured)}とうかがっています。
どうぞよろしくお願いいたします。""")
    return doc


def chat(rng: Random, people: People) -> Doc:
    doc = Doc("チャットのトーク履歴", "prose")
    n = Pen(rng, doc)
    x, y = people.some(2, "middle")
    a, b = people.some(2, "old")
    xs, ys = n.who(x, "joined"), n.who(y, "joined")
    doc.p(f"""[LINE] 送迎グループのトーク履歴
保存日時：2025/11/{rng.randint(1, 28):02d} 18:22
2025/11/04(火)
8:02\t{xs}\tおはようございます。今日{n.san(a)}お休みです
8:03\t{ys}\t了解です！{n.who(b, "given", "さん")}のお迎えは8:40でいいですか
8:05\t{xs}\t大丈夫です　住所変わって{n.address(b, pref=False)}になってます
8:06\t{ys}\t[スタンプ]
8:41\t{ys}\t{n.who(b, "family")}さん玄関出てこない…電話します {n.mobile(b)}""")
    return doc


def visit(rng: Random, people: People) -> Doc:
    doc = Doc("訪問記録", "prose")
    n = Pen(rng, doc)
    a, kin, staff = people.one("old"), people.one("middle"), people.one("middle")
    doc.p(f"""訪問記録　{rng.randint(1, 12)}月{rng.randint(1, 28)}日　{n.who(staff, "joined")}
{n.who(a, "joined")}宅を訪問。本人と長女の{n.who(kin, "given")}さんが在宅。
{n.who(a, "family")}さんは{n.sick(a.frame)}。以前は鉄工所で働いていたが、{n.sick(a.illness)}を患ってからは外に出なくなった。
{n.who(kin, "given")}さんによると、近所の{n.who(people.one("old"), "family")}さんが時々おかずを届けてくれるとのこと。
通院は月一回。通帳は長女が管理。次は二週間後に電話を入れる。""")
    return doc


def thanks(rng: Random, people: People) -> Doc:
    doc = Doc("実習のお礼", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3, "middle")
    doc.p(f"""先日は二週間の実習で大変お世話になりました。
とくに{n.who(a, "family")}先生には毎朝の申し送りの意味を教えていただき、{n.who(b, "joined")}主任には記録の書き方を何度も直していただきました。
最終日に{n.who(c, "family")}さんから「また来てね」と言われたことが忘れられません。
実習生　{n.who(people.one("young"), "joined")}""")
    return doc


def shift_note(rng: Random, people: People) -> Doc:
    doc = Doc("メモ", "prose")
    n = Pen(rng, doc)
    a, b, c, d = people.some(4)
    doc.p(f"""{n.who(a, "joined")} {n.mobile(a)} 折り返し
{n.who(b, "family")}さん　受給者証のコピーまだ
{n.who(c, "joined")}　作業所見学 希望 母{n.mobile(c)}
{n.who(d, "given")}くん 傘忘れ""")
    return doc


def plan_review(rng: Random, people: People) -> Doc:
    doc = Doc("モニタリング", "prose")
    n = Pen(rng, doc)
    a, staff = people.one("middle"), people.one("middle")
    doc.p(f"""モニタリング報告書
{n.who(a, "joined")}さんは令和3年に就労継続支援B型の利用を始め、現在は週四日、封入の作業をしている。
{n.sick(a.disability)}があり、急な予定変更があると落ち着かなくなることがあるが、{n.who(staff, "family")}（サービス管理責任者）が前日に伝えることで防げている。
工賃は月平均{rng.randint(8, 30)}千円。本人は「一人暮らしをしたい」と話す。兄の{n.put("name", a.family + "直樹" if a.rank != "foreign" else a.name, "kin")}が反対しており、調整が要る。""")
    return doc


PROSE = (diary, handover, minutes, letter, incident, mail, chat, visit, thanks, shift_note, plan_review)
