"""A contract with everything entered, for the screens that show it."""

import json
from pathlib import Path

from textual import events

from checks.replay import ReplayHost
from selfaudit.services import inspect
from selfaudit.services.contracts import ContractRecords
from selfaudit.services.workspace import Workspace
from tests.tui.driver import Driver

PEOPLE = [
    ("𠮷田 花子", "取扱責任者", "支援計画の作成", "本部", "R8.4.1", "R8.5.10", "hanako", ""),
    ("髙橋 﨑太郎", "取扱者", "訪問・記録", "訪問先", "R8.4.1", "R8.3.1", "takahashi", ""),
    ("山田 太郎", "取扱者", "送迎", "本部", "", "", "", ""),
    ("鈴木 一郎", "取扱者", "経理", "本部", "R7.4.1", "R7.5.1", "suzuki", "R8.9.30"),
]
FIELDS = ("name", "role", "duties", "place", "pledge", "training", "accounts", "ended")
PASSWD = "root:x:0:0::/root:/bin/sh\nhanako:x:1000:1000::/home/h:/bin/sh\nguest:x:1001:1001::/home/g:/bin/sh\n"


def recorded_pc(folder: Path, passwd: str = PASSWD) -> ReplayHost:
    """A Linux PC with these accounts, checked on 20 November 2026 at ten o'clock in Japan."""
    folder.mkdir(parents=True)
    head = {"system": "linux", "elevated": False, "recorded_at": "2026-11-20T01:00:00+00:00"}
    (folder / "host.json").write_text(json.dumps(head), encoding="utf-8")
    index = [{"file": "passwd", "command": "file:/etc/passwd", "rc": 0, "error": ""}]
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "passwd").write_text(passwd, encoding="utf-8")
    return ReplayHost(folder)


def furnish(data: Path, pc: Path) -> None:
    """Enter contract, roster and PCs, and check a recorded PC."""
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        records = ContractRecords(workspace, walk.contract.id)
        texts = {
            "number": "第0812号",
            "section": "障害施策推進課",
            "contractor_address": "東京都世田谷区みほん1-2-3",
            "representative": "理事長 𠮷田 髙子",
            "information": "氏名\n住所\n電話番号",
            "media": "紙\nPC",
            "places": "本部\n訪問先",
        }
        for name, text in texts.items():
            records.set_contract(name, text)
        for number, cells in enumerate(PEOPLE):
            for name, text in zip(FIELDS, cells, strict=True):
                records.set_person(f"p{number}", name, text)
        for number, (label, user) in enumerate([("管理番号 PC-01", "p0"), ("貸出用 PC-02", "")]):
            for name, text in {"label": label, "os": "Windows 11", "place": "本部", "user": user}.items():
                records.set_machine(f"m{number}", name, text)
        inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(pc))


async def paste(app: Driver, text: str) -> None:
    """Paste a text as the terminal hands it over."""
    app.app.post_message(events.Paste(text))
    await app.settle()
    await app.settle()
