"""An invented contract with every register filled in, names that are hard to print, and texts that are long."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from selfaudit.domain.contract import Person
from selfaudit.domain.duty import DutyEntry
from selfaudit.domain.inspection import Outcome
from selfaudit.domain.register import Direction, RegisterEntry, RegisterKind
from selfaudit.services import duties, entry, registers
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.duties import Duties
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace, new_id
from selfaudit.text.wareki import JST

NOW = datetime(2026, 10, 5, 10, 0, tzinfo=JST)
LONG = "対象者の氏名・生年月日・住所・電話番号・世帯の状況・就労支援の経過（面談記録を含む。）及びこれらに付随する一切の情報"
CONTRACT = {
    "title": "ぷらっとホーム見本における就労支援業務委託（𠮷野・髙﨑地区）",
    "number": "第0812号",
    "section": "障害施策推進課",
    "contractor": "特定非営利活動法人みほん就労支援センター",
    "contractor_address": "東京都みほん区髙井戸町一丁目2番3号 𠮷野ビル4階",
    "representative": "理事長 𠮷田 髙子",
    "start": "R8.4.1",
    "end": "R9.3.31",
    "information": "氏名\n住所\n電話番号",
    "places": "本部\n訪問先",
}
PEOPLE = [
    ("𠮷田 花子", "取扱責任者", "支援計画の作成、全ての個人情報", "本部", "R8.4.1", "R8.5.10", "hanako", ""),
    ("髙橋 﨑太郎", "取扱者", "訪問・記録、面談記録の入力", "訪問先", "R8.4.1", "R8.5.10", "takahashi", ""),
    ("山田 太郎", "取扱者", "送迎", "本部", "", "", "", ""),
    ("鈴木 一郎", "取扱者", "経理", "本部", "R7.4.1", "R7.5.1", "suzuki", "R8.9.30"),
]
DUTIES: dict[str, list[dict[str, str]]] = {
    "issuer": [
        {
            "responsible": "事務局長 𠮷田 花子",
            "responsible_contact": "03-0000-1234",
            "clerk": "総務担当 髙橋 﨑太郎",
            "clerk_contact": "soumu@mihon.example",
        }
    ],
    "structure": [
        {
            "manager": "事務局長 𠮷田 花子",
            "duty_of_manager": "個人情報の取扱い全般、従事者の監督",
            "storage": "本部2階の施錠書庫（鍵番号 K-2）",
            "security": "施錠、画面の自動ロック、ディスクの暗号化",
            "preservation": "毎日の暗号化バックアップを施錠書庫に保管",
        }
    ],
    "workplace": [
        {
            "place": "本部",
            "address": "東京都みほん区髙井戸町1-2-3",
            "plan": "区画図-01.pdf",
            "entry": "ICカードと入退室記録",
            "storage_equipment": "施錠書庫2台",
            "terminals": "PC-01、PC-02",
        }
    ],
    "contact": [
        {
            "order": "1",
            "name": "𠮷田 花子",
            "post": "事務局長",
            "role": "責任者",
            "phone": "090-0000-1111",
            "hours": "24時間",
        },
        {
            "order": "2",
            "name": "髙橋 﨑太郎",
            "post": "支援員",
            "role": "代理",
            "phone": "090-0000-2222",
            "hours": "9時-18時",
        },
    ],
    "asset": [
        {
            "information": LONG,
            "quantity": "120",
            "unit": "件",
            "medium": "DVD-R",
            "obtained": "R8.4.3",
            "source": "委託元の所管課",
            "purpose": "就労支援",
            "place": "施錠書庫K-2",
            "handlers": "𠮷田 花子",
            "copies": "なし",
            "keep_until": "R9.3.31",
        }
    ],
    "roster_change": [
        {
            "day": "R8.9.30",
            "person": "鈴木 一郎",
            "change": "従事を終了",
            "before": "取扱者",
            "after": "（終了）",
            "reason": "退職のため",
            "reported": "R8.10.1",
        }
    ],
    "training": [
        {
            "day": "R8.5.10",
            "time": "10:00",
            "place": "本部会議室",
            "method": "集合研修",
            "lecturer": "𠮷田 花子（事務局）",
            "contents": "特記事項、個人情報保護法、事故時の対応、罰則",
            "materials": "個人情報の取扱い（2026年版）",
            "targets": "3",
            "attended": "𠮷田 花子\n髙橋 﨑太郎",
            "makeup": "R8.5.20",
            "understanding": "確認テスト 平均92点",
        }
    ],
    "incident": [
        {
            "kind": "滅失（紛失を含む）",
            "occurred": "R8.8.7",
            "occurred_time": "15:00",
            "discovered": "R8.8.7",
            "discovered_time": "17:20",
            "known": "R8.8.7",
            "known_time": "17:30",
            "finder": "支援員",
            "outline": "訪問先からの帰途に、面談記録1枚を入れた封筒を紛失した。\n翌日に駅で見つかり、開封されていなかった。",
            "information": "氏名、住所、面談の内容",
            "medium": "紙",
            "persons": "1",
            "sensitive": "あり",
            "my_number": "なし",
            "malicious": "なし",
            "cause": "鍵付きカバンを使わなかった。",
            "cause_party": "自社",
            "secondary": "確認されていない。",
            "response": "本人に電話と書面でおわびした。",
            "publication": "委託元と協議中",
            "prevention_done": "鍵付きカバンの使用を徹底した。",
            "prevention_planned": "11月に訓練を行う。",
            "subcontractor": "該当なし",
            "other": "なし",
            "ward_told": "R8.8.7",
            "ward_told_time": "17:50",
            "ward_told_to": "障害施策推進課 職員",
            "written_report": "R8.8.10",
            "closed": "R8.9.1",
        }
    ],
    "subcontract": [
        {
            "company": "株式会社みほん運送",
            "address": "東京都みほん区2-2-2",
            "scope": "書類の運搬",
            "necessity": "専用便による安全な運搬のため",
            "information": "封緘した書類",
            "security": "施錠できる車両、運搬記録",
            "start": "R8.5.1",
            "end": "R9.3.31",
            "attachments": "社内規程、従事者名簿",
            "applied": "R8.4.10",
        }
    ],
    "log_review": [
        {
            "day": "R8.9.30",
            "reviewer": "𠮷田 花子",
            "period_from": "R8.9.1",
            "period_to": "R8.9.30",
            "systems": "PC-01、PC-02",
            "looked_at": "夜間のサインイン、失敗したサインイン",
            "found": "異常なし",
            "confirmed_by": "𠮷田 花子",
        }
    ],
    "key": [
        {
            "storage": "本部2階の施錠書庫",
            "key_number": "K-2",
            "copies_of_key": "2",
            "holder": "𠮷田 花子",
            "checked": "R8.10.1",
        }
    ],
    "visitor": [
        {
            "day": "R8.10.1",
            "time_in": "13:00",
            "time_out": "14:10",
            "company": "みほん設備株式会社",
            "visitor": "髙木",
            "purpose": "空調の点検",
            "area": "執務室",
            "attendant": "山田 太郎",
            "badge": "V-3",
            "carried": "工具",
        }
    ],
    "backup": [
        {
            "day": "R8.10.1",
            "target": "共有フォルダ 支援記録",
            "method": "差分の複製（暗号化）",
            "frequency": "毎日",
            "storage": "本部の施錠書庫内の外付けディスク",
            "generations": "7",
            "encrypted": "あり",
            "operator": "髙橋 﨑太郎",
            "result": "正常",
            "restore_tested": "R8.9.15",
        }
    ],
    "report": [
        {
            "month": "R8.9.1",
            "handled": "118",
            "joined": "0",
            "left": "1",
            "takeouts": "4",
            "copied": "0",
            "incidents": "0",
            "self_checks": "9月30日に実施",
            "log_reviews": "1",
            "complaints": "0",
        }
    ],
    "completion": [
        {
            "month": "R8.9.1",
            "work": "令和8年9月分の就労支援業務一式",
            "amount": "金1,234,567円（消費税を含む）",
            "completed": "R8.9.30",
        }
    ],
    "disposal": [
        {
            "item": "ノートパソコン",
            "model": "Mihon NB-500",
            "serial": "SN-2020-000123",
            "quantity": "1",
            "unit": "台",
            "method": "物理破壊",
            "company": "みほんリサイクル株式会社",
            "day": "R8.9.20",
            "time": "14:00",
            "place": "本部",
            "operator": "髙橋 﨑太郎",
            "witness": "𠮷田 花子",
            "certificate_number": "C-0099",
            "photo": "IMG-01.jpg",
        }
    ],
    "cloud": [
        {
            "service": "みほんグループウェア",
            "provider": "みほんクラウド株式会社",
            "data": "従事者の予定（個人情報は保存しない）",
            "terms": "第5版（令和8年4月1日に確認）",
            "disclosed": "安全対策の公表資料を確認",
            "ids": "1人1つ、退職時に削除",
            "third_party": "なし",
            "end_of_use": "解約後30日で消去、証明書あり",
            "country": "日本",
            "certification": "ISO/IEC 27017",
            "risk": "誤った共有設定による漏えい",
            "measure": "外部共有を禁止する設定とし、毎月確認する。",
        }
    ],
    "visit": [
        {
            "day": "R8.10.2",
            "time_from": "10:00",
            "time_to": "11:30",
            "place": "本部",
            "method": "実地",
            "inspectors": "障害施策推進課 職員2名",
            "attendants": "事務局長 𠮷田 花子",
            "looked_at": "保管庫、端末、受渡管理簿3行、名簿2名",
            "result": "おおむね良好",
            "finding": "鍵管理簿の点検日が空欄",
            "due": "R8.10.31",
        }
    ],
    "statement": [
        {
            "topic": "再委託なし",
            "period_from": "R8.4.1",
            "period_to": "R8.9.30",
            "day": "R8.10.1",
            "person": "𠮷田 花子",
        },
        {
            "topic": "クラウドサービスの利用なし",
            "period_from": "R8.4.1",
            "period_to": "R8.9.30",
            "day": "R8.10.1",
            "person": "𠮷田 花子",
        },
    ],
}
_WHAT = {"information": LONG, "quantity": "120", "unit": "件", "medium": "DVD-R", "number": "D-001"}
CUSTODY: dict[RegisterKind, dict[str, str]] = {
    RegisterKind.RECEIPT: {
        **_WHAT,
        "asset": "対象者名簿",
        "slip": "預-001",
        "day": "R8.4.3",
        "time": "10:30",
        "handler": "𠮷田 花子",
        "counterpart": "所管課 職員",
        "purpose": "就労支援",
        "due": "R9.3.31",
    },
    RegisterKind.HANDOVER: {
        **_WHAT,
        "asset": "対象者名簿",
        "slip": "預-001",
        "direction": "in",
        "day": "R8.4.3",
        "time": "10:30",
        "handler": "𠮷田 花子",
        "counterpart": "所管課 職員",
        "method": "鍵付きカバンで手渡し、暗号化",
        "password_day": "R8.4.4",
    },
    RegisterKind.COPY: {
        **_WHAT,
        "asset": "対象者名簿の写し",
        "day": "R8.4.5",
        "time": "09:00",
        "handler": "髙橋 﨑太郎",
        "purpose": "訪問計画の作成",
        "consent_day": "R8.4.4",
        "consent_by": "所管課長",
        "consent_document": "承認第3号",
    },
    RegisterKind.TAKEOUT: {
        **_WHAT,
        "asset": "面談票",
        "quantity": "2",
        "unit": "枚",
        "medium": "紙",
        "day": "R8.8.7",
        "time": "13:00",
        "handler": "髙橋 﨑太郎",
        "purpose": "居宅訪問",
        "place": "対象者の居宅（電車）",
        "method": "鍵付きカバン",
        "consent_day": "R8.4.4",
        "consent_by": "所管課長",
        "back_day": "R8.8.7",
        "back_time": "17:20",
        "back_by": "𠮷田 花子",
    },
    RegisterKind.RETURN: {
        **_WHAT,
        "asset": "対象者名簿",
        "slip": "返-001",
        "day": "R8.10.1",
        "time": "15:00",
        "handler": "𠮷田 花子",
        "counterpart": "所管課 職員",
    },
    RegisterKind.ERASURE: {
        **_WHAT,
        "asset": "対象者名簿の写し",
        "day": "R8.10.1",
        "time": "16:00",
        "handler": "髙橋 﨑太郎",
        "place": "PC-01",
        "method": "ファイルの消去と残置の確認",
        "witness": "𠮷田 花子",
    },
}


def full_contract(data: Path, profile: str = "setagaya-2026") -> tuple[Workspace, Walk]:
    """The contract in a new data folder, seen on 5 October 2026; the caller closes the workspace."""
    workspace = Workspace.open(data, program="test")
    workspace.clock = workspace.repository._clock = lambda: NOW
    walk = workspace.start(profile=profile, title="t", contractor="c", fiscal_year=2026, operator="𠮷田 花子")
    records = ContractRecords(workspace, walk.contract.id)
    for name, text in CONTRACT.items():
        records.set_contract(name, text)
    records.add_people([_person(walk.contract.id, number, cells) for number, cells in enumerate(PEOPLE)])
    Duties(workspace, walk.contract.id).keep(
        [DutyEntry(new_id(), walk.contract.id, book, _kept(book, row)) for book, rows in DUTIES.items() for row in rows]
    )
    walk.registers.add([_custody(walk.contract.id, kind, texts) for kind, texts in CUSTODY.items()])
    for item in walk.profile.scored[:5]:
        walk.set_outcome(item.id, Outcome.CONFORMS)
    return workspace, walk


def _person(contract: str, number: int, cells: tuple[str, ...]) -> Person:
    texts = dict(zip(entry.PERSON, cells, strict=True))
    values: dict[str, Any] = {name: entry.read(kind, texts[name]) for name, kind in entry.PERSON.items()}
    return Person(f"p{number}", contract, **values)


def _kept(book: str, row: dict[str, str]) -> dict[str, str]:
    return {name: duties.read(duties.field_of(book, name), text, book) for name, text in row.items()}


def _custody(contract: str, kind: RegisterKind, texts: dict[str, str]) -> RegisterEntry:
    values: dict[str, Any] = {
        name: Direction(text) if name == "direction" else entry.read(registers.kind_of(name), text)
        for name, text in texts.items()
    }
    return RegisterEntry(new_id(), contract, kind, **values)
