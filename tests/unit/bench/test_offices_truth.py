"""The truth of a made document holds what a reader of it would find written, and nothing else."""

from __future__ import annotations

from tests.bench.offices.doc import Doc


def test_a_surname_counts_only_where_it_stands_without_its_given_name() -> None:
    doc = Doc("", "prose", [("name", "梅田里美", "joined"), ("name", "梅田", "family"), ("phone", "03-1", "")])
    doc.p("改善してほしい。梅田里美（03-1）")
    doc.settle()
    assert [value for _, value, _ in doc.values] == ["梅田里美", "03-1"]


def test_a_surname_that_also_stands_alone_counts_beside_the_full_name() -> None:
    doc = Doc("", "prose", [("name", "梅田里美", "joined"), ("name", "梅田", "family")])
    doc.p("梅田里美から電話。梅田さんは留守")
    doc.settle()
    assert [value for _, value, _ in doc.values] == ["梅田里美", "梅田"]
