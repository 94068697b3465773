"""The same list as different programs write it: every writing is known in raw bytes, without the program that wrote it."""

import email.message
import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.residue.exit.search import exit_search
from tests.assets.registries import registry
from tests.assets.residents import Resident, as_zip, residents

COUNT = 120
SOME = random.Random(4).sample([person for person in residents(COUNT) if 1927 < int(person.born[:4]) < 1989], 20)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
People = list[Resident]


def vcard(people: People) -> bytes:
    return "\n".join(f"BEGIN:VCARD\nFN:{person.name}\nTEL:{person.phone}\nEND:VCARD" for person in people).encode()


def html(people: People) -> bytes:
    return "".join(
        f"<tr><td>{person.name}</td><td>{person.address}</td><td>{person.phone}</td></tr>" for person in people
    ).encode("cp932")


def html_references(people: People) -> bytes:
    return "".join(
        f"<td>{''.join(f'&#{ord(sign)};' for sign in person.name)}</td><td>{person.phone}</td>" for person in people
    ).encode()


def json_escaped(people: People) -> bytes:
    return json.dumps([{"name": person.name, "tel": person.phone} for person in people]).encode()


def json_plain(people: People) -> bytes:
    return json.dumps([{"name": person.name, "tel": person.phone} for person in people], ensure_ascii=False).encode()


def document_in_runs(people: People) -> bytes:
    runs = "".join(
        f"<w:p><w:r><w:t>{person.name[:1]}</w:t></w:r><w:r><w:t>{person.name[1:]}</w:t></w:r><w:r><w:t> {person.phone}</w:t></w:r></w:p>"
        for person in people
    )
    return as_zip(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": f"<w:document>{runs}</w:document>".encode()}
    )


def mail(people: People, **how: str) -> bytes:
    message = email.message.EmailMessage()
    message.set_content("\n".join(f"{person.name} {person.phone}" for person in people * 9), **how)
    return message.as_bytes()


def mail_jis(people: People) -> bytes:
    return mail(people, charset="iso-2022-jp", cte="7bit")


def mail_quoted(people: People) -> bytes:
    return mail(people, cte="quoted-printable")


def mail_base64(people: People) -> bytes:
    return mail(people, cte="base64")


def full_width(people: People) -> bytes:
    return "\n".join(f"{person.name}\t{person.phone.translate(WIDE)}" for person in people).encode("cp932")


def joined(people: People) -> bytes:
    return "\n".join(f"{person.name.replace('　', '')}　{person.phone.replace('-', '')}" for person in people).encode(
        "euc_jp"
    )


def japanese_years(people: People) -> bytes:
    lines = []
    for person in people:
        year, month, day = map(int, person.born.split("/"))
        lines.append(f"{person.name} 昭和{year - 1925}年{month}月{day}日生")
    return "\n".join(lines).encode()


def database(people: People) -> bytes:
    with sqlite3.connect(":memory:") as store:
        store.execute("CREATE TABLE t (a, b, c)")
        store.executemany(
            "INSERT INTO t VALUES (?, ?, ?)", [(person.name, person.phone, person.born) for person in people]
        )
        store.commit()
        pages = store.serialize()
    store.close()
    return pages


WRITINGS = (vcard, html, html_references, json_escaped, json_plain, document_in_runs, mail_jis, mail_quoted, mail_base64, full_width, joined, japanese_years, database)  # fmt: skip


@pytest.mark.parametrize("write", WRITINGS, ids=lambda write: write.__name__)
def test_everybody_is_found_however_it_is_written(write: Callable[[People], bytes], tmp_path: Path) -> None:
    data = write(SOME)
    noise = random.Random(1).randbytes(8192)
    (tmp_path / "disk.img").write_bytes(noise[:4096] + data + noise[: 4096 + -len(data) % 4096])
    run = exit_search(None, registry(COUNT), image=tmp_path / "disk.img", levels={3})
    list(run)
    assert run.summary.records == len(SOME)
