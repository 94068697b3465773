"""Harmless files of programs and machines."""

import base64
import json
import sqlite3
import struct
from collections.abc import Callable, Iterator
from random import Random

from . import boxes, sheets
from .facets import some_day

Made = tuple[str, str, bytes]


def _hex(rng: Random, n: int) -> str:
    return f"{rng.getrandbits(4 * n):0{n}x}"


def access_log(rng: Random) -> bytes:
    """A web server's."""
    return "".join(
        f'10.0.{rng.randrange(9)}.{rng.randint(2, 250)} - - [{rng.randint(10, 28)}/Jun/2024:{rng.randint(8, 19)}:{rng.randint(10, 59)}:01 +0900] "GET /yoyaku/{rng.choice(("index", "list", "help"))}.html?id={rng.getrandbits(36)} HTTP/1.1" 200 {rng.randint(300, 90000)}\n'
        for _ in range(60)
    ).encode()


def batch_log(rng: Random) -> bytes:
    """A nightly job's."""
    return "".join(
        f"{some_day(rng):%Y/%m/%d} 02:{n % 60:02d}:{rng.randint(10, 59)} [{rng.choice(('INFO', 'WARN', 'INFO'))}] JOB{rng.randint(100, 999)} 処理件数={rng.randint(0, 99999)} 氏名カナ空白={rng.randint(0, 9)}件 終了コード={rng.randint(0, 4)}\r\n"
        for n in range(40)
    ).encode("cp932")


def python_source(rng: Random) -> bytes:
    """A script."""
    return f'"""宛名データの桁数を調べる。"""\nimport re\n\nTEL = re.compile(r"0\\d{{1,4}}-\\d{{1,4}}-\\d{{{rng.randint(3, 4)}}}")\nFIELDS = ["氏名", "住所", "生年月日", "電話番号"]\n\n\ndef check(row):\n    """郵便番号が000-0000の形か。"""\n    return len(row["氏名"]) <= {rng.randint(20, 40)} and bool(TEL.match(row["電話番号"]))\n'.encode()


def java_source(rng: Random) -> bytes:
    """A class."""
    return f"/** 被保険者マスタ */\npublic class Hihokensha{rng.randint(1, 99)} {{\n    private String shimeiKanji; // 氏名漢字\n    private String seinengappi; // 生年月日 yyyyMMdd\n    private static final long serialVersionUID = {rng.getrandbits(60)}L;\n    public String getShimeiKanji() {{ return shimeiKanji; }}\n}}\n".encode()


def vba(rng: Random) -> bytes:
    """A macro."""
    return f'Sub 宛名印刷()\r\n  Dim r As Long\r\n  For r = 2 To {rng.randint(100, 900)}\r\n    Cells(r, 3).Value = Format(Cells(r, 4), "ggge年m月d日")\r\n    \' 住所が空なら飛ばす\r\n    If Cells(r, 5) = "" Then Exit For\r\n  Next\r\nEnd Sub\r\n'.encode(
        "cp932"
    )


def schema(rng: Random) -> bytes:
    """Tables without rows."""
    return f"CREATE TABLE t_atena_{rng.randint(1, 99)} (\n  atena_no CHAR(10) PRIMARY KEY, -- 宛名番号\n  kojin_no CHAR(12), -- 個人番号\n  shimei NVARCHAR({rng.randint(20, 60)}), -- 氏名\n  tel VARCHAR(13) DEFAULT '000-0000-0000'\n);\nINSERT INTO m_code VALUES ('{rng.randint(10, 99)}', '転入'), ('{rng.randint(10, 99)}', '転出');\n".encode()


