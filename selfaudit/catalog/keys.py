"""The keys a data file of the catalogue may have, table by table. docs/profile-ja/README.md explains each of them."""

from __future__ import annotations

from selfaudit.catalog.pc_policy import thresholds

FORMAT = "1"
"""Version of the file format. A file that names another one was made for a newer program."""

PROFILE = frozenset(
    [
        "format",
        "id",
        "title",
        "client",
        "year",
        "parties",
        "source",
        "contract",
        "conditions",
        "sheets",
        "law_notes",
        "pc_policy",
    ],
)
PARTIES = frozenset(["client", "contractor", "both"])
SOURCE = frozenset(["document", "forum", "date_hint"])
CONTRACT = frozenset(["title", "fiscal_year", "start", "end", "period", "renews"])
PC_POLICY = frozenset(thresholds())
SHEET = frozenset(["id", "prefix", "title", "document", "marks", "party", "heading", "items"])
ITEM = frozenset(
    [
        "id",
        "number",
        "parent",
        "heading",
        "text",
        "party",
        "duty",
        "duty_reason",
        "mark",
        "kinds",
        "condition",
        "frequency",
        "deadline",
        "topics",
        "auto_checks",
        "evidence",
        "typical_finding",
        "remedy",
        "mirrors",
        "note",
    ],
)
CONDITION = frozenset(
    [
        "id",
        "label",
        "label_en",
        "question",
        "question_en",
        "help",
        "help_en",
        "yes_means",
        "yes_means_en",
        "no_means",
        "no_means_en",
        "contradicted_by",
    ],
)
TOPIC = frozenset(
    [
        "id",
        "title",
        "title_en",
        "kinds",
        "auto_checks",
        "why",
        "why_en",
        "show",
        "show_en",
        "finding",
        "finding_en",
        "remedy",
        "remedy_en",
        "photo",
        "photo_en",
    ],
)
LAW_NOTE = frozenset(["id", "cited", "note", "note_en", "as_of", "source", "items"])
