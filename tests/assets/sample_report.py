"""An invented report with one row of every kind, for the tests of all report formats."""

from datetime import UTC, date, datetime

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.profile import Duty
from selfaudit.report.model import CheckLine, ExhibitLine, Head, Interviewed, Report, Row, SearchLine, Sheet

NOW = datetime(2026, 11, 20, 5, 20, tzinfo=UTC)

HEAD = Head(
    contract_title="見本業務委託（髙﨑・𠮷野）",
    client="見本区",
    client_word="甲",
    contractor_word="乙",
    contractor="特定非営利活動法人みほん",
    fiscal_year=2026,
    created=NOW,
    operator="点検 担当",
    profile_title="見本の特記事項",
    profile_id="sample-2026",
    profile_sha256="ab" * 32,
    contract_number="8見本第12号",
    section="見本福祉課",
    contractor_address="見本県見本市1-2-3",
    representative="代表理事 見本 太郎",
    start=date(2026, 4, 1),
    end=date(2027, 3, 31),
    information=("氏名", "住所"),
    media=("紙", "電子データ"),
    places=("本部事務所",),
    program="selfaudit 0.1.0",
    key_fingerprint="cd" * 32,
    journal_head="ef" * 32,
    journal_count=12,
)

CHECK = CheckLine(
    check="auth.screenlock",
    title="画面の自動ロック",
    host="PC1",
    status="FAIL",
    sentence="30分操作がないと画面がロックされます。10分以内が求められます。",
    collected_at=NOW,
    facts=(("待ち時間", "1800秒"),),
    limits="利用者が席を離れるときに手でロックするかは分かりません。",
)
UNKNOWN = CheckLine(
    check="disk.encryption",
    title="ディスクの暗号化",
    host="PC1",
    status="NOT_PERMITTED",
    sentence="管理者の権限がないため読み取れませんでした。",
    collected_at=NOW,
    would_decide="管理者として再実行してください。",
)

ROWS = (
    Row("s/1", "1", "乙は、この契約の履行に当たり、個人情報の保護の重要性を認識する。", "乙", Duty.CONTRACTOR, heading="基本的事項", frequency="常時",
        outcome=Outcome.CONFORMS, complete=True, backed=True, note="朝礼で確認\n記録あり", answered_by="点検 担当", answered_at=NOW, previous=Outcome.NOT_APPLICABLE,
        exhibits=(ExhibitLine("誓約書(2026).pdf", "12" * 32, 123456, "attachments/0001.pdf", "点検 担当", NOW),)),
    Row("s/2", "2", "離席時に画面をロックすること。", "乙", Duty.CONTRACTOR, is_part=True, outcome=Outcome.CONFORMS, complete=True, backed=True,
        dissent="共用のPCで、待ち時間は区と協議のうえ決めた。", checks=(CHECK,)),
    Row("s/3", "3①", "紙媒体は、施錠できる保管庫に保管する。", "乙", Duty.CONTRACTOR, outcome=Outcome.NONCONFORMING, complete=True, note="鍵が壊れている。",
        owner="総務 担当", due=date(2026, 12, 10), deadline="直ちに"),
    Row("s/4", "4後段", "再委託を行う場合は、甲の承諾を得る。", "乙", Duty.CONTRACTOR, applies=False, because="質問「再委託をしますか」に「いいえ」と答えたため。"),
    Row("s/5", "5", "複写をする場合は、甲の承諾を得る。", "乙", Duty.CONTRACTOR, applies=None, because="質問「複写をしますか」が未回答です。", gaps=("質問に答えてください。",)),
    Row("s/6", "6", "委託業務の端末を暗号化する。", "乙", Duty.CONTRACTOR, outcome=Outcome.NEEDS_REVIEW, gaps=("備考を書いてください。",), checks=(UNKNOWN,)),
    Row("s/7", "7", "電子メールの誤送信を防ぐ。", "乙", Duty.CONTRACTOR, outcome=Outcome.NOT_APPLICABLE, complete=True, reason="電子メールを使わない業務である。", mark="○"),
    Row("s/8", "15", "甲は、年度当たり1回以上確認する。", "甲", Duty.CLIENT, law_notes=("条例は令和5年4月1日に廃止されました。",)),
    Row("s/9", "18", "次の事項を遵守する。", "乙", Duty.DEFINITION),
)  # fmt: skip

SEARCH = SearchLine(
    host="PC1",
    started=NOW,
    finished=NOW,
    verdict="検出あり(内容)",
    files=1234,
    folders=2,
    records=57,
    coverage=0.999,
    counts=(("検出あり(内容)", 3), ("検出あり(名称のみ)", 1), ("検査範囲で検出なし", 1228), ("検査不能", 2)),
    kinds=(("電話番号", 57), ("住所", 12)),
    unread=(("パスワードや暗号で保護されていて、中を読めません", 2),),
)

INTERVIEW = (
    Interviewed(
        "再委託をしますか。",
        answer=False,
        statement="再委託をしていません。",
        against=("PC1: 共有フォルダーが見つかりました。",),
    ),
    Interviewed("複写をしますか。", answer=None),
    Interviewed("紙の書類を扱いますか。", answer=True, statement="紙の書類を扱います。"),
)

REPORT = Report(
    head=HEAD,
    sheets=(Sheet("特記事項", ROWS[:5], "個人情報の取扱いに関する特記事項"), Sheet("チェックリスト", ROWS[5:])),
    interview=INTERVIEW,
    checks=(CHECK, UNKNOWN),
    searches=(SEARCH,),
)