def config_json(rng: Random) -> bytes:
    """Settings."""
    return json.dumps(
        {
            "printer": {"name": "複合機2F", "tray": rng.randint(1, 4)},
            "columns": ["氏名", "フリガナ", "住所"],
            "timeout": rng.randint(10, 900),
            "token": _hex(rng, 32),
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def yaml_config(rng: Random) -> bytes:
    """Settings."""
    return f"app:\n  title: 窓口予約\n  fields: [名前, 電話番号, メールアドレス]\n  support: info@example.lg.jp\n  port: {rng.randint(8000, 9000)}\n".encode()


def sensor(rng: Random) -> bytes:
    """Readings of twelve and ten digits that are no person's numbers."""
    return (
        "epoch_ms,device,value\n"
        + "".join(
            f"{1700000000000 + n * 60000},{rng.randint(100000000000, 999999999999)},{rng.random() * 30:.4f}\n"
            for n in range(50)
        )
    ).encode()


def gpx(rng: Random) -> bytes:
    """A track."""
    return (
        '<?xml version="1.0"?>\n<gpx version="1.1"><trk><name>配布ルート</name><trkseg>'
        + "".join(
            f'<trkpt lat="35.{rng.randint(600000, 799999)}" lon="139.{rng.randint(600000, 799999)}"><time>2024-06-0{rng.randint(1, 9)}T01:00:00Z</time></trkpt>\n'
            for _ in range(40)
        )
        + "</trkseg></trk></gpx>"
    ).encode()


def holidays(rng: Random) -> bytes:
    """Public holidays."""
    days = (
        "元日",
        "成人の日",
        "建国記念の日",
        "天皇誕生日",
        "昭和の日",
        "憲法記念日",
        "こどもの日",
        "海の日",
        "敬老の日",
        "文化の日",
        "勤労感謝の日",
    )
    return (
        "国民の祝日・休日月日,国民の祝日・休日名称\r\n"
        + "".join(f"{rng.randint(1955, 2026)}/{rng.randint(1, 12)}/{rng.randint(1, 28)},{d}\r\n" for d in days)
    ).encode("cp932")


def holiday_ics(rng: Random) -> bytes:
    """A calendar of the house."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + "".join(
            f"BEGIN:VEVENT\r\nUID:{_hex(rng, 12)}\r\nDTSTART;VALUE=DATE:2024{rng.randint(1, 12):02d}{rng.randint(10, 28)}\r\nSUMMARY:{rng.choice(('消防設備点検', '定例会議', '休館日', 'ワックス清掃'))}\r\nLOCATION:第{rng.randint(1, 5)}会議室\r\nEND:VEVENT\r\n"
            for _ in range(8)
        )
        + "END:VCALENDAR\r\n"
    ).encode()


def office_card(rng: Random) -> bytes:
    """The card of a public desk."""
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:;代表電話;;;\r\nFN:区役所 代表電話\r\nORG:区役所;広報{rng.randint(1, 5)}係\r\nTEL;TYPE=WORK:03-3999-1111\r\nADR;TYPE=WORK:;;本町1-1-1;汐見区;東京都;134-0001;\r\nEND:VCARD\r\n".encode()


def certificate(rng: Random) -> bytes:
    """A certificate of the proxy."""
    return b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(rng.randbytes(700)) + b"-----END CERTIFICATE-----\n"


def sums(rng: Random) -> bytes:
    """Sums of files."""
    return "".join(f"{_hex(rng, 64)}  disk{n}/img{rng.randint(1000, 9999)}.iso\n" for n in range(20)).encode()


def ids(rng: Random) -> bytes:
    """Identifiers of jobs."""
    return "".join(
        f"{_hex(rng, 8)}-{_hex(rng, 4)}-4{_hex(rng, 3)}-a{_hex(rng, 3)}-{_hex(rng, 12)}\t{rng.randint(10**11, 10**12 - 1)}\n"
        for _ in range(40)
    ).encode()


def parts_list(rng: Random) -> bytes:
    """Part numbers that look like telephones."""
    return (
        "部品番号,名称,数量\r\n"
        + "".join(
            f"{rng.choice(('070', '090', '120'))}-{rng.randint(10, 99)}{rng.choice('ABK')}-{rng.randint(100, 999)},{rng.choice(('ローラー', 'ベルト', '定着器', 'ゴム足'))},{rng.randint(1, 9)}\r\n"
            for _ in range(20)
        )
    ).encode("cp932")


def registry(rng: Random) -> bytes:
    """Settings of Windows."""
    return f'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Atena\\{rng.randint(1, 30)}]\r\n"LastFolder"="D:\\\\共有\\\\受付"\r\n"FontName"="ＭＳ 明朝"\r\n"Count"=dword:{_hex(rng, 8)}\r\n'.encode(
        "utf-16"
    )


def batch_file(rng: Random) -> bytes:
    """A batch of the office."""
    return f'@echo off\r\nrem 日次バックアップ\r\nrobocopy "D:\\共有" "\\\\nas0{rng.randint(1, 9)}\\bk" /MIR /R:{rng.randint(1, 5)}\r\nif errorlevel 8 echo 失敗しました\r\n'.encode(
        "cp932"
    )


def stylesheet(rng: Random) -> bytes:
    """A style with a picture in it."""
    return f".name{{background:url(data:image/png;base64,{base64.b64encode(rng.randbytes(300)).decode()})}}\n.tel::before{{content:'\\96FB\\8A71'}}\n".encode()


def script(rng: Random) -> bytes:
    """Checks of a form."""
    return f"const msg = {{name: '氏名を入力してください', tel: '電話番号はハイフンなしで入力してください'}};\nfunction check(f) {{ if (!f.name.value) {{ alert(msg.name); return false; }} return f.tel.value.length >= {rng.randint(9, 11)}; }}\n".encode()


def entry_page(rng: Random) -> bytes:
    """An empty form."""
    return f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>申込み</title></head><body><form action="/e{rng.randint(1, 99)}">氏名<input name="shimei" placeholder="例）山田 太郎"> 電話<input name="tel" placeholder="03-1234-5678"> 生年月日<select><option>昭和</option><option>平成</option></select></form></body></html>'.encode()


def cache(rng: Random) -> bytes:
    """A browser's base of pages."""

    def fill(con: sqlite3.Connection) -> None:
        con.execute("create table urls (id integer primary key, url text, title text, visit_count integer)")
        con.executemany(
            "insert into urls values (null,?,?,?)",
            [
                (
                    f"https://www.city.example.lg.jp/p{rng.randint(1, 999)}.html",
                    rng.choice(("くらしの手続き", "施設予約", "天気予報", "路線図")),
                    rng.randint(1, 40),
                )
                for _ in range(25)
            ],
        )

    return boxes.base(fill)[0]


def thumbs(rng: Random) -> bytes:
    """Small pictures of a folder."""
    from .ole import compound

    return compound({"Catalog": struct.pack("<HHIII", 16, 1, 2, 96, 96) + b"D\0S\0C\0", "1": rng.randbytes(900)})


def shortcut(rng: Random) -> bytes:
    """A link to a web page."""
    return f"[InternetShortcut]\r\nURL=https://www.example.lg.jp/{rng.randint(1, 99)}/\r\nIconIndex=0\r\n".encode()


def owner(rng: Random) -> bytes:
    """The lock of an open workbook."""
    return b"\x04user" + b" " * 50 + "user".encode("utf-16-le").ljust(109, b" \0"[:1])


def newsletter(rng: Random) -> bytes:
    """A circular of a shop."""
    body = f"事務用品の新着情報です。A4コピー用紙が{rng.randint(5, 30)}%引き。\r\n配信停止はこちら https://shop.example/stop\r\nカスタマーセンター 0120-000-{rng.randint(100, 999)}\r\n"
    return (
        b"From: news@shop.example\r\nTo: uketsuke@office-q.example\r\nSubject: sale\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
        + body.encode("iso2022_jp")
    )


def blank_pack(rng: Random) -> bytes:
    """Blank forms to send out."""
    return sheets.pack(
        {
            f"様式{n}.txt": f"様式第{n}号\r\n氏名（　　　　　）　生年月日（　　　　　）\r\n住所（　　　　　　　　）\r\n".encode(
                "cp932"
            )
            for n in range(1, rng.randint(3, 6))
        }
    )


def dictionary(rng: Random) -> bytes:
    """A dictionary of the input method: place names only."""
    words = (
        "しおみく\t汐見区\t地名",
        "みどりがおか\t緑が丘\t地名",
        "こくほ\t国民健康保険\t名詞",
        "こうきこうれい\t後期高齢者医療\t名詞",
        "ちいきほうかつ\t地域包括支援センター\t名詞",
    )
    return ("!Microsoft IME Dictionary Tool\r\n" + "\r\n".join(rng.sample(words, 4)) + "\r\n").encode("utf-16")


def nothing(rng: Random) -> bytes:
    """An empty file."""
    return b""


def junk(rng: Random) -> bytes:
    """A part of a program."""
    return b"MZ" + rng.randbytes(4000)


KINDS: tuple[tuple[str, str, Callable[[Random], bytes]], ...] = (
    ("PC/サーバ/log/access", ".log", access_log), ("PC/サーバ/log/batch", ".log", batch_log), ("PC/開発/check", ".py", python_source), ("PC/開発/Hihokensha", ".java", java_source),
    ("PC/開発/宛名印刷", ".bas", vba), ("PC/開発/schema", ".sql", schema), ("PC/端末1/app/config", ".json", config_json), ("PC/サーバ/app", ".yaml", yaml_config), ("調査/計測/sensor", ".csv", sensor),
    ("訪問/地図/track", ".gpx", gpx), ("総務/庶務/syukujitsu", ".csv", holidays), ("総務/庶務/kaijo", ".ics", holiday_ics), ("受付/案内/daihyo", ".vcf", office_card), ("PC/端末1/cert", ".pem", certificate),
    ("PC/サーバ/SHA256SUMS", ".txt", sums), ("PC/サーバ/jobs", ".tsv", ids), ("経理/カタログ/buhin", ".csv", parts_list), ("PC/端末4/setting", ".reg", registry), ("PC/端末4/backup", ".bat", batch_file),
    ("PC/開発/style", ".css", stylesheet), ("PC/開発/form", ".js", script), ("PC/開発/entry", ".html", entry_page), ("PC/端末6/History", ".sqlite", cache), ("PC/端末6/Thumbs", ".db", thumbs),
    ("PC/端末6/link", ".url", shortcut), ("PC/端末4/~$台帳", ".xlsx", owner), ("PC/端末3/mail/news", ".eml", newsletter), ("受付/様式/様式一式", ".zip", blank_pack), ("PC/端末1/imejp", ".txt", dictionary),
    ("PC/端末1/temp", ".tmp", nothing), ("PC/端末1/module", ".dll", junk),
)  # fmt: skip


def machines(rng: Random, each: int) -> Iterator[Made]:
    """Path, format, bytes."""
    for stem, ext, make in KINDS:
        for n in range(1, each + 1):
            yield f"{stem}{n:02d}{ext}", "machine" + ext, make(rng)
