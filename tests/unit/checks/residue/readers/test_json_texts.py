"""Text and tables kept in values of JSON and in scripts: notebooks (nbformat 4), exports of chats, data files of web pages."""

import json

import pytest

from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, LINE, NAME, PHONE, ROWS, values

ALL = {("name", NAME), ("kana", KANA), ("birth_date", BIRTH), ("address", ADDRESS), ("phone", PHONE)}
SECOND = ["渡部信一", "ワタベ シンイチ", "昭和28年1月9日", "東京都板橋区高島平3-10-2", "080-5512-0937"]
LISTED = [*ROWS, SECOND]


def test_the_printed_list_of_a_notebook_is_a_table() -> None:
    printed = ["\t".join(row) + "\n" for row in LISTED]
    cells = [{"cell_type": "code", "source": ["df"], "outputs": [{"output_type": "stream", "text": printed}]}]
    assert values(json.dumps({"nbformat": 4, "cells": cells}).encode()) >= ALL


@pytest.mark.parametrize(
    "message",
    [
        lambda line: {"type": "message", "user": "U05316", "user_profile": {"real_name": "事務局"}, "text": line},
        lambda line: {"from": {"user": {"displayName": "事務局"}}, "body": {"contentType": "text", "content": line}},
        lambda line: {"sender": "事務局", "message": line},
    ],
)
def test_messages_are_read_as_lines_of_one_conversation(message: object) -> None:
    assert callable(message)
    lines = [" ".join(row) for row in LISTED]
    assert values(json.dumps([message(line) for line in ["名簿です", *lines]]).encode()) >= ALL


def test_lists_of_different_lengths_are_lines_with_a_table_among_them() -> None:
    rows = [["利用者名簿", None], *LISTED, ["以上"]]
    assert values(json.dumps(rows).encode()) >= ALL


@pytest.mark.parametrize(
    "script",
    [
        "var memo = [\n{rows}\n];\nrender(memo);\n",
        "// 名簿\nexport default {{ list: {rows}, }};",
        "'use strict';\nwindow.App.data = [{rows},];",
    ],
)
def test_data_in_a_script_is_a_table(script: str) -> None:
    rows = ",\n".join(json.dumps(row) for row in LISTED)
    assert values(script.format(rows=f"[{rows}]").encode()) >= ALL


def test_objects_with_bare_keys_and_single_quotes_are_records() -> None:
    keys = ("name", "kana", "birthday", "address", "tel")
    rows = [
        "{" + ", ".join(f"{key}: '{cell}'" for key, cell in zip(keys, row, strict=True)) + "}" for row in LISTED[1:]
    ]
    assert values(f"const users = [{', '.join(rows)},];".encode()) >= ALL


def test_a_program_that_begins_with_an_object_is_still_read_as_text() -> None:
    assert values(f"var options = {{ debug: true }};\n// {LINE}\n".encode()) <= values(f"// {LINE}\n".encode()) | ALL
